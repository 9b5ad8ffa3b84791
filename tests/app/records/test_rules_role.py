"""Rule set 1: steps that belong to a role, and who may take away what somebody signed."""

from dataclasses import replace

import pytest

from app.records.judge import leans_on_roles
from app.records.roster import InspectorEntry, Roster
from tests.app.records.world import LI, VILLAGE, WANG, ZHAO, Book, rec, roster, signed

MARKS = {"~deleted": True, "~moved": "village-" + "7" * 32, "~same_as": rec("other")}


def roles(**given: str) -> Roster:
    """The roster with roles: li, wang, zhao."""
    ids = {"li": LI, "wang": WANG, "zhao": ZHAO}
    people = {ids[name]: InspectorEntry(ids[name], role=role) for name, role in given.items()}
    plain = roster()
    return replace(plain, inspectors={**plain.inspectors, **people})


def village(book):
    record = rec("village")
    book.write("li", record, {"name": "石桥村", "town": "清河镇"}, kind="village")
    return record


@pytest.mark.parametrize(("role", "rule"), [("leader", ""), ("deputy", ""), ("office", ""), ("member", "role")])
def test_a_step_that_belongs_to_a_role_is_taken_by_it_or_by_the_office(role, rule):
    book = Book(roles(li=role))
    change = book.write("li", village(book), {}, kind="village", step="confirm")
    assert book.rule(change) == rule
    assert leans_on_roles(change, book.judged(), book.roster) or rule


def test_the_office_key_itself_may_and_leans_on_nothing():
    book = Book()
    change = book.write("office", village(book), {}, kind="village", step="confirm")
    assert book.rule(change) == ""
    assert not leans_on_roles(change, book.judged(), book.roster)


def test_steps_without_a_role_and_plain_edits_lean_on_nothing():
    book = Book()
    record = village(book)
    edit = book.write("li", record, {"town": "柳河镇"}, kind="village")
    unknown = book.write("li", record, {"town": "x"}, kind="no_such_kind")
    for change in (edit, unknown):
        assert not leans_on_roles(change, book.judged(), book.roster)


@pytest.mark.parametrize("name", MARKS)
def test_what_another_signed_is_taken_away_by_who_is_in_charge_only(name):
    book = Book(roles(zhao="leader", wang="member"))
    record = signed(book)
    lock = book.last_state(record)
    for who, rule in (("wang", "signed"), ("zhao", "" if name != "~deleted" else "G06")):
        change = book.write(who, record, {name: MARKS[name]}, rests=lock)
        assert book.rule(change) == rule
    assert leans_on_roles(change, book.judged(), book.roster)


@pytest.mark.parametrize("name", ["~moved", "~same_as"])
def test_who_signed_may_take_it_away_and_anybody_may_bring_it_back(name):
    book = Book(roles(li="member", wang="member"))
    record = signed(book)
    lock = book.last_state(record)
    gone = book.write("li", record, {name: MARKS[name]}, rests=lock)
    assert book.rule(gone) == ""
    assert not leans_on_roles(gone, book.judged(), book.roster)
    assert getattr(book.state(record), {"~moved": "moved_to", "~same_as": "same_as"}[name]) == MARKS[name]
    assert book.rule(book.write("wang", record, {name: None}, rests=lock)) == ""


@pytest.mark.parametrize("name", MARKS)
def test_a_mark_that_had_not_seen_the_signature_hides_nothing(name):
    book = Book()
    record = signed(book)
    book.write("wang", record, {name: MARKS[name]}, rests=[])
    state = book.state(record)
    assert (state.deleted, state.moved_to, state.same_as) == (False, "", "")
    assert name in state.conflicts


def test_a_mark_the_signature_has_seen_stands():
    book = Book(roles(li="member", wang="member"))
    record = rec("talk")
    book.write("wang", record, {"person_name": "张三", "talkers": [LI, WANG]})
    book.write("wang", record, {"~same_as": rec("other")})
    for step in ("begin", "finish", "sign"):
        book.write("li", record, {}, step=step)
    state = book.state(record)
    assert (state.state, state.same_as, state.conflicts) == ("signed", rec("other"), ())


def test_a_scan_that_came_after_the_signature_is_nobodys_signature():
    book = Book(roles(li="member", wang="member"))
    record = signed(book)
    scan = rec("scan")
    book.write("li", scan, {"name": "扫描.pdf", "size": 1}, kind="attachment", parent=record)
    gone = book.write("wang", scan, {"~deleted": True}, kind="attachment", parent=record)
    assert book.rule(gone) == ""
    assert book.state(scan, VILLAGE).deleted
