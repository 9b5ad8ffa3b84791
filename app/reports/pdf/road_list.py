"""How far everything of a village has come (交接进度清单) as PDF: the list that people otherwise keep on paper."""

from collections.abc import Sequence

from app.reports.issue import Issue
from app.reports.pdf.fonts import Fonts, Role, choose
from app.reports.pdf.interview import Printed
from app.reports.pdf.sheet import LEFT, MM, RIGHT, TOP, Hand, Sheet
from app.reports.pdf.slip_parts import FLOOR, TITLE, Pen, next_page

CELL, HEAD = Hand(Role.BODY, 9.5), Hand(Role.HEAD, 9.5)
COLUMNS = (LEFT, LEFT + 30 * MM, LEFT + 54 * MM, LEFT + 110 * MM, LEFT + 130 * MM)  # state, kind, what, who, saved
LINE = 12.5


def print_list(
    title: str, header: Sequence[str], lines: Sequence[Sequence[str]], issue: Issue, fonts: Fonts | None = None
) -> Printed:
    """Print a list of five columns, its head on every sheet.

    Raises:
        NoUsableFontError: no font of this machine can be embedded.
    """
    fonts = fonts or choose()
    pages = _drawn(title, header, lines, Sheet(fonts, issue, title), 0)[1]
    pdf, _ = _drawn(title, header, lines, Sheet(fonts, issue, title), pages)
    return Printed(pdf, pages, fonts.missing)


def _drawn(
    title: str, header: Sequence[str], lines: Sequence[Sequence[str]], sheet: Sheet, pages: int
) -> tuple[bytes, int]:
    pen = Pen(sheet, TOP - 8 * MM, pages=pages)
    sheet.background()
    sheet.text((LEFT + RIGHT) / 2, pen.y, title, TITLE, "centre")
    pen.down(8 * MM)
    _row(pen, header, HEAD)
    for line in lines:
        if pen.y < FLOOR + 3 * LINE:
            next_page(pen)
            _row(pen, header, HEAD)
        _row(pen, line, CELL)
    sheet.margins(pen.page, pages)
    sheet.turn()
    return sheet.finish(), pen.page


def _row(pen: Pen, cells: Sequence[str], hand: Hand) -> None:
    ends = (*COLUMNS[1:], RIGHT)
    wrapped = [
        pen.sheet.wrap(words, hand, end - begin - 5)[:3] for words, begin, end in zip(cells, COLUMNS, ends, strict=True)
    ]
    top = pen.y
    for x, texts in zip(COLUMNS, wrapped, strict=True):
        for place, text in enumerate(texts, 1):
            pen.sheet.text(x + 2, top - place * LINE, text, hand)
    pen.down(LINE * max(map(len, wrapped)) + 4)
    pen.sheet.rule(LEFT, pen.y, RIGHT, 0.3)
