"""The handover slip (U盘交接单) as PDF: one sheet, more only when there are many chains."""

from app.reports.issue import Issue
from app.reports.pdf.fonts import Fonts
from app.reports.pdf.interview import Printed
from app.reports.pdf.sheet import LEFT, MM, RIGHT
from app.reports.pdf.slip_parts import (
    FLOOR,
    HINT,
    LABEL,
    VALUE,
    Pen,
    draw_chains,
    draw_digest,
    draw_facts,
    draw_signers,
    next_page,
    print_titled,
)
from app.reports.showing import UNTICKED
from app.reports.slip import Slip

SECOND = "核对人签名："
SIGNERS = ("移交人签名：", SECOND, "接收人签名：")
CHECKED = (
    f"{UNTICKED}文件指纹已核对一致",
    f"{UNTICKED}已插入接收电脑并收下",
    f"{UNTICKED}回执已写回U盘",
    f"{UNTICKED}U盘已归还",
)


def print_slip(slip: Slip, issue: Issue, fonts: Fonts | None = None) -> Printed:
    """Print the slip of one package.

    Raises:
        NoUsableFontError: no font of this machine can be embedded.
    """

    def draw(pen: Pen) -> None:
        draw_facts(pen, _facts(slip), slip.code, "扫码核对编号与指纹", 2)
        draw_digest(pen, "文件指纹（SHA-256）", slip.sha256)
        pen.sheet.text(LEFT, pen.down(16), "一人念、一人对照屏幕，逐组核对；有一组不同就不要接收。", HINT)
        draw_chains(pen, slip.chains)
        _drafts(pen, slip)
        _signatures(pen, [one for one in SIGNERS if one != SECOND or not slip.by_passphrase])

    return print_titled("U盘交接单", issue, draw, fonts)


def _facts(slip: Slip) -> tuple[tuple[str, str], ...]:
    part = f"（第 {slip.part[0]} 件，共 {slip.part[1]} 件）" if slip.part[1] > 1 else ""
    return (
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


def _second(slip: Slip) -> str:
    if not slip.second:
        return "尚未经第二人核对"
    return f"{slip.second}，{'口令确认' if slip.by_passphrase else '在本单签字'}，{slip.checked}"


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
    draw_signers(pen, signers, "本单一式两份，移交方、接收方各执一份，随设备领用登记归档。")
