"""What a person types for a record or a village: its id, the beginning of it, or its name."""

from typing import TYPE_CHECKING

from app.cli.troubles import AmbiguousError
from app.errors import NotFoundError
from app.records import kinds
from app.records.change import HEX32

if TYPE_CHECKING:
    from app.services.session import Session


def record_id(session: "Session", text: str) -> str:
    """Return a record id that is held here.

    Raises:
        NotFoundError: no such record.
    """
    found = text.strip().lower()
    if not HEX32.match(found) or (session.vault.kind_of(found) == "" and session.vault.draft(found) is None):
        raise NotFoundError(what="record", name=text)
    return found


def referred(session: "Session", kind: str, text: str) -> str:
    """Return the record of a kind that a text names: its id, or exactly its name.

    Raises:
        NotFoundError: none has that name.
        AmbiguousError: several have it.
    """
    from app.storage.types import ListQuery

    wanted = text.strip()
    if HEX32.match(wanted):
        return wanted
    title = kinds.kind(kind).title[0]
    numbers = session.vault.list(ListQuery(kind, text=wanted))
    rows = session.vault.rows(kind, numbers[:200])
    exact = [row.rec for row in rows if wanted in (row.values.get(title), row.values.get("staff"))]
    found = exact or [row.rec for row in rows if str(row.values.get(title) or "").startswith(wanted)]
    if not found:
        raise NotFoundError(what=kind, name=text)
    if len(set(found)) > 1:
        raise AmbiguousError(name=text, count=len(set(found)))
    return found[0]


def village_of(session: "Session", text: str) -> str:
    """Return the record id of a village named by id or name; the chosen one when nothing is named.

    Raises:
        NotFoundError: no such village, or none chosen.
    """
    if text:
        return referred(session, "village", text)
    if not session.village:
        raise NotFoundError(what="village", name="--village")
    return session.village
