"""Ticked sheets: what is read, what is asked, what is refused, and what is kept of it."""

import functools
import importlib.util
from copy import deepcopy
from dataclasses import replace

import pytest

from app.forms import builtin
from app.reports.forms_paper import Look
from app.scan.judging import Judged, Verdict
from app.services import scan_reading
from app.services.scan_sheets import questions
from app.services.scanning import NoScanPartsError, ScanningService, ScanReader
from app.storage import pool
from tests.app.scan import paper
from tests.app.services import records_world

CODE = "QV-TEAM"  # one page


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    made = records_world.make(tmp_path_factory.mktemp("scanning"))
    yield made
    made.vault.close()


@pytest.fixture
def service(world):
    return ScanningService(world.session, world.clock.local)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    """Files of three sheets: two of the group's questionnaire, one of two pages with skips."""
    folder = tmp_path_factory.mktemp("sheets")
    marks = [("A-0001", paper.everything(CODE, 1, q02=("1", "3"), q03=())), ("A-0002", paper.everything(CODE, 2))]
    skipped = paper.everything("QV-MASS", 0, q06=("2",), q07=())
    return {
        "team": paper.sheets(folder, CODE, marks),
        "mass": paper.sheets(folder, "QV-MASS", [("A-0003", skipped)]),
        "copied": paper.sheets(folder, "QV-MASS", [("", skipped)]),
    }


@functools.cache
def read_once(paths, code):
    return ScanReader("", code, builtin.form(code).form).read(paths)


def batch_of(service, pictures, code=CODE):
    """What reading these pictures gives; the same ones are read once."""
    read = read_once(tuple(pictures), code)
    rec = service.questionnaires.take_builtin(code).rec
    return replace(read, rec=rec, sheets=deepcopy(read.sheets), unread=list(read.unread))


def test_what_is_plain_is_read_and_the_rest_is_asked(service, pictures):
    batch = batch_of(service, pictures["team"])
    first, second = batch.sheets
    assert (first.serial, second.serial, batch.unread) == ("A-0001", "A-0002", [])
    asked = {item.asked.reference: (item.why, item.seems()) for item in first.doubts(batch.form)}
    assert asked == {"/data/q02": ("several", "1 3"), "/data/q03": ("blank", "")}
    assert second.doubts(batch.form) == []
    assert set(second.answers().values()) == {"3"}
    assert all(item.crop is not None for item in first.doubts(batch.form))


def test_what_a_person_decides_counts_and_can_be_none(service, pictures):
    batch = batch_of(service, pictures["team"][:1])
    (sheet,) = batch.sheets
    several, blank = sheet.doubts(batch.form)
    several.answer = "3"
    assert sheet.doubts(batch.form) == [blank]
    blank.answer = ""
    assert sheet.doubts(batch.form) == []
    assert sheet.answers()["/data/q02"] == "3"
    assert "/data/q03" not in sheet.answers()


def test_a_question_that_was_skipped_is_not_asked_until_the_answer_before_says_otherwise(service, pictures):
    batch = batch_of(service, pictures["mass"], "QV-MASS")
    (sheet,) = batch.sheets
    assert (sheet.pages, sheet.missing()) == (2, ())
    assert sheet.doubts(batch.form) == []
    before = next(item for item in sheet.items if item.asked.reference == "/data/q06")
    before.answer = "1"
    assert [(item.asked.reference, item.why) for item in sheet.doubts(batch.form)] == [("/data/q07", "blank")]


def test_an_answer_against_the_skip_is_asked(service, pictures):
    batch = batch_of(service, pictures["mass"], "QV-MASS")
    (sheet,) = batch.sheets
    skipped = next(item for item in sheet.items if item.asked.reference == "/data/q07")
    skipped.judged = Judged((0,), Verdict.SURE)
    assert [(item.asked.reference, item.why) for item in sheet.doubts(batch.form)] == [("/data/q07", "against-skip")]


def test_a_kept_sheet_is_an_unfinished_response_and_counts_for_nothing_yet(world, service, pictures):
    batch = batch_of(service, pictures["team"][1:])
    (sheet,) = batch.sheets
    _, lost = service.keep(batch, sheet)
    assert lost == ()
    (key,) = service.questionnaires.unfinished(batch.rec)
    run = service.questionnaires.run(batch.rec, "paper", key)
    assert {run.runner.value(name) for name in sheet.answers()} == {"3"}
    survey = next(one for one in service.surveys() if one.rec == batch.rec)
    assert (survey.entered, survey.waiting, survey.unfinished) == (0, 0, 1)
    assert world.vault.children(batch.rec) == []
    held = str(pool.answers(world.vault, key))
    assert "A-0002" not in held, "the number of the sheet is not kept with the answers"


