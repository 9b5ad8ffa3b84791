"""The human number a record gets when it is first written (预编号): one per laptop, so that no two clash."""

import datetime as dt
from typing import TYPE_CHECKING, Any

from app.records import numbers
from app.records.kinds import Kind
from app.storage.types import ListQuery

if TYPE_CHECKING:
    from app.services.session import Session

FIELD = "number"


def wanted(kind: Kind) -> bool:
    """Whether records of a kind get a number of their own."""
    field = kind.field(FIELD)
    return bool(kind.number) and field is not None and field.generated


def give(session: "Session", kind: Kind, scope: str, now: dt.datetime) -> str:
    """Return the next number of a kind on this laptop."""
    vault = session.vault
    rows = vault.rows(kind.code, vault.list(ListQuery(kind=kind.code, hidden=True)))
    return numbers.next_number(kind.number, blanks(session, scope, now), (str(r.values.get(FIELD) or "") for r in rows))


def blanks(session: "Session", scope: str, now: dt.datetime) -> dict[str, str]:
    """Return what fills the blanks of a number pattern in a scope on this laptop."""
    village = _values(session, scope.removeprefix("village-")) if scope.startswith("village-") else {}
    entry = session.vault.roster().inspectors.get(session.person)
    group = _values(session, str(village.get("group") or (entry.group if entry else "") or ""))
    return {
        "year": str(now.year),
        "group": str(group.get("number") or group.get("name") or "0"),
        "village": str(village.get("short") or str(village.get("code") or "")[-3:] or "00"),
        "laptop": session.laptop or session.vault.me.writer_id[:2].upper(),
    }


def _values(session: "Session", rec: str) -> dict[str, Any]:
    record = session.vault.record(rec) if rec else None
    return record.values if record else {}
