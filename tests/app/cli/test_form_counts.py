"""A questionnaire counted, compared and written out from a terminal."""

import json

import pytest

from app.cli.main import main
from tests.app.services import records_world
from tests.app.services.counting_world import answer, batch, close, survey, votes


@pytest.fixture(scope="module")
def counted(tmp_path_factory):
    """A vault with one closed survey, and the words that open it."""
    base = tmp_path_factory.mktemp("counted")
    world = records_world.make(base)
    rec = survey(world)
    batch(world, rec, [*votes((15, "1"), (8, "2"), (2, "4")), *[answer(wish="修路灯")] * 6])
    close(world, rec)
    world.vault.close()
    secret = base / "secret"
    secret.write_text(records_world.PASSPHRASE + "\n", "utf-8")
    return rec, ("--vault", world.folder, "--staff", records_world.STAFF, "--passphrase-file", secret)


@pytest.fixture
def said(capsys, counted):
    def run(*line):
        code = main([str(part) for part in (*line[:2], *counted[1], *line[2:])])
        return code, capsys.readouterr().out

    return run


def test_results_hide_small_groups_and_say_so(said, counted):
    code, out = said("form", "results", counted[0], "--json")
    data = json.loads(out)
    assert code == 0
    assert (data["entered"], data["counted"]) == (31, 31)
    view = next(one for one in data["questions"] if one["label"] == "总体评价")
    assert {cell["label"]: cell["count"] for cell in view["cells"]}["差"] is None
    assert view["score"]["rounded_to"] > 0.1
    wish = next(one for one in data["questions"] if one["label"] == "建议")
    assert wish["words"] == [{"word": "修路灯", "answers": 6}]
    code, out = said("form", "results", counted[0], "--lang", "zh")
    assert "不足5份不显示" in out


def test_the_analysis_and_the_answers_are_written(said, counted, tmp_path):
    code, out = said("form", "analyse", counted[0], "--out", tmp_path / "a.docx", "--cross", "view", "who", "--json")
    assert code == 0
    assert json.loads(out)["path"] == str(tmp_path / "a.docx")
    for way, name in (("central", "c.zip"), ("kobo", "k.xlsx"), ("spss", "s.zip")):
        code, out = said("form", "answers", counted[0], "--as", way, "--out", tmp_path / name, "--json")
        assert code == 0
        assert (tmp_path / name).stat().st_size > 300
    code, out = said("form", "analyse", counted[0], "--out", tmp_path, "--cross", "view", "nothing", "--json")
    assert code == 1
    assert json.loads(out)["error"]["code"] == "not-found"


def test_a_comparison_names_its_columns(said, counted):
    code, out = said("form", "compare", counted[0], "--json")
    data = json.loads(out)
    assert code == 0
    assert [one["village"] for one in data["columns"]] == ["石桥村"]
    assert data["summed"] == 0
