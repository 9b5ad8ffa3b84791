"""What the top bar offers to look at: the rounds held here, and the villages of the round chosen."""

from dataclasses import dataclass

from app.services.session import Session
from app.storage.types import ListQuery


@dataclass(frozen=True, slots=True)
class Chosen:
    """Something to choose: record id, its name, and what tells it from one of the same name."""

    rec: str
    name: str
    detail: str = ""


def rounds(session: Session) -> list[Chosen]:
    """The rounds held here, newest first."""
    rows = session.vault.rows("round", session.vault.list(ListQuery("round", sort=("starts", True))))
    return [Chosen(row.rec, str(row.values.get("name") or "")) for row in rows]


def villages(session: Session) -> list[Chosen]:
    """The villages held here by name, of the round chosen if there is one."""
    filters = {"round": session.round} if session.round else {}
    query = ListQuery("village", filters=filters, sort=("name", False))
    rows = session.vault.rows("village", session.vault.list(query))
    return [Chosen(row.rec, str(row.values.get("name") or ""), str(row.values.get("town") or "")) for row in rows]
