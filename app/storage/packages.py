"""What is noted of every package that came or went, and of bad things inside them."""

import json
from typing import Any

from app.storage.database import Connection
from app.storage.types import PackageRecord, SetAside

PUT_PACKAGE = """
INSERT INTO package (id, direction, kind, sender, recipient, counter, sha256, at, state, manifest, details)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
PACKAGES = """
SELECT id, direction, kind, sender, recipient, counter, sha256, at, state, manifest, details, row
  FROM package
 WHERE direction = ? OR ? = ''
 ORDER BY row
"""


def put(connection: Connection, package: PackageRecord, state: str) -> int:
    """Note a package; returns its row."""
    values = (
        *(package.id, package.direction, package.kind, package.sender, package.recipient, package.counter),
        *(package.sha256, package.at, state, package.manifest, json.dumps(dict(package.details), sort_keys=True)),
    )
    return int(connection.execute(PUT_PACKAGE, values).lastrowid or 0)


def unfinished(connection: Connection) -> dict[int, int]:
    """Packages that have arrived and are not folded to their end: row → last change row folded."""
    rows = connection.execute("SELECT row, details FROM package WHERE state IN ('staging', 'folding')").fetchall()
    return {row: json.loads(details).get("folded", 0) for row, details in rows}


def noted(connection: Connection, direction: str) -> list[PackageRecord]:
    """Packages noted, oldest first."""
    rows = connection.execute(PACKAGES, (direction, direction)).fetchall()
    return [_package(row) for row in rows]


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
