"""A sheet as it was read: what each question seems to say, a picture of what is in doubt, what a person decided."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.forms.birth import Surroundings
from app.forms.definition import Form
from app.forms.runner import Runner
from app.forms.trouble import NoSuchQuestionError, RepeatFixedError
from app.reports.forms_paper import Asked, Questionnaire, Table
from app.scan import judging
from app.scan.judging import Judged, Verdict
from app.scan.target import Crop, Found

ROW = re.compile(r"\[\d+\]")
TICKED = frozenset({"one", "many", "tick"})


@dataclass(frozen=True, slots=True)
class Ticked:
    """One box of a sheet: its value, what it holds, on which page it is printed and where (mm)."""

    value: str
    page: int
    found: Found
    x: float
    y: float
    side: float


@dataclass(slots=True)
class Item:
    """One question of one sheet. ``answer`` is what a person decided, None until then.

    ``why`` says why it is shown: outline, faint, ring, several, painted, blank, against-skip, written, page.
    """

    asked: Asked
    page: int
    boxes: list[Ticked] = field(default_factory=list)
    top: float = 0.0  # of the strip of its page that holds it, and its height (mm)
    height: float = 0.0
    judged: Judged | None = None
    written: bool = False
    crop: Crop | None = None
    answer: str | None = None
    why: str = ""

    @property
    def ticked(self) -> bool:
        """Whether it is answered by ticking."""
        return self.asked.kind in TICKED

    def seems(self) -> str:
        """What it seems to say: values apart by blanks."""
        chosen = self.judged.chosen if self.judged else ()
        return " ".join(self.value(place) for place in chosen)

    def value(self, place: int) -> str:
        """The value of one of its boxes."""
        return self.boxes[place].value

    def judge(self) -> None:
        """Say what its boxes seem to mean."""
        if not self.boxes:
            return
        judge = judging.one if self.asked.kind == "one" else judging.many
        self.judged = judge([box.found for box in self.boxes])
        if len(self.boxes) < len(self.asked.choices):  # the rest stands on a page nobody has shown
            self.judged = Judged(self.judged.chosen, Verdict.ASK, "page")
        if self.judged.verdict == Verdict.SURE:
            self.crop = None  # sixty sheets of sharp strips are more than a small machine holds

    @property
    def inked(self) -> bool:
        """Whether anything is written at it at all."""
        return self.written or bool(self.answer) or (self.judged is not None and self.judged.verdict != Verdict.BLANK)


@dataclass(frozen=True, slots=True)
class Seen:
    """One page of a sheet as a whole, ``fine`` pixels a millimetre, and which file it was in."""

    picture: Crop
    fine: float
    file: str


@dataclass(slots=True)
class Sheet:
    """One sheet. ``before`` says that a sheet of this number was kept before, ``kept`` that this one is now."""

    serial: str
    pages: int
    seen: dict[int, Seen] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    before: bool = False
    kept: bool = False

    def missing(self) -> tuple[int, ...]:
        """Pages nobody has shown."""
        return tuple(page for page in range(1, self.pages + 1) if page not in self.seen)

    def judge(self) -> None:
        """Judge every question; one whose boxes stand on two pages is one question."""
        held: dict[str, Item] = {}
        for item in self.items:
            first = held.setdefault(item.asked.reference, item)
            if first is not item:
                first.boxes.extend(item.boxes)
                first.written |= item.written
        self.items = list(held.values())
        for item in self.items:
            item.judge()

    def strip(self, item: Item) -> Crop | None:
        """A picture of one question: sharp where it is in doubt, else cut out of the whole page."""
        seen = self.seen.get(item.page)
        if item.crop is not None or seen is None:
            return item.crop
        whole, first = seen.picture, max(0, round(item.top * seen.fine))
        tall = min(whole.height - first, round(item.height * seen.fine))
        return Crop(whole.width, tall, whole.pixels[first * whole.width : (first + tall) * whole.width])

    def order(self, asked: Sequence[Asked]) -> None:
        """Put the items in the order of the questions."""
        places = {one.reference: place for place, one in enumerate(asked)}
        self.items.sort(key=lambda item: places.get(item.asked.reference, len(places)))

    def used(self, reference: str) -> bool:
        """Whether the rows of repeats a question stands in hold anything, or may hold wide rings nobody has seen."""
        if any(item.judged is not None and item.judged.why == "ring" for item in self.items):
            return True
        return all(
            any(item.inked for item in self.items if item.asked.reference.startswith(f"{row}/"))
            for row in rows(reference)
        )

    def answers(self) -> dict[str, str]:
        """What is plain or decided, in the order of the questions."""
        found = {}
        for item in self.items:
            if item.answer is not None:
                found[item.asked.reference] = item.answer
            elif item.judged is not None and item.judged.verdict == Verdict.SURE:
                found[item.asked.reference] = item.seems()
        return {reference: value for reference, value in found.items() if value}

    def doubts(self, form: Form) -> list[Item]:
        """What a person has to look at, in the order of the questions; it depends on what is decided."""
        runner = Runner(form, Surroundings(anonymous=True), timed=False)
        place(runner, self.answers())
        return [item for item in self.items if item.answer is None and self._doubtful(item, runner)]

    def _doubtful(self, item: Item, runner: Runner) -> bool:
        reference = item.asked.reference
        if not self.used(reference):
            return False
        if item.judged is None:
            item.why = "written"
            return item.written
        node = runner.engine.instance.find(reference)
        asked = node is not None and node.relevant
        verdict = item.judged.verdict
        if verdict == Verdict.ASK:
            item.why = item.judged.why
            return True
        if verdict == Verdict.BLANK:
            item.why = "blank"
            return asked and item.asked.kind != "tick"
        item.why = "against-skip"
        return not asked


def rows(reference: str) -> list[str]:
    """Rows of repeats a reference stands in, outermost first."""
    return [reference[: found.end()] for found in ROW.finditer(reference)]


def place(runner: Runner, answers: Mapping[str, str]) -> tuple[str, ...]:
    """Put answers into a response, with as many rows as they need; return the references that found no place."""
    lost = []
    for reference, value in answers.items():
        for row in rows(reference):
            _grow(runner, row)
        try:
            runner.answer(reference, value)
        except NoSuchQuestionError:
            lost.append(reference)
    return tuple(lost)


def _grow(runner: Runner, row: str) -> None:
    base, _, number = row[:-1].rpartition("[")
    try:
        for _ in range(int(number)):
            if runner.engine.instance.find(row) is not None:
                return
            runner.add_row(base)
    except (RepeatFixedError, NoSuchQuestionError):
        return  # the form counts its rows by another answer, which is not there yet


def questions(of: Questionnaire) -> list[Asked]:
    """Every question of a printed form, in order."""
    found: list[Asked] = []
    for part in of.parts:
        if isinstance(part, Table):
            found.extend(part.rows)
        elif isinstance(part, Asked):
            found.append(part)
    return found
