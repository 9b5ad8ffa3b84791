"""The record of a talk (F15 谈话记录) and its addendum as PDF: laid out first, then drawn, so pages are counted."""

from dataclasses import dataclass, replace

from app.reports.issue import Issue
from app.reports.pdf import interview_end as end
from app.reports.pdf import interview_head as head
from app.reports.pdf.breaking import paragraphs
from app.reports.pdf.fonts import Fonts, Role, choose
from app.reports.pdf.sheet import FAINT, LEFT, MEASURE, MM, RIGHT, TOP, Hand, Sheet
from app.reports.talk import Addendum, Line, Talk

TITLE = "谈话记录"
TEXT = Hand(Role.BODY, 14)
LABEL = Hand(Role.HEAD, 14)
PITCH = 26.0
INDENT = 28.0  # two characters: the width of 问： and 答：
FLOOR = 45 * MM  # below it: signature of the page, page number, trace
CARRIED = 3  # lines of the talk that go with the closing signatures, so that no page of signatures stands alone
TIGHTEST = 1.2  # points added between characters at most, to fill a line to its right edge


@dataclass(frozen=True, slots=True)
class Row:
    """One ruled line: label (问：), text, and whether the paragraph ends here."""

    label: str
    text: str
    last: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its text, how many ruled lines it has room for, how many of them stay empty and are struck out."""

    rows: tuple[Row, ...]
    room: int
    closing: bool = False

    @property
    def struck(self) -> int:
        """Empty lines below the text."""
        return self.room - len(self.rows)


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished paper: the file, its pages, and characters that no font here has."""

    pdf: bytes
    pages: int
    missing: tuple[str, ...] = ()


def print_talk(talk: Talk, issue: Issue, fonts: Fonts | None = None) -> Printed:
    """Print one copy of a talk's record.

    Raises:
        NoUsableFontError: no font of this machine can be embedded.
    """
    return _print(talk, head.of_talk(talk), issue, fonts)


def print_addendum(addendum: Addendum, issue: Issue, fonts: Fonts | None = None) -> Printed:
    """Print one copy of what was added after the signature; it is signed page by page as the record was.

    Raises:
        NoUsableFontError: no font of this machine can be embedded.
    """
    return _print(addendum.body, head.of_addendum(addendum), issue, fonts)


def _print(talk: Talk, front: head.Head, issue: Issue, fonts: Fonts | None) -> Printed:
    sheet = Sheet(fonts or choose(), issue, f"{front.title} {talk.number}".strip())
    pages = lay_out(talk, sheet, front)
    for number, page in enumerate(pages, 1):
        _draw(sheet, talk, page, number, len(pages), front)
    return Printed(sheet.finish(), len(pages), sheet.fonts.missing)


def print_blank(issue: Issue, pages: int = 3, fonts: Fonts | None = None) -> Printed:
    """Print an empty form for a day without the laptop: header, ruled lines, signatures, nothing struck out."""
    return _empty(head.of_talk(head.empty()), issue, pages, fonts)


def print_blank_addendum(issue: Issue, pages: int = 1, fonts: Fonts | None = None) -> Printed:
    """Print an empty sheet for what is added after the signature."""
    return _empty(head.of_addendum(Addendum("", "")), issue, min(pages, 1), fonts)


def _empty(front: head.Head, issue: Issue, pages: int, fonts: Fonts | None) -> Printed:
    sheet, talk = Sheet(fonts or choose(), issue, f"{front.title}（空白）"), head.empty()
    tops = [_first_top(front, sheet), *[TOP] * (pages - 1)]
    floors = [*[FLOOR] * (pages - 1), end.top(talk, sheet)]
    rooms = [_room(top, floor) for top, floor in zip(tops, floors, strict=True)]
    for number, room in enumerate(rooms, 1):
        _draw(sheet, talk, Page((), room, closing=number == len(rooms)), number, 0, front)
    return Printed(sheet.finish(), len(rooms), sheet.fonts.missing)


# -- laying out --------------------------------------------------------------------------------------------------


def lay_out(talk: Talk, sheet: Sheet, front: head.Head | None = None) -> tuple[Page, ...]:
    """Cut the talk into pages; the last one has room for the closing signatures and at least some of the talk."""
    rows, pages, top = rows_of(talk, sheet), [], _first_top(front or head.of_talk(talk), sheet)
    while len(rows) > _room(top, FLOOR):
        room = _room(top, FLOOR)
        pages.append(Page(tuple(rows[:room]), room))
        rows, top = rows[room:], TOP
    if len(rows) > _room(top, end.top(talk, sheet)):
        kept = max(len(rows) - CARRIED, 0)
        pages.append(Page(tuple(rows[:kept]), _room(top, FLOOR)))
        rows, top = rows[kept:], TOP
    return (*pages, Page(tuple(rows), _room(top, end.top(talk, sheet)), closing=True))


def rows_of(talk: Talk, sheet: Sheet) -> list[Row]:
    """Break every line of the talk into ruled lines."""
    found: list[Row] = []
    more = end.carried(talk, sheet)
    for line in (*talk.lines, *((Line("n", more),) if more else ())):
        for place, paragraph in enumerate(paragraphs(line.text) or ([""] if line.label else [])):
            broken = sheet.wrap(paragraph, TEXT, MEASURE - INDENT)
            label = line.label if place == 0 else ""
            found += [Row(label if n == 0 else "", text, last=n == len(broken) - 1) for n, text in enumerate(broken)]
    return found


def _first_top(front: head.Head, sheet: Sheet) -> float:
    return head.bottom(front, sheet) - 4 * MM


def _room(top: float, floor: float) -> int:
    return max(int((top - floor) // PITCH), 0)


# -- drawing -----------------------------------------------------------------------------------------------------


def _draw(  # noqa: PLR0913, PLR0917 - one page of how many, and what stands above its lines
    sheet: Sheet, talk: Talk, page: Page, number: int, pages: int, front: head.Head
) -> None:
    sheet.background()
    top = TOP
    if number == 1:
        head.draw(front, sheet)
        top = _first_top(front, sheet)
    for place in range(page.room):
        low = top - (place + 1) * PITCH
        sheet.rule(LEFT, low, RIGHT, 0.3, FAINT)
        if place < len(page.rows):
            _row(sheet, page.rows[place], low + 7)
    if pages and page.struck:
        _strike(sheet, top - len(page.rows) * PITCH, top - page.room * PITCH)
    if page.closing:
        end.draw(talk, sheet)
    else:
        end.foot(talk, sheet)
    sheet.margins(number, pages)
    sheet.turn()


def _row(sheet: Sheet, row: Row, y: float) -> None:
    sheet.text(LEFT, y, row.label, LABEL)
    hand = TEXT
    if not row.last and len(row.text) > 1:
        slack = (MEASURE - INDENT - sheet.width(row.text, TEXT)) / (len(row.text) - 1)
        hand = replace(TEXT, stretch=min(max(slack, 0), TIGHTEST))
    sheet.text(LEFT + INDENT, y, row.text, hand)


def _strike(sheet: Sheet, top: float, low: float) -> None:
    """Strike empty lines out, so that nothing can be added above the signatures."""
    upper, lower = top - PITCH / 2, low + PITCH / 2
    if upper - lower < 1:
        sheet.stroke([(LEFT, upper), (RIGHT, upper)])
        return
    sheet.stroke([(LEFT, upper), (RIGHT, upper), (LEFT, lower), (RIGHT, lower)])
