"""What is written about one page: its name and its note, below the picture."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.records import kinds
from app.services.evidence import PAGE
from app.services.record_pages import Part
from ui.widgets import parts
from ui.widgets.record_editors import simple_editor
from ui.widgets.record_form import FieldBox
from ui.widgets.record_saving import Typed

FIELDS = (("label", 2), ("note", 5))  # field and its share of the width
HIGH = 96  # pixels of the note


class PageNotes(QWidget):
    """Two editors that follow the page shown.

    Signals:
        edited: something was typed.
        left: the focus went away from one of them.
    """

    edited = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.boxes: dict[str, FieldBox] = {}
        self.part: Part | None = None
        self._parent, self._touched = "", False
        row = parts.row(self, spacing=10)
        for name, share in FIELDS:
            field = kinds.kind(PAGE).field(name)
            if field is None:
                continue
            box = self.boxes[name] = FieldBox(field, simple_editor(field))
            box.set_quiet()
            box.editor.edited.connect(self._on_edited)
            box.editor.left.connect(self.left)
            row.addWidget(box, share)
        self.setMaximumHeight(HIGH)
        self.setEnabled(False)

    def load(self, part: Part | None, parent: str, *, writable: bool) -> None:
        """Show what is written about a page; what is being typed about the same page stays."""
        if part is not None and self.part is not None and part.rec == self.part.rec and self._touched:
            self.part = part
            return
        self.part, self._parent, self._touched = part, parent, False
        self.setEnabled(part is not None)
        for name, box in self.boxes.items():
            box.editor.show_value(part.values.get(name) if part else None)
            box.editor.set_writable(on=writable)

    def changed(self) -> dict[str, Any]:
        """Return what differs from the page as it is written."""
        base = self.part.record.values if self.part and self.part.record else {}
        now = {name: box.editor.value() for name, box in self.boxes.items()}
        return {name: value for name, value in now.items() if value != (base.get(name) or None)}

    def collect(self) -> list[Typed]:
        """Return what was typed since the last time."""
        if not self._touched or self.part is None:
            return []
        self._touched = False
        return [Typed(self.part.rec, PAGE, self.changed(), {}, self._parent, self.part.order)]

    def retranslate(self) -> None:
        """Put words again."""
        for box in self.boxes.values():
            box.retranslate()

    def _on_edited(self) -> None:
        if self.part is not None:
            self._touched = True
            self.edited.emit()
