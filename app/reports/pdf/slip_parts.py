"""What slips (交接单, 清机单) and lists of the road are made of: a pen that goes down, facts, digests, chains."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.reports.issue import Issue
from app.reports.pdf.fonts import Fonts, Role, choose
from app.reports.pdf.interview import Printed
from app.reports.pdf.sheet import LEFT, MM, RIGHT, TOP, Hand, Sheet
from app.reports.slip import ChainEnd, fours

TITLE = Hand(Role.TITLE, 22, bold=True, stretch=6)
HEAD = Hand(Role.HEAD, 11)
LABEL = Hand(Role.HEAD, 10.5)
VALUE = Hand(Role.BODY, 11)
DIGITS = Hand(Role.BODY, 12.5)
HINT = Hand(Role.HINT, 10)
ROW = 22.0
QR = 34 * MM
COLUMNS = (LEFT, LEFT + 28 * MM, LEFT + 92 * MM, LEFT + 110 * MM)  # who, scope, number, end
FLOOR = 32 * MM
DATE = "年　　月　　日　　时"


@dataclass(slots=True)
class Pen:
    """Where the next thing is drawn."""

    sheet: Sheet
    y: float
    page: int = 1
    pages: int = 1

    def down(self, by: float) -> float:
        """Go down the sheet; returns where that is."""
        self.y -= by
        return self.y


def print_titled(name: str, issue: Issue, draw: Callable[[Pen], None], fonts: Fonts | None = None) -> Printed:
    """Print sheets under a title: drawn once to count them, and once more with their number.

    Raises:
        NoUsableFontError: no font of this machine can be embedded.
    """
    fonts = fonts or choose()
    pages = _drawn(name, issue, draw, fonts, 0)[1]
    pdf, _ = _drawn(name, issue, draw, fonts, pages)
    return Printed(pdf, pages, fonts.missing)


def _drawn(name: str, issue: Issue, draw: Callable[[Pen], None], fonts: Fonts, pages: int) -> tuple[bytes, int]:
    sheet = Sheet(fonts, issue, name)
    pen = Pen(sheet, TOP - 8 * MM, pages=pages)
    sheet.background()
    sheet.text((LEFT + RIGHT) / 2, pen.y, name, TITLE, "centre")
    pen.down(12 * MM)
    draw(pen)
    sheet.margins(pen.page, pages)
    sheet.turn()
    return sheet.finish(), pen.page


def draw_facts(pen: Pen, rows: Sequence[tuple[str, str]], code: str, hint: str, most: int) -> None:
    """Draw a table of labels and values, ``most`` lines each, with a code (and what it is for) on its right."""
    top, edge = pen.y + 6, RIGHT - QR - 4 * MM
    for label, value in rows:
        pen.sheet.text(LEFT + 13 * MM, pen.y - 9, label, LABEL, "centre")
        for line in pen.sheet.wrap(value, VALUE, edge - LEFT - 30 * MM)[:most]:
            pen.sheet.text(LEFT + 28 * MM, pen.y - 9, line, VALUE)
            pen.down(14)
        pen.down(ROW - 14)
        pen.sheet.rule(LEFT, pen.y + 6, edge, 0.4)
    for x in (LEFT, LEFT + 26 * MM, edge):
        pen.sheet.upright(x, top, pen.y + 6)
    pen.sheet.rule(LEFT, top, edge, 0.8)
    draw_qr(pen.sheet, code, RIGHT - QR, top - QR)
    pen.sheet.text(RIGHT - QR / 2, top - QR - 12, hint, HINT, "centre")


def draw_qr(sheet: Sheet, code: str, x: float, y: float) -> None:
    """Draw a code as one vector path: sharp on any printer, and small."""
    import segno

    matrix = segno.make(code, error="m", micro=False).matrix
    side = QR / len(matrix)
    path = sheet.canvas.beginPath()
    for down, row in enumerate(matrix):
        for across, dark in enumerate(row):
            if dark:
                path.rect(x + across * side, y + QR - (down + 1) * side, side, side)
    sheet.canvas.setFillGray(1)
    sheet.canvas.rect(x - 6, y - 6, QR + 12, QR + 12, stroke=0, fill=1)
    sheet.canvas.setFillGray(0)
    sheet.canvas.drawPath(path, stroke=0, fill=1)


def draw_digest(pen: Pen, title: str, digest: str) -> None:
    """Draw a digest in groups of four, eight groups a line."""
    pen.sheet.text(LEFT, pen.down(10 * MM), title, HEAD)
    groups = fours(digest).split(" ")
    for start in range(0, len(groups), 8):
        pen.sheet.text(LEFT, pen.down(19), "  ".join(groups[start : start + 8]), DIGITS)


def draw_chains(pen: Pen, chains: tuple[ChainEnd, ...]) -> None:
    """Draw the table of chain ends, over several sheets where there are many."""
    if not chains:
        return
    y = pen.down(10 * MM)
    pen.sheet.text(LEFT, y, "各录入人的最后一条改动", HEAD)
    _row(pen, ("录入人", "范围", "序号", "末条校验（前16位）"), LABEL)
    for one in chains:
        if pen.y < FLOOR + ROW:
            next_page(pen)
        who = pen.sheet.wrap(one.who, VALUE, COLUMNS[1] - COLUMNS[0] - 6)[0]
        scope = pen.sheet.wrap(one.scope, VALUE, COLUMNS[2] - COLUMNS[1] - 6)[0]
        _row(pen, (who, scope, f"{one.number:,}", fours(one.id[:16])), VALUE)


def _row(pen: Pen, cells: tuple[str, ...], hand: Hand) -> None:
    y = pen.down(18)
    for x, words in zip(COLUMNS, cells, strict=True):
        pen.sheet.text(x + 2, y, words, hand)
    pen.sheet.rule(LEFT, y - 5, RIGHT, 0.3)


def draw_signers(pen: Pen, signers: Sequence[str], last: str) -> None:
    """Draw a line to sign on for each, with the day, and a last line of small words."""
    pen.down(6 * MM)
    for signer in signers:
        y = pen.down(11 * MM)
        pen.sheet.blank(LEFT, y, signer, LEFT + 90 * MM)
        pen.sheet.text(RIGHT, y, DATE, align="right")
    pen.sheet.text(LEFT, pen.down(9 * MM), last, HINT)


def next_page(pen: Pen) -> None:
    """End this sheet and begin the next one."""
    pen.sheet.margins(pen.page, pen.pages)
    pen.sheet.turn()
    pen.sheet.background()
    pen.page, pen.y = pen.page + 1, TOP
