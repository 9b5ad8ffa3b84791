"""One editor for each type of field: what it shows, what it means, what of it means nothing yet."""

import datetime as dt
import re
import textwrap
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.errors import BadInputError
from app.records.kinds import Field, Type
from app.services import typed
from ui.widgets.record_words import language

LINE_LIMIT, TEXT_LIMIT = 20_000, 2_000_000
DIGEST = re.compile(r"[0-9a-f]{64}")
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

    def caret(self) -> int:
        """Return the place of the cursor in the text."""
        return 0

    def set_caret(self, place: int) -> None:
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
        layout = row(self)
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
        self._hint()
        restyle(self.line)

    @override
    def caret(self) -> int:
        return self.line.cursorPosition()

    @override
    def set_caret(self, place: int) -> None:
        self.line.setCursorPosition(place)

    @override
    def retranslate(self) -> None:
        self.unit.setText(self.tr("yuan"))
        self._hint()

    def _hint(self) -> None:
        hints = {
            Type.DATE: self.tr("2026-03-05, 20260305 or 3月5日"),
            Type.MOMENT: self.tr("2026-03-05 14:30, or 14:30"),
        }
        self.line.setPlaceholderText("" if self.line.isReadOnly() else hints.get(self.field.type, ""))


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
        layout = row(self)
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
    def caret(self) -> int:
        return self.text.textCursor().position()

    @override
    def set_caret(self, place: int) -> None:
        cursor = self.text.textCursor()
        cursor.setPosition(min(place, self.text.document().characterCount() - 1))
        self.text.setTextCursor(cursor)
        self.text.moveCursor(QTextCursor.MoveOperation.NoMove)


class ShownEditor(Editor):
    """A value the program writes: shown, never typed."""

    def __init__(self, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        flags = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.label.setTextInteractionFlags(flags)
        row(self).addWidget(self.label)
        self._value: Any = None

    @override
    def value(self) -> Any:
        return self._value

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        self._value = value
        self.label.setText(broken(typed.show(self.field, value, language())) or "—")


def broken(text: str) -> str:
    """Let a digest go over into a second line: a word that long widens its column, and its end is cut off."""
    return DIGEST.sub(lambda digest: " ".join(textwrap.wrap(digest[0], 16)), text)


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a property that changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def row(widget: QWidget) -> QHBoxLayout:
    """Return a level layout without margins."""
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
