"""Desks over vaults that are already open, several in one test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from app.services.session import Session
from app.storage.vault import Vault
from tests.ui.pages.records.bench import Bench


class World:
    """What a bench needs of a vault that somebody else closes."""

    def __init__(self, vault: Vault) -> None:
        self.vault, self.session = vault, Session(vault)


@contextmanager
def benches(qtbot: Any) -> Iterator[Callable[[Vault], Bench]]:
    """Give a maker of benches; nothing may have gone wrong on any of them."""
    made: list[Bench] = []

    def make(vault: Vault) -> Bench:
        made.append(Bench(qtbot, World(vault)))
        return made[-1]

    yield make
    for bench in made:
        bench.jobs.close()
        assert bench.troubles == []
