"""A folder on a disk that is watched: every door through which the program writes to it.

The doors are Python's files (`open`, `os.open`, `os.write`), syncs, renames, deletions, new folders, and beneath the
database SQLite's own file layer (`tests.faults.vfs`). `Medium` notes what goes through; `tests.faults.failing` lets
some of it fail.
"""

import contextlib
import io
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.faults import vfs
from tests.faults.power_cuts import SAID, Did


@dataclass
class Medium:
    """A folder whose every change is noted, in the order in which the system was asked."""

    folder: Path
    log: list[Did] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    opened: dict[int, tuple[int, int]] = field(default_factory=dict)  # descriptor → file number (0: folder), place
    folders: dict[int, str] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)
    files: int = 0

    def __post_init__(self) -> None:
        """What stands there already is on the medium for good."""
        for path in sorted(self.folder.rglob("*")):
            if path.is_dir():
                self.note(Did("mkdir", name=self.name_of(path)))
            else:
                self.note(Did("write", self.create(path), data=path.read_bytes()))
        for number in self.names.values():
            self.note(Did("sync", number, upto=len(self.log)))
        for path in (self.folder, *(p for p in self.folder.rglob("*") if p.is_dir())):
            self.note(Did("sync names", name=self.name_of(path), upto=len(self.log)))
        self.begun = len(self.log)

    # ---- what happens

    def before(self, verb: str, path: Path, *, database: bool = False) -> int:
        """Something is about to be done; raises, or returns an error code of SQLite, when it must fail."""
        return 0

    def say(self, word: object) -> None:
        """The program says that something is done."""
        self.note(Did(SAID, name=str(word)))

    def note(self, did: Did) -> None:
        with self.lock:
            self.log.append(did)

    def create(self, path: Path) -> int:
        with self.lock:
            self.files += 1
            name = self.name_of(path)
            self.names[name] = self.files
            self.log.append(Did("create", self.files, name))
            return self.files

    def number(self, path: Path, *, emptied: bool = False) -> int:
        """Number of the file at a path that is being opened; a file made anew, or emptied, is noted."""
        with self.lock:
            found = self.names.get(self.name_of(path))
            if found is None:
                return self.create(path)
            if emptied:
                self.note(Did("cut", found))
            return found

    def name_of(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()

    def holds(self, path: object) -> Path | None:
        """The path, when it lies in this folder and is no shared memory."""
        if not isinstance(path, str | Path):
            return None
        found = Path(path)
        inside = self.folder in found.parents or found == self.folder
        return found if inside and not found.name.endswith("-shm") else None

    def renamed(self, source: Path, target: Path) -> None:
        with self.lock:
            number = self.names.pop(self.name_of(source), 0)
            self.names[self.name_of(target)] = number
            self.note(Did("rename", number, self.name_of(source), self.name_of(target)))

    def gone(self, path: Path) -> None:
        with self.lock:
            self.names.pop(self.name_of(path), None)
            self.note(Did("unlink", name=self.name_of(path)))

    def wrote(self, fd: int, data: bytes, at: int | None = None) -> None:
        with self.lock:
            number, place = self.opened[fd]
            self.note(Did("write", number, at=place if at is None else at, data=data))
            self.opened[fd] = (number, place + len(data))

    # ---- what SQLite tells (`vfs.Witness`)

    def reached(self) -> int:
        return len(self.log)

    def opening(self, path: Path, *, new: bool) -> int:
        if code := self.before("open", path, database=True) if new else self.before("look", path, database=True):
            return code
        self.number(path)
        return 0

    def reading(self, path: Path) -> int:
        return self.before("read", path, database=True)

    def writing(self, path: Path, at: int, data: bytes) -> int:
        code = self.before("write", path, database=True)
        if not code:
            self.note(Did("write", self.number(path), at=at, data=data))
        return code

    def shortening(self, path: Path, size: int) -> int:
        code = self.before("cut", path, database=True)
        if not code:
            self.note(Did("cut", self.number(path), at=size))
        return code

    def syncing(self, path: Path) -> int:
        return self.before("sync", path, database=True)

    def synced(self, path: Path, upto: int, *, names: bool) -> None:
        self.note(Did("sync", self.number(path), upto=upto))
        if names:
            self.note(Did("sync names", name=self.name_of(path.parent), upto=upto))

    def deleting(self, path: Path) -> int:
        return self.before("unlink", path, database=True)

    def deleted(self, path: Path, *, names: bool) -> None:
        upto = len(self.log) + 1
        self.gone(path)
        if names:
            self.note(Did("sync names", name=self.name_of(path.parent), upto=upto))

    # ---- the doors

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Note what the program does, from here to the end of the block."""
        with pytest.MonkeyPatch.context() as patch, contextlib.ExitStack() as stack:
            for place, name, door in (
                *((os, name, getattr(_Doors, f"os_{name}")) for name in ("open", "write", "fsync", "close", "mkdir")),
                *((Path, name, getattr(_Doors, f"path_{name}")) for name in ("replace", "unlink")),
                (io, "open", _Doors.io_open),
            ):
                patch.setattr(place, name, door(self, getattr(place, name)))
            if vfs.available():
                stack.enter_context(vfs.watched(self))
            yield


class _Noted(io.FileIO):
    """A file of the program's own, open for writing in a watched folder."""

    def __init__(self, medium: Medium, path: Path, mode: str) -> None:
        medium.before("open", path)
        super().__init__(path, mode)
        self._medium, self._path = medium, path
        number = medium.number(path, emptied="w" in mode)
        medium.opened[self.fileno()] = (number, self.seek(0, 2) if "a" in mode else 0)

    def write(self, data: Any) -> int:
        self._medium.before("write", self._path)
        at = self.tell()
        done = super().write(data)
        self._medium.wrote(self.fileno(), bytes(data)[:done], at)
        return done

    def close(self) -> None:
        if not self.closed:
            self._medium.opened.pop(self.fileno(), None)
        super().close()


class _Read(io.FileIO):
    """A file of the program's own, open for reading in a watched folder."""

    def __init__(self, medium: Medium, path: Path) -> None:
        super().__init__(path, "r")
        self._medium, self._path = medium, path

    def readinto(self, buffer: Any) -> int | None:
        self._medium.before("read", self._path)
        return super().readinto(buffer)

    def readall(self) -> bytes:
        self._medium.before("read", self._path)
        return super().readall()


class _Doors:
    """One function for each exchanged one: told first, done then, noted last."""

    @staticmethod
    def io_open(medium: Medium, real: Callable[..., Any]) -> Callable[..., Any]:
        def opened(file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **more: Any) -> Any:
            path = medium.holds(file)
            if path is None:
                return real(file, mode, buffering, *rest, **more)
            if not set(mode) & set("wxa+"):
                medium.before("look", path)
                if mode == "rb" and buffering == -1:
                    return io.BufferedReader(_Read(medium, path))
                return real(file, mode, buffering, *rest, **more)
            raw = _Noted(medium, path, mode.replace("b", "").replace("t", ""))
            if buffering == 0:
                return raw
            buffered = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
            return buffered if "b" in mode else io.TextIOWrapper(buffered, *rest, **more)

        return opened

    @staticmethod
    def os_open(medium: Medium, real: Callable[..., int]) -> Callable[..., int]:
        def opened(path: Any, flags: int, *rest: Any, **more: Any) -> int:
            inside = medium.holds(path)
            if inside is None:
                return real(path, flags, *rest, **more)
            writes = bool(flags & (os.O_WRONLY | os.O_RDWR))
            medium.before("open" if writes else "look", inside)
            fd = real(path, flags, *rest, **more)
            if writes:
                medium.opened[fd] = (medium.number(inside), 0)
            elif inside.is_dir():
                medium.folders[fd] = medium.name_of(inside)
            return fd

        return opened

    @staticmethod
    def os_write(medium: Medium, real: Callable[..., int]) -> Callable[..., int]:
        def write(fd: int, data: bytes) -> int:
            if fd in medium.opened:
                medium.before("write", medium.folder)
            done = real(fd, data)
            if fd in medium.opened:
                medium.wrote(fd, bytes(data[:done]))
            return done

        return write

    @staticmethod
    def os_fsync(medium: Medium, real: Callable[[int], None]) -> Callable[[int], None]:
        def fsync(fd: int) -> None:
            upto = medium.reached()
            if fd in medium.opened or fd in medium.folders:
                medium.before("sync", medium.folder)
            real(fd)
            if fd in medium.opened:
                medium.note(Did("sync", medium.opened[fd][0], upto=upto))
            elif fd in medium.folders:
                medium.note(Did("sync names", name=medium.folders[fd], upto=upto))

        return fsync

    @staticmethod
    def os_close(medium: Medium, real: Callable[[int], None]) -> Callable[[int], None]:
        def close(fd: int) -> None:
            medium.opened.pop(fd, None)
            medium.folders.pop(fd, None)
            real(fd)

        return close

    @staticmethod
    def os_mkdir(medium: Medium, real: Callable[..., None]) -> Callable[..., None]:
        def mkdir(path: Any, *rest: Any, **more: Any) -> None:
            inside = medium.holds(path)
            if inside is not None and not inside.exists():
                medium.before("mkdir", inside)
            real(path, *rest, **more)
            if inside is not None:
                medium.note(Did("mkdir", name=medium.name_of(inside)))

        return mkdir

    @staticmethod
    def path_replace(medium: Medium, real: Callable[..., Path]) -> Callable[..., Path]:
        def replace(path: Path, target: Path) -> Path:
            inside = medium.holds(path)
            if inside is not None:
                medium.before("rename", inside)
            done = real(path, target)
            if inside is not None:
                medium.renamed(inside, Path(target))
            return done

        return replace

    @staticmethod
    def path_unlink(medium: Medium, real: Callable[..., None]) -> Callable[..., None]:
        def unlink(path: Path, *, missing_ok: bool = False) -> None:
            inside = medium.holds(path)
            there = inside is not None and path.exists()
            if inside is not None and there:
                medium.before("unlink", inside)
            real(path, missing_ok=missing_ok)
            if inside is not None and there:
                medium.gone(inside)

        return unlink


def lay(folder: Path, found: dict[str, bytes]) -> None:
    """Put a medium's files where the program will look for them, and nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def lying(folder: Path) -> dict[str, bytes]:
    """What really lies there, shared memory left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith("-shm")
    }
