"""The long way: a record folded again from all its changes by `app.records.heads`.

`app.storage.fold` takes it whenever its short way does not do; both must agree, and tests hold them to it.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from app.records import apart
from app.records import heads as oracle
from app.records.judge import Judged, Verdict
from app.records.kinds import kinds
from app.storage import journal, views
from app.storage.database import Connection
from app.storage.short_way import heads_text

REGULAR = Verdict("regular")
PUT_RECORD = """
INSERT INTO record{s} (rec, scope, kind, parent, heads, lock, hidden, created, updated, plain, conflicts)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (rec, scope, kind, parent) DO UPDATE
   SET heads = excluded.heads, lock = excluded.lock,
       hidden = excluded.hidden, created = excluded.created, updated = excluded.updated, plain = excluded.plain,
       conflicts = excluded.conflicts
RETURNING row
"""
OF_RECORD = f"""
SELECT {", ".join("h." + name for name in journal.COLUMNS.split(", "))}, h.package, i.state, i.rule, i.details
  FROM change h
  LEFT JOIN waiting{{s}} w ON w.row = h.row
  LEFT JOIN irregular{{s}} i ON i.row = h.row
 WHERE h.rec = ?
   AND w.row IS NULL
 ORDER BY h.row
"""
PUT_UNSEEN = """
UPDATE {view} SET changed_since = ?
 WHERE row = (SELECT row FROM record{s} WHERE rec = ? AND scope = ? AND kind = ? AND parent = ?)
