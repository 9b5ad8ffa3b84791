"""Which cells of a table to hide so that no small group shows, and none can be computed back."""

from collections.abc import Callable, Hashable, Sequence

from app.forms.ranges import Count, Ranges, told

Hidden = set[tuple[int, int]]


def small(count: int, least: int) -> bool:
    """Whether a count points at few: one to ``least`` - 1. Nobody is nobody."""
    return 0 < count < least


def hidden_cells(counts: Sequence[int], least: int) -> set[int]:
    """Cells of a line whose sum is known: the small ones, and enough others that no hidden one follows from the sum."""
    hidden = {at for at, count in enumerate(counts) if small(count, least)}
    return _covered(counts, hidden, least)


def _covered(counts: Sequence[int], hidden: set[int], least: int) -> set[int]:
    """Hide more, smallest first, until the hidden ones are at least two and together a group of ``least``."""
    hidden = set(hidden)
    while hidden and (len(hidden) < 2 or sum(counts[at] for at in hidden) < least):
        rest = sorted((count, at) for at, count in enumerate(counts) if at not in hidden)
        if not rest:
            break
        # a zero beside a hidden cell hides nothing while its neighbours can be guessed; a filled one does
        filled = [pair for pair in rest if pair[0]] or rest
        hidden.add(filled[0][1])
    return hidden


def hidden_in_cross(counts: Sequence[Sequence[int]], least: int, *, known: bool = False) -> Hidden:
    """Cells of a cross table to hide, its margins included: row ``len(counts)``, column ``len(counts[0])``.

    The grand total is known. With ``known`` the margins are too, because they were told elsewhere: then none is small,
    and only cells inside are hidden.
    """
    table = _Table(counts, least, known=known)
    table.hide_by_lines()
    table.hide_by_ranges()
    return table.hidden


class _Table:
    def __init__(self, counts: Sequence[Sequence[int]], least: int, *, known: bool) -> None:
        self.height, self.width = len(counts), len(counts[0]) if counts else 0
        self.least, self.known = least, known
        self.grid = [[*row, sum(row)] for row in counts]
        self.grid.append([sum(self.grid[r][c] for r in range(self.height)) for c in range(self.width + 1)])
        tall, wide = (self.height, self.width) if known else (self.height + 1, self.width + 1)
        self.open = {(r, c) for r in range(tall) for c in range(wide)} - {(self.height, self.width)}
        self.hidden: Hidden = {(r, c) for r, c in self.open if small(self.grid[r][c], least)}

    def hide_by_lines(self) -> None:
        """In each line, hide what its sum would give away."""
        while True:
            more = set(self.hidden)
            for r in range(self.height + 1):
                more |= {(r, c) for c in self._line(self.grid[r], {c for y, c in more if y == r})}
            for c in range(self.width + 1):
                line = [row[c] for row in self.grid]
                more |= {(r, c) for r in self._line(line, {y for y, x in more if x == c})}
            more &= self.open
            if more == self.hidden:
                return
            self.hidden = more

    def _line(self, cells: Sequence[int], hidden: set[int]) -> set[int]:
        """One line with its sum in the last place: the sum is hidden only if it is small itself."""
        if not hidden:
            return hidden
        if len(cells) - 1 in hidden:
            # the sum is unknown, so one hidden cell beside it cannot be computed
            return hidden if len(hidden) > 1 else hidden | _covered(cells[:-1], {_smallest(cells)}, self.least)
        return _covered(cells[:-1], hidden, self.least)

    def hide_by_ranges(self) -> None:
        """Hide more until all sums together leave every small cell open, as exact ranges say."""
        while (given := self._given_away()) is not None:
            r, c = given
            near = sorted(
                (self.grid[y][x] == 0, self.grid[y][x], y, x)
                for y, x in self.open - self.hidden
                if (y == r or x == c) and y < self.height and x < self.width
            ) or sorted((self.grid[y][x] == 0, self.grid[y][x], y, x) for y, x in self.open - self.hidden)
            if not near:
                return
            self.hidden.add(near[0][2:])
            self.hide_by_lines()

    def _given_away(self) -> tuple[int, int] | None:
        ranges = Ranges({cell: self._count(*cell) for cell in self.hidden})
        doubtful = sorted(cell for cell in self.hidden if small(self.grid[cell[0]][cell[1]], self.least))
        return next((cell for cell in doubtful if told(ranges.of(cell), self.least)), None)

    def _count(self, r: int, c: int) -> Count:
        value = self.grid[r][c]
        if r == self.height:  # a total of a column is what its cells flow into
            return Count(("column", c), "columns", value)
        if c == self.width:
            return Count("rows", ("row", r), value)
        return Count(("row", r), ("column", c), value)


