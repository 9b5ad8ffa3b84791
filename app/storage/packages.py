"""What is noted of every package that came or went, and of bad things inside them."""

import json
import threading
from collections.abc import Mapping
from typing import Any

from app.storage.database import Connection, Database
from app.storage.types import PackageRecord, SetAside

PUT_PACKAGE = """
INSERT INTO package (id, direction, kind, sender, recipient, counter, sha256, at, state, manifest, details)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
PACKAGES = """
SELECT id, direction, kind, sender, recipient, counter, sha256, at, state, manifest, details, row
  FROM package
 ORDER BY row
"""
CHANGED = """
SELECT c.package, p.id, p.direction, p.kind, p.sender, p.recipient, p.counter, p.sha256, p.at, p.state, p.manifest,
       p.details, p.row
  FROM package_change c LEFT JOIN package p ON p.row = c.package
 WHERE c.n > ?
"""
NEWEST = "SELECT coalesce(max(n), 0) FROM package_change"


def put(connection: Connection, package: PackageRecord, state: str) -> int:
    """Note a package; returns its row."""
    values = (
        *(package.id, package.direction, package.kind, package.sender, package.recipient, package.counter),
        *(package.sha256, package.at, state, package.manifest, json.dumps(dict(package.details), sort_keys=True)),
    )
    return int(connection.execute(PUT_PACKAGE, values).lastrowid or 0)


def update(connection: Connection, row: int, state: str, details: Mapping[str, Any]) -> None:
    """Change what is known of a package."""
    text = json.dumps(dict(details), ensure_ascii=False, sort_keys=True)
    connection.execute("UPDATE package SET state = ?, details = ? WHERE row = ?", (state, text, row))


def unfinished(connection: Connection) -> dict[int, int]:
    """Packages that have arrived and are not folded to their end: row → last change row folded."""
    rows = connection.execute("SELECT row, details FROM package WHERE state IN ('staging', 'folding')").fetchall()
    return {row: json.loads(details).get("folded", 0) for row, details in rows}


class Noted:
    """Packages noted, oldest first; of those read before only what changed since is read again.

    Looked through several times for each package that comes or goes, each with a manifest of many kilobytes.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._known: dict[int, PackageRecord] | None = None
        self._upto = 0

    def packages(self, direction: str = "") -> list[PackageRecord]:
        """Return packages that came (``in``), went (``out``), or both ('')."""
        with self._database.read() as connection:
            if connection is self._database.writer:  # may yet be rolled back: nothing to be remembered
                found = {row[-1]: _package(row) for row in connection.execute(PACKAGES).fetchall()}
            else:
                with self._lock:
                    found = self._now(connection)
        return [found[row] for row in sorted(found) if direction in ("", found[row].direction)]

    def _now(self, connection: Connection) -> dict[int, PackageRecord]:
        upto = connection.execute(NEWEST).fetchone()[0]  # first: what is changed after this is read once more
        if self._known is None:
            self._known = {row[-1]: _package(row) for row in connection.execute(PACKAGES).fetchall()}
        elif upto != self._upto:
            known = dict(self._known)  # a new one: somebody may be looking through the one before
            for package, *row in connection.execute(CHANGED, (self._upto,)).fetchall():
                known.pop(package, None)
                if row[-1] is not None:
                    known[package] = _package(row)
            self._known = known
        self._upto = upto
        return self._known


def _package(row: Any) -> PackageRecord:
    pid, direction, kind, sender, recipient, counter, sha256, at, state, manifest, details, number = row
    return PackageRecord(
        pid,
        direction,
        kind,
        sender,
        recipient,
        counter,
        sha256,
        at,
        state,
        bytes(manifest),
        json.loads(details),
        number,
    )


def set_aside(connection: Connection) -> list[SetAside]:
    """Bad things inside intact packages."""
    rows = connection.execute("SELECT row, package, item, reason, details, at FROM set_aside ORDER BY row")
    return [SetAside(r[0], r[1], r[2], r[3], json.loads(r[4]), r[5]) for r in rows.fetchall()]
