"""The head of a talk's record or of its addendum: title, number, and a table of labels and values."""

from dataclasses import dataclass

from app.records.kinds import kind
from app.reports.pdf.fonts import Role
from app.reports.pdf.sheet import LEFT, MM, RIGHT, TOP, Hand, Sheet
from app.reports.showing import TICKED, UNTICKED
from app.reports.talk import Addendum, Talk

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


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of the table; ``side`` stands upright at the left of them, '' where nothing does."""

    rows: tuple[tuple[Cell, ...], ...]
    side: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the ruled lines; ``left`` and ``right`` are the line below the title."""

    title: str
    left: str
    right: str
    blocks: tuple[Block, ...]


def of_talk(talk: Talk) -> Head:
    """The talk, the person, what was told at the opening."""
    which = "第　　次谈话" if talk.blank else f"第 {talk.time_no} 次谈话"
    told = "　".join(f"{TICKED if done else UNTICKED}{words}" for words, done in talk.notices)
    about = (
        (Cell("谈话时间", talk.when),),
        (Cell("谈话地点", talk.place),),
        (Cell("谈话人", talk.talkers, 3), Cell("记录人", talk.recorder, 2)),
        (Cell("在场其他人", talk.others or ("" if talk.blank else "无")),),
    )
    person = (
        (Cell("姓名", talk.name, 4), Cell("性别", talk.sex, 1), Cell("出生年月", talk.birth, 4)),
        (Cell("政治面貌", talk.political), Cell("身份类别", talk.role)),
        (Cell("单位及职务", talk.post),),
        (Cell("住址", talk.address, 3), Cell("联系方式", talk.phone, 2)),
    )
    blocks = (Block(about), Block(person, "被谈话人"), Block(((Cell("告知事项", told),),)))
    return Head("谈话记录", f"编号：{talk.number}", which, blocks)


def of_addendum(addendum: Addendum) -> Head:
    """Which signed record it belongs to, and when, why and by whom it was added."""
    quoted = (
        (Cell("谈话编号", addendum.talk, 3), Cell("被谈话人", addendum.name, 2)),
        (Cell("谈话时间", addendum.when),),
        (Cell("所补份号", addendum.copy, 3), Cell("原件校验", addendum.digest, 2)),
    )
    own = (
        (Cell("种类", addendum.sort), Cell("补充时间", addendum.at)),
        (Cell("记录人", addendum.author), Cell("见证人", addendum.witness)),
        (Cell("原因", addendum.reason),),
    )
    return Head("谈话补充记录", f"编号：{addendum.number}", "附于原谈话记录之后", (Block(quoted, "原记录"), Block(own)))


def empty() -> Talk:
    """A talk of which nothing is known: what the blank form shows."""
    field = kind("interview").field("notices")
    return Talk(time_no=0, notices=tuple((one.words.zh, False) for one in (field.choices if field else ())))


def bottom(head: Head, sheet: Sheet) -> float:
    """Height at which the table ends."""
    return TABLE_Y - sum(_tall(block, sheet) for block in head.blocks)


def draw(head: Head, sheet: Sheet) -> None:
    """Draw title, number and table."""
    sheet.text((LEFT + RIGHT) / 2, TITLE_Y, head.title, TITLE_HAND, "centre")
    sheet.text(LEFT, NUMBER_Y, head.left, VALUE)
    sheet.text(RIGHT, NUMBER_Y, head.right, VALUE, "right")
    y = TABLE_Y
    for block in head.blocks:
        low = y - _tall(block, sheet)
        for row in block.rows:
            height = _height(row, sheet, _left(block))
            _row(sheet, row, y, height, _left(block))
            y -= height
        if block.side:
            _side(sheet, block.side, low + _tall(block, sheet), low)
    for x in (LEFT, RIGHT):
        sheet.upright(x, TABLE_Y, y, 1.0)
    sheet.rule(LEFT, TABLE_Y, RIGHT, 1.0)
    sheet.rule(LEFT, y, RIGHT, 1.0)


def _left(block: Block) -> float:
    return LEFT + (WIDE if block.side else 0)


def _tall(block: Block, sheet: Sheet) -> float:
    return sum(_height(row, sheet, _left(block)) for row in block.rows)


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


def _side(sheet: Sheet, words: str, top: float, low: float) -> None:
    sheet.upright(LEFT + WIDE, top, low)
    sheet.rule(LEFT, low, RIGHT)
    y = (top + low) / 2 + (len(words) - 1) * 7 - 4
    for letter in words:
        sheet.text(LEFT + WIDE / 2, y, letter, LABEL, "centre")
        y -= 14
