"""A line above the checklist that asks what a key still needs: who gave it, how many pages, which statement."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.records.kinds import Field
from app.services.records import masked
from ui.speaking import SpeakingFrame
from ui.widgets import parts
from ui.widgets.record_editors import editor_for
from ui.widgets.record_links import Lookup
from ui.widgets.record_words import problem, words

if TYPE_CHECKING:
    from ui.widgets.record_fields import Editor

Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: fields with what stands in them first, the verb, which must be filled, what is said below.

    ``lacking`` tells, of the answers, the field to go to and what is wanted, where one field may stand for another.
    """

    title: str
    verb: str
    fields: Sequence[Field]
    given: Mapping[str, Any] = field(default_factory=dict)
    needed: Sequence[str] = ()
    notes: Callable[[Answers], Sequence[str]] = lambda _: ()
    lacking: Callable[[Answers], tuple[str, str] | None] = lambda _: None


class Question(SpeakingFrame):
    """Hidden until asked. Enter answers from any field, Esc takes the question back."""

    def __init__(self, lookup: Lookup) -> None:
        super().__init__()
        self.setProperty("role", "banner-info")
        self._lookup = lookup
        self._asked: Asked | None = None
        self._then: Callable[[Answers], object] = lambda _: None
        self._left: Callable[[], object] = lambda: None
        self.editors: dict[str, Editor] = {}
        self.title, self.note = parts.label("strong"), parts.label("small", wrap=True)
        self.go, self.cancel = parts.button("primary"), parts.button("quiet", "close")
        self.cancel.setFixedWidth(34)
        self._fields = parts.row(spacing=10)
        whole = parts.column(self, spacing=4)
        whole.setContentsMargins(12, 8, 8, 8)
        head = parts.row()
        parts.add(head, (self.title, None, self.cancel))
        line = parts.row(spacing=10)
        line.addLayout(self._fields, 1)
        line.addWidget(self.go, 0, Qt.AlignmentFlag.AlignBottom)
        parts.add(whole, (head, line, self.note))
        self.go.clicked.connect(self.answer)
        self.cancel.clicked.connect(self.close_it)
        self.say(self.cancel.setAccessibleName, lambda: self.tr("Take the question back (Esc)"))
        self.hide()

    def ask(self, asked: Asked, then: Callable[[Answers], object], left: Callable[[], object]) -> None:
        """Ask; ``then`` gets the answers, ``left`` is called when the question was taken back."""
        self._asked, self._then, self._left = asked, then, left
        self.editors = {}
        parts.clear(self._fields)
        self.title.setText(asked.title)
        for of in asked.fields:
            self._fields.addLayout(self._field(of, asked), 2 if of.name in asked.needed else 1)
        self.go.setText(asked.verb)
        self._say_notes()
        self.show()
        first = next(iter(self.editors.values()))
        first.setFocus(Qt.FocusReason.TabFocusReason)
        if line := _line(first):
            line.selectAll()

    def _field(self, of: Field, asked: Asked) -> QVBoxLayout:
        label = parts.label("label", words(of.words) + (" *" if of.name in asked.needed else ""), wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignBottom)  # long words wrap in a narrow window, boxes stay in line
        editor = self.editors[of.name] = editor_for(of, self._lookup, masked, compact=True)
        editor.show_value(asked.given.get(of.name))
        (editor.focusProxy() or editor).setAccessibleName(words(of.words))
        label.setBuddy(editor)
        editor.edited.connect(self._say_notes)
        if line := _line(editor):
            line.returnPressed.connect(self.answer)
        column = parts.column(spacing=3)
        parts.add(column, (label, editor))
        return column

    def answers(self) -> Answers:
        """Return what was typed; fields left empty are left out."""
        values = {name: editor.value() for name, editor in self.editors.items()}
        return {name: value for name, value in values.items() if value not in (None, "", [])}

    def answer(self) -> None:
        """Answer, or say what is still needed and go there."""
        asked = self._asked
        if asked is None:
            return
        for of in asked.fields:
            editor = self.editors[of.name]
            lacking = of.name in asked.needed and editor.value() in (None, "")
            if editor.rule or lacking:
                said = self.tr("Still needed: %1").replace("%1", words(of.words))
                self._tell(problem(of, editor.rule) if editor.rule else said, "bad")
                editor.setFocus()
                return
        given = self.answers()
        if wanted := asked.lacking(given):
            self._tell(wanted[1], "bad")
            self.editors[wanted[0]].setFocus(Qt.FocusReason.TabFocusReason)
            return
        self._close()
        self._then(given)

    def close_it(self) -> None:
        """Take the question back."""
        self._close()
        self._left()

    def _close(self) -> None:
        self._asked = None
        self.hide()

    def _say_notes(self) -> None:
        if self._asked is not None:
            self._tell("\n".join(self._asked.notes(self.answers())), "small")

    def _tell(self, text: str, role: str) -> None:
        parts.set_role(self.note, role)
        self.note.setText(text)
        self.note.setVisible(bool(text))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
            return
        super().keyPressEvent(event)


def _line(editor: "Editor") -> QLineEdit | None:
    """The line a person types in, however deep in the editor it lies."""
    at: QWidget | None = editor
    while at is not None and not isinstance(at, QLineEdit):
        at = at.focusProxy()
    return at
