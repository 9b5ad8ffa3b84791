"""From what a person saved to a signed change: numbers, clock, salts, seals, what it replaces and rests on."""

import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.records import canonical, citing
from app.records.change import LAST_COUNT, Change, change_id, commitment
from app.records.judge import FINE, Judged
from app.records.kinds import HIDING, RULES, Sensitivity, children_of, kind, kinds
from app.security import sealing
from app.security.keys import Identity, WriterKey
from app.storage import journal
from app.storage.database import Connection
from app.storage.types import NewChange

HEADS = "SELECT heads FROM record WHERE rec = ? AND scope = ? AND kind = ? AND parent = ?"
# "parent <> ''" wherever parts are looked for: without it the index, which holds parts alone, would not be used
PARTS = "SELECT rec, kind, heads FROM record WHERE parent = ? AND parent <> '' AND scope = ?"
LOCK = "SELECT lock FROM record WHERE rec = ? AND scope = ? AND kind = ? AND parent = ?"
DAY = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class Me:
    """The person who unlocked this vault, and the keys of that person on this installation."""

    person: str
    key: WriterKey = field(repr=False)
    identity: Identity = field(repr=False)

    @property
    def writer_id(self) -> str:
        """Id of this person's writer."""
        return self.key.writer_id


@dataclass(frozen=True, slots=True)
class OfficeKeys:
    """What makes a vault the office's: it signs rosters and receipts, opens returns and recovers laptops."""

    key: WriterKey = field(repr=False)
    receive: Identity = field(repr=False)
    recover: Identity = field(repr=False)


class HybridClock:
    """Milliseconds and a counter that never go back here; a change from far in the future does not pull it."""

    def __init__(self, wall: Callable[[], int]) -> None:
        self._wall = wall
        self._last = (0, 0)

    def tick(self) -> list[int]:
        """The next reading."""
        wall = self._wall()
        if wall > self._last[0]:
            self._last = (wall, 0)
        elif self._last[1] < LAST_COUNT:
            self._last = (self._last[0], self._last[1] + 1)
        else:  # somebody has used the counter up
            self._last = (self._last[0] + 1, 0)
        return list(self._last)

    def see(self, milliseconds: int, counter: int) -> None:
        """Be past a reading seen elsewhere, unless it is more than a day ahead of the wall clock."""
        if milliseconds <= self._wall() + DAY:
            self._last = max(self._last, (milliseconds, counter))


def standing_heads(connection: Connection, rec: str, scope: str, kind: str, parent: str) -> dict[str, list[str]]:
    """Field → ids of its heads."""
    row = connection.execute(HEADS, (rec, scope, kind, parent)).fetchone()
    found: dict[str, list[str]] = {}
    for cid, names in json.loads(row[0]).items() if row else ():
        for name in names:
            found.setdefault(name, []).append(cid)
    return {name: sorted(ids) for name, ids in found.items()}


def heads_of_whole(connection: Connection, rec: str, scope: str, kind: str, parent: str) -> list[str]:
    """Every head of a record and of its parts: what a step is decided on."""
    found = [row[0] for row in connection.execute(HEADS, (rec, scope, kind, parent))]
    parts = {part.code for part in children_of(kind)}
    rows = connection.execute(PARTS, (rec, scope))
    found += [heads for _, code, heads in rows if code in parts]
    return sorted({cid for heads in found for cid in json.loads(heads)})


def locks(connection: Connection, rec: str, scope: str, kind: str, parent: str) -> list[str]:
    """The newest lock of a record and of its parent, where there is one."""
    found = connection.execute(LOCK, (rec, scope, kind, parent)).fetchall()
    declared = kinds().get(kind)
    of = declared.parent if declared else ""
    if parent:
        rows = connection.execute("SELECT lock, kind FROM record WHERE rec = ? AND scope = ?", (parent, scope))
        found += [(lock,) for lock, code in rows if of in {"*", code}]
    return sorted({lock for (lock,) in found if lock})


def seal_fields(new: NewChange, recipients: list[str]) -> dict[str, Any]:
    """The values to be written, with sealed fields sealed (unless they already are)."""
    declared = kind(new.kind)
    values: dict[str, Any] = {}
    for name, value in new.fields.items():
        found = declared.field(name)
        if found is not None and found.sensitivity is Sensitivity.SEALED and value is not None:
            values[name] = value if sealing.is_sealed(value) else sealing.seal_value(new.rec, name, value, recipients)
        else:
            values[name] = value
    return values


def _seen(connection: Connection, new: NewChange, step: Mapping[str, Any] | None) -> list[str]:
    """What must be cited so that others can judge: all that was seen of what is taken away; links of a gated step."""
    if any(new.fields.get(name) for name in HIDING):
        return heads_of_whole(connection, *_thing(new))
    declared = kind(new.kind).step(new.step) if new.step else None
    if step is None or declared is None or not declared.gates:
        return []
    recs = [new.rec]
    if citing.reads_parts(declared):
        recs += [row[0] for row in connection.execute(PARTS, (new.rec, new.scope)).fetchall()]
    rows = [row for rec in recs for row in connection.execute(journal.OF_RECORD, (rec,)).fetchall()]
    judged = [Judged(journal.stored(row).change, FINE) for row in rows]
    return citing.for_step(declared, new.rec, (j for j in judged if _near(j.change, new)), step["on"])


def _thing(new: NewChange) -> tuple[str, str, str, str]:
    """What a change is about: one id may have been used by somebody else for another kind or parent."""
    return new.rec, new.scope, new.kind, new.parent


def _near(change: Change, new: NewChange) -> bool:
    """Whether a change is of the same record, or of a part of it."""
    own = change.rec != new.rec or (change.kind, change.parent) == (new.kind, new.parent)
    return own and change.scope == new.scope


def compose(
    connection: Connection, new: NewChange, key: WriterKey, clock: HybridClock, recipients: list[str]
) -> tuple[Change, int]:
    """Make the next change of a chain and sign it; returns it with the row of its chain."""
    chain = journal.chain_row(connection, key.writer_id, new.scope)
    number, before = journal.last(connection, chain)
    values = seal_fields(new, recipients)
    if new.order:
        values["~order"] = new.order
    heads = standing_heads(connection, *_thing(new))
    step: Mapping[str, Any] | None = None
    if new.step:
        moved = kind(new.kind).step(new.step)
        values["state"] = moved.to if moved else new.step
        on = new.on if new.on is not None else heads_of_whole(connection, *_thing(new))
        step = {"name": new.step, "on": sorted(set(on))}
    given = new.sup or {}
    replaced = {name: sorted(set(given.get(name, heads.get(name, ())))) for name in values}
    salts = {name: secrets.token_hex(16) for name in values}
    body: dict[str, Any] = {
        "v": 1,
        "w": key.writer_id,
        "scope": new.scope,
        "n": number + 1,
        "prev": before,
        "t": clock.tick(),
        "kind": new.kind,
        "rec": new.rec,
        "rules": RULES,
        "fields": {n: {"c": commitment(salts[n], v), "sup": replaced[n]} for n, v in values.items()},
    }
    rests = sorted({*new.rests, *locks(connection, *_thing(new)), *_seen(connection, new, step)})
    if new.parent:
        body["in"] = new.parent
    if rests:
        body["rests"] = rests
    if step is not None:
        body["step"] = step
    if new.redact:
        body["redact"] = {cid: sorted(set(names)) for cid, names in new.redact.items()}
    raw = canonical.write(body)
    pairs = {name: (salts[name], value) for name, value in values.items()}
    return Change(change_id(raw), body, key.sign(raw), pairs), chain
