"""Contradicting contents from a terminal: listed, read, decided."""

import pytest

from app.records.change import new_record_id
from app.services.first_start import Answers, Road
from app.services.setup import SetupService
from app.storage.types import NewChange

SECRET = "qing shan lv shui chang liu"


@pytest.fixture
def office(tmp_path, satchel):
    """Run a verb on an office with one person whose note two people changed: (run, record id)."""
    answers = Answers(
        road=Road.OFFICE,
        office_name="青山县委巡察办",
        card_folder=tmp_path / "card",
        name="周敏",
        staff="B01",
        passphrase=SECRET,
        folder=tmp_path / "office",
    )
    session = SetupService().make(answers)
    village, rec = new_record_id(), new_record_id()
    scope = f"village-{village}"
    session.vault.write([NewChange("village", village, scope, {"name": "石桥村", "town": "柳河镇"})])
    (first,) = session.vault.write([NewChange("person", rec, scope, {"name": "王", "note": "到村三次。账未公示。"})])
    for note in ("到村四次。账未公示。", "到村三次。账未公示，已拍照。"):
        session.vault.write([NewChange("person", rec, scope, {"note": note}, sup={"note": [first.id]})])
    session.vault.close()

    def run(*line):
        return satchel(*line, "--vault", tmp_path / "office", "--staff", "B01", "--json", secret=SECRET)

    return run, rec


def note(run, rec):
    return run("show", rec).json["values"]["note"]


def test_conflicts_are_listed_and_the_versions_of_one_shown(office):
    run, rec = office
    (line,) = run("differences").json["differences"]
    assert (line["rec"], line["field"], line["village"], line["versions"]) == (rec, "note", "石桥村", 2)
    (one,) = run("differences", rec).json["differences"]
    assert {side["words"] for side in one["versions"]} == {"到村四次。账未公示。", "到村三次。账未公示，已拍照。"}
    assert (one["before"], one["proposal"]) == ("到村三次。账未公示。", "到村四次。账未公示，已拍照。")


def test_the_proposal_is_taken(office):
    run, rec = office
    said = run("decide", rec, "note", "--proposal")
    assert (said.code, said.json["open"], said.json["beside"]) == (0, False, 0)
    assert note(run, rec) == "到村四次。账未公示，已拍照。"
    assert run("differences").json["differences"] == []


def test_one_version_is_kept_and_a_number_too_high_refused(office):
    run, rec = office
    assert run("decide", rec, "note", "--keep", 3).json["error"]["code"] == "bad-input"
    wanted = run("differences", rec).json["differences"][0]["versions"][1]["words"]
    assert run("decide", rec, "note", "--keep", 2).code == 0
    assert note(run, rec) == wanted
    assert run("decide", rec, "note", "--keep", 1).json["error"]["code"] == "not-found"


def test_both_are_kept(office):
    run, rec = office
    assert run("decide", rec, "note", "--both").code == 0
    kept = note(run, rec)
    assert "到村四次。账未公示。" in kept
    assert "到村三次。账未公示，已拍照。" in kept
