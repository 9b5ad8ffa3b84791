"""The same changes give the same vault: any order, any cut, twice or once, folded at once or anew."""

import json
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.jobs import Progress
from app.records.change import COMMON
from tests.app.storage.nodes import Node, packages, shown
from tests.app.storage.oracle import Expected
from tests.app.storage.worlds import OFFICE, TALKS, V1, VILLAGE, Author, World, begin, play, scripts

SOAK = int(os.environ.get("SATCHEL_SOAK", "1"))
seeds = st.integers(0, 2**20)


def check(world: World, seed: int) -> None:
    """One world, delivered three ways and folded anew, against what is worked out the plain way."""
    changes = list(world.changes.values())
    expected = Expected(OFFICE.public.hex(), changes)
    wanted = expected.dump()
    dumps = []
    for way, count in ((0, 1), (seed, 3), (seed + 1, 7)):
        with Node() as node:
            before: tuple[int, set[tuple[str, str, int]]] = (0, set())
            for package in packages(changes, way, count, twice=count == 7) if way else [changes]:
                node.receive(package)
                now = (node.count(), node.forks())
                assert now[0] >= before[0], "receiving took changes away"
                assert now[1] >= before[1], "receiving took an alarm away"
                before = now
            assert node.count() == len(changes)
            assert shown(node.dump()) == wanted
            assert node.forks() == expected.forks()
            nothing_is_lost(node, expected)
            dumps.append(node.dump())
            if count == 7:
                node.ledger.rebuild(Progress())
                dumps.append(node.dump())
    assert dumps[1:] == [dumps[0]] * 3


def nothing_is_lost(node: Node, expected: Expected) -> None:
    """Every value of a regular change stands, or was replaced by a regular change whose writer had seen it.

    One that means another record under an id in use stands there too, and both are marked for a person.
    """
    standing: dict[tuple[str, str], dict[str, list[str]]] = {}
    with node.database.read() as connection:
        for rec, scope, heads in connection.execute("SELECT rec, scope, heads FROM record"):
            standing.setdefault((rec, scope), {}).update(json.loads(heads))
        marked = set(connection.execute("SELECT rec, scope FROM record WHERE conflicts > 0").fetchall())
    strangers = {cid for state in expected.states.values() for cid in state.strangers}
    regular = [j.change for j in expected.judged.values() if j.verdict.regular]
    replaced = {(cid, name) for c in regular for name, ids in c.supersedes.items() for cid in ids}
    for change in regular:
        if change.id in strangers:
            assert (change.rec, change.scope) in marked
        heads = standing[change.rec, change.scope].get(change.id, [])
        for name in change.body["fields"]:
            assert name in heads or (change.id, name) in replaced


@pytest.mark.slow
@settings(max_examples=70 * SOAK)
@given(scripts, seeds)
def test_any_order_any_cut_and_a_rebuild_give_what_the_plain_fold_gives(script, seed):
    check(play(script), seed)


@settings(max_examples=15 * SOAK)
@given(scripts, seeds)
def test_what_nobody_may_write_yet_changes_nothing(script, seed):
    world = play(script)
    every = list(world.changes.values())
    ready = Expected(OFFICE.public.hex(), every).ready
    with Node() as one, Node() as other:
        for package in packages(every, seed, 2):
            one.receive(package)
        other.receive(list(ready.values()))
        assert [x for x in shown(one.dump()) if not x.startswith('["waiting"')] == shown(other.dump())


turns = st.lists(st.tuples(st.integers(0, 3), st.integers(-(10**6), 10**6)), min_size=2, max_size=12)


def check_informed(edits: list[tuple[int, int]]) -> None:
    """Whoever has seen everything and writes then has the last word, whatever the clocks say."""
    world = begin()
    value = ""
    for at, (who, late) in enumerate(edits):
        author = world.authors[who]
        author.known.update(world.changes)
        value = f"第{at}处"
        world.write(author, "interview", TALKS[0], V1, {"place": value}, late=2 * late)
    with Node() as node:
        node.receive(list(reversed(world.changes.values())))
        with node.database.read() as connection:
            found = connection.execute("SELECT f_place, conflicts FROM view_interview").fetchall()
    assert found == [(value, 0)]


@settings(max_examples=20 * SOAK)
@given(turns)
def test_an_informed_edit_wins_against_any_clock(edits):
    check_informed(edits)


