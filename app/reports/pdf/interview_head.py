"""The head of a talk's record: title, number, and the table about time, place and person."""

from dataclasses import dataclass

from app.records.kinds import kind
from app.reports.pdf.fonts import Role
from app.reports.pdf.sheet import LEFT, MM, RIGHT, TOP, Hand, Sheet
from app.reports.showing import TICKED, UNTICKED
from app.reports.talk import Talk

TITLE_HAND = Hand(Role.TITLE, 24, bold=True, stretch=10)
LABEL = Hand(Role.HEAD, 10.5)
VALUE = Hand(Role.BODY, 12)
LEADING, PADDING = 16.0, 5.0
NARROW, WIDE = 22 * MM, 9 * MM  # width of a label; width of the cell that says 被谈话人
TITLE_Y, NUMBER_Y, TABLE_Y = TOP - 8 * MM, TOP - 18 * MM, TOP - 21 * MM


@dataclass(frozen=True, slots=True)
class Cell:
    """A label and its value, ``share`` parts of what the row has to give."""

    label: str
    value: str
    share: int = 1


def rows(talk: Talk) -> tuple[tuple[tuple[Cell, ...], ...], ...]:
    """Three blocks of rows: the talk, the person, what was told at the opening."""
    return (
        (
            (Cell("谈话时间", talk.when),),
            (Cell("谈话地点", talk.place),),
            (Cell("谈话人", talk.talkers, 3), Cell("记录人", talk.recorder, 2)),
            (Cell("在场其他人", talk.others or ("" if talk.blank else "无")),),
        ),
        (
            (Cell("姓名", talk.name, 4), Cell("性别", talk.sex, 1), Cell("出生年月", talk.birth, 4)),
            (Cell("政治面貌", talk.political), Cell("身份类别", talk.role)),
            (Cell("单位及职务", talk.post),),
            (Cell("住址", talk.address, 3), Cell("联系方式", talk.phone, 2)),
        ),
        ((Cell("告知事项", "　".join(f"{TICKED if done else UNTICKED}{words}" for words, done in talk.notices)),),),
    )


def empty() -> Talk:
    """A talk of which nothing is known: what the blank form shows."""
    field = kind("interview").field("notices")
    return Talk(time_no=0, notices=tuple((one.words.zh, False) for one in (field.choices if field else ())))


def bottom(talk: Talk, sheet: Sheet) -> float:
    """Height at which the table ends."""
    return TABLE_Y - sum(_height(row, sheet, left) for row, left in _placed(talk))


def draw(talk: Talk, sheet: Sheet) -> None:
    """Draw title, number and table."""
    sheet.text((LEFT + RIGHT) / 2, TITLE_Y, "谈话记录", TITLE_HAND, "centre")
    sheet.text(LEFT, NUMBER_Y, f"编号：{talk.number}", VALUE)
    which = "第　　次谈话" if talk.blank else f"第 {talk.time_no} 次谈话"
    sheet.text(RIGHT, NUMBER_Y, which, VALUE, "right")
    y = TABLE_Y
    person_top = person_low = y
    for row, left in _placed(talk):
        height = _height(row, sheet, left)
        _row(sheet, row, y, height, left)
        if left > LEFT:
            person_top = y if person_top == TABLE_Y else person_top
            person_low = y - height
        y -= height
    _person(sheet, person_top, person_low)
    for x in (LEFT, RIGHT):
        sheet.upright(x, TABLE_Y, y, 1.0)
    sheet.rule(LEFT, TABLE_Y, RIGHT, 1.0)
    sheet.rule(LEFT, y, RIGHT, 1.0)


def _placed(talk: Talk) -> list[tuple[tuple[Cell, ...], float]]:
    talking, person, told = rows(talk)
    return [(r, LEFT) for r in talking] + [(r, LEFT + WIDE) for r in person] + [(r, LEFT) for r in told]


def _widths(row: tuple[Cell, ...], left: float) -> list[float]:
    room = RIGHT - left - NARROW * len(row)
    return [room * cell.share / sum(c.share for c in row) for cell in row]


def _broken(cell: Cell, sheet: Sheet, width: float) -> list[str]:
    return sheet.wrap(cell.value, VALUE, width - 2 * PADDING)


def _height(row: tuple[Cell, ...], sheet: Sheet, left: float) -> float:
    tallest = max(len(_broken(c, sheet, w)) for c, w in zip(row, _widths(row, left), strict=True))
    return max(tallest * LEADING + 2 * PADDING, 24)


def _row(sheet: Sheet, row: tuple[Cell, ...], top: float, height: float, left: float) -> None:
    x = left
    middle = top - height / 2
    for cell, width in zip(row, _widths(row, left), strict=True):
        sheet.text(x + NARROW / 2, middle - 4, cell.label, LABEL, "centre")
        sheet.upright(x + NARROW, top, top - height)
        if x > left:
            sheet.upright(x, top, top - height)
        broken = _broken(cell, sheet, width)
        y = middle + (len(broken) - 1) * LEADING / 2 - 4
        for line in broken:
            sheet.text(x + NARROW + PADDING, y, line, VALUE)
            y -= LEADING
        x += NARROW + width
    sheet.rule(left, top - height, RIGHT)


def _person(sheet: Sheet, top: float, low: float) -> None:
    sheet.upright(LEFT + WIDE, top, low)
    sheet.rule(LEFT, low, RIGHT)
    letters = "被谈话人"
    y = (top + low) / 2 + (len(letters) - 1) * 7 - 4
    for letter in letters:
        sheet.text(LEFT + WIDE / 2, y, letter, LABEL, "centre")
        y -= 14
