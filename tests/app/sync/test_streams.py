"""Bytes between two threads arrive whole, with the trouble of either side."""

import threading

import pytest

from app.sync import streams
from app.sync.streams import Pipe, PullReader, Writable, ahead


def test_everything_arrives_in_order() -> None:
    pieces = [bytes([n % 251]) * 100_000 for n in range(100)]
    with ahead(lambda: pieces) as pipe:
        assert pipe.read(-1) == b"".join(pieces)


def test_the_trouble_of_the_writing_side_comes_out_where_it_is_read() -> None:
    def work(writer: Writable) -> None:
        writer.write(b"first")
        raise KeyError("broken")

    with Pipe(work) as pipe, pytest.raises(KeyError):
        pipe.read(-1)


def test_a_reader_that_leaves_stops_the_writer() -> None:
    before = threading.active_count()

    def work(writer: Writable) -> None:
        while True:
            writer.write(bytes(streams.PIECE))

    with Pipe(work) as pipe:
        assert pipe.read(10) == bytes(10)
    assert threading.active_count() == before


def test_a_writer_never_runs_far_ahead() -> None:
    written = []

    def work(writer: Writable) -> None:
        for number in range(100):
            writer.write(bytes(streams.PIECE))
            written.append(number)

    with Pipe(work) as pipe:
        pipe.read(1)
        threading.Event().wait(0.2)
        assert len(written) <= streams.DEPTH + 2


def test_a_pull_reader_gives_no_more_than_asked() -> None:
    reader = PullReader([b"", b"abc", b"defg"])
    assert [reader.read(2), reader.read(2), reader.read(-1), reader.read(1)] == [b"ab", b"c", b"defg", b""]
