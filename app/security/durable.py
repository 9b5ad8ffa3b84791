"""Writing a file so that a power cut leaves the old one or the new one, never a part of either."""

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

PART = ".part"  # a file under this ending is unfinished and may be removed by whoever finds it
WINDOWS = os.name == "nt"
_BLOCK = 1 << 20
_TRIES, _PAUSE = 20, 0.05  # a virus scanner holds a fresh file for a moment


def write_bytes(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path``, durably: temporary file, fsync, rename, fsync of the folder."""
    with writing(path) as file:
        file.write(data)


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """Open a neighbour of ``path`` for writing; it takes the final name only when the block ends well.

    An exception in the block removes the unfinished neighbour and leaves whatever stood at ``path``.
    """
    part = part_of(path)
    try:
        with part.open("w+b") as file:
            yield file
            file.flush()
            sync_file(file)
        rename(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def part_of(path: Path) -> Path:
    """Return the unfinished neighbour that `writing` uses for ``path``."""
    return path.with_name(path.name + PART)


def append(path: Path, data: bytes) -> None:
    """Add ``data`` to the end of ``path`` (made when missing), and return when it is on the medium."""
    new = not path.exists()
    with path.open("ab") as file:
        file.write(data)
        file.flush()
        sync_file(file)
    if new:
        sync_folder(path.parent)


def remove(path: Path) -> None:
    """Take ``path`` away, durably. A missing file is no trouble."""
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def rename(source: Path, target: Path) -> None:
    """Give a finished file its final name, replacing what stood there, and make the name durable."""
    left = _TRIES if WINDOWS else 1
    while left:
        left -= 1
        try:
            source.replace(target)
            left = 0
        except PermissionError:
            if not left:
                raise
            time.sleep(_PAUSE)
    sync_folder(target.parent)


def sync_file(file: BinaryIO) -> None:
    """Push a file's bytes to the medium; on macOS past the drive's own cache too."""
    if sys.platform == "darwin":  # pragma: no cover - fsync there stops at the drive's cache
        import fcntl

        fcntl.fcntl(file.fileno(), fcntl.F_FULLFSYNC)
        return
    os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Push a folder's names to the medium.

    Windows opens no folder for this; NTFS journals its names, and a FAT stick has only the read-back after pulling.
    """
    if WINDOWS:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_from_medium(path: Path) -> str:
    """Hex SHA-256 of a file as the medium gives it back, not as the page cache remembers it.

    Where the system offers no way to drop the cache (Windows), the answer may come from memory:
    only pulling the stick and reading it again proves more.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            os.fsync(file.fileno())  # dirty pages are not dropped
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
