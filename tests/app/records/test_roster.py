"""The roster: who is on it, whose key is whose, and how it settles from its own changes."""

import random

import pytest

from app.records.change import COMMON
from app.records.judge import roster_from, settle, writer_id
from tests.app.records.world import LI, OFFICE_KEY, WANG, Book, key, rec, roster, writer


def test_the_office_key_is_on_the_roster_from_the_start():
    found = roster_from(OFFICE_KEY, {}, {})
    assert found.is_office(writer("office"))
    assert not found.is_office(writer("li"))
    assert found.person_of(writer("office")) == ""
    assert roster_from("", {}, {}).writers == {}


def test_entries_are_read_from_folded_values():
    people = {LI: {"name": "李", "role": "leader", "sex": "male", "villages": [rec("v")], "active_from": "2026-03-01"}}
    writers = {writer("li"): {"person": LI, "key": key("li"), "recipient": "age1x", "laptop": "A"}}
    found = roster_from(OFFICE_KEY, people, writers)
    entry = found.writers[writer("li")]
    assert (entry.person, entry.recipient, entry.laptop, entry.office, entry.ended) == (LI, "age1x", "A", False, {})
    assert (found.inspectors[LI].role, found.inspectors[LI].villages) == ("leader", (rec("v"),))
    assert found.person_of(writer("li")) == LI


@pytest.mark.parametrize("bad", [None, 5, "zz", "A" * 64])
def test_a_writer_without_a_key_is_no_writer(bad):
    assert roster_from("", {}, {rec("w"): {"key": bad}}).writers == {}


def test_values_of_no_use_are_left_out():
    found = roster_from("", {LI: {"name": 5, "villages": "x"}}, {})
    assert (found.inspectors[LI].name, found.inspectors[LI].villages) == ("", ())


def test_the_offices_word_on_a_key_stands_above_a_voucher():
    own = {"person": LI, "key": key("k")}
    vouched = {"person": WANG, "key": key("k"), "vouched_by": writer("wang")}
    records = {writer("k"): vouched, rec("another record"): own}
    assert roster_from("", {}, records).person_of(writer("k")) == LI
    del records[rec("another record")]
    assert roster_from("", {}, records).person_of(writer("k")) == WANG


def test_of_two_records_of_one_key_that_of_the_keys_own_id_counts():
    records = {rec("0"): {"person": WANG, "key": key("k")}, writer("k"): {"person": LI, "key": key("k")}}
    assert roster_from("", {}, records).person_of(writer("k")) == LI


def test_a_place_that_cannot_be_read_ends_a_key_altogether():
    ended = {COMMON: [3, "a" * 64], "log": [0, "x"], "clues": "soon", "village-" + "a" * 32: [1, 2, 3]}
    entry = roster_from("", {}, {rec("w"): {"key": key("k"), "ended": ended}}).writers[writer("k")]
    assert entry.ended[COMMON] == (3, "a" * 64)
    assert {entry.ended[scope] for scope in ended if scope != COMMON} == {(0, "")}
    assert roster_from("", {}, {rec("w"): {"key": key("k"), "ended": "soon"}}).writers[writer("k")].ended == {}


def test_the_office_key_does_not_end_by_a_record():
    records = {rec("w"): {"key": OFFICE_KEY, "ended": {COMMON: [0, ""]}, "person": LI}}
    entry = roster_from(OFFICE_KEY, {}, records).writers[writer("office")]
    assert (entry.office, entry.ended, entry.person) == (True, {}, LI)


@pytest.mark.parametrize(
    ("start", "end", "day", "wanted"),
    [
        ("", "", "2026-03-05", True),
        ("2026-03-05", "2026-03-05", "2026-03-05", True),
        ("2026-03-06", "", "2026-03-05", False),
        ("", "2026-03-04", "2026-03-05", False),
    ],
)
def test_active_from_day_to_day(start, end, day, wanted):
    people = {LI: {"name": "李", "active_from": start, "active_until": end}}
    assert roster_from("", people, {}).inspectors[LI].active(day) is wanted


