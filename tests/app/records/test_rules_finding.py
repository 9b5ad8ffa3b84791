"""Rule set 1 about findings: G07 to G11, and G04 for evidence."""

import random

import pytest

from app.records.change import COMMON
from app.records.judge import judge, judge_all
from tests.app.records.finding_world import (
    EVIDENCE,
    GOOD,
    PART,
    PEOPLE,
    RECORD,
    SOURCE,
    approved,
    finding,
    people,
    role_entry,
    signed,
    take,
)
from tests.app.records.world import Book, rec

LI, WANG = rec("li"), rec("wang")
CONFIRMATION = rec("confirmation")


@pytest.fixture
def book():
    return Book(people())


def test_a_finding_goes_through_four_hands_into_the_report(book):
    finding(book)
    way = [("li", "sign"), ("wang", "countersign"), ("zhao", "review"), ("qian", "approve"), ("li", "to_report")]
    assert [book.rule(take(book, name, step)) for name, step in way] == [""] * 5
    state = book.state(RECORD)
    assert (state.state, state.conflicts) == ("in_report", ())


# ---- G07


def test_a_finding_without_a_source_is_signed_by_nobody(book):
    finding(book, source=False)
    assert book.rule(take(book, "li", "sign")) == "G07"
    assert book.state(RECORD).state == "draft"


@pytest.mark.parametrize("name", ["evidence", "interview", "line", "document"])
def test_any_reference_makes_a_source(book, name):
    finding(book, source=False)
    book.write("li", SOURCE, {name: EVIDENCE}, **PART)
    assert book.rule(take(book, "li", "sign")) == ""


@pytest.mark.parametrize(
    "fields",
    [{"~deleted": True}, {"evidence": None}, {"~moved": "village-" + "b" * 32}],
    ids=["deleted", "emptied", "moved"],
)
def test_a_source_that_does_not_stand_does_not_count(book, fields):
    finding(book)
    book.write("wang", SOURCE, fields, **PART)
    assert book.rule(take(book, "li", "sign")) == "G07"


def test_words_alone_are_no_source(book):
    finding(book, source=False)
    book.write("li", SOURCE, {"name": "听说", "says": "有这回事"}, **PART)
    assert book.rule(take(book, "li", "sign")) == "G07"


def test_a_source_the_step_does_not_name_does_not_count(book):
    finding(book, source=False)
    before = list(book.changes)
    book.write("li", SOURCE, {"evidence": EVIDENCE}, **PART)
    assert book.rule(take(book, "li", "sign", on=before)) == "G07"


def test_a_source_of_another_finding_does_not_count(book):
    finding(book, source=False)
    other = book.write("li", SOURCE, {"evidence": EVIDENCE}, kind="finding_source", parent=rec("other"))
    assert book.rule(take(book, "li", "sign", on=[*book.changes, other.id])) == "G07"


def test_an_irregular_source_does_not_count(book):
    finding(book, source=False)
    book.write("li", SOURCE, {"evidence": EVIDENCE, "page_from": "three"}, **PART)
    assert book.rule(take(book, "li", "sign", on=book.changes)) == "G07"


def test_what_a_source_pointed_to_long_ago_does_not_make_it_doubtful(book):
    finding(book)  # stays head of what it says
    for other in ("second", "third"):
        book.write("wang", SOURCE, {"evidence": rec(other)}, **PART)
    assert book.rule(take(book, "li", "sign")) == ""
    again = Book(people())
    finding(again)
    for other in ("second", "third"):
        again.write("wang", SOURCE, {"evidence": rec(other)}, **PART)
    assert again.rule(take(again, "li", "sign", rests=[])) == "G07", "without the link two values seem to stand"


# ---- G08


@pytest.mark.parametrize(("name", "rule"), [("wang", ""), ("li", "G08"), ("li again", "G08")])
def test_the_second_handler_is_another_person_not_another_key(book, name, rule):
    finding(book)
    take(book, "li", "sign")
    assert book.rule(take(book, name, "countersign")) == rule


