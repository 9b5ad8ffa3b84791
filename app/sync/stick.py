"""Writing one file to a stick so that its final name is never seen on anything but the whole, re-read file."""

import contextlib
import errno
import hashlib
import os
import shutil
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from app.jobs import Progress
from app.security import durable
from app.sync.refusals import (
    StickFullError,
    StickGoneError,
    StickReadOnlyError,
    StickUnreliableError,
)
from app.sync.streams import Ahead, Writable

SUM = ".sha256"
PIECE = 1 << 20
WAITING = 4  # pieces that wait to be written
AHEAD = 32 << 20  # bytes written between two pushes: at most twice as many wait in memory
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that was written, read back and found equal. ``sha256`` of its bytes, ``size`` in bytes."""

    path: Path
    sha256: str
    size: int


class _File:
    """An open ``.part``: hashes what goes by in a thread of its own, and pushes it to the medium as it goes.

    Without the pushing a slow stick would take everything into memory at once, show a finished bar, and then seem to
    hang.
    """

    def __init__(self, fd: int) -> None:
        self.fd, self.digest, self.size = fd, hashlib.sha256(), 0
        self._batch, self._held = list[bytes](), 0
        self._writer = ThreadPoolExecutor(1, "satchel-stick-write")
        self._pusher = ThreadPoolExecutor(1, "satchel-stick")
        self._writing: deque[Future[None]] = deque()
        self._pushed, self._pushing = 0, Future[None]()
        self._pushing.set_result(None)

    def write(self, data: bytes, /) -> int:
        """Take ``data``; what the stick says to it is raised here a little later, or by ``close``."""
        self._batch.append(data)
        self._held += len(data)
        self.size += len(data)
        if self._held >= PIECE:
            self._hand_on()
        return len(data)

    def flush(self) -> None:
        """What is held back is written by ``close``."""

    def close(self) -> None:
        """Wait until everything is on the medium."""
        self._hand_on()
        while self._writing:
            self._writing.popleft().result()
        self._pushing.result()
        os.fsync(self.fd)

    def stop(self) -> None:
        """End the threads, whatever became of their work."""
        self._writer.shutdown(cancel_futures=True)
        self._pusher.shutdown()

    def _hand_on(self) -> None:
        while len(self._writing) >= WAITING or (self._writing and self._writing[0].done()):
            self._writing.popleft().result()
        self._writing.append(self._writer.submit(self._write, b"".join(self._batch), self.size))
        self._batch, self._held = [], 0

    def _write(self, data: bytes, size: int) -> None:
        self.digest.update(data)
        view = memoryview(data)
        while view:
            view = view[os.write(self.fd, view) :]
        if size - self._pushed >= AHEAD:
            self._pushed = size
            self._pushing.result()
            self._pushing = self._pusher.submit(os.fsync, self.fd)


def store(folder: Path, name: str, fill: Callable[[Writable], None], *, need: int, progress: Progress) -> Stored:
    """Write ``folder/name``: ``.part``, fsync, drop the cache, hash again, rename, fsync the folder, ``.sha256``.

    ``need`` is about how many bytes it will take. Nothing is ever overwritten.

    Raises:
        StickFullError, StickReadOnlyError, StickGoneError, StickUnreliableError: and neither name is left if the
            stick still answers.
    """
    final, part, beside = folder / name, folder / (name + durable.PART), folder / (name + SUM)
    with told(folder, need):
        free = shutil.disk_usage(folder).free
        if free < need:
            raise StickFullError(folder=folder.name, need=need, free=free)
        if final.exists():
            raise StickUnreliableError(folder=folder.name, file=name)
        try:
            written = _write_part(part, fill)
            _demand_same(part, written.sha256, progress)
            durable.rename(part, final)
            durable.write_bytes(beside, f"{written.sha256}  {name}\n".encode())
        except BaseException:
            for left in (part, final, beside):  # nobody would know of a package that was not noted as written
                with contextlib.suppress(OSError):
                    left.unlink(missing_ok=True)
            raise
    return Stored(final, written.sha256, written.size)


def digest(path: Path, progress: Progress | None = None) -> str:
    """Return the hex digest of a file, read from the medium rather than from memory where the system allows it."""
    found = hashlib.sha256()
    total = path.stat().st_size
    done = 0
    fd = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        _forget(fd)
        with Ahead(iter(lambda: os.read(fd, PIECE), b"")) as pieces:  # the next piece is read while one is hashed
            for piece in pieces:
                found.update(piece)
                done += len(piece)
                if progress is not None:
                    progress.step(done, total)
    finally:
        os.close(fd)
    return found.hexdigest()


def stated(path: Path) -> str:
    """Return the digest that the ``.sha256`` beside a file states, '' when there is none or it is unreadable."""
    try:
        beside = path.with_name(path.name + SUM)
        if not beside.is_file():  # a pipe of that name would never answer
            return ""
        with beside.open(encoding="ascii") as file:
            text = file.read(1024)
    except (OSError, UnicodeDecodeError):
        return ""
    found, _, name = text.rstrip("\r\n").partition("  ")
    return found if len(found) == 64 and name == path.name else ""


@contextlib.contextmanager
def told(folder: Path, need: int = 0) -> Iterator[None]:
    """Turn what the system says of a stick into errors a person can act on."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StickFullError(folder=folder.name, need=need, free=_free(folder)) from error
        if error.errno in _READ_ONLY:
            raise StickReadOnlyError(folder=folder.name) from error
        raise StickGoneError(folder=folder.name) from error


def _write_part(part: Path, fill: Callable[[Writable], None]) -> Stored:
    part.unlink(missing_ok=True)  # our own leftover: names are random
    fd = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o644)
    file = _File(fd)
    try:
        fill(file)
        file.close()
        _forget(fd)
    finally:
        file.stop()
        os.close(fd)
    return Stored(part, file.digest.hexdigest(), file.size)


def _demand_same(part: Path, written: str, progress: Progress) -> None:
    if digest(part, progress) != written:
        raise StickUnreliableError(folder=part.parent.name, file=part.name.removesuffix(durable.PART))


def _forget(fd: int) -> None:
    # without this a re-read is answered from memory and proves nothing about the stick
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(fd, 0, 0, os.POSIX_FADV_DONTNEED)


def _free(folder: Path) -> int:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return 0
