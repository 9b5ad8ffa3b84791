"""One conflict as a person decides it: the versions side by side, what differs word by word, and what can be done.

The page of differences and the drawer of a record show the same widget; the page adds the keys.
"""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QPushButton, QVBoxLayout
from typing_extensions import override

from app.records.kinds import Field, Sensitivity
from app.services.differences_sides import Difference, Side
from app.services.differences_text import SAME, Run
from ui.speaking import SpeakingWidget
from ui.tables import one_line
from ui.widgets import parts
from ui.widgets.difference_proposal import Proposal, still_open
from ui.widgets.difference_text import DifferenceText
from ui.widgets.difference_words import voices_words, why_words
from ui.widgets.elided import Elided
from ui.widgets.record_editors import editor_for, simple_editor
from ui.widgets.record_fields import Editor
from ui.widgets.record_links import Lookup
from ui.widgets.record_words import words

BESIDE_FROM = 620  # pixels from which two versions stand side by side
KEEP, BOTH, PROPOSAL, THIRD = "keep", "both", "proposal", "third"
JOINT = Qt.AlignmentFlag.AlignLeft


class Choice(QFrame):
    """A frame around something that can be chosen; the chosen one says so."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "well")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(12, 10, 12, 10)
        self.column.setSpacing(6)

    def mark(self, *, on: bool) -> None:
        """Show whether this is what Enter takes."""
        parts.set_role(self, "well-chosen" if on else "well")


class DifferenceView(SpeakingWidget):
    """Shows one `Difference`.

    Signals:
        decided: ("keep", place of a version) or ("value", what to write instead).
        reveal_wanted: a masked number is to be shown in full.
        refused: a sentence why what was asked cannot be done yet.
        marked: the frame that Enter would now take.
    """

    decided = Signal(str, object)
    marked = Signal(object)
    reveal_wanted = Signal()
    refused = Signal(str)

    def __init__(self, difference: Difference, lookup: Lookup, *, keys: bool = False) -> None:
        super().__init__()
        self.difference, self._lookup, self._keys = difference, lookup, keys
        self.chosen: tuple[str, int] | None = None
        self.editor: Editor | None = None
        self.proposal: Proposal | None = None
        self.buttons: list[QPushButton] = []
        self._bodies: list[DifferenceText] = []
        self._choices: dict[tuple[str, int], Choice] = {}
        self._whole = self._between = False
        self._column = parts.column(self, spacing=10)
        self._build()

    # -- building ----------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self._reason()
        self._head()
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._sides.setSpacing(10)
        for place, side in enumerate(self.difference.sides):
            self._sides.addWidget(self._side(place, side), 1)
        self._column.addLayout(self._sides)
        self._propose()
        self._more()
        self._draw()
        self._mark()

    def _reason(self) -> None:
        text = why_words(self.difference)
        if text:
            label = parts.label("quiet", text, wrap=True)
            self._column.addWidget(label)

    def _head(self) -> None:
        """What stood before, and how to look at it."""
        base = self.difference.base
        self._compared, self._wholly = parts.button("link"), parts.button("link")
        self._compared.clicked.connect(self.compare_otherwise)
        self._wholly.clicked.connect(self.show_whole)
        if base is not None and not self.difference.is_text:
            said = self.tr("Before: %1").replace("%1", base.words or self.tr("(empty)"))
            self._column.addWidget(parts.label("small", f"{said}  ({voices_words(base.voices)})", wrap=True))
        if self.difference.is_text:
            legend = parts.label("small", self.tr("Underlined: put in. Struck through: taken out."), wrap=True)
            links = parts.row() if self._keys else parts.column(spacing=2)
            parts.add(links, (legend, self._compared, self._wholly, None))
            links.setStretch(0, 1)  # a wrapped label is narrow where it may be
            self._column.addLayout(links)
        self._compared.setVisible(self.difference.is_text and base is not None)
        if self.difference.masked:
            reveal = self._button(self.tr("Show the whole number"), "R", self.reveal_wanted.emit)
            reveal.setToolTip(self.tr("Showing it is written to the log."))
            self._column.addWidget(reveal, 0, JOINT)

    def _side(self, place: int, side: Side) -> Choice:
        frame = self._choices[KEEP, place] = Choice()
        head = parts.row(spacing=8)
        if self._keys:
            head.addWidget(parts.label("key", str(place + 1)))
        head.addWidget(parts.label("label", voices_words(side.voices), wrap=True), 1)
        frame.column.addLayout(head)
        body = DifferenceText()
        body.setAccessibleName(self.tr("Version %1").replace("%1", str(place + 1)))
        self._bodies.append(body)
        frame.column.addWidget(body)
        frame.column.addStretch(1)
        keep = self._button(self._keep_words(place), str(place + 1), partial(self._take, KEEP, place))
        keep.setProperty("field", self.difference.field)
        keep.setEnabled(side.keep)
        frame.column.addWidget(keep, 0, JOINT)
        return frame

    def _propose(self) -> None:
        if self.difference.proposal is None and not self.difference.open_parts:
            return
        frame = self._choices[PROPOSAL, 0] = Choice()
        head = parts.row(spacing=8)
        if self._keys:
            head.addWidget(parts.label("key", "P"))
        head.addWidget(parts.label("label", self.tr("Proposal: the edits joined"), wrap=True), 1)
        frame.column.addLayout(head)
        if self.difference.parts:
            self.proposal = Proposal(self.difference)
            self.proposal.picked.connect(self._on_picked)
            frame.column.addWidget(self.proposal)
        else:
            frame.column.addWidget(parts.label("", self.difference.proposal_words or self.tr("(empty)"), wrap=True))
        self._take_proposal = self._button(self.tr("Take the proposal"), "P", partial(self._take, PROPOSAL, 0))
        frame.column.addWidget(self._take_proposal, 0, JOINT)
        self._column.addWidget(frame)
        self._on_picked()

    def _more(self) -> None:
        """What else can be written."""
        line = parts.row(spacing=8)
        if self.difference.both is not None:
            both = self._button(self.tr("Keep both"), "B", partial(self._take, BOTH, 0))
            both.setToolTip(self.difference.both_words)
            line.addWidget(both)
        if self.difference.third:
            line.addWidget(self._button(self.tr("Write another"), "E", self.edit))
        line.addStretch(1)
        self._column.addLayout(line)
        self._third = self._choices[THIRD, 0] = Choice()
        self._third.hide()
        self._column.addWidget(self._third)

    def _button(self, text: str, key: str, action: Callable[[], object]) -> QPushButton:
        button = parts.button()
        button.setText(self._keyed(text, key))
        button.clicked.connect(lambda _=False: action())
        self.buttons.append(button)
        return button

    def _keyed(self, text: str, key: str) -> str:
        return f"{text}  {key}" if self._keys else text

    # -- drawing -----------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        """Write the versions, compared with what stood before or with each other."""
        for place, body in enumerate(self._bodies):
            body.show_runs(self._runs(place), whole=self._whole)
        self._compared.setText(
            self._keyed(
                self.tr("Compare with what stood before") if self._between else self.tr("Compare with each other"), "C"
            )
        )
        cut = any(body.shortened for body in self._bodies)
        self._wholly.setVisible(self.difference.is_text and (cut or self._whole))
        self._wholly.setText(
            self._keyed(self.tr("Only what differs") if self._whole else self.tr("Show the whole text"), "W")
        )
        if self.proposal is not None:
            self.proposal.show_whole(on=self._whole)

    def _runs(self, place: int) -> Sequence[Run]:
        side, found = self.difference.sides[place], self.difference
        runs = found.between if self._between or not found.since else found.since
        return (Run(SAME, self._shown(side)),) if side.gone or not runs or not side.words else runs[place]

    def _shown(self, side: Side) -> str:
        if side.gone:
            return self.tr("(taken out)")
        if side.hidden and not side.words:
            return self.tr("🔒 Sealed: only who wrote it and the office can read this.")
        return side.words or self.tr("(empty)")

    def _keep_words(self, place: int) -> str:
        if self.difference.two_records:
            return self.tr("Enter this one anew") if place else self.tr("Leave both as they are")
        return self.tr("Keep this")

    # -- choosing ----------------------------------------------------------------------------------------------------

    def press(self, key: str) -> bool:
        """Do what a key means here: a digit, B, P, E, C, W, R, Backspace. Returns whether it meant anything."""
        asking = self.proposal is not None and self.chosen == (PROPOSAL, 0) and self.proposal.asking
        if asking and self.proposal is not None and (key.isdigit() or key == "B"):
            self.proposal.pick(int(key) - 1 if key.isdigit() else -1)
            return True
        if key.isdigit():
            return self.choose(KEEP, int(key) - 1)
        does: dict[str, Callable[[], object]] = {
            "B": partial(self.choose, BOTH, 0),
            "P": partial(self.choose, PROPOSAL, 0),
            "E": self.edit,
            "C": self.compare_otherwise,
            "W": self.show_whole,
            "R": self.reveal_wanted.emit if self.difference.masked else bool,
            "Backspace": self.proposal.back if self.proposal is not None else bool,
        }
        return does[key]() is not False if key in does else False

    def choose(self, what: str, place: int) -> bool:
        """Mark what Enter would take; returns whether there is such a thing."""
        if what == KEEP and not (place < len(self.difference.sides) and self.difference.sides[place].keep):
            if place < len(self.difference.sides):
                self.refused.emit(why_words(self.difference) or self.tr("This version cannot be kept."))
            return False
        if what == BOTH and self.difference.both is None:
            return False
        if what == PROPOSAL and (PROPOSAL, 0) not in self._choices:
            return False
        self.chosen = (what, place)
        self._mark()
        if self.chosen in self._choices:
            self.marked.emit(self._choices[self.chosen])
        return True

    def accept(self) -> None:
        """Take what is marked."""
        if self.chosen is None:
            self.refused.emit(self.tr("Choose first: 1, 2 … for a version, P, B or E."))
            return
        what, place = self.chosen
        self._take(what, place)

    def edit(self) -> None:
        """Write a third version, beginning with the proposal."""
        of = self.difference.of
        if of is None or not self.difference.third:
            return
        if self.editor is None:
            self.editor = self._make_editor(of)
            self._third.show()
        self.choose(THIRD, 0)
        self.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_editor(self) -> bool:
        """Leave the editor without writing; what was typed stays in it. Returns whether it was open."""
        if self.editor is None or self.chosen != (THIRD, 0):
            return False
        self.chosen = None
        self._mark()
        self.setFocus()
        return True

    def offered(self) -> frozenset[str]:
        """Return what can be chosen here beside a version."""
        there = {BOTH: self.difference.both is not None, THIRD: self.difference.third}
        there[PROPOSAL] = (PROPOSAL, 0) in self._choices
        return frozenset(what for what, is_there in there.items() if is_there)

    def compare_otherwise(self) -> None:
        """Compare with what stood before, or with each other."""
        if self.difference.is_text and self.difference.base is not None:
            self._between = not self._between
            self._draw()

    def show_whole(self) -> None:
        """Show the whole texts, or only what differs."""
        self._whole = not self._whole
        self._draw()

    def _make_editor(self, of: Field) -> Editor:
        plain = of.sensitivity is Sensitivity.PLAIN
        editor = editor_for(of, self._lookup, str) if plain else simple_editor(of)
        editor.show_value(self._begin_with())
        editor.set_writable(on=True)
        hint = parts.label("small", self.tr("Ctrl+Enter takes this. Esc leaves it."), wrap=True)
        take = self._button(self.tr("Take this"), "Ctrl+Enter", partial(self._take, THIRD, 0))
        parts.add(self._third.column, (editor, hint))
        self._third.column.addWidget(take, 0, JOINT)
        shortcut = QShortcut(QKeySequence("Ctrl+Return"), self._third)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(self._take, THIRD, 0))
        return editor

    def _begin_with(self) -> Any:
        if self.proposal is not None:
            return self.proposal.text()
        if self.difference.proposal is not None:
            return self.difference.proposal
        if self.difference.both is not None:
            return self.difference.both
        return None if self.difference.masked else self.difference.sides[0].plain

    def _take(self, what: str, place: int) -> None:
        if what == KEEP:
            self.decided.emit(KEEP, place)
        elif what == BOTH:
            self.decided.emit("value", self.difference.both)
        elif what == PROPOSAL:
            self._take_joined()
        elif self.editor is not None:
            self._take_typed(self.editor)

    def _take_joined(self) -> None:
        if self.proposal is None:
            self.decided.emit("value", self.difference.proposal)
        elif self.proposal.asking:
            self.choose(PROPOSAL, 0)
            self.refused.emit(self.tr("Two people changed the same words. Choose whose, place by place: 1, 2 or B."))
        else:
            self.decided.emit("value", self.proposal.text() or None)

    def _take_typed(self, editor: Editor) -> None:
        value = editor.value()
        if editor.raw():
            self.refused.emit(self.tr("What was typed means nothing here yet. Put it right first."))
        elif isinstance(value, str) and still_open(value):
            self.refused.emit(self.tr("Between ⟦ and ⟧ two versions still stand. Leave one and take the signs out."))
        else:
            self.decided.emit("value", value)

    def _on_picked(self) -> None:
        open_yet = self.proposal is not None and self.proposal.asking
        self._take_proposal.setEnabled(not open_yet)

    def _mark(self) -> None:
        for key, frame in self._choices.items():
            frame.mark(on=key == self.chosen)

    # -- the window --------------------------------------------------------------------------------------------------

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= BESIDE_FROM and len(self.difference.sides) == 2
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._sides.direction() != wanted:
            self._sides.setDirection(wanted)


def heading(difference: Difference) -> QLabel:
    """Return the heading of a conflict where several stand below each other: the field, and of a part its title."""
    title = difference.title.partition(" › ")[2] if difference.whole != difference.rec else ""
    made = Elided(one_line(" · ".join(filter(None, (words(difference.label), title)))), "strong")
    made.setToolTip(difference.title)
    return made
