"""The end of a vault on this computer: its keys first, then every file of it."""

import os
from contextlib import suppress
from pathlib import Path

from app.security import header as headers
from app.storage import disk

PIECE = 1 << 20


def destroy(folder: Path) -> tuple[Path, ...]:
    """Destroy the keys of the vault in ``folder``, which nobody has open, and delete its files; returns what stayed.

    Every header is overwritten before the first other file goes, the vault's own last: without one nobody can read
    the rest, whatever a flash disk keeps of it. Files that stay after that are noise.

    Raises:
        DiskFullError, DiskReadOnlyError, DiskFailedError: a header could not be destroyed; the vault still opens.
    """
    with disk.told(folder):
        found = sorted(p for p in folder.rglob(f"{headers.NAME}*") if p.is_file())
        for path in sorted(found, key=lambda p: (p.parent == folder, p.name == headers.NAME)):
            _overwrite(path)
            path.unlink()
    for path in sorted(folder.rglob("*"), reverse=True):
        with suppress(OSError):
            if path.is_dir():
                path.rmdir()
            else:
                if path.parent == folder:  # database and logs; parts of attachments are sealed to a key that is in it
                    _overwrite(path)
                path.unlink()
    with suppress(OSError):
        folder.rmdir()
    return tuple(sorted(p for p in folder.rglob("*") if p.is_file())) if folder.exists() else ()


def _overwrite(path: Path) -> None:
    left = path.stat().st_size
    with path.open("r+b", buffering=0) as file:
        while left > 0:
            left -= file.write(os.urandom(min(left, PIECE))) or 0
        os.fsync(file.fileno())