"""
FIRST = "SELECT kind, parent FROM record{s} WHERE rec = ? AND scope = ? ORDER BY hidden, row LIMIT 1"
VERDICT = "SELECT i.state, i.rule, i.details FROM irregular{s} i WHERE i.row = ?"


class Refolding:
    """Folds single records anew, over the view tables with one suffix.

    ``is_folded`` tells of a row and its package whether it was folded already; rows behind that do not count.
    """

    def __init__(self, connection: Connection, suffix: str, is_folded: Callable[[int, int], bool]) -> None:
        self.connection = connection
        self.suffix = suffix
        self.is_folded = is_folded
        self._known_locks: dict[tuple[str, str], list[Judged]] = {}
        self.any_redacted = bool(self._sql("SELECT 1 FROM redacted{s} LIMIT 1").fetchone())

    def changes(self, rec: str, scope: str) -> list[Judged]:
        """Every ready change of a record with its verdict."""
        found = []
        for line in self._sql(OF_RECORD, rec).fetchall():
            if not self.is_folded(line[0], line[5]):
                continue
            change = journal.stored(line[:6]).change
            if change.scope == scope:
                verdict = REGULAR if line[6] is None else Verdict(line[6], line[7], json.loads(line[8]))
                found.append(Judged(change, verdict))
        return found

    def forget_locks(self) -> None:
        """Read the locks of owners anew: something was folded since."""
        self._known_locks.clear()

    def record(self, rec: str, scope: str, kind: str = "", parent: str = "") -> oracle.RecordState:
        """A record as it stands, folded from all its changes; without ``kind`` the one this vault knew first."""
        if not kind:
            kind, parent = self._sql(FIRST, rec, scope).fetchone()
        states = self._states(rec, scope)
        return next(state for state in states if (state.kind, state.parent) == (kind, parent))

    def _states(self, rec: str, scope: str) -> list[oracle.RecordState]:
        changes = self.changes(rec, scope)
        redacted = self._redacted_fields(changes)
        return apart.fold_all(changes, lambda kind, parent: self._locks(kind, parent, scope), redacted)

    def judged(self, cid: str) -> Judged | None:
        """A change of the journal with its verdict, or None."""
        found = journal.get(self.connection, cid)
        return Judged(found.change, self.verdict(found.row)) if found else None

    def verdict(self, row: int) -> Verdict:
        """The verdict that was given to the change in this row of the journal."""
        found = self._sql(VERDICT, row).fetchone()
        return Verdict(found[0], found[1], json.loads(found[2])) if found else REGULAR

    def write(self, key: tuple[str, str]) -> list[oracle.RecordState]:
        """Fold what stands under one record id anew and write it to the tables; returns what is locked."""
        states = self._states(*key)
        for state in states:
            self._write(key, state, alone=len(states) == 1)
        return [state for state in states if state.locks and state.kind in kinds()]

    def _write(self, key: tuple[str, str], state: oracle.RecordState, *, alone: bool) -> None:
        kind = kinds().get(state.kind)
        hidden = int(is_hidden(state))
        conflicts = len(state.conflicts) + bool(state.edited_beside_delete) + bool(state.strangers)
        by_field = {name: [h.id for h in found] for name, found in state.heads.items()}
        plain = not (state.locked or conflicts or state.irregular or state.newer or state.redacted or kind is None)
        plain = plain and alone and all(len(ids) == 1 for ids in by_field.values())
        lock = state.locks[-1] if state.locks else ""
        row = self._sql(
            PUT_RECORD,
            *(*key, state.kind, state.parent, heads_text(by_field), lock, hidden),
            *(state.created, state.updated, int(plain), conflicts),
        ).fetchone()[0]
        if kind is None:
            return
        shown: dict[str, Any] = {
            "row": row,
            "rec": key[0],
            "scope": key[1],
            "parent": state.parent,
            "ord": state.order,
            "state": state.state,
            "conflicts": conflicts,
            "irregular": len(state.irregular) + len(state.newer),
            "changed_since": len(state.changed_since),
            "hidden": hidden,
            "created": state.created,
            "updated": state.updated,
            "writer": state.writer,
        }
        for declared in kind.fields:
            shown[views.column(declared.name)] = views.to_column(declared, state.values.get(declared.name))
        insert(self.connection, views.table(state.kind, self.suffix), shown)

    def write_unseen(self, state: oracle.RecordState) -> None:
        """Count the parts that a locked record's signature had not seen; they are folded by now."""
        unseen = len(state.changed_since) + self._unseen_children(state)
        statement = PUT_UNSEEN.replace("{view}", views.table(state.kind, self.suffix))
        self._sql(statement, unseen, state.rec, state.scope, state.kind, state.parent)

    def _locks(self, code: str, parent: str, scope: str) -> list[Judged]:
        if not parent:
            return []
        key = (parent, scope)
        if key not in self._known_locks:  # the same for every part: a talk may have thousands of lines
            locked = self._sql("SELECT 1 FROM record{s} WHERE rec = ? AND scope = ? AND lock <> ''", *key).fetchone()
            self._known_locks[key] = [j for j in self.changes(*key) if oracle.is_lock(j)] if locked else []
        return apart.locks_for(code, self._known_locks[key])

    def _redacted_fields(self, changes: Iterable[Judged]) -> set[tuple[str, str]]:
        if not self.any_redacted:
            return set()
        found: set[tuple[str, str]] = set()
        for judged in changes:
            rows = self._sql("SELECT field FROM redacted{s} WHERE id = ?", judged.change.id)
            found.update((judged.change.id, r[0]) for r in rows)
        return found

    def _unseen_children(self, state: oracle.RecordState) -> int:
        """Children with a head no lock of the parent named (those allowed after a lock do not count)."""
        unseen = 0
        query = "SELECT kind, heads FROM record{s} WHERE parent = ? AND parent <> '' AND scope = ?"
        for code, heads in self._sql(query, state.rec, state.scope).fetchall():
            kind = kinds().get(code)
            if kind is not None and not kind.after_lock and kind.parent in {"*", state.kind}:
                unseen += any(cid not in state.locked for cid in json.loads(heads))
        return unseen

    def _sql(self, statement: str, *values: Any) -> Any:
        return self.connection.execute(statement.replace("{s}", self.suffix), values)


def insert(connection: Connection, view: str, shown: Mapping[str, Any]) -> None:
    """Put one row into a view table, in place of the one with the same number."""
    marks = ", ".join("?" * len(shown))
    connection.execute(f"INSERT OR REPLACE INTO {view} ({', '.join(shown)}) VALUES ({marks})", tuple(shown.values()))


def is_hidden(state: oracle.RecordState) -> bool:
    """Whether lists leave a record out: deleted (and nobody wrote beside that), moved, joined, or without substance."""
    deleted = state.deleted and not state.edited_beside_delete
    return deleted or bool(state.moved_to) or bool(state.same_as) or state.empty
