"""Questionnaires: brought in, filled in, pooled, counted; nothing tells which anonymous answer came when."""

import json
import os
import subprocess
import sys

import pytest

from app.forms import builtin
from app.forms.trouble import WorkbookError
from app.records.change import COMMON
from app.services import questionnaires, switching
from app.services.questionnaires import QuestionnaireService
from app.services.upkeep import UpkeepService
from app.storage import asking, pool
from app.storage.types import ListQuery, NewChange
from tests.app.services import records_world

CODE = "QV-MASS"


@pytest.fixture
def world(tmp_path):
    made = records_world.make(tmp_path)
    made.service = service_of(made)
    yield made
    made.vault.close()


def service_of(world):
    service = QuestionnaireService(world.session, world.clock.local)
    service.language = "en"
    return service


def choices_answered(run, pick=0):
    """Answer every choice with the one at ``pick`` and every text with its reference."""
    runner = run.runner
    for _ in range(200):
        page = runner.page
        if page.kind == "end":
            return run
        for reference in page.questions:
            question = runner.question(reference)
            if question.kind in {"select1", "select"}:
                offers = runner.choices(reference)
                runner.answer(reference, offers[pick % len(offers)].value)
        runner.next(force=True)
    raise AssertionError("no end")


def give(service, rec, pick=0, mode="kiosk"):
    run = choices_answered(service.run(rec, mode), pick)
    service.save(run)
    assert service.finish(run) == ()
    return run


def sheet(rows):
    return "\n".join(",".join(row) for row in rows).encode()


def test_a_builtin_questionnaire_is_in_use_at_once_and_asks_what_its_form_asks(world):
    brought = world.service.take_builtin(CODE)
    (survey,) = world.service.surveys()
    assert (survey.rec, survey.code, survey.state, survey.anonymous) == (brought.rec, CODE, "in_use", True)
    assert world.service.form(brought.rec).digest == builtin.form(CODE).form.digest
    assert survey.questions == sum(1 for c in builtin.form(CODE).form.controls() if c.is_question)


def test_a_workbook_becomes_a_draft_with_the_workbook_attached(world, tmp_path):
    path = tmp_path / "survey.xlsx"
    path.write_bytes(builtin.as_xlsx(CODE))
    brought = world.service.bring_in(path)
    record = world.vault.record(brought.rec)
    assert record.state in {"", "draft"}
    (attached,) = world.service.attachments(brought.rec)
    assert attached.values["name"] == "survey.xlsx"
    with pytest.raises(questionnaires.QuestionnaireClosedError):
        world.service.run(brought.rec, "paper")
    world.service.use(brought.rec)
    assert world.service.run(brought.rec, "paper").anonymous


