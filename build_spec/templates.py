"""Builds the Word templates that ship in `resources/templates`. Run after changing a form; a test compares the outcome.

An office edits its own copy in Word; these are where it starts.
"""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from docx.document import Document  # noqa: E402 - the project is found only now

from app.reports.word import layout, writing  # noqa: E402
from app.reports.word.writing import Box  # noqa: E402

FOLDER = ROOT / "resources" / "templates"
UPRIGHT, ACROSS = 156, 225  # millimetres of text

Row = Sequence[Box]


def main() -> int:
    """Write every template."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, build in TEMPLATES.items():
        (FOLDER / f"{name}.docx").write_bytes(build())
        print(FOLDER / f"{name}.docx")
    return 0


# -- parts -------------------------------------------------------------------------------------------------------


def begun(title: str, *, landscape: bool = False) -> Document:
    """A document with its title and page numbers."""
    made = layout.document(landscape=landscape)
    writing.paragraph(made, title, layout.TITLE)
    writing.form_numbers(made)
    return made


def line(made: Document, words: str) -> None:
    """One line of small print above or below a table."""
    writing.paragraph(made, words, layout.CELL).paragraph_format.space_before = layout.Pt(4)


def pair(label: str, value: str, span: int = 1) -> tuple[Box, Box]:
    """A label and what is filled in beside it."""
    return Box(label, label=True), Box(value, span)


def each(items: str, cells: Sequence[str]) -> list[Row]:
    """Table rows that are repeated for each of a list."""
    across = len(cells)
    return [
        [Box("{%tr for 行 in " + items + " %}", across)],
        [Box(cell) for cell in cells],
        [Box("{%tr endfor %}", across)],
    ]


def signed(made: Document, *labels: str, measure: float = UPRIGHT) -> None:
    """Lines to be signed."""
    for label in labels:
        writing.signature(made, label, measure).paragraph_format.space_before = layout.Pt(12)


# -- forms -------------------------------------------------------------------------------------------------------


def document_request() -> bytes:
    """F12 调阅资料清单."""
    made = begun("调阅资料清单")
    line(made, "致：{{ 乡镇 }}{{ 村名 }}党组织")
    line(
        made,
        "　　因巡察工作需要，请按下表提供资料，原件用后归还。没有该项材料或不便提供的，请写出书面说明并签字。",
    )
    heads = ("序号", "材料名称", "时间范围", "形式", "份数", "提供时限", "口径说明")
    cells = ("序号", "材料名称", "时间范围", "形式要求", "份数", "提供时限", "口径说明")
    rows = [[Box(head) for head in heads], *each("各项", [f"{{{{ 行.{cell} }}}}" for cell in cells])]
    writing.table(made, (11, 38, 24, 17, 11, 27, 28), rows, head=1, fine=True)
    line(made, "{{ 巡察组 }}　　{{ 今日 }}")
    signed(made, "调阅人签名：", "组长签名：", "接收人签名：")
    return writing.finished(made)


def borrowing_register() -> bytes:
    """F13 资料借阅归还登记表."""
    made = begun("资料借阅归还登记表", landscape=True)
    line(made, "单位：{{ 乡镇 }}{{ 村名 }}　　　巡察组：{{ 巡察组 }}　　　填表日期：{{ 今日 }}")
    heads = ("序号", "材料名称", "页数", "形式", "提供人", "借出时间", "接收人", "存放位置", "复制情况")
    back = ("借出双方签字", "归还时间", "归还人", "接收归还人", "归还双方签字", "缺失说明")
    cells = ("序号", "借阅内容", "页数册数", "原件或复印件", "出借人", "借出时间", "借阅人", "存放位置", "复制情况")
    rest = ("", "{{ 行.归还时间 }}", "{{ 行.归还人 }}", "{{ 行.接收归还人 }}", "", "{{ 行.缺失说明 }}")
    rows = [
        [Box(head) for head in (*heads, *back)],
        *each("各项", [*(f"{{{{ 行.{cell} }}}}" for cell in cells), *rest]),
    ]
    widths = (10, 28, 11, 13, 14, 19, 14, 16, 16, 17, 19, 14, 15, 17, 15)
    writing.table(made, _to(widths, ACROSS), rows, head=1, fine=True)
    line(made, "借出、归还时双方当面清点并签字。一式两份，提供方、巡察组各执一份。")
    return writing.finished(made)


def evidence() -> bytes:
    """F24 取证单、复印件确认单."""
    made = begun("取　证　单")
    line(made, "编号：{{ 证据编号 }}")
    pages = "第 {{ 起始页 }} 页至第 {{ 截止页 }} 页{% if 已收页数 %}，共 {{ 已收页数 }} 页{% endif %}"
    rows: list[Row] = [
        [*pair("材料名称", "{{ 材料名称 }}", 3)],
        [*pair("证据种类", "{{ 证据种类_选项 }}", 3)],
        [*pair("来源单位", "{{ 来源单位 }}"), *pair("提供人", "{{ 提供人 }}")],
        [*pair("原件存放处", "{{ 原件存放处 }}"), *pair("复印份数", "{{ 份数 }}")],
        [*pair("页　　码", pages, 3)],
        [*pair("取证时间", "{{ 取证时间 }}"), *pair("取证地点", "{{ 取证地点 }}")],
        [*pair("取证经过", "{{ 取证经过 }}", 3)],
    ]
    writing.table(made, (26, 56, 24, 50), rows)
    line(made, "各页：")
    listed = ("序号", "页名", "原文件名", "原件指纹")
    table = [[Box(head) for head in listed], *each("证据页", [f"{{{{ 行.{name} }}}}" for name in listed])]
    writing.table(made, (12, 30, 34, 80), table, head=1, fine=True)
    line(
        made, "提供人声明：以上材料由我（单位）提供，复印件、照片与原件核对一致。与原件核对：{{ 与原件核对一致_选项 }}"
    )
    signed(made, "提供人签名（单位盖章）：", "取证人签名：", "取证人签名：")
    return writing.finished(made)


def finding() -> bytes:
    """F26 巡察问题底稿."""
    made = begun("巡察问题底稿")
    rows: list[Row] = [
        [*pair("预编号", "{{ 预编号 }}"), *pair("正式编号", "{{ 正式编号 }}")],
        [*pair("轮次", "{{ 轮次名称 }}"), *pair("巡察组", "{{ 巡察组 }}")],
        [*pair("被巡察党组织", "{{ 被巡察党组织 }}"), *pair("分管领导", "{{ 分管联系领导 }}")],
        [*pair("发现时间", "{{ 发现时间 }}"), *pair("承办人", "{{ 承办人 }}")],
        [*pair("问题来源", "{{ 问题来源_选项 }}", 3)],
        [*pair("问题概述", "{{ 问题概述 }}", 3)],
        [*pair("问题分类", "{{ 问题分类 }}", 3)],
        [*pair("问题领域", "{{ 问题领域_选项 }}", 3)],
        [*pair("四个落实", "{{ 四个落实_选项 }}", 3)],
        [*pair("三大问题", "{{ 三大问题_选项 }}", 3)],
        [*pair("六大纪律", "{{ 六大纪律_选项 }}", 3)],
        [*pair("问题性质", "{{ 共性或个性_选项 }}　{{ 新老_选项 }}　{{ 班子个人小组_选项 }}", 3)],
        [*pair("时间、地点", "{{ 时间 }}　{{ 地点 }}", 3)],
        [*pair("涉及人员", "{{ 人员及职务 }}", 3)],
        [*pair("金额（元）", "{{ 金额 }}{{ 无金额数量的原因 }}"), *pair("数量", "{{ 数量 }}　{{ 涉及人数 }}")],
        [*pair("查证事实", "{{ 查证事实 }}", 3)],
        [*pair("群众影响", "{{ 群众影响 }}", 3)],
        [*pair("认定依据", "{{ 认定依据 }}", 3)],
        [*pair("定性分析", "{{ 定性分析 }}", 3)],
        [*pair("原因剖析", "{{ 原因剖析 }}", 3)],
        [*pair("责任主体", "{{ 责任类型_选项 }}\n{{ 责任人及职务 }}", 3)],
        [*pair("处理建议", "{{ 处理建议_选项 }}\n{{ 建议理由 }}", 3)],
    ]
    writing.table(made, (30, 52, 24, 50), rows)
    line(made, "支撑材料目录（对比印证）：")
    heads = ("序号", "材料名称", "种类", "页码", "说明什么", "印证关系")
    cells = (
        "{{ 行.序号 }}",
        "{{ 行.材料名称 }}",
        "{{ 行.种类 }}",
        "{% if 行.起始页 %}{{ 行.起始页 }}—{{ 行.截止页 }}{% endif %}",
    )
    told = ("{{ 行.说明什么 }}", "{{ 行.印证关系 }}")
    table = [[Box(head) for head in heads], *each("印证材料", [*cells, *told])]
    writing.table(made, (12, 42, 20, 20, 40, 22), table, head=1, fine=True)
    opinions: list[Row] = [
        [
            *pair(
                "副组长复核",
                "{{ 副组长复核意见 }}\n（四准确：来源、责任人、时间地点、政策依据）\n签名：　　　　　　年　　月　　日",
            )
        ],
        [*pair("组长审签", "{{ 组长审签意见 }}\n签名：　　　　　　年　　月　　日")],
        [*pair("组务会意见", "{{ 组务会意见 }}　{{ 组务会日期 }}")],
    ]
    line(made, "审签：")
    writing.table(made, (30, 126), opinions)
    signed(made, "承办人签名：", "承办人签名：")
    return writing.finished(made)


def fact_confirmation() -> bytes:
    """F27 事实确认单: facts only, no source, nobody who told."""
    made = begun("事实确认单")
    line(made, "编号：{{ 编号 }}")
    line(made, "{{ 乡镇 }}{{ 村名 }}党组织：")
    line(made, "　　巡察中了解到以下事实，请核对并签署意见。")
    rows: list[Row] = [
        [*pair("事实领域", "{{ 事实领域 }}")],
        [*pair("概　　述", "{{ 概述 }}")],
        [*pair("具体事实", "{{ 具体事实 }}")],
        [*pair("单位意见", "{{ 被确认单位意见_选项 }}")],
        [*pair("情况说明", "{{ 情况说明 }}")],
    ]
    writing.table(made, (28, 128), rows)
    line(made, "确认人：{{ 确认人 }}　　职务：{{ 职务 }}　　确认时间：{{ 确认时间 }}")
    signed(made, "确认人签名（单位盖章）：", "巡察人员签名：", "巡察人员签名：")
    line(made, "{%p if 未出示或未确认原因 %}")
    line(made, "未确认原因：{{ 未出示或未确认原因 }}")
    line(made, "{%p endif %}")
    line(made, "本单一式两份，被确认单位、巡察组各执一份。")
    return writing.finished(made)


def _to(widths: Sequence[float], whole: float) -> list[float]:
    return [width * whole / sum(widths) for width in widths]


TEMPLATES: dict[str, Callable[[], bytes]] = {
    "document-request": document_request,
    "borrowing-register": borrowing_register,
    "evidence": evidence,
    "finding": finding,
    "fact-confirmation": fact_confirmation,
}

if __name__ == "__main__":
    sys.exit(main())
