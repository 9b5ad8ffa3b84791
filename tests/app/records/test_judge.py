"""Each rule of the verdict: what it lets through and what it stops."""

import random
from dataclasses import replace

import pytest

from app.records.change import COMMON, LOG
from app.records.judge import judge, judge_all
from tests.app.records.world import AGE, LI, OFFICE_KEY, VILLAGE, WANG, Book, key, rec, roster, talk, writer


def test_an_ordinary_save_is_regular():
    book = Book()
    change = book.write("li", rec("p"), {"name": "张三"}, kind="person")
    assert book.rule(change) == ""
    assert book.verdict(change).regular


# ---- newer


@pytest.mark.parametrize(
    ("fields", "more"),
    [
        ({"name": "x"}, {"kind": "hologram"}),
        ({"name": "x", "aura": "blue"}, {}),
        ({"sex": "unforeseen"}, {}),
        ({"roles": ["secretary", "astronaut"]}, {}),
        ({"name": "x"}, {"rules": 2}),
        ({"state": "x"}, {}),  # people have no states in this release
        ({"~hue": "x"}, {}),
    ],
)
def test_what_a_later_release_wrote_is_newer_and_never_irregular(fields, more):
    book = Book()
    change = book.write("li", rec("p"), fields, **{"kind": "person", **more})
    verdict = book.verdict(change)
    assert (verdict.state, verdict.rule) == ("newer", "")


def test_an_unknown_step_is_newer():
    book = Book()
    record = talk(book)
    assert book.rule(book.write("li", record, {"state": "sublimated"}, step="sublimate")) == "newer"


# ---- roster


def test_only_the_office_writes_the_roster_and_the_round():
    book = Book()
    fields = {"name": "第一轮"}
    assert book.rule(book.write("office", rec("r"), fields, kind="round", scope=COMMON)) == ""
    forged = book.write("li", rec("r2"), fields, kind="round", scope=COMMON)
    assert book.rule(forged) == "roster"
    assert book.verdict(forged).details == {"why": "office"}


def test_a_writer_nobody_knows_is_not_regular():
    book = Book()
    change = book.write("stranger", rec("p"), {"name": "x"}, kind="person")
    assert book.rule(change) == "roster"


def test_a_key_ends_at_a_number_and_hash():
    book = Book()
    first, second, third = (book.write("li", rec("p"), {"name": n}, kind="person") for n in "abc")
    book.roster = roster(ended={"li": {VILLAGE: (2, second.id)}})
    assert [book.rule(c) for c in (first, second, third)] == ["", "", "roster"]
    book.roster = roster(ended={"li": {VILLAGE: (2, "0" * 64)}})
    assert [book.rule(c) for c in (first, second)] == ["", "roster"], "the same number on another branch does not count"
    book.roster = roster(ended={"li": {LOG: (5, "0" * 64)}})
    assert book.rule(first) == "roster", "a scope the end leaves out has nothing that counts"


def vouch(book, name="li", person=LI, new="li third", **more):
    fields = {"person": person, "key": key(new), "recipient": "age1x", "vouched_by": writer(name), **more}
    return book.write(name, writer(new), fields, kind="writer", scope=COMMON)


def test_an_older_key_may_vouch_for_a_newer_one_of_the_same_person():
    book = Book()
    assert book.rule(vouch(book)) == ""


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"person": WANG}, "person"),
        ({"vouched_by": writer("wang")}, "person"),
        ({"ended": {}}, "office"),
        ({"key": "zz"}, "key"),
        ({"key": 5}, "key"),
        ({"key": key("someone else")}, "key"),
        ({"new": "wang"}, "taken"),
    ],
)
def test_vouching_for_anything_else_is_refused(more, why):
    book = Book()
    verdict = book.verdict(vouch(book, **more))
    assert (verdict.rule, verdict.details) == ("roster", {"why": why})


def test_vouching_makes_a_record_and_never_changes_one():
    book = Book()
    vouch(book)
    assert book.rule(vouch(book)) == "roster"


def test_a_key_without_a_person_vouches_for_nobody():
    book = Book()
    own = book.roster.writers[writer("li")]
    book.roster = replace(book.roster, writers={**book.roster.writers, writer("li"): replace(own, person="")})
    assert book.rule(vouch(book, person="")) == "roster"


