import io
import zipfile

import docx
import pytest

from app.records.kinds import kind
from app.reports.word import layout, writing
from app.reports.word.check import check
from app.reports.word.names import template_values
from app.reports.word.writing import Box

VALUES = template_values(kind("interview"))


def template(*paragraphs, cells=()):
    made = layout.document()
    for words in paragraphs:
        writing.paragraph(made, words)
    if cells:
        writing.table(made, [30] * len(cells), [[Box(words) for words in cells]])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def problems(data):
    return [(problem.code, problem.place.words("zh_CN")) for problem in check(data, VALUES)]


@pytest.mark.parametrize(
    "words",
    [
        "编号：{{ 编号 }}",
        "{{ number }}",
        "{{编号}}和{{ 地点 }}",
        "{% if 地点 %}在{{ 地点 }}{% endif %}",
        "{% if 地点 and not 拒签原因 %}好{% else %}坏{% endif %}",
        "{{ 地点|default('无') }}",
        "{{ 地点|default(“无”) }}",
        "{{ 地点 if 地点 else '无' }}",
        "{# 只是说明 #}",
        "{% for 行 in 谈话内容 %}{{ 行.内容 }}{{ loop.index }}{% endfor %}",
        "{% if 地点 == '村委会' %}在{% endif %}",
        "集合 {1,2} 与 ｛一｝",
    ],
)
def test_what_a_template_may_do(words):
    assert problems(template(words)) == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "template-forbidden"),
        ("{{ ''.__class__ }}", "template-forbidden"),
        ("{{ 地点.__class__ }}", "template-forbidden"),
        ("{{ 'x' * 300000000 }}", "template-forbidden"),
        ("{{ '%0300000000d' % 1 }}", "template-forbidden"),
        ("{{ 'x'|center(300000000) }}", "template-forbidden"),
        ("{{ range(999999) }}", "template-forbidden"),
        ("{% for x in range(9) %}{% endfor %}", "template-forbidden"),
        ("{% include 'other' %}", "template-forbidden"),
        ("{% set a = 1 %}", "template-forbidden"),
        ("{% macro a() %}{% endmacro %}", "template-forbidden"),
        ("{% extends 'a' %}", "template-forbidden"),
        ("{{ 谈话内容[0] }}", "template-forbidden"),
        ("{% if 编号 > 3 %}{% endif %}", "template-forbidden"),
        ("{% if 编号 in 3 %}{% endif %}", "template-forbidden"),
        ("{{ 编号|length(1) }}", "template-forbidden"),
        ("{{ 编号|default(1, 2, 3) }}", "template-forbidden"),
        ("{{ 编号 ~ 地点 }}", "template-forbidden"),
        ("{{ 不存在的名称 }}", "template-unknown-name"),
        ("{% for 行 in 谈话内容 %}{{ 行.没有 }}{% endfor %}", "template-unknown-name"),
        ("{% for 行 in 编号 %}{% endfor %}", "template-unknown-name"),
        ("{{ 内部备注 }}", "template-unknown-name"),
        ("{{ internal_note }}", "template-unknown-name"),
        ("{{ 编号", "template-open-tag"),
        ("编号 }}", "template-open-tag"),
        ("{% for 行 in 谈话内容 %}", "template-syntax"),
        ("{% endif %}", "template-syntax"),
        ("{{ 编号 地点 }}", "template-syntax"),
        ("｛｛ 编号 ｝｝", "template-full-width"),
        ("{｛ 编号 ｝}", "template-full-width"),
        ("｛% if 编号 %｝", "template-full-width"),
        ("{％ if 编号 ％}", "template-full-width"),
        ("编号：{ 编号 }", "template-single-brace"),
    ],
)
def test_what_a_template_may_not_do_is_told_with_its_place(words, code):
    assert problems(template("第一段", words)) == [(code, "正文第2段")]


def test_a_place_in_a_table_is_named_by_row_and_column():
    assert problems(template(cells=("甲", "{{ 没有 }}"))) == [("template-unknown-name", "正文，表格1第1行第2列")]


