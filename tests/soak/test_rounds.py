"""The size of the first round in the sources, with a bad postman, over many seeds. Only in ``make soak``."""

import os
import tempfile
import time
from pathlib import Path

import pytest

from app.practice.simulation import Wish, simulate
from app.security import kdf
from tests.soak import rounds

SEEDS = int(os.environ.get("SATCHEL_SEEDS", "50"))
SHM = Path("/dev/shm")  # noqa: S108 - only where it is there: what is simulated is no power cut
pytestmark = pytest.mark.skipif("SATCHEL_SOAK" not in os.environ, reason="takes half an hour: part of make soak")


@pytest.mark.parametrize("seed", range(1, SEEDS + 1))
def test_a_round_of_55_villages_40_days_and_11_laptops(monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """A seed that this very code has played before to a good end is not played again; see `tests.soak.rounds`."""
    if rounds.before(seed):
        return
    monkeypatch.setenv(kdf.TEST_VARIABLE, "1")
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="satchel-round-", dir=SHM if SHM.is_dir() else None) as room:
        result = simulate(Wish(Path(room), villages=55, laptops=11, days=40, seed=seed))
    rounds.keep(seed, result, time.monotonic() - begun)
    assert result.differing == ()
    assert result.surprises == ()
    assert result.missing == 0
    assert result.equal