def _smallest(cells: Sequence[int]) -> int:
    filled = [(count, at) for at, count in enumerate(cells[:-1]) if count] or [(0, 0)]
    return min(filled)[1]


def hidden_totals(
    parts: Sequence[Sequence[Sequence[int]]], shown: Callable[[int, int, int], bool], least: int
) -> set[int]:
    """Lines whose total to hide, when each place's own cells are told already and must stay as they are.

    ``parts[batch][place][line]`` are counts: places were added to the total batch by batch, and every total so far was
    told. ``shown(batch, place, line)`` says whether a place tells that cell. What a place hides stays in a range even
    for a reader who holds its own table, every total and every earlier total; hiding all totals of lines in which some
    place hides a cell is always enough, since such totals add nothing to what is told.
    """
    lines = len(parts[0][0]) if parts and parts[0] else 0
    totals = _Totals(parts, shown, least, lines)
    return totals.hidden()


class _Totals:
    def __init__(
        self, parts: Sequence[Sequence[Sequence[int]]], shown: Callable[[int, int, int], bool], least: int, lines: int
    ) -> None:
        self.parts, self.shown, self.least, self.lines = parts, shown, least, lines
        self.told: list[set[int]] = []

    def hidden(self) -> set[int]:
        """Batch by batch, as the totals were told one after the other; the last is the one asked for."""
        for batch in range(len(self.parts)):
            self.told.append({line for line in range(self.lines) if self._tellable(line, batch)})
            while self._told_too_much():
                risky = [(self._secret(line), line) for line in self.told[-1] if self._covers(line)]
                if not risky:
                    break
                self.told[-1].discard(min(risky)[1])
        return set(range(self.lines)) - (self.told[-1] if self.told else set())

    def _tellable(self, line: int, batch: int) -> bool:
        """Neither a small total, nor one that tells of a few by what its places already tell."""
        secret = sum(self.parts[b][p][line] for b, p in self._since(line, batch))
        return not small(self._total(line, batch), self.least) and not small(secret, self.least)

    def _since(self, line: int, batch: int) -> list[tuple[int, int]]:
        """Hidden cells that came to a line after its total was told last."""
        before = max((b for b in range(batch) if line in self.told[b]), default=-1)
        return [
            (b, place)
            for b in range(before + 1, batch + 1)
            for place in range(len(self.parts[b]))
            if not self.shown(b, place, line)
        ]

    def _total(self, line: int, batch: int) -> int:
        return sum(place[line] for part in self.parts[: batch + 1] for place in part)

    def _cells(self, line: int) -> list[tuple[int, int]]:
        """Hidden cells of a line up to the newest batch."""
        return [
            (batch, place)
            for batch in range(len(self.told))
            for place in range(len(self.parts[batch]))
            if not self.shown(batch, place, line)
        ]

    def _covers(self, line: int) -> bool:
        return bool(self._cells(line)) or small(self._total(line, len(self.told) - 1), self.least)

    def _secret(self, line: int) -> int:
        return sum(self.parts[batch][place][line] for batch, place in self._cells(line))

    def _told_too_much(self) -> bool:
        counts = self._counts()
        ranges = Ranges(counts)
        doubtful = [name for name, count in counts.items() if small(count.value, self.least)]
        return any(told(ranges.of(name), self.least) for name in doubtful)

    def _counts(self) -> dict[Hashable, Count]:
        """Cells flow from their place into their line's running total, and that into the next one's."""
        found: dict[Hashable, Count] = {}
        newest = len(self.told) - 1
        for line in range(self.lines):
            for batch, place in self._cells(line):
                value = self.parts[batch][place][line]
                found["cell", batch, place, line] = Count(("place", batch, place), ("line", batch, line), value)
            for batch in range(newest + 1):
                if line in self.told[batch]:
                    continue
                # not told: what ran up so far flows on, at the end into the number of all responses, which is known
                hidden = sum(self.parts[b][p][line] for b, p in self._cells(line) if b <= batch)
                since = max((b for b in range(batch + 1) if line in self.told[b]), default=-1)
                told_before = sum(self.parts[b][p][line] for b, p in self._cells(line) if b <= since)
                goal = ("line", batch + 1, line) if batch < newest else "all"
                found["total", batch, line] = Count(("line", batch, line), goal, hidden - told_before)
        return found
