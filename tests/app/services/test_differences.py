"""Contradicting contents: listed, read, decided, and taken back.

Long because every sort of contradiction is tried once.
"""

import time
from itertools import pairwise

import pytest

from app.errors import NotAllowedError
from app.records import kinds
from app.records.change import new_record_id
from app.records.kinds import Sensitivity
from app.services.differences import DecidedMeanwhileError, DifferencesService
from app.storage.conflicting import BESIDE, STRANGER
from app.storage.types import ListQuery, NewChange
from tests.app.services import records_world
from tests.app.services.group_world import Group


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    """One office for every test here; each test has records of its own."""
    made = records_world.make(tmp_path_factory.mktemp("office"))
    yield made, Group(made)
    made.vault.close()


@pytest.fixture
def world(held):
    world, group = held
    yield world
    world.vault._me = group.office
    world.session.choose(village=world.village)


@pytest.fixture
def group(held):
    return held[1]


@pytest.fixture
def service(world):
    made = DifferencesService(world.session, world.clock.local)
    made.language = "en"
    return made


def person(world, **fields):
    return world.put("person", {"name": "王", **fields})


def write(world, rec, fields, after=None):
    """Write a record's fields as somebody who had seen only the heads ``after`` (all, when None)."""
    record = world.vault.record(rec)
    sup = None if after is None else dict.fromkeys(fields, after)
    change = NewChange(record.kind, rec, record.scope, fields, record.parent, sup=sup)
    return world.vault.write([change])[0].id


def parted(world, group, rec, field, *values):
    """Li and Wang change one field without having seen each other."""
    seen = [head.change for head in world.vault.record(rec).heads.get(field, ())]
    for name, value in zip(("li", "wang"), values, strict=True):
        group.act(name)
        write(world, rec, {field: value}, seen)
    world.vault._me = group.office


def listed(service, rec):
    return [line for line in service.lines() if line.rec == rec]


def field_of(kind, sensitivity):
    return next(field.name for field in kinds.kind(kind).fields if field.sensitivity is sensitivity)


def test_every_conflict_is_listed_with_village_field_and_authors(world, group, service):
    rec = person(world, post="会计")
    parted(world, group, rec, "post", "主任", "书记")
    (line,) = listed(service, rec)
    assert (line.field, line.village, line.versions, line.kind.code) == ("post", "石桥村", 2, "person")
    assert line.title.startswith("王")
    assert sorted(line.who) == ["li", "wang"]


def test_another_village_is_left_out_of_the_list_but_counted(world, group, service):
    rec = person(world, post="会计")
    before = service.count()
    parted(world, group, rec, "post", "主任", "书记")
    world.session.choose(village=world.other_village)
    assert listed(service, rec) == []
    assert service.count() == before + 1


def test_a_part_is_listed_under_what_it_is_a_part_of(world, group, service):
    talk = world.put("interview", {"person_name": "王某"})
    line = world.put("interview_line", {"text": "每月少发一百元。"}, parent=talk)
    parted(world, group, line, "text", "每月少发二百元。", "每月没有少发。")
    (found,) = listed(service, line)
    assert (found.rec, found.whole, found.whole_kind) == (line, talk, "interview")
    assert found.title.startswith("王某 › ")


def test_versions_stand_with_author_and_time_and_equal_ones_together(world, group, service):
    rec = person(world, post="会计")
    seen = [head.change for head in world.vault.record(rec).heads["post"]]
    for name, value in (("li", "主任"), ("wang", "书记"), ("zhao", "主任")):
        group.act(name)
        write(world, rec, {"post": value}, seen)
    found = service.get(rec, "post")
    assert [[voice.name for voice in side.voices] for side in found.sides] == [["zhao", "li"], ["wang"]]
    assert [side.words for side in found.sides] == ["主任", "书记"]
    assert found.base.words == "会计"
    assert found.base.voices[0].name == "周 office"
    assert all(a.at < b.at for a, b in pairwise(sorted((v for s in found.sides for v in s.voices), key=lambda v: v.at)))


def test_keeping_one_replaces_exactly_what_was_shown(world, group, service):
    rec = person(world, post="会计")
    parted(world, group, rec, "post", "主任", "书记")
    found = service.get(rec, "post")
    decision = service.keep(found, 1)
    record = world.vault.record(rec)
    assert (record.values["post"], record.conflicts) == (found.sides[1].value, ())
    assert world.vault.change(decision.change).supersedes["post"] == sorted(found.heads)
    assert decision.beside == 0
    assert service.get(rec, "post") is None


