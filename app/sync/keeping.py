"""Parts of attachments on their way in: sealed into the vault while their package is still being checked."""

import contextlib
import threading
from collections import Counter
from pathlib import Path
from typing import BinaryIO, cast

from app.errors import AppError
from app.storage import disk, receiving
from app.storage.blobs import Blobs, DamagedBlobError
from app.storage.database import Database
from app.sync.streams import Behind
from app.sync.ustar import BrokenArchiveError

_claims: Counter[tuple[Path, str]] = Counter()  # parts that packages being checked count on, by folder
_lock = threading.Lock()


class Keeping:
    """Puts parts in place one after another; ``undo`` takes back those of a package that was refused after all.

    A part stands in place only when its digest is the one the signed manifest promised. No record of it exists before
    the package has been taken in. What another package counts on by then, or somebody attached, is not taken back.
    """

    def __init__(self, blobs: Blobs, database: Database) -> None:
        self._blobs, self._database = blobs, database
        self._new: list[str] = []
        self._placed: dict[str, tuple[int, int]] = {}  # digest → which file is the one put here
        self._claimed: set[str] = set()
        self._recorded: set[str] = set()
        self._now: Behind | None = None
        self._before: Behind | None = None  # has all its bytes, and waits for the disk

    def has(self, sha256: str) -> bool:
        """Whether a part is in place already, and whole; one that is cut or damaged is kept anew."""
        if not self._blobs.path(sha256).exists():
            return False
        try:
            for _ in self._blobs.pieces(sha256):
                pass
        except (AppError, OSError):  # damaged, or the disk does not give it
            return False
        self._claim(sha256)
        # taken back by another package just now? Then it comes anew; from here on nobody takes it back.
        return self._blobs.path(sha256).exists()

    def begin(self, sha256: str) -> Behind:
        """Begin with a part whose bytes are about to come."""
        self._claim(sha256)
        self._new.append(sha256)
        if receiving.is_recorded(self._database, sha256):
            self._recorded.add(sha256)  # its file was taken out since: the record says nothing for this one
        self._now = Behind(lambda reader: self._put(sha256, cast("BinaryIO", reader)))
        return self._now

    def _put(self, sha256: str, reader: BinaryIO) -> None:
        self._blobs.put_known(sha256, reader)
        self._placed[sha256] = _which(self._blobs, sha256)

    def end(self) -> None:
        """The part has come. It gets onto the disk while the next one comes; this waits for the one before.

        Raises:
            BrokenArchiveError: that one is not what its digest says.
            DiskFullError, DiskReadOnlyError, DiskFailedError: this computer's disk did not take it.
        """
        if self._now is None:
            return
        self._now.close()
        before, self._before, self._now = self._before, self._now, None
        _wait(before)

    def settle(self) -> None:
        """Wait until every part that has come is in place.

        Raises:
            BrokenArchiveError, DiskFullError, DiskReadOnlyError, DiskFailedError: as `end`.
        """
        before, self._before = self._before, None
        _wait(before)

    def keep(self) -> None:
        """The package has appeared: its parts stay, whatever happens now."""
        self._new.clear()
        self._release()

    def undo(self) -> None:
        """Take back what this package brought, but for what counts for somebody else by now."""
        for behind in (self._now, self._before):
            if behind is not None:
                behind.stop()
        self._now = self._before = None
        self._release()
        if self._new:
            # a disk that refuses leaves them to the next unlocking, which sweeps what nothing stands behind
            with contextlib.suppress(*disk.TROUBLES, OSError):
                mine = [sha256 for sha256 in self._new if self._is_mine(sha256)]
                receiving.drop_parts(self._database, self._blobs, mine, self._recorded)
        self._new.clear()

    def _is_mine(self, sha256: str) -> bool:
        with _lock:
            if _claims[self._blobs.folder, sha256]:
                return False
        with contextlib.suppress(OSError):
            return self._placed.get(sha256) == _which(self._blobs, sha256)
        return False

    def _claim(self, sha256: str) -> None:
        with _lock:
            if sha256 not in self._claimed:
                self._claimed.add(sha256)
                _claims[self._blobs.folder, sha256] += 1

    def _release(self) -> None:
        with _lock:
            for sha256 in self._claimed:
                _claims[self._blobs.folder, sha256] -= 1
                if not _claims[self._blobs.folder, sha256]:
                    del _claims[self._blobs.folder, sha256]
            self._claimed.clear()


def _which(blobs: Blobs, sha256: str) -> tuple[int, int]:
    """Tell a file from another that was put in its place: every part is written anew and renamed."""
    at = blobs.path(sha256).stat()
    return at.st_ino, at.st_mtime_ns


def _wait(behind: Behind | None) -> None:
    try:
        if behind is not None:
            behind.finish()
    except DamagedBlobError as error:
        raise BrokenArchiveError("digest") from error
