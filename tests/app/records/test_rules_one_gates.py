"""Rule set 1: the gates G04 and G06."""

import pytest

from tests.app.records.world import LI, WANG, Book, rec, signed, talk

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
