"""The journal: changes as they came, by row, id, record and chain."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.records import canonical
from app.records.change import LOG, Change, joined
from app.storage.database import Connection

INSERT = """
INSERT INTO change (id, chain, n, rec, body, sig, vals, package)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
WAITING = "SELECT lower(hex(c.id)), w.missing FROM waiting w JOIN change c ON c.row = w.row ORDER BY c.id"
FORKS = "SELECT c.writer, c.scope, f.n FROM fork f JOIN chain c ON c.row = f.chain ORDER BY 1, 2, 3"
COLUMNS = "row, id, body, sig, vals"
ONE = f"SELECT {COLUMNS} FROM change WHERE id = ?"
OF_RECORD = f"SELECT {COLUMNS}, package FROM change WHERE rec = ? ORDER BY row"
# by row, not by the index of packages: that one would sort the whole package for every slice
OF_PACKAGE = f"SELECT {COLUMNS} FROM change WHERE +package = ? AND row > ? AND row <= ? ORDER BY row LIMIT ?"
ALL = f"SELECT {COLUMNS}, package FROM change WHERE row > ? ORDER BY row LIMIT ?"
LINES = """
SELECT n, id, body, sig, vals
  FROM change
 WHERE chain = ? AND n > ? AND n <= ?
   AND package NOT IN (SELECT row FROM package WHERE state = 'staging')
 ORDER BY n, id
"""
LAST = """
SELECT n, id
  FROM change
 WHERE chain = ?
   AND package NOT IN (SELECT row FROM package WHERE state = 'staging')
 ORDER BY n DESC, id
 LIMIT 1
"""


@dataclass(slots=True)  # not frozen: it is made for every change of a rebuild
class Stored:
    """A change and the row it stands in."""

    row: int
    change: Change
    package: int = 0


def stored(row: Any, package: int = 0) -> Stored:
    """Read a journal row; what stands there was checked when it came."""
    values = {name: (salt, value) for name, (salt, value) in _read(row[4].decode())[0].items()}
    change = Change(row[1].hex(), _read(row[2].decode())[0], row[3], values)
    return Stored(row[0], change, row[5] if len(row) > 5 else package)


_read = json.JSONDecoder().raw_decode  # `loads` would look for the encoding, and for blanks that are not there


def chain_row(connection: Connection, writer: str, scope: str) -> int:
    """Row of a chain, made when it is new."""
    found = connection.execute("SELECT row FROM chain WHERE writer = ? AND scope = ?", (writer, scope)).fetchone()
    if found:
        return int(found[0])
    return int(connection.execute("INSERT INTO chain (writer, scope) VALUES (?, ?)", (writer, scope)).lastrowid or 0)


def insert(connection: Connection, change: Change, package: int, chain: int | None = None) -> Stored:
    """Add one change; the caller knows that its id is new."""
    chain = chain_row(connection, change.writer, change.scope) if chain is None else chain
    cursor = connection.execute(INSERT, (*as_row(change, chain), package))
    return Stored(int(cursor.lastrowid or 0), change, package)


def as_row(change: Change, chain: int) -> tuple[Any, ...]:
    """Columns of a change, without its package."""
    return (
        bytes.fromhex(change.id),
        chain,
        change.n,
        change.rec,
        change.body_bytes,
        change.sig,
        change.value_bytes,
    )


def get(connection: Connection, change: str) -> Stored | None:
    """One change by id, also one still being staged."""
    row = connection.execute(ONE, (bytes.fromhex(change),)).fetchone()
    return stored(row) if row else None


def span(connection: Connection, package: int) -> tuple[int, int]:
    """First and last row of a package; (1, 0) for an empty one."""
    found = connection.execute("SELECT min(row), max(row) FROM change WHERE package = ?", (package,)).fetchone()
    return (int(found[0]), int(found[1])) if found[0] is not None else (1, 0)


def drop_values(connection: Connection, target: Stored, names: Iterable[str]) -> None:
    """Empty the values and salts of a redacted change, wherever it came from."""
    kept = {name: list(pair) for name, pair in target.change.values.items() if name not in set(names)}
    if len(kept) < len(target.change.values):
        connection.execute("UPDATE change SET vals = ? WHERE row = ?", (canonical.dump_checked(kept), target.row))


