"""Parts of a record as a table one types into: committee members, projects, income by year."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget
from typing_extensions import override

from app.records.kinds import Field, Kind, Sensitivity, Type
from app.services.record_pages import Part, RecordPage
from ui import icons
from ui.widgets.record_editors import editor_for
from ui.widgets.record_fields import Editor
from ui.widgets.record_form import Card
from ui.widgets.record_links import Lookup
from ui.widgets.record_saving import Typed
from ui.widgets.record_words import problem, words

STRETCH = {Type.TEXT: 3, Type.LONG_TEXT: 3, Type.REFERENCE: 3, Type.MOMENT: 4}  # shares of the width; others 2
COLUMN = 105  # pixels a field needs beside others
INLINE = 6  # columns that stand side by side; the rest opens below the row


class _Row:
    """One part: its editors and what it was when it was opened."""

    def __init__(self, part: Part, names: Sequence[str]) -> None:
        self.part, self.names = part, names
        self.editors: dict[str, Editor] = {}
        self.base: dict[str, Any] = dict(part.record.values) if part.record else {}
        self.touched = False

    def values(self) -> dict[str, Any]:
        """What it is now: what stands in the editors, and beside it what is folded away."""
        shown = {name: editor.value() for name, editor in self.editors.items() if not editor.rule}
        return {**self.part.values, **shown}

    def changed(self) -> dict[str, Any]:
        now = self.values()
        wrong = {name for name, editor in self.editors.items() if editor.rule}
        return {
            name: now.get(name)
            for name in self.names
            if name not in wrong and _plain(now.get(name)) != _plain(self.base.get(name))
        }

    def raw(self) -> dict[str, str]:
        return {name: text for name, editor in self.editors.items() if (text := editor.raw())}


class PartTable(Card):
    """A card with one row a part; the last line adds another.

    Signals:
        edited: something was typed.
        delete_wanted: record id of a part to take out.
    """

    edited = Signal()
    delete_wanted = Signal(str)

    def __init__(
        self, kind: Kind, lookup: Lookup, masked: Callable[[Any], str], new: Callable[[str, str], Part]
    ) -> None:
        super().__init__()
        self.kind, self._lookup, self._masked, self._new = kind, lookup, masked, new
        fields = [f for f in kind.fields if not f.generated and f.type is not Type.JSON]
        plain = [
            f for f in fields if f.sensitivity is Sensitivity.PLAIN and f.type not in (Type.CHOICES, Type.REFERENCES)
        ]
        first = [f for f in plain if f.column or f.required]
        self._fields, self._ranked = fields, first + [f for f in plain if f not in first]
        self._page: RecordPage | None = None
        self.grid = QGridLayout()
        self.grid.setHorizontalSpacing(8)
        self.grid.setVerticalSpacing(6)
        self.body.addLayout(self.grid)
        self.add = QPushButton()
        self.add.setProperty("role", "link")
        self.add.clicked.connect(self.add_row)
        self.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._heads: list[QLabel] = []
        self._rows: list[_Row] = []
        self._widgets: list[QWidget] = []
        self._parent, self._writable, self._line = "", True, 1
        self._divide(INLINE)
        self.retranslate()

    def _divide(self, columns: int) -> None:
        """Put so many fields side by side; the others open below the row."""
        self.inline = self._ranked[:columns]
        self.more = [field for field in self._fields if field not in self.inline]
        for head in self._heads:
            self.grid.removeWidget(head)
            head.hide()
            head.deleteLater()
        self._heads = []
        for place in range(INLINE + 1):
            of = self.inline[place] if place < len(self.inline) else None
            self.grid.setColumnStretch(place, STRETCH.get(of.type, 2) if of else 0)
        for place, field in enumerate(self.inline):
            head = QLabel()
            head.setProperty("role", "label")
            head.setProperty("field", field.name)
            self.grid.addWidget(head, 0, place)
            self._heads.append(head)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(COLUMN, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = max(2, min(INLINE, self.width() // COLUMN))
        typing = any(row.touched or row.raw() for row in self._rows)  # then it waits until that is kept
        if len(self.inline) != min(columns, len(self._ranked)) and not typing:
            self._divide(columns)
            self.retranslate()
            if self._page is not None:
                self._show([replace(row.part, values=row.values()) for row in self._rows])

    def load(self, page: RecordPage) -> None:
        """Show the parts of a record."""
        self._parent, self._page = page.rec, page
        self._writable = not page.readonly and not (page.locked and not self.kind.after_lock)
        self._show(page.parts.get(self.kind.code, ()))
        self.add.setVisible(self._writable)

    def _show(self, parts: Sequence[Part]) -> None:
        for widget in self._widgets:
            self.grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._widgets, self._rows, self._line = [], [], 1
        for part in parts:
            self._add(part)
        self._show_heads()

    def rebase(self, page: RecordPage) -> None:
        """Take note of what was written, without touching what is being typed."""
        self._page = page
        held = {part.rec: part for part in page.parts.get(self.kind.code, ())}
        for row in self._rows:
            part = held.get(row.part.rec)
            row.part = part or row.part
            row.base = dict(part.record.values) if part and part.record else row.base

    def add_row(self) -> None:
        """Add an empty row and go to its first field."""
        last = self._rows[-1].part.order if self._rows else ""
        row = self._add(self._new(self.kind.code, last))
        self._show_heads()
        row.editors[self.inline[0].name].setFocus(Qt.FocusReason.TabFocusReason)

    def collect(self) -> list[Typed]:
        """Return what was typed since the last time."""
        found = []
        for row in self._rows:
            if row.touched:
                row.touched = False
                cursor = {"raw": row.raw()} if row.raw() else {}
                part = row.part
                found.append(Typed(part.rec, part.kind, row.changed(), cursor, self._parent, part.order))
        return found

    def _add(self, part: Part) -> _Row:
        row = _Row(part, [of.name for of in self._fields])
        for place, field in enumerate(self.inline):
            self.grid.addWidget(self._editor(row, field), self._line, place)
        tools = self._tools(row)
        self.grid.addWidget(tools, self._line, len(self.inline), Qt.AlignmentFlag.AlignTop)
        self._widgets.append(tools)
        self._line += 2
        self._rows.append(row)
        return row

    def _editor(self, row: _Row, field: Field) -> Editor:
        editor = editor_for(field, self._lookup, self._masked, compact=True)
        editor.show_value(row.part.values.get(field.name))
        editor.set_writable(on=self._writable)
        (editor.focusProxy() or editor).setAccessibleName(words(field.words))
        editor.setToolTip(words(field.words))
        row.editors[field.name] = editor
        editor.edited.connect(lambda: self._on_edited(row, editor, field))
        self._widgets.append(editor)
        return editor

    def _on_edited(self, row: _Row, editor: Editor, field: Field) -> None:
        row.touched = True
        editor.setToolTip(problem(field, editor.rule) if editor.rule else words(field.words))
        self.edited.emit()

    def _tools(self, row: _Row) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        if self.more:
            more = self._tool("chevron-down", self.tr("More fields"))
            more.clicked.connect(lambda: self._unfold(row, more))
            grid.addWidget(more, 0, 0)
        drop = self._tool("close", self.tr("Take this line out"))
        drop.setEnabled(self._writable)
        drop.clicked.connect(lambda: self.delete_wanted.emit(row.part.rec))
        grid.addWidget(drop, 0, 1)
        return holder

    def _tool(self, icon: str, name: str) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "quiet")
        button.setFixedWidth(34)
        button.setToolTip(name)
        button.setAccessibleName(name)
        icons.put(button, icon, "quiet")
        return button

    def _unfold(self, row: _Row, button: QPushButton) -> None:
        """Open the fields that do not stand in the row, below it."""
        button.setEnabled(False)
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(12, 0, 0, 8)
        grid.setHorizontalSpacing(12)
        for place, field in enumerate(self.more):
            label = QLabel(words(field.words))
            label.setProperty("role", "label")
            grid.addWidget(label, place // 3 * 2, place % 3)
            grid.addWidget(self._editor(row, field), place // 3 * 2 + 1, place % 3)
        line = 2 + 2 * self._rows.index(row)
        self.grid.addWidget(holder, line, 0, 1, len(self.inline) + 1)
        self._widgets.append(holder)
        row.editors[self.more[0].name].setFocus(Qt.FocusReason.TabFocusReason)

    def _show_heads(self) -> None:
        for head in self._heads:
            head.setVisible(bool(self._rows))

    def retranslate(self) -> None:
        """Put words again."""
        self.title.setText(words(self.kind.plural))
        self.add.setText(self.tr("Add a line: %1").replace("%1", words(self.kind.words)))
        for head, field in zip(self._heads, self.inline, strict=True):
            head.setText(words(field.words) + (" *" if field.required else ""))
        for row in self._rows:
            for editor in row.editors.values():
                editor.retranslate()


def _plain(value: Any) -> Any:
    """An empty text or list means the same as nothing."""
    return None if value in ("", []) else value
