import pytest

from app.forms import lists
from app.forms.lists import BadListError


def rows(holder):
    return [{c.name: c.value for c in item.elements()} for item in holder.elements()[0].elements()]


def test_csv_xml_and_geojson_give_the_same_tree():
    csv = lists.from_file("name,label\na,甲\n".encode(), "x.csv")
    xml = lists.from_file("<root><item><name>a</name><label>甲</label></item></root>".encode(), "x.xml")
    geo = lists.from_file(
        '{"features":[{"geometry":{"coordinates":[113.1,23.2]},"properties":{"name":"a","label":"甲"}}]}'.encode(),
        "x.geojson",
    )
    assert rows(csv) == rows(xml) == [{"name": "a", "label": "甲"}]
    assert rows(geo) == [{"geometry": "23.2 113.1 0 0", "name": "a", "label": "甲"}]


def test_a_header_that_is_no_name_is_made_one():
    assert list(rows(lists.from_file("1 列,b\nx,y\n".encode(), "x.csv"))[0]) == ["_1_列", "b"]


@pytest.mark.parametrize(("file", "data"), [("x.xml", b"<a"), ("x.geojson", b"[1"), ("x.json", b"{}")])
def test_a_broken_list_is_named(file, data):
    with pytest.raises(BadListError) as caught:
        lists.from_file(data, file)
    assert caught.value.data["file"] == file
