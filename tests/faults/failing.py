"""A disk that fails: the n-th thing done to it, or all from there on, as when it is full, broken or pulled out."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults import vfs
from tests.faults.medium import Medium
from tests.faults.power_cuts import Did

SQLITE = {
    "open": vfs.CANNOT_OPEN,
    "read": vfs.READ,
    "write": vfs.WRITE,
    "cut": vfs.SHORTEN,
    "sync": vfs.SYNC,
    "unlink": vfs.DELETE,
}

CHANGING = {"open", "write", "cut", "sync", "rename", "mkdir"}
TROUBLES = {
    # the system's number, what fails beside the n-th change itself, and whether that lasts
    "full": (errno.ENOSPC, {"open", "write", "mkdir"}, True),
    "broken once": (errno.EIO, CHANGING, False),
    "write-protected": (errno.EROFS, CHANGING | {"unlink"}, True),
    "pulled out": (errno.ENODEV, CHANGING | {"unlink", "read", "look"}, True),
}


@dataclass
class Failing(Medium):
    """A medium whose n-th change fails, counted from 1; 0 never. ``trouble`` is one of `TROUBLES`."""

    trouble: str = "full"
    at: int = 0
    done: int = 0
    failed: bool = False
    asleep: bool = True
    counted: set[str] = field(default_factory=lambda: set(CHANGING))

    @contextmanager
    def counting_reads(self) -> Iterator[None]:
        """Count looks and reads instead of changes."""
        self.counted = {"look", "read"}
        yield
        self.counted = set(CHANGING)

    def begin(self, at: int) -> None:
        """From here on things are counted; the one of that number fails."""
        self.at, self.done, self.failed, self.asleep = at, 0, False, False

    def end(self) -> None:
        """The disk is as it was."""
        self.asleep = True

    def before(self, verb: str, path: Path, *, database: bool = False) -> int:
        number, verbs, lasts = TROUBLES[self.trouble]
        with self.lock:
            if self.asleep:
                return 0
            if verb in self.counted:
                self.done += 1
            now = verb in self.counted and self.done == self.at
            if not now and not (self.failed and lasts and verb in verbs):
                return 0
            self.failed = True
        if database:
            return vfs.FULL if number == errno.ENOSPC and verb == "write" else SQLITE.get(verb, vfs.CANNOT_OPEN)
        raise OSError(number, os.strerror(number), str(path))

    def __post_init__(self) -> None:
        """What stands there already needs no note."""
        self.names = {self.name_of(path): 0 for path in self.folder.rglob("*")}

    def note(self, did: Did) -> None:
        """Nothing is kept: the same work is done again and again."""
