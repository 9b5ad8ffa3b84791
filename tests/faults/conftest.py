"""Where faults are made: in memory, where there is such a place. What is killed and cut here is no real disk."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

SHM = Path("/dev/shm")  # noqa: S108 - only where it is there


@pytest.fixture
def room() -> Iterator[Path]:
    """A folder of this test alone whose syncs cost nothing."""
    with tempfile.TemporaryDirectory(prefix="satchel-faults-", dir=SHM if SHM.is_dir() else None) as folder:
        yield Path(folder).resolve()
