"""Whose turn it is to write, and for how long."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

SLICE = 0.08  # seconds one background slice may hold the writing turn while nobody writes
SHORT_SLICE = 0.002  # while somebody does: writing out what was done takes about as long again
TYPING = 10.0  # seconds after which a person who wrote nothing is taken to be away


class Turn:
    """Whose turn it is to write: a person's save goes before a slice of background work."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._owner: int | None = None
        self._depth = 0
        self._people = 0  # that hold the turn or wait for it
        self._waiting = 0  # of them
        self._wrote: dict[int, float] = {}  # when, by thread; those of late

    @property
    def typing(self) -> bool:
        """Whether a person wrote a short while ago; background work then makes small steps.

        What the thread that asks has written itself, a key it learned or a line of the log, was no person's.
        """
        mine, late = threading.get_ident(), time.monotonic() - TYPING
        return any(at > late for thread, at in self._wrote.copy().items() if thread != mine)

    def forget(self) -> None:
        """Take it that everybody has been away for a while."""
        self._wrote = {}

    def slice(self) -> Callable[[], bool]:
        """Begin a background slice; what is returned tells when it is over: at its time, or when a person waits."""
        until = time.monotonic() + (SHORT_SLICE if self.typing else SLICE)
        return lambda: time.monotonic() >= until or self._waiting > 0

    def give_way(self) -> None:
        """Let background work stand still while a person writes.

        Threads that need nothing of one another still share one interpreter: a save would wait at each statement.
        """
        if self._people:
            with self._condition:
                while self._people and self._owner != threading.get_ident():
                    self._condition.wait()

    @property
    def mine(self) -> bool:
        """Whether this thread holds the turn."""
        return self._owner == threading.get_ident()

    @contextmanager
    def take(self, *, background: bool = False) -> Iterator[None]:
        """Hold the turn; background work waits while any person does."""
        mine = threading.get_ident()
        nested = self._owner == mine
        person = not background and not nested
        with self._condition:
            if person:
                self._people += 1
            if not nested:
                self._wait(background=background)
                self._owner = mine
            self._depth += 1
        try:
            yield
        finally:
            with self._condition:
                self._depth -= 1
                if person:
                    self._people -= 1
                    self._note(mine)
                if not self._depth:
                    self._owner = None
                    self._condition.notify_all()

    def _note(self, thread: int) -> None:
        at = time.monotonic()
        self._wrote = {other: then for other, then in self._wrote.items() if then > at - TYPING} | {thread: at}

    def _wait(self, *, background: bool) -> None:
        """Wait until nobody holds the turn, and for background work until no person is there either."""
        self._waiting += not background
        try:
            while self._owner is not None or (background and self._people):
                self._condition.wait()
        finally:
            self._waiting -= not background
