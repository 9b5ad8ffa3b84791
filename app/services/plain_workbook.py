"""A workbook, texts and numbers only, put together in memory (ECMA-376, part 1, chapter 12 and 18).

openpyxl lays every sheet in clear in the system's scrap folder while it saves; what villagers said may not lie there.
"""

import html
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # may stand in no XML file
NO_NAME = re.compile(r"[\[\]:*?/\\]")

FIXED = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>'
        "%s</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>%s</sheets></workbook>'),
    "xl/_rels/workbook.xml.rels": (f'<Relationships xmlns="{PACKAGE}/relationships">%s</Relationships>'),
}


def workbook(lines: Iterable[Sequence[str | float]]) -> bytes:
    """Return the lines as an .xlsx file; characters that no XML file may hold are left out."""
    return book({"Sheet": lines})


def book(sheets: Mapping[str, Iterable[Sequence[str | float]]]) -> bytes:
    """Return several sheets as an .xlsx file; their names are made to fit what Excel takes."""
    named = _names(sheets)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in FIXED.items():
            archive.writestr(name, HEAD + (text % _each(EACH[name], named) if name in EACH else text))
        for number, lines in enumerate(sheets.values(), 1):
            rows = "".join(f"<row>{''.join(map(_cell, line))}</row>" for line in lines)
            sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
            archive.writestr(f"xl/worksheets/sheet{number}.xml", HEAD + sheet)
    return out.getvalue()


EACH = {  # what stands in a fixed part for each sheet
    "[Content_Types].xml": f'<Override PartName="/xl/worksheets/sheet{{n}}.xml" ContentType="{TYPES}.worksheet+xml"/>',
    "xl/workbook.xml": '<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>',
    "xl/_rels/workbook.xml.rels": (
        f'<Relationship Id="rId{{n}}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{{n}}.xml"/>'
    ),
}


def _each(form: str, names: Sequence[str]) -> str:
    return "".join(form.format(n=n, name=html.escape(name)) for n, name in enumerate(names, 1))


def _names(wanted: Iterable[str]) -> list[str]:
    """Names of at most 31 characters, without signs Excel refuses, no two alike."""
    found: list[str] = []
    for name in wanted:
        plain = NO_NAME.sub("-", NO_XML.sub("", name)).strip("'") or "Sheet"
        number, made = 2, plain[:31]
        while made.lower() in {one.lower() for one in found}:
            made, number = f"{plain[: 28 - len(str(number))]} ({number})", number + 1
        found.append(made)
    return found


def _cell(value: str | float) -> str:
    if not isinstance(value, str):
        return f"<c><v>{value}</v></c>"
    text = html.escape(NO_XML.sub("", value), quote=False)
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' if text else "<c/>"
