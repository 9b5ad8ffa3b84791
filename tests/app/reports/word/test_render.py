import io
import zipfile

import docx
import pytest
from jinja2.exceptions import SecurityError

from app.records.kinds import kind, kinds
from app.reports import papers
from app.reports.word import layout, writing
from app.reports.word.names import Filled, context, template_values
from app.reports.word.render import TemplateRefusedError, render
from app.reports.word.sandbox import Row, Sandbox
from tests.app.reports import samples
from tests.app.reports.samples import ISSUE

KIND = kind("interview")
VALUES = template_values(KIND)


def template(*paragraphs):
    made = layout.document()
    for words in paragraphs:
        writing.paragraph(made, words)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def given(**values):
    lines = tuple(Filled({"speaker": "q", "text": text}, {}) for text in ("第一句", "第二句"))
    one = Filled({"person_name": "李建国", **values}, {}, "signed", None, {"interview_line": lines})
    return context(KIND, [one], {"village_name": "石桥村"}, many=False)


def shown(data):
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def test_names_are_filled_in_chinese_and_by_code():
    data = render(template("{{ 被谈话人姓名 }} {{ person_name }} {{ 村名 }} {{ 状态 }}"), VALUES, given(), ISSUE)
    assert shown(data) == ["李建国 李建国 石桥村 已签字"]


def test_a_list_is_repeated_for_each_part():
    words = "{% for 行 in 谈话内容 %}{{ 行.序号 }}{{ 行.问答 }}{{ 行.内容 }}；{% endfor %}"
    assert shown(render(template(words), VALUES, given(), ISSUE)) == ["1问第一句；2问第二句；"]


def test_a_field_named_like_a_method_is_still_a_field():
    assert Row({"items": "x", "keys": "y"}).items == "x"
    kind_ = kind("evidence")
    assert "items" not in {value.code for value in template_values(kind_)}  # withheld from what the provider signs
    documents = template_values(kind("document_check"), many=True)
    given_ = context(kind("document_check"), [Filled({"items": ["A"], "name": "账簿"}, {})], {}, many=True)
    data = render(template("{% for 行 in rows %}{{ 行.name }}{{ 行.items }}{% endfor %}"), documents, given_, ISSUE)
    assert shown(data)[0].startswith("账簿")


def test_marks_of_xml_in_a_value_are_kept():
    data = render(template("{{ 地点 }}"), VALUES, given(place="a<b>&c \x0b{{ 编号 }}"), ISSUE)
    assert shown(data) == ["a<b>&c {{ 编号 }}"]


def test_lines_of_a_long_text_become_paragraphs():
    data = render(template("{{ 地点 }}"), VALUES, given(place="一\n二\r\n三"), ISSUE)
    assert shown(data) == ["一", "二", "三"]


def test_a_template_with_problems_makes_nothing():
    with pytest.raises(TemplateRefusedError) as caught:
        render(template("{{ 没有 }}", "｛｛ 编号 ｝｝"), VALUES, given(), ISSUE, "我的模板.docx")
    assert (caught.value.data["name"], caught.value.data["count"]) == ("我的模板.docx", 2)


def test_a_tag_hidden_in_the_layout_runs_nothing():
    plain = template("{{ 编号 }}")
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:p>", b'<w:p w:rsidR="{{ cycler.__init__ }}">', 1)
            new.writestr(name, content)
    assert b"cycler" in zipfile.ZipFile(io.BytesIO(out.getvalue())).read("word/document.xml")
    with pytest.raises(TemplateRefusedError):
        render(out.getvalue(), VALUES, given(), ISSUE)


@pytest.mark.parametrize("source", ["{{ 1 + 1 }}", "{{ x() }}", "{{ x.y() }}", "{% set x = 1 %}", "{{ x[0] }}"])
def test_the_sandbox_refuses_before_it_runs(source):
    with pytest.raises(SecurityError):
        Sandbox().from_string(source)


def test_the_copys_own_marks_are_in_header_and_footer():
    text = samples.outline(render(template("{{ 编号 }}"), VALUES, given(), ISSUE))
    assert "(header) 工作秘密\t\t份号：A-000001" in text
    assert f"(footer) {ISSUE.trace}" in text


def test_nothing_sealed_and_no_source_is_offered():
    for one in kinds().values():
        sealed = {field.name for field in one.fields if field.sensitivity == "sealed"}
        assert sealed & {value.code for value in template_values(one)} == set()
    offered = {value.code for value in template_values(kind("fact_confirmation"))}
    assert offered & {"findings", "note", "finding_source", "found_how"} == set()


@pytest.mark.parametrize("one", list(kinds().values()), ids=lambda one: one.code)
def test_every_kind_gives_values_under_names_of_their_own(one):
    values = template_values(one)
    names = [name for value in values for name in {value.code, value.name}]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() for name in names)
    made = context(one, [Filled({}, {})], {}, many=False)
    assert set(names) <= set(made)


@pytest.mark.parametrize("form", [form for form in papers.FORMS if form.template], ids=lambda form: form.code)
def test_every_shipped_form_is_filled_and_in_order(form, snapshot):
    one = kind(form.kind)
    values = template_values(one, many=form.many)
    parts = {child: (Filled({}, {}),) for child in ("evidence_page", "finding_source")}
    said = {field.name: f"‹{field.name}›" for field in one.fields}
    rows = [Filled({}, {}, "", said, parts)] * (2 if form.many else 1)
    made = context(one, rows, {"village_name": "石桥村", "town": "柳河镇", "group_name": "第一组"}, many=form.many)
    data = render(papers.shipped(form), values, made, ISSUE, form.template)
    assert samples.in_order(data) == []
    assert samples.outline(data) == snapshot
