"""What the window asks before a step of a finding, a document, evidence or a confirmation of facts."""

import re

import pytest

from app.records.gates import Signature, Situation, path_again, unmet
from app.records.kinds import kind, kinds
from app.records.rules_finding import EXACT, SEEN
from app.words import sentence, table
from tests.app.records.finding_world import GOOD, people
from tests.app.records.world import rec

FINDING, TWO = kind("finding"), [{"evidence": rec("e")}, {"interview": rec("i")}]
LI, WANG, ZHAO, QIAN = (rec(name) for name in ("li", "wang", "zhao", "qian"))
SIGNED = (Signature("sign", LI), Signature("countersign", WANG))


def ask(code, step, values, **more):
    given = {"roster": people(), "today": "2026-03-05", "signer": LI, "by": LI, **more}
    return [(u.rule, u.hard) for u in unmet(kind(code), kind(code).step(step), Situation(values=values, **given))]


def finding(step="sign", sources=TWO, values=None, **more):
    return ask(
        "finding", step, {**GOOD, "item": "B1-01", **(values or {})}, children={"finding_source": sources}, **more
    )


def test_a_full_finding_may_be_signed():
    assert finding() == []


def test_a_finding_wants_a_source_and_better_two_of_different_origin():
    assert finding(sources=[]) == [("G07", True), ("check-evidence", False)]
    assert finding(sources=[{"says": "听说"}])[0] == ("G07", True)
    assert finding(sources=TWO[:1]) == [("G07-two", False)]
    assert finding(sources=[{"interview": rec("i")}, {"interview": rec("i"), "line": rec("l")}]) == [("G07-two", False)]
    same = [{"evidence": rec("e"), "origin": "甲"}, {"interview": rec("i"), "origin": "甲"}]
    assert finding(sources=same) == [("G07-two", False)]


@pytest.mark.parametrize(
    ("state", "step", "signer", "signatures", "rule"),
    [
        ("draft", "sign", rec("nobody"), (), "G08-person"),
        ("one_signed", "countersign", WANG, SIGNED[:1], ""),
        ("one_signed", "countersign", LI, SIGNED[:1], "G08-handlers"),
        ("one_signed", "countersign", LI, (*SIGNED[:1], Signature("sign", WANG)), ""),
        ("one_signed", "countersign", WANG, (Signature("sign", LI, whole=False),), "G08-stale"),
        ("signed", "review", ZHAO, SIGNED, ""),
        ("signed", "review", WANG, SIGNED, "G08-deputy"),
        ("signed", "review", ZHAO, (SIGNED[0], Signature("countersign", ZHAO)), "G08-same"),
        ("signed", "review", ZHAO, SIGNED[:1], "G08-handlers"),
        ("reviewed", "approve", QIAN, (*SIGNED, Signature("review", ZHAO)), ""),
        ("reviewed", "approve", ZHAO, (*SIGNED, Signature("review", ZHAO)), "G08-leader"),
        ("reviewed", "approve", QIAN, (*SIGNED, Signature("review", QIAN)), "G08-same"),
    ],
)
def test_each_signature_is_the_right_persons(state, step, signer, signatures, rule):
    found = finding(step, state=state, signer=signer, by=signer, signatures=signatures)
    assert [r for r, _ in found if r.startswith("G08")] == ([rule] if rule else [])


@pytest.mark.parametrize("point", EXACT)
def test_a_review_says_which_exact_point_is_missing(point):
    empty = dict.fromkeys(EXACT[point])
    found = finding("review", values=empty, state="signed", signer=ZHAO, by=ZHAO, signatures=SIGNED)
    assert (f"G09-{point}", True) in found
    clash = [EXACT[point][-1]]
    found = finding("review", values={}, conflicts=clash, state="signed", signer=ZHAO, by=ZHAO, signatures=SIGNED)
    assert (f"G09-{point}", True) in found


@pytest.mark.parametrize("point", SEEN)
def test_the_report_says_which_of_person_act_time_place_figure_is_missing(point):
    empty = dict.fromkeys(SEEN[point])
    assert finding("to_report", values=empty, state="approved") == [(f"G10-{point}", True)]
    assert finding("to_report", sources=[], state="approved") == [("G10-evidence", True)]


