"""Opening a ledger: views of this release, and the end of what a power cut broke off."""

from app.jobs import Progress
from app.storage import busy, journal, packages, receiving, search, views
from app.storage.ledger import Ledger

BROKEN_OFF = (
    "DELETE FROM change WHERE package IN (SELECT row FROM package WHERE state = 'staging')",
    "DELETE FROM set_aside WHERE package IN (SELECT row FROM package WHERE state = 'staging')",
    "UPDATE package SET state = 'broken off' WHERE state = 'staging'",
)


def start(ledger: Ledger, progress: Progress) -> None:
    """Bring the views in line with this release and finish what a power cut interrupted."""
    with busy.alone(ledger.database.path.parent) as nobody_else, ledger.database.write() as connection:
        search.create(connection)
        if nobody_else:  # else another program that has this vault open is bringing a package in
            for line in BROKEN_OFF:
                connection.execute(line)
        views.drop(connection, "_next")
        known = connection.execute("SELECT value FROM setting WHERE name = 'views'").fetchone()
        fresh = known is not None and known[0] == views.fingerprint()
        ledger.unfinished = packages.unfinished(connection)
        last = connection.execute("SELECT body FROM change ORDER BY row DESC LIMIT 64").fetchall()
    for (body,) in last:
        ledger.clock.see(*journal.clock_of(body))
    if not fresh:
        ledger.rebuild(progress)
    for package in list(ledger.unfinished) if nobody_else else ():
        receiving.finish(ledger, package, progress)
    receiving.advance(ledger)