@pytest.mark.parametrize(("name", "rule"), [("zhao", ""), ("sun", "G08"), ("qian", "G08"), ("wang", "G08")])
def test_the_deputy_reviews(book, name, rule):
    signed(book)
    assert book.rule(take(book, name, "review")) == rule


def test_a_deputy_who_signed_as_handler_does_not_review(book):
    finding(book)
    take(book, "li", "sign")
    take(book, "zhao", "countersign")
    assert book.rule(take(book, "zhao", "review")) == "G08"


@pytest.mark.parametrize(("name", "rule"), [("qian", ""), ("zhou", ""), ("zhao", "G08"), ("li", "G08")])
def test_the_leader_approves(book, name, rule):
    signed(book)
    take(book, "zhao", "review")
    assert book.rule(take(book, name, "approve")) == rule


def test_a_leader_who_signed_as_handler_does_not_approve(book):
    finding(book)
    take(book, "li", "sign")
    take(book, "qian", "countersign")
    take(book, "zhao", "review")
    assert book.rule(take(book, "qian", "approve")) == "G08"
    assert book.rule(take(book, "zhou", "approve", sup={"state": book.last_state(RECORD)})) == ""


def test_two_handlers_who_sign_apart_count_as_two(book):
    finding(book)
    base = list(book.changes.values())
    take(book, "li", "sign", seen=base)
    take(book, "wang", "sign", seen=base)
    assert book.rule(take(book, "wang", "countersign")) == ""
    assert book.rule(take(book, "zhao", "review")) == ""


def test_an_edit_after_a_signature_takes_that_signature_away(book):
    signed(book)
    book.write("li", RECORD, {"amount": 1}, kind="finding")
    assert book.rule(take(book, "zhao", "review")) == "G08"
    assert book.rule(take(book, "zhao", "send_back", {"return_reason": "金额改过"})) == ""
    way = [("wang", "sign"), ("li", "countersign"), ("zhao", "review"), ("qian", "approve")]
    assert [book.rule(take(book, name, step)) for name, step in way] == [""] * 4


def test_a_source_added_after_a_signature_takes_it_away_and_a_scan_does_not(book):
    signed(book)
    book.write("li", rec("scan"), {"name": "scan.pdf"}, kind="attachment", parent=RECORD)
    book.write("zhao", RECORD, {"deputy_opinion": "同意"}, kind="finding")
    assert book.rule(take(book, "zhao", "review")) == ""
    other = Book(people())
    signed(other)
    other.write("li", rec("second"), {"evidence": EVIDENCE}, **PART)
    assert other.rule(take(other, "zhao", "review")) == "G08"


def test_nobody_changes_the_text_in_the_same_breath_as_reviewing_it(book):
    signed(book)
    assert book.rule(take(book, "zhao", "review", {"facts": "都好"})) == "G08"
    assert book.rule(take(book, "zhao", "review", {"deputy_opinion": "同意"})) == ""


def test_signatures_before_a_return_do_not_count(book):
    signed(book)
    take(book, "zhao", "send_back", {"return_reason": "再查"})
    take(book, "li", "sign")
    assert book.rule(take(book, "zhao", "review")) == "step"
    assert book.rule(take(book, "li", "countersign")) == "G08", "Wang signed before the return"


def test_signatures_that_are_not_cited_do_not_count(book):
    signed(book)
    assert book.rule(take(book, "zhao", "review", rests=[])) == "G08"


def test_an_irregular_signature_is_none(book):
    finding(book)
    take(book, "li", "sign")
    own = take(book, "li", "countersign")
    assert book.rule(own) == "G08"
    assert book.rule(take(book, "zhao", "review", sup={"state": [own.id]})) == "step"


def test_the_office_key_signs_for_nobody(book):
    finding(book)
    assert book.rule(take(book, "office", "sign")) == "G08"


