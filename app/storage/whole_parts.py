"""Whether a part of an attachment is really here: a file of its name proves nothing after a power cut or a bad disk."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError, CancelledError
from app.jobs import Progress
from app.security import age

if TYPE_CHECKING:
    from app.storage.vault import Vault

NONCE = 16
LONGEST_HEADER = 4096  # of a file sealed to one recipient: about 170 bytes
_END = re.compile(rb"\n--- [A-Za-z0-9+/]{43}\n")


def has_size(vault: "Vault", sha256: str, size: int) -> bool:
    """Whether the file of a part is as long as sealing ``size`` bytes makes it. Reads one block of it."""
    return _plain_size(vault.blobs_folder.path(sha256)) == size


def opens(vault: "Vault", sha256: str, progress: Progress | None = None) -> bool:
    """Whether a part opens and has its digest. Reads all of it.

    Raises:
        CancelledError: the person asked to stop.
    """
    steps, done = progress or Progress(), 0
    try:
        for piece in vault.blobs_folder.pieces(sha256):
            done += len(piece)
            steps.step(done)
    except CancelledError:
        raise
    except (AppError, OSError):  # not here, damaged, or the disk does not give it
        return False
    return True


def _plain_size(path: Path) -> int:
    """How many bytes a sealed file holds; -1 when it is none, or has no length that sealing makes."""
    try:
        with path.open("rb") as file:
            found = _END.search(file.read(LONGEST_HEADER))
        sealed = path.stat().st_size - found.end() - NONCE if found else -1
    except OSError:
        return -1
    chunks = -(-sealed // (age.CHUNK + age.TAG)) if sealed > 0 else 0
    return sealed - chunks * age.TAG if chunks else -1
