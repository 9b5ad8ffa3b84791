"""The fold: ready changes become standing records and view rows, the same whatever the order they came in.

A change is folded once it is *ready* (docs/change-format.md). Most changes replace exactly the one head there was:
they take the short way. Everything else (conflicts, locks, redactions, irregular changes) marks its record, which is
then folded again from all its changes: `app.storage.refolding`, the long way. Both must agree; tests hold them to it.
"""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.records import judge as judging
from app.records.change import COMMON, Change
from app.records.judge import Judged, Roster, Verdict
from app.records.kinds import Kind, kinds
from app.storage import drafts, journal, search, views
from app.storage.database import Connection
from app.storage.journal import Stored
from app.storage.refolding import PUT_RECORD, Refolding, heads_json, insert, is_hidden
from app.storage.rostering import read_roster

ROSTER_KINDS = {"inspector", "writer"}
ROSTER_RULES = ("roster", "G04")
KEPT_READY = 100_000

STANDING = "SELECT row, kind, parent, heads, created, plain FROM record{s} WHERE rec = ? AND scope = ?"
TOUCH_RECORD = "UPDATE record{s} SET heads = ?, hidden = ?, updated = max(updated, ?) WHERE row = ?"
READY = """
SELECT c.row, c.package, w.row
  FROM change c
  LEFT JOIN waiting{s} w ON w.row = c.row
 WHERE c.id = ?
"""


@dataclass(slots=True)
class Standing:
    """A record while it is being folded: which fields each live change is head of, and columns to write."""

    row: int
    rec: str
    scope: str
    kind: str
    parent: str
    heads: dict[str, list[str]]  # field → change ids
    created: int
    plain: bool
    columns: dict[str, Any] = field(default_factory=dict)
    updated: int = 0
    writer: str = ""


@dataclass(slots=True)
class Outcome:
    """What folding touched."""

    kinds: set[str] = field(default_factory=set)
    records: set[tuple[str, str]] = field(default_factory=set)
    roster_changed: bool = False
    rebuild: bool = False  # a roster change reaches back into verdicts already given


