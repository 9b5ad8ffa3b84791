"""Answers that are picked: from a folded list, from a list one searches in, on a scale, or as a file."""

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QSlider, QWidget
from typing_extensions import override

from app.forms.choices import Offer
from ui.pages.questionnaires.choosing import plain
from ui.speaking import SpeakingWidget
from ui.widgets import parts

SEEN = 9  # rows of a list shown at once
MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
TURNS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class Folded(QComboBox):
    """One choice of a folded list (appearance ``minimal``): arrows or first letters choose, Enter goes on.

    Signals:
        chosen: the value chosen now.
    """

    chosen = Signal(str)

    def __init__(self, offers: Sequence[Offer], value: str) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(20)
        self.addItem("—", "")
        for offer in offers:
            self.addItem(plain(offer), offer.value)
        self.setCurrentIndex(max(0, self.findData(value)))
        self.currentIndexChanged.connect(lambda _: self.chosen.emit(str(self.currentData())))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in TURNS:
            event.ignore()
        elif event.text().isdecimal() and 0 <= int(event.text()) < self.count() and self.count() <= 10:
            self.setCurrentIndex(int(event.text()))
        else:
            super().keyPressEvent(event)


class Searching(SpeakingWidget):
    """Choices one finds by typing a part of them: Enter takes the first found, Enter without a word goes on.

    Signals:
        chosen: the values chosen now, separated by blanks.
    """

    chosen = Signal(str)

    def __init__(self, offers: Sequence[Offer], value: str, kind: str) -> None:
        super().__init__()
        self._offers, self._kind = offers, kind
        self._chosen = [one for one in value.split() if any(one == offer.value for offer in offers)]
        self.line, self.list, self.now = QLineEdit(), QListWidget(), parts.label("", wrap=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusProxy(self.line)
        self.line.installEventFilter(self)
        column = parts.column(self, spacing=6)
        parts.add(column, (self.now, self.line, self.list))
        self.say(self.line.setPlaceholderText, lambda: self.tr("Type a part of it; Enter takes it"))
        self.say(self.line.setAccessibleName, lambda: self.tr("Search the choices"))
        self.say(self.list.setAccessibleName, lambda: self.tr("Choices"))
        self.line.textEdited.connect(lambda _: self._find())
        self.list.itemClicked.connect(self._take)
        self._find()

    def _find(self) -> None:
        wanted = folded(self.line.text())
        self.list.clear()
        for offer in self._offers:
            words = plain(offer)
            if wanted in folded(words) or wanted == folded(offer.value):
                on = offer.value in self._chosen
                sign = ("☑" if on else "☐") if self._kind == "select" else ("●" if on else "○")
                item = QListWidgetItem(f"{sign}  {words}")
                item.setData(Qt.ItemDataRole.UserRole, offer.value)
                self.list.addItem(item)
        self.list.setCurrentRow(0 if self.line.text() else -1)
        rows = max(1, min(SEEN, self.list.count()))
        self.list.setFixedHeight(rows * max(24, self.list.sizeHintForRow(0)) + 8)
        named = [plain(offer) for offer in self._offers if offer.value in self._chosen]
        self.now.setText("、".join(named))
        self.now.setHidden(not named)

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        value = str(item.data(Qt.ItemDataRole.UserRole))
        if value in self._chosen:
            self._chosen.remove(value)
        elif self._kind == "select":
            self._chosen.append(value)
        else:
            self._chosen = [value]
        self.line.clear()
        self._find()
        self.chosen.emit(" ".join(offer.value for offer in self._offers if offer.value in self._chosen))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in MOVES and self.list.count():
                step = 1 if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_PageDown} else -1
                self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, self.list.count() - 1)))
                return True
            if event.key() in TURNS and self.list.currentRow() >= 0:
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)


class Scale(QWidget):
    """A value on a scale: arrows move, the first of them begins at its start, Delete empties it.

    Signals:
        chosen: the value, as it is stored.
    """

    chosen = Signal(str)

    def __init__(self, values: Sequence[str], value: str, points: float, *, upright: bool = False) -> None:
        super().__init__()
        self._values = values
        self.slider = QSlider(Qt.Orientation.Vertical if upright else Qt.Orientation.Horizontal)
        self.slider.setRange(0, max(0, len(values) - 1))
        self.slider.setPageStep(max(1, len(values) // 10))
        self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
        self.slider.installEventFilter(self)
        if upright:
            self.slider.setFixedHeight(220)
        self.now = parts.label("heading")
        self.now.setStyleSheet(f"font-size: {points:.1f}pt; font-weight: 600;")
        self.now.setMinimumWidth(90)
        self._empty = value not in values
        self.slider.setValue(0 if self._empty else values.index(value))
        row = parts.row(self, spacing=12)
        ends = (values[0], values[-1]) if values else ("", "")
        parts.add(row, (parts.label("quiet", ends[0]), self.slider, parts.label("quiet", ends[1]), self.now))
        row.setStretch(1, 1)
        self.setFocusProxy(self.slider)
        self.slider.valueChanged.connect(self._on_moved)
        self.slider.sliderPressed.connect(self._begin)
        self._show()

    def _show(self) -> None:
        self.now.setText("—" if self._empty else self._values[self.slider.value()])

    def _begin(self) -> None:
        if self._empty and self._values:
            self._on_moved()

    def _on_moved(self) -> None:
        self._empty = False
        self._show()
        self.chosen.emit(self._values[self.slider.value()])

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._values:
            moves = event.key() in {*MOVES, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home}
            if self._empty and moves:
                self._on_moved()
                return True
            if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace} and not self._empty:
                self._empty = True
                self._show()
                self.chosen.emit("")
                return True
        return super().eventFilter(watched, event)


class Filed(SpeakingWidget):
    """A file as an answer: Space asks for one, Delete takes it away.

    Signals:
        wanted: a file is to be chosen.
        unwanted: it is not to be kept.
    """

    wanted = Signal()
    unwanted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = parts.label("heading", name)
        self.name.setMinimumWidth(60)
        self.choose, self.remove = parts.button("", "add"), parts.button("quiet")
        self.remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not name:
            self.remove.hide()  # never shown here: without a parent yet, it would be a window
        self.say(self.choose.setText, lambda: self.tr("Choose a file… (Space)"))
        self.say(self.remove.setText, lambda: self.tr("Take it away (Delete)"))
        row = parts.row(self, spacing=12)
        parts.add(row, (self.choose, self.name, None, self.remove))
        self.setFocusProxy(self.choose)
        self.choose.installEventFilter(self)
        self.choose.clicked.connect(self.wanted)
        self.remove.clicked.connect(self.unwanted)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        taking = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if taking and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Delete and self.name.text():
            self.unwanted.emit()
            return True
        return super().eventFilter(watched, event)


def folded(text: str) -> str:
    """A text as it is searched: full-width and half-width, large and small are the same."""
    return unicodedata.normalize("NFKC", text).casefold().strip()
