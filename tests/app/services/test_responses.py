"""Named responses: how they came about is kept with them, and a finished one changes by a linked correction only."""

import csv
import itertools
import json
from types import SimpleNamespace

import pytest

from app.errors import NotAllowedError
from app.forms.runner import Runner
from app.services import questionnaires, response_chains
from app.services.questionnaire_registers import impossible
from app.services.questionnaire_responses import (
    AlreadyCorrectedError,
    AnonymousResponseError,
    ReasonMissingError,
    ResponseOpenError,
)
from app.services.scanning import ScanningService
from app.storage import pool
from app.storage.disk import DiskFullError
from app.storage.types import ListQuery, NewChange
from tests.app.services import records_world
from tests.app.services.test_questionnaires import CODE, choices_answered, give, service_of


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """One vault for all: every test takes a questionnaire of its own."""
    made = records_world.make(tmp_path_factory.mktemp("responses"))
    made.service = service_of(made)
    yield made
    made.vault.close()


@pytest.fixture
def survey(world):
    """A questionnaire whose responses are named."""
    rec = world.service.take_builtin(CODE).rec
    world.vault.write([NewChange("questionnaire", rec, world.scope, {"anonymous": False})])
    return rec


def single(world, rec):
    """The first question of one choice."""
    return next(c.path for c in world.service.form(rec).controls() if c.kind == "select1")


def asked_face_to_face(world, rec):
    run = world.service.run(rec, "face_to_face")
    run.runner.jump(single(world, rec))
    run.runner.answer(single(world, rec), "2")
    world.service.save(run)
    return run.key


def typed_without_being_shown(world, rec):
    run = world.service.run(rec, "paper")
    run.runner.answer(single(world, rec), "2")
    world.service.save(run)
    return run.key


def read_from_a_sheet(world, rec):
    scanning = ScanningService(world.session, world.clock.local)
    sheet = SimpleNamespace(answers=lambda: {single(world, rec): "2"}, kept=False, serial="")
    scanning.keep(SimpleNamespace(rec=rec), sheet)
    return world.service.unfinished(rec)[0]


def corrected(world, rec):
    first = give(world.service, rec, mode="paper")
    run = world.service.correct(first.key, "Misheard.")
    run.runner.answer(single(world, rec), "2")
    world.service.save(run)
    return run.key


@pytest.mark.parametrize("way", [asked_face_to_face, typed_without_being_shown, read_from_a_sheet, corrected])
def test_every_way_of_answering_leaves_events_with_the_answer_itself(world, survey, way):
    key = way(world, survey)
    draft = world.vault.draft(key)  # one row: whoever loses the answer loses the event, and nobody only one of them
    assert draft.fields["answers"][single(world, survey)] == "2"
    assert draft.scope == world.scope
    (event,) = [one for one in world.service.trail(key) if one.new == "2"]
    assert (event.event, event.node) == ("question", single(world, survey))
    assert 0 < event.start <= event.end


def test_a_trail_goes_on_where_it_stopped_and_stays_with_the_finished_response(world, survey):
    run = world.service.run(survey, "face_to_face")
    run.runner.answer(single(world, survey), "1")
    world.service.leave(run)
    again = choices_answered(world.service.run(survey, "face_to_face", run.key))
    assert world.service.finish(again) == ()
    trail = [one.event for one in world.service.trail(run.key)]
    assert trail[0] == "form start"
    at = trail.index("form exit")
    assert trail[at + 1] == "form resume"
    assert trail[-1] == "form finalize"
    assert world.vault.draft(run.key) is None
    assert "trail" in world.vault.record(run.key).values


def test_a_disk_that_is_full_is_an_event_too(world, survey, monkeypatch):
    run = world.service.run(survey, "paper")

    def full(_):
        raise DiskFullError

    monkeypatch.setattr(world.vault, "save_draft", full)
    with pytest.raises(DiskFullError):
        world.service.save(run)
    monkeypatch.undo()
    world.service.save(run)
    assert "save error" in [one.event for one in world.service.trail(run.key)]


@pytest.mark.parametrize("mode", ["face_to_face", "paper", "kiosk"])
def test_an_anonymous_response_leaves_no_event_and_nothing_that_is_timed(world, mode):
    rec = world.service.take_builtin(CODE).rec
    before = world.vault.chains()
    run = choices_answered(world.service.run(rec, mode))
    world.service.save(run)
    world.service.leave(run)
    resumed = world.service.run(rec, mode, run.key)
    assert resumed.runner.trail is None
    assert world.service.finish(resumed) == ()
    assert run.runner.events() == []
    assert world.vault.chains() == before, "no change, neither of the village nor of the log"
    assert world.vault.draft(run.key) is None
    assert world.service.responses(rec) == []
    with world.vault.database.read() as connection:
        (kept,) = connection.execute("SELECT answers FROM pool WHERE questionnaire = ?", (rec,)).fetchone()
    assert not {"trail", "form start", "2026"} & set(kept.replace('"', " ").split())
    for _ in range(9):
        give(world.service, rec, mode=mode)
    world.service.enter(rec)
    (batch,) = world.vault.children(rec, "response_batch")
    assert "trail" not in json.dumps(batch.values)


