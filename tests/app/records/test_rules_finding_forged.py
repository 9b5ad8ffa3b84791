"""What a clever hand might put into a package about a finding, and why it does not count."""

import pytest

from app.records.kinds import STATE
from tests.app.records.finding_world import (
    EVIDENCE,
    PART,
    PEOPLE,
    RECORD,
    SOURCE,
    finding,
    people,
    role_entry,
    signed,
    take,
)
from tests.app.records.world import VILLAGE, Book, rec

CONFIRMATION = {"kind": "fact_confirmation"}


@pytest.fixture
def book():
    return Book(people())


def steps(book):
    return [i for i, c in book.changes.items() if c.rec == RECORD and STATE in c.body["fields"]]


def test_who_reviewed_does_not_approve_even_with_both_roles(book):
    signed(book)
    take(book, "zhao", "review")
    entry = role_entry(book, "zhao", "leader")
    assert book.rule(take(book, "zhao", "approve", rests=sorted([entry.id, *steps(book)]))) == "G08"


def test_irregular_signatures_on_a_new_text_do_not_stand_in_for_regular_ones(book):
    signed(book)
    book.write("li", RECORD, {"amount": 1}, kind="finding")
    forged = [take(book, name, step) for name, step in (("li", "sign"), ("wang", "countersign"))]
    assert [book.rule(change) for change in forged] == ["step", "step"]
    state = {"state": [*book.last_state(RECORD), *(change.id for change in forged)]}
    on = [*book.changes]
    assert book.rule(take(book, "zhao", "review", sup=state, on=on, rests=[])) == "G08"


def test_an_irregular_edit_takes_no_signature_away(book):
    signed(book)
    wrong = book.write("sun", RECORD, {"amount": "many"}, kind="finding")
    assert book.rule(wrong) == "type"
    on = [*(h.id for found in book.state(RECORD).heads.values() for h in found), wrong.id]
    source = [h.id for found in book.state(SOURCE).heads.values() for h in found]
    assert book.rule(take(book, "zhao", "review", on={*on, *source})) == ""


def test_a_review_of_half_the_sources_carries_no_approval_of_all(book):
    finding(book)
    second = book.write("li", rec("second"), {"evidence": rec("other")}, **PART)
    take(book, "li", "sign")
    take(book, "wang", "countersign")
    half = [i for i in book.changes if i != second.id]
    assert book.rule(take(book, "zhao", "review", on=half)) == ""
    approval = take(book, "qian", "approve")
    assert book.rule(approval) == "G08"
    assert book.verdict(approval).details == {"why": "review"}


def test_an_irregular_approval_is_none_for_the_village(book):
    signed(book)
    take(book, "zhao", "review")
    approval = take(book, "zhao", "approve")
    assert book.rule(approval) == "G08"
    book.write("li", rec("c"), {"findings": [RECORD], "facts": "x"}, **CONFIRMATION)
    assert book.rule(book.write("li", rec("c"), {}, step="show", rests=[approval.id], **CONFIRMATION)) == "G11"


def test_an_approval_in_another_village_is_none_here(book):
    other = VILLAGE[:-1] + "b"
    book.write("li", RECORD, {"title": "x"}, kind="finding", scope=other)
    far = book.write("li", RECORD, {"state": "approved"}, kind="finding", scope=other)
    book.write("li", rec("c"), {"findings": [RECORD], "facts": "x"}, **CONFIRMATION)
    assert book.rule(book.write("li", rec("c"), {}, step="show", rests=[far.id], **CONFIRMATION)) == "G11"


def test_a_source_deleted_brought_back_and_deleted_again_does_not_count(book):
    finding(book)
    for fields in ({"~deleted": False, "says": "改写"}, {"~deleted": True}, {"~deleted": False}, {"~deleted": True}):
        book.write("li", SOURCE, fields, **PART)
    assert book.rule(take(book, "li", "sign")) == "G07"


def test_a_settled_state_keeps_the_signatures_behind_it(book):
    finding(book)
    take(book, "li", "sign")
    base = list(book.changes.values())
    take(book, "wang", "countersign", seen=base)
    take(book, "sun", "send_back", {"return_reason": "再查"}, seen=base)
    book.write("sun", RECORD, {"state": "signed", "return_reason": None}, kind="finding", rests=[])
    assert book.rule(take(book, "zhao", "review")) == ""


def test_somebody_who_left_the_roster_signs_nothing():
    book = Book(people({n: r for n, r in PEOPLE.items() if n != "sun"}))
    finding(book)
    assert book.rule(take(book, "li", "sign")) == ""
    assert book.rule(take(book, "sun", "countersign")) == "roster"


def test_one_source_for_many_findings_counts_for_each(book):
    finding(book)
    other = rec("other finding")
    book.write("li", other, {"title": "x"}, kind="finding")
    book.write("li", rec("its source"), {"evidence": EVIDENCE}, kind="finding_source", parent=other)
    assert book.rule(take(book, "li", "sign")) == ""
    assert book.rule(book.write("li", other, {}, kind="finding", step="sign")) == ""