# ---- type


def test_a_value_must_be_of_its_fields_type():
    book = Book()
    assert book.rule(book.write("li", rec("v"), {"population": 1204}, kind="village")) == ""
    wrong = book.write("li", rec("v"), {"population": "1204"}, kind="village")
    assert book.rule(wrong) == "type"
    assert book.verdict(wrong).details == {"field": "population", "why": "integer"}
    assert book.rule(book.write("li", rec("v"), {"~deleted": "yes"}, kind="village")) == "type"


def test_a_sealed_field_holds_an_age_file_and_nothing_else():
    book = Book()
    assert book.rule(book.write("li", rec("t"), {"internal_note": AGE})) == ""
    assert book.rule(book.write("li", rec("t"), {"internal_note": "in clear"})) == "type"


def test_a_value_that_was_withheld_is_nobodys_mistake():
    book = Book()
    assert book.rule(book.write("li", rec("v"), {"population": "x"}, kind="village", withheld=["population"])) == ""


def test_a_record_stands_in_the_scope_of_its_kind():
    book = Book()
    assert book.rule(book.write("li", rec("e"), {"what": "unlock"}, kind="event", scope=LOG)) == ""
    assert book.rule(book.write("li", rec("e2"), {"what": "unlock"}, kind="event")) == "type"
    assert book.rule(book.write("li", rec("p"), {"name": "x"}, kind="person", scope=COMMON)) == "type"
    round_photo = {"name": "photo.jpg"}
    parent = rec("round")
    assert book.rule(book.write("li", rec("a"), round_photo, kind="attachment", scope=COMMON, parent=parent)) == ""


def test_a_part_names_its_record_and_nothing_else_does():
    book = Book()
    assert book.rule(book.write("li", rec("l"), {"text": "x"}, kind="interview_line", parent=rec("talk"))) == ""
    assert book.rule(book.write("li", rec("l2"), {"text": "x"}, kind="interview_line")) == "type"
    assert book.rule(book.write("li", rec("p"), {"name": "x"}, kind="person", parent=rec("talk"))) == "type"


# ---- step


def test_a_step_starts_from_the_state_it_replaces():
    book = Book()
    record = talk(book)
    assert book.state(record).state == "to_check"
    assert book.rule(book.write("wang", record, {}, step="begin")) == "step"
    assert book.rule(book.write("wang", record, {}, step="resume")) == ""
    assert book.state(record).state == "in_progress"


def test_a_step_leads_where_it_is_declared_to():
    book = Book()
    assert book.rule(book.write("li", rec("t"), {"state": "signed"}, step="begin")) == "step"
    assert book.rule(book.write("li", rec("t"), {"state": "in_progress"}, step="begin", withheld=["state"])) == "step"


def test_nobody_writes_a_state_without_a_step():
    book = Book()
    record = talk(book)
    assert book.rule(book.write("li", record, {"state": "signed"})) == "step"
    assert book.rule(book.write("li", rec("new"), {"state": "planned"})) == "step"


def test_a_step_on_an_irregular_state_starts_from_the_first_one():
    book = Book()
    record = rec("t")
    forged = book.write("li", record, {"state": "to_check"})
    assert book.rule(book.write("li", record, {}, step="sign", sup={"state": [forged.id]})) == "step"
    assert book.rule(book.write("li", record, {}, step="notify", sup={"state": [forged.id]})) == ""


def two_states(book):
    record = rec("t")
    base = [book.write("li", record, {"person_name": "x"})]
    one = book.write("li", record, {}, step="notify", seen=base)
    other = book.write("wang", record, {}, step="unschedule", seen=base)
    return record, one, other


def test_states_beside_each_other_are_settled_by_choosing_one_of_them():
    book = Book()
    record, _, _ = two_states(book)
    assert "state" in book.state(record).conflicts
    assert book.rule(book.write("li", record, {"state": "planned"})) == "step"
    assert book.rule(book.write("li", record, {"state": "notified"})) == ""
    assert book.state(record).state == "notified"
    assert book.state(record).conflicts == ()


def test_a_step_from_states_beside_each_other_needs_to_start_from_all_of_them():
    book = Book()
    record, _, _ = two_states(book)
    assert book.rule(book.write("li", record, {}, step="finish")) == "step"
    assert book.rule(book.write("li", record, {}, step="begin")) == ""


