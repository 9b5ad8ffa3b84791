"""Who wrote into a village that was never theirs: a mark for a person to look at, never a verdict.

What counts is every assignment there ever was, not the newest: villages change from round to round, and a group that
is offline may not know of its new ones yet. The mark goes when the roster that explains it arrives.
"""

from collections.abc import Iterable

from app.records.change import COMMON
from app.records.judge import Judged, Roster
from app.storage.database import Connection
from app.storage.refolding import Refolding

VILLAGE = "village-"
OFFICERS = {"office", "00"}  # laptop codes of the office's own people
OFFICE_ROLE = "office"
RECORDS = "SELECT rec FROM record WHERE kind = ? AND scope = ? ORDER BY rec"
# what the answer hangs on besides the roster; a group said otherwise by an older clock is noticed with the next change
STATE = "SELECT (SELECT count(*) FROM chain), (SELECT count(*) FROM view_group), (SELECT max(updated) FROM view_group)"
CHAINS = "SELECT writer, scope FROM chain WHERE scope LIKE 'village-%' ORDER BY writer, scope"


def outside(connection: Connection, roster: Roster, long_way: Refolding) -> list[tuple[str, str]]:
    """Writers and the scopes of villages they wrote into without ever having been assigned to them.

    People who share a laptop share its villages; the office may write everywhere.
    """
    chains = connection.execute(CHAINS).fetchall()
    theirs = _by_person(connection, long_way)
    laptops: dict[str, set[str]] = {}
    for one in roster.writers.values():
        laptops.setdefault(one.laptop or one.writer, set()).update(theirs.get(one.person, ()))
    found = []
    for writer, scope in chains:
        entry = roster.writers.get(writer)
        if entry is None or entry.office or entry.laptop in OFFICERS or roster.role_of(entry.person) == OFFICE_ROLE:
            continue
        if scope.removeprefix(VILLAGE) not in laptops[entry.laptop or entry.writer]:
            found.append((writer, scope))
    return found


def _by_person(connection: Connection, long_way: Refolding) -> dict[str, set[str]]:
    """Villages a person was ever given, by name or with a group."""
    groups: dict[str, set[str]] = {}
    found: dict[str, set[str]] = {}
    for rec, said in _said(connection, long_way, "group"):
        groups[rec] = _listed(said, "villages")
        for person in _listed(said, "deputies") | _listed(said, "leader") | _listed(said, "liaison"):
            found.setdefault(person, set()).update(groups[rec])
    for person, said in _said(connection, long_way, "inspector"):
        mine = found.setdefault(person, set())
        mine |= _listed(said, "villages")
        for group in _listed(said, "group"):
            mine |= groups.get(group, set())
    return found


def _said(connection: Connection, long_way: Refolding, kind: str) -> Iterable[tuple[str, list[Judged]]]:
    for (rec,) in connection.execute(RECORDS, (kind, COMMON)).fetchall():
        yield rec, [one for one in long_way.changes(rec, COMMON) if one.verdict.regular and one.change.kind == kind]


def _listed(said: Iterable[Judged], name: str) -> set[str]:
    """Every record id a field ever held."""
    found: set[str] = set()
    for judged in said:
        value = judged.change.value(name)
        found.update(one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str))
    return found