def test_the_same_person_is_seen_behind_two_keys():
    found = roster()
    assert found.same_person(writer("li"), writer("li again"))
    assert found.same_person(writer("stranger"), writer("stranger"))
    assert not found.same_person(writer("li"), writer("wang"))
    assert not found.same_person(writer("stranger"), writer("office"))


# ---- settling


def register(book, name, person, by="office", **more):
    fields = {"person": person, "key": key(name), "recipient": "age1x", **more}
    return book.write(by, writer(name), fields, kind="writer", scope=COMMON)


def vouch(book, name, person, by):
    return register(book, name, person, by, vouched_by=writer(by))


def a_round():
    """Li is registered, vouches for a second key, and that one for a third; Wang tries to take Li's."""
    book = Book()
    for person, name in ((LI, "li"), (WANG, "wang")):
        book.write("office", person, {"name": name, "role": "member"}, kind="inspector", scope=COMMON)
        register(book, name, person)
    vouch(book, "li two", LI, "li")
    vouch(book, "li three", LI, "li two")
    vouch(book, "li", WANG, "wang")
    book.write("wang", WANG, {"role": "leader"}, kind="inspector", scope=COMMON)
    vouch(book, "ghost two", rec("ghost"), "ghost")
    return book


def test_a_roster_settles_from_its_own_changes():
    book = a_round()
    found, judged = settle(OFFICE_KEY, book.changes.values())
    people = {name: found.person_of(writer(name)) for name in ("li", "li two", "li three", "wang", "ghost two")}
    assert people == {"li": LI, "li two": LI, "li three": LI, "wang": WANG, "ghost two": ""}
    assert found.inspectors[WANG].role == "member"
    assert sorted(j.verdict.rule for j in judged.values() if not j.verdict.regular) == ["roster", "roster"]
    assert len(judged) == len(book.changes) - 1, "the ghost waits to be registered"


def test_a_roster_settles_the_same_in_any_order():
    changes = list(a_round().changes.values())
    wanted = settle(OFFICE_KEY, changes)
    chance = random.Random(5)  # noqa: S311 - a shuffle, not a secret
    for _ in range(10):
        chance.shuffle(changes)
        assert settle(OFFICE_KEY, changes) == wanted


def test_a_key_that_was_ended_vouches_for_nobody_after_its_end():
    book = Book()
    book.write("office", LI, {"name": "li", "role": "member"}, kind="inspector", scope=COMMON)
    register(book, "li", LI)
    good = vouch(book, "li two", LI, "li")
    vouch(book, "li three", LI, "li")
    ended = {COMMON: [1, good.id]}
    book.write("office", writer("li"), {"ended": ended}, kind="writer", scope=COMMON)
    found, _ = settle(OFFICE_KEY, book.changes.values())
    assert found.person_of(writer("li two")) == LI
    assert writer("li three") not in found.writers
    assert found.writers[writer("li")].ended == {COMMON: (1, good.id)}


def test_what_cites_a_stranger_waits_with_him():
    book = Book()
    stranger = vouch(book, "x", rec("x"), "stranger")
    book.write(
        "office", writer("x"), {"laptop": "B"}, kind="writer", scope=COMMON, sup={"laptop": []}, rests=[stranger.id]
    )
    found, judged = settle(OFFICE_KEY, book.changes.values())
    assert (set(found.writers), judged) == ({writer("office")}, {})


def test_the_writer_id_is_half_a_hash_of_the_key():
    assert writer_id("00" * 32) == "66687aadf862bd776c8fc18b8e9f8e20"


def test_a_person_only_somebody_else_wrote_is_not_on_the_roster():
    assert roster_from(OFFICE_KEY, {LI: {"name": None, "role": None, "villages": []}}, {}).inspectors == {}
