import shutil

import pytest

from app.practice import laptop
from app.records.change import new_record_id
from app.services.documents import DocumentService
from app.services.findings import FindingsService
from app.services.group import GroupService
from app.services.guide import DONE, EXERCISES, GuideService
from app.services.interviews import LINE, InterviewService
from app.services.session import Session
from app.storage import opening
from app.storage.memory import InstallationMemory
from app.storage.types import ListQuery, NewChange, PackageRecord


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    home = tmp_path_factory.mktemp("guide")
    return laptop.start(home / "practice", InstallationMemory(home / "own"), megabytes=1)


@pytest.fixture
def session(made, tmp_path):
    """A copy of the practising laptop, so that no test sees what another did."""
    folder, staff, secret = made
    shutil.copytree(folder, tmp_path / "practice")
    with opening.open_vault(tmp_path / "practice", staff, secret, memory=InstallationMemory(tmp_path / "own")) as vault:
        yield Session(vault)


def talk(session, state):
    (number, *_) = session.vault.list(ListQuery("interview", session.scopes(), filters={"state": state}))
    return session.vault.rows("interview", [number])[0].rec


def papers_and_findings(session, guide):
    """A refused document, a third source beside two that disagree, the amount a finding lacks."""
    documents, findings = DocumentService(session), FindingsService(session)
    vault = session.vault
    (number, *_) = vault.list(ListQuery("document_check", session.scopes(), filters={"state": "requested"}))
    refused = vault.rows("document_check", [number])[0].rec
    documents.save_draft(refused, "document_check", {"statement": "演练说明2号", "statement_by": "报账员"}, {})
    documents.step(refused, "refuse", statement_on="2026-07-09")
    standing = guide.look()
    assert standing.exercise == "sources"
    rows = vault.rows("finding_source", vault.list(ListQuery("finding_source", parent=standing.rec)))
    assert {row.values["stance"] for row in rows} == {"supports", "contradicts"}
    findings.add_source(standing.rec, name="考勤表", sort="copy", document=refused, says="有出工，没有签领。")
    standing = guide.look()
    assert standing.exercise == "amount"
    assert vault.record(standing.rec).values.get("amount") is None
    findings.save_draft(standing.rec, "finding", {"amount": 1200000}, {})


def test_each_exercise_is_noticed_when_it_is_done(session, tmp_path):
    guide, talks = GuideService(session), InterviewService(session)
    assert guide.look().exercise == "open"
    planned = talk(session, "planned")
    talks.remember_place("records:interview", planned)
    assert (guide.look().exercise, guide.look().rec) == ("begin", planned)
    talks.step(planned, "begin")
    assert guide.look().exercise == "answer"
    part = talks.new_part(LINE, "")
    talks.save_draft(part.rec, LINE, {"speaker": "a", "text": "去年修过一次。"}, {}, parent=planned, order="m")
    assert guide.look().exercise == "ask"  # a draft is enough
    part = talks.new_part(LINE, "")
    fields = {"speaker": "q", "text": "谁修的？", "question": "VIL-02"}
    talks.save_draft(part.rec, LINE, fields, {}, parent=planned, order="n")
    assert guide.look().exercise == "refused"
    papers_and_findings(session, guide)
    standing = guide.look()
    assert standing.exercise == "settle"
    record = session.vault.record(standing.rec)
    for field in record.conflicts:
        talks.resolve(record.rec, field, record.values[field])
    standing = guide.look()
    assert (standing.exercise, session.vault.record(standing.rec).state) == ("print", "to_check")
    session.vault.log("print", standing.rec, {"form": "talk_sheet"})
    standing = guide.look()
    assert standing.exercise == "sign"
    assert session.vault.record(standing.rec).state == "to_check"
    talks.save_draft(standing.rec, "interview", {"signing": "signed"}, {})
    talks.step(standing.rec, "sign")
    assert guide.look().exercise == "scan"
    signed = standing.rec
    assert session.vault.record(guide.look().rec).state == "signed"
    page = tmp_path / "page.pdf"
    page.write_bytes(b"%PDF-1.7 the signed pages")
    GroupService(session).attach_scans(signed, [page])
    assert guide.look().exercise == "person"
    person = NewChange("person", new_record_id(), f"village-{session.village}", {"name": "新来的人"})
    session.vault.write([person])
    assert guide.look().exercise == "handover"
    session.vault.note_package(sent())
    assert guide.look().exercise == "lock"
    assert guide.look().exercise == "lock"
    again = GuideService(session)  # as after unlocking
    assert again.look().exercise == DONE


def sent():
    ours = {"id": "a" * 32, "direction": "out", "kind": "return", "sender": "me", "recipient": "office", "counter": 1}
    return PackageRecord(row=0, **ours, sha256="b" * 64, at=0, state="written", manifest=b"{}", details={})


def test_opening_a_signed_talk_is_not_the_exercise(session):
    guide = GuideService(session)
    InterviewService(session).remember_place("records:interview", talk(session, "locked"))
    assert guide.look().exercise == "open"


def test_what_was_there_before_counts_for_nothing(session):
    guide = GuideService(session)
    for _ in range(EXERCISES.index("sign")):
        guide.skip()
    assert guide.look().exercise == "sign"  # other talks are signed already


def test_the_guide_is_put_away_and_comes_back(session):
    guide = GuideService(session)
    assert not guide.show(on=False).shown
    assert not GuideService(session).look().shown
    assert guide.show(on=True).shown
    for _ in EXERCISES:
        guide.skip()
    assert guide.look().exercise == DONE
    assert guide.show(on=True).exercise == "open"  # it begins anew
    assert guide.offered
