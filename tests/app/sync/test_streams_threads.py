"""Two halves of a job side by side: troubles come out, nobody waits for somebody who is gone."""

import threading
import time
from collections.abc import Iterator

import pytest

from app.sync.streams import Ahead, Behind, EnoughError


def names() -> set[str]:
    return {thread.name for thread in threading.enumerate() if thread.name.startswith("satchel-")}


def test_everything_comes_in_order() -> None:
    pieces = [bytes([n % 251]) * 70_000 for n in range(100)]
    with Ahead(iter(pieces)) as taken:
        assert list(taken) == pieces
    assert names() == set()


def test_what_the_iterator_raises_is_raised_to_the_user_and_it_is_closed() -> None:
    closed = []

    def failing() -> Iterator[bytes]:
        try:
            yield b"a"
            raise OSError("planted")
        finally:
            closed.append(True)

    with pytest.raises(OSError, match="planted"), Ahead(failing()) as taken:
        assert list(taken)
    assert closed == [True]
    assert names() == set()


def test_leaving_early_stops_the_thread() -> None:
    closed = []

    def endless() -> Iterator[bytes]:
        try:
            while True:
                yield bytes(1 << 18)
        finally:
            closed.append(True)

    with Ahead(endless()) as taken:
        next(taken)
    assert closed == [True]
    assert names() == set()


def test_the_reader_behind_gets_all_and_its_trouble_comes_out() -> None:
    found = []
    behind = Behind(lambda reader: found.append(b"".join(iter(lambda: reader.read(1000), b""))))
    for _ in range(100):
        behind.write(bytes(50_000))
    behind.finish()
    assert len(found[0]) == 5_000_000

    def failing(reader: Behind) -> None:
        reader.read(10)
        raise OSError("planted")

    behind = Behind(failing)
    for _ in range(200):  # more than the queue holds: the writer must not wait for who is gone
        behind.write(bytes(100_000))
    with pytest.raises(OSError, match="planted"):
        behind.finish()
    assert names() == set()


def test_a_reader_behind_that_is_broken_off_hears_it() -> None:
    heard = []

    def reading(reader: Behind) -> None:
        try:
            while reader.read():
                pass
        except EnoughError:
            heard.append(True)

    behind = Behind(reading)
    behind.write(bytes(2 << 20))
    time.sleep(0.01)
    behind.stop()
    assert heard == [True]
    assert names() == set()


def test_a_reader_behind_goes_on_after_all_was_said_and_may_still_be_broken_off() -> None:
    heard, going = [], threading.Event()

    def reading(reader: Behind) -> None:
        while piece := reader.read(1000):
            going.wait(5)
            heard.append(len(piece))

    behind = Behind(reading)
    behind.write(bytes(2500))
    behind.close()
    going.set()
    behind.finish()
    assert sum(heard) == 2500
    going.clear()
    behind = Behind(reading)
    behind.write(bytes(2500))
    behind.close()
    threading.Timer(0.05, going.set).start()
    behind.stop()
    assert sum(heard) < 5000
    assert names() == set()
