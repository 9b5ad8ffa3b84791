"""A final name is only ever seen on a whole file that was read back."""

import errno
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from app.errors import AppError
from app.jobs import Progress
from app.sync import stick
from app.sync.refusals import StickFullError, StickGoneError, StickReadOnlyError, StickUnreliableError
from app.sync.streams import Writable


def fill(writer: Writable) -> None:
    for number in range(20):
        writer.write(bytes([number]) * 5000)


def store(folder: Path, need: int = 0) -> stick.Stored:
    return stick.store(folder, "a.satchel", fill, need=need, progress=Progress())


def test_the_digest_beside_it_is_what_sha256sum_checks(tmp_path: Path) -> None:
    done = store(tmp_path)
    assert done.size == 100_000
    assert stick.stated(done.path) == done.sha256 == stick.digest(done.path)
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "-c", "a.satchel.sha256"], cwd=tmp_path, check=True, capture_output=True)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.satchel").write_bytes(b"another's")
    with pytest.raises(StickUnreliableError):
        store(tmp_path)
    assert (tmp_path / "a.satchel").read_bytes() == b"another's"


def test_a_stick_without_room_is_told_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(StickFullError) as caught:
        store(tmp_path, need=10**15)
    assert caught.value.data["need"] == 10**15
    assert list(tmp_path.iterdir()) == []


TROUBLES = [
    (errno.ENOSPC, StickFullError),
    (errno.EROFS, StickReadOnlyError),
    (errno.EIO, StickGoneError),
    (errno.ENODEV, StickGoneError),
]


@pytest.mark.parametrize(("number", "expected"), TROUBLES)
@pytest.mark.parametrize("call", ["write", "fsync", "open", "read", "replace"])
def test_a_stick_that_fails_at_any_call_leaves_no_final_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, expected: type[AppError]
) -> None:
    """The n-th call of its kind fails, for every n until the file is stored."""
    real = getattr(Path if call == "replace" else os, call)
    for at in range(1, 60):
        calls = [0]

        def failing(*args: object, at: int = at, calls: list[int] = calls, **more: object) -> object:
            calls[0] += 1
            if calls[0] == at:
                raise OSError(number, "planted")
            return real(*args, **more)

        with monkeypatch.context() as patch:
            patch.setattr(Path if call == "replace" else os, call, failing)
            try:
                done = store(tmp_path)
            except expected:
                done = None
        left = {p.name for p in tmp_path.iterdir()}
        assert left == ({"a.satchel", "a.satchel.sha256"} if done else set())
        for path in tmp_path.iterdir():
            path.unlink()
        if done is not None and calls[0] < at:
            return
    pytest.fail("the fault was never passed")


def test_a_stated_digest_for_another_name_is_none(tmp_path: Path) -> None:
    done = store(tmp_path)
    beside = tmp_path / "a.satchel.sha256"
    for text in (f"{done.sha256}  b.satchel\n", "short  a.satchel\n", "", "\udcff"):
        beside.write_bytes(text.encode("utf-8", "surrogateescape"))
        assert stick.stated(done.path) == ""
    beside.unlink()
    assert stick.stated(done.path) == ""


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(StickGoneError):
        store(tmp_path / "away")