def test_a_named_response_becomes_a_draft_of_mine(world, service, pictures):
    rec = service.questionnaires.take_builtin(CODE).rec
    record = world.vault.record(rec)
    world.vault.write([records_world.NewChange("questionnaire", rec, record.scope, {"anonymous": False})])
    batch = service.read(rec, pictures["team"][1:])
    service.keep(batch, batch.sheets[0])
    (key,) = service.questionnaires.unfinished(rec)
    draft = world.vault.draft(key)
    assert (draft.fields["mode"], draft.fields["finished"], draft.parent) == ("paper", False, rec)
    assert world.vault.record(key) is None


def test_a_sheet_kept_before_says_so_and_a_page_shown_twice_counts_once(service, pictures):
    rec = service.questionnaires.take_builtin(CODE).rec
    batch = service.read(rec, [pictures["team"][1]] * 2)
    (sheet,) = batch.sheets
    assert [one.why for one in batch.unread] == ["twice"]
    assert not sheet.before
    service.keep(batch, sheet)
    (again,) = service.read(batch.rec, pictures["team"][1:]).sheets
    assert again.before


def test_a_sheet_with_rows_has_as_many_rows_as_were_filled_in(service, tmp_path):
    chosen = {f"/data/q05_row[2]/q05_{n}": ("4",) for n in range(1, 5)}
    chosen |= {f"/data/q0{n}": ("1",) for n in range(1, 5)}
    batch = batch_of(service, paper.sheets(tmp_path, "QV-DEM", [("B-1", chosen)]), "QV-DEM")
    (sheet,) = batch.sheets
    assert sheet.doubts(batch.form) == []
    service.keep(batch, sheet)
    (key,) = service.questionnaires.unfinished(batch.rec)
    run = service.questionnaires.run(batch.rec, "paper", key)
    assert run.runner.value("/data/q05_row[2]/q05_3") == "4"
    assert run.runner.save()["/data/q05_row#"] == 2


# -- what is refused -----------------------------------------------------------------------------------------------


def test_a_sheet_of_another_questionnaire_is_refused(service, pictures):
    batch = batch_of(service, pictures["team"], "QV-MASS")
    assert [one.why for one in batch.unread] == ["other-form", "other-form"]
    assert batch.sheets == []


def test_a_sheet_that_was_laid_out_differently_is_refused(service, pictures, monkeypatch):
    rec = service.questionnaires.take_builtin(CODE).rec
    real = scan_reading.layout
    monkeypatch.setattr(scan_reading, "layout", lambda form, look: real(form, Look(look.languages, not look.big)))
    assert [one.why for one in service.read(rec, pictures["team"][:1]).unread] == ["other-print"]


def test_what_is_no_picture_is_named_and_the_rest_is_read(service, pictures, tmp_path):
    (tmp_path / "note.txt").write_text("nothing", "utf-8")
    (tmp_path / "broken.jpg").write_bytes(b"\xff\xd8\xff" + b"x" * 50)
    others = [tmp_path / "note.txt", tmp_path / "broken.jpg", tmp_path / "gone.png"]
    batch = batch_of(service, [*others, pictures["team"][1]])
    assert [(one.file, one.why) for one in batch.unread] == [
        ("note.txt", "sort"),
        ("broken.jpg", "damaged"),
        ("gone.png", "unreadable"),
    ]
    assert [sheet.serial for sheet in batch.sheets] == ["A-0002"]


def test_a_missing_page_is_named(service, pictures):
    batch = batch_of(service, pictures["mass"][1:], "QV-MASS")
    assert batch.sheets[0].missing() == (1,)


def test_pages_without_a_number_belong_together_as_they_come(service, pictures):
    batch = batch_of(service, pictures["copied"] * 2, "QV-MASS")
    assert [(sheet.serial, sheet.missing()) for sheet in batch.sheets] == [("", ()), ("", ())]
    assert batch.unread == []


def test_without_its_parts_it_says_which_are_missing(service, pictures, monkeypatch):
    rec = service.questionnaires.take_builtin(CODE).rec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "zxingcpp" else object())
    with pytest.raises(NoScanPartsError) as told:
        service.read(rec, pictures["team"])
    assert told.value.data == {"missing": "zxingcpp"}


def test_the_look_a_sheet_was_printed_in_is_read_from_its_code(service, tmp_path):
    chosen = {
        one.reference: ("2",) for one in questions(scan_reading.layout(builtin.form(CODE).form, Look()).questionnaire)
    }
    batch = batch_of(service, paper.sheets(tmp_path, CODE, [("C-1", chosen)], Look(big=True), "tick"))
    assert [sheet.serial for sheet in batch.sheets] == ["C-1"]
    assert batch.sheets[0].doubts(batch.form) == []
