"""What the tests of this room share: cheap costs, made-up people, where the public vectors lie."""

from collections.abc import Callable
from pathlib import Path

import pytest

from app.security import header, kdf

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def _cheap_costs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kdf.TEST_VARIABLE, "1")


@pytest.fixture
def vectors() -> Path:
    """The folder of public test vectors beside the project; they are never part of it."""
    folder = ROOT.parent / "shared" / "conformance" / "vectors"
    if not folder.is_dir():
        pytest.skip(f"public vectors are not at {folder}")
    return folder


Admit = Callable[..., header.Admission]


@pytest.fixture
def admit() -> Admit:
    """Make a person who is about to get a slot."""

    def make(person: str = "ab" * 16, passphrase: str = "青山绿水红瓦白墙", staff: str = "X0103") -> header.Admission:
        return header.Admission(header.PersonKeys.generate(person), passphrase, staff)

    return make


@pytest.fixture
def cost() -> kdf.KdfCost:
    return kdf.testing_cost()
