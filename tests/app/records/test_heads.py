"""What stands: heads, conflicts, locks, deletions; the same whatever the order, with nothing lost."""

import pytest

from app.records.change import COMMON
from app.records.heads import covers, fold, links, whole
from tests.app.records.world import LI, WANG, Book, rec, talk, writer


def apart(book, record, one, other):
    """Two saves that did not see each other, on top of all there is."""
    base = list(book.changes.values())
    return book.write("li", record, one, seen=base), book.write("wang", record, other, seen=base)


def test_a_record_shows_its_newest_values():
    book = Book()
    record = rec("t")
    first = book.write("li", record, {"place": "村部", "others": "无"})
    book.write("wang", record, {"place": "祠堂"})
    state = book.state(record)
    assert dict(state.values) == {"place": "祠堂", "others": "无"}
    assert (state.state, state.kind, state.conflicts, state.changed_since) == ("planned", "interview", (), ())
    assert (state.created, state.updated, state.writer) == (first.clock[0], first.clock[0] + 1, writer("li"))


def test_saves_that_did_not_see_each_other_conflict_in_the_field_they_share():
    book = Book()
    record = rec("t")
    one, other = apart(book, record, {"place": "村部"}, {"place": "祠堂", "others": "无"})
    state = book.state(record)
    assert state.conflicts == ("place",)
    assert [h.id for h in state.heads["place"]] == [other.id, one.id], "the later clock is shown first"
    assert state.values["place"] == "祠堂"


def test_equal_values_merge_without_a_word():
    book = Book()
    record = rec("t")
    apart(book, record, {"place": "村部"}, {"place": "村部"})
    state = book.state(record)
    assert (state.conflicts, len(state.heads["place"])) == ((), 2)


def test_zero_false_and_nothing_are_different_values():
    book = Book()
    record = rec("t")
    apart(book, record, {"must_talk": False}, {"must_talk": None})
    assert book.state(record).conflicts == ("must_talk",)


def test_an_informed_edit_wins_against_any_clock():
    book = Book()
    record = rec("t")
    book.write("li", record, {"place": "村部"}, t=4_000_000_000_000)
    book.write("wang", record, {"place": "祠堂"}, t=5)
    assert book.state(record).values["place"] == "祠堂"


def test_an_irregular_change_stands_beside_and_replaces_nothing():
    book = Book()
    record = rec("t")
    book.write("li", record, {"place": "村部", "pages": 3})
    wrong = book.write("li", record, {"place": "祠堂", "pages": "three"})
    state = book.state(record)
    assert (state.values["place"], state.values["pages"]) == ("村部", 3)
    assert state.irregular == ((wrong.id, "type"),)


def test_a_record_of_nothing_but_irregular_changes_is_empty():
    book = Book()
    book.write("li", rec("r"), {"name": "x"}, kind="round", scope=COMMON)
    state = book.state(rec("r"), COMMON)
    assert (state.empty, dict(state.values), state.state) == (True, {}, "draft")


def test_what_needs_a_newer_release_is_kept_apart():
    book = Book()
    book.write("li", rec("p"), {"name": "x"}, kind="person")
    newer = book.write("li", rec("p"), {"aura": "blue", "name": "y"}, kind="person")
    state = book.state(rec("p"))
    assert (state.newer, state.values["name"]) == ((newer.id,), "x")
    strange = book.write("li", rec("h"), {"name": "x"}, kind="hologram")
    assert (book.state(rec("h")).newer, book.state(rec("h")).state) == ((strange.id,), "")


def test_changes_of_two_records_are_not_one():
    book = Book()
    book.write("li", rec("p"), {"name": "x"}, kind="person")
    book.write("li", rec("q"), {"name": "y"}, kind="person")
    with pytest.raises(ValueError, match="one record"):
        fold(book.judged().values())


# ---- registers


def test_a_deleted_record_comes_back_by_another_change():
    book = Book()
    book.write("li", rec("p"), {"name": "x"}, kind="person")
    book.write("li", rec("p"), {"~deleted": True}, kind="person")
    assert book.state(rec("p")).deleted
    book.write("li", rec("p"), {"~deleted": False}, kind="person")
    assert not book.state(rec("p")).deleted


