"""Folding every view anew beside the old ones."""

import json
import time
from typing import TYPE_CHECKING

from app.jobs import Progress
from app.records.change import COMMON
from app.records.judge import Roster
from app.storage import journal, search, views
from app.storage.database import SLICE, Connection
from app.storage.fold import Fold
from app.storage.rostering import read_roster

if TYPE_CHECKING:
    from app.storage.ledger import Ledger

OF_COMMON = f"""
SELECT {", ".join("h." + name for name in journal.COLUMNS.split(", "))}, h.package
  FROM change h
  JOIN chain c ON c.row = h.chain
 WHERE c.scope = ?
   AND h.package NOT IN (SELECT row FROM package WHERE state = 'staging')
 ORDER BY h.row
"""
NEXT = """
SELECT row, id, body, sig, vals, package
  FROM change
 WHERE row > ?
   AND package NOT IN (SELECT row FROM package WHERE state = 'staging')
 ORDER BY row
 LIMIT 200
"""


def clock_of(body: bytes) -> tuple[int, int]:
    """Clock reading of a stored body."""
    milliseconds, counter = json.loads(body)["t"]
    return milliseconds, counter


def rebuild(ledger: "Ledger", progress: Progress) -> None:
    """Fold the whole journal into fresh tables in slices, then put them in the place of the old ones."""
    roster = settled_roster(ledger)
    with ledger.database.write(background=True) as connection:
        views.drop(connection, "_next")
        views.create(connection, "_next")
        total = connection.execute("SELECT coalesce(max(row), 0) FROM change").fetchone()[0]
    at = 0
    while True:
        with ledger.database.write(background=True) as connection:
            at, more = _slice(ledger, connection, roster, at, SLICE * 0.6)
        progress.step(at, total)
        if not more:
            break
    with ledger.database.write() as connection:
        _slice(ledger, connection, roster, at, None)  # what was written while the slices ran
        first = connection.execute("SELECT value FROM setting WHERE name = 'views'").fetchone() is None
        views.swap(connection)
        connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES ('views', ?)", (views.fingerprint(),))
        if first:
            search.rebuild(connection)
        else:  # records that are not shown any more, or not yet found
            connection.execute("INSERT OR IGNORE INTO search_todo (rec, scope) SELECT rec, scope FROM record")


def settled_roster(ledger: "Ledger") -> Roster:
    """The roster that the common scope gives when it is judged by itself: folded until it stands still."""
    with ledger.database.write(background=True) as connection:
        roster = read_roster_or_card(connection, ledger.office_key)
        rows = connection.execute(OF_COMMON, (COMMON,)).fetchall()
        for _ in range(8):
            views.drop(connection, "_next")
            views.create(connection, "_next")
            fold = Fold(connection, ledger.office_key, suffix="_next", roster=roster, index=False)
            fold.limit = 0
            fold.absorb(journal.stored(row) for row in rows)
            found = read_roster(connection, ledger.office_key, "_next")
            if found == roster:
                break
            roster = found
        views.drop(connection, "_next")
    return roster


def read_roster_or_card(connection: Connection, office_key: str) -> Roster:
    """The roster of the views in use, or the card's alone when there are none (a new vault, a new release)."""
    from app.records.judge import roster_from

    known = connection.execute("SELECT value FROM setting WHERE name = 'views'").fetchone()
    if known is not None and known[0] == views.fingerprint():
        return read_roster(connection, office_key)
    return roster_from(office_key, {}, {})


def _slice(
    ledger: "Ledger", connection: Connection, roster: Roster, at: int, seconds: float | None
) -> tuple[int, bool]:
    fold = Fold(connection, ledger.office_key, suffix="_next", roster=roster, index=False)
    fold.limit = at
    until = time.monotonic() + seconds if seconds is not None else None
    while until is None or time.monotonic() < until:
        rows = connection.execute(NEXT, (at,)).fetchall()
        if not rows:
            fold.absorb(())
            return at, False
        fold.absorb_unflushed([journal.stored(row) for row in rows])
        at = rows[-1][0]
    fold.absorb(())
    return at, True
