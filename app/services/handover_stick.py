"""Looking at the packages of a stick without taking any in."""

from pathlib import Path

from app.sync import package, stick, unreadable
from app.sync.desk import Desk
from app.sync.manifest import Manifest
from app.sync.package import SUFFIX


def packages(folder: Path) -> list[Path]:
    """Packages of a stick by name.

    Raises:
        StickGoneError: the folder does not answer.
    """
    with stick.told(folder):
        return sorted(p for p in folder.iterdir() if p.name.endswith(SUFFIX) and p.is_file())


def peeked(path: Path, desk: Desk) -> Manifest:
    """Read the manifest of a package.

    Raises:
        PackageRefusedError: for what can be seen so far, also when the stick cannot read this one file.
        StickGoneError: the stick stopped answering.
    """
    with unreadable.told_apart(path), stick.told(path.parent):
        return package.peek(path, desk)


def size(path: Path) -> int:
    """Size of a file in bytes; 0 when the stick cannot say."""
    try:
        return path.stat().st_size
    except OSError:
        return 0
