"""A power cut at any moment of writing a stick: no partial file under a final name, nothing lost that was said done."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app.jobs import Progress
from app.sync import stick
from app.sync.streams import Writable
from tests.faults.medium import Medium, lying
from tests.faults.power_cuts import cuts, said, whole

CUTS = 200 if int(os.environ.get("SATCHEL_SOAK", "1")) > 1 else 20
NAME = "0123456789abcdef.satchel"
WHOLE = os.urandom(300_000)


def fill(writer: Writable) -> None:
    for at in range(0, len(WHOLE), 65_552):
        writer.write(WHOLE[at : at + 65_552])


def ours(folder: Path) -> None:
    stick.store(folder, NAME, fill, need=len(WHOLE), progress=Progress())


def naive(folder: Path) -> None:
    fd = os.open(folder / NAME, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    os.write(fd, WHOLE)
    os.close(fd)


def renamed_without_sync(folder: Path) -> None:
    part = folder / (NAME + ".part")
    fd = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    os.write(fd, WHOLE)
    os.close(fd)
    part.replace(folder / NAME)


def renamed_without_the_folder(folder: Path) -> None:
    part = folder / (NAME + ".part")
    fd = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    os.write(fd, WHOLE)
    os.fsync(fd)
    os.close(fd)
    part.replace(folder / NAME)


def harm(folder: Path, write: Callable[[Path], None], count: int) -> set[str]:
    """What went wrong in any of so many cuts: ``partial`` or ``lost``."""
    watched = Medium(folder)
    with watched.watched():
        write(folder)
        watched.say("done")
    found = set()
    for log, left in cuts(watched.log, count, seed=7):
        if left.get(NAME, WHOLE) != WHOLE:
            found.add("partial")
        if said(log) and NAME not in left:
            found.add("lost")
        beside = left.get(NAME + stick.SUM)
        if beside is not None and len(beside) != 64 + 2 + len(NAME) + 1:
            found.add("partial")
    return found


def test_the_log_replayed_to_its_end_is_what_lies_there(tmp_path: Path) -> None:
    watched = Medium(tmp_path)
    with watched.watched():
        ours(tmp_path)
    assert (tmp_path / NAME).read_bytes() == WHOLE
    assert whole(watched.log) == lying(tmp_path)
    verbs = [did.verb for did in watched.log[watched.begun :]]
    assert verbs.count("rename") == 2
    assert verbs.index("sync") < verbs.index("rename") < verbs.index("sync names")


@pytest.mark.parametrize("size", [1, 40_000])
def test_no_cut_leaves_part_of_a_package_or_loses_one_that_was_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(stick, "PIECE", size)  # many small writes, and pushes between them
    monkeypatch.setattr(stick, "AHEAD", 100_000)
    assert harm(tmp_path, ours, CUTS) == set()


@pytest.mark.parametrize(
    ("write", "expected"),
    [(naive, "partial"), (renamed_without_sync, "partial"), (renamed_without_the_folder, "lost")],
)
def test_careless_writers_fail_the_same_test(tmp_path: Path, write: Callable[[Path], None], expected: str) -> None:
    assert expected in harm(tmp_path, write, CUTS)
