"""The slip of a laptop that was cleared (清机单) as PDF."""

from app.reports.clearing import ClearingSlip
from app.reports.issue import Issue
from app.reports.pdf.fonts import Fonts
from app.reports.pdf.interview import Printed
from app.reports.pdf.sheet import MM
from app.reports.pdf.slip_parts import (
    FLOOR,
    Pen,
    draw_chains,
    draw_digest,
    draw_facts,
    draw_signers,
    next_page,
    print_titled,
)

NAME = "电脑清机单"
DONE = "销毁加密柜的全部密钥（含备份中的密钥）后删除其全部文件；密钥销毁后，残留数据无法解读"
KEPT = "本单；办公室已收的全部资料。导出的文件、纸质材料、U盘不在其内，另行清退"
SIGNERS = ("执行人签名：", "第二人签名：", "监销人签名：", "批准人签名：")


def print_clearing(slip: ClearingSlip, issue: Issue, fonts: Fonts | None = None) -> Printed:
    """Print the slip of one laptop.

    Raises:
        NoUsableFontError: no font of this machine can be embedded.
    """

    def draw(pen: Pen) -> None:
        draw_facts(pen, _facts(slip), slip.code, "扫码核对清点校验", 4)
        draw_digest(pen, "清点校验（各录入人末条改动的 SHA-256）", slip.digest)
        draw_chains(pen, slip.chains)
        if pen.y < FLOOR + 60 * MM:
            next_page(pen)
        draw_signers(pen, SIGNERS, "本单交办公室，凭单停用本机密钥，随清退销毁登记（F49）归档。")

    return print_titled(NAME, issue, draw, fonts)


def _facts(slip: ClearingSlip) -> tuple[tuple[str, str], ...]:
    second = "本机口令确认" if slip.by_passphrase else "在本单签名确认"
    return (
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
