"""The handover slip (U盘交接单) as PDF: one sheet, more only when there are many chains."""

from dataclasses import dataclass

from app.reports.issue import Issue
from app.reports.pdf.fonts import Fonts, Role, choose
from app.reports.pdf.interview import Printed
from app.reports.pdf.sheet import LEFT, MM, RIGHT, TOP, Hand, Sheet
from app.reports.showing import UNTICKED
from app.reports.slip import ChainEnd, Slip, fours

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
SECOND = "核对人签名："
SIGNERS = ("移交人签名：", SECOND, "接收人签名：")
CHECKED = (
    f"{UNTICKED}文件指纹已核对一致",
    f"{UNTICKED}已插入接收电脑并收下",
    f"{UNTICKED}回执已写回U盘",
    f"{UNTICKED}U盘已归还",
)


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


def print_slip(slip: Slip, issue: Issue, fonts: Fonts | None = None) -> Printed:
    """Print the slip of one package.

    Raises:
        NoUsableFontError: no font of this machine can be embedded.
    """
    fonts = fonts or choose()
    pages = _drawn(slip, issue, fonts, 0)[1]
    pdf, _ = _drawn(slip, issue, fonts, pages)
    return Printed(pdf, pages, fonts.missing)


def _drawn(slip: Slip, issue: Issue, fonts: Fonts, pages: int) -> tuple[bytes, int]:
    """Draw everything and return the file and its number of pages; the first time the number is not known yet."""
    sheet = Sheet(fonts, issue, "U盘交接单")
    pen = Pen(sheet, TOP - 8 * MM, pages=pages)
    sheet.background()
    sheet.text((LEFT + RIGHT) / 2, pen.y, "U盘交接单", TITLE, "centre")
    pen.down(12 * MM)
    _facts(pen, slip)
    _digest(pen, slip)
    draw_chains(pen, slip.chains)
    _drafts(pen, slip)
    _signatures(pen, [one for one in SIGNERS if one != SECOND or not slip.by_passphrase])
    sheet.margins(pen.page, pages)
    sheet.turn()
    return sheet.finish(), pen.page


def _facts(pen: Pen, slip: Slip) -> None:
    part = f"（第 {slip.part[0]} 件，共 {slip.part[1]} 件）" if slip.part[1] > 1 else ""
    rows = (
        ("种　　类", f"{slip.kind}{part}"),
        ("文件编号", slip.package),
        ("文 件 名", slip.file),
        ("移 交 方", slip.sender),
        ("接 收 方", slip.recipient),
        ("顺 序 号", f"第 {slip.counter} 号"),
        ("写出时间", slip.written),
        ("内　　容", f"改动 {slip.changes:,} 条，附件 {slip.attachments:,} 个，共 {slip.size:,} 字节"),
        ("核 对 人", _second(slip)),
    )
    top = pen.y + 6
    for label, value in rows:
        pen.sheet.text(LEFT + 13 * MM, pen.y - 9, label, LABEL, "centre")
        room = RIGHT - LEFT - 28 * MM - QR - 6 * MM
        for line in pen.sheet.wrap(value, VALUE, room)[:2]:
            pen.sheet.text(LEFT + 28 * MM, pen.y - 9, line, VALUE)
            pen.down(14)
        pen.down(ROW - 14)
        pen.sheet.rule(LEFT, pen.y + 6, RIGHT - QR - 4 * MM, 0.4)
    for x in (LEFT, LEFT + 26 * MM, RIGHT - QR - 4 * MM):
        pen.sheet.upright(x, top, pen.y + 6)
    pen.sheet.rule(LEFT, top, RIGHT - QR - 4 * MM, 0.8)
    draw_qr(pen.sheet, slip.code, RIGHT - QR, top - QR)
    pen.sheet.text(RIGHT - QR / 2, top - QR - 12, "扫码核对编号与指纹", HINT, "centre")


def _second(slip: Slip) -> str:
    if not slip.second:
        return "尚未经第二人核对"
    return f"{slip.second}，{'口令确认' if slip.by_passphrase else '在本单签字'}，{slip.checked}"


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


def _digest(pen: Pen, slip: Slip) -> None:
    y = pen.down(10 * MM)
    pen.sheet.text(LEFT, y, "文件指纹（SHA-256）", HEAD)
    groups = fours(slip.sha256).split(" ")
    for start in range(0, len(groups), 8):
        pen.sheet.text(LEFT, pen.down(19), "  ".join(groups[start : start + 8]), DIGITS)
    pen.sheet.text(LEFT, pen.down(16), "一人念、一人对照屏幕，逐组核对；有一组不同就不要接收。", HINT)


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


def _drafts(pen: Pen, slip: Slip) -> None:
    if not slip.drafts:
        return
    pen.down(8)
    told = "、".join(f"{who} {count} 份" for who, count in slip.drafts)
    for line in pen.sheet.wrap(f"没有包含在内的草稿：{told}。请本人打开电脑后再交一次。", VALUE, RIGHT - LEFT):
        pen.sheet.text(LEFT, pen.down(18), line, VALUE)


def _signatures(pen: Pen, signers: list[str]) -> None:
    if pen.y < FLOOR + (23 + 11 * len(signers)) * MM:
        next_page(pen)
    y = pen.down(12 * MM)
    pen.sheet.text(LEFT, y, "接收时逐项打钩：", LABEL)
    pen.sheet.text(LEFT + 32 * MM, y, "　".join(CHECKED[:2]), VALUE)
    pen.sheet.text(LEFT + 32 * MM, pen.down(18), "　".join(CHECKED[2:]), VALUE)
    pen.down(6 * MM)
    for signer in signers:
        y = pen.down(11 * MM)
        pen.sheet.blank(LEFT, y, signer, LEFT + 90 * MM)
        pen.sheet.text(RIGHT, y, DATE, align="right")
    pen.sheet.text(LEFT, pen.down(9 * MM), "本单一式两份，移交方、接收方各执一份，随设备领用登记归档。", HINT)


def next_page(pen: Pen) -> None:
    """End this sheet and begin the next one."""
    pen.sheet.margins(pen.page, pen.pages)
    pen.sheet.turn()
    pen.sheet.background()
    pen.page, pen.y = pen.page + 1, TOP
