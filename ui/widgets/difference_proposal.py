"""The proposal: edits of several people joined, with the places where a person has to choose."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout
from typing_extensions import override

from app.services.differences_sides import Difference
from app.services.differences_text import GONE, NEW, Part, Run, compare
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.difference_text import DifferenceText
from ui.widgets.elided import ElidedButton

OPEN, CLOSE, OR = "⟦", "⟧", "｜"  # signs nobody types: what stands between them still has to be chosen
LONGEST = 60  # characters of a piece on its button


class Proposal(SpeakingWidget):
    """Shows what joining gives, and asks place by place where two people changed the same words.

    Signals:
        picked: a place was decided, or opened again.
    """

    picked = Signal()

    def __init__(self, difference: Difference, *, whole: bool = False) -> None:
        super().__init__()
        self._difference, self._whole = difference, whole
        self._picks: dict[int, str] = {}
        self.buttons: list[ElidedButton] = []
        layout = parts.column(self, spacing=6)
        self.body = DifferenceText()
        self.asked = parts.label("strong", wrap=True)
        self._choices = QVBoxLayout()
        self._choices.setSpacing(4)
        layout.addWidget(self.body)
        layout.addWidget(self.asked)
        layout.addLayout(self._choices)
        self._fill()

    @property
    def waiting(self) -> tuple[int, ...]:
        """Places that still have to be chosen."""
        return tuple(place for place in self._difference.open_parts if place not in self._picks)

    @property
    def asking(self) -> bool:
        """Whether a place waits for a choice."""
        return bool(self.waiting)

    def text(self) -> str:
        """Return the joined text; what still has to be chosen stands between signs."""
        return "".join(self._piece(place, part) for place, part in enumerate(self._difference.parts))

    def pick(self, side: int) -> None:
        """Choose one side's words (or both, with -1) at the first place that waits."""
        if not self.waiting:
            return
        place = self.waiting[0]
        texts = self._difference.parts[place].texts
        if side < len(texts):
            self._picks[place] = "".join(dict.fromkeys(texts)) if side < 0 else texts[side]
            self._fill()
            self.picked.emit()

    def back(self) -> bool:
        """Open the place chosen last again; returns whether there was one."""
        if not self._picks:
            return False
        self._picks.popitem()
        self._fill()
        self.picked.emit()
        return True

    def show_whole(self, *, on: bool) -> None:
        """Show everything, or only what differs with a little around it."""
        if on != self._whole:
            self._whole = on
            self._fill()

    def _piece(self, place: int, part: Part) -> str:
        if part.chosen is not None:
            return part.chosen
        if place in self._picks:
            return self._picks[place]
        return OPEN + OR.join(dict.fromkeys(part.texts)) + CLOSE

    def _runs(self) -> list[Run]:
        """What joining makes of the text, part by part; a place that waits shows its number."""
        found: list[Run] = []
        for place, part in enumerate(self._difference.parts):
            if part.chosen is None and place not in self._picks:
                number = self._difference.open_parts.index(place) + 1
                found += [Run(GONE, part.base)] if part.base else []
                found.append(Run(NEW, f"{OPEN}{number}{CLOSE}"))
            else:
                found += compare(part.base, self._piece(place, part))
        return _joined(found)

    def _fill(self) -> None:
        self.body.show_runs(self._runs(), whole=self._whole)
        parts.clear(self._choices)
        self.buttons = []
        waiting, every = self.waiting, self._difference.open_parts
        self.asked.setVisible(bool(waiting))
        if not waiting:
            return
        place = waiting[0]
        said = self.tr("Changed by both – place %1 of %2. Whose words?")
        self.asked.setText(said.replace("%1", str(every.index(place) + 1)).replace("%2", str(len(every))))
        for side, text in enumerate(self._difference.parts[place].texts):
            shown = _short(text) or self.tr("(taken out)")
            self._offer(f"{side + 1}  {self._who(side)}: {shown}", side)
        self._offer(self.tr("B  both, one after the other"), -1)

    def _offer(self, words: str, side: int) -> None:
        button = ElidedButton("pick")
        button.say_whole(words)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda _=False, side=side: self.pick(side))
        self.buttons.append(button)
        self._choices.addWidget(button)

    def _who(self, side: int) -> str:
        voices = self._difference.sides[side].voices
        return "、".join(dict.fromkeys(voice.name or "—" for voice in voices))

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._fill()


def still_open(text: str) -> bool:
    """Whether a text still holds a place between signs."""
    return OPEN in text and CLOSE in text


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Runs of one kind that follow each other, as one: only what is the same is shortened."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1].kind == run.kind:
            found[-1] = Run(run.kind, found[-1].text + run.text)
        else:
            found.append(run)
    return found


def _short(text: str) -> str:
    line = text.replace("\n", "⏎")
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
