"""The short way: a change that replaces exactly the heads there were is written over them, many in one statement.

Whatever is not that simple takes the long way (`app.storage.refolding`).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.records.change import Change
from app.records.kinds import HIDING, STATE, kinds
from app.storage import views
from app.storage.database import Connection

NEW = -1  # time of creation of a record that has no change yet
LOAD = "SELECT rec, scope, row, kind, parent, heads, created, plain FROM record{s} WHERE rec = ? AND scope = ?"
LOAD_MANY = """
SELECT rec, scope, row, kind, parent, heads, created, plain
  FROM record{s}
 WHERE rec IN (SELECT value FROM json_each(?))
"""
PUT = """
INSERT INTO record{s} (row, rec, scope, kind, parent, heads, lock, hidden, created, updated, plain, conflicts)
VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, ?, 1, 0)
"""
TOUCH = "UPDATE record{s} SET heads = ?, updated = max(updated, ?) WHERE row = ?"
META = ("row", *views.META_COLUMNS)


Key = tuple[str, str]  # record, scope


@dataclass(slots=True)
class Standing:
    """A record while it is being folded: the heads of each field, and columns to write."""

    row: int
    rec: str
    scope: str
    kind: str
    parent: str
    heads: dict[str, list[str]]  # field → change ids
    created: int
    plain: bool  # one head a field, nothing locked, irregular, redacted or mixed
    columns: dict[str, Any] = field(default_factory=dict)
    updated: int = 0
    writer: str = ""
    touched: bool = False


class ShortWay:
    """Keeps the records one slice works on and writes them together."""

    def __init__(self, connection: Connection, suffix: str) -> None:
        self._connection = connection
        self._suffix = suffix
        self._load, self._put, self._touch = (sql.replace("{s}", suffix) for sql in (LOAD, PUT, TOUCH))
        self._standing: dict[Key, list[Standing]] = {}  # one each, but where somebody used an id twice

    def prefetch(self, changes: Iterable[Change]) -> None:
        """Load the records of many changes by one statement."""
        wanted = {(c.body["rec"], c.body["scope"]) for c in changes} - self._standing.keys()
        query = LOAD_MANY.replace("{s}", self._suffix)
        found: dict[Key, list[Standing]] = {key: [] for key in wanted}
        for row in self._connection.execute(query, (json.dumps([rec for rec, _ in wanted]),)):
            if (row[0], row[1]) in wanted:
                found[row[0], row[1]].append(_standing(row))
        self._standing.update(found)

    def find(self, change: Change) -> Standing:
        """The record a change belongs to, as it stands before that change."""
        body = change.body
        key, kind, parent = (body["rec"], body["scope"]), body["kind"], body.get("in", "")
        known = self._standing.get(key)
        if known is None:
            known = self._standing[key] = self._load_all(key)
        for found in known:
            if found.kind == kind and found.parent == parent:
                return found
        # something else stands under this id: then both are folded from all their changes
        found = Standing(0, *key, kind, parent, {}, NEW, not known and kind in kinds())
        known.append(found)
        return found

    def _load_all(self, key: Key) -> list[Standing]:
        return [_standing(row) for row in self._connection.execute(self._load, key).fetchall()]

    def parent(self, key: Key) -> str:
        """Record id of a record's parent, or ''; where ids are shared, of any that has one."""
        known = self._standing.get(key) or self._load_all(key)
        return next((one.parent for one in known if one.parent), "")

    def take(self, change: Change, standing: Standing) -> bool:
        """Fold a regular change; False when its record has to be folded again from all its changes."""
        body, milliseconds = change.body, change.body["t"][0]
        if not standing.plain or "step" in body or "redact" in body or "rests" in body:
            return False
        if standing.created != NEW and milliseconds <= standing.created:
            return False
        if not self._replaces_all(change, standing):
            return False
        fields, columns, values, heads = kinds()[standing.kind].by_name, standing.columns, change.values, [change.id]
        for name in body["fields"]:
            standing.heads[name] = heads
            declared = fields.get(name)
            if declared is None:
                columns[name] = values[name][1]
            else:
                columns[views.column(name)] = views.to_column(declared, values[name][1])
        if standing.created == NEW:
            standing.created, standing.writer = milliseconds, body["w"]
        standing.updated = max(standing.updated, milliseconds)
        standing.touched = True
        return True

    @staticmethod
    def _replaces_all(change: Change, standing: Standing) -> bool:
        heads = standing.heads
        if "~deleted" in heads:
            return False
        for name, entry in change.body["fields"].items():
            if name not in change.values or name == STATE or (standing.row and name in HIDING):
                return False
            if name in heads and heads[name][0] not in entry["sup"]:
                return False
        return True

    def touched(self) -> list[Standing]:
        """Records that were changed and are not written yet."""
        return [standing for known in self._standing.values() for standing in known if standing.touched]

    def clear(self) -> None:
        """Forget the records of this slice."""
        self._standing.clear()

    # ---- writing out

    def write(self, standings: Iterable[Standing]) -> None:
        """Write records to the tables, one statement for all that have the same columns."""
        every = list(standings)
        new = [s for s in every if not s.row]
        old = [s for s in every if s.row]
        if new:
            self._insert(new)
        if old:
            self._update(old)

    def _insert(self, standings: list[Standing]) -> None:
        last = f"SELECT coalesce(max(row), 0) FROM record{self._suffix}"
        row = self._connection.execute(last).fetchone()[0]
        records = []
        rows: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}
        for row, s in enumerate(standings, row + 1):  # noqa: B020 - counts on from the last row
            s.row = row
            hidden = int(any(s.columns.get(name) for name in HIDING))
            records.append((row, s.rec, s.scope, s.kind, s.parent, heads_text(s.heads), hidden, s.created, s.updated))
            shown = _shown(s)
            state = kinds()[s.kind].first_state
            order = s.columns.get("~order") or ""
            meta = (row, s.rec, s.scope, s.parent, order, state, 0, 0, 0, hidden, s.created, s.updated, s.writer)
            rows.setdefault((s.kind, tuple(shown)), []).append((*meta, *shown.values()))
        self._connection.executemany(self._put, records)
        for (kind, names), values in rows.items():
            columns = (*META, *names)
            marks = ", ".join("?" * len(columns))
            view = views.table(kind, self._suffix)
            self._connection.executemany(f"INSERT INTO {view} ({', '.join(columns)}) VALUES ({marks})", values)

    def _update(self, standings: list[Standing]) -> None:
        self._connection.executemany(self._touch, [(heads_text(s.heads), s.updated, s.row) for s in standings])
        rows: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}
        for s in standings:
            shown = _shown(s)
            if "~order" in s.columns:
                shown["ord"] = s.columns["~order"] or ""
            rows.setdefault((s.kind, tuple(shown)), []).append((*shown.values(), s.updated, s.row))
        for (kind, names), values in rows.items():
            sets = "".join(f"{name} = ?, " for name in names)
            view = views.table(kind, self._suffix)
            self._connection.executemany(f"UPDATE {view} SET {sets}updated = max(updated, ?) WHERE row = ?", values)


def _standing(row: Any) -> Standing:
    rec, scope, number, kind, parent, text, created, plain = row
    heads: dict[str, list[str]] = {}
    for cid, names in json.loads(text).items():
        for name in names:
            heads.setdefault(name, []).append(cid)
    return Standing(number, rec, scope, kind, parent, heads, created, bool(plain))


def _shown(standing: Standing) -> dict[str, Any]:
    return {name: value for name, value in standing.columns.items() if name[0] != "~"}


def heads_text(heads: Mapping[str, Iterable[str]]) -> str:
    """Heads as they are stored: change id → its fields, ordered, so that equal states are equal text."""
    by_change: dict[str, list[str]] = {}
    for name in sorted(heads):
        for cid in heads[name]:
            if cid in by_change:
                by_change[cid].append(name)
            else:
                by_change[cid] = [name]
    # names and ids hold nothing that JSON would have to escape
    return "{" + ",".join('"' + cid + '":["' + '","'.join(by_change[cid]) + '"]' for cid in sorted(by_change)) + "}"