def test_vague_words_warn_and_stop_nobody():
    found = finding(values={"when": "近年来", "persons_text": "个别干部", "title": "", "facts": "作风不实"})
    assert {("check-when-vague", False), ("check-person-vague", False), ("check-act-vague", False)} <= set(found)
    assert not any(hard for rule, hard in found if rule.startswith("check"))


def test_a_confirmation_names_approved_findings_and_no_source():
    values = {"findings": [rec("f")], "facts": "租金未入账", "summary": "林地租金"}
    assert ask("fact_confirmation", "show", values) == []
    assert ask("fact_confirmation", "show", values, unapproved=["底预-1"]) == [("G11", True)]
    assert ("G11-none", True) in ask(
        "fact_confirmation", "leave_unanswered", {"not_shown_reason": "保密", "summary": "x"}
    )
    told = ask("fact_confirmation", "show", {**values, "facts": "据群众反映，租金未入账"})
    assert told == [("no-source", False)]


def test_who_has_no_document_says_so_in_writing_or_refuses_that_before_two():
    assert ask("document_check", "report_none", {"name": "账册"}) == [("G24", True)]
    unwritten = {"name": "账册", "statement_kind": "refused", "witnesses": [LI, WANG]}
    assert ask("document_check", "refuse", unwritten) == []
    assert ask("document_check", "refuse", {**unwritten, "witnesses": [LI, LI]}) == [("G24-witnesses", True)]
    assert ask("document_check", "refuse", {**unwritten, "statement": "说明1号", "witnesses": []}) == [
        ("G24-witnesses", True)
    ]
    in_doubt = ask("document_check", "refuse", {"name": "账册", "statement": "1号"}, conflicts=["statement"])
    assert in_doubt == [("conflict", True)]
    assert ask("document_check", "refuse", {"name": "账册", "statement": "说明1号"}) == []


def test_a_document_is_back_when_every_loan_is():
    values = {"name": "账册", "returned_on": "2026-03-05", "returned_by": LI, "returned_to": "会计"}
    back = {"what": "账册", "returned_on": "2026-03-05", "return_signed": True}
    more = {"state": "in_use"}
    assert ask("document_check", "give_back", values, children={"document_loan": [back]}, **more) == []
    for loan in ({**back, "returned_on": ""}, {**back, "return_signed": False}):
        assert ask("document_check", "give_back", values, children={"document_loan": [back, loan]}, **more) == [
            ("loans", True)
        ]


def test_evidence_wants_two_takers_and_a_copy_its_statement():
    values = {
        "title": "凭证",
        "sort": "copy",
        "takers": [LI, WANG],
        "taken_at": "2026-03-05T09:00",
        "taken_place": "村部",
    }
    assert ask("evidence", "take", values) == [("copy", False)]
    assert ask("evidence", "take", {**values, "agrees": True, "provider_signed": True}) == []
    assert ask("evidence", "take", {**values, "sort": "talk"}, children={"evidence_page": []}) == [("no-pages", False)]
    assert ("G04", True) in ask("evidence", "take", {**values, "takers": [LI]})


def test_what_several_signed_is_signed_again_after_a_move():
    assert path_again(FINDING, "approved") == ()
    assert [s.name for s in path_again(kind("evidence"), "taken")] == ["take"]


def test_every_condition_of_a_declared_step_has_words():
    rules = {"G08-person", "G08-deputy", "G08-leader", "G08-handlers", "G08-same", "G08-stale", "G07-two", "G11-none"}
    rules |= {"loans", "copy", "no-pages", "no-source", "G24", "G24-witnesses", "G10-evidence"}
    rules |= {f"G09-{point}" for point in EXACT} | {f"G10-{point}" for point in SEEN}
    rules |= {g for k in kinds().values() for s in k.steps for g in s.gates if re.fullmatch(r"G\d\d", g)}
    for rule in sorted(rules):
        assert f"gate-{rule.lower()}" in table(), rule
        for language in ("zh_CN", "en"):
            told = sentence(f"gate-{rule.lower()}", language, {"count": 1, "names": "1号", "said": "x"})
            assert "{" not in told
            assert "—" not in told