def test_a_place_in_a_footer_is_named():
    made = layout.document()
    made.sections[0].footer.paragraphs[0].text = "{{ 没有 }}"
    out = io.BytesIO()
    made.save(out)
    assert problems(out.getvalue()) == [("template-unknown-name", "页脚第1段")]


def test_a_tag_in_the_properties_is_read_too():
    made = layout.document()
    made.core_properties.title = "{{ cycler.__init__ }}"
    out = io.BytesIO()
    made.save(out)
    assert problems(out.getvalue()) == [("template-forbidden", "文档属性")]


def test_a_tag_split_over_runs_is_one_tag():
    made = layout.document()
    line = made.add_paragraph("{{ ")
    line.add_run("编").bold = True
    line.add_run("号 }}")
    out = io.BytesIO()
    made.save(out)
    assert problems(out.getvalue()) == []


def test_every_problem_is_told_at_once():
    data = template("{{ 没有 }}", "｛｛ 编号 ｝｝", "{{ 也没有 }}")
    assert sorted(code for code, _ in problems(data)) == [
        "template-full-width",
        "template-unknown-name",
        "template-unknown-name",
    ]


def test_loops_within_loops_end():
    deep = "".join("{% for 行" + str(n) + " in 谈话内容 %}" for n in range(4)) + "{% endfor %}" * 4
    assert ("template-forbidden", "正文第1段") in problems(template(deep))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 nonsense", b"%PDF-1.4", b"\xd0\xcf\x11\xe0 old word"])
def test_what_is_no_word_document_is_said_so(data):
    assert problems(data) == [("template-not-word", "文件")]


def damaged(data, *, encrypted=False):
    """The same file with its text spoilt, or said to be encrypted."""
    spoilt = bytearray(data)
    if encrypted:
        entry = data.find(b"word/document.xml", data.find(b"PK\x01\x02")) - 46
        spoilt[entry + 8] |= 1
        return bytes(spoilt)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        start = packed.getinfo("word/document.xml").header_offset + 60
    spoilt[start : start + 30] = bytes(byte ^ 0x5A for byte in spoilt[start : start + 30])
    return bytes(spoilt)


def test_a_damaged_an_encrypted_and_an_incomplete_file_are_no_word_documents():
    plain = template("x" * 200)
    for data in (damaged(plain), damaged(plain, encrypted=True)):
        assert problems(data) == [("template-not-word", "文件")]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w") as alone:
        alone.writestr("word/document.xml", old.read("word/document.xml"))
    assert problems(out.getvalue()) == [("template-not-word", "文件")]


def repacked(data, **more):
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in more:
                new.writestr(name, old.read(name))
        for name, content in more.items():
            new.writestr(name, content)
    return out.getvalue()


def test_macros_and_links_to_elsewhere_are_refused():
    plain = template("{{ 编号 }}")
    assert problems(repacked(plain, **{"word/vbaProject.bin": b"x"})) == [("template-active", "文件")]
    outside = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"'
        ' Type="http://x/attachedTemplate" Target="http://x/evil.dotm" TargetMode="External"/></Relationships>'
    )
    assert problems(repacked(plain, **{"word/_rels/settings.xml.rels": outside})) == [("template-active", "文件")]


def test_a_bomb_is_not_unpacked():
    bomb = repacked(template("x"), **{"word/media/image1.png": bytes(64 << 20)})
    assert len(bomb) < 1 << 20
    assert problems(bomb) == [("template-too-large", "文件")]


def test_every_problem_has_words_in_both_languages():
    found = check(template("{{ 没有 }}"), VALUES)[0]
    assert found.words("zh_CN").startswith("正文第1段：没有叫“没有”的填充项")
    assert found.words("en").startswith("text, paragraph 1: there is no value named")


def test_the_stock_words_of_a_document_are_no_tags():
    out = io.BytesIO()
    docx.Document().save(out)
    assert problems(out.getvalue()) == []
