"""Bytes between one library that pushes and others that pull."""

import contextlib
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from app.jobs import Progress
from app.sync.ustar import PIECE, BrokenArchiveError, Steps

T = TypeVar("T")
_BATCH = 1 << 20  # bytes handed from one thread to another at a time
_DEPTH = 4  # batches that may wait


class Writable(Protocol):
    """What sealing writes to."""

    def write(self, data: bytes, /) -> int:
        """Take all of ``data``."""

    def flush(self) -> None:
        """Nothing is held back."""


class PullReader:
    """A ``read`` over pieces of bytes."""

    def __init__(self, pieces: Iterable[bytes | bytearray]) -> None:
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


class Ahead:
    """Takes pieces from an iterator in a thread of its own, a few megabytes ahead of whoever uses them.

    Opening and hashing give the interpreter's lock back while they work, so two halves of a job run side by side.
    What the iterator raises is raised to the user; leaving the block stops the thread and closes the iterator.
    """

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces
        self._ready: queue.Queue[list[bytes] | BaseException | None] = queue.Queue(_DEPTH)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="satchel-ahead", daemon=True)

    def __enter__(self) -> Iterator[bytes]:
        self._thread.start()
        return self._taken()

    def __exit__(self, *_: object) -> None:
        self._stopped.set()
        while self._thread.is_alive():
            with contextlib.suppress(queue.Empty):
                self._ready.get(timeout=0.01)
        self._thread.join()

    def _taken(self) -> Iterator[bytes]:
        while (batch := self._ready.get()) is not None:
            if isinstance(batch, BaseException):
                raise batch
            yield from batch

    def _run(self) -> None:
        last: BaseException | None = None
        try:
            batch, size = list[bytes](), 0
            for piece in self._pieces:
                batch.append(piece)
                size += len(piece)
                if size >= _BATCH:
                    self._ready.put(batch)
                    batch, size = [], 0
                if self._stopped.is_set():
                    break
            self._ready.put(batch)
        except BaseException as error:  # noqa: BLE001 - whoever takes the pieces is told
            last = error
        finally:
            close = getattr(self._pieces, "close", None)
            if close is not None:
                close()
            self._ready.put(last)


class Behind:
    """Runs a reader in a thread of its own and is written to: the other end of `Ahead`.

    ``close`` says that this was all; ``finish`` also waits for the reader and raises what it raised; ``stop`` makes its
    next read raise.
    """

    def __init__(self, run: Callable[["Behind"], object]) -> None:
        self._ready: queue.Queue[bytes | None] = queue.Queue(_DEPTH)
        self._batch, self._size = list[bytes](), 0
        self._ended = self._stopped = self._closed = False
        self._trouble: BaseException | None = None
        self._held = memoryview(b"")
        self._thread = threading.Thread(target=self._run, args=(run,), name="satchel-behind", daemon=True)
        self._thread.start()

    def write(self, data: bytes, /) -> int:
        """Hand on ``data``. A trouble of the reader shows at ``finish``."""
        self._batch.append(bytes(data))
        self._size += len(data)
        if self._size >= _BATCH:
            self._hand_on()
        return len(data)

    def _hand_on(self) -> None:
        self._ready.put(b"".join(self._batch))
        self._batch, self._size = [], 0

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """Say that this was all; the reader goes on with what it has not read yet."""
        if self._closed:
            return
        self._closed = True
        if self._batch:
            self._hand_on()
        self._ready.put(None)

    def finish(self) -> None:
        """Say that this was all, and wait for the reader."""
        self.close()
        self._thread.join()
        if self._trouble is not None:
            raise self._trouble

    def stop(self) -> None:
        """Break the reader off; what it raises then is of no interest."""
        self._stopped = True
        self._ready.put(None)
        self._thread.join()

    def read(self, size: int = -1, /) -> bytes:
        """Give the reader up to ``size`` bytes, nothing at the end."""
        if not self._held and not self._ended:
            piece = self._ready.get()
            self._ended = piece is None
            self._held = memoryview(piece or b"")
        if self._stopped:
            raise EnoughError
        data = bytes(self._held[:size] if size >= 0 else self._held)
        self._held = self._held[len(data) :]
        return data

    def _run(self, run: Callable[["Behind"], object]) -> None:
        try:
            run(self)
        except BaseException as error:  # noqa: BLE001 - told by `finish`
            self._trouble = error
        while not self._ended:  # whoever writes must not wait for a reader that is gone
            self._ended = self._ready.get() is None


class EnoughError(Exception):
    """What is fed has been understood before its end; whoever feeds it may stop."""


class Feed(Generic[T]):
    """Hands written bytes to a coroutine that reads them; `result` is what it returned.

    So one parser serves what is fed from a stick and what is fed from a copy, and may stop early.
    """

    def __init__(self, coroutine: Steps[T], *, early: bool = False) -> None:
        self._coroutine, self._early = coroutine, early
        self._done = False
        self._result: T | None = None
        self._send(None)

    def write(self, data: bytes, /) -> int:
        """Hand on ``data``.

        Raises:
            EnoughError: the coroutine has returned before the end, as it was allowed to.
            BrokenArchiveError: it has returned, and there are bytes behind what it read.
        """
        if self._done and not self._early:
            raise BrokenArchiveError("trailing")
        if self._done or (self._send(data) and self._early):
            raise EnoughError
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def result(self) -> T:
        """Say that the stream has ended, and return what the coroutine made of it.

        Raises:
            BrokenArchiveError: it needed more.
        """
        if not self._done:
            self._send(b"")
        if not self._done or self._result is None:
            raise BrokenArchiveError("cut")
        return self._result

    def _send(self, data: bytes | None) -> bool:
        try:
            self._coroutine.send(data)  # type: ignore[arg-type]
        except StopIteration as end:
            self._done, self._result = True, end.value
        return self._done


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
