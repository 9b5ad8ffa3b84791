"""How far each record has come on its way to the office: a pure function of what was written and receipted."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from app.storage.types import PackageRecord
from app.storage.vault import Vault
from app.sync import cargo, places
from app.sync.brief import brief_of
from app.sync.manifest import OFFICE, Kind, Manifest
from app.sync.sending import VOID


class RoadState(IntEnum):
    """未导出 · 已写入U盘(已校验) · 组长已收 · 办公室已收, in that order."""

    HERE = 0
    ON_STICK = 1
    LEADER = 2
    OFFICE = 3


@dataclass(frozen=True, slots=True)
class At:
    """One change by its place in a chain."""

    writer: str
    scope: str
    n: int
    id: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """What one package or receipt proves: up to ``state``, these stretches of chains and these parts.

    ``chains``: (writer, scope) → first number, last number, and the id the last one must have.
    """

    state: RoadState
    chains: Mapping[tuple[str, str], tuple[int, int, str]] = field(default_factory=dict)
    parts: frozenset[str] = frozenset()


def road_state(
    changes: Iterable[At],
    parts: Iterable[str],
    evidence: Iterable[Evidence],
    id_at: Callable[[str, str, int], str],
    forked: Mapping[tuple[str, str], int],
) -> RoadState:
    """Return how far all of a record has come: as far as the change or part that has come least.

    A stretch counts only when its last number carries the same id here (``id_at``, '' for a number not held): a number
    alone proves nothing, a chain may have been restored and written anew. Behind a fork (``forked``: the first number
    of which two changes exist) a number says nothing of which of the two is meant, so only the named id itself counts.
    """
    proven = [one for one in evidence if one.state is not RoadState.HERE]
    each = [_best(proven, lambda e, at=at: _covers(e, at, id_at, forked)) for at in changes]  # type: ignore[misc]
    each += [_best(proven, lambda e, part=part: part in e.parts) for part in parts]  # type: ignore[misc]
    return min(each, default=RoadState.HERE)


def _best(evidence: Iterable[Evidence], holds: Callable[[Evidence], bool]) -> RoadState:
    return max((one.state for one in evidence if holds(one)), default=RoadState.HERE)


def _covers(
    one: Evidence, at: At, id_at: Callable[[str, str, int], str], forked: Mapping[tuple[str, str], int]
) -> bool:
    first, last, named = one.chains.get((at.writer, at.scope), (0, -1, ""))
    if not first <= at.n <= last:
        return False
    if at.id == named:
        return True
    doubled = forked.get((at.writer, at.scope))
    if doubled is not None and last >= doubled:
        return False
    return id_at(at.writer, at.scope, last) == named


def evidence(vault: Vault) -> list[Evidence]:
    """Everything this vault can prove: what it wrote and read back, receipts it was given, and where it is itself.

    Who sent something here holds it, too: what came from the office is at the office.
    """
    here = _own_level(vault)
    found = [_holdings(vault, here)] if here is not RoadState.HERE else []
    if here is RoadState.OFFICE:  # nothing can have come further
        return found
    found += [_packed(cargo.manifest_of(p.manifest), RoadState.ON_STICK) for p in vault.packages("out") if _counts(p)]
    for package in cargo.arrived(vault):
        level = _level(vault, brief_of(package.manifest).writer)
        if package.kind == Kind.RECEIPT:
            found.append(_receipted(cargo.manifest_of(package.manifest), level))
        elif level is not RoadState.ON_STICK:
            found.append(_packed(cargo.manifest_of(package.manifest), level))
    return found


def _holdings(vault: Vault, here: RoadState) -> Evidence:
    """What lies at this place proves of itself: at the office everything, at a leader's what others wrote."""
    mine = vault.me.writer_id
    held = {
        (writer, scope): (1, chain.n, chain.id)
        for writer, chains in vault.chains().items()
        for scope, chain in chains.items()
        if here is RoadState.OFFICE or writer != mine
    }
    return Evidence(here, held, frozenset(sha256 for sha256, _ in vault.blobs()))


def id_at(vault: Vault) -> Callable[[str, str, int], str]:
    """Ids by number as this vault holds them, looked up once each."""
    known: dict[tuple[str, str, int], str] = {}

    def look(writer: str, scope: str, number: int) -> str:
        key = (writer, scope, number)
        if key not in known:
            ids = [cid for _, cid, _ in vault.lines(writer, scope, number - 1, number)]
            known[key] = ids[0] if len(ids) == 1 else ""
        return known[key]

    return look


def forked(vault: Vault) -> dict[tuple[str, str], int]:
    """First forked number of each forked chain."""
    found: dict[tuple[str, str], int] = {}
    for writer, scope, number in vault.forks():
        found[writer, scope] = min(number, found.get((writer, scope), number))
    return found


def _counts(package: PackageRecord) -> bool:
    return package.state != VOID and package.kind == Kind.RETURN


def _packed(told: Manifest, level: RoadState) -> Evidence:
    chains = {
        (writer, scope): (int(c["from"]), int(c["to"]), str(c["head"]))
        for writer, scopes in told.chains.items()
        for scope, c in scopes.items()
    }
    return Evidence(level, chains, frozenset(told.blobs))


def _receipted(told: Manifest, level: RoadState) -> Evidence:
    stored = told.body.get("stored", {})
    chains = {(w, s): (1, int(tip[0]), str(tip[1])) for w, scopes in stored.items() for s, tip in scopes.items()}
    return Evidence(level, chains, frozenset(told.body.get("blobs", ())))


def _level(vault: Vault, writer: str) -> RoadState:
    """What a receipt of this signer is worth. A colleague's laptop is no better than a stick."""
    if places.place_of(vault, writer) == OFFICE:
        return RoadState.OFFICE if vault.roster().is_office(writer) else RoadState.ON_STICK
    person = vault.roster().inspectors.get(vault.person_of(writer))
    return RoadState.LEADER if person is not None and person.role in places.LEADING else RoadState.ON_STICK


def _own_level(vault: Vault) -> RoadState:
    if vault.office is not None:
        return RoadState.OFFICE
    me = vault.roster().inspectors.get(vault.me.person)
    return RoadState.LEADER if me is not None and me.role in places.LEADING else RoadState.HERE
