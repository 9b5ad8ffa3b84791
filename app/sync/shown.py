"""Packages that get no receipt, and whether their reader has shown that it has what was in them.

An assignment and the office's decisions are not receipted. But every later package of a laptop says how far it holds
each chain, by number and hash, and which attachments it knows; what covers a package shows that it came.
"""

from collections.abc import Callable

from app.storage.vault import Vault
from app.sync import cargo, road
from app.sync.manifest import Kind
from app.sync.sending import WRITTEN

_UNRECEIPTED = (Kind.ASSIGNMENT, Kind.DECISIONS)


def shown(vault: Vault) -> frozenset[str]:
    """Ids of packages written here whose reader has said since that it holds every change that was in them."""
    waiting = [p for p in vault.packages("out") if p.kind in _UNRECEIPTED and p.state == WRITTEN]
    if not waiting:
        return frozenset()
    id_at = road.id_at(vault)
    told = {code: cargo.came_from(vault, code) for code in {p.recipient for p in waiting}}
    found = set()
    for package in waiting:
        later = [p for p, m in told[package.recipient] if p.at > package.at and m.kind != Kind.ENROLMENT]
        chains = cargo.manifest_of(package.manifest).chains
        ends = {(w, s): (int(c["to"]), str(c["head"])) for w, scopes in chains.items() for s, c in scopes.items()}
        have = cargo.manifest_of(later[-1].manifest).have if later else {}
        if later and ends and all(_holds(have, end, at, id_at) for end, at in ends.items()):
            found.add(package.id)
    return frozenset(found)


def _holds(
    have: cargo.Held, chain: tuple[str, str], end: tuple[int, str], id_at: Callable[[str, str, int], str]
) -> bool:
    """Whether what a place says it holds of a chain reaches the end of what was sent, and is the same chain."""
    number, change = have.get(chain[0], {}).get(chain[1], (0, ""))
    if number < end[0]:
        return False
    return change == (end[1] if number == end[0] else id_at(*chain, number))
