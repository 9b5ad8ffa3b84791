"""Ciphertext on its way in: read from the stick, hashed, copied beside the vault, counted."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from app.sync import stick
from app.sync.streams import PullReader
from app.sync.ustar import PIECE

AGE = b"age-encryption.org/v1\n"


class Spring:
    """Reads ``source`` to its end, once; ``digest`` and ``size`` are of everything read, ``total`` what is to come."""

    def __init__(self, source: BinaryIO, target: BinaryIO | None, path: Path) -> None:
        self._source, self._target, self._path = source, target, path
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
            StickFullError: no room for the copy.
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
                with stick.told(Path("incoming"), self.total):
                    target.write(data)
            yield data
