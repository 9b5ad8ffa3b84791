"""Bytes pushed by one side reach the other whole, with the trouble of either."""

import pytest

from app.sync.streams import EnoughError, Feed, PullReader
from app.sync.ustar import BrokenArchiveError, Steps


def two_bytes() -> Steps[bytes]:
    found = b""
    while len(found) < 2:
        data = yield
        if not data:
            raise BrokenArchiveError("cut")
        found += data
    return found


def test_what_is_written_is_what_the_coroutine_reads() -> None:
    feed = Feed(two_bytes())
    assert feed.write(b"a") == 1
    feed.write(b"b")
    feed.flush()
    assert feed.result() == b"ab"


def test_a_stream_that_ends_early_is_cut() -> None:
    feed = Feed(two_bytes())
    feed.write(b"a")
    with pytest.raises(BrokenArchiveError, match="cut"):
        feed.result()


def test_bytes_behind_the_end_are_refused() -> None:
    feed = Feed(two_bytes())
    feed.write(b"ab")
    with pytest.raises(BrokenArchiveError, match="trailing"):
        feed.write(b"c")


def test_a_coroutine_that_has_seen_enough_says_so() -> None:
    feed = Feed(two_bytes(), early=True)
    with pytest.raises(EnoughError):
        feed.write(b"ab")
    with pytest.raises(EnoughError):  # the sealing library tries once more when it is stopped
        feed.write(b"c")
    assert feed.result() == b"ab"


def test_a_coroutine_that_never_ends_is_cut() -> None:
    def greedy() -> Steps[bytes]:
        while True:
            yield

    with pytest.raises(BrokenArchiveError, match="cut"):
        Feed(greedy()).result()


def test_a_pull_reader_gives_no_more_than_asked() -> None:
    reader = PullReader([b"", b"abc", b"defg"])
    assert [reader.read(2), reader.read(2), reader.read(-1), reader.read(1)] == [b"ab", b"c", b"defg", b""]
