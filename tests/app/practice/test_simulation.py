"""Rounds with a bad postman: what stands at every place is what ought to."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.practice.oracle import ERASED, Edit, Oracle
from app.practice.simulation import Result, Simulation, Wish, simulate
from app.records import apart, heads
from app.security import kdf
from app.storage.fold import Fold
from app.sync import cargo


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(kdf.TEST_VARIABLE, "1")
    return


SHM = Path("/dev/shm")  # noqa: S108 - only where it is there: what is simulated is no power cut


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    """A folder whose syncs cost nothing."""
    if not SHM.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(prefix="satchel-round-", dir=SHM) as folder:
        yield Path(folder)


def played(folder: Path, seed: int) -> Result:
    return simulate(Wish(folder, villages=3, laptops=3, days=4, seed=seed, edits=5))


@pytest.mark.parametrize("seed", [1, 7, 23])
def test_the_office_ends_with_everything_that_was_written(room: Path, seed: int) -> None:
    result = played(room, seed)
    assert result.differing == ()
    assert result.surprises == ()
    assert result.equal
    assert result.missing == 0
    assert result.places == 4
    happened = result.happened
    assert happened["laptops put back"] == happened["new writers"] == 1
    assert happened["lost"] + happened["doubled"] + happened["late"] > 3
    assert happened.get("forgeries", 0) == happened.get("forgeries refused", 0)
    assert {"edits", "deletions", "steps", "redactions"} <= set(happened)


def test_a_redaction_that_is_not_carried_out_is_noticed(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (heads, apart):
        monkeypatch.setattr(module, "redactions", lambda _changes: set())
    monkeypatch.setattr(Fold, "_redact", lambda _self, _change: None)
    assert not played(room, 7).equal


def test_a_road_that_loses_a_chain_is_noticed(room: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = cargo._lines

    def forgetful(*args: object) -> object:
        sources, count, fresh = real(*args)  # type: ignore[arg-type]
        villages = [s for s in sources if s.chain and s.chain[1].startswith("village")]
        return [s for s in sources if s not in villages[:1]], count, fresh

    monkeypatch.setattr(cargo, "_lines", forgetful)
    simulation = Simulation(Wish(room, days=2))
    result = simulation.play()
    assert not result.equal


def edit(number: int, value: str, *replaces: str, area: str = "a") -> Edit:
    return Edit(f"e{number}", area, "r", {"f": value}, {"f": frozenset(replaces)})


def test_the_oracle_by_hand() -> None:
    oracle = Oracle({"o": None, "1": frozenset({"a"}), "2": frozenset({"a", "b"})})
    oracle.wrote("1", edit(1, "x"))
    oracle.packed("l1", "1")
    oracle.copied("1")
    oracle.delivered("l1", "2")
    oracle.wrote("1", edit(2, "y", "e1"))
    oracle.wrote("2", edit(3, "z", "e1"))
    oracle.wrote("2", edit(4, "w", area="b"), sure=False)
    oracle.packed("l2", "1")
    oracle.packed("l3", "2")
    oracle.delivered("l3", "1")
    assert oracle.view("1") == {("r", "f"): frozenset({"y", "z"})}
    oracle.delivered("l2", "o")
    oracle.delivered("l3", "o")
    oracle.delivered("l3", "o")
    assert oracle.view("o") == {("r", "f"): frozenset({"y", "z", "w"})}
    oracle.restored("1")
    assert oracle.view("1") == {("r", "f"): frozenset({"x"})}
    assert oracle.surprises == []
    oracle.wrote("1", edit(5, "v", "e3"))
    assert len(oracle.surprises) == 1


def test_the_oracle_forgets_what_was_erased_wherever_the_erasing_has_come() -> None:
    oracle = Oracle({"o": None, "1": frozenset({"a"})})
    oracle.wrote("1", edit(1, "x"))
    oracle.packed("l1", "1")
    oracle.delivered("l1", "o")
    oracle.wrote("o", Edit("e2", "a", "r", {}, {}, frozenset({("e1", "f")})))
    assert oracle.view("o") == {("r", "f"): frozenset({ERASED})}
    assert oracle.view("1") == {("r", "f"): frozenset({"x"})}
    oracle.packed("l2", "o")
    oracle.delivered("l2", "1")
    assert oracle.view("1") == {("r", "f"): frozenset({ERASED})}
