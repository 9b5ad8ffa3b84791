"""The fold: ready changes become standing records and view rows, the same whatever the order they came in.

A change is folded once it is *ready* (docs/change-format.md). Most changes replace exactly the one head there was:
they take the short way (`app.storage.short_way`). Everything else (conflicts, locks, redactions, irregular changes)
marks its record, which is then folded again from all its changes: `app.storage.refolding`, the long way. Both must
agree; tests hold them to it.
"""

import gc
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from app.records import judge as judging
from app.records.change import COMMON, Change
from app.records.judge import Roster, Verdict
from app.records.verdicts import locks
from app.storage import citing, drafts, journal, search
from app.storage.database import Connection
from app.storage.journal import Stored
from app.storage.refolding import Refolding
from app.storage.rostering import read_roster
from app.storage.short_way import Key, ShortWay, Standing

ROSTER_KINDS = {"inspector", "writer"}
ROSTER_RULES = ("roster", "role", "signed", "G04", "G08", "G24")
KEPT_READY = 100_000
HEAVY, SHARE = 2000, 4  # from so many changes on, a slice takes in a fourth of what it must fold again
CHANGES_OF = "SELECT count(*) FROM change WHERE rec IN (SELECT value FROM json_each(?))"

READY = """
SELECT c.row, c.package, w.row
  FROM change c
  LEFT JOIN waiting{s} w ON w.row = c.row
 WHERE c.id = ?
"""
PUT_VERDICT = "INSERT OR REPLACE INTO irregular{s} (row, state, rule, details) VALUES (?, ?, ?, ?)"
LEANING = "SELECT person FROM leaning{s}"  # whose changes count only by the role they have today
PUT_LEANING = "INSERT OR IGNORE INTO leaning{s} (person) VALUES (?)"
PARTS = "SELECT rec FROM record{s} WHERE parent = ? AND parent <> '' AND scope = ?"


