"""The leader's look: each number is what its list shows, and nobody sees a village that is not theirs."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from app.records.change import COMMON, new_record_id
from app.services.group import BEHIND, CODES, GroupService, reached
from app.services.session import Session
from app.storage import survey
from app.storage.types import NewChange
from tests.app.services import records_world

TALK = {"person_name": "甲", "role": "ITV-PTY", "person_post": "石桥村 党员"}
NOON = dt.datetime(2026, 7, 9, 12, 0)  # noqa: DTZ001 - wall time


@pytest.fixture
def world(tmp_path: Path):
    made = records_world.make(tmp_path)
    yield made
    made.vault.close()


@pytest.fixture
def service(world):
    return GroupService(world.session, lambda: NOON)


def step(world, rec, *names, kind="interview", **fields):
    for name in names:
        world.vault.write([NewChange(kind, rec, world.scope, fields, step=name)])


def signed(world, **more):
    one, two = world.inspectors
    times = {"started": "2026-07-08T09:00", "ended": "2026-07-08T10:00", "place": "村委会"}
    rec = world.put("interview", {**TALK, **times, "talkers": [one], "recorder": two, "signing": "signed", **more})
    step(world, rec, "begin", "finish", "sign")
    return rec


def line(service, world):
    return next(line for line in service.look().lines if line.rec == world.village)


def test_talks_are_counted_by_how_far_their_paper_has_come(world, service):
    world.put("interview", TALK)
    checked, printed = world.put("interview", TALK), world.put("interview", TALK)
    for rec in (checked, printed):
        step(world, rec, "begin", "finish")
    world.vault.log("print", printed, {"form": "talk_sheet"})
    signed(world)
    counts = line(service, world).counts
    assert [counts[code] for code in ("planned", "held", "unsigned", "printed", "unscanned")] == [1, 3, 2, 1, 1]


def test_a_scan_takes_a_signed_talk_from_the_list_and_a_recording_does_not(world, service, tmp_path):
    rec = signed(world)
    assert [one.rec for one in service.read(service.pick("unscanned").keys)] == [rec]
    for name, left in (("talk.wav", 1), ("page.jpg", 0)):
        file = tmp_path / name
        file.write_bytes(b"some bytes of it")
        world.service.attach(rec, file)
        assert line(service, world).counts["unscanned"] == left


def test_an_internal_record_is_not_waited_for(world, service):
    one, two = world.inspectors
    rec = world.put("interview", {**TALK, "started": "2026-07-08T09:00", "ended": "2026-07-08T10:00", "place": "村",
                                  "talkers": [one], "recorder": two, "signing": "internal"})  # fmt: skip
    step(world, rec, "begin", "internal_record")
    counts = line(service, world).counts
    assert (counts["held"], counts["unsigned"], counts["unscanned"]) == (1, 0, 0)
    step(world, rec, "lock")
    assert line(service, world).counts["unscanned"] == 0


def test_documents_are_counted_as_asked_overdue_missing(world, service):
    for due in ("2026-07-08", "2026-07-09", ""):
        world.put("document_check", {"name": "账", "due_on": due or None})
    said = {"statement": "说明1号", "statement_on": "2026-07-02", "statement_by": "出纳"}
    refused = world.put("document_check", {"name": "日记账", "due_on": "2026-07-01", **said})
    step(world, refused, "refuse", kind="document_check")
    counts = line(service, world).counts
    assert [counts[code] for code in ("asked", "overdue", "missing")] == [4, 1, 1]
    (late,) = service.read(service.pick("overdue", world.village).keys)
    assert (late.title, late.late, late.village) == ("账", 1, "石桥村")


def test_every_number_is_the_length_of_its_list(world, service):
    signed(world)
    world.put("finding", {"title": "多付"})
    world.put("document_check", {"name": "账", "due_on": "2026-07-01"})
    for code in survey.PICKS:
        assert line(service, world).counts[code] == len(service.pick(code, world.village).keys)
        assert service.look().total[code] == len(service.pick(code).keys)


def test_a_deleted_record_is_not_counted(world, service):
    rec = world.put("finding", {"title": "多付"})
    assert line(service, world).counts["drafts"] == 1
    world.service.delete(rec)
    assert line(service, world).counts["drafts"] == 0


def test_the_office_waits_for_nobody_above_it(world, service):
    assert BEHIND not in service.look().total
    assert set(service.look().total) == set(CODES) - {BEHIND}


def test_what_the_office_has_not_got_is_counted_and_listed_under_its_whole(world, service, monkeypatch):
    rec = world.put("interview", TALK)
    world.put("interview_line", {"speaker": "q", "text": "问"}, parent=rec, order="a")
    monkeypatch.setattr(Session, "is_office", property(lambda _: False))
    monkeypatch.setattr(GroupService, "_allowed", lambda _: None)
    assert line(service, world).counts[BEHIND] == 3  # the village itself, the talk, its line
    found = service.pick(BEHIND, world.village)
    assert {one.kind for one in service.read(found.keys)} == {"village", "interview"}
    assert found.changes == 3
    me = world.vault.me.writer_id
    monkeypatch.setattr("app.services.group.reached", lambda _: {me: {world.scope: 2}})
    assert line(service, world).counts[BEHIND] == 1
    assert [one.rec for one in service.read(service.pick(BEHIND, world.village).keys)] == [rec]


def test_nothing_has_come_anywhere_before_the_office_said_so(world):
    assert reached(world.vault) == {}


def test_an_inspector_sees_the_villages_of_their_own(world, service, monkeypatch):
    monkeypatch.setattr(Session, "is_office", property(lambda _: False))
    person = world.session.person
    roster = world.vault.roster()
    entry = replace(roster.inspectors[person], role="member", villages=(world.other_village,))
    mine = replace(roster, inspectors={**roster.inspectors, person: entry})
    monkeypatch.setattr(world.vault.ledger, "_roster", mine)
    look = service.look()
    assert ([one.name for one in look.lines], look.leading) == (["南坪村"], False)
    world.put("finding", {"title": "多付"})  # in the village of somebody else
    assert service.pick("drafts").keys == ()


def test_villages_of_another_round_are_left_out(world, service):
    rounds = new_record_id()
    world.vault.write([NewChange("round", rounds, COMMON, {"name": "第二轮"}, as_office=True)])
    world.vault.write([NewChange("village", world.other_village, f"village-{world.other_village}", {"round": rounds})])
    world.session.choose(round_=new_record_id())
    assert [one.rec for one in service.look().lines] == [world.village]