def test_starting_from_one_of_two_states_is_not_enough():
    book = Book()
    record, one, _ = two_states(book)
    book.write("li", record, {}, step="begin", sup={"state": [one.id]})
    assert set(book.state(record).conflicts) == {"state"}
    assert book.rule(book.write("li", record, {}, step="begin")) == "step", "one of the two has begun already"


def test_settling_never_opens_what_was_signed():
    book = Book()
    record = talk(book)
    before = list(book.changes.values())
    book.write("li", record, {}, step="sign", seen=before)
    book.write("wang", record, {}, step="resume", seen=before)
    assert book.rule(book.write("wang", record, {"state": "in_progress"})) == "step"
    assert book.rule(book.write("wang", record, {"state": "signed"})) == ""


# ---- G04


def test_a_talk_is_signed_by_two_different_persons_of_the_roster():
    book = Book()
    assert book.rule(book.write("li", talk(book), {}, step="sign")) == ""


@pytest.mark.parametrize(
    ("talkers", "recorder", "rule"),
    [
        ([LI], WANG, ""),
        ([LI], None, "G04"),
        ([LI], LI, "G04"),
        ([LI, rec("passer-by")], None, "G04"),
        ([], WANG, "G04"),
    ],
)
def test_talkers_and_recorder_are_counted_as_persons(talkers, recorder, rule):
    book = Book()
    assert book.rule(book.write("li", talk(book, talkers, recorder), {}, step="sign")) == rule


@pytest.mark.parametrize("step", ["refuse", "internal_record"])
def test_refusing_and_keeping_internally_need_two_persons_too(step):
    book = Book()
    assert book.rule(book.write("li", talk(book, [LI]), {}, step=step)) == "G04"


def test_a_gate_counts_only_the_heads_the_step_names():
    book = Book()
    record = talk(book, [LI])
    seen = book.state(record)
    book.write("wang", record, {"talkers": [LI, WANG]})
    old = {h.id for found in seen.heads.values() for h in found}
    assert book.rule(book.write("li", record, {}, step="sign", on=old, rests=[])) == "G04"


def test_what_was_replaced_long_ago_does_not_stand_in_a_gate():
    book = Book()
    record = rec("talk")
    book.write("li", record, {"person_name": "张三", "talkers": [LI]})  # stays head of the name
    book.write("li", record, {"talkers": [WANG]})
    book.write("li", record, {"talkers": [LI, WANG]})
    book.write("li", record, {}, step="begin")
    book.write("li", record, {}, step="finish")
    assert book.rule(book.write("li", record, {}, step="sign")) == ""
    assert book.rule(book.write("zhao", record, {}, step="sign", sup={"state": []}, rests=[])) == "step"


def test_without_the_link_two_values_seem_to_stand_and_the_gate_is_shut():
    book = Book()
    record = rec("talk")
    for fields in ({"person_name": "张三", "talkers": [LI]}, {"talkers": [WANG]}, {"talkers": [LI, WANG]}):
        book.write("li", record, fields)
    book.write("li", record, {}, step="begin")
    assert book.rule(book.write("li", record, {}, step="internal_record", rests=[])) == "G04"


def test_a_field_in_conflict_meets_no_gate():
    book = Book()
    record = talk(book, [LI])
    base = list(book.changes.values())
    book.write("li", record, {"talkers": [LI, WANG]}, seen=base)
    book.write("wang", record, {"talkers": [WANG, LI]}, seen=base)
    assert book.rule(book.write("li", record, {}, step="sign")) == "G04"


def test_the_same_persons_entered_twice_are_no_conflict():
    book = Book()
    record = talk(book, [LI])
    base = list(book.changes.values())
    for name in ("li", "wang"):
        book.write(name, record, {"talkers": [LI, WANG]}, seen=base)
    assert book.rule(book.write("li", record, {}, step="sign")) == ""


