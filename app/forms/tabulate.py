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
from app.forms.suppression import hidden_cells, hidden_in_cross
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
    """One line of a table. ``count`` is None where it is hidden; ``share`` is per mille of those who answered."""

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

    def cell(self, value: str) -> Cell | None:
        """The line of a value."""
        return next((cell for cell in self.cells if cell.value == value), None)


@dataclass(frozen=True, slots=True)
class Tabulation:
    """All questions of a form. ``counted`` of ``returned`` responses are in it; the others wait for company."""

    returned: int
    counted: int
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Cross:
    """One question by another (or by village). ``counts[row][column]`` is None where it is hidden."""

    rows: tuple[tuple[str, str], ...]  # value, label
    columns: tuple[tuple[str, str], ...]
    counts: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int


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
    used = [_by_path(response) for response in responses[:size]]
    teller = _Teller(form, used, least, chance or random.SystemRandom())
    return Tabulation(len(responses), size, tuple(teller.tables()))


def _by_path(response: Response) -> dict[str, list[str]]:
    """Answers by path, numbers of rows dropped."""
    found: dict[str, list[str]] = {}
    for reference, value in response.items():
        if isinstance(value, str) and value and not reference.startswith("~"):
            found.setdefault(INDEX.sub("", reference), []).append(value)
    return found


class _Teller:
    def __init__(self, form: Form, responses: list[dict[str, list[str]]], least: int, chance: random.Random) -> None:
        self.form, self.responses, self.least, self.chance = form, responses, least, chance
        self.labels = _Labels(form)

    def tables(self) -> Iterator[Table]:
        for control in self.form.controls():
            if control.is_question and not self._is_note(control):
                yield self.table(control)

    def _is_note(self, control: Control) -> bool:
        bind = self.form.binds.get(control.path)
        return bind is not None and bind.readonly is not None and control.kind == "input"

    def table(self, control: Control) -> Table:
        answers = [answer for response in self.responses for answer in response.get(control.path, ())]
        persons = sum(1 for response in self.responses if control.path in response)
        label = self.labels.question(control)
        if control.kind in COUNTED:
            return self.choices(control, label, answers)
        bind = self.form.binds.get(control.path)
        if bind is not None and bind.type in {"int", "integer", "decimal"}:
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
        if single:
            hidden = hidden_cells([*counts, blank], self.least)
        else:
            # a choice of many is a yes or no of its own: neither side may be small
            hidden = {i for i, count in enumerate(counts) if not _open(count, len(answers), self.least)}
            hidden |= {len(counts)} if 0 < blank < self.least else set()
        answered = None if len(counts) in hidden else len(answers)
        cells = tuple(
            Cell(value, offered.get(value, value), *self._shown(count, answered, hide=i in hidden))
            for i, (value, count) in enumerate(zip(values, counts, strict=True))
        )
        return Table(control.path, label, "single" if single else "multiple", answered, cells)

    @staticmethod
    def _shown(count: int, answered: int | None, *, hide: bool) -> tuple[int | None, int | None]:
        if hide:
            return None, None
        return count, round(1000 * count / answered) if answered else None

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


def _open(part: int, whole: int, least: int) -> bool:
    """Whether a part and what is left of the whole are both nobody or a crowd."""
    return (part == 0 or part >= least) and (whole - part == 0 or whole - part >= least)


class _Labels:
    """Labels in the form's first language, from an empty response."""

    def __init__(self, form: Form) -> None:
        self.engine = Engine(form)

    def question(self, control: Control) -> str:
        nodes = self.engine.instance.nodes(control.path) or [self.engine.instance.top]
        return "".join(piece.plain() for piece in self.engine.texts.marked(control.label, nodes[0]))

    def choices(self, control: Control) -> dict[str, str]:
        if control.kind == "trigger":
            return {"OK": "OK"}
        nodes = self.engine.instance.nodes(control.path) or [self.engine.instance.top]
        return {offer.value: offer.label for offer in self.engine.chooser.offers(control, nodes[0])}


def cross(  # noqa: PLR0913 - the last two have defaults
    form: Form,
    responses: Sequence[Response],
    row: str,
    column: str | Sequence[str],
    *,
    closed: bool = True,
    least: int = LEAST,
) -> Cross:
    """One single-choice question by another, or by a group given for each response (a village).

    Raises:
        TooFewReturnsError: fewer than ``least`` may be counted.
    """
    size = counted(len(responses), closed=closed, least=least)
    if size < least:
        raise TooFewReturnsError(returned=len(responses), least=least if closed else 2 * least)
    used = [_by_path(response) for response in responses[:size]]
    labels = _Labels(form)
    downs = [_single(response, row) for response in used]
    acrosses = [_single(r, column) for r in used] if isinstance(column, str) else list(column[:size])
    rows = _axis(form, labels, row, downs)
    columns = _axis(form, labels, column, acrosses) if isinstance(column, str) else _plain_axis(acrosses)
    votes = Counter(zip(downs, acrosses, strict=True))
    counts = [[votes[down, across] for across, _ in columns] for down, _ in rows]
    return _crossed(rows, columns, counts, least)


def _crossed(rows: list[tuple[str, str]], columns: list[tuple[str, str]], counts: list[list[int]], least: int) -> Cross:
    hidden = hidden_in_cross(counts, least)
    height, width = len(rows), len(columns)
    shown = tuple(tuple(None if (r, c) in hidden else counts[r][c] for c in range(width)) for r in range(height))
    down = tuple(None if (r, width) in hidden else sum(counts[r]) for r in range(height))
    across = tuple(None if (height, c) in hidden else sum(line[c] for line in counts) for c in range(width))
    return Cross(tuple(rows), tuple(columns), shown, down, across, sum(map(sum, counts)))


def _single(response: Mapping[str, list[str]], path: str) -> str:
    return (response.get(path) or [BLANK])[0]


def _axis(form: Form, labels: _Labels, path: str, values: list[str]) -> list[tuple[str, str]]:
    control = form.control(path)
    offered = labels.choices(control) if control is not None else {}
    extra = sorted(set(values) - set(offered))
    return [*offered.items(), *((value, value) for value in extra)]


def _plain_axis(values: list[str]) -> list[tuple[str, str]]:
    return [(value, value) for value in sorted(set(values))]


@dataclass(frozen=True, slots=True)
class Rates:
    """F20: how many were handed out, came back, could be used; rates in per mille."""

    handed_out: int
    returned: int
    spoiled: int

    @property
    def valid(self) -> int:
        """Returned ones that can be used."""
        return self.returned - self.spoiled

    @property
    def return_rate(self) -> int:
        """Returned of handed out."""
        return round(1000 * self.returned / self.handed_out) if self.handed_out else 0

    @property
    def valid_rate(self) -> int:
        """Valid of returned."""
        return round(1000 * self.valid / self.returned) if self.returned else 0


def score(table: Table, weights: Mapping[str, int]) -> int | None:
    """F21: the weighted mean of a table in hundredths, by label; what has no weight (不了解, blank) does not count.

    None where a cell is hidden or nobody gave a weighed answer.
    """
    weighed = [(cell.count, weights[cell.label]) for cell in table.cells if cell.label in weights]
    if any(count is None for count, _ in weighed):
        return None
    votes = sum(count or 0 for count, _ in weighed)
    return round(100 * sum((count or 0) * weight for count, weight in weighed) / votes) if votes else None