def test_a_version_that_arrives_meanwhile_stays_beside_the_decision(world, group, service):
    rec = person(world, post="会计")
    parted(world, group, rec, "post", "主任", "书记")
    found = service.get(rec, "post")
    group.act("zhao")
    write(world, rec, {"post": "文书"}, [found.base.voices[0].change])
    world.vault._me = group.office
    decision = service.keep(found, 0)
    assert decision.beside == 1
    again = service.get(rec, "post")
    assert {side.value for side in again.sides} == {found.sides[0].value, "文书"}


def test_a_decision_made_by_somebody_else_meanwhile_is_said_and_nothing_written(world, group, service):
    rec = person(world, post="会计")
    parted(world, group, rec, "post", "主任", "书记")
    found = service.get(rec, "post")
    group.act("qian")
    write(world, rec, {"post": "支书"})
    world.vault._me = group.office
    with pytest.raises(DecidedMeanwhileError) as refused:
        service.keep(found, 0)
    assert refused.value.data["who"] == "qian"
    assert world.vault.record(rec).values["post"] == "支书"


def test_a_decision_taken_back_lets_every_version_stand_again_under_its_author(world, group, service):
    rec = person(world, note="甲。乙。丙。")
    parted(world, group, rec, "note", "甲一。乙。丙。", "甲。乙。丙三。")
    before = service.get(rec, "note")
    decision = service.keep(before, 0)
    service.take_back(decision)
    after = service.get(rec, "note")
    assert {side.value for side in after.sides} == {side.value for side in before.sides}
    assert {(v.name, v.again) for side in after.sides for v in side.voices} == {
        ("li", "周 office"),
        ("wang", "周 office"),
    }
    assert after.base.value == "甲。乙。丙。"
    assert after.proposal == "甲一。乙。丙三。"


def test_undo_on_the_record_lets_every_version_stand_again_too(world, group, service):
    rec = person(world, post="会计")
    parted(world, group, rec, "post", "主任", "书记")
    service.keep(service.get(rec, "post"), 0)
    world.service.undo(rec)
    assert {side.value for side in service.get(rec, "post").sides} == {"主任", "书记"}
    with_one_save_less = world.service.get(rec)
    assert with_one_save_less.can_undo  # the first save of all, and not the undo itself
    world.service.undo(rec)
    assert {side.value for side in service.get(rec, "post").sides} == {"主任", "书记"}


def test_a_decision_is_not_taken_back_over_a_later_save(world, group, service):
    rec = person(world, post="会计")
    parted(world, group, rec, "post", "主任", "书记")
    decision = service.keep(service.get(rec, "post"), 0)
    write(world, rec, {"post": "村医"})
    with pytest.raises(NotAllowedError):
        service.take_back(decision)
    assert world.vault.record(rec).values["post"] == "村医"


def test_edits_of_different_clauses_are_proposed_joined(world, group, service):
    rec = person(world, note="三月五日到村，共谈三人。村账未公示。")
    parted(
        world,
        group,
        rec,
        "note",
        "三月六日到村，共谈三人。村账未公示。",
        "三月五日到村，共谈三人。村账未公示。附照片。",
    )
    found = service.get(rec, "note")
    assert found.proposal == "三月六日到村，共谈三人。村账未公示。附照片。"
    service.decide(found, found.proposal)
    assert world.vault.record(rec).values["note"] == found.proposal


def test_one_clause_changed_twice_is_left_to_the_person(world, group, service):
    rec = person(world, note="每月发100元，按时到账。")
    parted(world, group, rec, "note", "每月发150元，按时到账。", "每年发100元，按时到账。")
    found = service.get(rec, "note")
    assert found.proposal is None
    assert [set(found.parts[place].texts) for place in found.open_parts] == [{"每月发150元，", "每年发100元，"}]


def test_nothing_is_proposed_where_joining_would_only_repeat_the_versions(world, group, service):
    rec = person(world, post="会计")
    parted(world, group, rec, "post", "主任", "书记")
    found = service.get(rec, "post")
    assert (found.proposal, found.parts) == (None, ())


