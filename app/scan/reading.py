"""Reads one page of a sheet: how it lies in the picture, what each square holds, pieces of it for a person's eyes."""

import numpy as np
from numpy.typing import NDArray

from app.scan import squares
from app.scan.marks import View
from app.scan.target import Code, Crop, Found, Target

SHARP = 6.0  # samples a millimetre of a piece shown to a person
PENCIL = 0.3  # so much darker than the paper is ink
FEW = 3  # solid squares that must be seen, or nothing can be said of the page


class PageReading:
    """One page that lies in a picture."""

    def __init__(self, picture: NDArray[np.uint8], code: Code, target: Target) -> None:
        self.view = View(picture.astype(np.float32), target, code.corners)
        self.found: list[Found] = squares.read(self.view, target.squares)

    @property
    def lies(self) -> bool:
        """Whether enough of the page is seen to say where its squares are."""
        if self.view.found < FEW:
            return False
        plain = [one.sure for one in self.found]
        return not plain or float(np.median(plain)) >= squares.SEEN

    def crop(self, x: float, y: float, width: float, height: float, fine: float = SHARP) -> Crop:
        """A piece of the sheet as if it lay flat, in millimetres from its upper left corner."""
        patch = self.view.patch(x, y, width, height, fine)
        grey = np.clip(patch, 0, 255).astype(np.uint8)
        return Crop(grey.shape[1], grey.shape[0], grey.tobytes())

    def inked(self, x: float, y: float, width: float, height: float) -> float:
        """Share of a piece of the sheet that is inked."""
        patch = self.view.patch(x, y, width, height, SHARP)
        light = max(float(np.percentile(patch, 85)), 20.0)
        return float((patch < light * (1 - PENCIL)).mean())


def grey(width: int, height: int, pixels: bytes | bytearray) -> NDArray[np.uint8]:
    """A picture of three bytes a pixel (red, green, blue) in grey."""
    colours = np.frombuffer(pixels, dtype=np.uint8).reshape(height, width, 3)
    weighed = colours @ np.array([0.299, 0.587, 0.114], dtype=np.float32)
    return np.asarray(weighed.round().clip(0, 255), dtype=np.uint8)
