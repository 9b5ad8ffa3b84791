import pytest

from app.forms.xpath.nodes import BadXmlError, folded, parse, to_xml


def test_a_tree_is_written_as_it_was_read():
    xml = '<a xmlns:b="urn:b"><c d="1">文字</c><b:e /></a>'
    again = parse(to_xml(folded(parse(xml)).elements()[0]))
    assert [node.name for node in folded(again).walk()][1:] == ["a", "c", "e"]


@pytest.mark.parametrize("xml", ["<a>", "<a></b>", "no", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'])
def test_broken_xml_and_entities_are_refused(xml):
    with pytest.raises(BadXmlError):
        parse(xml)


def test_blank_text_is_dropped_and_a_leaf_keeps_its_own():
    top = folded(parse("<a>\n  <b> x </b>\n  <c>  </c>\n</a>")).elements()[0]
    assert [(n.name, n.value) for n in top.elements()] == [("b", " x "), ("c", "")]


def test_a_place_counts_only_namesakes():
    top = folded(parse("<a><b/><c/><b/></a>")).elements()[0]
    assert [n.position() for n in top.elements()] == [1, 1, 2]