def fill(connection: Connection, changes: Iterable[Change]) -> int:
    """Add values to changes held without them, unless they were redacted here; returns how many became fuller.

    Id and signature hold without the values too: whoever relays a chain may have left them out.
    """
    filled = 0
    for change in changes:
        raw = bytes.fromhex(change.id)
        found = connection.execute(
            "SELECT row, vals FROM change WHERE id = ? AND length(vals) < ?", (raw, len(change.value_bytes))
        )
        for row, vals in found.fetchall():
            held = json.loads(vals)
            gone = {r[0] for r in connection.execute("SELECT field FROM redacted WHERE id = ?", (change.id,))}
            more = {n: list(pair) for n, pair in change.values.items() if n not in held and n not in gone}
            if more:
                put = "UPDATE change SET vals = ? WHERE row = ?"
                connection.execute(put, (canonical.dump_checked(held | more), row))
                filled += 1
    return filled


def known(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Which of these ids stand in the journal."""
    wanted = [bytes.fromhex(i) for i in ids]
    found: set[str] = set()
    for at in range(0, len(wanted), 500):
        part = wanted[at : at + 500]
        marks = ",".join("?" * len(part))
        found.update(r[0].hex() for r in connection.execute(f"SELECT id FROM change WHERE id IN ({marks})", part))
    return found


def staged_elsewhere(connection: Connection, ids: Iterable[str], package: int) -> set[bytes]:
    """Which of these changes stand in another package that has not appeared yet."""
    others = staging_packages(connection) - {package}
    if not others:
        return set()
    wanted = [bytes.fromhex(i) for i in ids]
    where = "SELECT package FROM change WHERE id = ?"
    return {raw for raw in wanted if connection.execute(where, (raw,)).fetchone()[0] in others}


def last(connection: Connection, chain: int) -> tuple[int, str]:
    """Highest number of a chain and its id; (0, '') for an empty one."""
    row = connection.execute(LAST, (chain,)).fetchone()
    return (int(row[0]), row[1].hex()) if row else (0, "")


def lines(connection: Connection, writer: str, scope: str, after: int, upto: int) -> Iterator[tuple[int, str, bytes]]:
    """Lines of a chain as they travel: number, id, bytes."""
    chain = connection.execute("SELECT row FROM chain WHERE writer = ? AND scope = ?", (writer, scope)).fetchone()
    if chain is None:
        return
    for n, cid, body, sig, vals in connection.execute(LINES, (chain[0], after, upto)):
        yield n, cid.hex(), joined(body, sig, vals)


def staging_packages(connection: Connection) -> set[int]:
    """Packages whose changes are not part of the journal yet."""
    return {r[0] for r in connection.execute("SELECT row FROM package WHERE state = 'staging'")}


NEXT_OF_CHAIN = """
SELECT n, id, body, vals
  FROM change
 WHERE chain = ? AND n > ?
   AND package NOT IN (SELECT row FROM package WHERE state = 'staging')
 ORDER BY n, id
 LIMIT ?
"""
BEFORE_FORK = """
SELECT n, id
  FROM change
 WHERE chain = ? AND n = ?
   AND package NOT IN (SELECT row FROM package WHERE state = 'staging')
"""
LAGGING = """
SELECT c.row
  FROM chain c
  LEFT JOIN tip t ON t.chain = c.row
 WHERE (SELECT max(h.n) FROM change h WHERE h.chain = c.row) > coalesce(t.n, 0)
"""
DOUBLES = """
SELECT DISTINCT a.chain, a.n
  FROM change a
  JOIN change b ON b.chain = a.chain AND b.n = a.n AND b.row <> a.row
 WHERE a.row > ?
   AND a.row <= ?
   AND +a.package = ?
   AND b.package NOT IN (SELECT row FROM package WHERE state = 'staging')
"""


def advance(connection: Connection, chain: int, limit: int = 2000) -> bool:
    """Move a chain's tip over what follows without a gap, at most ``limit``; True: there is more.

    A fork stops it, and so does a change whose values somebody withheld: the tip tells others what need not come again.
    """
    n, _ = _tip(connection, chain)
    rows = connection.execute(NEXT_OF_CHAIN, (chain, n, limit)).fetchall()
    links = (
        Link(number, cid.hex(), body["prev"], body["fields"].keys() - json.loads(vals).keys())
        for number, cid, raw, vals in rows
        for body in (json.loads(raw),)
    )
    return _follow(connection, chain, links) == limit


def advance_over(connection: Connection, changes: Iterable[Change]) -> None:
    """Move tips over changes that have just appeared, in the order of their numbers; forks were noted before.

    Where anything else lies between, `advance` does it later: it has to read what is at hand here.
    """
    chains: dict[tuple[str, str], list[Link]] = {}
    for change in changes:
        body = change.body
        link = Link(body["n"], change.id, body["prev"], body["fields"].keys() - change.values.keys())
        chains.setdefault((body["w"], body["scope"]), []).append(link)
    for (writer, scope), links in chains.items():
        _follow(connection, chain_row(connection, writer, scope), sorted(links))


class Link(NamedTuple):
    """What a tip is moved over: one change of a chain, and its fields whose values are not here."""

    n: int
    id: str
    prev: str
    absent: set[str]


def _tip(connection: Connection, chain: int) -> tuple[int, str]:
    row = connection.execute("SELECT n, id FROM tip WHERE chain = ?", (chain,)).fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def _follow(connection: Connection, chain: int, links: Iterable[Link]) -> int:
    """Move a tip over links that come in the order of their numbers; returns how far."""
    start, _ = n, tip = _tip(connection, chain)
    forked = {r[0] for r in connection.execute("SELECT n FROM fork WHERE chain = ?", (chain,))}
    for link in links:
        if link.n <= start:
            continue
        if link.n != n + 1 or link.n in forked or link.prev != tip or _withheld(connection, link.id, link.absent):
            break
        n, tip = link.n, link.id
    if n != start:
        put_tip(connection, chain, n, tip)
    return n - start


def _withheld(connection: Connection, cid: str, absent: set[str]) -> bool:
    """Whether a change lacks values that nobody had the right to take away."""
    if not absent:
        return False
    gone = {r[0] for r in connection.execute("SELECT field FROM redacted WHERE id = ?", (cid,))}
    return not absent <= gone


def lagging(connection: Connection) -> list[int]:
    """Chains of which more is held than their tip says."""
    return [row[0] for row in connection.execute(LAGGING)]


def put_tip(connection: Connection, chain: int, n: int, cid: str) -> None:
    """Set a chain's tip."""
    connection.execute("INSERT OR REPLACE INTO tip (chain, n, id) VALUES (?, ?, ?)", (chain, n, cid))


def note_forks(connection: Connection, package: int, after: int, upto: int) -> int:
    """Note every number that these rows of a package are a second change for; returns how many.

    A tip already past such a number goes back before it: what follows a fork is not one history any more.
    """
    found = connection.execute(DOUBLES, (after, upto, package)).fetchall()
    connection.executemany("INSERT OR IGNORE INTO fork (chain, n) VALUES (?, ?)", found)
    for chain, n in found:
        if connection.execute("SELECT 1 FROM tip WHERE chain = ? AND n >= ?", (chain, n)).fetchone():
            connection.execute("DELETE FROM tip WHERE chain = ?", (chain,))
            for number, cid in connection.execute(BEFORE_FORK, (chain, n - 1)).fetchall():
                put_tip(connection, chain, number, cid.hex())
    return len(found)


OWN_TIPS = """
SELECT c.writer || '/' || c.scope, h.n, lower(hex(h.id))
  FROM chain c
  JOIN change h ON h.package = 0
   AND h.chain = c.row
   AND h.n = (SELECT max(o.n) FROM change o WHERE o.package = 0 AND o.chain = c.row)
"""


def own_tips(connection: Connection) -> dict[str, tuple[int, str]]:
    """``writer/scope`` → last number and id of every chain written in this vault."""
    return {name: (n, cid) for name, n, cid in connection.execute(OWN_TIPS)}


def at(connection: Connection, chain: str, number: int) -> str:
    """Id of the change with a number of the chain ``writer/scope``, or ''."""
    writer, scope = chain.split("/", 1)
    query = "SELECT h.id FROM change h JOIN chain c ON c.row = h.chain WHERE c.writer = ? AND c.scope = ? AND h.n = ?"
    row = connection.execute(query, (writer, scope, number)).fetchone()
    return row[0].hex() if row else ""


def ever_wrote(connection: Connection, writer: str) -> bool:
    """Whether a writer ever wrote anything held here besides the log."""
    query = "SELECT 1 FROM chain c JOIN change h ON h.chain = c.row WHERE c.writer = ? AND c.scope <> ? LIMIT 1"
    return connection.execute(query, (writer, LOG)).fetchone() is not None


def clock_of(body: bytes) -> tuple[int, int]:
    """Clock reading of a stored body."""
    milliseconds, counter = json.loads(body)["t"]
    return milliseconds, counter