def test_a_bad_workbook_writes_nothing_and_says_where(world, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_bytes(sheet([["survey", "", ""], ["", "type", "name"], ["", "select_one nothing", "q1"]]))
    with pytest.raises(WorkbookError) as caught:
        world.service.bring_in(path)
    assert caught.value.data["problems"]
    assert world.service.surveys() == []


def test_without_a_village_there_is_no_place_for_a_questionnaire(world):
    world.session.choose(village="")
    with pytest.raises(questionnaires.NoVillageError):
        world.service.take_builtin(CODE)


def test_each_answer_outlives_a_power_cut(world):
    rec = world.service.take_builtin(CODE).rec
    run = world.service.run(rec, "face_to_face")
    run.runner.next(force=True)
    reference = run.runner.page.questions[0]
    run.runner.answer(reference, "2")
    world.service.save(run)
    again = world.again()
    service = service_of(again)
    (key,) = service.unfinished(rec)
    resumed = service.run(rec, "face_to_face", key)
    assert resumed.runner.value(reference) == "2"
    assert reference not in resumed.runner.page.questions, "one goes on where nothing is answered yet"
    again.vault.close()


def test_anonymous_answers_leave_no_draft_no_change_and_no_event_of_their_own(world):
    rec = world.service.take_builtin(CODE).rec
    before = len(world.vault.dump()), world.vault.chains()
    for pick in range(9):
        give(world.service, rec, pick)
    world.service.enter(rec)
    assert (len(world.vault.dump()), world.vault.chains()) == before
    assert world.vault.drafts() == []
    assert world.vault.count(ListQuery("response_batch")) == 0
    assert pool.waiting(world.vault, rec) == 9


def test_ten_enter_as_one_shuffled_batch_dated_to_the_day(world):
    rec = world.service.take_builtin(CODE).rec
    keys = [give(world.service, rec, pick).key for pick in range(10)]
    chains = world.vault.chains()[world.vault.me.writer_id][world.scope].n
    world.service.enter(rec)
    assert world.vault.chains()[world.vault.me.writer_id][world.scope].n == chains + 1
    (batch,) = world.vault.children(rec, "response_batch")
    assert batch.values["day"] == "2026-07-09"
    assert batch.values["count"] == 10
    whole = json.dumps(batch.values)
    assert not any(key in whole for key in keys)
    assert "uuid:" not in whole
    assert "meta" not in whole
    assert pool.waiting(world.vault, rec) == 0
    assert "mode" not in whole
    assert set(batch.values) == {"day", "count", "digest", "answers"}


def test_the_order_in_a_batch_says_nothing_of_the_order_of_answering(world):
    rec = world.service.take_builtin(CODE).rec
    path = next(c.path for c in world.service.form(rec).controls() if c.kind == "select1")
    orders = set()
    for _ in range(4):
        for pick in range(10):
            give(world.service, rec, 0 if pick < 5 else 1)
        world.service.enter(rec)
    for batch in world.vault.children(rec, "response_batch"):
        orders.add(tuple(answers[path] for answers in batch.values["answers"]))
    assert all(sorted(order) == ["1"] * 5 + ["2"] * 5 for order in orders)
    assert len(orders) > 1, "four shuffles that all kept the order: once in 10^7 runs"


def test_the_pool_keeps_neither_time_nor_person_nor_order(world):
    rec = world.service.take_builtin(CODE).rec
    for pick in range(6):
        give(world.service, rec, pick)
    with world.vault.database.read() as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(pool)")]
        sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'pool'").fetchone()[0]
        keys = [row[0] for row in connection.execute("SELECT key FROM pool")]
        texts = "".join(row[0] for row in connection.execute("SELECT answers FROM pool"))
    assert columns == ["key", "questionnaire", "finished", "batch", "answers"]
    assert "WITHOUT ROWID" in sql
    assert keys == sorted(keys), "a scan follows the random keys"
    assert "2026" not in texts
    assert world.session.me_name not in texts


def test_a_power_cut_while_a_batch_enters_neither_loses_nor_doubles(world):
    rec = world.service.take_builtin(CODE).rec
    for pick in range(10):
        give(world.service, rec, pick)
    pool.mark(world.vault, rec, "ab" * 16)  # cut here: nothing written yet
    world.service.enter(rec)
    assert [b.rec for b in world.vault.children(rec, "response_batch")] == ["ab" * 16]
    for pick in range(10):
        give(world.service, rec, pick)
    pool.mark(world.vault, rec, "cd" * 16)
    (held,) = pool.marked(world.vault, rec).values()
    forget, pool.forget = pool.forget, lambda *_: None  # cut after the journal has it, before the pool forgets
    try:
        world.service.enter(rec)
    finally:
        pool.forget = forget
    world.service.enter(rec)
    batches = world.vault.children(rec, "response_batch")
    assert sum(b.values["count"] for b in batches) == 20
    assert len(held) == 10
    assert pool.waiting(world.vault, rec) == 0


def test_closing_enters_the_last_ones_and_shows_every_count(world):
    rec = world.service.take_builtin(CODE).rec
    for pick in range(12):
        give(world.service, rec, pick % 2)
    world.service.enter(rec)
    give(world.service, rec)
    assert world.service.results(rec).waiting == 1
    world.service.close(rec)
    found = world.service.results(rec)
    assert (found.closed, found.entered, found.waiting) == (True, 13, 0)
    assert found.counts is not None
    assert found.counts.counted == 13
    with pytest.raises(questionnaires.QuestionnaireClosedError):
        world.service.run(rec, "kiosk")


def test_few_returns_are_not_counted_and_small_cells_are_hidden(world):
    rec = world.service.take_builtin(CODE).rec
    assert world.service.results(rec).counts is None
    for pick in [0] * 8 + [1] * 2:
        give(world.service, rec, pick)
    world.service.close(rec)
    table = next(t for t in world.service.results(rec).counts.tables if t.kind == "single")
    shown = [cell.count for cell in table.cells]
    assert None in shown
    assert 2 not in shown


def test_a_named_response_is_a_record_that_does_not_change_once_it_is_finished(world):
    rec = world.service.take_builtin(CODE).rec
    record = world.vault.record(rec)
    world.vault.write([NewChange("questionnaire", rec, record.scope, {"anonymous": False})])
    run = give(world.service, rec, mode="paper")
    (response,) = world.vault.children(rec, "response")
    assert (response.rec, response.values["finished"], response.values["mode"]) == (run.key, True, "paper")
    with pytest.raises(questionnaires.ResponseFinalError):
        world.service.run(rec, "paper", run.key)
    assert world.service.run(rec, "kiosk").anonymous, "alone one is always anonymous"


def test_a_finished_response_is_replaced_by_its_correction_only(world):
    rec = world.service.take_builtin(CODE).rec
    record = world.vault.record(rec)
    world.vault.write([NewChange("questionnaire", rec, record.scope, {"anonymous": False})])
    first = give(world.service, rec, mode="paper")
    run = world.service.correct(first.key, "Misheard.")
    path = next(c.path for c in world.service.form(rec).controls() if c.kind == "select1")
    run.runner.answer(path, "2")
    world.service.save(run)
    assert world.service.results(rec).entered == 1, "a correction that is not finished counts for nothing"
    assert world.service.finish(run) == ()
    first_kept, second = (world.vault.record(key) for key in (first.key, run.key))
    assert first_kept.values["answers"][path] == "1"
    assert second.values["corrects"] == first.key
    assert world.service._entered(world.vault.record(rec)) == [second.values["answers"]]


def test_an_unfinished_response_that_was_packed_can_be_gone_on_with(world):
    rec = world.service.take_builtin(CODE).rec
    scope = world.vault.record(rec).scope
    world.vault.write([NewChange("questionnaire", rec, scope, {"anonymous": False})])
    run = world.service.run(rec, "paper")
    world.service.save(run)
    world.service.commit_all()
    assert world.service.results(rec).entered == 0
    assert world.service.unfinished(rec) == [run.key]
    again = choices_answered(world.service.run(rec, "paper", run.key))
    world.service.save(again)
    assert world.service.finish(again) == ()
    assert world.service.unfinished(rec) == []
    assert world.service.results(rec).entered == 1


KILLED = """
import os, pathlib, signal, sys
from app.records.change import COMMON
from app.services.questionnaires import QuestionnaireService
from app.services.upkeep import UpkeepService
from app.services.session import Session
from app.storage import opening
from app.storage.memory import InstallationMemory

folder, memory, staff, passphrase, rec, mode = sys.argv[1:]
ASKED = ("select1", "select", "input")


def begun(service):
    keys = service.unfinished(rec)
    return service.run(rec, mode, keys[0] if keys else "")


def live(before):
    # one life: everything answered before is there; answer one question more, keep it, and be killed
    vault = opening.open_vault(pathlib.Path(folder), staff, passphrase, memory=InstallationMemory(pathlib.Path(memory)))
    service = QuestionnaireService(Session(vault))
    run = begun(service)
    runner = run.runner
    left = [one for one in runner.unanswered() if runner.question(one).kind in ASKED]
    lines = {line.reference: line for line in runner.outline()}
    if sum(runner.value(one) == given(runner, one) for one in lines) != before:
        os._exit(3)  # an answer was lost
    if not left:
        os._exit(0)
    runner.jump(left[0])
    runner.answer(left[0], given(runner, left[0]))
    service.save(run)
    os.kill(os.getpid(), signal.SIGKILL)


def given(runner, reference):
    question = runner.question(reference)
    if question.readonly:
        return None
    offers = runner.choices(reference) if question.kind in ("select1", "select") else ()
    return offers[-1].value if offers else "7"


before = 0
while True:
    child = os.fork()
    if not child:
        try:
            live(before)
        finally:
            os._exit(4)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code != -signal.SIGKILL:
        print(before)
        sys.exit(code)
    before += 1
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
@pytest.mark.parametrize("anonymous", [True, False])
def test_every_answer_of_a_whole_form_survives_kill_9_after_each(world, anonymous):
    rec = world.service.take_builtin(CODE).rec
    scope = world.vault.record(rec).scope
    world.vault.write([NewChange("questionnaire", rec, scope, {"anonymous": anonymous})])
    asked = [control for control in world.service.form(rec).controls() if control.is_question]
    world.vault.close()
    places = [str(world.folder), str(world.memory), records_world.STAFF, records_world.PASSPHRASE]
    command = [sys.executable, "-c", KILLED, *places, rec, "paper"]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env={**os.environ, "SATCHEL_TEST_KDF": "1"}
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= len(asked) - 4, "all but the notes, and what an answer before made irrelevant"
    world.vault = (again := world.again()).vault
    service = service_of(again)
    (key,) = service.unfinished(rec)
    runner = service.run(rec, "paper", key).runner
    assert sum(line.answered for line in runner.outline()) == int(done.stdout)
    if not anonymous:
        events = [one for one in service.trail(key) if one.event == "question" and one.new]
        assert len(events) == int(done.stdout), "each answer came with its event"


def test_register_lines_give_the_rates(world):
    rec = world.service.take_builtin(CODE).rec
    assert world.service.rates(rec) is None
    world.service.note_register(rec, edition="群众版", handed_out=60, returned=50, spoiled=5)
    world.service.note_register(rec, edition="群众版", handed_out=40, returned=30, spoiled=3)
    rates = world.service.rates(rec)
    assert (rates.handed_out, rates.returned, rates.valid, rates.return_rate) == (100, 80, 72, 800)


def test_only_the_passphrase_of_whoever_unlocked_takes_the_laptop_back(world):
    assert world.service.right_passphrase(records_world.PASSPHRASE)
    world.vault.clock = lambda: 1_783_600_000_000
    assert not world.service.right_passphrase("not this one at all")
    with pytest.raises(asking.TooManyAsksError):
        world.service.right_passphrase(records_world.PASSPHRASE)


def test_a_number_the_office_corrects_locks_nobody_out(world):
    session, corrected = world.session, {"staff": "1001-A"}
    UpkeepService(session).add_person("吴一", "1002", "a second one of this laptop")
    roster = [(session.person, corrected), (world.inspectors[0], {"staff": "1002-A"})]
    world.vault.write([NewChange("inspector", rec, COMMON, fields, as_office=True) for rec, fields in roster])
    assert session.staff == "1001-A"
    assert world.service.right_passphrase(records_world.PASSPHRASE)
    assert [one.staff for one in switching.others(session)] == ["1002"]


def test_an_unfinished_response_can_be_dropped(world):
    rec = world.service.take_builtin(CODE).rec
    run = world.service.run(rec, "kiosk")
    world.service.save(run)
    assert world.service.begun_alone(rec) == [run.key]
    assert world.service.unfinished(rec) == []
    world.service.drop(run.key)
    assert world.service.begun_alone(rec) == []
