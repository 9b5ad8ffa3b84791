"""How far it is white around each box of a printed page: there, any ink is somebody's."""

from collections.abc import Iterator

from app.reports.forms_paper_places import POINT, Box, Mark, Page, Rule, Words

MOST, LEAST, AIR = 3.5, 0.8, 0.35  # millimetres that are looked at, that always are, and that are left to a neighbour
Sides = tuple[float, float, float, float]
"""Left, above, right, below; of a rectangle: its edges."""


def whites(page: Page) -> list[Sides]:
    """Return the white around each box of a page, in the order of its boxes."""
    held = [(mark, _edges(mark)) for mark in page.marks]
    return [_white(box, _edges(box), held) for box in page.boxes()]


def _white(box: Box, own: Sides, held: list[tuple[Mark, Sides]]) -> Sides:
    """Shrink the white until nothing printed is left in it, each time on the side that loses least."""
    white = [MOST] * 4
    for mark, edges in held:
        # what is ticked in another box may reach half-way to here
        if mark is box or not _meet(own, [2 * side for side in white] if isinstance(mark, Box) else white, edges):
            continue
        gaps = [gap / 2 if isinstance(mark, Box) else gap - AIR for gap in _gaps(own, edges)]
        side = max(range(4), key=gaps.__getitem__)
        white[side] = max(LEAST, min(white[side], gaps[side]))
    return white[0], white[1], white[2], white[3]


def _gaps(own: Sides, other: Sides) -> Iterator[float]:
    yield own[0] - other[2]
    yield own[1] - other[3]
    yield other[0] - own[2]
    yield other[1] - own[3]


def _meet(own: Sides, white: list[float], other: Sides) -> bool:
    return (
        own[0] - white[0] < other[2]
        and other[0] < own[2] + white[2]
        and own[1] - white[1] < other[3]
        and other[1] < own[3] + white[3]
    )


def _edges(mark: Mark) -> Sides:
    if isinstance(mark, Words):
        high = mark.size * POINT
        return mark.x, mark.y - 0.9 * high, mark.x + mark.room, mark.y + 0.25 * high
    if isinstance(mark, Rule):
        return mark.x, mark.y - 0.2, mark.to_x, mark.to_y + 0.2
    if isinstance(mark, Box):
        return mark.x, mark.y, mark.x + mark.side, mark.y + mark.side
    return mark.x, mark.y, mark.x + mark.width, mark.y + mark.height
