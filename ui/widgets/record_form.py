"""The form of any declared kind: fields in boxes, each with its label above and its problem below."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from app.records.kinds import Field, Kind, Sensitivity, Type
from app.services.record_pages import RecordPage
from app.services.records import defaults
from ui.widgets.record_editors import editor_for, few
from ui.widgets.record_fields import Editor, stack
from ui.widgets.record_links import Lookup
from ui.widgets.record_words import problem, words

COLUMNS = 3
COLUMN = 190  # pixels a column needs before there is one more
WIDE = {Type.LONG_TEXT, Type.CHOICES, Type.REFERENCES}


class FieldBox(QWidget):
    """A label, an editor, and a line for what is wrong or helpful."""

    conflict_clicked = Signal(str)

    def __init__(self, field: Field, editor: Editor) -> None:
        super().__init__()
        self.field, self.editor, self._quiet = field, editor, False
        self.label = QLabel()
        self.label.setProperty("role", "label")
        self.label.setBuddy(editor)
        self.conflict = QPushButton()
        self.conflict.setProperty("role", "link")
        self.conflict.setProperty("size", "tight")  # as high as the label: boxes of a row stay on one line
        self.conflict.hide()
        self.message = QLabel()
        self.message.setProperty("role", "small")
        self.message.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.label)
        head.addWidget(self.conflict)
        head.addStretch(1)
        layout = stack(self, 3)
        layout.addLayout(head)
        layout.addWidget(editor)
        layout.addWidget(self.message)
        layout.addStretch(1)
        self.conflict.clicked.connect(lambda: self.conflict_clicked.emit(field.name))
        editor.edited.connect(self.check)
        self.retranslate()

    def set_quiet(self) -> None:
        """Show help as a tooltip only: this box stands where there is little room."""
        self._quiet = True
        self.check()

    def show_conflict(self, *, on: bool) -> None:
        """Offer to decide between versions, on the line of the label and no higher than it."""
        self.conflict.setFixedHeight(self.label.sizeHint().height())
        self.conflict.setVisible(on)

    def check(self) -> None:
        """Say what is wrong, or what helps."""
        wrong = self.editor.rule
        hint = words(self.field.help) if self.field.help else ""
        text = problem(self.field, wrong) if wrong else "" if self._quiet else hint
        self.editor.setToolTip(hint)
        self.message.setText(text)
        role = "bad" if wrong else "small"
        if self.message.property("role") != role:
            self.message.setProperty("role", role)
            self.message.style().unpolish(self.message)
            self.message.style().polish(self.message)
        self.message.setVisible(bool(text))
        self.editor.setAccessibleDescription(text)

    def retranslate(self) -> None:
        """Put words again."""
        name = words(self.field.words)
        self.label.setText(name + (" *" if self.field.required else ""))
        self.label.setToolTip(self.tr("Needed before the record can be confirmed.") if self.field.required else "")
        proxy = self.editor.focusProxy() or self.editor
        proxy.setAccessibleName(name)
        self.conflict.setText(self.tr("Differs – decide"))
        self.editor.retranslate()
        self.check()


class Card(QFrame):
    """A titled box of the form."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.title = QLabel()
        self.title.setProperty("role", "strong")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(18, 14, 18, 16)
        self.body.setSpacing(10)
        self.body.addWidget(self.title)