class Cited(Mapping[str, Judged]):
    """The changes a change names, fetched when a rule asks for them."""

    def __init__(self, fold: "Fold") -> None:
        self._fold = fold

    def __getitem__(self, key: str) -> Judged:
        found = self._fold.long_way.judged(key)
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class Fold:
    """Folds into the view tables with one suffix, inside the caller's transaction.

    ``unfinished`` maps a package to the last of its rows already folded; later rows of it do not count as held.
    ``limit`` does the same for the whole journal while views are rebuilt.
    """

    def __init__(
        self,
        connection: Connection,
        office_key: str,
        *,
        suffix: str = "",
        roster: Roster | None = None,
        unfinished: Mapping[int, int] | None = None,
        index: bool = True,
        see: Callable[[int, int], object] = lambda _milliseconds, _counter: None,
    ) -> None:
        self.connection = connection
        self.office_key = office_key
        self.suffix = suffix
        self.fixed = roster is not None
        self.unfinished: dict[int, int] = dict(unfinished or {})
        self.limit: int | None = None
        self.index = index
        self.outcome = Outcome()
        self.long_way = Refolding(connection, suffix, self._is_ready)
        self.roster = roster if roster is not None else read_roster(connection, office_key, suffix)
        self._cited = Cited(self)
        self._standing: dict[tuple[str, str], Standing] = {}
        self._again: set[tuple[str, str]] = set()
        self._ready: set[str] = set()
        self._tips: dict[tuple[str, str], tuple[int, str]] = {}
        self._locked_parents: dict[tuple[str, str], bool] = {}
        self._any_waiting = bool(self._sql("SELECT 1 FROM waiting{s} LIMIT 1").fetchone())
        self._roster_dirty = False
        self.see = see

    # ---- taking changes in

    def absorb(self, arrivals: Iterable[Stored]) -> Outcome:
        """Fold these changes and everything that was waiting for them."""
        queue = deque(arrivals)
        while True:
            while queue:
                self._take(queue.popleft(), queue)
            self.flush()
            if not self._roster_dirty:
                return self.outcome
            queue.extend(self._renew_roster())

    def absorb_unflushed(self, arrivals: Iterable[Stored]) -> None:
        """Fold these changes and keep what is standing for the next ones; ``absorb(())`` ends the slice."""
        queue = deque(arrivals)
        while queue:
            self._take(queue.popleft(), queue)
            if self._roster_dirty:  # what follows may be by a writer who was just registered
                self.absorb(())

    def _take(self, item: Stored, queue: deque[Stored]) -> None:
        if self.limit is not None:
            self.limit = max(self.limit, item.row)
        if item.package in self.unfinished:
            self.unfinished[item.package] = max(self.unfinished[item.package], item.row)
        missing = self._missing(item.change)
        if missing:
            self._sql("INSERT OR REPLACE INTO waiting{s} (row, missing) VALUES (?, ?)", item.row, missing)
            self._any_waiting = True
            return
        self._apply(item)
        if self._any_waiting:
            queue.extend(self._release(item.change.id))

    def _release(self, missing: str) -> list[Stored]:
        rows = [r[0] for r in self._sql("SELECT row FROM waiting{s} WHERE missing = ? ORDER BY row", missing)]
        freed = []
        for row in rows:
            self._sql("DELETE FROM waiting{s} WHERE row = ?", row)
            line = self._sql(f"SELECT {journal.COLUMNS}, package FROM change WHERE row = ?", row).fetchone()
            freed.append(journal.stored(line))
        return freed

    def _missing(self, change: Change) -> str:
        """The first thing this change still waits for, or ''."""
        if change.writer not in self.roster.writers:
            return f"writer:{change.writer}"
        if change.n > 1 and not self._is_ready(change.body["prev"]):
            return str(change.body["prev"])
        return next((i for i in sorted(change.cited()) if not self._is_ready(i)), "")

    def _is_ready(self, change: str) -> bool:
        if change in self._ready:
            return True
        row = self._sql(READY, bytes.fromhex(change)).fetchone()
        if row is None or row[2] is not None:
            return False
        if row[1] in self.unfinished and row[0] > self.unfinished[row[1]]:
            return False
        if self.limit is not None and row[0] > self.limit:
            return False
        self._note_ready(change)
        return True

    def _note_ready(self, change: str) -> None:
        if len(self._ready) > KEPT_READY:
            self._ready.clear()
        self._ready.add(change)

    # ---- one change

    def _apply(self, item: Stored) -> None:
        change = item.change
        standing = self._find(change)
        self.outcome.kinds.add(change.kind)
        verdict = self._verdict(change, standing)
        if verdict.state != "regular":
            details = json.dumps(dict(verdict.details), ensure_ascii=False, sort_keys=True)
            put = "INSERT OR REPLACE INTO irregular{s} (row, state, rule, details) VALUES (?, ?, ?, ?)"
            self._sql(put, item.row, verdict.state, verdict.rule, details)
        self._note_ready(change.id)
        self.see(*change.body["t"])
        self._tips[change.writer, change.scope] = (change.n, change.id)
        if verdict.state == "regular" and change.body.get("redact"):
            self._redact(change)
        if change.kind in ROSTER_KINDS and change.scope == COMMON:
            self._roster_dirty = True
        if verdict.state != "regular" or not self._short_way(change, standing):
            self._again.add((change.rec, change.scope))
        if change.parent and self._parent_is_locked(change.parent, change.scope):
            self._again.add((change.rec, change.scope))
            self._again.add((change.parent, change.scope))

    def _verdict(self, change: Change, standing: Standing) -> Verdict:
        wrong = self._wrong_citation(change, standing)
        if wrong:
            return Verdict("irregular", "cites", {"why": wrong})
        return judging.judge(change, self._cited, self.roster)

    def _wrong_citation(self, change: Change, standing: Standing) -> str:
        if change.n > 1 and self._tips.get((change.writer, change.scope)) != (change.n - 1, change.body["prev"]):
            before = journal.get(self.connection, change.body["prev"])
            if before is None or (before.change.writer, before.change.scope, before.change.n) != (
                change.writer,
                change.scope,
                change.n - 1,
            ):
                return "prev"
        if (standing.kind, standing.parent) != (change.kind, change.parent):
            return "kind"
        for name, ids in change.supersedes.items():
            live = standing.heads.get(name, ())
            for cid in ids:
                if cid not in live and not self._sets_field(cid, change, name):
                    return "sup"
        outside = [*change.body.get("rests", ()), *(change.step or {"on": ()})["on"], *change.body.get("redact", ())]
        for cid in outside:
            cited = self.long_way.judged(cid)
            if cited is None or cited.change.scope not in {change.scope, COMMON}:
                return "scope"
        return ""

    def _sets_field(self, cid: str, change: Change, name: str) -> bool:
        cited = journal.get(self.connection, cid)
        return (
            cited is not None
            and (cited.change.rec, cited.change.scope) == (change.rec, change.scope)
            and name in cited.change.body["fields"]
        )

    def _short_way(self, change: Change, standing: Standing) -> bool:
        """Fold a change that replaces exactly the heads there were; False when the record needs folding again."""
        body = change.body
        key = (change.rec, change.scope)
        if not standing.plain or key in self._again or "step" in body or "redact" in body or "rests" in body:
            return False
        kind = kinds()[change.kind]
        milliseconds = body["t"][0]
        if standing.created and milliseconds <= standing.created:
            return False
        fields = body["fields"]
        if "state" in fields or "~deleted" in standing.heads:
            return False
        for name, entry in fields.items():
            if name not in change.values or not set(standing.heads.get(name, ())) <= set(entry["sup"]):
                return False
        for name in fields:
            standing.heads[name] = [change.id]
            self._set_column(standing, kind, name, change.values[name][1])
        if not standing.created:
            standing.created, standing.writer = milliseconds, change.writer
        standing.updated = max(standing.updated, milliseconds)
        return True

    @staticmethod
    def _set_column(standing: Standing, kind: Kind, name: str, value: Any) -> None:
        if name == "~order":
            standing.columns["ord"] = value or ""
        elif name == "~deleted" or name in {"~moved", "~same_as"}:
            standing.columns[name] = value
        else:
            declared = kind.field(name)
            if declared is not None:
                standing.columns[views.column(name)] = views.to_column(declared, value)

    # ---- standing records

    def _find(self, change: Change) -> Standing:
        key = (change.rec, change.scope)
        found = self._standing.get(key)
        if found is None:
            found = self._load(key) or Standing(
                0, change.rec, change.scope, change.kind, change.parent, {}, 0, self._is_plain_kind(change.kind)
            )
            self._standing[key] = found
            self.outcome.records.add(key)
        return found

    @staticmethod
    def _is_plain_kind(code: str) -> bool:
        return code in kinds()

    def _load(self, key: tuple[str, str]) -> Standing | None:
        row = self._sql(STANDING, *key).fetchone()
        if row is None:
            return None
        by_field: dict[str, list[str]] = {}
        for cid, names in json.loads(row[3]).items():
            for name in names:
                by_field.setdefault(name, []).append(cid)
        return Standing(row[0], key[0], key[1], row[1], row[2], by_field, row[4], bool(row[5]))

    def _parent_is_locked(self, parent: str, scope: str) -> bool:
        key = (parent, scope)
        if key not in self._locked_parents or key in self._again:
            row = self._sql("SELECT lock FROM record{s} WHERE rec = ? AND scope = ?", parent, scope).fetchone()
            self._locked_parents[key] = bool(row and row[0])
        return self._locked_parents[key]

    # ---- writing out

    def flush(self) -> None:
        """Write what is standing to the tables; records that need it are folded again from all their changes."""
        short = [s for key, s in self._standing.items() if key not in self._again and (s.columns or not s.row)]
        for standing in short:
            self._write_short(standing)
        children_first = sorted(self._again, key=lambda key: (not self._parent_of(key), key))
        for key in children_first:
            self.long_way.write(key)
        if self.index:
            search.index(self.connection, {(s.rec, s.scope) for s in short} | self._again)
        elif not self.suffix:
            search.postpone(self.connection, {(s.rec, s.scope) for s in short} | self._again)
        self._standing.clear()
        self._again.clear()
        self._locked_parents.clear()

    def _parent_of(self, key: tuple[str, str]) -> str:
        standing = self._standing.get(key) or self._load(key)
        return standing.parent if standing else ""

    def _write_short(self, standing: Standing) -> None:
        columns = standing.columns
        hidden = self._hidden(standing, columns)
        heads = heads_json(standing.heads)
        view = views.table(standing.kind, self.suffix)
        if standing.row:
            self._sql(TOUCH_RECORD, heads, hidden, standing.updated, standing.row)
            shown = {k: v for k, v in columns.items() if not k.startswith("~")}
            shown["hidden"] = hidden
            sets = ", ".join(f"{name} = ?" for name in shown)
            update = f"UPDATE {view} SET {sets}, updated = max(updated, ?) WHERE row = ?"
            self._sql(update, *shown.values(), standing.updated, standing.row)
            return
        row = self._sql(
            PUT_RECORD,
            *(standing.rec, standing.scope, standing.kind, standing.parent, heads, "", hidden),
            *(standing.created, standing.updated, 1, 0),
        ).fetchone()[0]
        shown = {
            "row": row,
            "rec": standing.rec,
            "scope": standing.scope,
            "parent": standing.parent,
            "ord": "",
            "state": kinds()[standing.kind].first_state,
            "conflicts": 0,
            "irregular": 0,
            "changed_since": 0,
            "hidden": hidden,
            "created": standing.created,
            "updated": standing.updated,
            "writer": standing.writer,
        }
        shown.update({k: v for k, v in columns.items() if not k.startswith("~")})
        insert(self.connection, view, shown)

    def _hidden(self, standing: Standing, columns: Mapping[str, Any]) -> int:
        """1 when deleted, moved away or joined to another; keeps what stands when nothing says otherwise."""
        named = [n for n in ("~deleted", "~moved", "~same_as") if n in columns]
        if not named and standing.row:
            return int(self._sql("SELECT hidden FROM record{s} WHERE row = ?", standing.row).fetchone()[0])
        if any(columns[n] for n in named):
            return 1
        if standing.row and len(named) < 3 and any(n in standing.heads for n in ("~deleted", "~moved", "~same_as")):
            return int(is_hidden(self.long_way.record(standing.rec, standing.scope)))
        return 0

    def _redact(self, change: Change) -> None:
        for cid, names in change.body["redact"].items():
            target = journal.get(self.connection, cid)
            for name in names:
                self._sql("INSERT OR IGNORE INTO redacted{s} (id, field) VALUES (?, ?)", cid, name)
            self.long_way.any_redacted = True
            if target is not None:
                drop_values(self.connection, target, names)
                key = (target.change.rec, target.change.scope)
                self._again.add(key)
                drafts.forget_fields(self.connection, target.change.rec, names)
                # Rules may have read the value: an irregular change, or one restated under a lock, is judged again.
                if not self.long_way.verdict(target.row).regular or self._under_lock(target.change):
                    self.outcome.rebuild = True

    def _under_lock(self, change: Change) -> bool:
        query = "SELECT 1 FROM record{s} WHERE rec IN (?, ?) AND scope = ? AND lock <> '' LIMIT 1"
        return self._sql(query, change.rec, change.parent, change.scope).fetchone() is not None

    # ---- roster

    def _renew_roster(self) -> list[Stored]:
        self._roster_dirty = False
        if self.fixed:
            return []
        before, self.roster = self.roster, read_roster(self.connection, self.office_key, self.suffix)
        if before == self.roster:
            return []
        self.outcome.roster_changed = True
        marks = ",".join("?" * len(ROSTER_RULES))
        reaches = any(self.roster.writers.get(w) != entry for w, entry in before.writers.items())
        if reaches or self._sql(f"SELECT 1 FROM irregular{{s}} WHERE rule IN ({marks})", *ROSTER_RULES).fetchone():
            self.outcome.rebuild = True
        freed: list[Stored] = []
        for writer in self.roster.writers.keys() - before.writers.keys():
            freed += self._release(f"writer:{writer}")
        return freed

    def _sql(self, statement: str, *values: Any) -> Any:
        if "{s}" in statement:
            statement = statement.replace("{s}", self.suffix)
        return self.connection.execute(statement, values)


def drop_values(connection: Connection, target: Stored, names: Iterable[str]) -> None:
    """Empty the values and salts of a redacted change, wherever it came from."""
    kept = {name: list(pair) for name, pair in target.change.values.items() if name not in set(names)}
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    connection.execute("UPDATE change SET vals = ? WHERE row = ?", (text, target.row))
