"""Which records have contents that contradict each other, where, and by whom: read for a list of them all."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.records import canonical
from app.storage import journal
from app.storage.database import Connection
from app.storage.types import Record

if TYPE_CHECKING:
    from app.storage.vault import Vault

BESIDE, STRANGER = "~beside", "~stranger"  # an edit beside a deletion; another record under the same id
SHOWN_THOUGH_HIDDEN = ("~moved", "~same_as")
FOUND = """
SELECT r.row, r.rec, r.scope, r.kind, r.parent, r.heads, r.hidden, r.conflicts,
       r.lock <> '' OR EXISTS (
         SELECT 1 FROM record p WHERE p.rec = r.parent AND p.scope = r.scope AND p.lock <> '' AND r.parent <> ''
       ),
       NOT EXISTS (  -- the one this vault knew first under an id names the others
         SELECT 1
           FROM record o
          WHERE o.rec = r.rec AND o.scope = r.scope AND (o.hidden, o.row) < (r.hidden, r.row)
       )
  FROM record r
 WHERE r.conflicts > 0
   AND (:rec = '' OR r.rec = :rec OR r.parent = :rec)
"""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who gave a field one of its values, and when (milliseconds). ``person`` is '' when the writer is unknown."""

    change: str
    person: str
    at: int


@dataclass(frozen=True, slots=True)
class Contested:
    """A record with fields in conflict; `BESIDE` and `STRANGER` stand for what is no field. ``row``: of its list."""

    row: int
    rec: str
    scope: str
    kind: str
    parent: str
    fields: Mapping[str, tuple[Voice, ...]]


def contested(vault: "Vault", rec: str = "") -> list[Contested]:
    """Every record in conflict, in every scope held; with ``rec`` only this one and its parts.

    What its heads alone can tell is read from them; a record that is locked, hidden or met by strangers is folded.
    """
    found: list[Contested] = []
    long_way: list[tuple[int, tuple[str, str, str, str], bool, bool]] = []
    with vault.database.read() as connection:
        for line in connection.execute(FOUND, {"rec": rec}).fetchall():
            row, one, scope, kind, parent, heads, hidden, count, locked, first = line
            plain = None if locked or hidden else _plain(vault, connection, json.loads(heads), count)
            if plain is None:
                long_way.append((row, (one, scope, kind, parent), bool(hidden), bool(first)))
            else:
                found.append(Contested(row, one, scope, kind, parent, plain))
        folded = vault._standing.folded(connection, [key for _, key, _, _ in long_way])  # noqa: SLF001 - its door
    for record, (row, _, hidden, first) in zip(folded, long_way, strict=True):
        fields = _fields(record, hidden=hidden, first=first)
        if fields:
            found.append(Contested(row, record.rec, record.scope, record.kind, record.parent, fields))
    return found


def _plain(
    vault: "Vault", connection: Connection, heads: Mapping[str, list[str]], count: int
) -> dict[str, tuple[Voice, ...]] | None:
    """Fields with several different heads; None when that does not account for every conflict counted."""
    by_field: dict[str, list[str]] = {}
    for change, names in heads.items():
        for name in names:
            by_field.setdefault(name, []).append(change)
    several = {name: ids for name, ids in by_field.items() if len(ids) > 1}
    if len(several) != count:
        return None
    found: dict[str, tuple[Voice, ...]] = {}
    for name, ids in several.items():
        stored = [held.change for held in (journal.get(connection, one) for one in ids) if held is not None]
        if any(name not in change.values for change in stored):
            return None
        if len({canonical.dump_checked(change.value(name)) for change in stored}) < 2:
            return None
        ordered = sorted(stored, key=lambda change: change.clock, reverse=True)
        found[name] = tuple(Voice(one.id, vault.person_of(one.writer), one.clock[0]) for one in ordered)
    return found


def _fields(record: Record, *, hidden: bool, first: bool) -> dict[str, tuple[Voice, ...]]:
    names = [name for name in record.conflicts if not hidden or name in SHOWN_THOUGH_HIDDEN]
    found = {name: _voices(record, name) for name in names}
    if hidden:
        return found
    if record.deleted_beside:
        edits = [h for name, heads in record.heads.items() if name[0] != "~" for h in heads]
        voices = {h.change: Voice(h.change, h.person, h.clock[0]) for h in edits if h.change in record.deleted_beside}
        found[BESIDE] = (*_voices(record, "~deleted"), *voices.values())
    if record.strangers and first:
        found[STRANGER] = tuple(Voice(change, "", 0) for change in record.strangers)
    return found


def _voices(record: Record, name: str) -> tuple[Voice, ...]:
    return tuple(Voice(head.change, head.person, head.clock[0]) for head in record.heads.get(name, ()))
