"""Receiving: changes are staged unseen, appear by one flip of one row, and are folded in short slices."""

import contextlib
import json
from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from typing import Any, BinaryIO

from app.errors import CancelledError
from app.jobs import Progress
from app.records.change import Change
from app.storage import journal, packages
from app.storage.blobs import Blobs
from app.storage.database import Connection, Database
from app.storage.fold import Outcome, uncollected
from app.storage.ledger import Ledger, Shared
from app.storage.types import Arrived, PackageRecord

ROWS, FEW_ROWS = 500, 8  # changes staged between two looks at the clock; few while a person is typing
# Records to be folded the long way after which a slice ends, and while a person is typing also the changes folded
# between two looks at the clock: each of them may turn out to need it.
BACKLOG, SMALL_BACKLOG = 40, 3
TIPS = 25  # numbers by which a tip moves between two looks at the clock
PUT_BLOB = "INSERT OR IGNORE INTO blob (sha256, size, package) VALUES (?, ?, ?)"
PUT_ASIDE = """
INSERT INTO set_aside (package, item, reason, details, at)
SELECT row, ?, ?, ?, at
  FROM package
 WHERE row = ?
"""
TAKE_BACK = "DELETE FROM change WHERE row IN (SELECT row FROM change WHERE package = ? LIMIT ?)"
FOLDED = "UPDATE package SET details = json_set(details, '$.folded', ?) WHERE row = ?"
APPEAR = "UPDATE package SET state = 'folding', details = json_set(details, '$.folded', ?) WHERE row = ?"
CONFLICTS = """
SELECT r.rec, count(*), EXISTS (SELECT 1 FROM change c WHERE c.rec = r.rec AND c.package = ?)
  FROM record r
 WHERE r.conflicts > 0
   AND r.rec > ?
 GROUP BY r.rec
 ORDER BY r.rec
 LIMIT 100
"""
RECORDED = "SELECT 1 FROM blob WHERE sha256 = ?"
WAITING = "SELECT count(*) FROM waiting w CROSS JOIN change c WHERE c.row = w.row AND c.package = ?"


