"""Attachments on disk: parts of at most 64 MiB, each an age file under a name that says nothing."""

import hashlib
import hmac
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from app.errors import AppError
from app.jobs import Progress
from app.security import durable, sealing
from app.security.keys import Identity
from app.storage import disk

PART = 64 * 1024 * 1024
CHUNK = 1024 * 1024


class MissingBlobError(AppError):
    """A part of an attachment is not in this vault. Data: ``sha256``."""


class DamagedBlobError(AppError):
    """A part of an attachment does not open or is not what its digest says. Data: ``sha256``."""


class Blobs:
    """The folder of parts. ``name_key`` hides digests; ``identity`` opens the parts."""

    def __init__(self, folder: Path, name_key: bytes, identity: Identity) -> None:
        self.folder = folder
        self._name_key = name_key
        self._identity = identity

    def path(self, sha256: str) -> Path:
        """Where a part lies."""
        name = hmac.new(self._name_key, bytes.fromhex(sha256), hashlib.sha256).hexdigest()
        return self.folder / name[:2] / name

    def put(self, reader: BinaryIO, progress: Progress, total: int = 0) -> list[tuple[str, int]]:
        """Keep a file as parts; returns (digest, size) of each, in order. Stopping leaves no part behind.

        Raises:
            DiskFullError, DiskReadOnlyError, DiskFailedError: this computer's disk did not take it.
        """
        made: list[tuple[str, int]] = []
        fresh: list[str] = []  # a part that was here before belongs to another attachment, too
        done = 0
        try:
            while True:
                meter = _Meter(reader, PART, lambda n: progress.step(n, max(total, n)), done)
                first = meter.read(CHUNK)
                if not first and made:
                    break
                sha256, size, new = self._put_part(_Joined(first, meter), meter)
                made.append((sha256, size))
                fresh += [sha256] * new
                done += meter.taken
                if meter.taken < PART:
                    break
        except BaseException:
            for sha256 in fresh:
                _drop(self.path(sha256))
            raise
        return made

    def _put_part(self, source: sealing.Reader, meter: "_Meter", promised: str = "") -> tuple[str, int, bool]:
        """Seal one part into its place; returns digest, size, and whether no such part was here before."""
        with disk.told(self.folder):
            _make(self.folder)
        unnamed = self.folder / f"{os.urandom(8).hex()}{durable.PART}"
        try:
            with disk.told(self.folder):
                file = unnamed.open("wb", buffering=0)
            with file:
                sealing.seal_stream(source, _Out(file, self.folder), [self._identity.recipient])
                with disk.told(self.folder):
                    durable.sync_file(cast("BinaryIO", file))
            sha256 = meter.digest.hexdigest()
            if promised and (sha256 != promised or meter.taken > PART):
                raise DamagedBlobError(sha256=promised)  # noqa: TRY301 - the unnamed file goes away below
            final = self.path(sha256)
            with disk.told(self.folder):
                _make(final.parent)
                new = not final.exists()
                durable.rename(unnamed, final)
        except BaseException:
            _drop(unnamed)
            raise
        return sha256, meter.taken, new

    def put_known(self, sha256: str, reader: BinaryIO) -> int:
        """Keep one received part whose digest was promised.

        Raises:
            DamagedBlobError: the bytes are not what the digest says; nothing is kept.
        """
        meter = _Meter(reader, PART + 1, lambda _: None, 0)
        return self._put_part(meter, meter, sha256)[1]

    @contextmanager
    def open(self, sha256: str) -> Iterator[BinaryIO]:
        """Give the plain bytes of a part from memory (at most 64 MiB), checked against its digest.

        Raises:
            MissingBlobError: not here.
            DamagedBlobError: does not open, or differs from its digest.
        """
        plain = io.BytesIO()
        for piece in self.pieces(sha256):
            plain.write(piece)
        plain.seek(0)
        yield plain

    def pieces(self, sha256: str) -> Iterator[bytes]:
        """Yield the plain bytes of a part; what was given counts only when it has come to its own end.

        Raises:
            MissingBlobError: not here.
            DamagedBlobError: does not open, or differs from its digest.
        """
        path = self.path(sha256)
        if not path.exists():
            raise MissingBlobError(sha256=sha256)
        digest = hashlib.sha256()
        try:
            with disk.told(path), path.open("rb") as file:
                for piece in sealing.opened(file, [self._identity])[1]:
                    digest.update(piece)
                    yield piece
        except disk.DiskFailedError:
            raise
        except AppError as error:
            raise DamagedBlobError(sha256=sha256) from error
        if digest.hexdigest() != sha256:
            raise DamagedBlobError(sha256=sha256)

    def remove(self, sha256: str) -> None:
        """Delete a part (redaction, abandoned import)."""
        self.path(sha256).unlink(missing_ok=True)

    def sweep(self, keep: set[str], *, whole: bool = True) -> int:
        """Delete half-written files and, with ``whole``, those no part in ``keep`` stands behind; returns how many."""
        names = {self.path(sha256).name for sha256 in keep}
        gone = 0
        for path in self.folder.rglob("*") if self.folder.exists() else ():
            left_over = path.suffix == durable.PART or (whole and path.name not in names)
            if path.is_file() and left_over:
                path.unlink()
                gone += 1
        return gone


def _make(folder: Path) -> None:
    """Make a folder whose own name is durable: a power cut would take it with all that was synced in it."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        durable.sync_folder(folder.parent)


def _drop(path: Path) -> None:
    """Remove what nobody counts on. A disk that refuses even that keeps it until the next unlocking."""
    with suppress(OSError):
        path.unlink(missing_ok=True)


class _Out:
    """Writes to a file of this vault; what the disk says is told apart from what the source of the bytes says."""

    def __init__(self, file: io.FileIO, folder: Path) -> None:
        self._file, self._folder = file, folder

    def write(self, data: bytes, /) -> int:
        """Write all of ``data``."""
        view = memoryview(data)
        with disk.told(self._folder):
            while view:
                view = view[self._file.write(view) or 0 :]
        return len(data)


class _Meter:
    """Reads at most ``limit`` bytes, hashing and counting them."""

    def __init__(self, reader: BinaryIO, limit: int, tell: Callable[[int], object], before: int) -> None:
        self._reader, self._left, self._tell, self._before = reader, limit, tell, before
        self.digest = hashlib.sha256()
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        """Read up to ``size`` bytes of this part."""
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._reader.read(wanted) if wanted else b""
        self._left -= len(data)
        self.taken += len(data)
        self.digest.update(data)
        self._tell(self._before + self.taken)
        return data


class _Joined:
    """A first piece already read, then the rest."""

    def __init__(self, first: bytes, rest: _Meter) -> None:
        self._first, self._rest = first, rest

    def read(self, size: int = -1) -> bytes:
        """Read the first piece, then from the rest."""
        if self._first:
            cut = len(self._first) if size < 0 else size
            piece, self._first = self._first[:cut], self._first[cut:]
            return piece
        return self._rest.read(size)