class RecordForm(QWidget):
    """Every field of a kind that is shown, grouped as declared.

    Signals:
        edited: something was typed.
        field_left: the name of a field the focus went away from.
        conflict_clicked: the name of a field whose versions the person wants to see.
    """

    edited = Signal()
    field_left = Signal(str)
    conflict_clicked = Signal(str)

    def __init__(self, kind: Kind, lookup: Lookup, masked: Callable[[Any], str], apart: tuple[str, ...] = ()) -> None:
        """Build the boxes; those of ``apart`` are left for the page to place."""
        super().__init__()
        self.kind, self._lookup = kind, lookup
        self.boxes: dict[str, FieldBox] = {}
        self.cards: dict[str, Card] = {}
        self._base: dict[str, Any] = {}
        self._grids: list[tuple[QGridLayout, list[FieldBox]]] = []
        self._columns = 0
        layout = stack(self, 12)
        for code, _ in kind.groups:
            fields = [f for f in kind.fields if f.group == code and f.type is not Type.JSON and f.name not in apart]
            if fields:
                layout.addWidget(self._card(code, fields, masked))
        for name in apart:
            field = kind.field(name)
            if field is not None:
                self._box(field, masked)
        self.retranslate()

    def _card(self, code: str, fields: list[Field], masked: Callable[[Any], str]) -> Card:
        card = self.cards[code] = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(12)
        boxes = [self._box(field, masked) for field in fields]
        self._grids.append((grid, boxes))
        _arrange(grid, boxes, COLUMNS)
        card.body.addLayout(grid)
        return card

    def _box(self, field: Field, masked: Callable[[Any], str]) -> FieldBox:
        editor = editor_for(field, self._lookup, masked)
        box = self.boxes[field.name] = FieldBox(field, editor)
        editor.edited.connect(self.edited)
        editor.left.connect(lambda: self.field_left.emit(field.name))
        box.conflict_clicked.connect(self.conflict_clicked)
        return box

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(COLUMN, super().minimumSizeHint().height())  # narrower than this it only gets fewer columns

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        columns = max(1, min(COLUMNS, self.width() // COLUMN))
        if columns != self._columns:
            self._columns = columns
            for grid, boxes in self._grids:
                _arrange(grid, boxes, columns)

    def load(self, page: RecordPage) -> None:
        """Show a record."""
        self._base = dict(page.record.values) if page.record else defaults(self.kind)
        for name, box in self.boxes.items():
            box.editor.show_value(page.values.get(name), page.raw.get(name, ""))
            box.editor.set_writable(on=page.writable(box.field))
            box.show_conflict(on=name in page.conflicts)
            box.check()

    def rebase(self, page: RecordPage) -> None:
        """Take note of what was written, without touching what is being typed."""
        self._base = dict(page.record.values) if page.record else defaults(self.kind)
        for name, box in self.boxes.items():
            box.show_conflict(on=name in page.conflicts)

    def changed(self) -> dict[str, Any]:
        """Return field → value for everything that differs from the record as it was opened."""
        found = {}
        for name, box in self.boxes.items():
            value = box.editor.value()
            if not box.field.generated and not box.editor.rule and value != _plain(self._base.get(name)):
                found[name] = value
        return found

    def raw(self) -> dict[str, str]:
        """Return texts that mean nothing yet, by field."""
        return {name: text for name, box in self.boxes.items() if (text := box.editor.raw())}

    def caret(self) -> dict[str, Any]:
        """Return which field has the focus and where its cursor stands."""
        focus = self.window().focusWidget()  # also while another window lies on top
        for name, box in self.boxes.items():
            if focus is box.editor or box.editor.isAncestorOf(focus):
                return {"field": name, "place": box.editor.caret()}
        return {}

    def put_caret(self, cursor: Mapping[str, Any]) -> bool:
        """Go back to a field and a place in it; False when there is no such field."""
        box = self.boxes.get(str(cursor.get("field", "")))
        if box is None:
            return False
        box.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        box.editor.set_caret(int(cursor.get("place", 0)))
        return True

    def focus_first(self) -> None:
        """Go to the first field that can be typed into."""
        for box in self.boxes.values():
            if not box.field.generated:
                box.editor.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def retranslate(self) -> None:
        """Put words again."""
        titles = dict(self.kind.groups)
        for code, card in self.cards.items():
            card.title.setText(words(titles[code]))
        for box in self.boxes.values():
            box.retranslate()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


def _arrange(grid: QGridLayout, boxes: list[FieldBox], columns: int) -> None:
    """Place boxes in so many columns; the order stays, so Tab goes as one reads."""
    for column in range(COLUMNS):
        grid.setColumnStretch(column, int(column < columns))
        grid.setColumnMinimumWidth(column, 120 if column < columns else 0)
    row = column = 0
    for box in boxes:
        span = min(_span(box.field), columns)
        if column + span > columns:
            row, column = row + 1, 0
        grid.addWidget(box, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
        column += span


def _span(field: Field) -> int:
    if field.sensitivity is Sensitivity.SEALED or field.type in WIDE:
        return COLUMNS
    if field.type is Type.CHOICE and few(field.choices):
        return 1 if len(field.choices) <= 2 else 2
    return 1


def _plain(value: Any) -> Any:
    """An empty text or list means the same as nothing."""
    return None if value in ("", []) else value
