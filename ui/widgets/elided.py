"""Labels and buttons that shorten what does not fit with …, and say the whole in a tool tip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QStyleOptionComboBox, QWidget
from typing_extensions import override

LEAST = 4  # characters that always have room
RIGHT = Qt.TextElideMode.ElideRight
MIDDLE = Qt.TextElideMode.ElideMiddle


class Elided(QLabel):
    """One line of plain text."""

    def __init__(
        self, text: str = "", role: str = "", parent: QWidget | None = None, *, mode: Qt.TextElideMode = RIGHT
    ) -> None:
        super().__init__(text, parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)

    def shown(self) -> str:
        """The text as it is drawn."""
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self._tell()

    def _tell(self) -> None:
        self.setToolTip(self.text() if self.shown() != self.text() else "")

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * LEAST, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), self.shown())


class ElidedButton(QPushButton):
    """A button of one line that may be narrower than its words. `whole` is what it says."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self.whole = ""
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def say_whole(self, text: str) -> None:
        """Say something else."""
        self.whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def _fit(self) -> None:
        room = self.width() - self.iconSize().width() - 20
        shown = self.fontMetrics().elidedText(self.whole, RIGHT, max(room, 0))
        if shown != self.text():
            self.setText(shown)
        self.setToolTip(self.whole if shown != self.whole else "")

    @override
    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance(self.whole) + self.iconSize().width() + 24, hint.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().averageCharWidth() * LEAST + 40, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class FilterBox(QComboBox):
    """A box that shows what it filters by its name alone while it lets everything through.

    The list says “Role: all”, the closed box “Role”: there is room for the second, and a box without a choice should
    not shout.
    """

    def __init__(self) -> None:
        super().__init__()
        self.name = ""
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(5)

    def shown(self) -> str:
        """The words in the closed box."""
        text = self.name if self.currentIndex() <= 0 and self.name else self.currentText()
        return self.fontMetrics().elidedText(text, RIGHT, self.width() - 34)

    @override
    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        option.currentText = self.shown()