def test_a_role_once_given_by_the_office_still_counts_when_it_is_cited():
    roles = {**PEOPLE, "zhao": "member"}  # no longer a deputy on the newest roster
    book = Book(people(roles))
    signed(book)
    entry = role_entry(book, "zhao", "deputy")
    assert book.rule(take(book, "zhao", "review")) == "G08"
    seen = [i for i, c in book.changes.items() if c.step and c.rec == RECORD]
    assert book.rule(take(book, "zhao", "review", rests=sorted([entry.id, *seen[:2]]))) == ""
    forged = book.write("zhao", rec("zhao"), {"role": "deputy"}, kind="inspector", scope=COMMON)
    other = Book(people(roles))
    assert book.rule(forged) == "roster"
    signed(other)
    forged = other.write("zhao", rec("zhao"), {"role": "deputy"}, kind="inspector", scope=COMMON)
    ids = [i for i, c in other.changes.items() if c.step and c.rec == RECORD]
    assert other.rule(take(other, "zhao", "review", rests=sorted([forged.id, *ids]))) == "G08"


# ---- G09


@pytest.mark.parametrize(
    ("field", "point"),
    [
        ("found_how", "known"),
        ("responsible_text", "responsible"),
        ("when", "when"),
        ("place", "place"),
        ("basis", "basis"),
    ],
)
def test_a_review_needs_the_four_exact_points(book, field, point):
    finding(book, **{field: [] if field == "found_how" else ""})
    take(book, "li", "sign")
    take(book, "wang", "countersign")
    review = take(book, "zhao", "review")
    assert book.rule(review) == "G09"
    assert book.verdict(review).details == {"points": [point]}


def test_a_point_in_conflict_is_no_exact_point(book):
    finding(book)
    base = list(book.changes.values())
    book.write("li", RECORD, {"place": "一组"}, kind="finding", seen=base)
    book.write("wang", RECORD, {"place": "二组"}, kind="finding", seen=base)
    take(book, "li", "sign")
    take(book, "wang", "countersign")
    assert book.rule(take(book, "zhao", "review")) == "G09"


def test_taking_a_name_out_of_a_text_takes_no_signature_back(book):
    approved(book)
    first = next(iter(book.changes.values()))
    redaction = book.write("li", RECORD, {}, kind="finding", redact={first.id: ["basis", "facts"]}, rests=[])
    assert book.rule(redaction) == ""
    state = book.state(RECORD)
    assert (state.state, state.irregular, state.values["basis"]) == ("approved", (), None)


# ---- G10


@pytest.mark.parametrize("field", ["persons_text", "facts", "amount"])
def test_a_finding_in_the_report_names_person_act_and_figure(book, field):
    finding(book, **{field: None})
    for name, step in (("li", "sign"), ("wang", "countersign"), ("zhao", "review"), ("qian", "approve")):
        assert book.rule(take(book, name, step)) == ""
    assert book.rule(take(book, "li", "to_report")) == "G10"
    assert book.state(RECORD).state == "approved"


def test_a_reason_may_stand_in_place_of_a_figure_and_nothing_is_a_figure_too(book):
    finding(book, amount=None, no_amount="未开会，无金额")
    for name, step in (("li", "sign"), ("wang", "countersign"), ("zhao", "review"), ("qian", "approve")):
        take(book, name, step)
    assert book.rule(take(book, "li", "to_report")) == ""
    other = Book(people())
    finding(other, amount=0)
    for name, step in (("li", "sign"), ("wang", "countersign"), ("zhao", "review"), ("qian", "approve")):
        take(other, name, step)
    assert other.rule(take(other, "li", "to_report")) == ""


# ---- G11


def confirm(book, step, rests=None, **fields):
    book.write("li", CONFIRMATION, {"findings": [RECORD], "facts": "租金未入账", **fields}, kind="fact_confirmation")
    return book.write("li", CONFIRMATION, {}, kind="fact_confirmation", step=step, rests=rests)


def test_facts_of_an_approved_finding_are_shown_to_the_village(book):
    approved(book)
    assert book.rule(confirm(book, "show", [book.last_state(RECORD)[0]])) == ""


