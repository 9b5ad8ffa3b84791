"""Editors of values that are not shown to everybody: masked numbers, sealed text."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
)
from typing_extensions import override

from app.records.kinds import Field
from ui import icons
from ui.widgets.record_fields import Editor, LongEditor, restyle, stack
from ui.widgets.record_links import Lookup


class MaskedEditor(Editor):
    """A number shown masked; asking for it is written to the log."""

    def __init__(self, field: Field, lookup: Lookup, masked: Callable[[Any], str]) -> None:
        super().__init__(field)
        self._lookup, self._masked = lookup, masked
        self.line = QLineEdit()
        self.button = QPushButton()
        icons.put(self.button, "eye", "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)
        self.setFocusProxy(self.line)
        self._value: Any = None
        self._writable, self._hidden = True, False
        self.line.textEdited.connect(self._on_edited)
        self.line.editingFinished.connect(self.left)
        self.button.clicked.connect(lambda: self._lookup.reveal(self.field, self._on_revealed))
        self.retranslate()

    def _on_edited(self, text: str) -> None:
        self._value = text or None
        self.edited.emit()

    def _on_revealed(self, value: Any) -> None:
        self._value = value
        self._draw(hidden=False)
        self.line.setFocus()

    def _draw(self, *, hidden: bool) -> None:
        self._hidden = hidden
        self.line.setText(self._masked(self._value) if hidden else str(self._value or ""))
        self.line.setReadOnly(hidden or not self._writable)
        self.button.setVisible(hidden)
        restyle(self.line)

    @override
    def value(self) -> Any:
        return self._value

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        self._value = value
        self._draw(hidden=bool(value))

    @override
    def set_writable(self, *, on: bool) -> None:
        self._writable = on
        self.line.setReadOnly(self._hidden or not on)
        restyle(self.line)

    @override
    def retranslate(self) -> None:
        self.button.setText(self.tr("Show"))
        self.button.setToolTip(self.tr("Showing it is written to the log."))


class SealedEditor(Editor):
    """Text sealed to its author and the office: closed until asked for, marked with a lock."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field)
        self._lookup = lookup
        self._sealed: Any = None
        self._opened = self._changed = False
        self.head = QLabel()
        self.head.setProperty("role", "small")
        self.lock = QLabel()
        icons.put_picture(self.lock, "lock", 16, "quiet")
        self.button = QPushButton()
        self.text = LongEditor(field)
        self.text.hide()
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.lock)
        row.addWidget(self.head, 1)
        row.addWidget(self.button)
        layout = stack(self)
        layout.addLayout(row)
        layout.addWidget(self.text)
        self.setFocusProxy(self.button)
        self.text.edited.connect(self._on_edited)
        self.text.left.connect(self.left)
        self.button.clicked.connect(self.toggle)
        self._refused = False
        self.retranslate()

    def toggle(self) -> None:
        """Open it, or close it again."""
        if self._opened:
            self._opened = False
            self.text.hide()
        elif self._sealed is None or self._changed:
            self._show_open(self.text.value())
        else:
            self._lookup.open_sealed(self.field, self._show_open, self._on_refused)
        self.retranslate()

    def _show_open(self, value: Any) -> None:
        self._opened = True
        self.text.show_value(value)
        self.text.show()
        self.text.setFocus()
        self.setFocusProxy(self.text)
        self.retranslate()

    def _on_refused(self) -> None:
        self._refused = True
        self.retranslate()

    def _on_edited(self) -> None:
        self._changed = True
        self.edited.emit()

    @override
    def value(self) -> Any:
        return self.text.value() if self._changed else self._sealed

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        if self._opened and isinstance(value, dict):
            self._sealed, self._changed = value, False  # what was typed has been sealed meanwhile; it stays open
            return
        self.reset()
        self._sealed = value
        self.retranslate()

    @override
    def reset(self) -> None:
        self._sealed, self._changed, self._refused, self._opened = None, False, False, False
        self.text.show_value(None)
        self.text.hide()
        self.setFocusProxy(self.button)

    @override
    def set_writable(self, *, on: bool) -> None:
        self.text.set_writable(on=on)

    @override
    def caret(self) -> int:
        return self.text.caret()

    @override
    def set_caret(self, place: int) -> None:
        self.text.set_caret(place)

    @override
    def retranslate(self) -> None:
        empty = self._sealed is None and not self._changed
        said = self.tr("Only you and the office can read this.")
        if self._refused:
            said = self.tr("Written by somebody else: only they and the office can read it.")
        self.head.setText(said)
        self.button.setVisible(not self._refused)
        self.button.setText(self.tr("Close") if self._opened else self.tr("Write") if empty else self.tr("Open"))
