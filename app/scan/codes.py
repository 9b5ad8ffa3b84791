"""The codes in a picture, whichever way it is turned."""

import numpy as np
from numpy.typing import NDArray

from app.scan.target import Code, Place


def find(picture: NDArray[np.uint8]) -> list[Code]:
    """Return every QR code of a grey picture."""
    import zxingcpp

    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return [_code(one) for one in found if one.valid]


def _code(one: object) -> Code:
    at = one.position  # type: ignore[attr-defined] # a position of zxingcpp
    corners = (_place(at.top_left), _place(at.top_right), _place(at.bottom_right), _place(at.bottom_left))
    return Code(str(one.text), corners)  # type: ignore[attr-defined]


def _place(point: object) -> Place:
    return float(point.x), float(point.y)  # type: ignore[attr-defined]
