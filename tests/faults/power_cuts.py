"""Power cuts by replaying a log of writes: what a stick may hold after each, un-synced pages lost, kept or torn."""

import os
import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.security import durable

PAGE, SECTOR = 4096, 512
SAID = "said"


@dataclass(frozen=True)
class Did:
    """One thing done to the stick. ``upto``: for a sync, how many things had been done when it began."""

    verb: str
    file: int = 0  # number of the file, whatever its name
    name: str = ""
    to: str = ""
    at: int = 0
    data: bytes = b""
    upto: int = 0


@dataclass
class Stick:
    """A folder whose every change is noted, in the order in which the system was asked."""

    folder: Path
    log: list[Did] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    opened: dict[int, tuple[int, int]] = field(default_factory=dict)  # descriptor → file number, place
    lock: threading.RLock = field(default_factory=threading.RLock)
    files: int = 0

    def note(self, did: Did) -> None:
        with self.lock:
            self.log.append(did)

    def create(self, name: str) -> int:
        with self.lock:
            self.files += 1
            self.names[name] = self.files
            self.log.append(Did("create", self.files, name))
            return self.files

    def holds(self, path: object) -> bool:
        return isinstance(path, str | Path) and Path(path).parent == self.folder

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Note what the program does, from here to the end of the block."""
        with pytest.MonkeyPatch.context() as patch:
            for name, wrap in (
                ("open", self._open),
                ("write", self._write),
                ("fsync", self._fsync),
                ("close", self._close),
            ):
                patch.setattr(os, name, wrap(getattr(os, name)))
            patch.setattr(Path, "replace", self._replace(Path.replace))
            patch.setattr(Path, "unlink", self._unlink(Path.unlink))
            patch.setattr(durable, "sync_file", self._sync_file(durable.sync_file))
            yield

    def _open(self, real: Callable[..., int]) -> Callable[..., int]:
        def opened(path: Any, flags: int, *rest: Any, **more: Any) -> int:
            fd = real(path, flags, *rest, **more)
            if self.holds(path) and flags & os.O_CREAT:
                self.opened[fd] = (self.create(Path(path).name), 0)
            elif Path(path) == self.folder:
                self.opened[fd] = (0, 0)
            return fd

        return opened

    def _write(self, real: Callable[..., int]) -> Callable[..., int]:
        def write(fd: int, data: bytes) -> int:
            done = real(fd, data)
            if fd in self.opened:
                number, at = self.opened[fd]
                self.note(Did("write", number, at=at, data=bytes(data[:done])))
                self.opened[fd] = (number, at + done)
            return done

        return write

    def _fsync(self, real: Callable[[int], None]) -> Callable[[int], None]:
        def fsync(fd: int) -> None:
            upto = len(self.log)
            real(fd)
            if fd in self.opened:
                number = self.opened[fd][0]
                self.note(Did("sync" if number else "sync names", number, upto=upto))

        return fsync

    def _close(self, real: Callable[[int], None]) -> Callable[[int], None]:
        def close(fd: int) -> None:
            self.opened.pop(fd, None)
            real(fd)

        return close

    def _replace(self, real: Callable[..., Path]) -> Callable[..., Path]:
        def replace(path: Path, target: Path) -> Path:
            done = real(path, target)
            if self.holds(path):
                self.names[Path(target).name] = self.names.pop(path.name)
                self.note(Did("rename", name=path.name, to=Path(target).name))
            return done

        return replace

    def _unlink(self, real: Callable[..., None]) -> Callable[..., None]:
        def unlink(path: Path, *, missing_ok: bool = False) -> None:
            there = path.exists()
            real(path, missing_ok=missing_ok)
            if there and self.holds(path):
                self.names.pop(path.name, None)
                self.note(Did("unlink", name=path.name))

        return unlink

    def _sync_file(self, real: Callable[[Any], None]) -> Callable[[Any], None]:
        def sync_file(file: Any) -> None:
            path = Path(file.name)
            if self.holds(path):  # a small file written through Python's own buffer: one write, then its sync
                number = self.create(path.name)
                self.note(Did("write", number, data=path.read_bytes()))
            upto = len(self.log)
            real(file)
            if self.holds(path):
                self.note(Did("sync", number, upto=upto))

        return sync_file


def after_cut(log: list[Did], dice: random.Random, *, strict: bool) -> dict[str, bytes]:
    """What the medium may hold when the power goes behind the last entry of ``log``.

    Un-synced pages are kept, lost or torn at sectors. Un-synced names: a first part of what was done to them stays
    (a journal), or with ``strict`` any of it (no journal).
    """
    return {name: _bytes(log, number, dice) for name, number in _names(log, dice, strict=strict).items()}


def _names(log: list[Did], dice: random.Random, *, strict: bool) -> dict[str, int]:
    sure = max((did.upto for did in log if did.verb == "sync names"), default=0)
    loose = [at for at in range(sure, len(log)) if log[at].verb in {"create", "rename", "unlink"}]
    kept = {at for at in loose if dice.random() < 0.5} if strict else set(loose[: dice.randint(0, len(loose))])
    names: dict[str, int] = {}
    for at, did in enumerate(log):
        if at >= sure and at in set(loose) - kept:
            continue
        if did.verb == "create":
            names[did.name] = did.file
        elif did.verb == "rename" and did.name in names:
            names[did.to] = names.pop(did.name)
        elif did.verb == "unlink":
            names.pop(did.name, None)
    return names


def _bytes(log: list[Did], number: int, dice: random.Random) -> bytes:
    sure = max((did.upto for did in log if did.verb == "sync" and did.file == number), default=0)
    found = bytearray()
    for at, did in enumerate(log):
        if did.verb != "write" or did.file != number:
            continue
        if at < sure:
            _put(found, did.at, did.data)
            continue
        if dice.random() < 0.3 and len(found) < did.at + len(did.data):  # the length came, what is in it did not
            found.extend(bytes(did.at + len(did.data) - len(found)))
        for start in range(0, len(did.data), PAGE):
            fate, page = dice.random(), did.data[start : start + PAGE]
            if fate < 0.45:
                _put(found, did.at + start, page)
            elif fate < 0.6:
                _put(found, did.at + start, page[: SECTOR * dice.randint(0, PAGE // SECTOR)])
    return bytes(found)


def _put(found: bytearray, at: int, data: bytes) -> None:
    if data:
        found.extend(bytes(max(0, at + len(data) - len(found))))
        found[at : at + len(data)] = data


def cuts(log: list[Did], count: int, seed: int) -> Iterator[tuple[bool, dict[str, bytes]]]:
    """So many cuts at different places: whether the program had said "done", and what the medium may hold."""
    dice = random.Random(seed)  # noqa: S311 - a sample
    for number in range(count):
        end = len(log) if number == 0 else dice.randint(0, len(log))
        before = log[:end]
        said = any(did.verb == SAID for did in before)
        yield said, after_cut(before, dice, strict=bool(number % 2))
