"""What a step needs besides its own fields: who signed before, what it must cite, the number it gives."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.records.decided import free, says
from app.records.gates import Signature
from app.records.kinds import STATE, Kind, Step, kinds
from app.records.rules_finding import APPROVED, PROCEDURAL
from app.services import record_numbers
from app.storage.types import HistoryItem, Record

if TYPE_CHECKING:
    from app.services.session import Session

FORMAL = "formal_number"
FORMAL_PATTERN = "{year}巡-{group}-底-{village}-{laptop}{seq}"


def signatures(session: "Session", kind: Kind, record: Record | None) -> tuple[Signature, ...]:
    """Return who signed since the record last stood in its first state, oldest first (kinds with G08 only)."""
    if record is None or not _signed_by_several(kind):
        return ()
    meant = (record.scope, kind.code)
    items = [
        item
        for item in session.vault.history(record.rec)
        if item.state == "regular" and (item.change.scope, item.change.kind) == meant
    ]
    heads = {head.change for found in record.heads.values() for head in found}
    seen = {i.change.id for i in items if i.change.id in heads and says(i.change, kind, PROCEDURAL)}
    seen |= _heads_of_parts(session, record)
    found = []
    for item in _since_first(kind, record, items):
        named = {*(item.change.step or {"on": ()})["on"], item.change.id}
        found.append(Signature(str((item.change.step or {})["name"]), item.person, seen <= named))
    return tuple(found)


def unapproved(session: "Session", values: Mapping[str, Any]) -> tuple[str, ...]:
    """Return numbers or titles of the findings referred to that the leader has not approved."""
    found = []
    for rec in values.get("findings") or ():
        record = session.vault.record(str(rec))
        if record is None or record.state not in APPROVED:
            told = record.values if record else {}
            found.append(str(told.get("number") or told.get("title") or "？"))
    return tuple(found)


def cites(session: "Session", step: Step, record: Record) -> list[str]:
    """Return changes of other records that the rules of a step read: the signer's role, approvals of findings."""
    found: list[str] = []
    if step.roles:
        found += _heads(session.vault.record(session.person), "role")
    if "G11" in step.gates:
        for rec in record.values.get("findings") or ():
            found += _heads(session.vault.record(str(rec), record.scope), STATE)
    return sorted(set(found))


def gives(session: "Session", kind: Kind, step: Step, record: Record, now: dt.datetime) -> dict[str, Any]:
    """Return fields the program itself fills on a step: the formal number when a finding is approved."""
    if kind.field(FORMAL) is None or step.name != "approve" or record.values.get(FORMAL):
        return {}
    known = record_numbers.blanks(session, record.scope, now)
    return {FORMAL: record_numbers.after_last(session.vault, (kind.code, FORMAL), FORMAL_PATTERN, known)}


def _signed_by_several(kind: Kind) -> bool:
    return any("G08" in step.gates for step in kind.steps)


def _since_first(kind: Kind, record: Record, items: Sequence[HistoryItem]) -> list[HistoryItem]:
    """Steps behind the present state, back to the first state, by what each replaced."""
    by_id = {item.change.id: item for item in items}
    ahead, found = [head.change for head in record.heads.get(STATE, ())], dict[str, HistoryItem]()
    while ahead:
        item = by_id.get(ahead.pop())
        if item is None or item.change.id in found or item.change.value(STATE) == kind.first_state:
            continue
        found[item.change.id] = item
        ahead += item.change.supersedes.get(STATE, ())
    return sorted((i for i in found.values() if i.change.step), key=lambda i: i.change.clock)


def _heads_of_parts(session: "Session", record: Record) -> set[str]:
    """Heads of the parts a signature stands for; files and addenda come after it."""
    found: set[str] = set()
    for part in session.vault.children(record.rec, hidden=True):
        declared = kinds().get(part.kind)
        if part.scope == record.scope and declared is not None and not declared.after_lock:
            found.update(
                head.change
                for name, heads in part.heads.items()
                if not free(declared.field(name), name)
                for head in heads
            )
    return found


def _heads(record: Record | None, name: str) -> list[str]:
    return [head.change for head in record.heads.get(name, ())] if record else []
