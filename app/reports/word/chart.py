"""Charts that Word draws itself (DrawingML, ECMA-376 part 1, chapter 21.2), with the numbers in it and no workbook.

Without a workbook inside, a chart holds what it shows and nothing else, and is redrawn sharply at any size. Bars differ
by pattern as well as grey, so that a photocopy can be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml

from app.reports.word import layout, writing

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PLACED = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SORT = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
EMU = 36_000  # a millimetre
WIDTH = 152
# (pattern of DrawingML or '' for one tone, ink, ground)
LOOKS = (
    ("", "404040", ""),
    ("pct50", "404040", "FFFFFF"),
    ("wdUpDiag", "404040", "FFFFFF"),
    ("pct10", "404040", "FFFFFF"),
    ("smGrid", "595959", "FFFFFF"),
    ("dkHorz", "595959", "FFFFFF"),
    ("pct75", "595959", "FFFFFF"),
    ("wdDnDiag", "595959", "FFFFFF"),
    ("ltVert", "404040", "FFFFFF"),
    ("trellis", "7F7F7F", "FFFFFF"),
)

EMPTY = (
    '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln w="6350"><a:solidFill>'
    '<a:srgbClr val="7F7F7F"/></a:solidFill><a:prstDash val="dash"/></a:ln></c:spPr>'
)


@dataclass(frozen=True, slots=True)
class Series:
    """One kind of bar: its name and a share in per mille for each group, None where there is none to show.

    A ``blank`` one is white and without numbers: what is not shown.
    """

    name: str
    shares: tuple[int | None, ...]
    blank: bool = False


def bars(made: Document, title: str, series: Sequence[Series], groups: Sequence[str], *, stacked: bool = False) -> None:
    """Add a chart of horizontal bars; ``stacked`` puts the series of a group into one bar of a hundred per cent."""
    package = made.part.package
    number = sum(1 for part in package.iter_parts() if str(part.partname).startswith("/word/charts/")) + 1
    xml = _chart(series, groups, stacked=stacked)
    part = Part(PackURI(f"/word/charts/chart{number}.xml"), SORT, xml.encode(), package)
    relation = made.part.relate_to(part, f"{OFFICE}/chart")
    rows = len(groups) if stacked else len(groups) * len(series)
    height = min(200, 14 + 8 * rows + (9 * (1 + len(series) // 5) if stacked else 0))
    line = writing.paragraph(made, "", layout.CELL)
    line.alignment = layout.CENTRE
    line.paragraph_format.line_spacing = 1.0  # an exact pitch would cut the chart off
    line.paragraph_format.space_before = line.paragraph_format.space_after = 0
    run = line.add_run()
    run._r.append(parse_xml(_placed(relation, number, title, height)))  # noqa: SLF001 - python-docx has no charts


def _placed(relation: str, number: int, title: str, height: int) -> str:
    words = escape(writing.clean(title))
    return (
        f'<w:drawing xmlns:w="{writing.WORD}" xmlns:wp="{PLACED}" xmlns:a="{DRAWING}" xmlns:r="{OFFICE}">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{WIDTH * EMU}" cy="{height * EMU}"/>'
        '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{5000 + number}" name="chart{number}" descr="{words}"/>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{CHART}">'
        f'<c:chart xmlns:c="{CHART}" r:id="{relation}"/></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )


def _chart(series: Sequence[Series], groups: Sequence[str], *, stacked: bool) -> str:
    drawn = "".join(_series(at, one, groups, stacked=stacked) for at, one in enumerate(series))
    grouping = "percentStacked" if stacked else "clustered"
    overlap = '<c:overlap val="100"/>' if stacked else ""
    key = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/>' + _words(9) + "</c:legend>" if stacked else ""
    most = "" if stacked else '<c:max val="1"/>'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<c:chartSpace xmlns:c="{CHART}" xmlns:a="{DRAWING}" xmlns:r="{OFFICE}"><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="bar"/>'
        f'<c:grouping val="{grouping}"/><c:varyColors val="0"/>{drawn}<c:gapWidth val="45"/>{overlap}'
        '<c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/>{_edge()}{_words(10)}<c:crossAx val="2"/>'
        '<c:crosses val="autoZero"/></c:catAx>'
        f'<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/>{most}<c:min val="0"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="0%" sourceLinked="0"/>'
        f'<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>{_edge()}{_words(9)}'
        '<c:crossAx val="1"/><c:crosses val="max"/><c:crossBetween val="between"/><c:majorUnit val="0.2"/></c:valAx>'
        f'</c:plotArea>{key}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>"
    )


def _series(at: int, one: Series, groups: Sequence[str], *, stacked: bool) -> str:
    names = "".join(f'<c:pt idx="{n}"><c:v>{_plain(name)}</c:v></c:pt>' for n, name in enumerate(groups))
    values = "".join(
        f'<c:pt idx="{n}"><c:v>{share / 1000}</c:v></c:pt>' for n, share in enumerate(one.shares) if share is not None
    )
    # in a stack a nought has no bar, so its label would lie on its neighbour's
    mask = "0%;;;" if stacked else "0.0%"
    where = "ctr" if stacked else "outEnd"
    show = 0 if one.blank else 1
    column, last = chr(ord("B") + at), len(groups) + 1
    ground = '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></c:spPr>' if stacked else ""
    return (
        f'<c:ser><c:idx val="{at}"/><c:order val="{at}"/><c:tx><c:strRef><c:f>Sheet1!${column}$1</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{_plain(one.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'{EMPTY if one.blank else _fill(at)}<c:invertIfNegative val="0"/>'
        f'<c:dLbls><c:numFmt formatCode="{mask}" sourceLinked="0"/>{ground}{_words(9)}<c:dLblPos val="{where}"/>'
        f'<c:showLegendKey val="0"/><c:showVal val="{show}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
        f'<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache><c:ptCount val="{len(groups)}"/>{names}'
        f"</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>Sheet1!${column}$2:${column}${last}</c:f>"
        "<c:numCache><c:formatCode>0.0%</c:formatCode>"
        f'<c:ptCount val="{len(groups)}"/>{values}</c:numCache></c:numRef></c:val></c:ser>'
    )


def _fill(at: int) -> str:
    pattern, ink, ground = LOOKS[at % len(LOOKS)]
    if not pattern:
        fill = f'<a:solidFill><a:srgbClr val="{ink}"/></a:solidFill>'
    else:
        fill = (
            f'<a:pattFill prst="{pattern}"><a:fgClr><a:srgbClr val="{ink}"/></a:fgClr>'
            f'<a:bgClr><a:srgbClr val="{ground}"/></a:bgClr></a:pattFill>'
        )
    return f'<c:spPr>{fill}<a:ln w="6350"><a:solidFill><a:srgbClr val="262626"/></a:solidFill></a:ln></c:spPr>'


def _edge() -> str:
    return '<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="595959"/></a:solidFill></a:ln></c:spPr>'


def _words(size: int) -> str:
    face = f'<a:latin typeface="{layout.LATIN}"/><a:ea typeface="{layout.FANG}"/>'
    return (
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{size * 100}" b="0"><a:solidFill><a:srgbClr val="000000"/></a:solidFill>{face}</a:defRPr>'
        '</a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _plain(words: str) -> str:
    return escape(writing.clean(words), quote=False)
