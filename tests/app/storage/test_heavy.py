"""A record with thousands of changes nobody merged costs in proportion to them, not to their square."""

import pytest

from app.records import heads
from app.storage import journal
from tests.app.storage.nodes import Node
from tests.app.storage.worlds import LINES, PEOPLE, TALKS, TO, V1, Author, World, begin, record_id

TALK = TALKS[0]


def unmerged(count: int) -> World:
    """One field, written again and again by somebody who says to have seen nothing."""
    world = begin()
    for at in range(count):
        world.write(world.authors[1], "interview", TALK, V1, {"place": f"第{at}处"}, sup={})
    return world


def signed_often(count: int) -> World:
    """The same, and as many signatures beside each other."""
    world = begin()
    author = world.authors[1]
    _ready_to_sign(world, author)
    on, sup = author.whole(TALK, V1), {"state": author.heads(TALK, V1, "state")}
    for at in range(count):
        step = {"name": "sign", "on": on}
        world.write(author, "interview", TALK, V1, {"state": "signed"}, step=step, sup=sup)
        world.write(author, "interview", TALK, V1, {"place": f"第{at}处"}, sup={})
    return world


def many_parts(count: int) -> World:
    """As many lines as unmerged changes of the talk they are in, and a signature over everything."""
    world = unmerged(count)
    author = world.authors[1]
    for at in range(count):
        world.write(author, "interview_line", record_id(f"part {at}"), V1, {"text": f"答{at}"}, parent=TALK, sup={})
    author.known.clear()
    _ready_to_sign(world, author)
    on = sorted(c.id for c in world.changes.values() if c.scope == V1)
    sup = {"state": author.heads(TALK, V1, "state")}
    world.write(author, "interview", TALK, V1, {"state": "signed"}, step={"name": "sign", "on": on}, sup=sup)
    return world


def _ready_to_sign(world: World, author: Author) -> None:
    world.write(author, "interview", TALK, V1, {"talkers": [PEOPLE[0]], "recorder": PEOPLE[1]})
    for name in ("begin", "finish"):
        step = {"name": name, "on": author.whole(TALK, V1)}
        world.write(author, "interview", TALK, V1, {"state": TO[name]}, step=step)


def work_done(world: World, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often a change was read from the journal or a value compared while all of it came in."""
    done = 0

    def counted(real):
        def call(*args):
            nonlocal done
            done += 1
            return real(*args)

        return call

    with monkeypatch.context() as patch, Node() as node:
        patch.setattr(journal, "stored", counted(journal.stored))
        patch.setattr(heads._Work, "token", counted(heads._Work.token))
        node.receive(list(world.changes.values()))
        assert node.record(TALK, V1).conflicts == ("place",)
    return done


@pytest.mark.parametrize("make", [unmerged, signed_often, many_parts])
def test_twice_the_changes_are_about_twice_the_work(make, monkeypatch):
    monkeypatch.setattr("app.storage.database.Turn.slice", lambda _self: lambda: False)  # however busy the machine is
    few, many = (work_done(make(count), monkeypatch) for count in (120, 480))
    assert many < 6 * few, "four times the changes"


def test_many_slices_do_not_fold_a_heavy_record_again_and_again(monkeypatch):
    """However short the slices: here each is over at once, as when somebody types all the time."""
    monkeypatch.setattr("app.storage.database.Turn.slice", lambda _self: lambda: True)
    monkeypatch.setattr("app.storage.fold.HEAVY", 100)
    few, many = (work_done(unmerged(count), monkeypatch) for count in (400, 1600))
    assert many < 6 * few


def test_light_records_end_a_slice_when_it_is_over(monkeypatch):
    from app.storage.fold import Fold

    owed = []
    real = Fold.owes.fget
    monkeypatch.setattr(Fold, "owes", property(lambda self: owed.append(real(self)) or owed[-1]))
    monkeypatch.setattr("app.storage.database.Turn.slice", lambda _self: lambda: True)
    world = begin()
    for at, line in enumerate(LINES * 20):
        world.write(world.authors[1], "interview_line", line, V1, {"text": f"答{at}"}, parent=TALK, sup={})
    with Node() as node:
        node.receive(list(world.changes.values()))
    assert owed
    assert not any(owed)
