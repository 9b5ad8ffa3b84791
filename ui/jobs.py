"""Work away from the window's thread: said in full, then started; the answer comes back on the window's thread.

One courier signal, owned by the runner, carries every answer. A QObject per piece of work was tried and crashes:
the object dies on, or under, the wrong thread.
"""

from _thread import allocate_lock  # `threading` itself is imported with the first job
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Signal, Slot

from app.errors import CancelledError
from app.jobs import Progress

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


class Lane(StrEnum):
    """Where work runs."""

    VAULT = "vault"  # one thread: the short verbs, in the order they were asked for
    LONG = "long"  # one thread: packing, receiving, backup; the vault keeps answering meanwhile
    FREE = "free"  # work that does not touch the vault: deriving a key, reading a stick


class Job(Generic[T]):
    """One piece of work for one owner. Say what happens with it, then `start` it."""

    def __init__(self, runner: "JobRunner", owner: QObject, work: Callable[[Progress], T], lane: Lane) -> None:
        self._runner, self._lane = runner, lane
        self._owner: QObject | None = owner
        self._work: Callable[[Progress], T] | None = work
        self._result: T | None = None
        self._error: Exception | None = None
        self._then: list[Callable[[T], object]] = []
        self._otherwise: list[Callable[[Exception], object]] = []
        self._each_step: list[Callable[[int, int], object]] = []
        self._finally: list[Callable[[], object]] = []
        self.progress = Progress(self._report)

    def then(self, listener: Callable[[T], object]) -> "Job[T]":
        """Call ``listener`` with the result."""
        self._then.append(listener)
        return self

    def otherwise(self, listener: Callable[[Exception], object]) -> "Job[T]":
        """Call ``listener`` with the trouble; without one, troubles go to `JobRunner.trouble`."""
        self._otherwise.append(listener)
        return self

    def at_each_step(self, listener: Callable[[int, int], object]) -> "Job[T]":
        """Call ``listener`` with (done, total) while it runs."""
        self._each_step.append(listener)
        return self

    def at_the_end(self, listener: Callable[[], object]) -> "Job[T]":
        """Call ``listener`` however it ended, before the result is told."""
        self._finally.append(listener)
        return self

    def start(self) -> "Job[T]":
        """Hand it to its lane."""
        self._runner.accept(self)
        return self

    def stop(self) -> None:
        """Ask it to stop; it ends with a CancelledError that nobody has to take."""
        self.progress.stop()

    @property
    def lane(self) -> Lane:
        """Where it runs."""
        return self._lane

    def run(self) -> None:
        """Do the work (on a worker thread) and send word home; what came of it waits here."""
        if self._work is None:
            return
        try:
            self._result = self._work(self.progress)
        except Exception as error:  # noqa: BLE001 - every outcome is told to the window
            self._error = error
        self._runner.deliver(self._answer)

    def _report(self, done: int, total: int) -> None:
        if self._each_step:
            self._runner.deliver(partial(self._tell, self._each_step, done, total))

    def _answer(self) -> None:
        """Tell whoever asked, on the window's thread."""
        try:
            self._runner.ended(self)
            self._tell(self._finally)
            if self._error is None:
                self._tell(self._then, self._result)
            else:
                self._fail(self._error)
        finally:
            self._let_go()

    def _fail(self, error: Exception) -> None:
        if self._otherwise:
            self._tell(self._otherwise, error)
        elif not isinstance(error, CancelledError) and self._owner is not None and shiboken6.isValid(self._owner):
            self._runner.trouble.emit(error)

    def _let_go(self) -> None:
        """Drop all that belongs to the window here and now.

        The worker may hold this job a moment longer than the window: what it still held would be freed on its thread,
        and a widget freed there brings Qt down.
        """
        self._owner = self._work = self._result = self._error = None
        for listeners in (self._then, self._otherwise, self._each_step, self._finally):
            listeners.clear()

    def _tell(self, listeners: list[Any], *what: object) -> None:
        for listener in tuple(listeners):
            # a dead owner hears nothing: its page was closed while the work ran
            if self._owner is not None and shiboken6.isValid(self._owner):
                listener(*what)


class JobRunner(QObject):
    """Runs jobs on three lanes and brings their answers to the thread it lives on.

    Signals:
        trouble: an exception nobody took.
        busy_changed: whether work of the long lane is under way.
    """

    trouble = Signal(object)
    busy_changed = Signal(bool)
    _courier = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._courier.connect(self._open)
        self._pools: dict[Lane, ThreadPoolExecutor] = {}
        self._running: dict[Job[Any], Future[None]] = {}
        self._lock = allocate_lock()
        self._closed = False

    def job(self, owner: QObject, work: Callable[[Progress], T]) -> Job[T]:
        """A short verb on the vault's thread."""
        return Job(self, owner, work, Lane.VAULT)

    def long(self, owner: QObject, work: Callable[[Progress], T]) -> Job[T]:
        """Work of seconds or minutes that takes the vault in slices."""
        return Job(self, owner, work, Lane.LONG)

    def free(self, owner: QObject, work: Callable[[Progress], T]) -> Job[T]:
        """Work that does not touch the open vault."""
        return Job(self, owner, work, Lane.FREE)

    def accept(self, job: Job[Any]) -> None:
        """Queue a job; after `close` nothing is taken any more."""
        if self._closed:
            return
        with self._lock:
            self._running[job] = self._pool(job.lane).submit(job.run)
        if job.lane is Lane.LONG:
            self.busy_changed.emit(True)  # noqa: FBT003 - a signal carries no names

    def _pool(self, lane: Lane) -> "ThreadPoolExecutor":
        """The threads of a lane, made with its first job: the first window needs none."""
        from concurrent.futures import ThreadPoolExecutor

        if lane not in self._pools:
            workers = 2 if lane is Lane.FREE else 1
            self._pools[lane] = ThreadPoolExecutor(max_workers=workers, thread_name_prefix=f"satchel-{lane}")
        return self._pools[lane]

    def deliver(self, answer: Callable[[], None]) -> None:
        """Bring an answer home from a worker thread."""
        if not self._closed:
            self._courier.emit(answer)

    def ended(self, job: Job[Any]) -> None:
        """Forget a job that has answered."""
        with self._lock:
            self._running.pop(job, None)
            long_left = any(other.lane is Lane.LONG for other in self._running)
        if job.lane is Lane.LONG and not long_left:
            self.busy_changed.emit(False)  # noqa: FBT003 - a signal carries no names

    @property
    def idle(self) -> bool:
        """Whether every job has answered."""
        with self._lock:
            return not self._running

    @property
    def long_running(self) -> bool:
        """Whether work of the long lane is under way."""
        with self._lock:
            return any(job.lane is Lane.LONG for job in self._running)

    def close(self) -> None:
        """Ask what runs to stop, drop what waits, join the threads. Answers no longer arrive."""
        self._closed = True
        with self._lock:
            jobs = list(self._running.items())
            self._running.clear()
        for job, future in jobs:
            job.stop()
            future.cancel()
        for pool in self._pools.values():
            pool.shutdown(wait=True, cancel_futures=True)

    @Slot(object)
    def _open(self, answer: Callable[[], None]) -> None:
        if not self._closed:
            answer()
