"""Findings over a real vault: made from what is there, signed by four, approved with a number, used."""

import json

import pytest

from app.errors import BadInputError, NotAllowedError
from app.paths import resource
from app.records.change import COMMON
from app.records.kinds import kind
from app.services.findings import FindingsService, first_sentence
from app.storage.types import ListQuery, NewChange
from app.words import words
from tests.app.services import records_world
from tests.app.services.group_world import Group

FACTS = {
    "title": "会计李某挪用林地租金",
    "item": "B1-03",
    "facts": "2022年3月，会计李某将租金3.6万元存入个人账户。",
    "responsible_text": "会计李某",
    "when": "2022年3月",
    "place": "石桥村",
    "persons_text": "会计李某",
    "amount": 3600000,
    "basis": "《农村集体经济组织财务制度》第十条",
}
FRAMES = ("four", "three", "disciplines")
WAY = (("li", "sign"), ("wang", "countersign"), ("zhao", "review"), ("qian", "approve"))


@pytest.fixture
def world(tmp_path):
    made = records_world.make(tmp_path)
    made.group = Group(made)
    made.findings = FindingsService(made.session, made.clock.local)
    made.group.act("li")
    yield made
    made.vault.close()


def talk_line(world, text="会计一直没有公开账目。还说……"):
    talk = world.put("interview", {"person_name": "张三", "role": "ITV-PUB"})
    line = world.put("interview_line", {"speaker": "a", "text": text, "tags": ["B1-03"]}, parent=talk)
    return talk, line


def full(world):
    """A finding with all its fields and two sources."""
    made = world.findings.from_line(talk_line(world)[1])
    edit(world, made.rec, **FACTS)
    evidence = world.put("evidence", {"title": "记账凭证", "sort": "copy"})
    world.findings.add_source(made.rec, evidence=evidence, says="第12号凭证")
    return made.rec


def edit(world, rec, **fields):
    """Open a record, type, and leave it."""
    page = world.findings.get(rec)
    world.findings.save_draft(rec, page.kind.code, fields, {})
    world.findings.commit(rec)


def walk(world, rec, upto="approve"):
    for name, step in WAY:
        world.group.act(name)
        world.findings.step(rec, step)
        if step == upto:
            return


def refused(world, rec, step, **fields):
    with pytest.raises(NotAllowedError) as told:
        world.findings.step(rec, step, **fields)
    for language in ("zh_CN", "en"):
        assert "{" not in words(told.value, language)
    return told.value.data["rule"]


def test_a_line_of_a_talk_becomes_a_finding_with_the_line_as_its_source(world):
    talk, line = talk_line(world)
    made = world.findings.from_line(line)
    assert {"finding", "finding_source"} <= made.touched
    values = world.findings.get(made.rec).values
    assert (values["title"], values["item"], values["found_how"]) == ("会计一直没有公开账目", "B1-03", ["talk"])
    assert (values["four"], values["three"], values["mark"]) == (["discipline"], ["strictness"], "work_secret")
    assert values["number"].startswith("2026巡-")
    assert values["number"].endswith("-03-L001")
    (side,) = world.findings.side_by_side(made.rec)
    assert (side.points_to, side.origin, side.says) == (("interview", talk), talk, "会计一直没有公开账目。还说……")


def test_a_page_of_evidence_and_a_document_become_findings(world):
    evidence = world.put("evidence", {"title": "记账凭证", "sort": "visit", "items": ["B1-03"]})
    world.put("evidence_page", {"label": "1"}, parent=evidence, order="V001")
    page = world.put("evidence_page", {"label": "2", "note": "金额涂改"}, parent=evidence, order="V002")
    made = world.findings.from_evidence(evidence, page)
    values = world.findings.get(made.rec).values
    assert (values["title"], values["found_how"]) == ("金额涂改", ["visit"])
    assert world.findings.side_by_side(made.rec)[0].pages == (2, 2)
    document = world.put("document_check", {"name": "会议记录"})
    made = world.findings.from_document(document, "全年只开两次会", page_from=3, page_to=5)
    assert world.findings.get(made.rec).values["title"] == "全年只开两次会"
    assert world.findings.side_by_side(made.rec)[0].pages == (3, 5)


