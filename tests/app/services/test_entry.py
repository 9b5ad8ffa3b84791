"""Batches of typed questionnaires: nothing is lost, the second typing is blind, what differs is decided and counted."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.services import entry_compare, scanning, sheet_serials
from app.services.entry import EntryEmptyError, EntryService, EntrySheetOpenError, EntryUndecidedError
from app.services.entry_keys import BACK, ENTER, Sort
from app.services.scanning import Batch, Sheet
from app.storage import entry_sheets
from tests.app.services import records_world
from tests.app.services.entry_world import batch_of, opened, second, survey, type_sheet

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def world(tmp_path):
    made = records_world.make(tmp_path)
    yield made
    made.vault.close()


@pytest.fixture
def service(world):
    return EntryService(world.session, world.clock.local)


# -- typing ------------------------------------------------------------------------------------------------------------


def test_after_the_last_question_the_sheet_is_saved_and_the_next_number_proposed(service):
    key = opened(service, survey(service))
    typing = service.typing(key)
    assert (typing.proposed, typing.field().sort) == ("1", Sort.SERIAL)
    assert type_sheet(typing) == "1"
    assert (typing.proposed, typing.finished, typing.sheet) == ("2", 1, None)
    for one in "A-0007":
        typing.press(one)
    assert type_sheet(typing) == "A-0007"
    assert typing.proposed == "A-0008"
    typing.press("9")
    typing.press(ENTER)
    assert typing.serial == "A-0009", "a number typed short"


def test_every_answer_survives_a_kill(world, service):
    key = opened(service, survey(service))
    typing = service.typing(key)
    type_sheet(typing)
    typing.press(ENTER)
    for done, one in enumerate("2121", 1):
        typing.press(one)
        world = world.again()
        service = EntryService(world.session, world.clock.local)
        typing = service.typing(key)
        assert typing.serial == "2", "the sheet that was begun is the one to go on with"
        answers = typing.sheet.keep()["answers"]
        assert [answers.get(f"/data/q0{number}") for number in range(1, done + 1)] == list("2121"[:done])
        assert typing.sheet.place == f"/data/q0{done + 1}"
    assert (typing.finished, typing.begun) == (1, 1)
    typing.press("+")
    assert typing.sheet.answer("/data/q05") == "1", "the sheet before is still known"
    world.vault.close()


@pytest.mark.parametrize("answers", [1, 5, 21])
def test_no_answer_is_lost_when_the_program_is_killed(world, service, answers):
    """Killed outright, not closed: what the typing had said was kept is there."""
    key = opened(service, survey(service))
    world.vault.close()
    words = [sys.executable, "-m", "tests.app.services.entry_victim", str(world.folder), str(world.memory), key]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "SATCHEL_TEST_KDF": "1"}
    ) as child:
        said = [child.stdout.readline().decode().split() for _ in range(answers)]
        child.kill()
    world = world.again()
    held = {one.serial: one.held["answers"] for one in entry_sheets.sheets(world.vault, key)}
    assert len(said) == answers
    assert all(held[serial][place] == digit for serial, place, digit in said)
    world.vault.close()


def test_f7_at_the_next_number_opens_the_last_question_of_the_sheet_before(service):
    typing = service.typing(opened(service, survey(service)))
    typing.press(BACK)
    assert typing.said == "nothing-before"
    type_sheet(typing, words="")
    typing.press(BACK)
    assert (typing.serial, typing.sheet.place, typing.again) == ("1", "/data/q09", True)
    typing.press(BACK)
    typing.press("2")
    typing.press(ENTER)
    assert (typing.saved, typing.finished) == ("1", 1)


def test_a_finished_sheet_stays_as_it_was_until_the_change_is_finished(service):
    key = opened(service, survey(service))
    typing = service.typing(key)
    type_sheet(typing)
    typing.press("1")
    typing.press(ENTER)
    assert (typing.said, typing.again) == ("typed-before", True)
    typing.press("3")
    (held,) = entry_sheets.sheets(service.vault, key)
    assert held.held["answers"]["/data/q01"] == "1"
    typing.stop_changing()
    assert (typing.sheet, typing.proposed) == (None, "2")


def test_a_sheet_of_another_batch_or_read_by_the_scanner_does_not_count_twice(service):
    rec = survey(service)
    sheet_serials.keep(service.vault, rec, ["A-0001"])
    other = service.typing(opened(service, rec))
    for one in "A-0002":
        other.press(one)
    type_sheet(other)
    typing = service.typing(opened(service, rec))
    for serial, said in (("A-0001", "already-read"), ("A-0002", "in-other-batch")):
        for one in serial:
            typing.press(one)
        typing.press(ENTER)
        assert (typing.sheet, typing.said, typing.blanks) == (None, said, {"serial": serial})
        typing.press(BACK)
    assert typing.proposed == "1"


def test_a_sheet_that_was_typed_is_told_by_the_scanner(world, service, monkeypatch):
    key = batch_of(service, 2, share=0)
    rec = service.batch(key).questionnaire

    class Reader:
        def __init__(self, *_):
            """It needs no pictures."""

        def read(self, *_):
            return Batch(rec, "x", service.questionnaires.form(rec), [Sheet("1", 1), Sheet("3", 1)])

    monkeypatch.setattr(scanning, "ScanReader", Reader)
    scanner = scanning.ScanningService(world.session, world.clock.local)
    assert [one.before for one in scanner.read(rec, []).sheets] == [True, False]
    service.end_first(key)
    service.settle(key)
    assert [one.before for one in scanner.read(rec, []).sheets] == [True, False], "and when the batch has entered"
    third = Sheet("3", 1)
    scanner.keep(scanner.read(rec, []), third)
    typing = service.typing(opened(service, rec))
    typing.press("3")
    typing.press(ENTER)
    assert typing.said == "already-read"


def test_a_sheet_begun_by_mistake_is_left_out(service):
    key = opened(service, survey(service))
    typing = service.typing(key)
    typing.press(ENTER)
    typing.press("1")
    with pytest.raises(EntrySheetOpenError):
        service.end_first(key)
    assert typing.leave_out() == "1"
    assert entry_sheets.sheets(service.vault, key) == []
    with pytest.raises(EntryEmptyError):
        service.end_first(key)


# -- the second typing -------------------------------------------------------------------------------------------------


def test_the_draw_is_of_the_share_repeatable_and_made_when_the_first_typing_is_over(service):
    key = batch_of(service, 12, share=20)
    (_, before) = entry_sheets.batches(service.vault)[key]
    assert "seed" not in before, "who types the first time can know nothing"
    assert service.end_first(key) == "second"
    (_, after) = entry_sheets.batches(service.vault)[key]
    assert len(after["drawn"]) == 3, "rounded up"
    every = [str(number) for number in range(1, 13)]
    assert entry_compare.draw(every, 20, after["seed"]) == after["drawn"]
    service.end_first(key)
    assert entry_sheets.batches(service.vault)[key][1] == after, "drawn once"


def test_draws_of_other_seeds_differ_and_are_even():
    every = [f"A-{number:04}" for number in range(1, 61)]
    drawn = [entry_compare.draw(every, 10, f"{seed:032x}") for seed in range(200)]
    assert all(len(one) == 6 for one in drawn)
    counts = [sum(one in found for found in drawn) for one in every]
    assert min(counts) > 5, "no sheet is safe from being drawn"
    assert max(counts) < 45


def test_the_second_typing_never_sees_the_first(service):
    key = batch_of(service, 2)
    service.end_first(key)
    typing = service.typing(key)
    typing.press(ENTER)
    assert typing.sheet.keep()["answers"].get("/data/q01") is None
    assert typing.sheet.place == "/data/q01"
    typing.press("+")
    assert typing.said == "no-last", "what is repeated is the second typing's own"
    held = json.dumps({serial: one.held for serial, one in typing.store.sheets().items()})
    assert "/data/q05" not in held


def test_only_drawn_sheets_are_typed_a_second_time(service):
    key = batch_of(service, 12, share=10)
    service.end_first(key)
    typing = service.typing(key)
    other = next(str(number) for number in range(1, 13) if str(number) not in typing.store.drawn())
    for one in other:
        typing.press(one)
    typing.press(ENTER)
    assert typing.said == "not-drawn"


def test_what_differs_is_listed_decided_and_counted(service):
    key = batch_of(service, 3)
    service.end_first(key)
    typing = second(service, key, "11111111", "12111111", "11111122")
    assert typing.complete
    found = service.differences(key)
    assert [(one.serial, one.reference, one.first, one.second) for one in found] == [
        ("2", "/data/q02", "1", "2"),
        ("3", "/data/q07", "1", "2"),
        ("3", "/data/q08", "1", "2"),
    ]
    assert found[0].first_words.startswith("1 ")
    with pytest.raises(EntryUndecidedError):
        service.settle(key)
    service.keep_first(key, found[0])
    service.keep_second(key, found[1])
    service.decide(key, found[2], "3")
    assert service.differences(key) == []
    rate = service.rate(key)
    assert (rate.sheets, rate.drawn, rate.compared, rate.differing, rate.differing_sheets) == (3, 3, 27, 3, 2)
    assert (rate.first_wrong, rate.same_person) == (2, 3)
    assert rate.share == pytest.approx(3 / 27)


def test_decisions_survive_a_kill(world, service):
    key = batch_of(service, 2)
    service.end_first(key)
    second(service, key, "12111111", "11111112")
    service.keep_second(key, service.differences(key)[0])
    world = world.again()
    service = EntryService(world.session, world.clock.local)
    assert [one.serial for one in service.differences(key)] == ["2"]
    assert service.merged(key, "1").answer("/data/q02") == "2"
    world.vault.close()


def test_a_decision_that_skips_questions_takes_them_off_the_list(service):
    rec = service.questionnaires.take_builtin("QV-MASS").rec
    key = opened(service, rec)

    def typed(answer, follows):
        typing = service.typing(key)
        typing.press(ENTER)
        while typing.sheet is not None:
            on = typing.field()
            name = on.reference.rpartition("/")[2]
            if name == "q06":
                typing.press(answer)
            elif name == "q07":
                typing.press(follows)
                typing.press(ENTER)
            else:
                typing.press("1" if on.sort is Sort.ONE else ENTER)

    typed("1", "2")
    service.end_first(key)
    typed("2", "")
    assert [one.reference for one in service.differences(key)] == ["/data/q06", "/data/q07"]
    service.keep_second(key, service.differences(key)[0])
    assert service.differences(key) == [], "what does not apply needs no decision"
    service.settle(key)


def test_all_sheets_can_be_typed_a_second_time_where_too_many_differ(service):
    key = batch_of(service, 6, share=20)
    service.end_first(key)
    drawn = service.batch(key).drawn
    second(service, key, *["11111111"] * drawn)
    assert service.batch(key).stage == "compare"
    service.widen(key)
    batch = service.batch(key)
    assert (batch.stage, batch.drawn, batch.again) == ("second", 6, drawn)


CASCADE = """
| survey |
| | type | name | label | choice_filter |
| | select_one town | q1 | Town | |
| | select_one village | q2 | Village | town = ${q1} |
| choices |
| | list_name | name | label | town |
| | town | a | East | |
| | town | b | West | |
| | village | 1 | Pine | a |
| | village | 2 | Oak | b |
"""


def test_an_answer_that_another_decision_takes_away_is_asked_for_again(service, tmp_path):
    path = tmp_path / "cascade.md"
    path.write_text(CASCADE, encoding="utf-8")
    rec = service.questionnaires.bring_in(path).rec
    service.questionnaires.use(rec)
    key = opened(service, rec)
    for keys in ("11", "21"):
        typing = service.typing(key)
        typing.press(ENTER)
        for one in keys:
            typing.press(one)
        assert typing.saved
        if typing.store.turn == 1:
            service.end_first(key)
    town, village = service.differences(key)
    service.keep_first(key, village)
    service.keep_second(key, town)
    (open_,) = service.differences(key)
    assert (open_.reference.rpartition("/")[2], open_.missing) == ("q2", True)
    again = service.again(key, open_)
    again.press("1")
    service.decide(key, open_, again.answer(open_.reference))
    assert service.differences(key) == []
    assert service.merged(key, open_.serial).answer(open_.reference) == "2"
