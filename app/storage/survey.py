"""Counting over every village at once (组长看板): one scan a kind, and the rows behind each number."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from app.storage import views

if TYPE_CHECKING:
    from app.storage.vault import Vault

Reached = Mapping[str, Mapping[str, int]]  # writer → scope → last number that has come so far

SCAN = """
EXISTS (
  SELECT 1
    FROM view_attachment a
   WHERE a.parent = v.rec
     AND a.hidden = 0
     AND (a.f_sort = 'signed' OR a.f_media_type LIKE 'image/%' OR a.f_media_type = 'application/pdf')
)"""
PRINTED = "v.rec IN (SELECT value FROM json_each(:printed))"
LATE = "v.f_due_on < :today AND coalesce(v.f_due_on, '') <> ''"

PRINTS = """
SELECT f_subject
  FROM view_event
 WHERE row > :after
   AND hidden = 0
   AND f_what = 'print'
   AND coalesce(f_subject, '') <> ''
"""
NEWEST = "SELECT coalesce(max(row), 0) FROM view_event"
COUNTS = """
SELECT v.scope, {sums}
  FROM {view} v
 WHERE v.hidden = 0
   AND v.scope LIKE 'village-%'
 GROUP BY v.scope
"""
ROWS = """
SELECT v.row
  FROM {view} v
 WHERE v.hidden = 0
   AND v.scope IN (SELECT value FROM json_each(:scopes))
   AND ({where})
 ORDER BY v.scope, v.updated DESC, v.rec
"""
TIPS = """
SELECT c.row, c.writer, c.scope, t.n
  FROM tip t
  JOIN chain c ON c.row = t.chain
 WHERE c.scope LIKE 'village-%'
"""
BEHIND = """
SELECT DISTINCT CASE WHEN coalesce(r.parent, '') = '' THEN h.rec ELSE r.parent END
  FROM change h
  LEFT JOIN record r ON r.rec = h.rec AND r.scope = :scope
 WHERE h.chain = :chain
   AND h.n > :after
   AND h.package NOT IN (SELECT row FROM package WHERE state = 'staging')
"""
STANDING = """
SELECT kind, row, scope, updated, rec
  FROM record
 WHERE rec IN (SELECT value FROM json_each(?))
 ORDER BY hidden, scope
"""
LAST = """
SELECT c.writer, h.body
  FROM tip t
  JOIN chain c ON c.row = t.chain
  JOIN change h ON h.chain = t.chain AND h.n = t.n
 WHERE c.scope = 'common' OR c.scope LIKE 'village-%'
