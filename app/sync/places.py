"""Who sits where: the office, the laptops of the roster, and what each may hold."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from app.records.change import COMMON
from app.records.roster import InspectorEntry, WriterEntry
from app.storage.types import ListQuery
from app.storage.vault import Vault
from app.sync.manifest import OFFICE, Addressee
from app.sync.refusals import NoOfficeCardError

OFFICERS = {OFFICE, "00"}  # laptop codes of the office's own people
LEADING = {"leader", "deputy", "liaison"}


@dataclass(frozen=True, slots=True)
class Place:
    """The office or one laptop: its code, the people who use it, and the keys sealed to."""

    code: str
    persons: tuple[str, ...]
    to: tuple[Addressee, ...]

    @property
    def is_office(self) -> bool:
        """Whether this is the office."""
        return self.code == OFFICE

    @property
    def writers(self) -> frozenset[str]:
        """Writer ids at this place."""
        return frozenset(a.writer for a in self.to)


def office(vault: Vault) -> Place:
    """The office this vault belongs to.

    Raises:
        NoOfficeCardError: none is pinned.
    """
    if vault.card is None:
        raise NoOfficeCardError
    return Place(OFFICE, (), tuple(Addressee(r) for r in vault.card.receive))


def laptops(vault: Vault) -> dict[str, Place]:
    """Every laptop on the roster by code. A key the office has ended is nobody's place any more."""
    found: dict[str, list[WriterEntry]] = {}
    for entry in vault.roster().writers.values():
        if entry.laptop and entry.laptop not in OFFICERS and entry.recipient and not entry.office and not entry.ended:
            found.setdefault(entry.laptop, []).append(entry)
    return {code: _place(code, entries) for code, entries in sorted(found.items())}


def _place(code: str, entries: Iterable[WriterEntry]) -> Place:
    ordered = sorted(entries, key=lambda e: e.writer)
    return Place(
        code,
        tuple(sorted({e.person for e in ordered})),
        tuple(Addressee(e.recipient, e.writer) for e in ordered),
    )


def mine(vault: Vault) -> str:
    """Code of this place: ``office``, a laptop code, or '' for a laptop that is not registered yet."""
    if vault.office is not None:
        return OFFICE
    entry = vault.roster().writers.get(vault.me.writer_id)
    return entry.laptop if entry is not None else ""


def place_of(vault: Vault, writer: str) -> str:
    """Code of the place a writer signs at, or '' when nobody has registered the key."""
    entry = vault.roster().writers.get(writer)
    if entry is None:
        return ""
    return OFFICE if entry.office or entry.laptop in OFFICERS else entry.laptop


def sender_id(vault: Vault) -> str:
    """32 hex naming this vault on this installation: counters are per sender."""
    return hashlib.sha256(f"{vault.memory.installation}:{vault.vault_id}".encode()).hexdigest()[:32]


def scopes(vault: Vault, place: Place) -> frozenset[str]:
    """Scopes whose changes a laptop may hold: the common one and the villages of its people."""
    roster, found = vault.roster(), {COMMON}
    for person in place.persons:
        entry = roster.inspectors.get(person)
        if entry is not None:
            found.update(f"village-{village}" for village in villages(vault, entry))
    return frozenset(found)


def villages(vault: Vault, entry: InspectorEntry) -> set[str]:
    """Villages a person may hold: those assigned; for who leads a group, or has none assigned, the group's."""
    found = set(entry.villages)
    group = vault.record(entry.group, COMMON) if entry.group else None
    if group is not None and (entry.role in LEADING or not found):
        found.update(v for v in group.values.get("villages") or () if isinstance(v, str))
    return found


def names(vault: Vault) -> dict[str, str]:
    """Names of the people of the roster by record id, and of those this laptop knows before the roster does."""
    known = {person: str(name) for person, name in vault.setting("names", {}).items()}
    return known | {rec: entry.name for rec, entry in vault.roster().inspectors.items() if entry.name}


def rows_of(vault: Vault, kind: str, within: frozenset[str] | None) -> list[dict[str, object]]:
    """Values of every record of a kind in some scopes (None = all), hidden ones too."""
    numbers = vault.list(ListQuery(kind, scopes=tuple(sorted(within)) if within is not None else None, hidden=True))
    return [row.values for row in vault.rows(kind, numbers)]
