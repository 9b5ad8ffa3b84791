"""One page, big: fitted to the width, whole, or larger; moved with arrows, wheel and mouse."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from typing_extensions import override

from ui.theme import colour
from ui.widgets.viewer_pictures import turned

LEAST, MOST, STEP = 0.2, 8.0, 1.25
MARGIN = 8  # pixels around a page
ASK_AFTER = 150  # milliseconds of quiet until a sharper picture is asked for
SHARP = 1.15  # a picture this much too small is drawn anew
BLOWN_UP = 2.0  # small pictures are shown at most so many times their size when fitted
LINE = 60


class PageCanvas(QAbstractScrollArea):
    """Paints a picture; says which size it would like to have it in.

    Signals:
        sharper_wanted: width and height of the box the whole page now fills, in pixels of the screen.
        leaf_wanted: +1 for the next page, -1 for the one before.
        zoomed: the picture is shown at another size.
    """

    sharper_wanted = Signal(int, int)
    leaf_wanted = Signal(int)
    zoomed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setMinimumSize(200, 160)
        self.image = QImage()
        self._full, self._turn = (0, 0), 0
        self._raw = QImage()
        self.zoom, self.whole = 1.0, False
        self._dragged: QPoint | None = None
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(ASK_AFTER)
        self._quiet.timeout.connect(self._want_sharper)

    # -- what is shown -----------------------------------------------------------------------------------------------

    def show_image(self, image: QImage, full: tuple[int, int], turn: int) -> None:
        """Show a picture of a page whose whole size is ``full``, turned to the right by ``turn`` degrees."""
        self._raw, self._full, self._turn = image, full, turn
        self.image = turned(image, turn)
        self._lay_out()

    def turn_to(self, turn: int) -> None:
        """Show the same picture turned another way."""
        if not self._raw.isNull():
            self.show_image(self._raw, self._full, turn)

    def clear(self) -> None:
        """Show nothing."""
        self._raw, self.image, self._full = QImage(), QImage(), (0, 0)
        self._lay_out()

    def box(self) -> tuple[int, int]:
        """The box the page begun is asked for in."""
        return self.box_of(self._turn)

    def box_of(self, turn: int) -> tuple[int, int]:
        """The box a page not seen yet is asked for in when it is turned so, in pixels of the screen."""
        ratio, room = self.devicePixelRatioF(), self._room()
        zoom = 1.0 if self.whole else max(1.0, self.zoom)
        width = room.width() * ratio * zoom
        high = room.height() * ratio if self.whole else width * 2  # two widths high: every usual page fits by its width
        return (round(high), round(width)) if turn in {90, 270} else (round(width), round(high))

    def begin(self, turn: int) -> None:
        """Get ready for another page: its top is shown."""
        self._turn = turn
        self.verticalScrollBar().setValue(0)
        self.horizontalScrollBar().setValue(0)

    # -- zoom --------------------------------------------------------------------------------------------------------

    def zoom_by(self, factor: float) -> None:
        """Show it larger or smaller; the middle stays in the middle."""
        now = self._shown().width() / max(1, self._fitted().width())
        self.whole, self.zoom = False, min(MOST, max(LEAST, now * factor))
        self._keep_middle()

    def fit_width(self) -> None:
        """Show it as wide as the room."""
        self.whole, self.zoom = False, 1.0
        self._keep_middle()

    def fit_page(self) -> None:
        """Show the whole page."""
        self.whole = True
        self._keep_middle()

    def percent(self) -> int:
        """How large it is shown, the fitted width being 100."""
        return round(100 * self._shown().width() / max(1, self._fitted().width()))

    def _keep_middle(self) -> None:
        bar = self.verticalScrollBar()
        share = (bar.value() + bar.pageStep() / 2) / max(1, bar.maximum() + bar.pageStep())
        self._lay_out()
        bar.setValue(round(share * (bar.maximum() + bar.pageStep()) - bar.pageStep() / 2))
        self.zoomed.emit()

    # -- sizes -------------------------------------------------------------------------------------------------------

    def _room(self) -> QSize:
        size = self.viewport().size()
        return QSize(max(50, size.width() - 2 * MARGIN), max(50, size.height() - 2 * MARGIN))

    def _upright(self) -> tuple[int, int]:
        wide, high = self._full
        return (high, wide) if self._turn in {90, 270} else (wide, high)

    def _fitted(self) -> QSize:
        """The page as wide as the room, small pictures not blown up too far."""
        wide, high = self._upright()
        if not wide or not high:
            return QSize(0, 0)
        width = min(self._room().width(), max(1.0, wide * BLOWN_UP))
        return QSize(round(width), max(1, round(width * high / wide)))

    def _shown(self) -> QSize:
        fitted = self._fitted()
        if fitted.isEmpty():
            return fitted
        zoom = min(1.0, self._room().height() / fitted.height()) if self.whole else self.zoom
        return QSize(max(1, round(fitted.width() * zoom)), max(1, round(fitted.height() * zoom)))

    def _lay_out(self) -> None:
        shown, room = self._shown(), self.viewport().size()
        for bar, whole, part in (
            (self.horizontalScrollBar(), shown.width() + 2 * MARGIN, room.width()),
            (self.verticalScrollBar(), shown.height() + 2 * MARGIN, room.height()),
        ):
            bar.setPageStep(part)
            bar.setSingleStep(LINE)
            bar.setRange(0, max(0, whole - part) if shown.width() else 0)
        self.viewport().update()
        if not self.image.isNull():
            self._quiet.start()

    def _want_sharper(self) -> None:
        """Ask for a picture of the size it is shown in, when that is more than we have and less than there is."""
        ratio, shown = self.devicePixelRatioF(), self._shown()
        wide, high = self._upright()
        width, height = min(wide, round(shown.width() * ratio)), min(high, round(shown.height() * ratio))
        if not self.image.isNull() and width > self.image.width() * SHARP:
            box = (height, width) if self._turn in {90, 270} else (width, height)
            self.sharper_wanted.emit(*box)

    def _place(self) -> QRect:
        shown, room = self._shown(), self.viewport().size()
        left = MARGIN - self.horizontalScrollBar().value()
        top = MARGIN - self.verticalScrollBar().value()
        if shown.width() + 2 * MARGIN < room.width():
            left = (room.width() - shown.width()) // 2
        if shown.height() + 2 * MARGIN < room.height():
            top = (room.height() - shown.height()) // 2
        return QRect(QPoint(left, top), shown)

    # -- events ------------------------------------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colour("side"))
        if not self.image.isNull():
            place = self._place()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(place.adjusted(-1, -1, 1, 1), QColor(colour("edge")))
            painter.drawImage(place, self.image)
        if self.hasFocus():
            painter.setPen(colour("accent"))
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))
        painter.end()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()
        self.zoomed.emit()

    @override
    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    @override
    def focusInEvent(self, event: Any) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    @override
    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def _keys(self) -> dict[int, Callable[[], object]]:
        """What each key does now: sideways goes through pages unless the page is wider than the room."""
        bar, key = self.verticalScrollBar(), Qt.Key
        on, back = partial(self.leaf_wanted.emit, 1), partial(self.leaf_wanted.emit, -1)
        keys: dict[Qt.Key, Callable[[], object]] = {
            key.Key_Plus: partial(self.zoom_by, STEP),
            key.Key_Equal: partial(self.zoom_by, STEP),
            key.Key_Minus: partial(self.zoom_by, 1 / STEP),
            key.Key_0: self.fit_page,
            key.Key_W: self.fit_width,
            key.Key_PageDown: on,
            key.Key_PageUp: back,
            key.Key_Up: partial(self._scroll, -LINE),
            key.Key_Down: partial(self._scroll, LINE),
            key.Key_Space: on if bar.value() == bar.maximum() else partial(self._scroll, bar.pageStep() - LINE),
        }
        if not self.horizontalScrollBar().maximum():
            keys |= {key.Key_Right: on, key.Key_Left: back}
        return {int(name): action for name, action in keys.items()}

    def _scroll(self, by: int) -> None:
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + by)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier
        action = None if event.modifiers() & ~plain else self._keys().get(event.key())
        if action is None:
            super().keyPressEvent(event)
        else:
            action()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP)
            event.accept()
            return
        super().wheelEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged = event.position().toPoint()
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            moved = event.position().toPoint() - self._dragged
            self._dragged = event.position().toPoint()
            for bar, by in ((self.horizontalScrollBar(), moved.x()), (self.verticalScrollBar(), moved.y())):
                bar.setValue(bar.value() - by)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged = None

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        (self.fit_width if self.whole else self.fit_page)()
