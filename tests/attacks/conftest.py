"""A scene for every attack: real vaults, one stick."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks import forge
from tests.attacks.forge import Scene


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    found = forge.scene(tmp_path)
    yield found
    found.table.close()
