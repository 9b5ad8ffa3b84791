"""One file a stick cannot read, told apart from a stick that is gone: the rest of it can still be read."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from app.sync.refusals import PackageRefusedError, StickGoneError


class FileUnreadableError(PackageRefusedError):
    """The stick is there and lists the file, but cannot read it (a bad sector). Data: ``file``."""


@contextlib.contextmanager
def told_apart(path: Path) -> Iterator[None]:
    """Say of a reading that failed whether it was this one file.

    Raises:
        FileUnreadableError: the folder still answers and lists the file.
        StickGoneError: it does not.
    """
    try:
        yield
    except StickGoneError as error:
        if not is_listed(path):
            raise
        raise FileUnreadableError(file=path.name) from error


def is_listed(path: Path) -> bool:
    """Whether the folder answers and the file is in it. A stick that was pulled out lists nothing."""
    try:
        with os.scandir(path.parent) as entries:
            return any(entry.name == path.name for entry in entries)
    except OSError:
        return False
