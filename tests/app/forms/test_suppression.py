"""The tables are attacked as a curious reader would: by subtraction, line by line and all lines together."""

import itertools
import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.ranges import Count, Ranges
from app.forms.suppression import hidden_cells, hidden_in_cross, hidden_totals

LEAST = 5
COUNTS = st.lists(st.integers(0, 12), min_size=2, max_size=7)
GRIDS = st.integers(2, 5).flatmap(
    lambda width: st.lists(st.lists(st.integers(0, 9), min_size=width, max_size=width), min_size=2, max_size=5)
)


@given(COUNTS)
def test_no_small_cell_of_a_line_shows_or_follows_from_the_sum(counts):
    hidden = hidden_cells(counts, LEAST)
    assert all(at in hidden for at, count in enumerate(counts) if 0 < count < LEAST)
    if hidden and len(hidden) < len(counts):
        assert len(hidden) >= 2
    if hidden and sum(counts) >= LEAST:
        # what is left when all that shows is taken away is a group again
        assert sum(counts[at] for at in hidden) >= LEAST or len(hidden) == len(counts)


@given(COUNTS)
def test_nothing_is_hidden_where_nothing_is_small(counts):
    large = [count * 5 for count in counts]
    assert hidden_cells(large, LEAST) == set()


def equations(counts, hidden):
    """Every sum a reader knows, over the cells he does not: one row of factors each."""
    height, width = len(counts), len(counts[0])
    unknown = sorted(hidden)
    place = {cell: at for at, cell in enumerate(unknown)}
    lines = [[(r, c) for c in range(width)] + [(r, width)] for r in range(height + 1)]
    lines += [[(r, c) for r in range(height)] + [(height, c)] for c in range(width + 1)]
    rows = []
    for line in lines:
        row = [Fraction(0)] * len(unknown)
        for number, cell in enumerate(line):
            if cell in place:
                row[place[cell]] += -1 if number == len(line) - 1 else 1
        rows.append(row)
    return rows, unknown


def solved(rows, size):
    """Unknowns that have one solution only: unit rows of the reduced form."""
    rows = [row[:] for row in rows]
    pivot_row, fixed = 0, set()
    for column in range(size):
        found = next((r for r in range(pivot_row, len(rows)) if rows[r][column]), None)
        if found is None:
            continue
        rows[pivot_row], rows[found] = rows[found], rows[pivot_row]
        factor = rows[pivot_row][column]
        rows[pivot_row] = [value / factor for value in rows[pivot_row]]
        for r, row in enumerate(rows):
            if r != pivot_row and row[column]:
                times = row[column]
                rows[r] = [a - times * b for a, b in zip(row, rows[pivot_row], strict=True)]
        pivot_row += 1
    for row in rows:
        at = [column for column, value in enumerate(row) if value]
        if len(at) == 1:
            fixed.add(at[0])
    return fixed


def exposed(counts):
    """Small cells that show, and hidden small cells that follow from what shows."""
    hidden = hidden_in_cross(counts, LEAST)
    height, width = len(counts), len(counts[0])
    grid = [[*row, sum(row)] for row in counts]
    grid.append([sum(grid[r][c] for r in range(height)) for c in range(width + 1)])
    small = {(r, c) for r in range(height + 1) for c in range(width + 1) if 0 < grid[r][c] < LEAST}
    small.discard((height, width))
    rows, unknown = equations(counts, hidden)
    return (small - hidden) | {unknown[at] for at in solved(rows, len(unknown)) if unknown[at] in small}


@given(GRIDS)
def test_no_small_cell_of_a_cross_table_can_be_computed_back(counts):
    assert exposed(counts) == set()


def test_the_attack_itself_finds_what_hiding_one_cell_alone_would_give_away():
    rows, unknown = equations([[2, 9], [9, 9]], {(0, 0)})
    assert {unknown[at] for at in solved(rows, len(unknown))} == {(0, 0)}


@pytest.mark.parametrize("seed", range(5))
def test_a_county_of_villages_gives_nothing_away(seed):
    draw = random.Random(seed)  # noqa: S311 - the same in every run
    counts = [[draw.choice((0, 0, 1, 3, 6, 12, 40)) for _ in range(5)] for _ in range(12)]
    assert exposed(counts) == set()


# -- attacked by trying every table that agrees with what shows ----------------------------------------------------


def possible(grid, hidden, at=0):
    """Every filling of the hidden cells that agrees with all margins: what a patient reader would list."""
    order = sorted(hidden)
    rows = {r: sum(grid[r][c] for y, c in order if y == r) for r, _ in order}
    columns = {c: sum(grid[r][c] for r, x in order if x == c) for _, c in order}

    def fill(at, rows, columns):
        if at == len(order):
            if not any(rows.values()) and not any(columns.values()):
                yield ()
            return
        r, c = order[at]
        for value in range(min(rows[r], columns[c]) + 1):
            yield from (
                (value, *rest)
                for rest in fill(at + 1, {**rows, r: rows[r] - value}, {**columns, c: columns[c] - value})
            )

    return order, fill(0, rows, columns)


def found_out(grid, hidden):
    """Small cells of which the list leaves one value only, or nothing but one to four."""
    order, fillings = possible(grid, hidden)
    seen = [set() for _ in order]
    for filling in fillings:
        for place, value in enumerate(filling):
            seen[place].add(value)
    small = {at for at, (r, c) in enumerate(order) if 0 < grid[r][c] < LEAST}
    return [order[at] for at in small if len(seen[at]) == 1 or (0 not in seen[at] and max(seen[at]) < LEAST)]


