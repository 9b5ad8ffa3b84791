import json

import pytest

from app.cli.main import main
from app.services.questionnaires import QuestionnaireService
from tests.app.scan import paper
from tests.app.services import records_world

GOOD = "| survey | | | |\n| | type | name | label |\n| | text | a | 甲 |\n"
TWO = "| survey | | | | |\n| | type | name | label::中文 (zh) | label::English (en) |\n| | text | a | 甲 | A |\n"
BAD = "| survey | | | | |\n| | type | name | label | relevant |\n| | text | a | 甲 | ${b} = 1 |\n"


@pytest.fixture
def said(capsys):
    def run(*line):
        code = main([str(part) for part in line])
        return code, capsys.readouterr().out

    return run


def test_workbooks_are_checked_and_each_finding_has_its_place(said, tmp_path):
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(GOOD, "utf-8")
    bad.write_text(BAD, "utf-8")
    code, out = said("form", "check", good, bad, "--json")
    data = json.loads(out)
    assert code == 1
    assert data["refused"] == [str(bad)]
    assert data["files"][str(good)]["questions"] == 1
    finding = data["files"][str(bad)]["findings"][0]
    assert (finding["sheet"], finding["row"], finding["column"]) == ("survey", 3, "D relevant")
    code, out = said("form", "check", bad, "--lang", "zh")
    assert "第3行" in out


def test_a_file_that_is_no_workbook_is_a_finding_too(said, tmp_path):
    file = tmp_path / "x.xlsx"
    file.write_bytes(b"PK\x03\x04nothing")
    code, out = said("form", "check", file, "--json")
    assert code == 1
    assert json.loads(out)["files"][str(file)]["findings"][0]["code"] == "not-a-workbook"


def test_cases_and_scenarios_answer_with_counts_and_ids(said, tmp_path):
    head = ["id", "source", "functions", "expression", "context_xml", "context_node", "result_type", "expected"]
    rows = [["A1", "own", "", "1+1", "", "", "number", "2"], ["A2", "own", "", "1+1", "", "", "number", "3"]]
    file = tmp_path / "cases.tsv"
    file.write_text("\n".join("\t".join(row) for row in [head, *rows]), "utf-8")
    code, out = said("form", "cases", file, "--json")
    data = json.loads(out)
    assert code == 0
    assert (data["total"], data["passed"], data["failed"]) == (2, 1, ["A2"])
    file = tmp_path / "scenarios.json"
    file.write_text(json.dumps({"cases": [{"id": "S1", "test": "x", "steps": [{"validate": True}]}]}), "utf-8")
    code, out = said("form", "scenarios", file, "--json")
    assert json.loads(out)["failed"] == ["S1"]


def test_the_built_in_questionnaires_are_written_for_excel(said, tmp_path):
    code, out = said("form", "export", "--to", tmp_path, "--json")
    assert code == 0
    assert len(json.loads(out)["written"]) == 6
    assert said("form", "check", tmp_path / "QV-MASS.xlsx")[0] == 0


def test_blank_sheets_are_written_from_a_workbook_a_code_and_in_two_languages(said, tmp_path):
    workbook = tmp_path / "survey.md"
    workbook.write_text(TWO, "utf-8")
    code, out = said("form", "print", workbook, "--copies", 2, "--out", tmp_path / "a.pdf", "--json")
    assert code == 0
    told = json.loads(out)
    assert (told["pages"], told["numbers"]) == (2, "S-0001…S-0002")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    both = ("--language", "中文 (zh)", "--language", 2, "--unnumbered", "--big")
    code, out = said("form", "print", workbook, "--out", tmp_path / "sub", *both, "--json")
    assert code == 0
    assert json.loads(out)["path"].endswith(".pdf")
    code, out = said("form", "print", "QV-SAT", "--rows", 2, "--out", tmp_path / "b.pdf", "--lang", "zh")
    assert code == 0
    assert "卷号 S-0001" in out
    assert said("form", "print", workbook, "--language", "fr", "--out", tmp_path / "c.pdf")[0] == 1
    assert not (tmp_path / "c.pdf").exists()


def test_ticked_sheets_are_told_with_their_doubts(said, tmp_path):
    answers = paper.everything("QV-TEAM", 1, q02=("1", "3"))
    files = paper.sheets(tmp_path, "QV-TEAM", [("A-0001", answers)])
    code, out = said("form", "read", "QV-TEAM", *files, tmp_path / "gone.png", "--json")
    assert code == 0
    (sheet,) = json.loads(out)["sheets"]
    assert (sheet["serial"], sheet["missing"], sheet["answers"]["/data/q01"]) == ("A-0001", [], "2")
    assert [(doubt["number"], doubt["why"], doubt["seems"]) for doubt in sheet["doubts"]] == [("2", "several", "1 3")]
    assert "/data/q02" not in sheet["answers"]
    assert [one["why"] for one in json.loads(out)["unread"]] == ["unreadable"]
    code, out = said("form", "read", "QV-TEAM", *files, "--lang", "zh")
    assert "要人定 1 处" in out


def test_sheets_of_a_record_are_numbered_on_and_logged(satchel, tmp_path, monkeypatch):
    monkeypatch.setenv("SATCHEL_HOME", str(tmp_path / "home"))
    world = records_world.make(tmp_path)
    rec = QuestionnaireService(world.session, world.clock.local).take_builtin("QV-TEAM").rec
    world.vault.close()
    who = ("--vault", tmp_path / "vault", "--staff", records_world.STAFF, "--json")
    for count, last in ((2, "-0002"), (1, "-0003")):
        line = ("form", "print", rec, "--copies", count, "--out", tmp_path / f"{count}.pdf", *who)
        said = satchel(*line, secret=records_world.PASSPHRASE)
        assert said.code == 0, said.out
        assert said.json["numbers"].endswith(last)
        assert (tmp_path / f"{count}.pdf").read_bytes().startswith(b"%PDF")
    listed = satchel("in-clear", *who, secret=records_world.PASSPHRASE).json["files"]
    assert {(one["form"], one["subject"]) for one in listed} == {("questionnaire_sheets", rec)}
    assert len(listed) == 2
