"""The tables are attacked as a curious reader would: by subtraction, line by line and all lines together."""

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms.suppression import hidden_cells, hidden_in_cross

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