def test_both_texts_are_kept_whole(world, group, service):
    rec = person(world, note="甲")
    parted(world, group, rec, "note", "李写的。", "王写的。")
    both = service.get(rec, "note").both
    assert "李写的。" in both
    assert "王写的。" in both


def test_the_talkers_of_two_laptops_are_united(world, group, service):
    talk = world.put("interview", {"person_name": "王某", "talkers": [world.inspectors[0]]})
    one, two = world.inspectors
    parted(world, group, talk, "talkers", [one, two], [one, group.person("li")])
    found = service.get(talk, "talkers")
    assert set(found.both) == {one, two, group.person("li")}
    assert set(found.proposal) == {one, two, group.person("li")}
    assert {"吴一, 郑二", "吴一, li"} == {side.words for side in found.sides}


def test_dates_choices_and_references_read_as_people_say_them(world, group, service):
    talk = world.put("interview", {"person_name": "王某"})
    parted(world, group, talk, "started", "2026-07-09T09:30", "2026-07-09T10:30")
    assert {side.words for side in service.get(talk, "started").sides} == {"2026-07-09 09:30", "2026-07-09 10:30"}
    rec = person(world)
    parted(world, group, rec, "sex", "male", "female")
    assert {side.words for side in service.get(rec, "sex").sides} == {"Male", "Female"}


def test_a_signed_field_keeps_only_what_was_signed(world, group, service):
    talk = world.put(
        "interview",
        {"person_name": "王某", "place": "村委会", "talkers": list(world.inspectors), "recorder": world.inspectors[1]},
    )
    for step in ("unschedule", "begin", "finish"):
        world.vault.write([NewChange("interview", talk, world.scope, {}, step=step)])
    shown = world.vault.record(talk)
    group.act("li")  # on another laptop, after the paper was printed
    write(world, talk, {"place": "王某家"}, [head.change for head in shown.heads["place"]])
    world.vault._me = group.office
    on = [head.change for heads in shown.heads.values() for head in heads]
    world.vault.write([NewChange("interview", talk, world.scope, {}, step="sign", on=on)])
    found = service.get(talk, "place")
    assert found.why == "signed"
    assert [(side.words, side.keep) for side in found.sides] == [("村委会", True), ("王某家", False)]
    assert not found.third
    assert found.both is None
    with pytest.raises(NotAllowedError):
        service.keep(found, 1)
    service.keep(found, 0)
    assert world.vault.record(talk).values["place"] == "村委会"


def test_a_deletion_beside_an_edit_is_shown_and_decided_either_way(world, group, service):
    for side, deleted in ((0, True), (1, False)):
        rec = person(world, post="会计")
        seen = [head.change for head in world.vault.record(rec).heads["post"]]
        group.act("li")
        world.service.delete(rec)
        group.act("wang")
        write(world, rec, {"post": "主任"}, seen)
        world.vault._me = group.office
        (line,) = listed(service, rec)
        assert line.field == BESIDE
        assert set(line.who) == {"li", "wang"}
        found = service.get(rec, BESIDE)
        assert "主任" in found.sides[1].words
        service.keep(found, side)
        assert world.vault.record(rec).deleted is deleted
        assert listed(service, rec) == []


def test_two_records_under_one_id_are_shown_and_one_entered_anew(world, group, service):
    rec = person(world, post="会计")
    group.act("li")
    world.vault.write([NewChange("interview", rec, world.scope, {"person_name": "赵某", "place": "村口"}, sup={})])
    world.vault._me = group.office
    (line,) = listed(service, rec)
    assert (line.field, line.who) == (STRANGER, ("li",))
    found = service.get(rec, STRANGER)
    assert "赵某" in found.sides[1].words
    assert found.sides[1].voices[0].name == "li"
    decision = service.keep(found, 1)
    made = world.vault.record(decision.made)
    assert (made.kind, made.values["person_name"], made.values["place"]) == ("interview", "赵某", "村口")
    assert listed(service, rec) == []