def test_numbers_of_two_laptops_never_clash(world):
    numbers = []
    for name in ("li", "wang", "li"):
        world.group.act(name)
        made = world.findings.from_line(talk_line(world)[1])
        numbers.append(world.findings.get(made.rec).values["number"])
    assert len(set(numbers)) == 3
    assert [n.rsplit("-", 1)[1] for n in numbers] == ["L001", "W001", "L002"]


def test_sources_of_one_origin_stand_together(world):
    rec = full(world)
    talk = world.findings.side_by_side(rec)[0].points_to[1]
    world.findings.add_source(rec, interview=talk, says="同一人再说", stance="contradicts")
    sides = world.findings.side_by_side(rec)
    assert [side.origin == talk for side in sides] == [True, True, False]
    assert [side.stance for side in sides] == ["supports", "contradicts", "supports"]
    with pytest.raises(BadInputError):
        world.findings.add_source(rec, says="听说")


def test_what_is_missing_is_said_with_my_draft_counted(world):
    made = world.findings.from_line(talk_line(world, "个别干部多次收取好处费")[1])
    gaps = {gap.point: gap.said for gap in world.findings.missing(made.rec)}
    assert (gaps["person"], gaps["figure"]) == ("个别干部", "多次")
    assert "evidence" not in gaps
    world.findings.save_draft(made.rec, "finding", {"persons_text": "会计李某"}, {})
    assert "person" not in {gap.point for gap in world.findings.missing(made.rec)}


def test_four_people_bring_a_finding_into_the_report(world):
    rec = full(world)
    walk(world, rec)
    page = world.findings.get(rec)
    assert (page.state, page.locked) == ("approved", True)
    assert page.values["formal_number"] == "2026巡-0-底-03-Q001"
    world.findings.step(rec, "to_report")
    assert [row.rec for row in world.findings.reportable()] == [rec]


@pytest.mark.parametrize(
    ("upto", "name", "step", "rule"),
    [
        ("sign", "li", "countersign", "G08-handlers"),
        ("countersign", "wang", "review", "G08-deputy"),
        ("review", "zhao", "approve", "G08-leader"),
    ],
)
def test_the_window_refuses_a_second_signature_of_one_person(world, upto, name, step, rule):
    rec = full(world)
    walk(world, rec, upto)
    world.group.act(name)
    assert refused(world, rec, step) == rule


def test_the_officer_of_the_office_signs_no_finding_in_somebody_elses_place(world):
    rec = full(world)
    walk(world, rec, "countersign")
    world.vault._me = world.group.office
    assert refused(world, rec, "review") == "G08-deputy"


def test_an_edit_after_signing_is_sent_back_and_signed_anew(world):
    rec = full(world)
    walk(world, rec, "countersign")
    edit(world, rec, amount=1)
    world.group.act("zhao")
    assert refused(world, rec, "review") == "G08-stale"
    world.findings.step(rec, "send_back", return_reason="金额改过")
    walk(world, rec)
    assert world.findings.get(rec).state == "approved"


def test_a_finding_without_a_source_or_a_point_is_refused_with_words(world):
    bare = world.put("finding", {**FACTS, "found_how": ["talk"]})
    assert refused(world, bare, "sign") == "G07"
    rec = full(world)
    edit(world, rec, place="", amount=None)
    walk(world, rec, "countersign")
    world.group.act("zhao")
    assert refused(world, rec, "review") == "G09-place"


def test_a_finding_lacking_an_amount_is_approved_and_stays_out_of_the_report(world):
    rec = full(world)
    edit(world, rec, amount=None)
    walk(world, rec)
    assert refused(world, rec, "to_report") == "G10-figure"
    assert refused(world, rec, "leave_out") == "required"
    world.findings.step(rec, "leave_out", left_out_reason="金额未核实", left_out_by="组长")
    assert world.findings.get(rec).state == "left_out"


