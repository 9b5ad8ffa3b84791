"""Villages side by side, their sum at the office, and earlier rounds of the same village."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.forms.definition import Control, Form
from app.forms.scores import STEPS, Score, scale_of, scored
from app.forms.suppression import hidden_totals
from app.forms.tabulate import Labels, Numbers, Table, Tabulation, asked
from app.services.counting import CountingService, Like
from app.services.questionnaire_counts import Answers
from app.storage.types import Record

TOTALS = "questionnaire totals"  # a setting of the office: form and round → batches of villages as they were summed
COUNTED = frozenset({"single", "multiple", "number"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: a village of this round, an earlier round of this village, or the sum (``rec`` '').

    ``counted`` responses are in it, None while there are too few.
    """

    rec: str
    village: str
    round: str
    earlier: bool
    counted: int | None
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Compared:
    """One question over all columns: ``counts[answer][column]`` and shares per mille, None where hidden or not asked.

    ``numbers`` and ``scores`` are by column.
    """

    path: str
    label: str
    kind: str
    answers: tuple[str, ...]
    counts: tuple[tuple[int | None, ...], ...]
    shares: tuple[tuple[int | None, ...], ...]
    numbers: tuple[Numbers | None, ...] = ()
    scores: tuple[Score | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """All questions. The last column is the sum when ``summed`` closed surveys of villages stand in one."""

    columns: tuple[Column, ...]
    questions: tuple[Compared, ...]
    summed: int = 0


@dataclass(frozen=True, slots=True)
class _Place:
    """What one column tells, and what it rests on."""

    like: Like
    tables: Mapping[str, Table]
    responses: Sequence[Answers]


class ComparingService(CountingService):
    """The verb that compares."""

    def compare(self, rec: str) -> Comparison:
        """Set a questionnaire beside the same one of other villages and of earlier rounds.

        Each village shows what its own page shows and no more. At the office the closed surveys of a round are summed
        too, as far as the sum gives none of them away.
        """
        found = self.alike(rec)
        columns, places = [], []
        for one in found:
            results = self.results(one.rec)
            counts = results.counts
            earlier = one.round != found[0].round
            counted = counts.counted if counts else None
            columns.append(Column(one.rec, one.village, one.round_name, earlier, counted, results.closed))
            used = self.counted(one.rec) if counts and results.closed else ()
            places.append(_Place(one, _tables(counts), used))
        summer = self._summer(self._record(rec), found, places)
        questions = tuple(_Line(self.form(rec), control, places, summer).compared() for control in self._asked(rec))
        if summer is not None:
            columns.append(Column("", "", found[0].round_name, earlier=False, counted=summer.total))
        return Comparison(tuple(columns), questions, summer.size if summer else 0)

    def _asked(self, rec: str) -> list[Control]:
        mine = self.form(rec)
        inside = tuple(f"{one.path}/" for one in mine.controls() if one.kind == "repeat")
        return [one for one in asked(mine) if not inside or not one.path.startswith(inside)]

    def _summer(self, mine: Record, found: Sequence[Like], places: Sequence[_Place]) -> "_Summer | None":
        """The sum of the closed surveys of the round, at the office: elsewhere a part of them would be a second sum."""
        if not self._session.is_office:
            return None
        beside = {one.like.rec: one for one in places if one.like.round == found[0].round and one.responses}
        batches = self._batches(f"{found[0].digest} {found[0].round}", list(beside))
        if len(beside) < 2 or batches is None:
            return None
        return _Summer([[beside[rec] for rec in batch] for batch in batches], self._least(mine))

    def _batches(self, name: str, closed: Sequence[str]) -> list[list[str]] | None:
        """Villages as they came into the sum, told from then on; None when one of them is gone, which would tell it."""
        held: dict[str, list[list[str]]] = self._vault.setting(TOTALS, {})
        batches = held.get(name, [])
        known = {rec for batch in batches for rec in batch}
        if known - set(closed):
            return None
        fresh = sorted(set(closed) - known)
        if fresh and len(closed) >= 2:
            batches = [*batches, fresh]
            self._vault.put_setting(TOTALS, {**held, name: batches})
        return batches


def _tables(counts: Tabulation | None) -> dict[str, Table]:
    return {table.path: table for table in counts.tables} if counts else {}


class _Summer:
    def __init__(self, batches: list[list[_Place]], least: int) -> None:
        self.batches, self.least = batches, least
        self.places = [place for batch in batches for place in batch]
        self.size, self.total = len(self.places), sum(len(place.responses) for place in self.places)

    def sums(self, path: str, values: Sequence[str], *, single: bool) -> list[int | None]:
        """Sum of each answer over the villages, None where it is hidden."""
        if single:
            return self._told(path, [*values, ""])[:-1]
        return [self._told(path, [value, ""])[0] for value in values]

    def _told(self, path: str, lines: Sequence[str]) -> list[int | None]:
        parts = [[self._counts(place, path, lines) for place in batch] for batch in self.batches]

        def shown(batch: int, place: int, line: int) -> bool:
            return _shows(self.batches[batch][place].tables.get(path), lines[line], lines)

        if any(_is_rounded(place.tables.get(path)) for place in self.places):
            # a rounded score ties the hidden counts of a village: no sum may tie them further
            hidden = {line for line in range(len(lines)) if not self._told_everywhere(shown, line)}
        else:
            hidden = hidden_totals(parts, shown, self.least)
        sums = [sum(place[line] for batch in parts for place in batch) for line in range(len(lines))]
        return [None if line in hidden else total for line, total in enumerate(sums)]

    def _told_everywhere(self, shown: Callable[[int, int, int], bool], line: int) -> bool:
        return all(shown(b, p, line) for b, batch in enumerate(self.batches) for p in range(len(batch)))

    def answered(self, path: str) -> int | None:
        """How many answered, where every village tells it."""
        told = [table.answered if (table := place.tables.get(path)) else None for place in self.places]
        return None if None in told else sum(one or 0 for one in told)

    @staticmethod
    def _counts(place: _Place, path: str, lines: Sequence[str]) -> list[int]:
        """Responses by line; what is left over stands in the last one: blank, or those who did not tick it."""
        given = [set(str(response.get(path) or "").split()) for response in place.responses]
        counts = [sum(1 for one in given if value in one) for value in lines[:-1]]
        return [*counts, len(given) - sum(counts)]

    def mean(self, path: str) -> Numbers | None:
        """Mean over the villages where each tells its own; the spread would need more than they tell."""
        told = [place.tables[path].numbers for place in self.places if path in place.tables]
        if len(told) < self.size or any(one is None for one in told):
            return None
        held = [one for one in told if one is not None]
        answered = sum(one.answered for one in held)
        return Numbers(answered, round(sum(one.mean * one.answered for one in held) / answered), 0)


def _is_rounded(table: Table | None) -> bool:
    return table is not None and table.score is not None and table.score.step > STEPS[0]


def _shows(table: Table | None, value: str, lines: Sequence[str]) -> bool:
    """Whether a village's own table tells a line; the last line is what its other lines leave over."""
    if table is None:
        return False
    if value or table.kind == "multiple":
        cell = table.cell(value or lines[0])
        return cell is not None and cell.count is not None
    return table.blank is not None and {cell.value for cell in table.cells} <= set(lines)


class _Line:
    """One question over all columns."""

    def __init__(self, form: Form, control: Control, places: Sequence[_Place], summer: "_Summer | None") -> None:
        self.control, self.places, self.summer = control, places, summer
        labels = Labels(form)
        self.label = labels.question(control)
        self.offered = labels.choices(control) if control.kind in {"select1", "select", "rank"} else {}

    def compared(self) -> Compared:
        tables = [place.tables.get(self.control.path) for place in self.places]
        tables = [table if table and self._same(table) else None for table in tables]
        own = next((table for table in tables if table is not None), None)
        kind = own.kind if own else "text"
        counts, shares = self._cells(tables)
        numbers = [table.numbers if table else None for table in tables]
        scores = [table.score if table else None for table in tables]
        if self.summer is not None:
            numbers.append(self.summer.mean(self.control.path) if kind == "number" else None)
            scores.append(self._score([line[-1] for line in counts]) if kind == "single" else None)
        return Compared(
            self.control.path,
            self.label,
            kind,
            tuple(self.offered.values()),
            tuple(map(tuple, counts)),
            tuple(map(tuple, shares)),
            tuple(numbers) if kind == "number" else (),
            tuple(scores) if any(scores) else (),
        )

    def _same(self, table: Table) -> bool:
        """Whether another form asks the same with the same answers."""
        answers = [cell.value for cell in table.cells]
        return table.label == self.label and set(self.offered) <= set(answers) if self.offered else True

    def _cells(self, tables: Sequence[Table | None]) -> tuple[list[list[int | None]], list[list[int | None]]]:
        counts: list[list[int | None]] = []
        shares: list[list[int | None]] = []
        for value in self.offered:
            cells = [table.cell(value) if table else None for table in tables]
            counts.append([cell.count if cell else None for cell in cells])
            shares.append([cell.share if cell else None for cell in cells])
        if self.summer is not None:
            sums = self.summer.sums(self.control.path, list(self.offered), single=self.control.kind == "select1")
            answered = self.summer.answered(self.control.path) or self.summer.total
            for at, total in enumerate(sums):
                counts[at].append(total)
                shares[at].append(round(1000 * total / answered) if answered and total is not None else None)
        return counts, shares

    def _score(self, sums: Sequence[int | None]) -> Score | None:
        names = list(self.offered.values())
        scale = scale_of(names)
        if scale is None or any(total is None for total in sums):
            return None
        return scored(scale, names, [total or 0 for total in sums], set(), 1)
