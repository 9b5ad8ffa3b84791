"""Ciphertext on its way in: read from the stick, hashed, copied beside the vault, counted."""

import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.storage import disk
from app.sync import stick
from app.sync.streams import PullReader
from app.sync.ustar import PIECE

AGE = b"age-encryption.org/v1\n"


@contextmanager
def copying(path: Path) -> Iterator[io.FileIO]:
    """Open the copy of a package that is on its way in; nothing of it is held back in memory.

    Raises:
        DiskFullError, DiskReadOnlyError, DiskFailedError: this computer's disk did not take it.
    """
    with disk.told(path.parent):
        file = path.open("xb", buffering=0)
    with file:
        yield file


class Spring:
    """Reads ``source`` to its end, once; ``digest`` and ``size`` are of everything read, ``total`` what is to come."""

    def __init__(self, source: BinaryIO, target: io.FileIO | None, path: Path) -> None:
        self._source, self._target, self._path = source, target, path
        self._room = Path(str(target.name)).parent if target else Path()
        self.digest, self.size, self.total = hashlib.sha256(), 0, path.stat().st_size
        self._pieces = PullReader(self._all())

    def is_sealed(self) -> bool:
        """Whether the file begins as an age file does. To be asked before anything is read."""
        with stick.told(self._path.parent):
            start = self._source.read(len(AGE))
            self._source.seek(0)
        return start == AGE

    def read(self, size: int = -1, /) -> bytes:
        """Return up to ``size`` bytes.

        Raises:
            StickGoneError: the stick stopped answering.
            DiskFullError, DiskReadOnlyError, DiskFailedError: this computer's disk did not take the copy.
        """
        return self._pieces.read(size)

    def stop_copying(self) -> None:
        """What comes from here on is kept elsewhere: the copy may end."""
        self._target = None

    def _all(self) -> Iterator[bytes]:
        while True:
            with stick.told(self._path.parent):
                data = self._source.read(PIECE)
            if not data:
                return
            self.digest.update(data)
            self.size += len(data)
            if (target := self._target) is not None:
                view = memoryview(data)
                with disk.told(self._room):
                    while view:
                        view = view[target.write(view) or 0 :]
            yield data
