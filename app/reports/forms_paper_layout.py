"""Where everything stands on the pages of a printed questionnaire, in millimetres from the upper left corner.

Nothing here asks a font: characters have nominal widths, and whoever draws squeezes a wider face into them. So every
machine puts the same boxes of the same form into the same places, and whoever reads a picture can find them again.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from app.reports.forms_paper import Asked, Heading, Look, Note, Part, Questionnaire, Table, Tick
from app.reports.forms_paper_places import (
    FLOOR,
    LEFT,
    POINT,
    RIGHT,
    TOP,
    Box,
    Layout,
    Mark,
    Page,
    Rule,
    Space,
    Words,
    nominal,
)
from app.reports.forms_paper_words import said
from app.reports.pdf import breaking

VERSION = 1  # of this way of laying out; a change that moves a box makes it another one
INDENT = 7.0
# the form says itself how to answer
TOLD = re.compile("多选|单选|选一项|名次|all that apply|choose one", re.IGNORECASE)


@dataclass(slots=True)
class _Strip:
    """What a page may not break inside; positions count from its own top."""

    height: float
    marks: list[Mark] = field(default_factory=list)


def lay_out(questionnaire: Questionnaire, look: Look) -> Layout:
    """Lay a questionnaire out; the same content and look always give the same places."""
    setter = _Setter(questionnaire.language, look)
    pages: list[list[Mark]] = [[]]
    y = TOP
    y = _put(pages, [setter.title(questionnaire.title)], y)
    for part in _with_company(questionnaire.parts, setter):
        whole = sum(strip.height for strip in part)
        if y + whole > FLOOR and (whole <= (FLOOR - TOP) * 0.6 or y + _first(part) > FLOOR):
            pages.append([])
            y = TOP
        y = _put(pages, part, y)
    made = tuple(Page(tuple(page)) for page in pages)
    return Layout(questionnaire, look, made, _key(made, look))


def _first(part: Sequence[_Strip]) -> float:
    """Height of what must stand together at the head of a part."""
    return sum(strip.height for strip in part[:2])


def _with_company(parts: Sequence[Part], setter: "_Setter") -> Iterable[list[_Strip]]:
    """Strips that belong together: a heading goes with what it heads, a block of a repeat stays whole."""
    held: list[_Strip] = []
    row = ""
    for part in parts:
        heads = isinstance(part, Heading)
        if held and row and (heads or _row(part) != row):
            yield held
            held, row = [], ""
        held.extend(setter.strips(part))
        if heads:
            continue
        row = _row(part)
        if not row:
            yield held
            held = []
    if held:
        yield held


def _row(part: Part) -> str:
    """The row of a repeat a part stands in, '' for none."""
    if isinstance(part, Table):
        part = part.rows[0]
    return part.reference.rpartition("]")[0] if isinstance(part, Asked) else ""


def _put(pages: list[list[Mark]], part: Sequence[_Strip], y: float) -> float:
    for strip in part:
        if y + strip.height > FLOOR and y > TOP:
            pages.append([])
            y = TOP
        pages[-1].extend(_lowered(mark, y) for mark in strip.marks)
        y += strip.height
    return y


def _lowered(mark: Mark, by: float) -> Mark:
    if isinstance(mark, Rule):
        return replace(mark, y=round(mark.y + by, 2), to_y=round(mark.to_y + by, 2))
    return replace(mark, y=round(mark.y + by, 2))


def _key(pages: Sequence[Page], look: Look) -> str:
    places = [
        [[box.x, box.y, box.side, box.reference, box.value] for box in page.boxes()]
        + [[space.x, space.y, space.width, space.height, space.reference] for space in page.spaces()]
        for page in pages
    ]
    text = json.dumps([VERSION, look.code(), places], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


class _Setter:
    """Makes strips of parts."""

    def __init__(self, language: str, look: Look) -> None:
        self.say: Callable[..., str] = partial(said, language)
        self.size = 14.0 if look.big else 11.0
        self.small = self.size - 2
        self.side = 5.0 if look.big else 4.0
        self.pitch = 10.5 if look.big else 8.2  # from one line of boxes to the next
        self.lead = self.size * POINT * 1.45

    # -- text ----------------------------------------------------------------------------------------------------

    def wrapped(self, text: str, size: float, room: float) -> list[str]:
        """Lines of a text."""
        found: list[str] = []
        for paragraph in breaking.paragraphs(text) or [""]:
            found.extend(breaking.lines(paragraph, lambda part: nominal(part) * size * POINT, room))
        return found

    def block(self, x: float, text: str, size: float, role: str, grey: float = 0.0) -> list[_Strip]:
        """Strips of a text from ``x`` to the right edge."""
        lead = size * POINT * 1.45
        return [
            _Strip(lead, [Words(x, lead * 0.78, line, role, size, nominal(line) * size * POINT, grey)])
            for line in self.wrapped(text, size, RIGHT - x)
        ]

    def title(self, title: str) -> _Strip:
        """The title, once, in the middle."""
        size = 20.0 if self.size > 12 else 18.0
        made = _Strip(3)
        for line in self.wrapped(title, size, RIGHT - LEFT):
            made.height += size * POINT * 1.35
            wide = nominal(line) * size * POINT
            made.marks.append(Words(105 - wide / 2, made.height - 2.5, line, "title", size, wide))
        made.height += 4
        return made

    # -- parts ---------------------------------------------------------------------------------------------------

    def strips(self, part: Part) -> list[_Strip]:
        """Strips of one part, with the air below it."""
        if isinstance(part, Heading):
            made = self.block(LEFT, part.words, self.size + (2 if part.level == 1 else 0), "head")
        elif isinstance(part, Note):
            made = self.block(LEFT, part.words, self.size, "hint")
        elif isinstance(part, Table):
            made = self.table(part)
        else:
            made = self.asked(part)
        made[-1].height += 2.2
        return made

    def asked(self, asked: Asked) -> list[_Strip]:
        """One question."""
        made = self._head(asked)
        if asked.kind in {"one", "many", "rank", "tick"}:
            made.extend(self._choices(asked))
        elif asked.kind == "line" and self._beside(made[0], asked):
            pass  # a short question has its line beside it
        else:
            made.extend(self._written(asked))
        for jump in asked.jumps:
            made.extend(self.block(LEFT + INDENT, jump, self.small, "head", 0.25))
        return made

    def _head(self, asked: Asked) -> list[_Strip]:
        made = []
        how = "" if TOLD.search(asked.words) else self.say(f"how-{asked.kind}")
        words = f"{asked.number}{'. ' if asked.number else ''}{asked.words}{how}"
        room = RIGHT - LEFT
        for place, line in enumerate(self.wrapped(words, self.size, room - (INDENT if asked.number else 0))):
            x = LEFT + (INDENT if place and asked.number else 0)
            made.append(self._line(x, line, self.size, "head"))
        for words, role in ((asked.only, "head"), (asked.hint, "hint")):
            if words:
                made.extend(self.block(LEFT + INDENT, words, self.small, role, 0.25))
        made[-1].height += 0.8
        # the words stand with the first line of boxes
        return [_merged(made)]

    def _line(self, x: float, text: str, size: float, role: str) -> _Strip:
        lead = size * POINT * 1.45
        return _Strip(lead, [Words(x, lead * 0.78, text, role, size, nominal(text) * size * POINT)])

    # -- boxes ---------------------------------------------------------------------------------------------------

    def _choices(self, asked: Asked) -> list[_Strip]:
        cells = [(choice, f"{choice.digit} {choice.words}".strip()) for choice in asked.choices]
        if asked.kind == "tick":
            cells = [(Tick("OK", 1, ""), self.say("agreed"))]
        start, room = LEFT + INDENT, RIGHT - LEFT - INDENT
        beside = self.side + 2.0  # from the left edge of a box to its words
        widest = max((nominal(words) * self.size * POINT for _, words in cells), default=0) + beside + 5
        across = max(1, min(len(cells), int(room // widest), 6))
        step = room / across
        made: list[_Strip] = []
        for place, (choice, words) in enumerate(cells):
            if place % across == 0:
                made.append(_Strip(self.pitch))
            self._choice(made[-1], asked, choice, words, start + (place % across) * step, step - beside - 2)
        return made

    def _choice(  # noqa: PLR0913, PLR0917 - what and where
        self, strip: _Strip, asked: Asked, choice: Tick, words: str, x: float, room: float
    ) -> None:
        top = (self.pitch - self.side) / 2
        if asked.kind == "rank":
            strip.marks.append(Space(x, top - 0.5, self.side + 1, self.side + 1, f"{asked.reference}#{choice.value}"))
        else:
            strip.marks.append(Box(x, top, self.side, asked.reference, choice.value, choice.digit))
        for place, line in enumerate(self.wrapped(words, self.size, room)):
            if place:
                strip.height += self.lead
            at = self.pitch / 2 + self.size * POINT * 0.36 + place * self.lead
            strip.marks.append(Words(x + self.side + 2, at, line, "body", self.size, nominal(line) * self.size * POINT))

    # -- writing -------------------------------------------------------------------------------------------------

    def _written(self, asked: Asked) -> list[_Strip]:
        start, wide = LEFT + INDENT, RIGHT - LEFT - INDENT
        tall = 11.0 if self.size > 12 else 9.0
        if asked.kind in {"number", "date", "time"}:
            return [self._cells(asked, start, tall)]
        # a room for each line: what is found between the rules is ink
        line: list[Mark] = [
            Space(start, 0.5, wide, tall - 2.0, asked.reference),
            Rule(start, tall - 1, RIGHT, tall - 1),
        ]
        return [_merged([_Strip(tall, line)] * (4 if asked.kind == "lines" else 1))]

    def _beside(self, strip: _Strip, asked: Asked) -> bool:
        words = [mark for mark in strip.marks if isinstance(mark, Words)]
        ends = words[0].x + words[0].room + 3
        if len(words) != 1 or ends > LEFT + (RIGHT - LEFT) * 0.4:
            return False
        strip.height = max(strip.height, 11.0 if self.size > 12 else 9.0)
        strip.marks = [replace(words[0], y=strip.height - 2.6), Rule(ends, strip.height - 1, RIGHT, strip.height - 1)]
        strip.marks.append(Space(ends, 0, RIGHT - ends, strip.height - 1.5, asked.reference))
        return True

    def _cells(self, asked: Asked, x: float, tall: float) -> _Strip:
        made = _Strip(tall + 1.5)
        runs = {
            "number": ((6, ""),),
            "date": ((4, "year"), (2, "month"), (2, "day")),
            "time": ((2, "hour"), (2, "minute")),
        }
        for count, unit in runs[asked.kind]:
            made.marks.append(Space(x, 1, count * 7.0, tall - 1.5, asked.reference, count))
            x += count * 7.0 + 1.5
            if unit:
                words = self.say(unit)
                wide = nominal(words) * self.size * POINT
                made.marks.append(Words(x, tall - 3, words, "body", self.size, wide))
                x += wide + 2
        return made

    # -- tables --------------------------------------------------------------------------------------------------

    def table(self, table: Table) -> list[_Strip]:
        """Questions with the same choices: words to the left, one column for each choice."""
        # at most half of the width is for boxes, and a column is never so narrow that two circles could touch
        step = min(24.0, (RIGHT - LEFT) * 0.55 / len(table.choices))
        split = RIGHT - step * len(table.choices)
        made = [self._columns(table, split, step)]
        for row in table.rows:
            words = f"{row.number} {row.words}{self.say(f'how-{row.kind}') if row.kind == 'many' else ''}".strip()
            lines = self.wrapped(words, self.size, split - LEFT - 3)
            if row.only:
                lines.extend(self.wrapped(row.only, self.size, split - LEFT - 3))
            made.append(self._row(table, row, lines, split, step))
        return [_merged(made[:2]), *made[2:]]

    def _columns(self, table: Table, split: float, step: float) -> _Strip:
        heads = [self.wrapped(f"{one.digit} {one.words}", self.small, step - 2) for one in table.choices]
        lead = self.small * POINT * 1.35
        made = _Strip(max(map(len, heads)) * lead + 2)
        for place, lines in enumerate(heads):
            for down, line in enumerate(lines):
                wide = nominal(line) * self.small * POINT
                middle = split + (place + 0.5) * step
                made.marks.append(Words(middle - wide / 2, (down + 0.8) * lead, line, "body", self.small, wide))
        made.marks.append(Rule(LEFT, made.height - 0.6, RIGHT, made.height - 0.6, 0.3))
        return made

    def _row(self, table: Table, row: Asked, lines: Sequence[str], split: float, step: float) -> _Strip:
        made = _Strip(max(self.pitch + 1, len(lines) * self.lead + 2.5))
        top = (made.height - len(lines) * self.lead) / 2
        for place, line in enumerate(lines):
            at = top + (place + 0.78) * self.lead
            made.marks.append(Words(LEFT, at, line, "body", self.size, nominal(line) * self.size * POINT))
        for place, choice in enumerate(table.choices):
            x = round(split + (place + 0.5) * step - self.side / 2, 2)
            made.marks.append(
                Box(x, (made.height - self.side) / 2, self.side, row.reference, choice.value, choice.digit)
            )
        made.marks.append(Rule(LEFT, made.height, RIGHT, made.height, 0.75))
        return made


def _merged(strips: Sequence[_Strip]) -> _Strip:
    """Strips as one, so that no page breaks between them."""
    made = _Strip(0)
    for strip in strips:
        made.marks.extend(_lowered(mark, made.height) for mark in strip.marks)
        made.height += strip.height
    return made
