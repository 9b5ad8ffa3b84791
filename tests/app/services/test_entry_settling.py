"""Batches that enter: everything once, nothing that names a sheet, and the error rate beside it."""

import json

import pytest

from app.forms import builtin
from app.services import sheet_serials
from app.services.analysis_paper import AnalysisPaperService, Wanted
from app.services.entry import EntryService
from app.services.entry_keys import ENTER
from app.services.questionnaires import EntryWaitingError, QuestionnaireClosedError, QuestionnaireService
from app.storage import entry_sheets, pool
from tests.app.services import records_world
from tests.app.services.entry_world import CODE, batch_of, changes, opened, second, survey, type_sheet


@pytest.fixture
def world(tmp_path):
    made = records_world.make(tmp_path)
    yield made
    made.vault.close()


@pytest.fixture
def service(world):
    return EntryService(world.session, world.clock.local)


def test_nothing_enters_before_the_batch_is_settled_and_then_everything_once(service):
    key = batch_of(service, 12, share=0)
    rec = service.batch(key).questionnaire
    assert pool.waiting(service.vault) == 0
    assert service.questionnaires.results(rec).entered == 0
    with pytest.raises(EntryWaitingError):
        service.questionnaires.close(rec)
    assert service.end_first(key) == "compare", "none is typed twice"
    service.settle(key)
    assert service.questionnaires.results(rec).entered == 12
    (settled,) = service.settled()
    assert (settled.rate.sheets, settled.rate.drawn, settled.way) == (12, 0, "meeting")
    assert service.batches() == []
    assert entry_sheets.waiting(service.vault) == 0
    assert sheet_serials.kept(service.vault, rec) == {str(number) for number in range(1, 13)}
    again = service.typing(opened(service, rec))
    assert again.proposed == "13"


def test_the_rate_goes_with_the_questionnaire(service):
    key = batch_of(service, 10)
    rec = service.batch(key).questionnaire
    service.end_first(key)
    second(service, key, "12111111", *["11111111"] * 9)
    service.keep_second(key, service.differences(key)[0])
    service.settle(key)
    quality = service.quality(rec)
    assert (quality.compared, quality.differing, quality.first_wrong) == (90, 1, 1)
    told = AnalysisPaperService(service.session, service.now).analysis(rec, Wanted()).basis
    assert "纸质问卷录入10份，抽取10份盲录第二遍，比对90项，不一致1项（1.1%），其中第一遍录错1项。" in told
    record = service.vault.record(key)
    assert (record.kind, record.values["share"], record.values["differing"]) == ("entry_batch", 100, 1)
    assert record.values["typed_by"] == record.values["again_by"]


def test_an_anonymous_batch_leaves_no_number_no_time_and_no_order(world, service):
    """Whoever reads the journal cannot tell which sheet gave which answers, nor when it was typed."""
    key = opened(service, survey(service), share=0)
    typing = service.typing(key)
    for number in range(20):
        type_sheet(typing, str(1 + number % 3) * 8, words=f"words {number}")
    before = changes(world)
    service.end_first(key)
    service.settle(key)
    rec = service.settled()[0].questionnaire
    written = changes(world) - before
    assert written == 2, "the batch of typing and the batch of responses: nothing for each sheet"
    (batch,) = [one for one in world.vault.children(rec, "response_batch") if not one.deleted]
    words = [one["/data/q09"] for one in batch.values["answers"]]
    assert sorted(words) == sorted(f"words {number}" for number in range(20))
    assert words != [f"words {number}" for number in range(20)], "shuffled"
    said = json.dumps([batch.values, world.vault.record(key).values], ensure_ascii=False)
    assert "serial" not in said
    assert not any("/meta/" in name or name.startswith("~mode") for one in batch.values["answers"] for name in one)
    with world.vault.database.read() as connection:
        assert connection.execute("SELECT count(*) FROM entry_sheet").fetchone()[0] == 0
        assert connection.execute("SELECT count(*) FROM entry_batch").fetchone()[0] == 0


def test_typing_a_sheet_writes_no_change_and_no_event(world, service):
    key = opened(service, survey(service))
    before = changes(world)
    typing = service.typing(key)
    type_sheet(typing)
    typing.press(ENTER)
    typing.press("1")
    assert changes(world) == before
    with world.vault.database.read() as connection:
        rows = [row for one in ("sheet", "batch") for row in connection.execute(f"PRAGMA table_info(entry_{one})")]
        names = {row[1] for row in rows}
        held = "".join(row[0] for row in connection.execute("SELECT held FROM entry_sheet"))
    assert names == {"batch", "serial", "turn", "finished", "held", "key", "questionnaire", "facts"}
    assert "2026-07-09T" not in held, "no time of day"


def test_named_sheets_become_responses_that_change_no_more(service):
    key = batch_of(service, 2, share=0, anonymous=False)
    rec = service.batch(key).questionnaire
    service.end_first(key)
    service.settle(key)
    held = [one for one in service.vault.children(rec, "response") if not one.deleted]
    assert len(held) == 2
    assert {one.values["mode"] for one in held} == {"paper"}
    assert all(one.values["finished"] and one.values["digest"] == builtin.form(CODE).form.digest for one in held)
    assert {one.values["name"].rpartition(" ")[2] for one in held} == {"1", "2"}
    assert pool.waiting(service.vault) == 0


@pytest.mark.parametrize("anonymous", [True, False])
def test_a_power_cut_while_settling_neither_loses_nor_doubles(world, service, monkeypatch, anonymous):
    key = batch_of(service, 10, share=0, anonymous=anonymous)
    rec = service.batch(key).questionnaire
    service.end_first(key)

    def cut(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(entry_sheets, "forget", cut)
        with pytest.raises(KeyboardInterrupt):
            service.settle(key)
    world = world.again()
    service = EntryService(world.session, world.clock.local)
    assert [one.key for one in service.batches()] == [key], "the sheets are still here"
    service.settle(key)
    assert service.questionnaires.results(rec).entered == 10
    assert len(service.settled()) == 1
    world.vault.close()


def test_typed_sheets_keep_a_laptop_from_being_cleared(world, service):
    from app.services.clearing import clearing

    before = clearing(world.vault).responses
    batch_of(service, 2)
    assert clearing(world.vault).responses == before + 2


def test_a_batch_can_be_forgotten_and_the_papers_typed_again(service):
    key = batch_of(service, 2)
    rec = service.batch(key).questionnaire
    service.drop(key)
    assert service.batches() == []
    assert service.typing(opened(service, rec)).proposed == "1"


def test_a_closed_questionnaire_takes_no_batch(service):
    rec = survey(service)
    service.questionnaires.close(rec)
    assert [one.state for one in QuestionnaireService(service.session).surveys()] == ["closed"]
    with pytest.raises(QuestionnaireClosedError):
        opened(service, rec)
