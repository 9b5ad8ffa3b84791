"""Which cells of a table to hide so that no small group shows, and none can be computed back."""

from collections.abc import Sequence

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


def hidden_in_cross(counts: Sequence[Sequence[int]], least: int) -> Hidden:
    """Cells of a cross table to hide, its margins included: row ``len(counts)``, column ``len(counts[0])``.

    The grand total is known.
    """
    height, width = len(counts), len(counts[0]) if counts else 0
    grid = [[*row, sum(row)] for row in counts]
    grid.append([sum(grid[r][c] for r in range(height)) for c in range(width + 1)])
    hidden = {
        (r, c)
        for r in range(height + 1)
        for c in range(width + 1)
        if small(grid[r][c], least) and (r, c) != (height, width)
    }
    while True:
        more = set(hidden)
        for r in range(height + 1):
            more |= {
                (r, c) for c in _line([grid[r][c] for c in range(width + 1)], {c for y, c in more if y == r}, least)
            }
        for c in range(width + 1):
            more |= {
                (r, c) for r in _line([grid[r][c] for r in range(height + 1)], {y for y, x in more if x == c}, least)
            }
        more.discard((height, width))
        if more == hidden:
            return hidden
        hidden = more


def _line(cells: Sequence[int], hidden: set[int], least: int) -> set[int]:
    """One line with its sum in the last place: the sum is hidden only if it is small itself."""
    if not hidden:
        return hidden
    if len(cells) - 1 in hidden:
        # the sum is unknown, so one hidden cell beside it cannot be computed
        return hidden if len(hidden) > 1 else hidden | _covered(cells[:-1], {_smallest(cells)}, least)
    return _covered(cells[:-1], hidden, least)


def _smallest(cells: Sequence[int]) -> int:
    filled = [(count, at) for at, count in enumerate(cells[:-1]) if count] or [(0, 0)]
    return min(filled)[1]
