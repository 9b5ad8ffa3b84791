"""The checklist of documents: asked in one go, given, refused, lent, returned, overdue."""

import datetime as dt

import pytest

from app.errors import NotAllowedError
from app.services.documents import DocumentService
from app.storage.types import NewChange
from tests.app.services import records_world


@pytest.fixture
def world(tmp_path):
    made = records_world.make(tmp_path)
    made.documents = DocumentService(made.session, made.clock.local)
    yield made
    made.vault.close()


def named(world, code):
    return next(row.rec for row in world.documents.every() if row.values.get("code") == code)


def test_the_whole_list_is_asked_in_one_go_and_only_once(world):
    assert world.documents.make_checklist("2026-07-16") == {"document_check"}
    rows = world.documents.every()
    assert len(rows) == 63, "a village is not asked for what communities have"
    first = rows[0].values
    assert (first["code"], first["asked_on"], first["due_on"]) == ("DOC01", "2026-07-09", "2026-07-16")
    assert (first["forms"], first["asked_of"], first["asked_by"]) == (["copy", "table"], "村", world.session.person)
    assert world.documents.make_checklist() == frozenset()
    assert len(world.documents.every()) == 63


def test_a_community_is_asked_for_all_66_and_another_village_for_its_own(world):
    world.vault.write([NewChange("village", world.village, world.scope, {"form": "community"})])
    world.documents.make_checklist()
    assert len(world.documents.every()) == 66
    world.session.choose(village=world.other_village)
    world.documents.make_checklist(codes=["DOC02", "DOC66"])
    assert [row.values["code"] for row in world.documents.every()] == ["DOC02", "DOC66"]


def test_a_supplementary_list_stands_behind(world):
    world.documents.make_checklist(codes=["DOC01"])
    assert world.documents.ask_more(["林地承包合同", " ", "砍伐审批"], remark="2019年以来") == {"document_check"}
    told = [(row.values["name"], row.values["supplementary"]) for row in world.documents.every()]
    assert told[1:] == [("林地承包合同", True), ("砍伐审批", True)]
    assert world.documents.ask_more([" "]) == frozenset()


def test_what_is_overdue_is_counted_with_the_states(world):
    world.documents.make_checklist("2026-07-10", codes=["DOC01", "DOC02", "DOC03", "DOC04"])
    world.documents.ask_more(["砍伐审批"], due_on="2026-07-09")
    given, partly, none = (named(world, code) for code in ("DOC01", "DOC02", "DOC03"))
    for rec, step in ((given, "provide"), (partly, "provide_part")):
        world.documents.step(rec, step, given_on="2026-07-09", given_by="会计")
    world.documents.step(none, "report_none", statement="说明1号")
    assert world.documents.overdue() == []
    world.clock.now += dt.timedelta(days=2)
    assert [row.values.get("code") for row in world.documents.overdue()] == [None, "DOC02", "DOC04"]
    standing = world.documents.standing()
    assert standing.states == {"provided": 1, "partly": 1, "none": 1, "requested": 2}
    assert (standing.total, standing.overdue, standing.supplied, standing.without_statement) == (5, 3, 1, 0)
    world.vault.write([NewChange("document_check", none, world.scope, {"statement": ""})])
    assert world.documents.standing().without_statement == 1, "it is gone again"


def test_g24_a_refusal_needs_a_written_statement_or_two_who_saw_that_refused(world):
    world.documents.make_checklist(codes=["DOC01", "DOC02"])
    rec, other = named(world, "DOC01"), named(world, "DOC02")
    offer = next(o for o in world.documents.get(rec).steps if o.step.name == "refuse")
    assert [(rule, soft) for rule, _, soft in offer.unmet] == [("G24", False)]
    assert not offer.allowed
    for fields in ({}, {"statement": ""}, {"witnesses": list(world.inspectors)}):
        with pytest.raises(NotAllowedError) as told:
            world.documents.step(rec, "refuse", **fields)
        assert told.value.data["rule"] == "G24"
    for there in ([], [world.inspectors[0]], [world.inspectors[0], world.village]):
        with pytest.raises(NotAllowedError) as told:
            world.documents.step(rec, "refuse", statement_kind="refused", witnesses=there)
        assert told.value.data["rule"] == "G24-witnesses"
    world.documents.step(rec, "refuse", statement="说明1号", missing_reason="账册在镇上")
    world.documents.step(other, "refuse", statement_kind="refused", witnesses=list(world.inspectors))
    assert world.documents.standing().without_statement == 0


def test_a_document_goes_back_when_every_loan_is_signed_for(world):
    world.documents.make_checklist(codes=["DOC01"])
    rec = named(world, "DOC01")
    world.documents.step(rec, "provide", given_on="2026-07-09", given_by="会计")
    world.documents.lend(rec, "2021年账册3册", pages=3, lender="会计", lent_signed=True)
    ((loan, row),) = world.documents.out()
    assert (loan.values["borrower"], row.rec) == (world.session.person, rec)
    back = {"returned_on": "2026-07-09", "returned_by": world.session.person, "returned_to": "会计"}
    with pytest.raises(NotAllowedError) as told:
        world.documents.step(rec, "give_back", **back)
    assert told.value.data["rule"] == "loans"
    world.documents.take_back(loan.rec, "会计", both_signed=True)
    assert world.documents.out() == []
    world.documents.step(rec, "give_back", **back)
    page = world.documents.get(rec)
    assert (page.state, page.locked) == ("returned", True)
    with pytest.raises(NotAllowedError):
        world.documents.lend(rec, "再借")
