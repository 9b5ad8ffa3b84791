"""Counts a questionnaire without giving anybody away.

G23: a result is shown only for a group of at least five, open comments only from ten returns. No cell that counts one
to four is shown, nor one that could be computed from what is shown: where one is hidden, others are hidden with it.
While a round is open, results move on in steps of five and hold the latest ones back, so that two print-outs never
differ by fewer than five responses.
"""

import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.forms.definition import Control, Form
from app.forms.engine import Engine
from app.forms.scores import Score, scale_of, scored
from app.forms.suppression import hidden_cells
from app.forms.trouble import FormError
from app.forms.xpath.values import to_number

LEAST, COMMENTS_LEAST = 5, 10
INDEX = re.compile(r"\[\d+\]")
COUNTED = frozenset({"select1", "select", "rank", "trigger"})
BLANK = ""
Response = Mapping[str, str | int]


class TooFewReturnsError(FormError):
    """Too few returns to show anything. Data: ``returned``, ``least``."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One line of a table. ``count`` is None where it is hidden; ``share`` is per mille of those who answered.

    Where it is hidden how many answered, shares are of all responses.
    """

    value: str
    label: str
    count: int | None
    share: int | None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Mean and standard deviation, in thousandths; least and greatest would point at single persons."""

    answered: int
    mean: int
    spread: int


@dataclass(frozen=True, slots=True)
class Table:
    """One question counted. ``kind`` is single, multiple, number or text; ``answered`` is None where it is hidden."""

    path: str
    label: str
    kind: str
    answered: int | None
    cells: tuple[Cell, ...] = ()
    numbers: Numbers | None = None
    comments: tuple[str, ...] = ()
    withheld: bool = False  # too few to show at all
    score: Score | None = None  # of an assessment (F21)
    blank: int | None = None  # responses that leave it open; None where hidden, or where one response answers often

    def cell(self, value: str) -> Cell | None:
        """The line of a value."""
        return next((cell for cell in self.cells if cell.value == value), None)


@dataclass(frozen=True, slots=True)
class Tabulation:
    """All questions of a form. ``counted`` of ``returned`` responses are in it; the others wait for company."""

    returned: int
    counted: int
    tables: tuple[Table, ...]


def counted(returned: int, *, closed: bool, least: int = LEAST) -> int:
    """How many responses a result may rest on: all once the round is closed; before, whole steps but the last."""
    if closed:
        return returned if returned >= least else 0
    return max(0, (returned // least - 1) * least)


def tabulate(
    form: Form,
    responses: Sequence[Response],
    *,
    closed: bool = True,
    least: int = LEAST,
    chance: random.Random | None = None,
) -> Tabulation:
    """Count every question of a form.

    ``responses`` stand in the order in which they entered; comments come out shuffled.

    Raises:
        TooFewReturnsError: fewer than ``least`` may be counted.
    """
    size = counted(len(responses), closed=closed, least=least)
    if size < least:
        raise TooFewReturnsError(returned=len(responses), least=least if closed else 2 * least)
    used = [by_path(response) for response in responses[:size]]
    teller = _Teller(form, used, least, chance or random.SystemRandom())
    return Tabulation(len(responses), size, tuple(teller.tables()))


def by_path(response: Response) -> dict[str, list[str]]:
    """Answers by path, numbers of rows dropped."""
    found: dict[str, list[str]] = {}
    for reference, value in response.items():
        if isinstance(value, str) and value and not reference.startswith("~"):
            found.setdefault(INDEX.sub("", reference), []).append(value)
    return found


def asked(form: Form) -> Iterator[Control]:
    """The questions of a form that are counted: notes are not."""
    for control in form.controls():
        bind = form.binds.get(control.path)
        note = bind is not None and bind.readonly is not None and control.kind == "input"
        if control.is_question and not note:
            yield control


def is_number(form: Form, control: Control) -> bool:
    """Whether answers are numbers."""
    bind = form.binds.get(control.path)
    return bind is not None and bind.type in {"int", "integer", "decimal"}


class _Teller:
    def __init__(self, form: Form, responses: list[dict[str, list[str]]], least: int, chance: random.Random) -> None:
        self.form, self.responses, self.least, self.chance = form, responses, least, chance
        self.labels = Labels(form)

    def tables(self) -> Iterator[Table]:
        yield from map(self.table, asked(self.form))

    def table(self, control: Control) -> Table:
        answers = [answer for response in self.responses for answer in response.get(control.path, ())]
        persons = sum(1 for response in self.responses if control.path in response)
        label = self.labels.question(control)
        if control.kind in COUNTED:
            return self.choices(control, label, answers)
        if is_number(self.form, control):
            return self.numbers(control, label, answers, persons)
        return self.comments(control, label, answers, persons)

    def choices(self, control: Control, label: str, answers: list[str]) -> Table:
        single = control.kind in {"select1", "trigger"}
        repeated = any(len(response.get(control.path, ())) > 1 for response in self.responses)
        blank = 0 if repeated else len(self.responses) - len(answers)
        votes = Counter(
            value for answer in answers for value in ([answer] if single else dict.fromkeys(answer.split()))
        )
        offered = self.labels.choices(control)
        values = [*offered, *sorted(set(votes) - set(offered))]
        counts = [votes[value] for value in values]
        whole = [*counts, blank]
        hidden = hidden_cells(whole, self.least) if single else hidden_of_many(whole, len(answers), self.least)
        answered = None if len(counts) in hidden else len(answers)
        base = answered if answered is not None or repeated else len(self.responses)
        cells = tuple(
            Cell(value, offered.get(value, value), *self._shown(count, base, hide=i in hidden))
            for i, (value, count) in enumerate(zip(values, counts, strict=True))
        )
        names = [offered.get(value, value) for value in values]
        scale = scale_of(names) if single else None
        score = scored(scale, names, whole, hidden, self.least) if scale else None
        left = None if repeated or answered is None else blank
        return Table(control.path, label, "single" if single else "multiple", answered, cells, score=score, blank=left)

    @staticmethod
    def _shown(count: int, base: int | None, *, hide: bool) -> tuple[int | None, int | None]:
        if hide:
            return None, None
        return count, round(1000 * count / base) if base else None

    def numbers(self, control: Control, label: str, answers: list[str], persons: int) -> Table:
        if not _open(persons, len(self.responses), self.least):
            return Table(control.path, label, "number", None, withheld=True)
        values = [number for number in map(to_number, answers) if not math.isnan(number)]
        if len(values) < self.least:
            return Table(control.path, label, "number", None, withheld=True)
        mean = math.fsum(values) / len(values)
        spread = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / max(1, len(values) - 1))
        found = Numbers(len(values), round(mean * 1000), round(spread * 1000))
        return Table(control.path, label, "number", persons, numbers=found)

    def comments(self, control: Control, label: str, answers: list[str], persons: int) -> Table:
        if len(self.responses) < COMMENTS_LEAST:
            return Table(control.path, label, "text", None, withheld=True)
        shuffled = list(answers)
        self.chance.shuffle(shuffled)
        answered = persons if _open(persons, len(self.responses), self.least) else None
        return Table(control.path, label, "text", answered, comments=tuple(shuffled))


def hidden_of_many(counts: Sequence[int], answered: int, least: int) -> set[int]:
    """A choice of many is a yes or no of its own: neither side may be small. Blanks stand last in ``counts``."""
    hidden = {at for at, count in enumerate(counts[:-1]) if not _open(count, answered, least)}
    return hidden | ({len(counts) - 1} if 0 < counts[-1] < least else set())


def _open(part: int, whole: int, least: int) -> bool:
    """Whether a part and what is left of the whole are both nobody or a crowd."""
    return (part == 0 or part >= least) and (whole - part == 0 or whole - part >= least)


class Labels:
    """Labels in the form's first language, from an empty response."""

    def __init__(self, form: Form) -> None:
        self.engine = Engine(form)

    def question(self, control: Control) -> str:
        """Label of a question."""
        nodes = self.engine.instance.nodes(control.path) or [self.engine.instance.top]
        return "".join(piece.plain() for piece in self.engine.texts.marked(control.label, nodes[0]))

    def choices(self, control: Control) -> dict[str, str]:
        """Labels of the choices it offers, by value."""
        if control.kind == "trigger":
            return {"OK": "OK"}
        nodes = self.engine.instance.nodes(control.path) or [self.engine.instance.top]
        return {offer.value: offer.label for offer in self.engine.chooser.offers(control, nodes[0])}


@dataclass(frozen=True, slots=True)
class Rates:
    """F20: how many were handed out, came back, could be used; rates in per mille."""

    handed_out: int
    returned: int
    spoiled: int
    noted_valid: int | None = None  # as written in the register; without it, what is not spoiled

    @property
    def valid(self) -> int:
        """Returned ones that can be used."""
        return self.returned - self.spoiled if self.noted_valid is None else self.noted_valid

    @property
    def return_rate(self) -> int:
        """Returned of handed out."""
        return round(1000 * self.returned / self.handed_out) if self.handed_out else 0

    @property
    def valid_rate(self) -> int:
        """Valid of returned."""
        return round(1000 * self.valid / self.returned) if self.returned else 0
