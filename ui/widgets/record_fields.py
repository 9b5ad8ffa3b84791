"""One editor for each type of field: what it shows, what it means, what of it means nothing yet."""

import datetime as dt
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QTextCursor, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.errors import BadInputError
from app.records.kinds import Choice, Field, Type
from app.services import typed
from ui.widgets.record_words import language, words

FEW = 4  # up to so many choices stand side by side; more go into a box
OPEN = 8  # up to so many boxes to tick stand open; more are found by typing
LINE_LIMIT, TEXT_LIMIT = 20_000, 2_000_000
RIGHT_ALIGNED = {Type.INTEGER, Type.MONEY}


class Editor(QWidget):
    """Base of editors. ``value`` is what is meant; ``raw`` is text that means nothing yet, or ''.

    Signals:
        edited: the person changed something.
        left: the focus went away.
    """

    edited = Signal()
    left = Signal()

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.rule = ""

    def value(self) -> Any:
        """Return the value now meant, None for empty."""
        raise NotImplementedError

    def raw(self) -> str:
        """Return text that is not a value of this type."""
        return ""

    def show_value(self, value: Any, raw: str = "") -> None:
        """Show a value, or text typed earlier that meant nothing yet."""
        raise NotImplementedError

    def reset(self) -> None:
        """Forget everything: another record comes."""

    def set_writable(self, *, on: bool) -> None:
        """Let the person type, or only read and copy."""
        self.setEnabled(on)

    def cursor(self) -> int:
        """Return the place of the cursor in the text."""
        return 0

    def set_cursor(self, place: int) -> None:
        """Put the cursor back."""

    def retranslate(self) -> None:
        """Put words again."""


class LineEditor(Editor):
    """One line: text, whole numbers, money, days and moments, typed freely."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.line = QLineEdit()
        self.line.setMaxLength(LINE_LIMIT)
        if field.type in RIGHT_ALIGNED:
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout = _row(self)
        layout.addWidget(self.line)
        self.unit = QLabel()
        self.unit.setProperty("role", "quiet")
        if field.type is Type.MONEY:
            layout.addWidget(self.unit)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_edited)
        self.line.editingFinished.connect(self._tidy)
        self._held: Any = None
        self.retranslate()

    def _on_edited(self) -> None:
        self._read()
        self.edited.emit()

    def _read(self) -> None:
        try:
            # wall time: what the person reads on the clock of the room
            self._held, self.rule = typed.read(self.field, self.line.text(), dt.datetime.now()), ""  # noqa: DTZ005
        except BadInputError:
            self._held, self.rule = None, str(self.field.type)
        self.line.setProperty("state", "bad" if self.rule else "")
        restyle(self.line)

    def _tidy(self) -> None:
        if not self.rule and self.field.type is not Type.TEXT and not self.line.isReadOnly():
            shown = typed.show(self.field, self._held, language())
            if shown != self.line.text():
                self.line.setText(shown)
        self.left.emit()

    @override
    def value(self) -> Any:
        return self._held

    @override
    def raw(self) -> str:
        return self.line.text() if self.rule else ""

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        self.line.setText(raw or typed.show(self.field, value, language()))
        if raw:
            self._read()
        else:
            # a text longer than the box admits is never shortened by showing it
            self._held, self.rule = value, ""
            self.line.setProperty("state", "")
            restyle(self.line)
            self.line.setCursorPosition(0)

    @override
    def set_writable(self, *, on: bool) -> None:
        self.line.setReadOnly(not on)
        restyle(self.line)

    @override
    def cursor(self) -> int:
        return self.line.cursorPosition()

    @override
    def set_cursor(self, place: int) -> None:
        self.line.setCursorPosition(place)

    @override
    def retranslate(self) -> None:
        self.unit.setText(self.tr("yuan"))
        hints = {
            Type.DATE: self.tr("2026-03-05, 20260305 or 3月5日"),
            Type.MOMENT: self.tr("2026-03-05 14:30, or 14:30"),
        }
        self.line.setPlaceholderText(hints.get(self.field.type, ""))


class GrowingText(QPlainTextEdit):
    """Many lines; as high as its text, within bounds. Tab goes to the next field."""

    left = Signal()

    def __init__(self, least: int = 2, most: int = 14) -> None:
        super().__init__()
        self._least, self._most = least, most
        self.setTabChangesFocus(True)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def _grow(self) -> None:
        lines = max(self._least, min(self._most, round(self.document().size().height())))
        wanted = lines * self.fontMetrics().lineSpacing() + 22
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)

    @override
    def focusOutEvent(self, event: Any) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class LongEditor(Editor):
    """Text of many lines."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.text = GrowingText()
        layout = _row(self)
        layout.addWidget(self.text)
        self.setFocusProxy(self.text)
        self.text.textChanged.connect(self._on_changed)
        self.text.left.connect(self.left)
        self._showing = False

    def _on_changed(self) -> None:
        if not self._showing:
            self.edited.emit()

    @override
    def value(self) -> Any:
        return self.text.toPlainText() or None

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        self._showing = True
        self.text.setPlainText(str(value or raw or ""))
        self._showing = False

    @override
    def set_writable(self, *, on: bool) -> None:
        self.text.setReadOnly(not on)
        restyle(self.text)

    @override
    def cursor(self) -> int:
        return self.text.textCursor().position()

    @override
    def set_cursor(self, place: int) -> None:
        cursor = self.text.textCursor()
        cursor.setPosition(min(place, self.text.document().characterCount() - 1))
        self.text.setTextCursor(cursor)
        self.text.moveCursor(QTextCursor.MoveOperation.NoMove)


