"""Pages of a settlement as a scanner would see them: a ruled table, numbers, strokes for words, a stamp.

Drawn point by point in memory, without a font or a library of pictures: the same bytes on every machine.
"""

import io
import struct
import zlib
from typing import BinaryIO

from app.practice.dice import Dice

WIDTH, HEIGHT = 620, 877  # A4 at 75 points an inch
PAPER, INK, PALE, RULE, RED = (247, 246, 241), (38, 40, 52), (112, 114, 124), (92, 94, 104), (196, 48, 44)
DIGITS = {
    "0": "01110 10001 10011 10101 11001 10001 01110", "1": "00100 01100 00100 00100 00100 00100 01110",
    "2": "01110 10001 00001 00110 01000 10000 11111", "3": "01110 10001 00001 00110 00001 10001 01110",
    "4": "00010 00110 01010 10010 11111 00010 00010", "5": "11111 10000 11110 00001 00001 10001 01110",
    "6": "01110 10000 11110 10001 10001 10001 01110", "7": "11111 00001 00010 00100 01000 01000 01000",
    "8": "01110 10001 01110 10001 10001 10001 01110", "9": "01110 10001 10001 01111 00001 00001 01110",
    ".": "00000 00000 00000 00000 00000 01100 01100", ",": "00000 00000 00000 00000 00110 00100 01000",
    "-": "00000 00000 00000 11111 00000 00000 00000",
}  # fmt: skip
LEFT, RIGHT, TOP, LINE, ROWS = 50, 570, 150, 40, 15
COLUMNS = (50, 90, 270, 340, 430, 500, 570)  # number, item, quantity, amount, day, signature
Colour = tuple[int, int, int]


class Sheet:
    """A page to draw on."""

    def __init__(self) -> None:
        self._rows = [bytearray(bytes(PAPER) * WIDTH) for _ in range(HEIGHT)]

    def box(self, left: int, top: int, width: int, height: int, colour: Colour) -> None:
        """Fill a box; what lies beyond the page is left out."""
        left, right = max(0, left), min(WIDTH, left + width)
        for row in self._rows[max(0, top) : max(0, top + height)]:
            row[left * 3 : right * 3] = bytes(colour) * max(0, right - left)

    def number(self, text: str, left: int, top: int, dots: int = 2, colour: Colour = INK) -> None:
        """Write digits, each point so many dots wide."""
        for place, digit in enumerate(text):
            for y, line in enumerate(DIGITS[digit].split()):
                for x, on in enumerate(line):
                    if on == "1":
                        self.box(left + (place * 6 + x) * dots, top + y * dots, dots, dots, colour)

    def strokes(self, dice: Dice, left: int, top: int, count: int) -> None:
        """Words nobody can read: small crosses of strokes, one a character."""
        for place in range(count):
            at = left + place * 14
            for y in (1, 5, 9):
                self.box(at + dice.number(0, 2), top + y, dice.number(6, 10), 1, INK)
            for x in (dice.number(2, 4), dice.number(7, 9)):
                self.box(at + x, top, 1, dice.number(8, 12), INK)

    def ring(self, x: int, y: int, radius: int, thick: int) -> None:
        """A red ring, as of a stamp, over what is there."""
        for row in range(-radius, radius + 1):
            outer = int((radius * radius - row * row) ** 0.5)
            inside = radius - thick
            inner = int((inside * inside - row * row) ** 0.5) if abs(row) < inside else -1
            for left, right in ((x - outer, x - inner), (x + inner, x + outer)):
                self.box(left, y + row, max(1, right - left), 1, RED)

    def png(self) -> BinaryIO:
        """The page as a PNG."""
        head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
        data = zlib.compress(b"".join(b"\0" + row for row in self._rows), 6)
        chunks = (b"IHDR", head), (b"IDAT", data), (b"IEND", b"")
        return io.BytesIO(b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*chunk) for chunk in chunks))


def settlement(dice: Dice, number: int, total: int, *, signed: bool) -> BinaryIO:
    """A page of a settlement, its rows adding up to ``total`` yuan; without ``signed`` the last ones lack a date."""
    sheet = Sheet()
    sheet.strokes(dice, 220, 70, 13)
    sheet.strokes(dice, 60, 112, 9)
    sheet.number(str(number), 548, 40, 2, PALE)
    for row in range(ROWS + 1):
        sheet.box(LEFT, TOP + row * LINE, RIGHT - LEFT + 1, 1, RULE)
    for column in COLUMNS:
        sheet.box(column, TOP, 1, ROWS * LINE + 1, RULE)
    for place, amount in enumerate(_amounts(dice, total), 1):
        _row(sheet, dice, place, amount, dated=signed or place < ROWS - 4)
    sheet.number(f"{total:,}", 344, TOP + (ROWS - 1) * LINE + 13)
    sheet.strokes(dice, 60, TOP + ROWS * LINE + 30, 6)
    if signed:
        sheet.ring(455, TOP + ROWS * LINE + 40, 46, 3)
    return sheet.png()


def signed_page(dice: Dice) -> BinaryIO:
    """The last page of a talk's record as it was scanned: lines of writing, the last by hand, a name, a finger mark."""
    sheet = Sheet()
    sheet.strokes(dice, 240, 70, 9)
    for line in range(19):
        sheet.strokes(dice, 60 + (0 if line % 2 else 28), 120 + line * 30, dice.number(18, 34) - (0 if line % 2 else 2))
    sheet.box(60, 706, 500, 1, PALE)
    sheet.strokes(dice, 60, 724, 21)
    sheet.strokes(dice, 380, 776, 3)
    sheet.number(dice.day(-5), 400, 806, 2, PALE)
    for ring in range(4, 17, 4):
        sheet.ring(470, 776, ring, 2)
    return sheet.png()


def _row(sheet: Sheet, dice: Dice, place: int, amount: int, *, dated: bool) -> None:
    top = TOP + place * LINE + 13
    sheet.number(str(place), 58, top)
    sheet.strokes(dice, 98, top, dice.number(6, 11))
    sheet.number(str(dice.number(2, 960)), 278, top)
    sheet.number(f"{amount:,}", 344, top)
    if dated:
        sheet.number(f"{dice.number(1, 12)}-{dice.number(10, 28)}", 436, top)
        sheet.strokes(dice, 508, top, 3)


def _amounts(dice: Dice, total: int) -> list[int]:
    """Amounts of the rows between head and sum, which they add up to."""
    weights = [dice.number(2, 20) for _ in range(ROWS - 2)]
    amounts = [total * weight // sum(weights) for weight in weights]
    return [*amounts[:-1], total - sum(amounts[:-1])]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
