"""Parts of attachments on their way in: sealed into the vault while their package is still being checked."""

import contextlib
from typing import BinaryIO, cast

from app.errors import AppError
from app.storage.blobs import Blobs, DamagedBlobError
from app.sync.streams import Behind
from app.sync.ustar import BrokenArchiveError


class Keeping:
    """Puts parts in place one after another; ``undo`` takes back those of a package that was refused after all.

    A part stands in place only when its digest is the one the signed manifest promised. No record of it exists before
    the package has been taken in.
    """

    def __init__(self, blobs: Blobs) -> None:
        self._blobs = blobs
        self._new: list[str] = []
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
        return True

    def begin(self, sha256: str) -> Behind:
        """Begin with a part whose bytes are about to come."""
        self._new.append(sha256)
        self._now = Behind(lambda reader: self._blobs.put_known(sha256, cast("BinaryIO", reader)))
        return self._now

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

    def undo(self) -> None:
        """Take back what this package brought."""
        for behind in (self._now, self._before):
            if behind is not None:
                behind.stop()
        self._now = self._before = None
        for sha256 in self._new:
            with contextlib.suppress(OSError):
                self._blobs.remove(sha256)
        self._new.clear()


def _wait(behind: Behind | None) -> None:
    try:
        if behind is not None:
            behind.finish()
    except DamagedBlobError as error:
        raise BrokenArchiveError("digest") from error
