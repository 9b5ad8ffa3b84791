"""The record of a talk (F15) and its addendum as Word documents, for an office that prints them itself."""

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from app.reports.issue import Issue
from app.reports.showing import TICKED, UNTICKED
from app.reports.talk import Addendum, Signing, Talk
from app.reports.word import layout, writing
from app.reports.word.writing import Box

WIDTHS = (26, 30, 22, 18, 24, 36)  # 156 mm
BOXES = str.maketrans({TICKED: "☑", UNTICKED: "☐"})


def write(talk: Talk, issue: Issue) -> bytes:
    """Return the document of one talk."""
    made = layout.document()
    _head(made, "谈话记录", talk.number, f"第 {talk.time_no} 次谈话")
    writing.table(made, WIDTHS, _rows(talk))
    return _ended(made, talk, issue)


def write_addendum(addendum: Addendum, issue: Issue) -> bytes:
    """Return the document of what was added to one talk after the signature."""
    made = layout.document()
    _head(made, "谈话补充记录", addendum.number, "附于原谈话记录之后")
    writing.table(made, WIDTHS, _added(addendum))
    return _ended(made, addendum.body, issue)


def _head(made: Document, title: str, number: str, beside: str) -> None:
    writing.paragraph(made, title, layout.TITLE)
    head = writing.paragraph(made, f"编号：{number}\t{beside}", layout.CELL)
    head.paragraph_format.tab_stops.add_tab_stop(Mm(156), WD_TAB_ALIGNMENT.RIGHT)
    head.paragraph_format.space_before, head.paragraph_format.space_after = Pt(6), Pt(4)


def _ended(made: Document, talk: Talk, issue: Issue) -> bytes:
    _talk(made, talk)
    _closing(made, talk)
    writing.form_numbers(made)
    _foot(made, talk)
    writing.stamp(made, issue)
    return writing.finished(made)


def _rows(talk: Talk) -> list[list[Box]]:
    told = "　".join(f"{TICKED if done else UNTICKED}{words}" for words, done in talk.notices).translate(BOXES)
    return [
        [*_pair("谈话时间", talk.when, 5)],
        [*_pair("谈话地点", talk.place, 5)],
        [*_pair("谈话人", talk.talkers, 3), *_pair("记录人", talk.recorder)],
        [*_pair("在场其他人", talk.others or "无", 5)],
        [*_pair("被谈话人", talk.name), *_pair("性别", talk.sex), *_pair("出生年月", talk.birth)],
        [*_pair("政治面貌", talk.political), *_pair("身份类别", talk.role, 3)],
        [*_pair("单位及职务", talk.post, 5)],
        [*_pair("住址", talk.address, 3), *_pair("联系方式", talk.phone)],
        [*_pair("告知事项", told, 5)],
    ]


def _added(addendum: Addendum) -> list[list[Box]]:
    return [
        [*_pair("谈话编号", addendum.talk, 3), *_pair("被谈话人", addendum.name)],
        [*_pair("谈话时间", addendum.when, 5)],
        [*_pair("所补份号", addendum.copy, 3), *_pair("原件校验", addendum.digest)],
        [*_pair("种类", addendum.sort, 3), *_pair("补充时间", addendum.at)],
        [*_pair("记录人", addendum.author, 3), *_pair("见证人", addendum.witness)],
        [*_pair("原因", addendum.reason, 5)],
    ]


def _pair(label: str, value: str, span: int = 1) -> tuple[Box, Box]:
    return Box(label, label=True), Box(value, span)


def _talk(made: Document, talk: Talk) -> None:
    for number, line in enumerate(talk.lines):
        told = [text for text in (part.strip() for part in line.text.splitlines()) if text] or [""]
        for place, text in enumerate(told):
            shown = writing.paragraph(made, "", layout.SAID)
            form = shown.paragraph_format
            form.left_indent = Pt(28)
            if place == 0 and line.label:
                form.first_line_indent = Pt(-28)
                writing.run(shown, line.label, layout.HEI)
            if number == 0 and place == 0:
                form.space_before = Pt(8)
            writing.run(shown, text)


def _closing(made: Document, talk: Talk) -> None:
    end = writing.paragraph(made, "（以下空白）", layout.SMALL)
    end.alignment = layout.CENTRE
    for words, sign in _closing_lines(talk):
        if not words:
            line = writing.handwriting(made)
        else:
            line = writing.signature(made, words) if sign else writing.paragraph(made, words, layout.CELL)
        line.paragraph_format.line_spacing = Pt(30)
        line.paragraph_format.keep_with_next = True


def _closing_lines(talk: Talk) -> list[tuple[str, bool]]:
    """Lines of the closing, and whether somebody signs there."""
    ours = [("谈话人签名：", True), ("记录人签名：", True)]
    finger = "并按指印" if talk.signing.fingered else ""
    if talk.signing is Signing.INTERNAL:
        return [("本记录为内部工作记录，未交被谈话人核对、签字。", False), *ours]
    if talk.signing is Signing.REFUSED:
        refused = f"被谈话人已核对记录，拒绝签名。原因：{talk.refusal}"
        return [(refused, False), ("见证人签名：", True), *ours]
    if talk.signing is Signing.READ_ALOUD:
        read = "以上记录已向被谈话人宣读，本人确认与所说一致。"
        return [(read, False), ("被谈话人按指印：", True), ("宣读人、见证人签名：", True), *ours]
    said = "请被谈话人在下面亲笔写明：“以上记录我已看过，与我所说的一致。”"
    return [(said, False), ("", False), (f"被谈话人签名{finger}：", True), *ours]


def _foot(made: Document, talk: Talk) -> None:
    """Who signs each page; an internal record is not put before the person."""
    signer = {Signing.INTERNAL: "记录人签名：", Signing.REFUSED: "（拒签）见证人签名："}.get(
        talk.signing, "被谈话人签名："
    )
    footer = made.sections[0].footer
    line = footer.paragraphs[0].insert_paragraph_before()
    writing.signed(line, signer)
    line.paragraph_format.space_after = Pt(6)
