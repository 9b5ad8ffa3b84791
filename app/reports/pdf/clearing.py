"""The slip of a laptop that was cleared (清机单) as PDF."""

from app.reports.clearing import ClearingSlip
from app.reports.issue import Issue
from app.reports.pdf.fonts import Fonts, choose
from app.reports.pdf.interview import Printed
from app.reports.pdf.sheet import LEFT, MM, RIGHT, TOP, Sheet
from app.reports.pdf.slip import (
    DATE,
    DIGITS,
    FLOOR,
    HEAD,
    HINT,
    LABEL,
    QR,
    TITLE,
    VALUE,
    Pen,
    draw_chains,
    draw_qr,
    next_page,
)
from app.reports.slip import fours

NAME = "电脑清机单"
DONE = "销毁加密柜的全部密钥（含备份中的密钥）后删除其全部文件；密钥销毁后，残留数据无法解读"
KEPT = "本单；办公室已收的全部资料。导出的文件、纸质材料、U盘不在其内，另行清退"
SIGNERS = ("执行人签名：", "第二人签名：", "监销人签名：", "批准人签名：")


def print_clearing(slip: ClearingSlip, issue: Issue, fonts: Fonts | None = None) -> Printed:
    """Print the slip of one laptop.

    Raises:
        NoUsableFontError: no font of this machine can be embedded.
    """
    fonts = fonts or choose()
    pages = _drawn(slip, issue, fonts, 0)[1]
    pdf, _ = _drawn(slip, issue, fonts, pages)
    return Printed(pdf, pages, fonts.missing)


def _drawn(slip: ClearingSlip, issue: Issue, fonts: Fonts, pages: int) -> tuple[bytes, int]:
    sheet = Sheet(fonts, issue, NAME)
    pen = Pen(sheet, TOP - 8 * MM, pages=pages)
    sheet.background()
    sheet.text((LEFT + RIGHT) / 2, pen.y, NAME, TITLE, "centre")
    pen.down(12 * MM)
    _facts(pen, slip)
    _digest(pen, slip)
    draw_chains(pen, slip.chains)
    _signatures(pen)
    sheet.margins(pen.page, pages)
    sheet.turn()
    return sheet.finish(), pen.page


def _facts(pen: Pen, slip: ClearingSlip) -> None:
    second = "本机口令确认" if slip.by_passphrase else "在本单签名确认"
    rows = (
        ("电　　脑", slip.laptop),
        ("加密柜编号", slip.vault),
        ("执 行 人", f"{slip.first}　本机口令确认"),
        ("第 二 人", f"{slip.second}　{second}"),
        ("时　　间", slip.moment),
        ("清点结果", f"改动 {slip.changes:,} 条，附件 {slip.attachments:,} 件，办公室均已收到并出具回执"),
        ("办公室回执", "、".join(one[:8] for one in slip.receipts) or "（无内容可交）"),
        ("处置方式", DONE),
        ("保留内容", KEPT),
    )
    top = pen.y + 6
    for label, value in rows:
        pen.sheet.text(LEFT + 13 * MM, pen.y - 9, label, LABEL, "centre")
        for line in pen.sheet.wrap(value, VALUE, RIGHT - LEFT - 28 * MM - QR - 6 * MM)[:4]:
            pen.sheet.text(LEFT + 28 * MM, pen.y - 9, line, VALUE)
            pen.down(14)
        pen.down(8)
        pen.sheet.rule(LEFT, pen.y + 6, RIGHT - QR - 4 * MM, 0.4)
    for x in (LEFT, LEFT + 26 * MM, RIGHT - QR - 4 * MM):
        pen.sheet.upright(x, top, pen.y + 6)
    pen.sheet.rule(LEFT, top, RIGHT - QR - 4 * MM, 0.8)
    draw_qr(pen.sheet, slip.code, RIGHT - QR, top - QR)
    pen.sheet.text(RIGHT - QR / 2, top - QR - 12, "扫码核对清点校验", HINT, "centre")


def _digest(pen: Pen, slip: ClearingSlip) -> None:
    pen.sheet.text(LEFT, pen.down(10 * MM), "清点校验（各录入人末条改动的 SHA-256）", HEAD)
    groups = fours(slip.digest).split(" ")
    for start in range(0, len(groups), 8):
        pen.sheet.text(LEFT, pen.down(19), "  ".join(groups[start : start + 8]), DIGITS)


def _signatures(pen: Pen) -> None:
    if pen.y < FLOOR + 60 * MM:
        next_page(pen)
    pen.down(6 * MM)
    for signer in SIGNERS:
        y = pen.down(11 * MM)
        pen.sheet.blank(LEFT, y, signer, LEFT + 90 * MM)
        pen.sheet.text(RIGHT, y, DATE, align="right")
    pen.sheet.text(LEFT, pen.down(9 * MM), "本单交办公室，凭单停用本机密钥，随清退销毁登记（F49）归档。", HINT)