def test_persons_named_in_the_signing_change_itself_count():
    book = Book()
    record = talk(book, [LI])
    assert book.rule(book.write("li", record, {"recorder": WANG}, step="sign")) == ""
    assert book.rule(book.write("li", record, {"talkers": [LI, WANG]}, step="sign", withheld=["talkers"])) == "step"
    other = Book()
    record = talk(other)
    hidden = other.write("li", record, {"talkers": [LI, WANG]}, step="sign", withheld=["talkers"])
    assert other.rule(hidden) == "G04", "what is withheld meets no gate"


def test_another_talk_is_no_evidence():
    book = Book()
    other = book.write("wang", rec("other talk"), {"talkers": [LI, WANG]})
    record = rec("t")
    book.write("li", record, {"person_name": "x"})
    book.write("li", record, {}, step="begin")
    assert book.rule(book.write("li", record, {}, step="internal_record", on=[other.id])) == "G04"


def test_an_irregular_change_is_no_evidence():
    book = Book()
    record = talk(book, [LI])
    book.write("wang", record, {"talkers": [LI, WANG], "pages": "x"})
    on = [c.id for c in book.changes.values()]
    assert book.rule(book.write("li", record, {}, step="sign", on=on)) == "G04"


# ---- G06


def signed(book):
    record = talk(book)
    book.write("li", rec("line"), {"text": "你好"}, kind="interview_line", parent=record)
    book.write("li", record, {}, step="sign")
    return record


def test_a_signed_talk_cannot_be_changed_by_who_saw_the_lock():
    book = Book()
    record = signed(book)
    change = book.write("li", record, {"person_name": "李四"})
    assert book.rule(change) == "G06"
    assert book.state(record).values["person_name"] == "张三"


@pytest.mark.parametrize("fields", [{"place": "村部"}, {"~deleted": True}])
def test_what_was_empty_when_signed_stays_empty(fields):
    book = Book()
    assert book.rule(book.write("li", signed(book), fields)) == "G06"


@pytest.mark.parametrize(
    "fields",
    [{"person_name": "张三"}, {"place": None}, {"others": ""}, {"~deleted": False}, {"paper_place": "柜1"}],
)
def test_restating_and_fields_after_the_lock_are_allowed(fields):
    book = Book()
    assert book.rule(book.write("li", signed(book), fields)) == ""


@pytest.mark.parametrize("fields", [{"~moved": "village-" + "b" * 32}, {"~same_as": rec("other")}])
def test_a_signed_talk_may_turn_out_to_stand_in_the_wrong_place(fields):
    book = Book()
    assert book.rule(book.write("li", signed(book), fields)) == ""


def test_lines_are_locked_with_their_talk():
    book = Book()
    record = signed(book)
    part = {"kind": "interview_line", "parent": record}
    assert book.rule(book.write("li", rec("line"), {"text": "改"}, **part)) == "G06"
    assert book.rule(book.write("li", rec("line"), {"~order": "V"}, **part)) == "G06"
    assert book.rule(book.write("li", rec("late line"), {"text": "新"}, **part)) == "G06"
    assert book.rule(book.write("li", rec("line"), {"text": "你好"}, **part)) == ""


def test_an_addendum_and_a_scan_come_after_the_lock():
    book = Book()
    record = signed(book)
    addendum = {"text": "补充一点", "reason": "漏记"}
    assert book.rule(book.write("li", rec("add"), addendum, kind="interview_addendum", parent=record)) == ""
    assert book.rule(book.write("li", rec("scan"), {"name": "scan.pdf"}, kind="attachment", parent=record)) == ""
    assert book.rule(book.write("li", rec("scan"), {"note": "第1页"}, kind="attachment", parent=record)) == ""


def test_a_photo_that_was_there_when_signing_is_signed_with_it():
    book = Book()
    record = talk(book)
    book.write("li", rec("photo"), {"name": "1.jpg", "sha256": "a"}, kind="attachment", parent=record)
    book.write("li", record, {}, step="sign")
    assert book.rule(book.write("li", rec("photo"), {"sha256": "b"}, kind="attachment", parent=record)) == "G06"


def test_locking_a_signed_talk_is_a_step_like_any_other():
    book = Book()
    record = signed(book)
    assert book.rule(book.write("wang", record, {}, step="lock")) == ""
    assert book.rule(book.write("wang", record, {"person_name": "李四"})) == "G06"