def test_an_edit_the_deletion_had_not_seen_is_shown_beside_it():
    book = Book()
    made = [book.write("li", rec("p"), {"name": "x"}, kind="person")]
    late = book.write("wang", rec("p"), {"post": "会计"}, kind="person", seen=made)
    book.write("li", rec("p"), {"~deleted": True}, kind="person", seen=made, rests=[made[0].id])
    state = book.state(rec("p"))
    assert (state.deleted, state.edited_beside_delete) == (True, (late.id,))


def test_a_deletion_and_a_restoring_beside_it_leave_the_record_in_sight():
    book = Book()
    made = [book.write("li", rec("p"), {"name": "x"}, kind="person")]
    made.append(book.write("li", rec("p"), {"~deleted": True}, kind="person", seen=made))
    book.write("wang", rec("p"), {"~deleted": False}, kind="person", seen=made)
    book.write("zhao", rec("p"), {"~deleted": True}, kind="person", seen=made)
    state = book.state(rec("p"))
    assert (state.deleted, state.conflicts) == (False, ("~deleted",))


def test_moved_same_and_order_are_read():
    book = Book()
    other = "village-" + "b" * 32
    book.write("li", rec("p"), {"~moved": other, "~same_as": rec("q")}, kind="person")
    state = book.state(rec("p"))
    assert (state.moved_to, state.same_as, state.order) == (other, rec("q"), "")
    part = {"text": "x", "~order": "V001"}
    book.write("li", rec("l"), part, kind="interview_line", parent=rec("t"))
    assert (book.state(rec("l")).order, book.state(rec("l")).parent) == ("V001", rec("t"))


# ---- locks


def test_a_lock_pins_what_it_named_and_a_later_unseen_edit_stands_beside():
    book = Book()
    record = talk(book)
    before = list(book.changes.values())
    lock = book.write("li", record, {}, step="sign", seen=before)
    unseen = book.write("wang", record, {"person_name": "李四", "place": "祠堂"}, seen=before)
    state = book.state(record)
    assert state.values["person_name"] == "张三"
    assert state.values["place"] is None, "it was empty when it was signed"
    assert state.conflicts == state.changed_since == ("person_name", "place")
    assert {h.id for h in state.heads["person_name"] if not h.signed} == {unseen.id}
    assert (state.locks, lock.id in state.locked, unseen.id in state.locked) == ((lock.id,), True, False)


def test_the_conflict_after_a_lock_is_settled_by_restating_what_was_signed():
    book = Book()
    record = talk(book)
    before = list(book.changes.values())
    book.write("li", record, {}, step="sign", seen=before)
    book.write("wang", record, {"person_name": "李四"}, seen=before)
    assert book.rule(book.write("wang", record, {"person_name": "李四"})) == "G06"
    assert book.rule(book.write("wang", record, {"person_name": "张三"})) == ""
    state = book.state(record)
    assert (state.conflicts, state.changed_since, state.values["person_name"]) == ((), (), "张三")


def test_nobody_brings_back_what_had_been_replaced_before_signing():
    book = Book()
    record = rec("talk")
    old = book.write("li", record, {"place": "村部", "talkers": [LI, WANG]})
    book.write("li", record, {"place": "祠堂"})
    book.write("li", record, {"place": "学校"})
    book.write("li", record, {}, step="begin")
    lock = book.write("li", record, {}, step="internal_record")
    head = book.state(record).heads["place"][0].id
    sly = book.write("wang", record, {"place": "村部"}, sup={"place": [old.id, head]}, rests=[lock.id])
    assert book.rule(sly) == "", "from its citations alone it looks like a restatement"
    state = book.state(record)
    assert (state.values["place"], state.conflicts) == ("学校", ("place",))


def test_a_conflict_that_was_signed_may_be_settled_for_either_side():
    book = Book()
    record = talk(book)
    book.write("li", record, {"place": "村口", "others": "无"})
    apart(book, record, {"place": "村部"}, {"place": "祠堂"})
    book.write("li", record, {}, step="sign")
    assert book.state(record).conflicts == ("place",)
    assert book.rule(book.write("li", record, {"place": "学校"})) == "G06"
    assert book.rule(book.write("li", record, {"place": "村部"})) == ""
    state = book.state(record)
    assert (state.values["place"], state.conflicts) == ("村部", ())


