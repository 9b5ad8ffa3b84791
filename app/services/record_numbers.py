"""The human number a record gets when it is first written (预编号): one per laptop, so that no two clash."""

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.records import numbers
from app.records.kinds import Kind

if TYPE_CHECKING:
    from app.services.session import Session
    from app.storage.vault import Vault

FIELD = "number"


def wanted(kind: Kind) -> bool:
    """Whether records of a kind get a number of their own."""
    field = kind.field(FIELD)
    return bool(kind.number) and field is not None and field.generated


def give(session: "Session", kind: Kind, scope: str, now: dt.datetime) -> str:
    """Return the next number of a kind on this laptop."""
    return after_last(session.vault, (kind.code, FIELD), kind.number, blanks(session, scope, now))


def after_last(vault: "Vault", field: tuple[str, str], pattern: str, known: Mapping[str, str]) -> str:
    """Return the number after the last that ``field`` (kind, name) holds in this vault, in deleted records too."""
    start, _ = numbers.around(pattern, known)
    return numbers.next_number(pattern, known, vault.starting(*field, start))


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
