"""Folding every view anew beside the old ones."""

from collections.abc import Callable

from app.jobs import Progress
from app.records.change import COMMON
from app.records.judge import Roster, roster_from
from app.records.kinds import kinds
from app.storage import journal, search, views
from app.storage.database import Connection
from app.storage.fold import Fold, uncollected
from app.storage.ledger import Ledger
from app.storage.rostering import read_roster

# chains first: by row, the whole journal would be read for the few changes of one scope
OF_COMMON = f"""
SELECT {", ".join("h." + name for name in journal.COLUMNS.split(", "))}, h.package
  FROM chain c
 CROSS JOIN change h ON h.chain = c.row
 WHERE c.scope = ?
   AND h.package NOT IN (SELECT row FROM package WHERE state = 'staging')
 ORDER BY +h.row
"""
NEXT = """
SELECT row, id, body, sig, vals, package
  FROM change
 WHERE row > ?
   AND package NOT IN (SELECT row FROM package WHERE state = 'staging')
 ORDER BY row
 LIMIT ?
"""
ROWS, FEW_ROWS = 200, 8  # changes folded between two looks at the clock; few while a person is typing


def rebuild(ledger: Ledger, progress: Progress) -> None:
    """Fold the whole journal into fresh tables in slices, then put them in the place of the old ones.

    The caller sees to it that only one does so in slices; one inside a transaction makes that one begin again.
    """
    while not _try(ledger, progress):
        pass


def _try(ledger: Ledger, progress: Progress) -> bool:
    ledger.rebuilds += 1
    mine, database = ledger.rebuilds, ledger.database
    roster = settled_roster(ledger)
    with database.write(background=True) as connection:
        views.drop(connection, "_next")
        views.create(connection, "_next")
        total = connection.execute("SELECT coalesce(max(row), 0) FROM change").fetchone()[0]
    at, more = 0, True
    while more:
        with database.write(background=True) as connection, uncollected():
            if ledger.rebuilds != mine:
                return False
            at, more = _slice(ledger, connection, roster, at, database.turn.slice())
        progress.step(at, total)
    for kind in kinds().values():
        with database.write(background=True) as connection:
            if ledger.rebuilds != mine:
                return False
            views.create_list_indexes(connection, kind, "_next")
    with database.write() as connection:
        if ledger.rebuilds != mine:
            return False
        _slice(ledger, connection, roster, at, lambda: False)  # what was written while the slices ran
        _put_in_place(connection)
        ledger.forget_roster()
    return True


def _put_in_place(connection: Connection) -> None:
    first = connection.execute("SELECT value FROM setting WHERE name = 'views'").fetchone() is None
    views.swap(connection)
    connection.execute("INSERT OR REPLACE INTO setting (name, value) VALUES ('views', ?)", (views.fingerprint(),))
    if first:
        search.rebuild(connection)
    else:  # records that are not shown any more, or not yet found
        search.postpone_all(connection)


def settled_roster(ledger: Ledger) -> Roster:
    """The roster that the common scope gives when it is judged by itself, from the office card on, until it settles.

    It never starts from the roster in use: two keys that vouch for each other would keep each other alive.
    """
    roster = roster_from(ledger.office_key, {}, {})
    with ledger.database.write(background=True) as connection:
        rows = connection.execute(OF_COMMON, (COMMON,)).fetchall()
        for _ in range(len(rows) + 2):  # a key more at each turn, or the last one
            views.drop(connection, "_next")
            views.create(connection, "_next")
            fold = Fold(connection, ledger.office_key, suffix="_next", roster=roster, index=False)
            fold.limit = 0
            fold.absorb(journal.stored(row) for row in rows)
            before, roster = roster, read_roster(connection, ledger.office_key, "_next")
            if before == roster:
                break
        views.drop(connection, "_next")
    return roster


def _slice(
    ledger: Ledger, connection: Connection, roster: Roster, at: int, over: Callable[[], bool]
) -> tuple[int, bool]:
    fold = Fold(connection, ledger.office_key, suffix="_next", roster=roster, index=False)
    fold.limit = at
    fold.unfinished = dict.fromkeys(journal.staging_packages(connection), 0)
    count = FEW_ROWS if ledger.database.turn.typing else ROWS
    while True:
        rows = connection.execute(NEXT, (at, count)).fetchall()
        if not rows:
            fold.absorb(())
            return at, False
        fold.absorb_unflushed([journal.stored(row) for row in rows])
        at = rows[-1][0]
        if over() and not fold.owes:
            fold.absorb(())
            return at, True
