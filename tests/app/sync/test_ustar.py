"""One archive for one list of members, readable by everybody's tar."""

import io
import tarfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sync.streams import Feed
from app.sync.ustar import BrokenArchiveError, Reader, Steps, archive, header, padded

NAMES = st.from_regex(r"[a-z0-9]{1,60}(/[a-z0-9.-]{1,90}){0,2}", fullmatch=True)
MEMBERS = st.lists(st.tuples(NAMES, st.binary(max_size=1500)), max_size=5, unique_by=lambda m: m[0])


def packed(members: list[tuple[str, bytes]]) -> bytes:
    return b"".join(archive((name, len(data), lambda data=data: [data[:7], data[7:]]) for name, data in members))


def reading() -> Steps[list[tuple[str, bytes]]]:
    reader, found = Reader(), []
    while (entry := (yield from reader.next())) is not None:
        data = b""
        while piece := (yield from reader.piece()):
            data += piece
        found.append((entry[0], data))
    return found


def unpacked(data: bytes, step: int = 700) -> list[tuple[str, bytes]]:
    feed = Feed(reading())
    for at in range(0, len(data), step):
        feed.write(data[at : at + step])
    return feed.result()


@given(MEMBERS)
def test_what_goes_in_comes_out(members: list[tuple[str, bytes]]) -> None:
    assert unpacked(packed(members)) == members


@given(MEMBERS)
def test_pythons_tarfile_reads_the_same(members: list[tuple[str, bytes]]) -> None:
    with tarfile.open(fileobj=io.BytesIO(packed(members)), mode="r:") as tar:
        assert [(i.name, tar.extractfile(i).read()) for i in tar.getmembers()] == members  # type: ignore[union-attr]


@given(MEMBERS)
def test_the_size_is_known_before(members: list[tuple[str, bytes]]) -> None:
    assert len(packed(members)) == sum(padded(len(data)) for _, data in members) + 1024


def test_a_long_name_is_cut_at_its_last_slash() -> None:
    name = f"changes/{'a' * 32}/village-{'b' * 32}/{'1' * 12}-{'2' * 12}.jsonl"
    assert len(name) > 100
    assert header(name, 5)[0:100].rstrip(b"\0").decode() == name.rpartition("/")[2]
    assert unpacked(packed([(name, b"x" * 5)])) == [(name, b"x" * 5)]


@pytest.mark.parametrize("name", ["x" * 101, "a/" + "x" * 101, "名", "y" * 160 + "/x"])
def test_a_name_that_does_not_fit_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name[-5:]):
        header(name, 1)


def test_a_member_that_gives_other_than_it_said_is_refused() -> None:
    with pytest.raises(BrokenArchiveError):
        list(archive([("a", 5, lambda: [b"1234"])]))


def test_every_cut_is_refused() -> None:
    whole = packed([("a", b"x" * 600), ("b", b"")])
    for at in range(0, len(whole), 37):
        with pytest.raises(BrokenArchiveError):
            unpacked(whole[:at])


def test_a_member_above_the_limit_is_refused_before_it_is_read() -> None:
    feed = Feed(Reader().next(limit=599))
    with pytest.raises(BrokenArchiveError, match="too-big"):
        feed.write(packed([("a", b"x" * 600)])[:512])


def test_a_header_of_another_tar_is_refused() -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.GNU_FORMAT) as tar:
        tar.addfile(tarfile.TarInfo("a"), io.BytesIO())
    with pytest.raises(BrokenArchiveError, match="header"):
        unpacked(made.getvalue())