def test_two_signings_beside_each_other_show_both():
    book = Book()
    record = talk(book)
    base = list(book.changes.values())
    mine = [*base, book.write("li", record, {"place": "村部"}, seen=base)]
    theirs = [*base, book.write("wang", record, {"others": "无"}, seen=base)]
    book.write("li", record, {}, step="sign", seen=mine)
    book.write("wang", record, {}, step="sign", seen=theirs)
    state = book.state(record)
    assert (state.values["place"], state.values["others"]) == ("村部", "无")
    assert state.conflicts == ("others", "place")
    assert (state.state, state.changed_since) == ("signed", ())


def test_a_move_that_had_not_seen_the_signature_does_not_open_the_record():
    book = Book()
    record = talk(book)
    before = list(book.changes.values())
    book.write("li", record, {}, step="sign", seen=before)
    book.write("wang", record, {}, step="resume", seen=before)
    state = book.state(record)
    assert (state.state, state.conflicts) == ("signed", ("state",))


def test_fields_after_the_lock_are_free():
    book = Book()
    record = talk(book)
    book.write("li", record, {}, step="sign")
    book.write("li", record, {"paper_place": "柜1"})
    state = book.state(record)
    assert (state.values["paper_place"], state.conflicts, state.changed_since) == ("柜1", (), ())


def test_a_line_added_without_seeing_the_lock_is_marked():
    book = Book()
    record = talk(book)
    before = list(book.changes.values())
    book.write("li", record, {}, step="sign", seen=before)
    part = {"kind": "interview_line", "parent": record}
    book.write("wang", rec("late"), {"text": "还有"}, seen=before, **part)
    assert book.state(rec("late")).changed_since == ("text",)
    book.write("wang", rec("scan"), {"name": "1.pdf"}, seen=before, kind="attachment", parent=record)
    assert book.state(rec("scan")).changed_since == ()


def test_a_photo_signed_with_the_talk_is_pinned():
    book = Book()
    record = talk(book)
    photo = {"kind": "attachment", "parent": record}
    book.write("li", rec("photo"), {"sha256": "a"}, **photo)
    before = list(book.changes.values())
    book.write("li", record, {}, step="sign", seen=before)
    book.write("wang", rec("photo"), {"sha256": "b"}, seen=before, **photo)
    state = book.state(rec("photo"))
    assert (state.values["sha256"], state.conflicts) == ("a", ("sha256",))


def test_a_step_counts_for_the_heads_it_names_and_no_others():
    book = Book()
    record = talk(book)
    line = book.write("li", rec("line"), {"text": "x"}, kind="interview_line", parent=record)
    lock = book.write("li", record, {}, step="sign")
    assert covers(lock, [line.id, lock.id])
    late = book.write("wang", record, {"place": "x"}, rests=[])
    assert not covers(lock, [late.id])
    assert not covers(line, [lock.id])


def test_whole_and_links_are_what_a_step_must_cite():
    book = Book()
    record = rec("talk")
    first = book.write("li", record, {"person_name": "x", "talkers": [LI]})
    second = book.write("li", record, {"talkers": [WANG]})
    third = book.write("li", record, {"talkers": [LI, WANG]})
    line = book.write("li", rec("line"), {"text": "x"}, kind="interview_line", parent=record)
    judged = book.judged().values()
    state = book.state(record)
    on = whole(state, [book.state(rec("line"))])
    assert on == sorted([first.id, third.id, line.id])
    assert links(judged, on, ["talkers"]) == [second.id]
    assert links(judged, on, ["person_name"]) == []


# ---- redaction


def test_a_redacted_value_is_gone_wherever_it_came_from():
    book = Book()
    secret = book.write("li", rec("t"), {"others": "王五", "place": "村部"})
    book.write("li", rec("t"), {}, redact={secret.id: ["others"]})
    state = book.state(rec("t"))
    assert (state.values["others"], state.values["place"], state.redacted) == (None, "村部", {"others"})
    assert state.heads["others"][0].redacted


def test_a_redaction_from_elsewhere_is_honoured():
    book = Book()
    secret = book.write("li", rec("t"), {"others": "王五"})
    state = fold(book.judged().values(), redacted=[(secret.id, "others")])
    assert (state.values["others"], state.redacted) == (None, {"others"})


def test_a_redacted_head_leaves_the_other_value_without_a_conflict():
    book = Book()
    one, _ = apart(book, rec("t"), {"others": "王五"}, {"others": "无"})
    book.write("li", rec("t"), {}, redact={one.id: ["others"]})
    state = book.state(rec("t"))
    assert (state.values["others"], state.conflicts) == ("无", ())
