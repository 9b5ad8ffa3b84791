"""Putting words on the page: paragraphs, tables, page numbers, and the finished bytes."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from app.reports.issue import Issue
from app.reports.word import layout, order
from app.reports.word.layout import Look

ILLEGAL = {n: None for n in range(32) if n not in {9, 10, 13}} | {0xFFFE: None, 0xFFFF: None}


@dataclass(frozen=True, slots=True)
class Box:
    """One cell: words, how many grid columns it takes, whether it is a label, whether it is joined to the one above."""

    words: str
    span: int = 1
    label: bool = False
    below: str = ""  # "first" or "next" of cells joined downward
    mark: str = ""  # name of a bookmark here
    links: tuple[tuple[str, str], ...] = ()  # instead of words: (words, bookmark they lead to), one a line
    level: bool = False  # the links stand side by side


def clean(words: str) -> str:
    """Return text that XML admits."""
    return words.translate(ILLEGAL)


def paragraph(into: "Document | _Cell", words: str = "", look: Look = layout.TEXT) -> Paragraph:
    """Add one paragraph in a style."""
    made = into.add_paragraph(clean(words))
    made._p.style = _id(look.name)  # noqa: SLF001 - by name, python-docx would search all styles each time
    return made


def paragraphs(into: "Document | _Cell", words: str, look: Look = layout.TEXT) -> None:
    """Add a paragraph for each line of a text."""
    for line in filter(None, (line.strip() for line in words.splitlines())):
        paragraph(into, line, look)


def run(of: Paragraph, words: str, face: str = "", *, bold: bool = False) -> None:
    """Add words to a paragraph, in another face where one is given."""
    made = of.add_run(clean(words))
    if bold:
        made.bold = True
    if face:
        layout.face(made._r.get_or_add_rPr(), face)  # noqa: SLF001 - the face of Chinese has no other door


def table(
    made: Document, widths: Sequence[float], rows: Iterable[Sequence[Box]], *, head: int = 0, fine: bool = False
) -> Table:
    """Add a ruled table; ``widths`` in millimetres, the first ``head`` rows are repeated on each page.

    ``fine`` sets it in a smaller size, for lists with many columns.

    Rows are written as XML at once: python-docx's own ``add_row`` takes time in the square of their number.
    """
    twips = [round(width * 1440 / 25.4) for width in widths]
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="{8 if side in OUTER else 4}" w:space="0" w:color="000000"/>'
        for side in BORDERS
    )
    looks = (layout.FINE, layout.FINE_LABEL) if fine else (layout.CELL, layout.LABEL)
    styles = (_id(looks[0].name), _id(looks[1].name))
    body = "".join(_row(boxes, twips, styles, head=number < head) for number, boxes in enumerate(rows))
    element = parse_xml(
        f'<w:tbl xmlns:w="{WORD}"><w:tblPr><w:tblW w:w="{sum(twips)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>{_margin(fine=fine)}</w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"
    )
    made.element.body.insert(_end(made), element)
    return Table(element, made)


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")
OUTER = {"top", "left", "bottom", "right"}


def _margin(*, fine: bool) -> str:
    wide = 40 if fine else 85
    return f'<w:tblCellMar><w:left w:w="{wide}" w:type="dxa"/><w:right w:w="{wide}" w:type="dxa"/></w:tblCellMar>'


def _end(made: Document) -> int:
    body = made.element.body
    return len(body) - (1 if len(body) and body[-1].tag == qn("w:sectPr") else 0)


def _row(boxes: Sequence[Box], twips: Sequence[int], styles: tuple[str, str], *, head: bool) -> str:
    cells, at = [], 0
    for box in boxes:
        cells.append(_cell(box, sum(twips[at : at + box.span]), styles[1] if box.label or head else styles[0]))
        at += box.span
    form = '<w:cantSplit/><w:trHeight w:val="454" w:hRule="atLeast"/>' + ("<w:tblHeader/>" if head else "")
    return f"<w:tr><w:trPr>{form}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(box: Box, width: int, style: str) -> str:

    span = f'<w:gridSpan w:val="{box.span}"/>' if box.span > 1 else ""
    joined = {"first": '<w:vMerge w:val="restart"/>', "next": "<w:vMerge/>"}.get(box.below, "")
    paragraphs = [_mark(box, "".join(words)) for words in _lines(box)]
    text = "".join(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{words}</w:p>' for words in paragraphs)
    form = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{joined}<w:vAlign w:val="center"/>'
    return f"<w:tc><w:tcPr>{form}</w:tcPr>{text}</w:tc>"


def _lines(box: Box) -> list[list[str]]:
    """The words of a cell as XML, paragraph by paragraph."""
    if box.links:
        linked = [f'<w:hyperlink w:anchor="{to}">{_run(words)}</w:hyperlink>' for words, to in box.links]
        return [linked] if box.level else [[one] for one in linked]
    return [[_run(line)] for line in clean(box.words).splitlines() or [""]]


def _run(words: str) -> str:
    from html import escape

    return f'<w:r><w:t xml:space="preserve">{escape(clean(words), quote=False)}</w:t></w:r>'


OFFSETS = {"d": 1_000_000, "m": 2_000_000}  # bookmark numbers only have to differ from each other


def _mark(box: Box, words: str) -> str:
    if not box.mark:
        return words
    number = OFFSETS[box.mark[0]] + int(box.mark[1:])
    return f'<w:bookmarkStart w:id="{number}" w:name="{box.mark}"/>{words}<w:bookmarkEnd w:id="{number}"/>'


def bookmark(line: Paragraph, name: str, number: int) -> None:
    """Give a place a name to which links may lead; ``number`` differs from every other of the document."""
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(tag)
        mark.set(qn("w:id"), str(number))
        if tag == "w:bookmarkStart":
            mark.set(qn("w:name"), name)
        line._p.append(mark)  # noqa: SLF001 - python-docx has no bookmarks


def link(line: Paragraph, words: str, to: str) -> None:
    """Add a small link to a bookmark of this document; ``words`` are plain, such as 〔3〕."""
    face = f'<w:rFonts w:ascii="{layout.LATIN}" w:hAnsi="{layout.LATIN}" w:eastAsia="{layout.KAI}"/>'
    run = f'<w:r><w:rPr>{face}<w:b w:val="0"/><w:sz w:val="21"/></w:rPr><w:t>{words}</w:t></w:r>'
    line._p.append(parse_xml(f'<w:hyperlink xmlns:w="{WORD}" w:anchor="{to}">{run}</w:hyperlink>'))  # noqa: SLF001


def _id(style: str) -> str:
    return style.replace(" ", "")  # what python-docx makes of a style's name


DATE = "年　　月　　日"


def signature(into: Document, label: str, measure: float = 156) -> Paragraph:
    """Add a line somebody signs, with the day beside it; ``measure`` is the width of the text in millimetres."""
    return signed(into.add_paragraph(), label, measure)


def signed(line: Paragraph, label: str, measure: float = 156) -> Paragraph:
    """Make a paragraph such a line. The rule is a tab with a leader: a row of underscores would wrap."""
    line.style = layout.CELL.name
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(measure * 0.62), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
    stops.add_tab_stop(Mm(measure), WD_TAB_ALIGNMENT.RIGHT)
    run(line, f"{label}\t\t{DATE}")
    return line


def handwriting(into: Document, measure: float = 156) -> Paragraph:
    """Add an empty line to be written on by hand, over the whole width."""
    line = paragraph(into, "\t", layout.CELL)
    line.paragraph_format.tab_stops.add_tab_stop(Mm(measure), WD_TAB_ALIGNMENT.LEFT, WD_TAB_LEADER.LINES)
    return line


# -- page numbers and what every page carries --------------------------------------------------------------------


def field(of: Paragraph, code: str, shown: str = "1") -> None:
    """Add a field such as PAGE or NUMPAGES."""
    for kind, words in (("begin", ""), ("", code), ("separate", ""), ("shown", shown), ("end", "")):
        made = of.add_run()
        if kind in {"begin", "separate", "end"}:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            made._r.append(mark)  # noqa: SLF001
        elif kind == "shown":
            made.text = words
        else:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = f" {words} "
            made._r.append(instruction)  # noqa: SLF001


def official_numbers(made: Document) -> None:
    """Number pages as GB/T 9704 does: — 1 —, odd pages at the right, even ones at the left, one character in."""
    made.settings.odd_and_even_pages_header_footer = True
    section = made.sections[0]
    for footer, side in ((section.footer, layout.RIGHT), (section.even_page_footer, layout.LEFT)):
        line = _first(footer)
        line.alignment = side
        line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(14)
        _number_run(line, "— ", ("PAGE",), " —", 14)


def form_numbers(made: Document) -> None:
    """Number the pages of a form: 第 1 页　共 3 页."""
    line = _first(made.sections[0].footer)
    line.alignment = layout.CENTRE
    _number_run(line, "第 ", ("PAGE",), " 页　共 ", 10.5)
    field(line, "NUMPAGES")
    line.add_run(" 页")
    _dress(line, 10.5)


def _number_run(line: Paragraph, before: str, codes: tuple[str, ...], after: str, size: float) -> None:
    line.add_run(before)
    for code in codes:
        field(line, code)
    line.add_run(after)
    _dress(line, size)


def _dress(line: Paragraph, size: float) -> None:
    line.paragraph_format.line_spacing = 1.0
    for one in line.runs:
        one.font.size = Pt(size)
        layout.face(one._r.get_or_add_rPr(), layout.SONG)  # noqa: SLF001


def _first(part: Any) -> Paragraph:
    part.is_linked_to_previous = False
    found: Paragraph = part.paragraphs[0] if part.paragraphs else part.add_paragraph()
    return found


def stamp(made: Document, issue: Issue) -> None:
    """Put into every header and footer what ties this copy to its record, and 演练 where it is practice."""
    even = bool(made.settings.odd_and_even_pages_header_footer)
    for section in made.sections:
        for header, footer in _margins(section, even=even):
            _header(header, issue, section)
            if issue.trace:
                line = footer.add_paragraph(clean(issue.trace))
                line.alignment = layout.CENTRE
                _dress(line, 8)
                for one in line.runs:
                    one.font.color.rgb = RGBColor(0x59, 0x59, 0x59)


def _margins(section: Section, *, even: bool) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = [(section.header, section.footer)]
    if even:
        found.append((section.even_page_header, section.even_page_footer))
    if section.different_first_page_header_footer:
        found.append((section.first_page_header, section.first_page_footer))
    return found


def _header(header: Any, issue: Issue, section: Section) -> None:
    line = _first(header)
    if line.text.strip():  # the office's own header stays; ours goes above it
        line = line.insert_paragraph_before()
    line.style = "Normal"
    practice = "【演练】不作正式材料使用" if issue.practice else ""
    room = (section.page_width or 0) - (section.left_margin or 0) - (section.right_margin or 0)
    line.paragraph_format.tab_stops.add_tab_stop(int(room / 2), alignment=WD_TAB_ALIGNMENT.CENTER)
    line.paragraph_format.tab_stops.add_tab_stop(int(room), alignment=WD_TAB_ALIGNMENT.RIGHT)
    run(line, issue.mark, layout.HEI)
    run(line, f"\t{practice}", layout.HEI)
    run(line, f"\t{issue.copy_words}", layout.FANG)
    line.paragraph_format.line_spacing = 1.0
    for one in line.runs:
        one.font.size = Pt(10.5 if practice else 12)  # mark, practice and a reprint's copy number share one line


def finished(made: Document) -> bytes:
    """Return the file, every element in the order the schema demands."""
    for part in made.part.package.iter_parts():
        element = getattr(part, "element", None)
        if element is not None:
            order.sort(element)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()
