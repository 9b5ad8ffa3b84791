"""An A4 sheet: drawing text in the chosen fonts, and what every sheet carries besides its own words."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from app.reports.issue import Issue
from app.reports.pdf import breaking
from app.reports.pdf.fonts import BOXES, Fonts, Role

MM = 72 / 25.4
WIDTH, HEIGHT = 210 * MM, 297 * MM
LEFT, RIGHT = 28 * MM, 184 * MM  # the 156 mm of GB/T 9704
TOP = 260 * MM  # 37 mm below the upper edge
MEASURE = RIGHT - LEFT
INK, GREY, FAINT, GHOST = 0.0, 0.35, 0.72, 0.90

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class Hand:
    """How a piece of text is written; ``stretch`` is added between characters, in points."""

    role: Role = Role.BODY
    size: float = 12
    grey: float = INK
    bold: bool = False
    stretch: float = 0


PLAIN = Hand()
SMALL = Hand(size=8, grey=GREY)


class Sheet:
    """Sheets of one paper. Points, origin at the lower left, y is a baseline."""

    def __init__(self, fonts: Fonts, issue: Issue, title: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self.fonts, self.issue = fonts, issue
        self._out = io.BytesIO()
        # invariant: the same paper gives the same bytes, and no clock or machine is told in the file
        more: Any = {"initialFontName": fonts[Role.BODY].name}  # else every page names Helvetica; the stubs say float
        self.canvas: Canvas = Canvas(self._out, pagesize=(WIDTH, HEIGHT), invariant=1, **more)
        self.canvas.setTitle(title)
        self.canvas.setAuthor("Satchel")

    def finish(self) -> bytes:
        """Return the finished file."""
        self.canvas.save()
        return self._out.getvalue()

    # -- text ----------------------------------------------------------------------------------------------------

    def width(self, text: str, hand: Hand = PLAIN) -> float:
        """Width of a text."""
        return self.fonts[hand.role].width(text, hand.size) + hand.stretch * max(len(text) - 1, 0)

    def wrap(self, text: str, hand: Hand, first: float, rest: float | None = None) -> list[str]:
        """Break one paragraph into lines."""
        return breaking.lines(text, lambda part: self.width(part, hand), first, rest)

    def text(self, x: float, y: float, text: str, hand: Hand = PLAIN, align: Align = "left") -> float:
        """Draw one line and return where it ends."""
        x -= {"left": 0.0, "centre": 0.5, "right": 1.0}[align] * self.width(text, hand)
        self.canvas.setFillGray(hand.grey)
        self.canvas.setStrokeGray(hand.grey)
        for part in _parts(text):
            if part in BOXES:
                self._box(x, y, hand.size, ticked=part == BOXES[1])
                x += hand.size + hand.stretch
            else:
                x = self._run(x, y, part, hand)
        return x

    def _run(self, x: float, y: float, text: str, hand: Hand) -> float:
        for font, run in self.fonts[hand.role].pieces(text):
            ink = self.canvas.beginText(x, y)
            ink.setFont(font, hand.size)
            ink.setCharSpace(hand.stretch)
            if hand.bold:  # no bold face of 宋体 is at hand everywhere: the outline is drawn a little thicker
                ink.setTextRenderMode(2)
                self.canvas.setLineWidth(hand.size / 45)
            ink.textOut(run)
            if hand.bold:
                ink.setTextRenderMode(0)
            self.canvas.drawText(ink)
            x += self.fonts[hand.role].width(run, hand.size) + hand.stretch * len(run)
        return x

    def _box(self, x: float, y: float, size: float, *, ticked: bool) -> None:
        side = size * 0.72
        left, low = x + (size - side) / 2, y - size * 0.06
        self.canvas.setLineWidth(0.7)
        self.canvas.rect(left, low, side, side)
        if ticked:
            self.canvas.setLineWidth(1.2)
            tick = self.canvas.beginPath()
            tick.moveTo(left + side * 0.16, low + side * 0.52)
            tick.lineTo(left + side * 0.42, low + side * 0.20)
            tick.lineTo(left + side * 0.88, low + side * 0.88)
            self.canvas.drawPath(tick)

    # -- lines ---------------------------------------------------------------------------------------------------

    def rule(self, x: float, y: float, until: float, width: float = 0.6, grey: float = INK) -> None:
        """Draw a level line."""
        self.canvas.setLineWidth(width)
        self.canvas.setStrokeGray(grey)
        self.canvas.line(x, y, until, y)

    def upright(self, x: float, y: float, until: float, width: float = 0.6, grey: float = INK) -> None:
        """Draw an upright line."""
        self.canvas.setLineWidth(width)
        self.canvas.setStrokeGray(grey)
        self.canvas.line(x, y, x, until)

    def stroke(self, points: Sequence[tuple[float, float]], width: float = 1.0) -> None:
        """Draw one broken line through these points."""
        self.canvas.setLineWidth(width)
        self.canvas.setStrokeGray(INK)
        path = self.canvas.beginPath()
        path.moveTo(*points[0])
        for point in points[1:]:
            path.lineTo(*point)
        self.canvas.drawPath(path)

    def blank(self, x: float, y: float, label: str, until: float, hand: Hand = PLAIN) -> None:
        """Draw a label and the line on which somebody writes."""
        end = self.text(x, y, label, hand)
        self.rule(end + 2, y - 2.5, until)

    # -- what every sheet carries --------------------------------------------------------------------------------

    def background(self) -> None:
        """Draw the watermark; to be called first on every sheet, so that everything else lies above it."""
        if words := self.issue.watermark:
            self._repeated(words)
        if self.issue.practice:
            self._practice()

    def _repeated(self, words: str) -> None:
        self.canvas.saveState()
        self.canvas.rotate(30)
        hand = Hand(Role.HEAD, 11, GHOST)
        step = self.width(words, hand) + 60
        for row, y in enumerate(range(-280, 760, 105)):
            x = -40 - (row % 2) * step / 2
            while x < 1000:
                self.text(x, y, words, hand)
                x += step
        self.canvas.restoreState()

    def _practice(self) -> None:
        self.canvas.saveState()
        self.canvas.transform(1, 0, 0, 1, WIDTH / 2, HEIGHT / 2)
        self.canvas.rotate(52)
        self.text(0, -70, "演练", Hand(Role.HEAD, 200, 0.93), "centre")
        self.canvas.restoreState()

    def margins(self, page: int, pages: int, y: float = 20 * MM) -> None:
        """Draw what stands in the margins: mark, copy number, practice, page number, the line tying it to the journal.

        ``pages`` 0 leaves both numbers to be written by hand.
        """
        head = HEIGHT - 24 * MM
        self.text(LEFT, head, self.issue.mark, Hand(Role.HEAD, 14))
        self.text(RIGHT, head, self.issue.copy_words, PLAIN, "right")
        if self.issue.practice:
            # a line above: a mark and the words of a later copy leave no room between them
            self.text(WIDTH / 2, head + 7 * MM, "【演练】不作正式材料使用", Hand(Role.HEAD), "centre")
        numbers = f"第 {page} 页　共 {pages} 页" if pages else "第＿＿页　共＿＿页"
        self.text(WIDTH / 2, y, numbers, Hand(Role.TITLE, 10.5), "centre")
        self.text(WIDTH / 2, y - 5 * MM, self.issue.trace, SMALL, "centre")

    def turn(self) -> None:
        """Go on to the next sheet."""
        self.canvas.showPage()


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    for character in text:
        if character in BOXES or not parts or parts[-1] in BOXES:
            parts.append(character)
        else:
            parts[-1] += character
    return parts