class _StillBox(QComboBox):
    """A box that the wheel does not change by accident."""

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class BoxEditor(Editor):
    """One of many choices, in a box; letters typed jump to a choice."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.box = _StillBox()
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(4)
        _row(self).addWidget(self.box)
        self.setFocusProxy(self.box)
        self._value: Any = None
        self.retranslate()
        self.box.activated.connect(self._on_chosen)

    def _on_chosen(self) -> None:
        self._value = self.box.currentData()
        self.edited.emit()
        self.left.emit()

    @override
    def value(self) -> Any:
        return self._value

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        self._value = value
        if value is not None and self.box.findData(value) < 0:
            self.box.addItem(str(value), value)  # a code of a newer release is kept as it is
        self.box.setCurrentIndex(max(0, self.box.findData(value)))

    @override
    def set_writable(self, *, on: bool) -> None:
        self.box.setEnabled(on)

    @override
    def retranslate(self) -> None:
        self.box.clear()
        self.box.addItem("—", None)
        for choice in self.field.choices:
            self.box.addItem(words(choice.words), choice.code)
        self.show_value(self._value)


class FewEditor(Editor):
    """One of a few choices, or yes and no, all in sight; clicking the chosen one again clears it."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        layout = _row(self)
        layout.setSpacing(14)
        self.setMinimumHeight(self.fontMetrics().height() + 14)  # level with the lines beside it
        self.group = QButtonGroup(self)
        self.group.setExclusive(False)
        self._codes: list[Any] = [c.code for c in field.choices] if field.type is Type.CHOICE else [True, False]
        self._value: Any = None
        for place, _ in enumerate(self._codes):
            button = QRadioButton()
            button.setAutoExclusive(False)
            self.group.addButton(button, place)
            layout.addWidget(button)
        layout.addStretch(1)
        self.group.idClicked.connect(self._on_clicked)
        self.setFocusProxy(self.group.button(0))
        self.retranslate()

    def _on_clicked(self, place: int) -> None:
        code = self._codes[place]
        self.show_value(None if code == self._value else code)
        self.edited.emit()
        self.left.emit()

    @override
    def value(self) -> Any:
        return self._value

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        self._value = value
        for place, code in enumerate(self._codes):
            self.group.button(place).setChecked(value is not None and code == value)

    @override
    def retranslate(self) -> None:
        yes_no = [self.tr("Yes"), self.tr("No")]
        names = [words(choice.words) for choice in self.field.choices] if self.field.choices else yes_no
        for place, name in enumerate(names):
            self.group.button(place).setText(name)


class ManyEditor(Editor):
    """Any of the choices, as boxes in columns."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 2, 0, 2)
        layout.setHorizontalSpacing(18)
        layout.setVerticalSpacing(6)
        self.boxes: list[QCheckBox] = []
        columns = 4 if max((len(c.words.zh) for c in field.choices), default=0) <= 8 else 2
        for place, _ in enumerate(field.choices):
            box = QCheckBox()
            box.clicked.connect(self._on_clicked)
            layout.addWidget(box, place // columns, place % columns)
            self.boxes.append(box)
        if self.boxes:
            self.setFocusProxy(self.boxes[0])
        self._others: list[str] = []
        self.retranslate()

    def _on_clicked(self) -> None:
        self.edited.emit()
        self.left.emit()

    @override
    def value(self) -> Any:
        pairs = zip(self.boxes, self.field.choices, strict=True)
        return [choice.code for box, choice in pairs if box.isChecked()] + self._others or None

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        codes = list(value or [])
        for box, choice in zip(self.boxes, self.field.choices, strict=True):
            box.setChecked(choice.code in codes)
        known = {choice.code for choice in self.field.choices}
        self._others = [code for code in codes if code not in known]  # of a newer release: kept

    @override
    def retranslate(self) -> None:
        for box, choice in zip(self.boxes, self.field.choices, strict=True):
            box.setText(words(choice.words))


class ShownEditor(Editor):
    """A value the program writes: shown, never typed."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.label.setTextInteractionFlags(flags)
        _row(self).addWidget(self.label)
        self._value: Any = None

    @override
    def value(self) -> Any:
        return self._value

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        self._value = value
        self.label.setText(typed.show(self.field, value, language()) or "—")


class WheelGuard(QObject):
    """Keeps the wheel scrolling the form when it passes over a field."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return event.type() == QEvent.Type.Wheel


def few(choices: tuple[Choice, ...]) -> bool:
    """Whether choices stand open side by side."""
    if not 0 < len(choices) <= FEW:
        return False
    return sum(len(choice.words.zh) for choice in choices) <= 16 and sum(len(c.words.en) for c in choices) <= 40


def many(field: Field) -> bool:
    """Whether there are too many choices to stand open: they are found by typing, like references."""
    return bool(field.vocabulary) or len(field.choices) > OPEN


def simple_editor(field: Field, *, compact: bool = False) -> Editor:
    """Return the editor of a field whose type needs nothing from outside."""
    if field.generated:
        return ShownEditor(field)
    if field.type is Type.LONG_TEXT and not compact:
        return LongEditor(field)
    if field.type is Type.BOOLEAN:
        return FewEditor(field)
    if field.type is Type.CHOICE:
        return FewEditor(field) if few(field.choices) and not compact else BoxEditor(field)
    if field.type is Type.CHOICES:
        return ManyEditor(field)
    if field.type is Type.JSON:
        return ShownEditor(field)
    return LineEditor(field)


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a property that changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def _row(widget: QWidget) -> QHBoxLayout:
    layout = QHBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    return layout


def stack(widget: QWidget, spacing: int = 6) -> QVBoxLayout:
    """Return an upright layout without margins."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    return layout