def test_facts_are_confirmed_only_from_approved_findings(world):
    rec = full(world)
    confirmation = world.put("fact_confirmation", {"summary": "林地租金", "findings": [rec], "facts": "租金未入账"})
    assert refused(world, confirmation, "show") == "G11"
    walk(world, rec)
    world.findings.step(confirmation, "show")
    assert world.findings.get(confirmation).state == "shown"


def hand_made(world, rec, kind, step, by="li", **more):
    """What a forged package would bring: written without asking anybody."""
    world.group.act(by)
    (change,) = world.vault.write([NewChange(kind, rec, world.scope, {}, step=step, **more)], force=True)
    record = world.vault.record(rec)
    return {one.change: one.rule for one in record.irregular}.get(change.id, ""), record.state


def test_what_a_hand_made_package_signs_is_shown_as_irregular(world):
    bare = world.put("finding", {**FACTS, "found_how": ["talk"]})
    assert hand_made(world, bare, "finding", "sign") == ("G07", "draft")
    rec = full(world)
    walk(world, rec, "sign")
    assert hand_made(world, rec, "finding", "countersign", "li") == ("G08", "one_signed")
    empty = full(world)
    edit(world, empty, basis="", amount=None)
    walk(world, empty, "countersign")
    assert hand_made(world, empty, "finding", "review", "zhao") == ("G09", "signed")
    lacking = full(world)
    edit(world, lacking, amount=None)
    walk(world, lacking)
    assert hand_made(world, lacking, "finding", "to_report", "zhao") == ("G10", "approved")
    confirmation = world.put("fact_confirmation", {"summary": "x", "findings": [rec], "facts": "y"})
    assert hand_made(world, confirmation, "fact_confirmation", "show") == ("G11", "draft")
    assert world.vault.count(ListQuery("finding", only="irregular")) == 4
    before = world.vault.dump()
    world.vault.rebuild()
    assert world.vault.dump() == before


def test_what_a_deputy_reviewed_stays_reviewed_when_the_roles_change(world):
    rec = full(world)
    walk(world, rec)
    deputy = world.group.person("zhao")
    world.vault.write([NewChange("inspector", deputy, COMMON, {"role": "member"}, as_office=True)])
    world.vault.rebuild()
    record = world.vault.record(rec)
    assert (record.state, record.irregular) == ("approved", ())


def test_a_finding_in_the_wrong_village_moves_and_is_signed_again_there(world):
    rec = full(world)
    walk(world, rec)
    world.findings.move(rec, world.other_village)
    page = world.findings.get(rec)
    assert (page.scope, page.state, page.values["amount"]) == (f"village-{world.other_village}", "draft", 3600000)
    assert len(page.parts["finding_source"]) == 2
    walk(world, rec)
    assert world.findings.get(rec).state == "approved"


def test_a_title_is_a_sentence_and_short():
    assert first_sentence("会计说了。又说") == "会计说了"
    assert first_sentence("长" * 60) == "长" * 39 + "…"
    assert first_sentence("。没有") == "。没有"


def test_a_line_of_a_talk_brings_its_talk_along(world):
    made = world.findings.from_line(talk_line(world)[1])
    talk, line = talk_line(world, "另一个人也这样说")
    world.findings.add_source(made.rec, line=line, says="也这样说")
    assert [side.origin for side in world.findings.side_by_side(made.rec)][1] == talk


def test_every_problem_of_the_tree_proposes_frames_that_agree_with_the_list(world):
    nodes = json.loads(resource("lists", "taxonomy.json").read_text("utf-8"))["tree"]
    known = {name: {c.code: c.words.zh for c in kind("finding").field(name).choices} for name in FRAMES}
    for node in nodes:
        if node["level"] == 3:
            frames = world.findings.frames(node["code"])
            assert all(frames[name] for name in FRAMES), node["code"]
            told = {name: [known[name][code] for code in frames[name]] for name in FRAMES}
            assert told["three"][0].startswith(node["three_problems"])
            assert told["disciplines"] == node["disciplines"]
