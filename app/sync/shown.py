"""Packages that get no receipt, and whether their reader has shown that it has what was in them.

An assignment and the office's decisions are not receipted. But every later package of a laptop says how far it holds
each chain, by number and hash, and which attachments it knows; what covers a package shows that it came. That a receipt
came stands in the log of its reader, which travels to the office; that an enrolment came, on the roster.
"""

from collections.abc import Callable, Mapping, Sequence

from app.storage.types import ListQuery, PackageRecord
from app.storage.vault import Vault
from app.sync import cargo, places, road
from app.sync.manifest import Kind
from app.sync.sending import WRITTEN

_UNRECEIPTED = (Kind.ASSIGNMENT, Kind.DECISIONS)


def shown(vault: Vault) -> frozenset[str]:
    """Ids of packages written here of which has been shown since that they were read."""
    waiting = [p for p in vault.packages("out") if p.kind != Kind.RETURN and p.state == WRITTEN]
    found = {p.id for p in waiting if p.kind == Kind.ENROLMENT and _is_registered(vault, p)}
    receipts = {p.id: p.recipient for p in waiting if p.kind == Kind.RECEIPT}
    return frozenset(found | _logged(vault, receipts) | _held(vault, [p for p in waiting if p.kind in _UNRECEIPTED]))


def _is_registered(vault: Vault, enrolment: PackageRecord) -> bool:
    return cargo.manifest_of(enrolment.manifest).writer in vault.roster().writers


def _logged(vault: Vault, receipts: Mapping[str, str]) -> set[str]:
    """Receipts whose reader, at the place they were written for, noted in the log that they came."""
    numbers = vault.list(ListQuery("event", filters={"what": "receipt"})) if receipts else []
    rows = ((str(row.values.get("subject")), row.writer) for row in vault.rows("event", numbers))
    return {one for one, writer in rows if one in receipts and places.place_of(vault, writer) == receipts[one]}


def _held(vault: Vault, waiting: Sequence[PackageRecord]) -> set[str]:
    """Packages of which a later one of their reader says that it holds every change that was in them."""
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
    return found


def _holds(
    have: cargo.Held, chain: tuple[str, str], end: tuple[int, str], id_at: Callable[[str, str, int], str]
) -> bool:
    """Whether what a place says it holds of a chain reaches the end of what was sent, and is the same chain."""
    number, change = have.get(chain[0], {}).get(chain[1], (0, ""))
    if number < end[0]:
        return False
    return change == (end[1] if number == end[0] else id_at(*chain, number))