def test_hiding_a_lock_one_has_seen_makes_a_conflict_and_no_change():
    book = Book()
    record = signed(book)
    change = book.write("li", record, {"person_name": "李四"}, rests=[])
    assert book.rule(change) == ""
    state = book.state(record)
    assert state.values["person_name"] == "张三"
    assert state.conflicts == ("person_name",)
    assert state.changed_since == ("person_name",)


def test_a_lock_that_is_irregular_locks_nothing():
    book = Book()
    record = talk(book, [LI])
    lock = book.write("li", record, {}, step="sign")
    assert book.rule(lock) == "G04"
    assert book.rule(book.write("li", record, {"person_name": "李四"}, rests=[lock.id])) == ""
    assert book.state(record).values["person_name"] == "李四"


def test_a_lock_on_another_record_does_not_matter():
    book = Book()
    record = signed(book)
    lock = book.state(record).locks[0]
    assert book.rule(book.write("li", rec("second talk"), {"person_name": "李四"}, rests=[lock])) == ""


# ---- redact


def test_author_and_office_may_redact_and_nobody_else():
    book = Book()
    target = book.write("li", rec("t"), {"others": "王五"})
    names = {target.id: ["others"]}
    assert book.rule(book.write("li", rec("t"), {}, redact=names)) == ""
    assert book.rule(book.write("li again", rec("t"), {}, redact=names)) == "", "the same person with another key"
    assert book.rule(book.write("office", rec("t"), {}, redact=names)) == ""
    assert book.rule(book.write("wang", rec("t"), {}, redact=names)) == "redact"


@pytest.mark.parametrize("name", ["talkers", "recorder", "state", "~deleted"])
def test_what_rules_read_is_not_redacted(name):
    book = Book()
    target = book.write("li", rec("t"), {"others": "王五"})
    assert book.rule(book.write("li", rec("t"), {}, redact={target.id: [name]})) == "redact"


def test_the_roster_is_not_redacted():
    book = Book()
    target = book.write("office", LI, {"name": "李"}, kind="inspector", scope=COMMON)
    forgotten = book.write("office", LI, {}, kind="inspector", scope=COMMON, redact={target.id: ["name"]})
    assert book.rule(forgotten) == "redact"


def test_a_redaction_stands_alone():
    book = Book()
    target = book.write("li", rec("t"), {"others": "王五"})
    assert book.rule(book.write("li", rec("t"), {"others": None}, redact={target.id: ["others"]})) == "redact"


def test_redacting_a_signed_value_leaves_nothing_to_restate():
    book = Book()
    record = signed(book)
    head = book.state(record).heads["person_name"][0]
    restated = book.write("wang", record, {"person_name": "张三"})
    assert book.rule(restated) == ""
    book.write("li", record, {}, redact={head.id: ["person_name"]})
    assert book.judged()[restated.id].verdict.rule == "G06"
    assert book.state(record).values["person_name"] is None


# ---- purity


def test_verdicts_do_not_depend_on_the_order_of_arrival():
    book = Book()
    record = signed(book)
    book.write("wang", record, {"person_name": "李四"})
    book.write("wang", record, {"place": "x"}, rests=[])
    book.write("zhao", rec("r"), {"name": "x"}, kind="round", scope=COMMON)
    wanted = {cid: (j.verdict.state, j.verdict.rule) for cid, j in book.judged().items()}
    changes = list(book.changes.values())
    shuffled = random.Random(7)  # noqa: S311 - a shuffle, not a secret
    for _ in range(20):
        shuffled.shuffle(changes)
        found = judge_all(changes, book.roster)
        assert {cid: (j.verdict.state, j.verdict.rule) for cid, j in found.items()} == wanted


def test_a_verdict_reads_nothing_but_what_is_cited():
    book = Book()
    record = signed(book)
    change = book.write("wang", record, {"person_name": "李四"})
    everything = book.judged()
    cited = {cid: everything[cid] for cid in change.cited()}
    assert judge(change, cited, book.roster) == judge(change, everything, book.roster)


def test_the_newest_roster_decides():
    book = Book()
    change = book.write("li", rec("p"), {"name": "x"}, kind="person")
    assert judge(change, {}, book.roster).regular
    assert not judge(change, {}, roster(ended={"li": {VILLAGE: (0, "")}})).regular
    assert book.roster.office_key == OFFICE_KEY
