import pytest
from docx.oxml.parser import parse_xml

from app.reports.word import order

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_children_are_put_where_the_schema_wants_them():
    root = parse_xml(f'<w:p {W}><w:pPr><w:jc w:val="left"/><w:pStyle w:val="x"/><w:ind/></w:pPr></w:p>')
    assert list(order.misplaced(root)) == ["pPr: pStyle after jc"]
    order.sort(root)
    assert list(order.misplaced(root)) == []
    assert [child.tag.rpartition("}")[2] for child in root[0]] == ["pStyle", "ind", "jc"]


def test_an_element_the_schema_does_not_know_there_is_told():
    root = parse_xml(f"<w:rPr {W}><w:b/><w:jc/></w:rPr>")
    assert list(order.misplaced(root)) == ["rPr: jc is unknown"]


def test_sorting_keeps_the_order_of_equals():
    root = parse_xml(f'<w:pPr {W}><w:tabs/><w:rPr><w:sz w:val="1"/><w:rFonts/></w:rPr></w:pPr>')
    order.sort(root)
    assert [child.tag.rpartition("}")[2] for child in root.iter()][1:] == ["tabs", "rPr", "rFonts", "sz"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("<w:p><w:r/><w:pPr/></w:p>", "p: pPr comes too late"),
        ("<w:p><w:r><w:t/><w:rPr/></w:r></w:p>", "r: rPr comes too late"),
        ("<w:tbl><w:tblGrid/><w:tblPr/><w:tr/></w:tbl>", "tbl: tblPr comes too late"),
        ("<w:tr><w:tc><w:p/></w:tc><w:trPr/></w:tr>", "tr: trPr comes too late"),
        ("<w:tc><w:p/><w:tbl><w:tblPr/></w:tbl></w:tc>", "tc: does not end with p"),
        ("<w:body><w:sectPr/><w:p/></w:body>", "body: does not end with sectPr"),
        ("<w:settings><w:compat/><w:zoom/></w:settings>", "settings: zoom after compat"),
        ("<w:font><w:family/><w:altName/></w:font>", "font: altName after family"),
        ("<w:lvl><w:lvlText/><w:numFmt/></w:lvl>", "lvl: numFmt after lvlText"),
    ],
)
def test_every_part_of_a_document_is_looked_at(wrong, told):
    root = parse_xml(wrong.replace(">", f" {W}>", 1))
    assert list(order.misplaced(root)) == [told]


def test_what_is_of_another_namespace_is_left_alone():
    inside = '<m:mathPr xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/>'
    root = parse_xml(f"<w:settings {W}><w:zoom/>{inside}<w:compat/></w:settings>")
    assert list(order.misplaced(root)) == []
