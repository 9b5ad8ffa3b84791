"""Packages that are taken in beside each other, beside a rebuild, and beside a person who saves."""

import threading
import time

import pytest

from app.jobs import Progress
from tests.app.storage.nodes import Node
from tests.bench.journals import SCOPE, Pen, roster, villagers


@pytest.fixture(scope="module")
def world():
    """An office's roster and 60 changes of two writers."""
    office, pens = Pen("office"), [Pen("one"), Pen("two")]
    return office, [*roster(office, pens), *villagers(pens, 60)]


@pytest.fixture
def node(world):
    with Node(world[0].key.public) as found:
        yield found


def whole(world):
    with Node(world[0].key.public) as other:
        other.receive(world[1])
        return other.dump()


def test_what_two_packages_share_stays_when_the_first_is_abandoned(node, world):
    one, two = node.staging(), node.staging()
    one.add_lines(world[1][:40])
    two.add_lines(world[1])
    one.abandon()
    two.finish()
    assert node.dump() == whole(world)


def test_what_two_packages_share_stays_when_the_first_is_abandoned_after_the_second_appeared(node, world):
    one, two = node.staging(), node.staging()
    one.add_lines(world[1][:40])
    two.add_lines(world[1])
    two.finish()
    assert node.dump() == whole(world)
    one.abandon()
    assert node.count() == len(world[1])
    node.ledger.rebuild(Progress())
    assert node.dump() == whole(world)


def test_an_abandoned_package_leaves_nothing(node, world):
    before = node.dump()
    one = node.staging()
    one.add_lines(world[1])
    one.abandon()
    assert (node.count(), node.dump()) == (0, before)
    assert node.ledger.unfinished == {}


def test_a_part_of_an_attachment_that_two_packages_bring_is_noted_until_both_are_gone(node):
    one, two = node.staging(), node.staging()
    one.blob_here("ab" * 32, 5)
    two.blob_here("ab" * 32, 5)
    one.abandon()
    query = "SELECT package FROM blob"
    with node.database.read() as connection:
        assert connection.execute(query).fetchall() == [(two.row,)]
    two.abandon()
    with node.database.read() as connection:
        assert connection.execute(query).fetchall() == []


def test_a_fork_within_one_package_is_known_and_one_with_a_package_that_never_appears_is_not(node, world):
    changes = world[1]
    copies = [Pen("one"), Pen("one")]
    for at, copy in enumerate(copies):
        copy.clock += at
    first, second = (
        copy.write("person", f"{at:032x}", SCOPE, {"name": f"甲{at}"}, {}) for at, copy in enumerate(copies)
    )
    never = node.staging()
    never.add_lines([first])
    arriving = node.staging()
    arriving.add_lines([*changes[:4], second])
    arriving.finish()
    never.abandon()
    assert node.forks() == set()
    node.receive([first])
    assert node.forks() == {(second.writer, SCOPE, 1)}


def test_two_rebuilds_at_once_wait_for_each_other(node, world):
    node.receive(world[1])
    expected, troubles = node.dump(), []

    def rebuild():
        try:
            node.ledger.rebuild(Progress())
        except BaseException as error:  # noqa: BLE001 - told below
            troubles.append(error)

    threads = [threading.Thread(target=rebuild) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert node.dump() == expected


def test_a_rebuild_inside_a_transaction_makes_one_in_slices_begin_again(node, world, monkeypatch):
    node.receive(world[1])
    expected, begun, go_on = node.dump(), threading.Event(), threading.Event()

    def pause(done: int, total: int = 0):
        begun.set()
        go_on.wait(10)

    slow = threading.Thread(target=lambda: node.ledger.rebuild(Progress(pause)))
    slow.start()
    assert begun.wait(10)
    with node.database.write():
        node.ledger.rebuild(Progress())
    go_on.set()
    slow.join(20)
    assert not slow.is_alive()
    assert node.ledger.rebuilds >= 3
    assert node.dump() == expected


def test_background_work_stands_still_while_a_person_writes(node):
    turn, done = node.database.turn, threading.Event()

    def work():
        turn.give_way()
        done.set()

    with turn.take():
        thread = threading.Thread(target=work)
        thread.start()
        assert not done.wait(0.05)
    thread.join(5)
    assert done.is_set()


def test_the_log_is_folded_in_beside_other_work(node, world, monkeypatch):
    monkeypatch.setattr("app.storage.database.LOG_SIZE", 100_000)
    node.receive(world[1] * 3)
    log = node.path.with_name(node.path.name + "-wal")
    with node.database.write() as connection:
        connection.execute("CREATE TABLE filler (text BLOB)")
    for _ in range(40):
        with node.database.write() as connection:
            connection.execute("INSERT INTO filler VALUES (randomblob(20000))")
        time.sleep(0.01)
    assert log.stat().st_size < 40 * 20000
