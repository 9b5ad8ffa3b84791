"""Papers at the command line: written in clear, logged and listed; several villages at once; templates checked."""

import hashlib
from pathlib import Path

import docx
import pytest

from app.paths import resource
from app.reports.papers import FORMS, writable
from tests.app.cli.conftest import play

TEMPLATED = [form.code for form in FORMS if form.template]


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """A round of this file's own: every paper here takes a number."""
    return play(tmp_path_factory.mktemp("papers") / "out")


def village(at, folder="office"):
    return at(folder, "list", "village", "--sort", "code").json["records"][0]["rec"]


def words_of(path):
    return "".join(node.text or "" for node in docx.Document(path).element.iter() if node.tag.endswith("}t"))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_every_paper_can_be_written(at, tmp_path, form):
    line = ("--village", village(at, "laptop-1")) if form.kind else ()
    said = at("laptop-1", "report", form.code, *line, "--out", tmp_path / "new")
    assert said.code == 0, said.out
    told = said.json["documents"]
    assert told
    assert {Path(one["path"]) for one in told} == set((tmp_path / "new").iterdir())
    for one in told:
        assert one["path"].endswith(f".{form.makes}")
        assert hashlib.sha256(Path(one["path"]).read_bytes()).hexdigest() == one["sha256"]


@pytest.mark.parametrize("form", [form for form in FORMS if writable(form)], ids=lambda form: form.code)
def test_every_form_to_write_on_can_be_had_empty(at, tmp_path, form):
    said = at("laptop-1", "report", form.code, "--blank", "--out", tmp_path / "new")
    (one,) = said.json["documents"]
    assert "空白" in Path(one["path"]).name
    assert at("laptop-1", "in-clear").json["files"][0]["blank"] is True


def test_a_report_has_no_empty_form(at, tmp_path):
    said = at("laptop-1", "report", "village_report", "--blank", "--out", tmp_path)
    assert (said.code, said.json["error"]["code"]) == (1, "bad-input")


def test_one_record_is_named_by_its_number(at, tmp_path):
    number = at("office", "list", "finding", "--where", "state=in_report").json["records"][0]["values"]["number"]
    said = at("office", "report", "finding", "--rec", number, "--out", tmp_path)
    (one,) = said.json["documents"]
    assert "超合同价结算" in words_of(one["path"])


def test_only_those_in_one_state_are_written(at, tmp_path):
    said = at("office", "report", "finding", "--state", "draft", "--all", "--out", tmp_path)
    held = at("office", "list", "finding", "--where", "state=draft").json["count"]
    assert len(said.json["documents"]) == held > 1


def test_several_villages_are_written_at_once(at, tmp_path):
    named = [row["values"]["name"] for row in at("office", "list", "village").json["records"]]
    line = [part for name in named for part in ("--village", name)]
    assert len(at("office", "report", "village_report", *line, "--out", tmp_path / "a").json["documents"]) == len(named)
    assert len(at("office", "report", "village_report", "--all", "--out", tmp_path / "b").json["documents"]) == len(
        named
    )
    assert {name for name in named for p in (tmp_path / "a").iterdir() if name in p.name} == set(named)


def test_a_list_may_hold_some_records_only(at, tmp_path):
    rows = at("office", "list", "document_check", "--village", village(at)).json["records"][:2]
    recs = [part for row in rows for part in ("--rec", row["rec"])]
    said = at("office", "report", "document_request", "--village", village(at), *recs, "--out", tmp_path)
    text = words_of(said.json["documents"][0]["path"])
    assert [row["values"]["name"] in text for row in rows] == [True, True]
    others = at("office", "list", "document_check", "--village", village(at)).json["records"][2:]
    assert not any(row["values"]["name"] in text for row in others)


def test_what_was_written_stands_in_the_list_and_nothing_is_replaced(at, tmp_path):
    before = at("office", "in-clear").json["count"]
    first = at("office", "report", "blank_talk", "--out", tmp_path).json["documents"][0]["path"]
    second = at("office", "report", "blank_talk", "--out", tmp_path).json["documents"][0]["path"]
    told = at("office", "in-clear").json
    assert told["count"] == before + 2
    assert [one["file"] for one in told["files"][:2]] == [second, first]
    assert {one["what"] for one in told["files"][:2]} == {"export"}


def test_the_office_sees_what_its_laptops_let_out(at):
    told = at("office", "in-clear").json["files"]
    assert {"talk_sheet", "finding", "village_report"} <= {one["form"] for one in told}
    assert len({one["person"] for one in told}) >= 2


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (("no_such_form",), "bad-usage"),
        (("finding", "--rec", "0" * 32), "not-found"),
        (("finding", "--rec", "没有这个编号"), "not-found"),
        (("village_report", "--village", "没有这个村"), "not-found"),
        (("slip", "--rec", "00" * 16), "not-found"),
        (("evidence", "--state", "draft", "--all"), "not-found"),
    ],
)
def test_what_is_not_here_is_told_and_nothing_is_written(at, tmp_path, line, code):
    said = at("office", "report", *line, "--out", tmp_path / "new")
    assert (said.code, said.json["error"]["code"]) == (1, code)
    assert not (tmp_path / "new").exists() or list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize("form", TEMPLATED)
def test_the_shipped_templates_pass(satchel, form):
    file = next(f.template for f in FORMS if f.code == form)
    said = satchel("check-template", resource("templates", f"{file}.docx"), "--form", form, "--json")
    assert (said.code, said.json["problems"]) == (0, [])


def template(path, text):
    made = docx.Document()
    made.add_paragraph("第一段")
    made.add_paragraph(text)
    made.save(path)
    return path


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ 问题概述.__class__ }}", "template-forbidden"),
        ("｛｛ 问题概述 ｝｝", "template-full-width"),
        ("{{ 没有这一项 }}", "template-unknown-name"),
    ],
)
def test_a_template_with_a_fault_is_refused_with_the_place(satchel, tmp_path, text, code):
    said = satchel(
        "check-template", template(tmp_path / "own.docx", text), "--form", "finding", "--json", "--lang", "zh"
    )
    assert said.code == 1
    assert said.json["error"]["code"] == "template-refused"
    assert said.json["problems"][0]["code"] == code
    assert said.json["problems"][0]["place"] == "正文第2段"


def test_a_template_that_is_not_there_is_told(satchel, tmp_path):
    said = satchel("check-template", tmp_path / "none.docx", "--form", "finding", "--json")
    assert said.json["error"]["code"] == "file-trouble"