def test_a_kiosk_leaves_no_trail_even_where_responses_are_named(world, survey):
    run = give(world.service, survey, mode="kiosk")
    assert run.runner.events() == []
    assert pool.waiting(world.vault, survey) == 1
    assert world.service.responses(survey) == []


def test_the_trail_is_written_as_odk_reads_it_and_the_log_says_so(world, survey, tmp_path):
    key = give(world.service, survey, mode="paper").key
    logged = world.vault.count(ListQuery("event"))
    path = world.service.export_trail(key, tmp_path / "audit.csv")
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert rows[0]["event"] == "form start"
    assert {row["user"] for row in rows} == {"周 office"}
    assert world.vault.count(ListQuery("event")) == logged + 1


# -- corrections


def test_a_correction_names_what_it_corrects_and_why_and_counts_in_its_place(world, survey):
    first = give(world.service, survey, mode="paper")
    run = world.service.correct(first.key, "  Misheard.  ")
    run.runner.answer(single(world, survey), "2")
    world.service.save(run)
    assert [line.state for line in world.service.responses(survey)] == ["open", "counts"]
    assert world.service.finish(run) == ()
    second, old = world.service.responses(survey)
    assert (second.rec, second.state, second.corrects, second.reason) == (run.key, "counts", first.key, "Misheard.")
    assert (old.rec, old.state, old.by) == (first.key, "corrected", run.key)
    assert {one.rec for one in world.service.family(first.key)} == {first.key, run.key}
    assert [one.reason for one in world.service.trail(run.key) if one.event == "change reason"] == ["Misheard."]
    asked = single(world, survey)
    before, after = (
        next(one.answer for one in world.service.said(key) if one.reference == asked) for key in (first.key, run.key)
    )
    assert before != after, "the first stays readable as it was"
    assert len(world.service._entered(world.vault.record(survey))) == 1


def test_a_correction_can_be_gone_on_with_after_packing(world, survey):
    first = give(world.service, survey, mode="paper")
    run = world.service.correct(first.key, "Misheard.")
    world.service.save(run)
    world.service.commit_all()
    again = world.service.run(survey, "paper", run.key)
    assert (again.corrects, again.reason) == (first.key, "Misheard.")
    assert world.service.finish(again) == ()
    assert [line.state for line in world.service.responses(survey)] == ["counts", "corrected"]


def test_what_cannot_be_corrected_is_refused_with_its_reason(world, survey):
    key = give(world.service, survey, mode="paper").key
    with pytest.raises(ReasonMissingError):
        world.service.correct(key, "  ")
    begun = world.service.run(survey, "paper")
    world.service.save(begun)
    world.service.commit_all()
    with pytest.raises(ResponseOpenError):
        world.service.correct(begun.key, "Misheard.")
    run = world.service.correct(key, "Misheard.")
    assert world.service.finish(run) == ()
    with pytest.raises(AlreadyCorrectedError):
        world.service.correct(key, "Misheard.")
    world.service.close(survey)
    with pytest.raises(questionnaires.QuestionnaireClosedError):
        world.service.correct(run.key, "Misheard.")


def test_an_anonymous_response_is_never_corrected(world):
    rec = world.service.take_builtin(CODE).rec
    for _ in range(10):
        give(world.service, rec)
    world.service.enter(rec)
    (batch,) = world.vault.children(rec, "response_batch")
    with pytest.raises(AnonymousResponseError):
        world.service.correct(batch.rec, "Misheard.")


def test_the_vault_refuses_every_other_way_to_change_a_finished_response(world, survey):
    key = give(world.service, survey, mode="paper").key
    held = world.vault.record(key).values["answers"]
    other = {**held, single(world, survey): "3"}
    for fields in ({"answers": other}, {"finished": False}, {"corrects": "ab" * 16}, {"trail": []}):
        with pytest.raises(NotAllowedError):
            world.vault.write([NewChange("response", key, world.scope, fields, survey)])
    with pytest.raises(NotAllowedError):
        world.service.delete(key)
    with pytest.raises(NotAllowedError):
        world.service.undo(key)


