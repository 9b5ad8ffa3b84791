"""The vault's side of showing a file: a worker is started, fed and asked; what it says is checked before it is used."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from app.errors import AppError, CancelledError
from app.jobs import Progress
from app.viewing import job_object, wire
from app.viewing.limits import STANDARD, Limits
from app.viewing.sorts import SHOWN, Sort

MODULE = "app.viewing.worker"
ARGUMENT = "--viewing-worker"  # of the frozen program, which has no ``-m``
TERMINAL = "satchel"
TROUBLES = frozenset({"damaged", "encrypted", "too-large"})
TICK = 0.05  # seconds between two looks at the clock


class CannotShowError(AppError):
    """A file that is not shown. Data: ``rule`` (why), ``sort`` (what it is)."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as pixels: three bytes each (red, green, blue), row by row without padding.

    ``full`` is the size it could have; ``cut`` says that the file ends too early and the rest is grey.
    """

    width: int
    height: int
    pixels: bytearray = field(repr=False)
    full: tuple[int, int]
    cut: bool = False


class Shown:
    """One file in the hands of one worker. Not for two threads at once; `close` may come from any.

    Args:
        sort: what the file is by its first bytes.
        size: its bytes.
        pieces: the bytes themselves, asked for only once the worker has put up its fences.
        limits: what it may take.
        progress: where *stop* is heard.

    Raises:
        CannotShowError: it is nothing that can be shown, too large, or the worker gave up.
        CancelledError: stopped.
    """

    def __init__(
        self,
        sort: Sort,
        size: int,
        pieces: Iterable[bytes],
        limits: Limits = STANDARD,
        progress: Progress | None = None,
    ) -> None:
        self.sort, self.limits = sort, limits
        if sort not in SHOWN:
            raise self._cannot("empty" if sort is Sort.EMPTY else "heic" if sort is Sort.HEIC else "sort")
        if size > limits.file:
            raise self._cannot("too-large")
        self.fences: tuple[str, ...] = ()
        self.sheets = 0
        self._process = _started()
        self._job = 0
        try:
            self._job = job_object.around(self._process, limits)
            self._begin(size, pieces, progress or Progress())
        except BaseException:
            self.close()
            raise

    def _begin(self, size: int, pieces: Iterable[bytes], progress: Progress) -> None:
        with _Watch(self._process, self.limits.seconds, progress) as watch:
            try:
                self._feed(size, pieces)
                told = wire.receive(self._out)
            except (wire.CutShortError, OSError) as error:
                raise self._gone(watch) from error
        self._judge(told)
        sheets = told.get("sheets")
        if not isinstance(sheets, int) or not 1 <= sheets <= self.limits.sheets:
            raise self._cannot("damaged")
        self.sheets = sheets

    def _feed(self, size: int, pieces: Iterable[bytes]) -> None:
        wire.send(self._in, {"sort": self.sort.value, "size": size, "limits": asdict(self.limits)})
        self.fences = tuple(str(one) for one in wire.receive(self._out).get("fences", ()))
        for piece in pieces:
            wire.write(self._in, piece)

    def draw(self, sheet: int, width: int, height: int, progress: Progress | None = None) -> Picture:
        """Return one sheet, counted from 0, so that it fits into a box of pixels.

        Raises:
            CannotShowError: the sheet cannot be drawn, or the worker gave up.
            CancelledError: stopped.
        """
        box = self._box(width, height)
        with _Watch(self._process, self.limits.seconds, progress or Progress()) as watch:
            try:
                wire.send(self._in, {"sheet": sheet, "width": box[0], "height": box[1]})
                told = wire.receive(self._out)
                self._judge(told)
                size, full = self._size(told, box)
                pixels = wire.read(self._out, size[0] * size[1] * 3)
            except (wire.CutShortError, OSError) as error:
                raise self._gone(watch) from error
        return Picture(*size, pixels, full, cut=told.get("cut") is True)

    def close(self) -> None:
        """End the worker; the file's bytes go with it."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                pipe.close()
        self._process.wait()
        job_object.let_go(self._job)
        self._job = 0

    def _box(self, width: int, height: int) -> tuple[int, int]:
        """A box within the limits, of the same shape."""
        wide, high = min(max(1, width), self.limits.side), min(max(1, height), self.limits.side)
        if wide * high > self.limits.answer:
            shrink = (self.limits.answer / (wide * high)) ** 0.5
            wide, high = max(1, int(wide * shrink)), max(1, int(high * shrink))
        return wide, high

    def _size(self, told: dict[str, Any], box: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
        """The sizes the worker names, believed only within what was asked for: it may be in a stranger's hands."""
        sizes = (told.get("width"), told.get("height"), *(told.get("full") or ()))
        if len(sizes) != 4 or not all(type(one) is int and one > 0 for one in sizes):
            raise self._cannot("damaged")
        width, height, wide, high = (int(one) for one in sizes if one is not None)
        if width > box[0] or height > box[1] or max(wide, high) > 10_000_000:
            raise self._cannot("damaged")
        return (width, height), (wide, high)

    def _judge(self, told: dict[str, Any]) -> None:
        trouble = told.get("trouble")
        if trouble is not None:
            raise self._cannot(trouble if trouble in TROUBLES else "damaged")

    def _gone(self, watch: "_Watch") -> AppError:
        """Why the worker is gone: stopped, out of time, or fallen over the file."""
        if watch.stopped:
            return CancelledError()
        if watch.late:
            return self._cannot("slow")
        return self._cannot("gave-up")

    def _cannot(self, why: str) -> CannotShowError:
        return CannotShowError(rule=why, sort=self.sort.value)

    @property
    def _in(self) -> int:
        return self._process.stdin.fileno()  # type: ignore[union-attr] # a pipe was asked for

    @property
    def _out(self) -> int:
        return self._process.stdout.fileno()  # type: ignore[union-attr] # a pipe was asked for


class _Watch:
    """Kills a worker that takes too long, or that nobody waits for any more: a blocked pipe cannot be asked to stop."""

    def __init__(self, process: "subprocess.Popen[bytes]", seconds: float, progress: Progress) -> None:
        self._process, self._until, self._progress = process, time.monotonic() + seconds, progress
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, name="satchel-viewing-watch", daemon=True)
        self.late = self.stopped = False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(TICK):
            self.stopped = self._progress.stopped
            self.late = time.monotonic() > self._until
            if self.stopped or self.late:
                self._process.kill()
                return


def command() -> list[str]:
    """The command that starts a worker: this very program, without anything of the person's surroundings."""
    if getattr(sys, "frozen", False):
        # the terminal's program of the same folder: that of the window has no pipes on Windows
        own = Path(sys.executable)
        return [str(own.with_name(TERMINAL + own.suffix)), ARGUMENT]
    return [sys.executable, "-I", "-B", "-m", MODULE]


def _started() -> "subprocess.Popen[bytes]":
    hidden = 0
    if sys.platform == "win32":
        hidden = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    kept = ("SYSTEMROOT", "WINDIR") if sys.platform == "win32" else ()
    try:
        return subprocess.Popen(  # noqa: S603 - our own program
            command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            close_fds=True,
            cwd=os.path.abspath(os.sep),  # noqa: PTH100 - the root of the disk the program stands on
            env={name: os.environ[name] for name in kept if name in os.environ},
            creationflags=hidden,
        )
    except OSError as error:
        raise CannotShowError(rule="no-worker", sort="") from error
