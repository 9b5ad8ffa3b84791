"""Rounds with a bad postman: what stands at every place is what ought to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.practice.oracle import Edit, Oracle
from app.practice.simulation import Result, Simulation, Wish, simulate
from app.security import kdf
from app.sync import cargo


@pytest.fixture(autouse=True)
def _cheap(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(kdf.TEST_VARIABLE, "1")
    return


def played(folder: Path, seed: int) -> Result:
    return simulate(Wish(folder, villages=3, laptops=3, days=4, seed=seed, edits=3))


@pytest.mark.parametrize("seed", [1, 7, 23])
def test_the_office_ends_with_everything_that_was_written(tmp_path: Path, seed: int) -> None:
    result = played(tmp_path, seed)
    assert result.differing == ()
    assert result.surprises == ()
    assert result.equal
    assert result.missing == 0
    assert result.places == 4
    happened = result.happened
    assert happened["laptops put back"] == happened["new writers"] == 1
    assert happened["lost"] + happened["doubled"] + happened["late"] > 3
    assert happened.get("forgeries", 0) == happened.get("forgeries refused", 0)


def test_a_road_that_loses_a_chain_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = cargo._lines

    def forgetful(*args: object) -> object:
        sources, count, fresh = real(*args)  # type: ignore[arg-type]
        villages = [s for s in sources if s.chain and s.chain[1].startswith("village")]
        return [s for s in sources if s not in villages[:1]], count, fresh

    monkeypatch.setattr(cargo, "_lines", forgetful)
    simulation = Simulation(Wish(tmp_path, days=2))
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
