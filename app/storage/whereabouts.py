"""Where the changes of records stand in their chains: what a receipt, which speaks of chains, says of a record."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.storage.vault import Vault

PLACES = """
SELECT h.rec, r.parent, r.kind, c.writer, c.scope, h.n, lower(hex(h.id))
  FROM change h
  JOIN chain c ON c.row = h.chain
  LEFT JOIN record r ON r.rec = h.rec AND r.scope = c.scope
 WHERE {where}
   AND h.package NOT IN (SELECT row FROM package WHERE state = 'staging')
"""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """One change: of which record (and of whose part, of which kind), and its place in a chain."""

    rec: str
    parent: str
    kind: str
    writer: str
    scope: str
    n: int
    id: str


def of_records(vault: "Vault", recs: Sequence[str]) -> list[Whereabouts]:
    """Every change of some records and of their parts."""
    found: list[Whereabouts] = []
    with vault.database.read() as connection:
        for at in range(0, len(recs), 400):
            part = list(recs[at : at + 400])
            marks = ",".join("?" * len(part))
            where = f"(h.rec IN ({marks}) OR h.rec IN (SELECT rec FROM record WHERE parent IN ({marks})))"
            found += _read(connection.execute(PLACES.format(where=where), [*part, *part]))
    return found


def of_scope(vault: "Vault", scope: str) -> list[Whereabouts]:
    """Every change of one scope."""
    with vault.database.read() as connection:
        return _read(connection.execute(PLACES.format(where="c.scope = ?"), (scope,)))


def _read(rows: Iterable[tuple[str, str | None, str | None, str, str, int, str]]) -> list[Whereabouts]:
    return [Whereabouts(r[0], r[1] or "", r[2] or "", *r[3:]) for r in rows]
