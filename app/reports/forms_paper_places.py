"""What stands on a page of a printed questionnaire, in millimetres from its upper left corner, and how wide a text is.

Widths are nominal, so that no machine's font moves a box.
"""

import unicodedata
from dataclasses import dataclass

from app.reports.forms_paper import Look, Questionnaire

WIDTH, HEIGHT = 210.0, 297.0
LEFT, RIGHT = 20.0, 190.0
TOP, FLOOR = 42.0, 279.0
MARK = 6.0  # side of the solid squares at the edges
QR = (166.0, 16.0, 22.0)  # left, top and side of the code with its modules only
MARKS = tuple((x, y) for y in (12.0, 148.5, 285.0) for x in (12.0, 105.0, 198.0) if (x, y) != (105.0, 148.5))
POINT = 25.4 / 72
NARROW = frozenset("iljtfrI.,;:'!|()[] ")
WIDE = frozenset("mwMW@%")


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text on its baseline; ``room`` is its nominal width, which a wider face is squeezed into."""

    x: float
    y: float
    text: str
    role: str = "body"
    size: float = 11
    room: float = 0
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Box:
    """A square to be ticked: which answer, which value, which digit stands beside it."""

    x: float
    y: float
    side: float
    reference: str
    value: str
    digit: int


@dataclass(frozen=True, slots=True)
class Space:
    """A place to write in, ``cells`` of it or one."""

    x: float
    y: float
    width: float
    height: float
    reference: str
    cells: int = 0


Mark = Words | Rule | Box | Space


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    marks: tuple[Mark, ...]

    def boxes(self) -> tuple[Box, ...]:
        """What can be ticked, in the order of the questions."""
        return tuple(mark for mark in self.marks if isinstance(mark, Box))

    def spaces(self) -> tuple[Space, ...]:
        """What can be written in."""
        return tuple(mark for mark in self.marks if isinstance(mark, Space))


@dataclass(frozen=True, slots=True)
class Layout:
    """Every page of one questionnaire in one look. ``key`` (8 hex) names where its boxes are."""

    questionnaire: Questionnaire
    look: Look
    pages: tuple[Page, ...]
    key: str


def nominal(text: str) -> float:
    """Width of a text in ems, as every machine reckons it."""
    return sum(_ems(character) for character in text)


def _ems(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA" or ord(character) > 0x2E80:
        return 1.0
    if character in WIDE:
        return 0.95
    if character in NARROW:
        return 0.38
    return 0.7 if character.isupper() else 0.58
