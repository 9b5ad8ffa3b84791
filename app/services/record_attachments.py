"""Files kept with a record. Their bytes are encrypted as they come; the program never opens or shows them."""

import datetime as dt
import hashlib
import mimetypes
import os
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, BinaryIO, cast

from app.jobs import Progress
from app.records.change import new_record_id
from app.storage.types import NewChange, Record

if TYPE_CHECKING:
    from app.storage.vault import Vault

BLOCK = 1 << 20


class _Hashing:
    """A reader that hashes what passes through it."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner, self.digest, self.size = inner, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        """Read on, and remember the digest and the number of bytes."""
        data = self._inner.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data


def attach(vault: "Vault", record: Record, path: Path, progress: Progress, now: dt.datetime) -> str:
    """Keep a file with ``record``; returns the id of the attachment's own record."""
    fields, rec = keep(vault, path, progress, now), new_record_id()
    vault.write([NewChange("attachment", rec, record.scope, fields, parent=record.rec)])
    return rec


def keep(vault: "Vault", path: Path, progress: Progress, now: dt.datetime) -> dict[str, Any]:
    """Encrypt a file's bytes into the vault; returns the fields of an attachment that is still to be written."""
    with path.open("rb") as inner:
        reader = _Hashing(inner)
        parts = vault.put_blob(cast("BinaryIO", reader), progress)
    return {
        "name": path.name,
        "media_type": mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        "size": reader.size,
        "sha256": reader.digest.hexdigest(),
        "parts": [[digest, size] for digest, size in parts],
        "taken_at": now.strftime("%Y-%m-%dT%H:%M"),
    }


def save(vault: "Vault", attachment: Record, path: Path, progress: Progress) -> None:
    """Write a copy to ``path``, whole or not at all."""
    part = path.with_name(path.name + ".part")
    done, total = 0, int(attachment.values.get("size") or 0)
    try:
        with part.open("wb") as out:
            for digest, _ in attachment.values["parts"]:
                with vault.open_blob(digest) as reader:
                    while data := reader.read(BLOCK):
                        out.write(data)
                        done += len(data)
                        progress.step(done, total)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