class Staging:
    """Takes one package in. Nothing shows before ``finish``; ``abandon`` leaves nothing."""

    def __init__(self, ledger: Ledger, blobs: Blobs, package: PackageRecord) -> None:
        self._ledger, self._blobs = ledger, blobs
        self._new = self._known = self._blobs_new = self._filled = 0
        self._chains: dict[tuple[str, str], int] = {}
        self._shared = Shared()
        with ledger.database.write(background=True) as connection:
            self.row = packages.put(connection, package, "staging")
        ledger.unfinished[self.row] = 0
        ledger.shared[self.row] = self._shared

    def give_way(self) -> None:
        """Stand still while a person saves; to be called between two lines that are read."""
        self._ledger.database.turn.give_way()

    def add_lines(self, changes: Sequence[Change]) -> None:
        """Stage changes whose signatures were checked; those held already are counted, not stored twice."""
        at, turn = 0, self._ledger.database.turn
        while at < len(changes):
            with self._ledger.database.write(background=True) as connection:
                over = turn.slice()
                while True:
                    part = changes[at : at + (FEW_ROWS if turn.typing else ROWS)]
                    at += len(part)
                    self._add(connection, part)
                    if at >= len(changes) or over():
                        break

    def _add(self, connection: Connection, part: Sequence[Change]) -> None:
        here = journal.known(connection, (c.id for c in part))
        fresh = list(_whole(c for c in part if c.id not in here).values())
        filled = journal.fill(connection, (c for c in part if c.id in here))
        if filled:  # verdicts may hang on those values: kept with them, so that a power cut forgets nothing
            connection.execute("UPDATE setting SET value = 'stale' WHERE name = 'views'")
        self._filled += filled
        self._shared.changes.update(journal.staged_elsewhere(connection, here, self.row))
        rows = [(*journal.as_row(c, self._chain(connection, c)), self.row) for c in fresh]
        connection.executemany(journal.INSERT, rows)
        self._new += len(fresh)
        self._known += len(part) - len(fresh)

    def _chain(self, connection: Connection, change: Change) -> int:
        key = (change.writer, change.scope)
        if key not in self._chains:
            self._chains[key] = journal.chain_row(connection, *key)
        return self._chains[key]

    def blob(self, sha256: str, reader: BinaryIO) -> None:
        """Keep one part of an attachment; one held already is read to its end and left as it is."""
        size = 0
        if self._blobs.path(sha256).exists():
            while piece := reader.read(1 << 20):
                size += len(piece)
        else:
            size = self._blobs.put_known(sha256, reader)
        self.blob_here(sha256, size)

    def blob_here(self, sha256: str, size: int) -> None:
        """Note one part of an attachment whose bytes are in place already; ``size`` of what was sealed."""
        with self._ledger.database.write(background=True) as connection:
            new = connection.execute(PUT_BLOB, (sha256, size, self.row)).rowcount
            self._blobs_new += new
            if not new:
                self._shared.blobs.add(sha256)

    def set_aside(self, item: str, reason: str, details: dict[str, Any]) -> None:
        """Keep note of a bad thing inside an intact package."""
        with self._ledger.database.write(background=True) as connection:
            connection.execute(
                PUT_ASIDE, (item, reason, json.dumps(details, ensure_ascii=False, sort_keys=True), self.row)
            )

    def finish(self, progress: Progress | None = None) -> Arrived:
        """Flip the package's row: from here on its changes are in the journal. Then fold them."""
        with self._ledger.database.write(background=True, durable=True) as connection:
            # also from one that was broken off and could not be taken back out: the next unlocking deletes its changes
            for other in journal.staging_packages(connection) - {self.row}:
                _hand_over(connection, other, self.row, self._shared)
            begin = journal.span(connection, self.row)[0] - 1
            connection.execute(APPEAR, (begin, self.row))
        self._ledger.unfinished[self.row] = begin
        self._ledger.shared.pop(self.row, None)
        finish(self._ledger, self.row, progress or Progress(), rebuild=self._filled > 0)
        with self._ledger.database.read() as connection:
            waiting = connection.execute(WAITING, (self.row,)).fetchone()[0]
        return Arrived(self._new, self._known, self._blobs_new, waiting, self._conflicts())

    def _conflicts(self) -> int:
        """Records in conflict that this package says anything of; counted in parts, between which others may read."""
        count, last, more = 0, "", True
        while more:
            with self._ledger.database.read() as connection:
                rows = connection.execute(CONFLICTS, (self.row, last)).fetchall()
            count += sum(records for _, records, touched in rows if touched)
            last, more = rows[-1][0] if rows else last, bool(rows)
        return count

    def abandon(self) -> None:
        """Take everything staged back out; a package that has appeared already stays and is folded on."""
        database, shared = self._ledger.database, self._ledger.shared
        with database.write(background=True) as connection:
            state = connection.execute("SELECT state FROM package WHERE row = ?", (self.row,)).fetchone()
            if state is None or state[0] != "staging":
                return
        while self._take_back():
            pass
        with database.turn.take(background=True):  # also while files go: nobody may find one and count on it meanwhile
            with database.write(background=True, durable=True) as connection:
                self._leave_to_others(connection)
                shared.pop(self.row, None)
                digests = [r[0] for r in connection.execute("SELECT sha256 FROM blob WHERE package = ?", (self.row,))]
                connection.execute("DELETE FROM blob WHERE package = ?", (self.row,))
                connection.execute("DELETE FROM set_aside WHERE package = ?", (self.row,))
                connection.execute("DELETE FROM package WHERE row = ?", (self.row,))
                self._ledger.unfinished.pop(self.row, None)
            for sha256 in digests:  # after what named them, or a failing disk leaves names without files
                with contextlib.suppress(OSError):  # a file that stays is in nobody's way
                    self._blobs.remove(sha256)

    def _take_back(self) -> bool:
        database = self._ledger.database
        with database.write(background=True) as connection:
            self._leave_to_others(connection)
            over = database.turn.slice()
            while True:
                if not connection.execute(TAKE_BACK, (self.row, FEW_ROWS * 4)).rowcount:
                    return False
                if over():
                    return True

    def _leave_to_others(self, connection: Connection) -> None:
        """Give packages being staged beside this one what they found here, before any of it is deleted."""
        for other, wanted in self._ledger.shared.items():
            if other != self.row:
                _hand_over(connection, self.row, other, wanted)