"""


@dataclass(frozen=True, slots=True)
class Pick:
    """One number of the table: rows of a kind that satisfy a condition (SQL over its view, called ``v``)."""

    kind: str
    where: str


@dataclass(frozen=True, slots=True)
class _Prints:
    """What the log told up to one of its rows."""

    upto: int = 0
    recs: frozenset[str] = frozenset()


_known: "WeakKeyDictionary[Vault, _Prints]" = WeakKeyDictionary()


def _in(*states: str) -> str:
    return "v.state IN ({})".format(", ".join(f"'{state}'" for state in states))


WAITED = _in("requested", "partly", "none", "refused", "")
PICKS: Mapping[str, Pick] = {
    "planned": Pick("interview", _in("planned", "notified", "unscheduled", "")),
    "held": Pick("interview", _in("to_check", "signed", "refused", "internal", "locked")),
    "unsigned": Pick("interview", f"{_in('to_check')} OR ({_in('in_progress')} AND {PRINTED})"),
    "printed": Pick("interview", f"{_in('to_check', 'in_progress')} AND {PRINTED}"),
    "unscanned": Pick(
        "interview",
        f"{_in('signed', 'refused', 'locked')} AND coalesce(v.f_signing, '') <> 'internal' AND NOT {SCAN}",
    ),
    "asked": Pick("document_check", "1"),
    "overdue": Pick("document_check", f"{_in('requested', 'partly', '')} AND {LATE}"),
    "missing": Pick("document_check", _in("partly", "none", "refused")),
    "drafts": Pick("finding", _in("draft", "")),
    "review": Pick("finding", _in("one_signed", "signed", "reviewed")),
    "approved": Pick("finding", _in("approved", "in_report", "left_out", "immediate", "clue")),
}


def printed(vault: "Vault") -> frozenset[str]:
    """Record ids of what was printed, as far as the operation logs held here tell: this laptop's, at the office all.

    A log only grows, so what was read of it before is not read again.
    """
    known = _known.get(vault, _Prints())
    with vault.database.read() as connection:
        newest = int(connection.execute(NEWEST).fetchone()[0])
        if newest < known.upto:  # folded anew, under other row numbers
            known = _Prints()
        fresh = frozenset(row[0] for row in connection.execute(PRINTS, {"after": known.upto}))
    _known[vault] = known = _Prints(newest, known.recs | fresh)
    return known.recs


def tallies(vault: "Vault", today: str, *, prints: frozenset[str] | None = None) -> dict[str, dict[str, int]]:
    """Scope of each village → number by the code of each pick. ``today`` is ``YYYY-MM-DD``."""
    known = prints if prints is not None else printed(vault)
    values = {"today": today, "printed": json.dumps(sorted(known))}
    found: dict[str, dict[str, int]] = {}
    for kind in dict.fromkeys(pick.kind for pick in PICKS.values()):
        codes = [code for code, pick in PICKS.items() if pick.kind == kind]
        sums = ", ".join(f"sum(CASE WHEN {PICKS[code].where} THEN 1 ELSE 0 END)" for code in codes)
        with vault.database.read() as connection:
            for scope, *numbers in connection.execute(COUNTS.format(sums=sums, view=views.table(kind)), values):
                found.setdefault(scope, {}).update(zip(codes, numbers, strict=True))
    return found


def rows(vault: "Vault", code: str, scopes: Sequence[str], today: str) -> list[int]:
    """Row numbers behind a number of the table, by village, the newest first."""
    pick = PICKS[code]
    known = printed(vault) if PRINTED in pick.where else frozenset()
    values = {"today": today, "printed": json.dumps(sorted(known)), "scopes": json.dumps(list(scopes))}
    with vault.database.read() as connection:
        query = ROWS.format(view=views.table(pick.kind), where=pick.where)
        return [row[0] for row in connection.execute(query, values)]


def behind(vault: "Vault", reached: Reached) -> dict[str, int]:
    """Scope of each village → how many changes held here have not come as far as ``reached`` says."""
    found: dict[str, int] = {}
    with vault.database.read() as connection:
        for _, writer, scope, n in connection.execute(TIPS):
            found[scope] = found.get(scope, 0) + max(n - reached.get(writer, {}).get(scope, 0), 0)
    return found


def records_behind(vault: "Vault", reached: Reached, scopes: Sequence[str]) -> list[str]:
    """Record ids, parts under their whole, that carry changes which have not come as far as ``reached`` says."""
    found: dict[str, None] = {}
    with vault.database.read() as connection:
        for chain, writer, scope, n in connection.execute(TIPS).fetchall():
            after = reached.get(writer, {}).get(scope, 0)
            if scope in scopes and n > after:
                values = {"chain": chain, "scope": scope, "after": after}
                found.update((row[0], None) for row in connection.execute(BEHIND, values))
    return list(found)


def standing(vault: "Vault", recs: Sequence[str]) -> list[tuple[str, int, str, int, str]]:
    """Kind, row, scope, moment of the last change and id of records; of one that was moved, where it stands now."""
    found: dict[str, tuple[str, int, str, int, str]] = {}
    with vault.database.read() as connection:
        for line in connection.execute(STANDING, (json.dumps(list(recs)),)):
            found.setdefault(line[4], line)
    return list(found.values())


def last_words(vault: "Vault") -> dict[str, int]:
    """Writer → milliseconds since 1970 at which the newest of their changes held here was written."""
    found: dict[str, int] = {}
    with vault.database.read() as connection:
        for writer, body in connection.execute(LAST):
            found[writer] = max(found.get(writer, 0), int(json.loads(body)["t"][0]))
    return found