def with_told_margins(draw, height, width):
    while True:
        grid = [[draw.choice((0, 0, 1, 2, 5)) for _ in range(width)] for _ in range(height)]
        sums = [*map(sum, grid), *map(sum, zip(*grid, strict=True))]
        if all(total == 0 or total >= LEAST for total in sums):
            return grid


@pytest.mark.parametrize("seed", range(12))
def test_trying_every_table_finds_no_small_cell_when_the_margins_are_told(seed):
    draw = random.Random(seed)  # noqa: S311 - the same in every run
    grid = with_told_margins(draw, 3, 3)
    hidden = hidden_in_cross(grid, LEAST, known=True)
    assert not any(0 < grid[r][c] < LEAST for r in range(3) for c in range(3) if (r, c) not in hidden)
    assert found_out(grid, hidden) == []


def test_the_patient_reader_does_find_what_hiding_line_by_line_alone_gives_away():
    # each line hides two cells of five or more, and yet: no filling leaves the 1 at nothing
    grid = [[1, 4, 0], [4, 20, 9], [9, 6, 30]]
    lines = {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert found_out(grid, lines - {(1, 1), (0, 1)}) == [(0, 0), (1, 0)]
    assert found_out(grid, hidden_in_cross(grid, LEAST, known=True)) == []


@pytest.mark.parametrize("seed", range(15))
def test_ranges_are_those_of_trying_everything(seed):
    draw = random.Random(seed)  # noqa: S311 - the same in every run
    grid = [[draw.randint(0, 3) for _ in range(3)] for _ in range(3)]
    hidden = {(r, c) for r in range(3) for c in range(3) if draw.random() < 0.7}
    order, fillings = possible(grid, hidden)
    listed = list(fillings)
    ranges = Ranges({(r, c): Count(("row", r), ("column", c), grid[r][c]) for r, c in hidden})
    for at, cell in enumerate(order):
        values = {filling[at] for filling in listed}
        assert ranges.of(cell) == (min(values), max(values))


# -- places and their total ----------------------------------------------------------------------------------------


def places(draw, many, lines=4):
    """Counts of some places and which cells each tells, as its own table decides."""
    counts, told = [], []
    for _ in range(many):
        while sum(line := [draw.choice((0, 1, 2, 4, 6)) for _ in range(lines)]) < LEAST:
            pass
        hidden = hidden_cells(line, LEAST)
        counts.append(line)
        told.append([at not in hidden for at in range(lines)])
    return counts, told


def fillings(line, told):
    """What a place's own table leaves possible."""
    unknown = [at for at, shows in enumerate(told) if not shows]
    total = sum(line[at] for at in unknown)
    for guess in itertools.product(range(total + 1), repeat=max(0, len(unknown) - 1)):
        if unknown and sum(guess) <= total:
            values = dict(zip(unknown, (*guess, total - sum(guess)), strict=True))
            yield tuple(values.get(at, line[at]) for at in range(len(line)))
    if not unknown:
        yield tuple(line)


def exposed_by_totals(counts, told, totals):
    """Cells found out by whoever holds every place's table and these totals: pairs (how many places, lines told)."""
    seen = [[set() for _ in line] for line in counts]
    for guess in itertools.product(*(list(fillings(line, t)) for line, t in zip(counts, told, strict=True))):
        if all(
            sum(guess[p][line] for p in range(many)) == sum(counts[p][line] for p in range(many))
            for many, lines in totals
            for line in lines
        ):
            for p, row in enumerate(guess):
                for at, value in enumerate(row):
                    seen[p][at].add(value)
    return [
        (p, at)
        for p, row in enumerate(counts)
        for at, value in enumerate(row)
        if 0 < value < LEAST and (len(seen[p][at]) == 1 or (0 not in seen[p][at] and max(seen[p][at]) < LEAST))
    ]


@pytest.mark.parametrize("seed", range(8))
def test_a_total_less_its_villages_gives_no_village_away(seed):
    draw = random.Random(seed)  # noqa: S311 - the same in every run
    counts, told = places(draw, 3)
    hidden = hidden_totals([counts], lambda _, p, at: told[p][at], LEAST)
    lines = set(range(4)) - hidden
    assert all(not 0 < sum(place[at] for place in counts) < LEAST for at in lines)
    assert exposed_by_totals(counts, told, [(3, lines)]) == []


@pytest.mark.parametrize("seed", range(8))
def test_a_total_before_and_after_a_village_came_gives_it_not_away(seed):
    draw = random.Random(1000 + seed)  # noqa: S311 - the same in every run
    counts, told = places(draw, 3)
    shown = lambda batch, p, at: told[p if batch == 0 else 2][at]  # noqa: E731
    before = set(range(4)) - hidden_totals([counts[:2]], shown, LEAST)
    after = set(range(4)) - hidden_totals([counts[:2], counts[2:]], shown, LEAST)
    assert exposed_by_totals(counts, told, [(2, before), (3, after)]) == []


def test_telling_every_total_would_give_a_village_away():
    counts = [[20, 2, 8, 0], [30, 9, 6, 0], [12, 10, 7, 0]]
    told = [[at not in hidden_cells(line, LEAST) for at in range(4)] for line in counts]
    assert exposed_by_totals(counts, told, [(3, {0, 1, 2, 3})])
    hidden = hidden_totals([counts], lambda _, p, at: told[p][at], LEAST)
    assert exposed_by_totals(counts, told, [(3, {0, 1, 2, 3} - hidden)]) == []
