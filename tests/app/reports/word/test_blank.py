"""Empty forms for a day without the laptop: a place to write for every value, lines for the long ones."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from app.records.kinds import kind
from app.reports import papers
from app.reports.issue import Issue
from app.reports.word import blank, layout, writing
from app.reports.word.names import template_values
from app.reports.word.render import render
from tests.app.reports import samples

TEMPLATED = [form for form in papers.FORMS if form.template]
ISSUE = Issue(mark="工作秘密")


def made(form, data=b""):
    of = kind(form.kind)
    given = blank.values(of, {"group_name": "县委第一巡察组"}, many=form.many)
    filled = render(data or papers.shipped(form), template_values(of, many=form.many), given, ISSUE)
    return blank.ruled(filled)


@pytest.mark.parametrize("form", TEMPLATED, ids=lambda form: form.code)
def test_every_form_can_be_had_empty(form):
    data = made(form)
    body = samples.member(data, "word/document.xml")
    assert samples.in_order(data) == []
    assert not [mark for mark in (*blank.MARKS, "{{", "{%", "☑", "None") if mark in body]
    assert "签名" in body or "签字" in body


@pytest.mark.parametrize("form", [form for form in TEMPLATED if form.many], ids=lambda form: form.code)
def test_a_list_has_numbered_rows_high_enough_for_a_hand(form):
    table = docx.Document(io.BytesIO(made(form))).tables[0]
    numbers = [row.cells[0].text for row in table.rows[1:]]
    assert numbers == [str(n) for n in range(1, blank.ROWS + 1)]
    assert min(int(row._tr.trPr.find(qn("w:trHeight")).get(qn("w:val"))) for row in table.rows[1:]) >= blank.LOW


def test_long_texts_are_ruled_and_short_ones_are_not():
    document = docx.Document(io.BytesIO(made(papers.form("fact_confirmation"))))
    cells = {row.cells[0].text: row.cells[1] for row in document.tables[0].rows}
    lined = {name: len(cell._tc.findall(f".//{qn('w:pBdr')}")) for name, cell in cells.items()}
    assert lined["具体事实"] == blank.LINES[blank.LONGEST]
    assert lined["情况说明"] == blank.LINES[blank.LONG]
    assert lined["事实领域"] == 0


def test_choices_stand_as_boxes_nobody_ticked():
    shown = samples.outline(made(papers.form("evidence")))
    assert "☐\u00a0复印件" in shown
    assert "☑" not in shown


def test_the_offices_own_template_serves_as_well():
    own = layout.document()
    writing.paragraph(own, "本办样式　材料名称：{{ 材料名称 }}　取证时间：{{ 取证时间 }}")
    out = io.BytesIO()
    own.save(out)
    document = docx.Document(io.BytesIO(made(papers.form("evidence"), out.getvalue())))
    (line,) = [p for p in document.paragraphs if "本办样式" in p.text]
    assert line.text == f"本办样式　材料名称：{blank.BLANKS[blank.SHORT]}　取证时间：{blank.BLANKS[blank.DAY]}"
    assert [run.text for run in line.runs if run.underline] == [blank.BLANKS[blank.SHORT]]


def test_one_sheet_holds_what_one_sheet_should(tmp_path):
    for form in TEMPLATED:
        folder = tmp_path / form.code
        folder.mkdir()
        pages = samples.pages(samples.rendered(made(form), folder))
        assert len(pages) == {"finding": 3}.get(form.code, 1), form.code


def test_a_row_of_lines_may_go_over_to_the_next_page():
    """Kept whole, the long rows of a finding left half pages empty and two signatures alone on a page."""
    form = next(form for form in TEMPLATED if form.code == "finding")
    ruled = [
        row
        for table in docx.Document(io.BytesIO(made(form))).tables
        for row in table.rows
        if row._tr.findall(f".//{qn('w:pBdr')}")
    ]
    assert len(ruled) >= 5
    assert not [row for row in ruled if row._tr.findall(f".//{qn('w:cantSplit')}")]
