import datetime as dt

import pytest

from app import practice
from app.practice import laptop
from app.security.sealing import NotForMeError
from app.services.evidence import EvidenceService
from app.services.findings import FindingsService
from app.services.session import Session
from app.storage import opening, verifying
from app.storage.memory import InstallationMemory
from app.storage.types import ListQuery

NOON = int(dt.datetime(2026, 3, 9, 12).astimezone().timestamp() * 1000)


@pytest.fixture(scope="module")
def started(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    memory = InstallationMemory(home / "own")
    folder, staff, secret = laptop.start(home / "演练", memory, megabytes=1, clock=lambda: NOON)
    with opening.open_vault(folder, staff, secret, memory=memory) as vault:
        yield vault


def count(vault, kind, only=""):
    return vault.count(ListQuery(kind, only=only))


def test_it_is_practice_on_a_registered_laptop(started):
    session = Session(started)
    assert session.practice
    assert session.registered
    assert not session.is_office
    assert session.role == "member"
    assert session.me_name
    assert session.laptop == "1"
    assert session.village


def test_there_is_something_to_look_at_in_every_list(started):
    assert count(started, "village") == laptop.VILLAGES
    assert count(started, "person") >= 80
    assert count(started, "interview") >= 16
    assert count(started, "interview_line") >= 150
    assert count(started, "attachment") >= 6
    assert count(started, "outline") == 4 * laptop.VILLAGES


def test_there_are_a_conflict_an_irregular_talk_and_a_draft(started):
    assert count(started, "village", "conflicts") == 1
    assert count(started, "interview", "conflicts") == 1
    (row,) = started.rows("interview", started.list(ListQuery("interview", only="irregular")))
    assert [one.rule for one in started.record(row.rec).irregular] == ["G04"]
    assert [draft.kind for draft in started.drafts(started.me.person)] == ["interview_line"]


def test_the_conflict_is_between_two_persons(started):
    (row,) = started.rows("village", started.list(ListQuery("village", only="conflicts")))
    heads = started.record(row.rec).heads["population"]
    assert len({head.person for head in heads}) == 2
    assert len({head.value for head in heads}) == 2


def test_there_are_talks_in_many_states_and_some_still_to_do(started):
    rows = started.rows("interview", started.list(ListQuery("interview")))
    states = [row.state or "planned" for row in rows]
    assert set(states) >= {"planned", "locked", "signed", "to_check", "in_progress", "internal"}
    assert states.count("planned") == 2 * laptop.VILLAGES


def states(vault, kind):
    return sorted(row.state for row in vault.rows(kind, vault.list(ListQuery(kind))))


def test_documents_are_in_every_state_and_one_has_witnesses_instead_of_a_statement(started):
    assert set(states(started, "document_check")) == {
        *("requested", "partly", "none", "refused", "in_use", "returned", "copied")
    }
    rows = started.rows("document_check", started.list(ListQuery("document_check")))
    silent = [row for row in rows if row.state in {"none", "refused"} and not row.values.get("statement")]
    assert len(silent) == laptop.VILLAGES
    assert all(len(row.values["witnesses"]) == 2 for row in silent)


def test_a_finding_has_gone_through_four_hands_into_the_report(started):
    assert states(started, "finding").count("in_report") == 1
    (row,) = (r for r in started.rows("finding", started.list(ListQuery("finding"))) if r.state == "in_report")
    signed = [i for i in started.history(row.rec) if i.change.step]
    assert [i.state for i in signed] == ["regular"] * len(signed)
    assert len({i.person for i in signed}) == 4
    assert row.values["formal_number"]
    assert states(started, "fact_confirmation") == ["answered"]


def test_one_finding_lacks_its_amount_and_one_has_sources_that_disagree(started):
    service = FindingsService(Session(started))
    found = {row.rec: row for row in started.rows("finding", started.list(ListQuery("finding")))}
    stances = {rec: {side.stance for side in service.side_by_side(rec)} for rec in found}
    assert sum({"supports", "contradicts"} <= some for some in stances.values()) == laptop.VILLAGES
    lacking = [rec for rec, row in found.items() if row.values.get("amount") is None]
    assert len(lacking) == laptop.VILLAGES
    assert all("check-figure" in {gap.rule for gap in service.missing(rec)} for rec in lacking)


def test_the_pages_of_the_evidence_are_the_files_that_were_taken_in(started):
    service = EvidenceService(Session(started))
    for row in started.rows("evidence", started.list(ListQuery("evidence"))):
        assert row.state == "taken"
        assert len(service.pages(row.rec)) == row.values["page_count"] == 2
        assert service.altered(row.rec) == []


def test_my_internal_notes_can_be_read_and_my_colleagues_cannot(started):
    mine = theirs = 0
    for row in started.rows("interview", started.list(ListQuery("interview"))):
        record = started.record(row.rec)
        for head in record.heads.get("internal_note", ()):
            if head.writer == started.me.writer_id:
                assert started.open_sealed(record, "internal_note").startswith("演练")
                mine += 1
            else:
                with pytest.raises(NotForMeError):
                    started.open_sealed(record, "internal_note")
                theirs += 1
    assert mine
    assert theirs


def test_the_vault_is_whole(started):
    known = {w: e.key for w, e in started.roster().writers.items()}
    found = verifying.verify(started, known)
    assert found.findings == ()
    assert found.signatures == found.changes
    assert started.waiting() == []


def test_it_never_goes_where_something_is(tmp_path):
    (tmp_path / "p").mkdir()
    (tmp_path / "p" / "mine.txt").write_text("x")
    folder, _, _ = laptop.start(tmp_path / "p", InstallationMemory(tmp_path / "home"), megabytes=0)
    assert folder == tmp_path / "p-2"
    assert [p.name for p in (tmp_path / "p").iterdir()] == ["mine.txt"]


def test_the_front_door_makes_the_twenty_megabyte_recording(tmp_path):
    memory = InstallationMemory(tmp_path / "home")
    folder, staff, secret = practice.start(tmp_path / "p", memory)
    with opening.open_vault(folder, staff, secret, memory=memory) as vault:
        assert max(size for _, size in vault.blobs()) == 20_000_000


def test_only_a_vault_of_a_round_by_stick_brings_its_installation(tmp_path):
    assert practice.home_of(tmp_path / "anything") is None
