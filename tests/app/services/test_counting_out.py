"""What leaves of a questionnaire: the analysis in Word, single responses; logged first, nobody given away."""

import csv
import io
import re
import zipfile
from collections import Counter

import pytest
from openpyxl import load_workbook

from app.records.change import new_record_id
from app.services.analysis_paper import Wanted
from app.services.answers_out import AnswersOutService, AnswersStayError, OutForm
from app.services.papers import PaperNotWrittenError
from app.storage.types import ListQuery, NewChange
from tests.app.services import counting_world
from tests.app.services.counting_world import answer, batch, close, form, survey, votes


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return counting_world.founded(tmp_path_factory.mktemp("office"))


@pytest.fixture
def world(office, tmp_path):
    with counting_world.copied(office, tmp_path) as made:
        yield made


@pytest.fixture
def out(world):
    return AnswersOutService(world.session, world.clock.local)


def events(world):
    rows = world.vault.rows("event", world.vault.list(ListQuery("event", filters={"what": "export"})))
    return [row.values["detail"] for row in sorted(rows, key=lambda row: row.created)]


def words_of(data):
    """Everything a Word file says, charts included."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        return "\n".join(archive.read(name).decode() for name in names), archive.namelist()


def test_the_analysis_says_rates_scores_and_what_is_hidden_and_is_logged_before_it_is_written(world, out, tmp_path):
    rec = survey(world)
    world.put("person", {"name": "张卫国"})
    wishes = ["请张卫国公开账目"] * 6 + ["电话13912345678"]
    named = [answer("1", "1", "a", "30", wish) for wish in wishes] + votes((14, "2"), (8, "1"), (2, "4"))
    batch(world, rec, named)
    close(world, rec)
    world.service.note_register(rec, handed_out=40, returned=35, valid=31, way="household")
    path = tmp_path / "analysis.docx"
    made = out.export_analysis(rec, path, Wanted(comments=True, crosses=(("view", "who"),)))
    text, parts = words_of(path.read_bytes())
    plain = re.sub("<[^>]+>", "", text)
    assert "不足5份不显示" in plain
    assert "87.5%" in plain
    assert "发放方式：入户40份。" in plain
    assert "得分" in plain
    assert "总体评价 × 您是" in plain
    assert "张卫国" not in text
    assert "请某某公开账目" in plain
    assert "13912345678" not in text
    assert any(name.startswith("word/charts/chart") for name in parts)
    assert not any(name.endswith(".xlsx") for name in parts), "no numbers behind the chart but those it shows"
    (line,) = events(world)
    assert (line["form"], line["sha256"], line["copy"]) == ("questionnaire_analysis", made.sha256, made.copy)
    assert out.export_analysis(rec, tmp_path / "again.docx").copy != made.copy


def test_nothing_hidden_stands_in_the_analysis_or_its_charts(world, out):
    rec = survey(world)
    batch(world, rec, votes((17, "1"), (13, "2"), (3, "4")))
    close(world, rec)
    told = out.analysis(rec, Wanted())
    lines = {line.label: line for line in told.questions[0].lines}
    assert (lines["差"].count, lines["差"].share) == (None, None)
    assert lines["较好"].count is None


def test_a_file_that_cannot_be_written_is_in_the_log_and_nowhere_else(world, out, tmp_path):
    rec = survey(world)
    batch(world, rec, votes((17, "1")))
    close(world, rec)
    with pytest.raises(PaperNotWrittenError):
        out.export_analysis(rec, tmp_path / "none" / "x.docx")
    assert len(events(world)) == 1


def rows_of(path, name):
    with zipfile.ZipFile(path) as archive:
        return list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def test_anonymous_responses_leave_single_only_at_the_office_closed_and_ten(world, out, tmp_path, monkeypatch):
    rec = survey(world)
    batch(world, rec, votes((9, "1")))
    assert out.may_leave(rec) == "open"
    close(world, rec)
    assert out.may_leave(rec) == "few"
    batch(world, rec, votes((11, "1")))
    assert out.may_leave(rec) == ""
    monkeypatch.setattr(type(world.session), "is_office", property(lambda _: False))
    with pytest.raises(AnswersStayError) as caught:
        out.export_answers(rec, tmp_path / "x.zip")
    assert caught.value.data["rule"] == "office"
    assert events(world) == []
    assert not (tmp_path / "x.zip").exists()


def test_anonymous_rows_have_new_keys_no_texts_and_no_answers_of_few(world, out, tmp_path):
    rec = survey(world)
    given = [answer("1", "1", "a", "40", f"第{n}条") for n in range(12)] + votes((9, "2"), (2, "4"))
    given[3]["/data/age"] = "97"
    batch(world, rec, given)
    close(world, rec)
    out.export_answers(rec, tmp_path / "a.zip")
    out.export_answers(rec, tmp_path / "b.zip")
    head, *rows = rows_of(tmp_path / "a.zip", "OWN.csv")
    assert head == ["meta-instanceID", "view", "who", "kinds", "kinds/a", "kinds/b", "age", "KEY"]
    views = Counter(row[1] for row in rows)
    assert views == {"1": 12, "": 11}, "what is hidden in the counts is blank here"
    assert not any(row[6] == "97" for row in rows)
    other = rows_of(tmp_path / "b.zip", "OWN.csv")[1:]
    assert not {row[-1] for row in rows} & {row[-1] for row in other}
    said = rows_of(tmp_path / "a.zip", "open answers.csv")[1:]
    assert sorted(said) == sorted(["建议", f"第{n}条"] for n in range(12))
    assert [line["form"] for line in events(world)] == ["questionnaire_answers"] * 2


def test_a_workbook_for_kobo_and_a_file_for_spss_hold_the_same_rows(world, out, tmp_path):
    rec = survey(world)
    batch(world, rec, votes((12, "1"), (10, "2")))
    close(world, rec)
    out.export_answers(rec, tmp_path / "k.xlsx", OutForm("kobo", labels=True))
    sheet = load_workbook(tmp_path / "k.xlsx").worksheets[0]
    lines = list(sheet.iter_rows(values_only=True))
    assert lines[0][0] == "view"
    assert Counter(line[0] for line in lines[1:]) == {"好": 12, "较好": 10}
    out.export_answers(rec, tmp_path / "s.zip", OutForm("spss"))
    with zipfile.ZipFile(tmp_path / "s.zip") as archive:
        assert {"OWN.sav", "OWN.csv"} <= set(archive.namelist())
        assert archive.read("OWN.sav")[:4] == b"$FL2"


def test_named_responses_leave_with_their_own_keys(world, out, tmp_path):
    rec = survey(world, anonymous=False)
    given = {**answer(wish="修路"), "/data/meta/instanceID": "uuid:mine"}
    fields = {"name": "x", "mode": "paper", "finished": True, "digest": form().form.digest, "answers": given}
    made, record = new_record_id(), world.vault.record(rec)
    world.vault.write([NewChange("response", made, record.scope, fields, parent=rec)])
    world.vault.write([NewChange("response", made, record.scope, {}, parent=rec, step="finish")])
    out.export_answers(rec, tmp_path / "n.zip")
    head, row = rows_of(tmp_path / "n.zip", "OWN.csv")
    assert row[head.index("KEY")] == "uuid:mine"
    assert row[head.index("wish")] == "修路"
