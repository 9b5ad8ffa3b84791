"""What has not come: packages by counter, changes and parts by what a sender said it holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.storage.vault import Vault
from app.sync import cargo, places
from app.sync.manifest import Kind, Manifest

if TYPE_CHECKING:
    from app.storage.types import PackageRecord


@dataclass(frozen=True, slots=True)
class Gap:
    """What is missing from one sender.

    ``counters`` are packages that never came; ``changes`` and ``blobs`` what the sender said it holds and this place
    does not: when both are 0, later packages made up for it.
    """

    place: str
    sender: str
    counters: tuple[int, ...]
    changes: int
    blobs: int

    @property
    def made_up_for(self) -> bool:
        """Whether nothing is lost although a package is."""
        return not (self.changes or self.blobs)


def gaps(vault: Vault) -> list[Gap]:
    """Return every sender of which something is missing here, by place."""
    me, found = places.mine(vault), []
    senders: dict[str, list[PackageRecord]] = {}
    for package in cargo.arrived(vault):
        if package.recipient == me and package.kind != Kind.ENROLMENT:
            senders.setdefault(package.sender, []).append(package)
    for sender, packages in senders.items():
        told = [cargo.manifest_of(p.manifest) for p in packages]
        last = max(told, key=lambda m: m.counter)
        place = places.place_of(vault, last.writer)
        one = Gap(place, sender, _missing(vault, sender, told), _changes(vault, last), _blobs(vault, told))
        if one.counters or not one.made_up_for:
            found.append(one)
    return sorted(found, key=lambda g: (g.place, g.sender))


def _missing(vault: Vault, sender: str, told: Iterable[Manifest]) -> tuple[int, ...]:
    came = {p.counter for p in vault.packages("in") if p.sender == sender and p.state not in cargo.UNREAD}
    void = {number for m in told for number in m.void}
    return tuple(sorted(set(range(1, max(came) + 1)) - came - void))


def _changes(vault: Vault, last: Manifest) -> int:
    """Changes the sender held when it wrote its last package, that should be here and are not."""
    mine = vault.chains()
    missing = 0
    for writer, chains in last.have.items():
        for scope, (number, _) in chains.items():
            if writer in last.chains and scope in last.chains[writer]:
                held = mine.get(writer, {}).get(scope)
                missing += max(0, number - (held.n if held else 0))
    return missing


def _blobs(vault: Vault, told: Iterable[Manifest]) -> int:
    spoken_of = {b for m in told if m.kind == Kind.RETURN for b in (*m.blobs, *m.elsewhere)}
    return sum(not vault.has_blob(b) for b in spoken_of)
