"""Parts of attachments on disk."""

import io
import os

import pytest

from app.errors import CancelledError
from app.jobs import Progress
from app.security.keys import Identity
from app.storage import blobs as parts
from app.storage.blobs import Blobs


@pytest.fixture
def blobs(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "PART", 1 << 20)
    return Blobs(tmp_path / "blobs", os.urandom(32), Identity.generate())


class StopAfter(Progress):
    """Asks to stop once so many bytes have gone by."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self._limit = limit

    def step(self, done: int, total: int = 0) -> None:
        if done > self._limit:
            self.stop()
        super().step(done, total)


def test_stopping_takes_back_only_what_was_not_there_before(blobs):
    whole = os.urandom((2 << 20) + 5)
    made = blobs.put(io.BytesIO(whole), Progress())
    other = whole[: 1 << 20] + os.urandom(2 << 20)
    with pytest.raises(CancelledError):
        blobs.put(io.BytesIO(other), StopAfter((2 << 20) + 10))
    read = b"".join(piece for sha256, _ in made for piece in blobs.pieces(sha256))
    assert read == whole
    assert sum(path.is_file() for path in blobs.folder.rglob("*")) == len(made)
