"""The page and the styles of GB/T 9704-2012: A4, 156 × 225 mm of text, 22 lines of 28 characters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, Twips
from docx.styles.style import ParagraphStyle

# 225 mm / 22 lines = 28.95 pt. "lines" and tightening by 0.25 pt give 28 characters whatever a program makes of a
# character grid; with "linesAndChars" some lay two cells a character.
PITCH = Pt(28.95)
GRID, TIGHT = "579", "-5"
FANG, KAI, HEI, SONG, BIAO = "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体", "方正小标宋简体"
LATIN = "Times New Roman"
# named in the font table: what a program takes where the first is not installed
STAND_INS: Mapping[str, str] = {FANG: "仿宋", KAI: "楷体", HEI: "SimHei", SONG: "SimSun", BIAO: "华文中宋"}


@dataclass(frozen=True, slots=True)
class Look:
    """One paragraph style: face, points, how it stands. ``indent`` is in characters; ``grid`` keeps the 22 lines."""

    name: str
    face: str = FANG
    size: float = 16
    bold: bool = False
    align: WD_ALIGN_PARAGRAPH | None = None
    indent: int = 0
    grid: bool = True
    level: int = 0
    pitch: float = 0  # points; 0 is the pitch of the page


LEFT, CENTRE = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
RIGHT, BOTH = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
TEXT = Look("正文段", align=BOTH, indent=2)
FLUSH = Look("顶格", align=BOTH)
TITLE = Look("公文标题", BIAO, 22, align=CENTRE, pitch=36)
FIRST = Look("一级标题", HEI, align=BOTH, indent=2, level=1)
SECOND = Look("二级标题", KAI, align=BOTH, indent=2, level=2)
THIRD = Look("三级标题", bold=True, align=BOTH, indent=2, level=3)
MARK = Look("密级", HEI)
CELL = Look("表格文字", size=12, grid=False, pitch=18)
LABEL = Look("表格标题", HEI, 12, align=CENTRE, grid=False, pitch=18)
SMALL = Look("附注", KAI, 10.5, grid=False, pitch=15)
FINE = Look("小表格文字", size=10.5, grid=False, pitch=15)
FINE_LABEL = Look("小表格标题", HEI, 10.5, align=CENTRE, grid=False, pitch=15)
SAID = Look("问答", size=14, align=BOTH, grid=False, pitch=26)
LOOKS = (TEXT, FLUSH, TITLE, FIRST, SECOND, THIRD, MARK, CELL, LABEL, FINE, FINE_LABEL, SMALL, SAID)


def document(*, landscape: bool = False) -> DocxDocument:
    """Return an empty document with this page and these styles."""
    made = Document()
    made.element.body.clear_content()
    _page(made, landscape=landscape)
    _plain(made)
    for look in LOOKS:
        _style(made, look)
    _font_table(made)
    _settings(made)
    _nobody(made)
    return made


def _page(made: DocxDocument, *, landscape: bool) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    if landscape:  # the same paper turned: what was the upper margin is at the left
        section.top_margin, section.left_margin = Mm(26), Mm(35)
        section.bottom_margin, section.right_margin = Mm(28), Mm(37)
    else:
        section.top_margin, section.left_margin = Twips(2098), Twips(1588)
        section.bottom_margin, section.right_margin = Twips(1984), Twips(1474)
    section.header_distance, section.footer_distance = Mm(13 if landscape else 20), Twips(1446)
    grid = section._sectPr.find(qn("w:docGrid"))  # noqa: SLF001 - python-docx has no door to the grid
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)  # noqa: SLF001
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), GRID)


def _plain(made: DocxDocument) -> None:
    """Take the theme's fonts out of the defaults, else Chinese falls to whatever the theme names."""
    for fonts in made.styles.element.iter(qn("w:rFonts")):
        for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{attribute}"), None)
    normal = made.styles["Normal"]
    if isinstance(normal, ParagraphStyle):
        _apply(normal, Look("Normal"))


def _style(made: DocxDocument, look: Look) -> None:
    style = made.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
    if isinstance(style, ParagraphStyle):
        style.base_style = made.styles["Normal"]
        style.quick_style = True
        _apply(style, look)


def _apply(style: ParagraphStyle, look: Look) -> None:
    face(style.element.get_or_add_rPr(), look.face)
    style.font.size, style.font.bold = Pt(look.size), look.bold
    tight = OxmlElement("w:spacing")
    tight.set(qn("w:val"), TIGHT if look.grid else "0")
    style.element.get_or_add_rPr().append(tight)
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    form.line_spacing = Pt(look.pitch) if look.pitch else PITCH
    form.widow_control = False  # it would move lines and spoil the 22
    form.alignment = look.align
    if look.level:
        form.keep_with_next = True
    properties = style.element.get_or_add_pPr()
    if look.indent:
        indent = properties.get_or_add_ind()
        indent.set(qn("w:firstLineChars"), str(look.indent * 100))
        indent.set(qn("w:firstLine"), str(int(look.indent * look.size * 20)))
    if not look.grid:
        off = OxmlElement("w:snapToGrid")
        off.set(qn("w:val"), "0")
        properties.append(off)
    if look.level:
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(look.level - 1))
        properties.append(outline)


def face(properties: Any, name: str) -> None:
    """Set the face of a run or style: Chinese in ``name``, Latin letters and digits in Times New Roman."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for script, font in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", name), ("cs", LATIN)):
        fonts.set(qn(f"w:{script}"), font)


def _font_table(made: DocxDocument) -> None:
    """Name a stand-in for each face, so that a machine without it does not fall to a Japanese one."""
    part = made.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = parse_xml(part.blob)
    for name, other in STAND_INS.items():
        for held in table.findall(qn("w:font")):
            if held.get(qn("w:name")) == name:
                table.remove(held)
        font, alternative = OxmlElement("w:font"), OxmlElement("w:altName")
        font.set(qn("w:name"), name)
        alternative.set(qn("w:val"), other)
        font.append(alternative)
        table.append(font)
    part._blob = _bytes(table)  # noqa: SLF001 - a part that python-docx does not model


def _settings(made: DocxDocument) -> None:
    zoom = made.settings.element.find(qn("w:zoom"))
    if zoom is not None:
        zoom.set(qn("w:percent"), "100")  # demanded by the schema, missing in the stock template


def _nobody(made: DocxDocument) -> None:
    """Take the stock template's author, remarks and picture out of the file."""
    properties = made.core_properties
    properties.author, properties.last_modified_by, properties.comments, properties.title = "Satchel", "", "", ""
    package = made.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[name]


def _bytes(element: Any) -> bytes:
    return bytes(serialize_part_xml(element))
