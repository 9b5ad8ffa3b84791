"""Empty forms to be written on by hand: a template rendered with marks where values belong, and lines in their place.

The office's own template serves as well as the one that ships: only the values are missing.
"""

import io
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from app.records.kinds import Kind, Type, children_of
from app.reports.word.names import COMMON, UNSHOWN, Filled, context, offered

if TYPE_CHECKING:
    from docx.document import Document

SHORT, LONG, DAY, LONGEST = "\ue010", "\ue011", "\ue012", "\ue013"  # a word, some lines, a date, many lines
MARKS = (SHORT, LONG, DAY, LONGEST)
LINES = {LONG: 4, LONGEST: 6}  # ruled lines
ROWS = 12  # of a form with one row a record
PARTS = 5  # of a list inside a form
LINE = 28  # points from line to line: room for handwriting
LOW = 510  # least height of a row to write in, twips (9 mm)
NARROW, WIDE = 2400, 4200  # twips: narrower has no room for 年月日; only wider cells are ruled
TOLD = "facts"  # what was found out needs the most room
BLANKS = {SHORT: "　　　　　　", LONG: "　" * 16, LONGEST: "　" * 16, DAY: "　　　年　月　日"}
FILLED_HERE = ("office", "round_name", "group_name", "mark_words")  # known before anybody writes


def values(kind: Kind, known: Mapping[str, str], *, many: bool) -> dict[str, Any]:
    """Return what a template is rendered with to become an empty form; ``known`` are values of every form."""
    common = {code: DAY if code == "today" else SHORT for code in COMMON}
    common |= {code: known.get(code, "") for code in FILLED_HERE} | {"copy": ""}
    rows = [_empty(kind) for _ in range(ROWS if many else 1)]
    return context(kind, rows, common, many=many)


def _empty(kind: Kind) -> Filled:
    parts = {child.code: (_blank(child),) * PARTS for child in children_of(kind.code) if child.code not in UNSHOWN}
    return Filled({}, {}, said=_blank(kind).said, parts=parts)


def _blank(kind: Kind) -> Filled:
    """Choices stand as boxes nobody ticked; everything else is a mark."""
    plain = [field for field in offered(kind) if not field.choices and field.type is not Type.BOOLEAN]
    by_type = {Type.DATE: DAY, Type.MOMENT: DAY, Type.LONG_TEXT: LONG}
    return Filled({}, {}, said={f.name: LONGEST if f.name == TOLD else by_type.get(f.type, SHORT) for f in plain})


def ruled(data: bytes) -> bytes:
    """Put room and lines to write on where a rendered form has marks.

    Args:
        data: a document rendered with `values`.
    """
    from docx import Document

    from app.reports.word import writing

    made = Document(io.BytesIO(data))
    for paragraph in list(_marked(made)):
        _rule(paragraph)
    return writing.finished(made)


def _marked(made: "Document") -> Iterator[Any]:
    from docx.oxml.ns import qn

    parts = [made.element.body, *(side._element for section in made.sections for side in _sides(section))]  # noqa: SLF001
    for part in parts:
        for paragraph in part.iter(qn("w:p")):
            if any(mark in _text(paragraph) for mark in MARKS):
                yield paragraph


def _sides(section: Any) -> tuple[Any, Any]:
    return section.header, section.footer


def _text(paragraph: Any) -> str:
    from docx.oxml.ns import qn

    return "".join(str(one.text or "") for one in paragraph.iter(qn("w:t")))


def _rule(paragraph: Any) -> None:
    from docx.oxml.ns import qn

    cell = next(paragraph.iterancestors(qn("w:tc")), None)
    if cell is None:
        _underline(paragraph)
        return
    _raise(next(cell.iterancestors(qn("w:tr"))))
    alone = _text(paragraph).strip()
    for one in paragraph.iter(qn("w:t")):
        one.text = _in_cell(str(one.text or ""), alone, _width(cell))
    if alone in LINES and _width(cell) >= WIDE:
        _part(next(cell.iterancestors(qn("w:tr"))))
        _lines(paragraph, LINES[alone])


def _in_cell(text: str, alone: str, width: int) -> str:
    if alone in MARKS and (alone != DAY or width < NARROW):
        return ""
    for mark, room in ((DAY, BLANKS[DAY]), (SHORT, "　　　"), (LONG, "　　　　　　"), (LONGEST, "　　　　　　")):
        text = text.replace(mark, room)
    return text


def _width(cell: Any) -> int:
    from docx.oxml.ns import qn

    held = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    return int(held.get(qn("w:w"), "0")) if held is not None else 0


def _raise(row: Any) -> None:
    """Give a row the height a hand needs."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = row.get_or_add_trPr()
    for height in properties.findall(qn("w:trHeight")):
        properties.remove(height)
    height = OxmlElement("w:trHeight")
    height.set(qn("w:val"), str(LOW))
    height.set(qn("w:hRule"), "atLeast")
    properties.append(height)


def _part(row: Any) -> None:
    """Let a row of lines go over to the next page: whole, it leaves a page half empty."""
    from docx.oxml.ns import qn

    properties = row.get_or_add_trPr()
    for whole in properties.findall(qn("w:cantSplit")):
        properties.remove(whole)


def _lines(paragraph: Any, count: int) -> None:
    """Make one paragraph several ruled lines."""
    from docx.oxml.parser import parse_xml

    from app.reports.word.writing import WORD

    side = 'w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"'
    ruling = parse_xml(f'<w:pBdr xmlns:w="{WORD}"><w:bottom {side}/><w:between {side}/></w:pBdr>')
    pitch = parse_xml(f'<w:spacing xmlns:w="{WORD}" w:line="{LINE * 20}" w:lineRule="exact"/>')
    properties = paragraph.get_or_add_pPr()
    for element in (ruling, pitch):
        for old in properties.findall(element.tag):
            properties.remove(old)
        properties.append(element)
    for _ in range(count - 1):
        paragraph.addnext(deepcopy(paragraph))


def _underline(paragraph: Any) -> None:
    """In running text the blank is underlined."""
    from docx.oxml.ns import qn

    for run in list(paragraph.iter(qn("w:r"))):
        text = "".join(str(one.text or "") for one in run.iter(qn("w:t")))
        if any(mark in text for mark in MARKS):
            _split(run, text)


def _split(run: Any, text: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for piece in _pieces(text):
        made = deepcopy(run)
        for held in made.findall(qn("w:t")):
            made.remove(held)
        words = OxmlElement("w:t")
        words.set(qn("xml:space"), "preserve")
        words.text = BLANKS.get(piece, piece)
        made.append(words)
        if piece in (SHORT, *LINES):
            line = OxmlElement("w:u")
            line.set(qn("w:val"), "single")
            made.get_or_add_rPr().append(line)
        run.addprevious(made)
    run.getparent().remove(run)


def _pieces(text: str) -> Iterator[str]:
    held = ""
    for character in text:
        if character in MARKS:
            yield from (held,) if held else ()
            yield character
            held = ""
        else:
            held += character
    if held:
        yield held
