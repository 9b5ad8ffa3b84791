"""What is looked for on a page, in millimetres from its upper left corner, and what was found there."""

from dataclasses import dataclass, field

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Square:
    """A printed square to be ticked: its upper left corner, its side, and how far it is white around it."""

    x: float
    y: float
    side: float
    white: tuple[float, float, float, float] = (1.6, 1.7, 1.3, 1.7)  # left, above, right, below


@dataclass(frozen=True, slots=True)
class Target:
    """One page: its solid marks (middles, one side for all), its code (left, top, side), its squares."""

    width: float
    height: float
    marks: tuple[Place, ...]
    mark: float
    code: tuple[float, float, float]
    squares: tuple[Square, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A code found in a picture: what it says, and its corners in pixels, upper left first, clockwise."""

    text: str
    corners: tuple[Place, Place, Place, Place]


@dataclass(frozen=True, slots=True)
class Found:
    """What one square holds.

    ``sure`` says how well its outline was seen (0 to 1), ``ink`` how much of its inside is inked, ``round`` how much
    of the white around it is.
    """

    sure: float
    ink: float
    round: float


@dataclass(frozen=True, slots=True)
class Crop:
    """A piece of a page as it lies, grey, one byte a pixel, row by row."""

    width: int
    height: int
    pixels: bytes = field(repr=False)
