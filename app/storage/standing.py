"""What the vault says of one record: values, heads, history; and the title of a search hit."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from app.records import heads as oracle
from app.records.judge import Judged
from app.records.kinds import Sensitivity, kinds
from app.records.masks import mask
from app.storage import assigned, journal, search, views
from app.storage.database import Connection
from app.storage.fold import Fold
from app.storage.ledger import Ledger
from app.storage.types import Head, HistoryItem, Hit, Irregular, Record

# where somebody used an id for something else, the one this vault knew first
PLACE = """
SELECT scope, kind, parent
  FROM record
 WHERE rec = ?
   AND (scope = ? OR ? = '')
   AND (kind = ? OR ? = '')
 ORDER BY hidden, scope, row
 LIMIT 1
"""
CHILDREN = """
SELECT rec, scope, kind, parent
  FROM record
 WHERE parent = ?
   AND parent <> ''
   AND (kind = ? OR ? = '')
   AND (hidden = 0 OR ?)
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """Records as they stand in a ledger; ``person_of`` gives the person behind a writer, or ''."""

    ledger: Ledger
    person_of: Callable[[str], str]
    _outside: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)

    def _fold(self, connection: Connection) -> Fold:
        return Fold(
            connection,
            self.ledger.office_key,
            roster=self.ledger.roster,
            unfinished=self.ledger.unfinished,
            index=False,
        )

    def folded(self, connection: Connection, keys: Iterable[tuple[str, str, str, str]]) -> list[Record]:
        """Fold several records, by record id, scope, kind and parent, that are known to be there."""
        fold = self._fold(connection)
        return [self._record(fold, *key) for key in keys]

    def record(self, rec: str, scope: str, kind: str = "") -> Record | None:
        """Fold one record for showing it."""
        with self.ledger.database.read() as connection:
            found = connection.execute(PLACE, (rec, scope, scope, kind, kind)).fetchone()
            return self._record(self._fold(connection), rec, *found) if found else None

    def _record(self, fold: Fold, rec: str, scope: str, kind: str, parent: str) -> Record:
        state = fold.long_way.record(rec, scope, kind, parent)
        unseen = _unseen(fold.connection, rec, scope, state)
        wrong = [fold.long_way.judged(cid) for cid in (*(i for i, _ in state.irregular), *state.newer)]
        heads = {name: tuple(self._head(head) for head in found) for name, found in state.heads.items()}
        return Record(
            rec=rec,
            scope=scope,
            kind=state.kind,
            parent=state.parent,
            order=state.order,
            values=dict(state.values),
            heads=heads,
            conflicts=tuple(state.conflicts),
            state=state.state,
            lock=state.locks[-1] if state.locks else "",
            changed_since=unseen,
            irregular=tuple(self._irregular(judged) for judged in wrong if judged is not None),
            deleted_beside=state.edited_beside_delete,
            deleted=state.deleted,
            moved_to=state.moved_to,
            same_as=state.same_as,
            created=state.created,
            updated=state.updated,
            author=self.person_of(state.writer),
            writer=state.writer,
            strangers=state.strangers,
        )

    def _head(self, head: oracle.Head) -> Head:
        person = self.person_of(head.writer)
        return Head(head.id, head.value, head.writer, person, head.clock[:2], head.redacted, head.agreed)

    def _irregular(self, judged: Judged) -> Irregular:
        change, verdict = judged.change, judged.verdict
        milliseconds, counter, _ = change.clock
        person = self.person_of(change.writer)
        return Irregular(change.id, verdict.rule, verdict.details, change.writer, person, (milliseconds, counter))

    def children(self, rec: str, kind: str, *, hidden: bool) -> list[Record]:
        """The parts of a record, in their order."""
        with self.ledger.database.read() as connection:
            fold = self._fold(connection)
            rows = connection.execute(CHILDREN, (rec, kind, kind, hidden)).fetchall()
            found = [self._record(fold, *key) for key in rows]
        return sorted(found, key=lambda r: (r.order, r.rec))

    def outside(self, connection: Connection) -> frozenset[tuple[str, str]]:
        """Writers and the scopes of villages they wrote into though never assigned to them."""
        roster = self.ledger.roster
        state = (*connection.execute(assigned.STATE).fetchone(), id(roster))
        if self._outside.get("state") != state:
            found = assigned.outside(connection, roster, self._fold(connection).long_way)
            self._outside.update(state=state, roster=roster, found=frozenset(found))  # kept: its id stays its own
        kept: frozenset[tuple[str, str]] = self._outside["found"]
        return kept

    def history(self, rec: str) -> list[HistoryItem]:
        """Every change of a record in display order with its verdict."""
        query = f"""
        SELECT {journal.COLUMNS}, package
          FROM change
         WHERE rec = ?
           AND package NOT IN (SELECT row FROM package WHERE state = 'staging')
        """
        items = []
        with self.ledger.database.read() as connection:
            outside = self.outside(connection)
            waiting = "SELECT missing FROM waiting WHERE row = ?"
            verdict = "SELECT state, rule, details FROM irregular WHERE row = ?"
            for line in connection.execute(query, (rec,)).fetchall():
                stored = journal.stored(line)
                missing = connection.execute(waiting, (stored.row,)).fetchone()
                wrong = connection.execute(verdict, (stored.row,)).fetchone()
                state, rule, details = "regular", "", {}
                if missing:
                    state, details = "waiting", {"missing": missing[0]}
                elif wrong:
                    state, rule, details = wrong[0], wrong[1], json.loads(wrong[2])
                person = self.person_of(stored.change.writer)
                away = (stored.change.writer, stored.change.scope) in outside
                items.append(HistoryItem(stored.change, person, state, rule, details, away))
        return sorted(items, key=lambda item: item.change.clock)


def _unseen(connection: Connection, rec: str, scope: str, state: oracle.RecordState) -> tuple[str, ...]:
    """Fields with a head no lock named, then record ids of such parts."""
    found = list(state.changed_since)
    if state.locks:
        query = "SELECT rec, kind, heads FROM record WHERE parent = ? AND parent <> '' AND scope = ? ORDER BY rec"
        for child, code, heads in connection.execute(query, (rec, scope)).fetchall():
            declared = kinds().get(code)
            if declared is None or declared.after_lock or declared.parent not in {"*", state.kind}:
                continue
            if set(json.loads(heads)) - state.locked:
                found.append(child)
    return tuple(found)


def hit(connection: Connection, doc: search.Found, question: str) -> Hit:
    """A search hit with its title."""
    declared = kinds()[doc.kind]
    names = [f for f in declared.fields if f.name in declared.title]
    masked = [f for f in declared.fields if f.search and f.sensitivity is Sensitivity.MASKED]
    columns = ", ".join(["r.parent", *("v." + views.column(f.name) for f in (*names, *masked))])
    # through the record: a view has no index on the record's id
    view = views.table(doc.kind)
    query = f"SELECT {columns} FROM record r JOIN {view} v ON v.row = r.row WHERE r.rec = ? AND r.scope = ? LIMIT 1"
    row = connection.execute(query, (doc.rec, doc.scope)).fetchone() or [""] * (1 + len(names) + len(masked))
    title = " ".join(str(value) for value in row[1 : 1 + len(names)] if value)
    body = doc.body
    for value in filter(None, row[1 + len(names) :]):  # found by its digits, shown in full to who asks for it
        body = body.replace(search.normal(value), mask(search.normal(value)))
    return Hit(doc.rec, doc.scope, doc.kind, row[0], title, search.snippet(body, question))
