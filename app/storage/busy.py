"""Whether anybody brings something into a vault just now: this program, or another one that has the vault open too.

The system keeps the lock and lets go of it when a program ends, however it ends; the file itself says nothing.
"""

import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from app.storage import disk

NAME = "vault.lock"
PLACES = 1 << 20  # Windows locks bytes: whoever brings something one of these, whoever must be alone all of them


@contextmanager
def bringing(folder: Path) -> Iterator[None]:
    """Say that parts or a package come into the vault in ``folder``; several may at a time.

    Raises:
        DiskFullError, DiskReadOnlyError, DiskFailedError: the file that says so cannot be made.
    """
    with disk.told(folder):
        descriptor = os.open(folder / NAME, os.O_RDONLY | os.O_CREAT, 0o600)
    try:
        _lock(descriptor, alone=False)
        yield
    finally:
        os.close(descriptor)


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Give whether nobody brings anything; nobody begins to until the block ends."""
    try:
        descriptor = os.open(folder / NAME, os.O_RDONLY | os.O_CREAT, 0o600)
    except OSError:
        yield False
        return
    try:
        yield _lock(descriptor, alone=True)
    finally:
        os.close(descriptor)


def _lock(descriptor: int, *, alone: bool) -> bool:
    if sys.platform == "win32":
        import msvcrt

        os.lseek(descriptor, 0 if alone else secrets.randbelow(PLACES), os.SEEK_SET)
        with suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK if alone else msvcrt.LK_LOCK, PLACES if alone else 1)
            return True
        return False
    import fcntl

    with suppress(OSError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB if alone else fcntl.LOCK_SH)
        return True
    return False
