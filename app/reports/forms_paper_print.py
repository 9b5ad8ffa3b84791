"""Draws a laid-out questionnaire as PDF: markers at the edges and a code on every page, one sheet for each serial."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from app.reports.forms_paper import PageCode
from app.reports.forms_paper_places import (
    HEIGHT,
    LEFT,
    MARK,
    MARKS,
    POINT,
    QR,
    RIGHT,
    WIDTH,
    Box,
    Layout,
    Mark,
    Rule,
    Space,
    Words,
    nominal,
)
from app.reports.forms_paper_words import said
from app.reports.issue import Issue
from app.reports.pdf.fonts import Fonts, Role, choose
from app.reports.pdf.sheet import MM, Hand, Sheet

QUIET = 3.0  # millimetres of white around the code


@dataclass(frozen=True, slots=True)
class PrintedForms:
    """The file, its pages, and characters that no font of this machine has."""

    pdf: bytes
    pages: int
    missing: tuple[str, ...]


def print_sheets(
    layout: Layout, serials: Sequence[str] = ("",), *, practice: bool = False, fonts: Fonts | None = None
) -> PrintedForms:
    """Print one sheet for each serial; a serial of '' makes a sheet to be copied.

    Raises:
        NoUsableFontError: no font of this machine can be embedded.
    """
    fonts = fonts or choose()
    drawer = _Drawer(layout, Sheet(fonts, Issue(practice=practice), layout.questionnaire.title), practice=practice)
    for serial in serials:
        for number in range(len(layout.pages)):
            drawer.page(number, serial)
    return PrintedForms(drawer.sheet.finish(), len(layout.pages) * len(serials), fonts.missing)


class _Drawer:
    def __init__(self, layout: Layout, sheet: Sheet, *, practice: bool) -> None:
        self.layout, self.sheet, self.practice = layout, sheet, practice
        self.say = partial(said, layout.questionnaire.language)
        self.pages = len(layout.pages)

    def page(self, number: int, serial: str) -> None:
        """Draw one page."""
        self.sheet.canvas.setFillGray(0)
        half = MARK / 2
        for x, y in MARKS:
            self.sheet.canvas.rect(*_place(x - half, y + half), MARK * MM, MARK * MM, stroke=0, fill=1)
        self._code(number, serial)
        self._margins(number, serial)
        for mark in self.layout.pages[number].marks:
            self._mark(mark)
        self.sheet.turn()

    # -- what every page has -------------------------------------------------------------------------------------

    def _code(self, number: int, serial: str) -> None:
        import segno

        asked = self.layout.questionnaire
        code = PageCode(
            asked.digest[:16], self.layout.key, self.layout.look.code(), number + 1, self.pages, serial
        ).text()
        matrix = segno.make(code, error="m", micro=False, boost_error=False).matrix
        left, top, whole = QR
        side = whole / len(matrix)
        path = self.sheet.canvas.beginPath()
        for down, row in enumerate(matrix):
            for across, dark in enumerate(row):
                if dark:
                    path.rect(*_place(left + across * side, top + (down + 1) * side), side * MM, side * MM)
        self.sheet.canvas.setFillGray(0)
        self.sheet.canvas.drawPath(path, stroke=0, fill=1)

    def _margins(self, number: int, serial: str) -> None:
        asked, small, y = self.layout.questionnaire, 9.0, 20.0  # below the marker at the upper edge
        heads = [self.say("practice")] if self.practice else []
        heads += [asked.title] if number else []
        for words in heads:
            self._words(Words(LEFT, y, _cut(words, 36), "head", 11))
            y += 5.0
        for line in _lines(self.say("how-to"), small, QR[0] - QUIET - LEFT):
            self._words(Words(LEFT, y, line, "hint", small, QR[0] - QUIET - LEFT))
            y += small * POINT * 1.4
        # beside the marker at the lower edge
        self._words(Words(112, 286, self.say("page", page=number + 1, pages=self.pages), "body", 10, 50))
        if serial:
            words = said(asked.language.partition("+")[0], "serial", serial=serial)
            self._words(Words(LEFT, 283.5, words, "body", small, 78))
        tie = f"{asked.digest[:8]} · {self.layout.key}"
        self._words(Words(RIGHT - nominal(tie) * 7 * POINT, 283.5, tie, "body", 7.0, 0, 0.45))

    # -- marks ---------------------------------------------------------------------------------------------------

    def _mark(self, mark: Mark) -> None:
        if isinstance(mark, Words):
            self._words(mark)
        elif isinstance(mark, Rule):
            self.sheet.canvas.setStrokeGray(mark.grey)
            self.sheet.canvas.setLineWidth(0.5)
            self.sheet.canvas.line(*_place(mark.x, mark.y), *_place(mark.to_x, mark.to_y))
        elif isinstance(mark, Box):
            self._square(mark.x, mark.y, mark.side, mark.side, 0.8)
        else:
            self._space(mark)

    def _space(self, space: Space) -> None:
        if space.cells:
            each = space.width / space.cells
            for cell in range(space.cells):
                self._square(space.x + cell * each, space.y, each, space.height, 0.5)
        elif "#" in space.reference:
            self._square(space.x, space.y, space.width, space.height, 0.5)

    def _square(self, x: float, y: float, wide: float, tall: float, pen: float) -> None:
        self.sheet.canvas.setStrokeGray(0)
        self.sheet.canvas.setLineWidth(pen)
        self.sheet.canvas.rect(*_place(x, y + tall), wide * MM, tall * MM, stroke=1, fill=0)

    def _words(self, words: Words) -> None:
        hand = Hand(Role(words.role), words.size, words.grey)
        if words.room:
            over = self.sheet.width(words.text, hand) - words.room * MM
            if over > 0:  # a wider face than was reckoned with: closer together, so that nothing else moves
                hand = replace(hand, stretch=-over / max(len(words.text) - 1, 1))
        self.sheet.text(*_place(words.x, words.y), words.text, hand)


def _place(x: float, y: float) -> tuple[float, float]:
    """Millimetres from the upper left as points from the lower left."""
    return x * MM, (HEIGHT - y) * MM


def _cut(text: str, ems: float) -> str:
    while nominal(text) > ems:
        text = text[:-1]
    return text


def _lines(text: str, size: float, room: float) -> list[str]:
    from app.reports.pdf import breaking

    return breaking.lines(text, lambda part: nominal(part) * size * POINT, room)[:3]


__all__ = ["WIDTH", "PrintedForms", "print_sheets"]
