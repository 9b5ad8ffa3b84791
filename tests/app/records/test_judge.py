"""The verdict as a whole: newer releases, and nothing but what is cited."""

import random

import pytest

from app.records.change import COMMON
from app.records.judge import judge, judge_all
from tests.app.records.world import OFFICE_KEY, VILLAGE, Book, rec, roster, signed, talk


def test_an_ordinary_save_is_regular():
    book = Book()
    change = book.write("li", rec("p"), {"name": "张三"}, kind="person")
    assert book.rule(change) == ""
    assert book.verdict(change).regular


# ---- newer


@pytest.mark.parametrize(
    ("fields", "more"),
    [
        ({"name": "x"}, {"kind": "hologram"}),
        ({"name": "x", "aura": "blue"}, {}),
        ({"sex": "unforeseen"}, {}),
        ({"roles": ["secretary", "astronaut"]}, {}),
        ({"name": "x"}, {"rules": 2}),
        ({"state": "x"}, {}),  # people have no states in this release
        ({"~hue": "x"}, {}),
    ],
)
def test_what_a_later_release_wrote_is_newer_and_never_irregular(fields, more):
    book = Book()
    change = book.write("li", rec("p"), fields, **{"kind": "person", **more})
    verdict = book.verdict(change)
    assert (verdict.state, verdict.rule) == ("newer", "")


def test_an_unknown_step_is_newer():
    book = Book()
    record = talk(book)
    assert book.rule(book.write("li", record, {"state": "sublimated"}, step="sublimate")) == "newer"


# ---- purity


def test_verdicts_do_not_depend_on_the_order_of_arrival():
    book = Book()
    record = signed(book)
    book.write("wang", record, {"person_name": "李四"})
    book.write("wang", record, {"place": "x"}, rests=[])
    book.write("zhao", rec("r"), {"name": "x"}, kind="round", scope=COMMON)
    wanted = {cid: (j.verdict.state, j.verdict.rule) for cid, j in book.judged().items()}
    changes = list(book.changes.values())
    shuffled = random.Random(7)  # noqa: S311 - a shuffle, not a secret
    for _ in range(20):
        shuffled.shuffle(changes)
        found = judge_all(changes, book.roster)
        assert {cid: (j.verdict.state, j.verdict.rule) for cid, j in found.items()} == wanted


def test_a_verdict_reads_nothing_but_what_is_cited():
    book = Book()
    record = signed(book)
    change = book.write("wang", record, {"person_name": "李四"})
    everything = book.judged()
    cited = {cid: everything[cid] for cid in change.cited()}
    assert judge(change, cited, book.roster) == judge(change, everything, book.roster)


def test_the_newest_roster_decides():
    book = Book()
    change = book.write("li", rec("p"), {"name": "x"}, kind="person")
    assert judge(change, {}, book.roster).regular
    assert not judge(change, {}, roster(ended={"li": {VILLAGE: (0, "")}})).regular
    assert book.roster.office_key == OFFICE_KEY
