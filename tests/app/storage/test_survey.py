"""Numbers over every village: what one scan counts is what a person would count row by row."""

import os
import random
import secrets
import time

import pytest

from app.security import kdf
from app.services.setup import found_office
from app.storage import opening, survey
from app.storage.memory import InstallationMemory
from app.storage.types import Founder

SOAK = int(os.environ.get("SATCHEL_SOAK", "1")) > 1
VILLAGES, RECORDS = (55, 200_000) if SOAK else (5, 900)
TODAY = "2026-07-09"
STATES = {
    "interview": ("planned", "in_progress", "to_check", "signed", "refused", "internal", "locked"),
    "document_check": ("requested", "provided", "partly", "none", "refused", "returned"),
    "finding": ("draft", "one_signed", "reviewed", "approved", "left_out"),
}
# of all records: what a round holds; the rest are people and the lines of talks
SHARES = {"interview": 0.02, "document_check": 0.02, "finding": 0.01, "attachment": 0.05, "event": 0.1}


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A vault whose views were filled directly, and the rows that went in by kind."""
    home = tmp_path_factory.mktemp("survey")
    who = Founder(secrets.token_hex(16), "周敏", "B1")
    memory = InstallationMemory(home / "own")
    vault = opening.create(home / "vault", who, "chun feng tian ye shi", memory=memory, cost=kdf.testing_cost())
    dice, rows = random.Random(7), {}  # noqa: S311 - made up by a seed
    scopes = [f"village-{dice.getrandbits(128):032x}" for _ in range(VILLAGES)]
    with vault.database.write() as connection:
        for kind in (*SHARES, "person"):
            share = SHARES.get(kind, 1 - sum(SHARES.values()))
            rows[kind] = [_row(dice, kind, scopes, rows) for _ in range(int(RECORDS * share))]
            for one in rows[kind]:
                names, marks = ", ".join(one), ", ".join("?" * len(one))
                query = f"INSERT INTO view_{kind} ({names}) VALUES ({marks})"  # noqa: S608 - names of this test
                connection.execute(query, list(one.values()))
    yield vault, scopes, rows
    vault.close()


def _row(dice, kind, scopes, rows):
    talks = rows.get("interview", [])
    talk = dice.choice(talks) if talks else {}
    told = {
        "interview": {"f_signing": dice.choice(["signed", "internal"]), "f_person_post": "石桥村 村民" * 5},
        "document_check": {"f_due_on": dice.choice([None, "2026-07-01", TODAY])},
        "finding": {"f_facts": "多付工程款。" * 60},
        "attachment": {"f_media_type": dice.choice(["image/png", "audio/wav"]), "f_sort": None},
        "event": {"f_what": dice.choice(["print", "unlock"]), "f_subject": talk.get("rec", "")},
        "person": {"f_note": "说明" * 20},
    }[kind]
    return {
        "rec": f"{dice.getrandbits(128):032x}",
        "scope": "log" if kind == "event" else talk.get("scope") if kind == "attachment" else dice.choice(scopes),
        "parent": talk["rec"] if kind == "attachment" else "",
        "ord": "a",
        "state": dice.choice(STATES.get(kind, ("",))),
        "conflicts": 0,
        "irregular": 0,
        "changed_since": 0,
        "hidden": int(dice.random() < 0.05),
        "created": 1,
        "updated": 1,
        "writer": "",
        **told,
    }


def by_hand(rows, scope):
    """What somebody counts who looks at each row."""
    prints = {one["f_subject"] for one in rows["event"] if one["f_what"] == "print" and not one["hidden"]}
    scans = {one["parent"] for one in rows["attachment"] if one["f_media_type"] == "image/png" and not one["hidden"]}
    held = {kind: [r for r in rows[kind] if r["scope"] == scope and not r["hidden"]] for kind in STATES}

    def count(kind, *states, also=lambda _: True):
        return sum(one["state"] in states and also(one) for one in held[kind])

    def lacking(one):
        return one["f_signing"] != "internal" and one["rec"] not in scans

    def printed(one):
        return one["rec"] in prints

    documents = [one["f_due_on"] for one in held["document_check"] if one["state"] in ("requested", "partly")]
    return {
        "planned": count("interview", "planned"),
        "held": count("interview", "to_check", "signed", "refused", "internal", "locked"),
        "unsigned": count("interview", "to_check") + count("interview", "in_progress", also=printed),
        "printed": count("interview", "to_check", "in_progress", also=printed),
        "unscanned": count("interview", "signed", "refused", "locked", also=lacking),
        "asked": len(held["document_check"]),
        "overdue": sum(due is not None and due < TODAY for due in documents),
        "missing": count("document_check", "partly", "none", "refused"),
        "drafts": count("finding", "draft"),
        "review": count("finding", "one_signed", "reviewed"),
        "approved": count("finding", "approved", "left_out"),
    }


def test_one_scan_counts_what_a_person_counts(filled):
    vault, scopes, rows = filled
    began = time.perf_counter()
    counted = survey.tallies(vault, TODAY)
    took = time.perf_counter() - began
    assert {scope: counted[scope] for scope in scopes[:5]} == {scope: by_hand(rows, scope) for scope in scopes[:5]}
    assert not SOAK or took < 2.0, f"{took:.2f} s for {RECORDS:,} records"


def test_each_list_is_as_long_as_its_number(filled):
    vault, scopes, _ = filled
    counted = survey.tallies(vault, TODAY)
    for code in survey.PICKS:
        assert len(survey.rows(vault, code, scopes[:1], TODAY)) == counted[scopes[0]][code]
        assert len(survey.rows(vault, code, scopes, TODAY)) == sum(one[code] for one in counted.values())


def test_the_log_is_read_on_from_where_it_was_read_to(tmp_path):
    who, memory = Founder(secrets.token_hex(16), "周敏", "B1"), InstallationMemory(tmp_path / "own")
    vault, _, _ = found_office(
        tmp_path / "vault", "巡察办", who, "chun feng tian ye shi", memory=memory, cost=kdf.testing_cost()
    )
    with vault:
        one, two = secrets.token_hex(16), secrets.token_hex(16)
        vault.log("print", one)
        vault.log("export", two)
        assert survey.printed(vault) == {one}
        vault.log("print", two)
        assert survey.printed(vault) == {one, two}
        vault.rebuild()
        assert survey.printed(vault) == {one, two}
        with vault.database.write() as connection:  # as a rebuild would that numbers the rows anew
            connection.execute("DELETE FROM view_event WHERE f_subject = ?", (two,))
        assert survey.printed(vault) == {one}