def test_facts_of_a_finding_not_approved_are_not(book):
    signed(book)
    take(book, "zhao", "review")
    assert book.rule(confirm(book, "show", [book.last_state(RECORD)[0]])) == "G11"


def test_an_approval_that_is_not_cited_is_none(book):
    approved(book)
    assert book.rule(confirm(book, "show", [])) == "G11"
    assert book.rule(confirm(book, "show", [book.last_state(RECORD)[0]], findings=[])) == "G11"
    both = [RECORD, rec("another finding")]
    assert book.rule(confirm(book, "show", [book.last_state(RECORD)[0]], findings=both)) == "G11"


def test_a_clue_is_never_put_before_the_village(book):
    approved(book)
    take(book, "qian", "pass_on")
    assert book.rule(confirm(book, "show", [book.last_state(RECORD)[0]])) == "G11"


def test_an_answer_is_signed_before_two_inspectors(book):
    approved(book)
    cited = [book.last_state(RECORD)[0]]
    confirm(book, "show", cited, answer="true", confirmed_by="王某", takers=[LI], taken_at="2022-05-01T09:00")
    answer = {"kind": "fact_confirmation", "step": "answer", "rests": cited}
    assert book.rule(book.write("li", CONFIRMATION, {}, **answer)) == "G04"
    assert book.rule(book.write("li", CONFIRMATION, {"takers": [LI, WANG]}, **answer)) == ""


# ---- G04 of evidence, G06 of both


@pytest.mark.parametrize(("takers", "rule"), [([LI, WANG], ""), ([LI], "G04"), ([LI, rec("passer-by")], "G04")])
def test_evidence_is_taken_by_two(book, takers, rule):
    book.write("li", EVIDENCE, {"title": "凭证", "takers": takers}, kind="evidence")
    assert book.rule(book.write("li", EVIDENCE, {}, kind="evidence", step="take")) == rule


def test_pages_are_locked_with_their_evidence(book):
    page = {"kind": "evidence_page", "parent": EVIDENCE}
    book.write("li", EVIDENCE, {"title": "凭证", "takers": [LI, WANG]}, kind="evidence")
    book.write("li", rec("page"), {"turn": "0"}, **page)
    book.write("li", EVIDENCE, {}, kind="evidence", step="take")
    assert book.rule(book.write("li", rec("page"), {"turn": "90"}, **page)) == "G06"
    assert book.rule(book.write("li", rec("late page"), {"turn": "0"}, **page)) == "G06"


def test_an_approved_finding_is_locked_but_for_its_use(book):
    approved(book)
    assert book.rule(book.write("li", RECORD, {"amount": 1}, kind="finding")) == "G06"
    assert book.rule(book.write("li", SOURCE, {"says": "别的"}, **PART)) == "G06"
    assert book.rule(book.write("li", RECORD, {"report_place": "二（一）1"}, kind="finding")) == ""
    assert book.state(RECORD).values["amount"] == GOOD["amount"]


# ---- purity


def test_verdicts_on_findings_depend_neither_on_order_nor_on_what_is_not_cited(book):
    approved(book)
    book.write("wang", RECORD, {"amount": 1}, kind="finding", rests=[])
    take(book, "li", "to_report")
    confirm(book, "show", [book.last_state(RECORD)[0]])
    take(book, "li", "countersign", sup={"state": []})
    wanted = {cid: (j.verdict.state, j.verdict.rule) for cid, j in book.judged().items()}
    changes = list(book.changes.values())
    shuffled = random.Random(3)  # noqa: S311 - a shuffle, not a secret
    for _ in range(10):
        shuffled.shuffle(changes)
        found = judge_all(changes, book.roster)
        assert {cid: (j.verdict.state, j.verdict.rule) for cid, j in found.items()} == wanted
    everything = book.judged()
    for change in changes:
        cited = {cid: everything[cid] for cid in change.cited()}
        assert judge(change, cited, book.roster) == everything[change.id].verdict