def test_a_conflict_of_the_second_record_under_an_id_is_decided_as_its_own(world, group, service):
    rec = person(world, post="会计")
    group.act("li")
    (first,) = world.vault.write([NewChange("interview", rec, world.scope, {"person_name": "赵某", "place": "村口"})])
    for place in ("村委会", "赵家"):
        world.vault.write([NewChange("interview", rec, world.scope, {"place": place}, sup={"place": [first.id]})])
    parted(world, group, rec, "post", "主任", "书记")
    found = {(line.kind.code, line.field): line for line in listed(service, rec)}
    assert set(found) == {("person", STRANGER), ("person", "post"), ("interview", "place")}
    talk = service.get(rec, "place", world.scope, "interview")
    decision = service.keep(talk, 0)
    assert world.vault.record(rec, kind="interview").values["place"] == talk.sides[0].value
    assert set(world.vault.record(rec, kind="person").conflicts) == {"post"}
    service.take_back(decision)
    assert {side.value for side in service.get(rec, "place", world.scope, "interview").sides} == {"村委会", "赵家"}


def test_sealed_versions_are_shown_to_whom_they_were_sealed_only(world, group, service):
    field = field_of("interview", Sensitivity.SEALED)
    talk = world.put("interview", {"person_name": "王某"})
    parted(world, group, talk, field, "李的内部说明", "王的内部说明")
    found = service.get(talk, field)
    assert {side.words for side in found.sides} == {"李的内部说明", "王的内部说明"}  # the office reads every one
    kept = service.keep(found, 0)
    assert (
        world.vault.change(kept.change).value(field) == found.sides[0].value
    )  # as it was sealed, for the same readers


def test_who_may_not_read_a_sealed_version_may_not_decide_it(world, group, service, monkeypatch):
    field = field_of("interview", Sensitivity.SEALED)
    talk = world.put("interview", {"person_name": "王某"})
    parted(world, group, talk, field, "李的内部说明", "王的内部说明")
    group.act("li")
    monkeypatch.setattr(type(world.vault), "office", None)
    found = service.get(talk, field)
    assert found.why == "sealed"
    mine, theirs = sorted(found.sides, key=lambda side: side.hidden)
    assert (mine.words, theirs.words, theirs.hidden, theirs.keep) == ("李的内部说明", "", True, False)
    assert not found.third
    assert found.both is None
    world.vault._me = group.office


def test_masked_numbers_stay_masked_until_asked_for_and_that_is_logged(world, group, service):
    field = field_of("person", Sensitivity.MASKED)
    rec = person(world)
    parted(world, group, rec, field, "110101197001011237", "110101197001011245")
    found = service.get(rec, field)
    assert found.masked
    assert all("0101123" not in side.words for side in found.sides)
    assert {side.words for side in service.get(rec, field, unmasked=True).sides} == {
        "110101197001011237",
        "110101197001011245",
    }
    logged = [world.vault.record(row.rec) for row in world.vault.rows("event", world.vault.list(ListQuery("event")))]
    assert any(record.values["what"] == "reveal" for record in logged)


def test_the_history_says_that_the_office_decided(world, group, service):
    rec = person(world, post="会计")
    parted(world, group, rec, "post", "主任", "书记")
    service.keep(service.get(rec, "post"), 0)
    newest = world.service.history(rec)[0]
    assert (newest.decided, newest.by_office) == (("post",), world.session.role == "office")
    other = person(world, post="会计")
    parted(world, group, other, "post", "主任", "书记")
    group.act("qian")
    service.keep(service.get(other, "post"), 0)
    world.vault._me = group.office
    line = world.service.history(other)[0]
    assert (line.decided, line.by_office) == (("post",), False)


def test_five_hundred_conflicts_are_listed_while_nobody_waits(tmp_path):
    world = records_world.make(tmp_path)
    recs = [new_record_id() for _ in range(500)]
    kind, scope = "person", world.scope
    world.vault.write([NewChange(kind, rec, scope, {"name": f"王{i}", "post": "会计"}) for i, rec in enumerate(recs)])
    world.vault.write([NewChange(kind, rec, scope, {"post": "主任"}, sup={"post": ()}) for rec in recs])
    began = time.thread_time()
    lines = DifferencesService(world.session, world.clock.local).lines()
    took = time.thread_time() - began
    world.vault.close()
    assert len(lines) == 500
    assert took < 1.5  # of its own thread; a tenth of that was measured alone


def heads_of(world, rec, field):
    return [head.change for head in world.vault.record(rec).heads.get(field, ())]


def step(world, rec, name, on, seen):
    change = NewChange("interview", rec, world.scope, {}, step=name, on=on, sup={"state": seen})
    return world.vault.write([change])


