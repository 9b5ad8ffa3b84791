"""Saving without a button: what is typed is durable within two seconds, a change when the record is left."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import NotAllowedError, NotFoundError
from app.services.records import RecordService
from ui.jobs import JobRunner

DRAFT_AFTER = 1200  # milliseconds after the first key: with the write itself, well within two seconds
COMMIT_AFTER = 5 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Typed:
    """What is to be kept of one record."""

    rec: str
    kind: str
    fields: Mapping[str, Any]
    cursor: Mapping[str, Any] = field(default_factory=dict)
    parent: str = ""
    order: str = ""
    gone: bool = False  # the person took it out


class Saving(QObject):
    """Collects what was typed, keeps it as drafts in the background, commits it now and then.

    Signals:
        saved: milliseconds of the moment the newest text became durable.
        committed: record kinds touched, after drafts became changes.
        failed: what went wrong; the text waits here and is tried again with the next key.
    """

    saved = Signal(object)
    committed = Signal(object)
    failed = Signal(object)

    def __init__(
        self, service: RecordService, jobs: JobRunner, collect: Callable[[], Sequence[Typed]], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._service, self._jobs, self._collect = service, jobs, collect
        self._rec = ""
        self._asked = 0
        self._waiting: dict[int, list[Typed]] = {}  # collected, and not written yet
        self._lock, self._writing = threading.Lock(), threading.Lock()  # the first is never held while one writes
        self._soon = _timer(self, DRAFT_AFTER, self.save)
        self._later = _timer(self, COMMIT_AFTER, self.commit)

    @property
    def dirty(self) -> bool:
        """Whether something typed is not on the disk yet."""
        with self._lock:
            return self._soon.isActive() or any(self._waiting.values())

    @property
    def collected(self) -> int:
        """How often it was collected; what was read when the number was another does not hold all that was typed."""
        return self._asked

    def open(self, rec: str) -> None:
        """Begin with a record."""
        self._rec = rec
        self._soon.stop()
        self._later.stop()

    def touch(self) -> None:
        """Something was typed."""
        if self._rec and not self._soon.isActive():
            self._soon.start()
        if self._rec and not self._later.isActive():
            self._later.start()

    def save(self) -> None:
        """Keep what was typed, in the background."""
        self._soon.stop()
        if not self._rec:
            return
        number = self._take()
        job = self._jobs.job(self, lambda _: self._write(number))
        job.then(self._on_saved).otherwise(self.failed.emit).start()

    def commit(self, then: Callable[[], None] | None = None) -> None:
        """Make changes of the drafts of this record, in the background."""
        self._soon.stop()
        self._later.stop()
        rec = self._rec
        if not rec:
            return
        number = self._take()

        def work(_: object) -> frozenset[str]:
            self._write(number)
            return self._service.commit(rec)

        def told(touched: frozenset[str]) -> None:
            if touched:
                self.committed.emit(touched)
            if then is not None:
                then()

        self._jobs.job(self, work).then(told).otherwise(self.failed.emit).start()

    def flush(self, *, commit: bool = True) -> None:
        """Keep it now, on this thread, with what still waits in the background: the vault is about to be closed."""
        self._soon.stop()
        self._later.stop()
        self._write(self._take() if self._rec else self._asked)
        if commit and self._rec:
            with suppress(NotAllowedError):  # what a rule refuses stays a draft
                self._service.commit(self._rec)

    def close(self) -> None:
        """Stop; nothing is written any more for this record."""
        self._soon.stop()
        self._later.stop()
        self._rec = ""

    def take(self) -> Callable[[], int]:
        """Collect what was typed now; return what writes it on any thread, in its turn after what still waits."""
        number = self._take()
        return lambda: self._write(number)

    def _take(self) -> int:
        """Collect what was typed and return the number it waits under."""
        items = list(self._collect())
        with self._lock:
            self._asked += 1
            self._waiting[self._asked] = items
            return self._asked

    def _write(self, number: int) -> int:
        """Write what was collected up to a number, oldest first; what `flush` has written is here no more.

        What cannot be written for now goes on waiting: nobody will collect it again. What a rule refuses is let go.
        """
        at = 0
        with self._writing:
            with self._lock:
                due = [place for place in sorted(self._waiting) if place <= number]
            for place in due:
                items = self._waiting[place]
                while items:
                    with _let_go(items):
                        at = max(at, keep(self._service, items[0]))
                with self._lock:
                    del self._waiting[place]
        return at

    def _on_saved(self, at: int) -> None:
        if at:
            self.saved.emit(at)


@contextmanager
def _let_go(items: list[Typed]) -> Iterator[None]:
    """Take the first one off the list when it was written or refused; after any other trouble it stays."""
    try:
        yield
    except (NotAllowedError, NotFoundError):
        items.pop(0)
        raise
    items.pop(0)


def keep(service: RecordService, item: Typed) -> int:
    """Keep one record's text as a draft, or take the record out; returns when, in milliseconds."""
    if item.gone:
        service.delete(item.rec)
        return 0
    where = {"parent": item.parent, "order": item.order}
    return service.save_draft(item.rec, item.kind, item.fields, item.cursor, **where)


def _timer(parent: QObject, milliseconds: int, action: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(milliseconds)
    timer.timeout.connect(action)
    return timer