def _hand_over(connection: Connection, giver: int, taker: int, shared: Shared) -> None:
    """Give one package that is being staged what it shares with another."""
    give = "UPDATE change SET package = ? WHERE id = ? AND package = ?"
    connection.executemany(give, [(taker, cid, giver) for cid in sorted(shared.changes)])
    give = "UPDATE blob SET package = ? WHERE sha256 = ? AND package = ?"
    connection.executemany(give, [(taker, sha256, giver) for sha256 in sorted(shared.blobs)])


def _whole(changes: Iterable[Change]) -> dict[str, Change]:
    """Changes by id; one that came twice with different values left out has all of them."""
    found: dict[str, Change] = {}
    for change in changes:
        before = found.get(change.id)
        found[change.id] = replace(change, values={**before.values, **change.values}) if before else change
    return found


def is_recorded(database: Database, sha256: str) -> bool:
    """Whether something counts on a part, here or not."""
    with database.read() as connection:
        return connection.execute(RECORDED, (sha256,)).fetchone() is not None


def drop_parts(database: Database, blobs: Blobs, digests: Iterable[str], although: Container[str]) -> None:
    """Remove parts that nothing counts on, ``although`` these had a record before they came.

    With the turn held, so that nobody begins to count on one meanwhile.
    """
    with database.write(background=True) as connection:
        for sha256 in digests:
            if sha256 in although or connection.execute(RECORDED, (sha256,)).fetchone() is None:
                with contextlib.suppress(OSError):
                    blobs.remove(sha256)


def finish(ledger: Ledger, package: int, progress: Progress, *, rebuild: bool = False) -> None:
    """Fold an arrived package from where it stands, in slices; a power cut between two of them loses nothing."""
    whole = Outcome(rebuild=rebuild)
    with ledger.database.read() as connection:
        last = journal.span(connection, package)[1]
    while _slice(ledger, package, last, whole):
        with contextlib.suppress(CancelledError):  # it has appeared: from here on there is nothing to take back
            progress.step(ledger.unfinished.get(package, 0))
    with ledger.database.write(background=True, durable=True) as connection:
        connection.execute("UPDATE package SET state = 'arrived' WHERE row = ?", (package,))
    ledger.unfinished.pop(package, None)
    ledger.after(whole)
    advance(ledger)


def advance(ledger: Ledger) -> None:
    """Move the tips of chains over what is held by now, in turns short enough for a save between two."""
    with ledger.database.read() as connection:
        chains = journal.lagging(connection)
    for chain in chains:
        more = True
        while more:
            with ledger.database.write(background=True) as connection:
                over = ledger.database.turn.slice()
                while more := journal.advance(connection, chain, TIPS):
                    if over():
                        break


def _slice(ledger: Ledger, package: int, last: int, whole: Outcome) -> bool:
    database = ledger.database
    with uncollected(), database.write(background=True) as connection, ledger.folding(connection, index=False) as fold:
        begin = at = ledger.unfinished[package]
        more, over = True, database.turn.slice()
        folded: list[Change] = []
        count, backlog = (SMALL_BACKLOG, SMALL_BACKLOG) if database.turn.typing else (50, BACKLOG)
        while True:
            rows = connection.execute(journal.OF_PACKAGE, (package, at, last, count)).fetchall()
            items = [journal.stored(r, package) for r in rows]
            fold.absorb_unflushed(items)
            folded += [item.change for item in items]
            at, more = (rows[-1][0], True) if rows else (at, False)
            if not more or ((over() or fold.backlog >= backlog) and not fold.owes):
                break
        fold.absorb(())
        journal.note_forks(connection, package, begin, at)
        journal.advance_over(connection, folded)
        connection.execute(FOLDED, (at, package))
    ledger.unfinished[package] = at
    whole.roster_changed |= fold.outcome.roster_changed
    whole.rebuild |= fold.outcome.rebuild
    return more
