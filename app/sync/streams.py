"""Bytes between threads: sealing runs in one, hashing and reading in another, with a small bounded queue."""

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, Self

from app.jobs import Progress

PIECE = 1 << 18  # bytes in one place of the queue
DEPTH = 16  # places: at most 4 MiB lie between the two threads


class Writable(Protocol):
    """What sealing writes to."""

    def write(self, data: bytes, /) -> int:
        """Take all of ``data``."""

    def flush(self) -> None:
        """Nothing is held back."""


class PullReader:
    """A ``read`` over pieces of bytes."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._held = memoryview(b"")

    def read(self, size: int = -1, /) -> bytes:
        """Return up to ``size`` bytes (all of the rest when negative), b'' at the end."""
        if size < 0:
            return b"".join(iter(lambda: self.read(PIECE), b""))
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._held = memoryview(piece)
        data = bytes(self._held[:size])
        self._held = self._held[size:]
        return data


class _AbandonedError(Exception):
    """The reading side has gone; the writing thread stops."""


class Pipe:
    """Runs ``work(writer)`` in a thread and yields what it writes; its exception comes out at the end of the bytes."""

    def __init__(self, work: Callable[[Writable], object]) -> None:
        self._queue: queue.Queue[bytes | BaseException | None] = queue.Queue(DEPTH)
        self._gone = threading.Event()
        self._held = bytearray()
        self._pieces = PullReader(self._taken())
        self._thread = threading.Thread(target=self._run, args=(work,), name="satchel-pipe", daemon=True)
        self._thread.start()

    def read(self, size: int = -1, /) -> bytes:
        """Return up to ``size`` bytes, b'' at the end.

        Raises:
            Exception: whatever stopped the writing side.
        """
        return self._pieces.read(size)

    def write(self, data: bytes, /) -> int:
        """Take bytes from the working thread."""
        self._held += data
        if len(self._held) >= PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Hand on what is held."""
        if self._held:
            self._put(bytes(self._held))
            self._held.clear()

    def close(self) -> None:
        """Stop the writing side and wait for its thread."""
        self._gone.set()
        while self._thread.is_alive():
            try:
                self._queue.get(timeout=0.02)
            except queue.Empty:
                continue
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self, work: Callable[[Writable], object]) -> None:
        end: BaseException | None = None
        try:
            work(self)
            self.flush()
        except _AbandonedError:
            return
        except BaseException as error:  # noqa: BLE001 - it is raised again where the bytes are read
            end = error
        try:
            self._put(end)
        except _AbandonedError:
            return

    def _put(self, item: bytes | BaseException | None) -> None:
        while True:
            if self._gone.is_set():
                raise _AbandonedError
            try:
                self._queue.put(item, timeout=0.1)
            except queue.Full:
                continue
            return

    def _taken(self) -> Iterator[bytes]:
        while True:
            item = self._queue.get()
            if item is None:
                return
            if isinstance(item, BaseException):
                raise item
            yield item


def ahead(pieces: Callable[[], Iterable[bytes]]) -> Pipe:
    """Read pieces in a thread of their own, a little ahead of whoever takes them."""

    def work(writer: Writable) -> None:
        for piece in pieces():
            writer.write(piece)

    return Pipe(work)


class Counted:
    """Reports what goes by."""

    def __init__(self, read: Callable[[int], bytes], progress: Progress, total: int) -> None:
        self._read, self._progress, self._total = read, progress, total
        self._done = self._told = 0

    def read(self, size: int = -1, /) -> bytes:
        """Return up to ``size`` bytes of what is counted."""
        data = self._read(size)
        self._done += len(data)
        if self._done - self._told >= 1 << 20:
            self._told = self._done
            self._progress.step(self._done, self._total)
        return data


class SecondHalf(Progress):
    """Second half of a job that writes and then reads again."""

    def __init__(self, inner: Progress) -> None:
        super().__init__()
        self._inner = inner

    def step(self, done: int, total: int = 0) -> None:
        """Report ``done`` of the second half."""
        self._inner.step(total + done, 2 * total)
