import json

import pytest

from app.cli.main import main

GOOD = "| survey | | | |\n| | type | name | label |\n| | text | a | 甲 |\n"
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
