"""Charts in Word hold the numbers they show, in the order the schema wants, and no workbook."""

import io
import zipfile

from lxml import etree

from app.reports.word import chart, layout, writing
from app.reports.word.chart import CHART, Series

C = f"{{{CHART}}}"
# ECMA-376 part 1, 21.2: Word refuses a file whose children stand otherwise
ORDER = {
    "ser": ["idx", "order", "tx", "spPr", "invertIfNegative", "dLbls", "cat", "val"],
    "barChart": ["barDir", "grouping", "varyColors", "ser", "gapWidth", "overlap", "axId"],
    "scaling": ["orientation", "max", "min"],
    "dLbls": ["numFmt", "spPr", "txPr", "dLblPos", "showLegendKey", "showVal", "showCatName", "showSerName"],
    "valAx": ["axId", "scaling", "delete", "axPos", "numFmt", "majorTickMark", "minorTickMark", "tickLblPos"],
}


def made(*charts, stacked=False):
    document = layout.document()
    for series, groups in charts:
        chart.bars(document, "一题 <&>", series, groups, stacked=stacked)
    return zipfile.ZipFile(io.BytesIO(writing.finished(document)))


def test_a_chart_is_a_part_of_its_own_with_the_numbers_shown():
    archive = made(([Series("比例", (350, None, 120))], ["好", "差（不显示）", "<不了解>"]))
    tree = etree.fromstring(archive.read("word/charts/chart1.xml"))
    assert [v.text for v in tree.find(f".//{C}val").iter(f"{C}v")] == ["0.35", "0.12"]
    assert [v.text for v in tree.find(f".//{C}cat").iter(f"{C}v")] == ["好", "差（不显示）", "<不了解>"]
    assert not [name for name in archive.namelist() if "embed" in name]
    assert b"charts/chart1.xml" in archive.read("word/_rels/document.xml.rels")
    assert b"/word/charts/chart1.xml" in archive.read("[Content_Types].xml")


def test_children_stand_as_the_schema_wants():
    series = [Series("好", (400, 500)), Series("差", (300, None)), Series("不显示", (300, 500), blank=True)]
    tree = etree.fromstring(made((series, ["甲村", "乙村"]), stacked=True).read("word/charts/chart1.xml"))
    for name, order in ORDER.items():
        for element in tree.iter(f"{C}{name}"):
            held = [child.tag.removeprefix(C) for child in element if child.tag.removeprefix(C) in order]
            assert held
            assert [order.index(one) for one in held] == sorted(order.index(one) for one in held), name


def test_what_is_hidden_is_white_without_a_number_and_patterns_differ():
    series = [Series(str(n), (100,)) for n in range(5)] + [Series("不显示", (500,), blank=True)]
    tree = etree.fromstring(made((series, ["甲村"]), stacked=True).read("word/charts/chart1.xml"))
    drawn = list(tree.iter(f"{C}ser"))
    assert [one.find(f"{C}dLbls/{C}showVal").get("val") for one in drawn] == ["1"] * 5 + ["0"]
    looks = {etree.tostring(one.find(f"{C}spPr")) for one in drawn}
    assert len(looks) == 6


def test_several_charts_have_names_of_their_own():
    one = ([Series("比例", (500,))], ["好"])
    names = [name for name in made(one, one, one).namelist() if name.startswith("word/charts/")]
    assert sorted(names) == [f"word/charts/chart{n}.xml" for n in (1, 2, 3)]
