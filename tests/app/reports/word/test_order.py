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