@dataclass(slots=True)
class Outcome:
    """What folding touched."""

    roster_changed: bool = False
    rebuild: bool = False  # a change reaches back into verdicts already given


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the cycle collector still for one slice: it makes no cycles, and would be gone through a dozen times."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class Fold:
    """Folds into the view tables with one suffix, inside the caller's transaction.

    ``unfinished`` maps a package to the last of its rows already folded; later rows of it do not count as held.
    ``limit`` does the same for the whole journal while views are rebuilt. ``roster`` is the one to judge by, whatever
    comes; ``known`` the one that stands in the views, so that it need not be read again.
    """

    def __init__(
        self,
        connection: Connection,
        office_key: str,
        *,
        suffix: str = "",
        roster: Roster | None = None,
        known: Roster | None = None,
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
        self.long_way = Refolding(connection, suffix, self._is_folded)
        self.roster = roster or known or read_roster(connection, office_key, suffix)
        self.see = see
        self._short_way = ShortWay(connection, suffix)
        self._cited = citing.Cited(self.long_way)
        self._again: set[Key] = set()  # records to be folded again when the slice ends
        self._locking: set[Key] = set()  # records locked in this slice: their parts are folded again too
        self._released: set[int] = set()
        self._ready: set[str] = set()
        self._tips: dict[Key, tuple[int, str]] = {}
        self._locked_parents: dict[Key, bool] = {}
        self._any_waiting = bool(self._sql("SELECT 1 FROM waiting{s} LIMIT 1").fetchone())
        self._roster_dirty = False
        self._taken = 0  # changes since the last flush
        self._due = (0, 0)  # of so many records to be folded again: how many changes they have

    @property
    def backlog(self) -> int:
        """How many records wait to be folded the long way when the slice ends."""
        return len(self._again)

    @property
    def owes(self) -> bool:
        """Whether to take in more before the slice ends, however long it took.

        Ending it folds records again from all their changes. Where one has thousands that nobody merged, doing so
        after every few would take hours; a slice in proportion keeps the sum in proportion too.
        """
        if not self._again:
            return False
        if self._due[0] != len(self._again):
            recs = json.dumps([rec for rec, _ in self._again])
            self._due = (len(self._again), self._sql(CHANGES_OF, recs).fetchone()[0])
        return self._due[1] > HEAVY and self._taken * SHARE < self._due[1]

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
        self._short_way.prefetch(item.change for item in queue)
        while queue:
            self._take(queue.popleft(), queue)
            if self._roster_dirty:  # what follows may be by a writer who was just registered
                self.absorb(())

    def _take(self, item: Stored, queue: deque[Stored]) -> None:
        self._taken += 1
        if self.limit is not None and item.row > self.limit:
            self.limit = item.row
        if item.package in self.unfinished:
            self.unfinished[item.package] = max(self.unfinished[item.package], item.row)
        change = item.change
        standing = self._short_way.find(change)
        outside = citing.beyond(change, standing)
        missing = self._missing(change, outside)
        if missing:
            self._sql("INSERT OR REPLACE INTO waiting{s} (row, missing) VALUES (?, ?)", item.row, missing)
            self._any_waiting = True
            return
        if item.row in self._released:
            self._sql("DELETE FROM waiting{s} WHERE row = ?", item.row)
        self._apply(item, standing, outside)
        if self._any_waiting:
            queue.extend(self._release(change.id))

    def _release(self, missing: str) -> list[Stored]:
        """What waited for this; each keeps its place in ``waiting`` until it is folded, and is not ready before."""
        rows = [r[0] for r in self._sql("SELECT row FROM waiting{s} WHERE missing = ? ORDER BY row", missing)]
        freed = []
        for row in rows:
            line = self._sql(f"SELECT {journal.COLUMNS}, package FROM change WHERE row = ?", row).fetchone()
            freed.append(journal.stored(line))
        self._released.update(rows)
        return freed

    def _missing(self, change: Change, outside: set[str]) -> str:
        """The first thing this change still waits for, or ''."""
        body = change.body
        if body["w"] not in self.roster.writers:
            return f"writer:{body['w']}"
        if body["n"] > 1 and body["prev"] not in self._ready and not self._is_ready(body["prev"]):
            return str(body["prev"])
        for cid in sorted(outside):
            if not self._is_ready(cid) or (body["scope"] == COMMON and not citing.is_common(self.connection, cid)):
                return cid
        return ""

    def _is_ready(self, change: str) -> bool:
        if change in self._ready:
            return True
        row = self._sql(READY, bytes.fromhex(change)).fetchone()
        if row is None or row[2] is not None or not self._is_folded(row[0], row[1]):
            return False
        self._note_ready(change)
        return True

    def _is_folded(self, row: int, package: int) -> bool:
        """Whether a change was reached already: neither in the rest of a package nor in that of a rebuild."""
        if package in self.unfinished and row > self.unfinished[package]:
            return False
        return self.limit is None or row <= self.limit

    def _note_ready(self, change: str) -> None:
        if len(self._ready) > KEPT_READY:
            self._ready.clear()
        self._ready.add(change)

    # ---- one change

    def _apply(self, item: Stored, standing: Standing, outside: set[str]) -> None:
        change, body = item.change, item.change.body
        scope = body["scope"]
        key = (standing.rec, scope)
        verdict = self._verdict(change, standing, outside)
        self._note_ready(change.id)
        self._tips[body["w"], scope] = (body["n"], change.id)
        self.see(*body["t"])
        if not verdict.regular:
            details = json.dumps(dict(verdict.details), ensure_ascii=False, sort_keys=True)
            self._sql(PUT_VERDICT, item.row, verdict.state, verdict.rule, details)
            self._again.add(key)
        elif key in self._again or not self._short_way.take(change, standing):
            self._again.add(key)
            self._long(change)
            if judging.leans_on_roles(change, self._cited, self.roster):
                self._sql(PUT_LEANING, self.roster.person_of(change.writer))
        if scope == COMMON and body["kind"] in ROSTER_KINDS:
            self._roster_changes(change, standing)
        if "in" in body and self._parent_is_locked(body["in"], scope):
            self._again.update((key, (body["in"], scope)))

    def _long(self, change: Change) -> None:
        """What a regular change that is not a plain edit does besides."""
        if change.step is not None and locks(change):
            self._locking.add((change.rec, change.scope))
        if change.body.get("redact"):
            self._redact(change)

    def _verdict(self, change: Change, standing: Standing, outside: set[str]) -> Verdict:
        body = change.body
        follows = body["n"] == 1 or self._tips.get((body["w"], body["scope"])) == (body["n"] - 1, body["prev"])
        if not follows and citing.wrong_before(self.connection, change):
            return Verdict("irregular", "cites", {"why": "prev"})
        if outside or not standing.plain or (standing.kind, standing.parent) != (change.kind, change.parent):
            wrong = citing.wrong(self.connection, change, standing, outside)
            if wrong:
                return Verdict("irregular", "cites", {"why": wrong})
        return judging.judge(change, self._cited, self.roster)

    def _roster_changes(self, change: Change, standing: Standing) -> None:
        """Note that the roster may have changed.

        A key that was vouched for, or one said twice, is judged by the roster it makes itself: only a rebuild, which
        begins with the office card alone, gives the same answer whatever came first.
        """
        self._roster_dirty = True
        if change.kind == "writer" and (not self.roster.is_office(change.writer) or standing.row):
            self.outcome.rebuild = True

    def _parent_is_locked(self, parent: str, scope: str) -> bool:
        key = (parent, scope)
        if key not in self._locked_parents:
            row = self._sql("SELECT 1 FROM record{s} WHERE rec = ? AND scope = ? AND lock <> ''", *key).fetchone()
            self._locked_parents[key] = row is not None
        return self._locked_parents[key] or key in self._locking

    # ---- writing out

    def flush(self) -> None:
        """Write what is standing to the tables; records that need it are folded again from all their changes."""
        short = [s for s in self._short_way.touched() if (s.rec, s.scope) not in self._again]
        self._short_way.write(short)
        again = set(self._again)
        for rec, scope in self._locking:
            again.update((part, scope) for (part,) in self._sql(PARTS, rec, scope).fetchall())
        self._fold_again(again)
        if self.index:
            search.index(self.connection, {(s.rec, s.scope) for s in short} | again)
        elif not self.suffix:
            search.postpone(self.connection, (s.row for s in short), again)
        self._short_way.clear()
        self._again.clear()
        self._locking.clear()
        self._locked_parents.clear()
        self._taken = 0

    def _fold_again(self, keys: set[Key]) -> None:
        """Owners first, since their locks hold for their parts; then locked owners again, which count unseen parts."""
        ordered = sorted(keys, key=lambda key: (bool(self._short_way.parent(key)), key))
        self.long_way.forget_locks()
        locked = [state for key in ordered for state in self.long_way.write(key)]
        for state in locked:
            self.long_way.write_unseen(state)

    def _redact(self, change: Change) -> None:
        for cid, names in change.body["redact"].items():
            target = journal.get(self.connection, cid)
            for name in names:
                self._sql("INSERT OR IGNORE INTO redacted{s} (id, field) VALUES (?, ?)", cid, name)
            self.long_way.any_redacted = True
            if target is not None:
                journal.drop_values(self.connection, target, names)
                self._again.add((target.change.rec, target.change.scope))
                drafts.forget_fields(self.connection, target.change.rec, cid, names)
                # Rules may have read the value: an irregular change, or one restated under a lock, is judged again.
                if not self.long_way.verdict(target.row).regular or self._under_lock(target.change):
                    self.outcome.rebuild = True

    def _under_lock(self, change: Change) -> bool:
        if self._locking & {(change.rec, change.scope), (change.parent, change.scope)}:
            return True
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
        if self._reaches_back(before):
            self.outcome.rebuild = True
        freed: list[Stored] = []
        for writer in sorted(self.roster.writers.keys() - before.writers.keys()):
            freed += self._release(f"writer:{writer}")
        return freed

    def _reaches_back(self, before: Roster) -> bool:
        """Whether a verdict already given may be another one under the new roster."""
        if any(self.roster.writers.get(writer) != entry for writer, entry in before.writers.items()):
            return True
        if before.inspectors.keys() - self.roster.inspectors.keys():
            return True
        if any(before.role_of(person) != self.roster.role_of(person) for (person,) in self._sql(LEANING).fetchall()):
            return True
        marks = ",".join("?" * len(ROSTER_RULES))
        query = f"SELECT 1 FROM irregular{{s}} WHERE rule IN ({marks}) LIMIT 1"
        return self._sql(query, *ROSTER_RULES).fetchone() is not None

    def _sql(self, statement: str, *values: Any) -> Any:
        if "{s}" in statement:
            statement = statement.replace("{s}", self.suffix)
        return self.connection.execute(statement, values)
