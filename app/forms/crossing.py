"""One question by another, or by a field of the response such as its village.

What single questions tell is told already, so the margins of every table are known: answers that a question hides
stand here together as one line, the same in every table, and no combination of tables gives back what one hides. Only
pairs of questions are offered, never a filter on top of them.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.forms.definition import Control, Form
from app.forms.suppression import hidden_cells, hidden_in_cross, small
from app.forms.tabulate import (
    BLANK,
    LEAST,
    Labels,
    Numbers,
    Response,
    TooFewReturnsError,
    by_path,
    counted,
    hidden_of_many,
)
from app.forms.xpath.values import to_number

POOLED = "~few"  # answers that are hidden one by one, together
Axis = tuple[tuple[str, str], ...]  # value, label


@dataclass(frozen=True, slots=True)
class Cross:
    """One question by another (or by village). ``counts[row][column]`` is None where it is hidden.

    A row or column of value ``~few`` holds the answers that are hidden one by one; one of value '' no answer.
    """

    rows: Axis
    columns: Axis
    counts: tuple[tuple[int | None, ...], ...]
    row_totals: tuple[int | None, ...]
    column_totals: tuple[int | None, ...]
    total: int
    many: bool = False  # several answers each: columns do not add up

    def share(self, row: int, column: int) -> int | None:
        """Per mille of the column."""
        count, whole = self.counts[row][column], self.column_totals[column]
        if count is None or whole is None:
            return None
        return round(1000 * count / whole) if whole else 0


@dataclass(frozen=True, slots=True)
class Means:
    """A number by the answers of another question; None where too few say it.

    How many said it stays untold (0): beside the size of a group it would tell how few did not.
    """

    columns: Axis
    numbers: tuple[Numbers | None, ...]


def cross(  # noqa: PLR0913 - the last two have defaults
    form: Form,
    responses: Sequence[Response],
    row: str,
    column: str | Sequence[str],
    *,
    closed: bool = True,
    least: int = LEAST,
) -> Cross:
    """One question by another with a single answer, or by a group given for each response.

    Raises:
        TooFewReturnsError: fewer than ``least`` may be counted.
    """
    crosser = _Crosser(form, responses, column, closed=closed, least=least)
    control = form.control(row)
    if control is not None and control.kind in {"select", "rank"}:
        return crosser.many(control)
    return crosser.single(row)


def means(  # noqa: PLR0913 - the last two have defaults
    form: Form,
    responses: Sequence[Response],
    number: str,
    column: str | Sequence[str],
    *,
    closed: bool = True,
    least: int = LEAST,
) -> Means:
    """A number question by another with a single answer: mean and spread of every group large enough.

    Raises:
        TooFewReturnsError: fewer than ``least`` may be counted.
    """
    return _Crosser(form, responses, column, closed=closed, least=least).means(number)


class _Crosser:
    def __init__(
        self, form: Form, responses: Sequence[Response], column: str | Sequence[str], *, closed: bool, least: int
    ) -> None:
        size = counted(len(responses), closed=closed, least=least)
        if size < least:
            raise TooFewReturnsError(returned=len(responses), least=least if closed else 2 * least)
        self.form, self.labels, self.least = form, Labels(form), least
        self.used = [by_path(response) for response in responses[:size]]
        values = self._values(column) if isinstance(column, str) else list(column[:size])
        path = column if isinstance(column, str) else ""
        self.columns, self.across = self._pooled(path, values)

    def _values(self, path: str) -> list[str]:
        return [(response.get(path) or [BLANK])[0] for response in self.used]

    def _pooled(self, path: str, values: list[str]) -> tuple[Axis, list[str]]:
        """The axis as it is told, and each response's place on it: exactly what the single question hides is joined."""
        control = self.form.control(path) if path else None
        offered = self.labels.choices(control) if control is not None else {}
        votes = Counter(values)
        names = [*offered, *sorted(set(votes) - set(offered) - {BLANK}), BLANK]
        hidden = {names[at] for at in hidden_cells([votes[name] for name in names], self.least)}
        axis = [(name, offered.get(name, name)) for name in names if name not in hidden]
        if not votes[BLANK] and BLANK not in hidden:
            axis.remove((BLANK, BLANK))
        if hidden:
            axis.append((POOLED, ""))
        return tuple(axis), [POOLED if value in hidden else value for value in values]

    def single(self, row: str) -> Cross:
        rows, down = self._pooled(row, self._values(row))
        votes = Counter(zip(down, self.across, strict=True))
        counts = [[votes[r, c] for c, _ in self.columns] for r, _ in rows]
        hidden = hidden_in_cross(counts, self.least, known=True)
        shown = tuple(tuple(_unless(hidden, y, x, n) for x, n in enumerate(line)) for y, line in enumerate(counts))
        return Cross(rows, self.columns, shown, tuple(map(sum, counts)), self._widths(), len(self.used))

    def _widths(self) -> tuple[int, ...]:
        widths = Counter(self.across)
        return tuple(widths[column] for column, _ in self.columns)

    def many(self, control: Control) -> Cross:
        """Each answer by itself, a table of those who gave it and those who did not."""
        given = [set(" ".join(response.get(control.path, ())).split()) for response in self.used]
        offered = self.labels.choices(control)
        counts = Counter(value for values in given for value in values)
        answered = sum(1 for values in given if values)
        line = [*(counts[value] for value in offered), len(self.used) - answered]
        hidden = hidden_of_many(line, answered, self.least)
        shown, totals = [], []
        for at, value in enumerate(offered):
            lines = None if at in hidden or small(len(self.used) - line[at], self.least) else self._yes(value, given)
            shown.append(lines or (None,) * len(self.columns))
            totals.append(None if at in hidden else line[at])
        rows = tuple(offered.items())
        return Cross(rows, self.columns, tuple(shown), tuple(totals), self._widths(), len(self.used), many=True)

    def _yes(self, value: str, given: Sequence[set[str]]) -> tuple[int | None, ...]:
        votes = Counter(c for c, values in zip(self.across, given, strict=True) if value in values)
        yes = [votes[column] for column, _ in self.columns]
        no = [whole - part for whole, part in zip(self._widths(), yes, strict=True)]
        hidden = hidden_in_cross([yes, no], self.least, known=True)
        return tuple(None if {(0, x), (1, x)} & hidden else n for x, n in enumerate(yes))

    def means(self, path: str) -> Means:
        groups: Mapping[str, list[float]] = {column: [] for column, _ in self.columns}
        for column, response in zip(self.across, self.used, strict=True):
            groups[column] += [n for n in map(to_number, response.get(path, ())) if not math.isnan(n)]
        sizes = [len(groups[column]) for column, _ in self.columns]
        hidden = hidden_cells([*sizes, max(0, len(self.used) - sum(sizes))], self.least)
        told = [None if x in hidden or not sizes[x] else spread(groups[c]) for x, (c, _) in enumerate(self.columns)]
        return Means(self.columns, tuple(told))


def spread(values: Sequence[float]) -> Numbers:
    """Mean and standard deviation of some numbers, not how many they are."""
    mean = math.fsum(values) / len(values)
    deviation = math.sqrt(math.fsum((value - mean) ** 2 for value in values) / max(1, len(values) - 1))
    return Numbers(0, round(mean * 1000), round(deviation * 1000))


def _unless(hidden: set[tuple[int, int]], y: int, x: int, count: int) -> int | None:
    return None if (y, x) in hidden else count