def check_order_of_heads(lates: list[int]) -> None:
    """Edits that had not seen each other stand side by side, the latest reading of (clock, id) first."""
    world = begin()
    made = [
        world.write(world.authors[1 + at % 3], "interview", TALKS[0], V1, {"place": f"处{at}"}, sup={}, late=2 * late)
        for at, late in enumerate(lates)
    ]
    first = max(made, key=lambda change: change.clock)
    for seed in (1, 2, 3):
        with Node() as node:
            for package in packages(list(world.changes.values()), seed, 3):
                node.receive(package)
            with node.database.read() as connection:
                assert connection.execute("SELECT f_place FROM view_interview").fetchone()[0] == first.value("place")
            state = node.record(TALKS[0], V1)
        assert [h.id for h in state.heads["place"]] == [
            c.id for c in sorted(made, key=lambda change: change.clock, reverse=True)
        ]


@settings(max_examples=10 * SOAK)
@given(st.lists(st.integers(-3, 3), min_size=2, max_size=6))
def test_heads_stand_in_the_order_of_clock_and_id(lates):
    check_order_of_heads(lates)


def sign(world: World, author: Author) -> None:
    """Take a talk to its signature on everything this author has seen."""
    for name, state in (("begin", "in_progress"), ("finish", "to_check"), ("sign", "signed")):
        on = author.whole(TALKS[0], V1)
        world.write(author, "interview", TALKS[0], V1, {"state": state}, step={"name": name, "on": on})


def check_redaction_under_a_signature() -> None:
    """What a rule compared may be redacted later: whoever gets the redaction first must not judge otherwise."""
    world = begin()
    office, one, other = world.authors[0], world.authors[1], world.authors[2]
    people = [change.rec for change in world.changes.values() if change.kind == "inspector"]
    fields = {"talkers": [people[0]], "recorder": people[1], "place": "祠堂"}
    start = world.write(one, "interview", TALKS[0], V1, fields)
    sign(world, one)
    other.known.update(one.known)
    world.write(other, "interview", TALKS[0], V1, {"place": "祠堂"}, rests=other.locks(TALKS[0], "", V1))
    office.known.update(other.known)
    world.write(office, "interview", TALKS[0], V1, {}, redact={start.id: ["place"]})
    world.calm = True
    for seed in (1, 2, 3):
        check(world, seed)


def check_role_taken_back() -> None:
    """What counts only by the role somebody has today stops counting when the role goes, and nothing else says so."""
    world = begin()
    office, one = world.authors[0], world.authors[1]
    person = next(change.rec for change in world.changes.values() if change.kind == "inspector")
    world.write(office, "inspector", person, COMMON, {"role": "leader"})
    world.write(one, "village", VILLAGE, V1, {"name": "石桥村", "town": "清河镇"})
    step = {"name": "confirm", "on": one.whole(VILLAGE, V1)}
    world.write(one, "village", VILLAGE, V1, {"state": "confirmed"}, step=step)
    world.write(office, "inspector", person, COMMON, {"role": "member"})
    for seed in (1, 2, 3):
        check(world, seed)


def test_a_role_taken_back_reaches_back():
    check_role_taken_back()


def test_a_redaction_under_a_signature_reaches_back():
    check_redaction_under_a_signature()


def check_unseen_edits() -> None:
    """A signature counts for what it was given on; an edit it had not seen stands beside what was signed."""
    world = begin()
    one, other = world.authors[1], world.authors[2]
    people = [change.rec for change in world.changes.values() if change.kind == "inspector"]
    fields = {"talkers": [people[0]], "recorder": people[1], "place": "祠堂"}
    start = world.write(one, "interview", TALKS[0], V1, fields)
    other.known[start.id] = start
    unseen = world.write(other, "interview", TALKS[0], V1, {"place": "村口"})
    sign(world, one)
    for seed in (1, 2, 3, 4):
        with Node() as node:
            for package in packages(list(world.changes.values()), seed, 2):
                node.receive(package)
            with node.database.read() as connection:
                row = connection.execute("SELECT f_place, state, conflicts, changed_since FROM view_interview")
                assert row.fetchall() == [("祠堂", "signed", 1, 1)]
            state = node.record(TALKS[0], V1)
        assert unseen.id in [h.id for h in state.heads["place"]]


def test_a_signature_does_not_cover_an_edit_it_had_not_seen():
    check_unseen_edits()


def test_two_keys_that_vouch_for_each_other_do_not_keep_each_other_alive():
    world = begin()
    office, one, new = world.authors[0], world.authors[1], world.authors[5]
    person = next(c.value("person") for c in world.changes.values() if c.rec == one.key.writer_id)

    def vouch(author, key):
        fields = {"person": person, "key": key.public.hex(), "recipient": "age1", "vouched_by": author.key.writer_id}
        world.write(author, "writer", key.writer_id, COMMON, fields, sup={})

    vouch(one, new.key)
    new.known.update(world.changes)
    vouch(new, one.key)
    ended = {COMMON: list(one.tips[COMMON])}
    world.write(office, "writer", one.key.writer_id, COMMON, {"ended": ended})
    for seed in range(4):
        check(world, seed)