def test_two_different_steps_are_settled_by_choosing_one(world, group, service):
    talk = world.put("interview", {"person_name": "王某"})
    on = heads_of(world, talk, "person_name")
    for name, taken in (("li", "notify"), ("wang", "unschedule")):
        group.act(name)
        step(world, talk, taken, on, [])
    world.vault._me = group.office
    found = service.get(talk, "state")
    assert found.why == "step"
    assert len({side.words for side in found.sides}) == 2
    assert not found.third
    decision = service.keep(found, 1)
    assert not decision.undo
    assert world.vault.record(talk).state == found.sides[1].value
    assert service.get(talk, "state") is None
    assert not world.service.get(talk).can_undo or world.service.undo(talk)  # what is offered can be done


def test_a_step_that_would_open_what_is_signed_cannot_be_chosen(world, group, service):
    fields = {
        "person_name": "王某",
        "place": "村委会",
        "talkers": list(world.inspectors),
        "recorder": world.inspectors[1],
    }
    talk = world.put("interview", fields)
    for name in ("unschedule", "begin", "finish"):
        world.vault.write([NewChange("interview", talk, world.scope, {}, step=name)])
    on = sorted({head.change for heads in world.vault.record(talk).heads.values() for head in heads})
    seen = heads_of(world, talk, "state")
    step(world, talk, "sign", on, seen)
    group.act("li")
    try:
        step(world, talk, "resume", on, seen)
    finally:
        world.vault._me = group.office
    found = service.get(talk, "state")
    assert {side.value: side.keep for side in found.sides} == {"signed": True, "in_progress": False}


def test_a_line_moved_to_two_places_is_told_by_its_places(world, group, service):
    talk = world.put("interview", {"person_name": "王某"})
    lines = [world.put("interview_line", {"text": f"第{n}句"}, parent=talk, order=key) for n, key in enumerate("BDF")]
    parted(world, group, lines[0], "~order", "E", "G")
    found = service.get(lines[0], "~order")
    assert {side.words for side in found.sides} == {"Line 2", "Line 3"}
    wanted = next(place for place, side in enumerate(found.sides) if side.value == "E")
    service.keep(found, wanted)
    assert [child.rec for child in world.vault.children(talk)] == [lines[1], lines[0], lines[2]]


def test_a_person_joined_to_two_others_is_decided(world, group, service):
    one, other, rec = person(world), world.put("person", {"name": "李"}), world.put("person", {"name": "张"})
    parted(world, group, rec, "~same_as", one, other)
    assert [line.field for line in listed(service, rec)] == ["~same_as"]
    found = service.get(rec, "~same_as")
    assert {side.words for side in found.sides} == {"王", "李"}
    service.keep(found, next(n for n, side in enumerate(found.sides) if side.value == other))
    assert world.vault.record(rec).same_as == other


def test_a_record_moved_to_two_villages_ends_in_one(world, group, service):
    rec = person(world, post="会计")
    group.act("li")
    world.service.move(rec, world.other_village)
    third = records_world.new_record_id()
    world.vault._me = group.office
    world.vault.write([NewChange("village", third, f"village-{third}", {"name": "东河村", "town": "柳河镇"})])
    group.act("wang")
    world.vault.write(
        [
            NewChange("person", rec, f"village-{third}", {"name": "王", "post": "会计"}),
            NewChange("person", rec, world.scope, {"~moved": f"village-{third}"}, sup={"~moved": ()}),
        ]
    )
    world.vault._me = group.office
    found = service.get(rec, "~moved", world.scope)
    assert {side.words.split(" · ")[0] for side in found.sides} == {"南坪村", "东河村"}
    service.keep(found, next(n for n, side in enumerate(found.sides) if side.value == f"village-{third}"))
    assert world.vault.record(rec, world.scope).moved_to == f"village-{third}"
    assert world.vault.record(rec, f"village-{world.other_village}").moved_to == f"village-{third}"
    assert not world.vault.record(rec, f"village-{third}").moved_to
    assert listed(service, rec) == []


def test_what_a_redaction_took_is_named_as_gone(world, group, service):
    rec = person(world, note="甲。")
    parted(world, group, rec, "note", "乙。", "丙。")
    change = next(head.change for head in world.vault.record(rec).heads["note"] if head.value == "丙。")
    kind, scope = "person", world.scope
    world.vault.write([NewChange(kind, rec, scope, {}, redact={change: ["note"]}, as_office=True)])
    assert service.get(rec, "note") is None  # one value is left: nothing contradicts it
    assert listed(service, rec) == []