def test_a_change_made_by_hand_is_shown_as_irregular_and_counts_for_nothing(world, survey):
    key = give(world.service, survey, mode="paper").key
    asked = single(world, survey)
    other = {**world.vault.record(key).values["answers"], asked: "3"}
    world.vault.write([NewChange("response", key, world.scope, {"answers": other}, survey)], force=True)
    (line,) = world.service.responses(survey)
    assert (line.state, line.irregular) == ("counts", 1)
    assert world.service._entered(world.vault.record(survey))[0][asked] == "1"
    # one that pretends to replace nothing fares no better
    unseen = NewChange("response", key, world.scope, {"answers": other}, survey, sup={"answers": ()})
    world.vault.write([unseen], force=True)
    assert [line.irregular for line in world.service.responses(survey)] == [2]
    assert world.service._entered(world.vault.record(survey))[0][asked] == "1"


def test_what_says_it_is_finished_without_the_step_does_not_count(world, survey):
    form = world.service.form(survey)
    fields = {"name": "x", "finished": True, "digest": form.digest, "answers": {"~form": form.digest}}
    world.put("response", fields, parent=survey)
    assert world.service._entered(world.vault.record(survey)) == []
    assert [line.state for line in world.service.responses(survey)] == ["open"]


# -- chains, whatever order they come in


def response(rec, created, corrects="", reason="because", state="finished"):
    values = {"corrects": corrects, "reason": reason if corrects else ""}
    return SimpleNamespace(rec=rec, created=created, values=values, state=state, deleted=False, moved_to="")


@pytest.mark.parametrize(
    ("held", "standing", "replaced", "beside", "aside"),
    [
        ([response("a", 1), response("b", 2, "a"), response("c", 3, "b")], ["c"], {"a": "c", "b": "c"}, set(), set()),
        ([response("a", 1), response("b", 2, "a"), response("c", 3, "a")], ["c"], {"a": "c", "b": "c"}, {"c"}, set()),
        ([response("a", 1), response("b", 2, "a", reason=" ")], ["a"], {}, set(), {"b"}),
        ([response("a", 1, "b"), response("b", 2, "a")], ["b"], {"a": "b"}, set(), set()),
        ([response("a", 1), response("b", 2, "a", state="open")], ["a"], {}, set(), set()),
        ([response("a", 1), response("b", 2, "elsewhere")], ["a", "b"], {}, set(), set()),
    ],
    ids=["a chain", "two at once", "no reason", "each other", "unfinished", "the first is not here"],
)
def test_of_a_chain_one_response_counts(held, standing, replaced, beside, aside):
    for order in itertools.permutations(held):
        found = response_chains.chains(order)
        assert [one.rec for one in found.standing] == standing
        assert (dict(found.replaced), found.beside, found.aside) == (replaced, beside, aside)


def test_a_runner_told_nothing_of_the_past_keeps_no_events_of_it(world, survey):
    runner = Runner(world.service.form(survey), timed=False)
    runner.answer(single(world, survey), "1")
    runner.save_failed()
    assert runner.events() == []


# -- registers


def test_registers_list_papers_and_votes_and_say_when_numbers_contradict(world, survey):
    world.service.note_register(
        survey, edition="群众版", way="household", handed_out=60, returned=50, valid=48, spoiled=2
    )
    world.service.note_register(survey, edition="二版", handed_out=10, returned=12)
    fields = {"subject": "两委班子", "held_at": "2026-07-09T09:00", "present": 40, "handed_out": 40, "counters": []}
    vote = world.put("assessment_meeting", fields, parent=survey)
    lines = {line.title: line for line in world.service.registers(survey)}
    assert [lines[name].wrong for name in ("群众版", "二版", "两委班子")] == [False, True, False]
    assert lines["群众版"].way == "household"
    counted = {"returned": 39, "valid": 38}
    sign = NewChange("assessment_meeting", vote, world.scope, counted, survey, step="count")
    with pytest.raises(NotAllowedError):
        world.vault.write([sign])
    two = NewChange("assessment_meeting", vote, world.scope, {"counters": list(world.inspectors)}, survey)
    world.vault.write([two, NewChange("assessment_meeting", vote, world.scope, counted, survey, step="count")])
    with pytest.raises(NotAllowedError):
        world.vault.write([NewChange("assessment_meeting", vote, world.scope, {"valid": 39}, survey)])
    (line,) = [one for one in world.service.registers(survey) if one.rec == vote]
    assert (line.state, line.valid) == ("counted", 38)


@pytest.mark.parametrize(
    ("numbers", "wrong"),
    [
        ({"handed_out": 5, "returned": 5, "valid": 4, "spoiled": 1}, False),
        ({"handed_out": 5, "returned": 5, "valid": 4, "spoiled": 2}, True),
        ({"present": 4, "handed_out": 5}, True),
        ({"handed_out": 5, "valid": 6}, True),
        ({}, False),
    ],
)
def test_numbers_that_cannot_be_are_known(numbers, wrong):
    assert impossible(numbers) == wrong
