"""The next steps of a record: what each still needs, and taking one."""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.errors import NotAllowedError
from app.records import gates
from app.records.kinds import Kind, Step, Writes
from app.services import step_facts
from app.services.record_pages import Part, RecordPage, StepOffer
from app.storage.types import ListQuery, NewChange, Record

if TYPE_CHECKING:
    from app.services.session import Session

NEAR = 400  # other records of the kind looked at for overlapping times, newest first


def offers(  # noqa: PLR0913, PLR0917 - what a step is judged on
    session: "Session",
    kind: Kind,
    record: Record | None,
    values: Mapping[str, Any],
    parts: Mapping[str, Sequence[Part]],
    now: dt.datetime,
) -> tuple[StepOffer, ...]:
    """Return the steps that start here, each with what is still missing."""
    state = (record.state if record else "") or kind.first_state
    steps = gates.steps_from(kind, state)
    if not steps or (record and (record.deleted or record.moved_to)) or not _may_write(session, kind):
        return ()
    at = situation(session, kind, record, values, parts, now)
    return tuple(_offer(kind, step, at) for step in steps)


def situation(  # noqa: PLR0913, PLR0917 - what a step is judged on
    session: "Session",
    kind: Kind,
    record: Record | None,
    values: Mapping[str, Any],
    parts: Mapping[str, Sequence[Part]],
    now: dt.datetime,
) -> gates.Situation:
    """Return what the steps of a record are judged on."""
    gated = any("G04" in step.gates for step in kind.steps)
    return gates.Situation(
        values=values,
        roster=session.vault.roster(),
        today=now.date().isoformat(),
        state=record.state if record else "",
        conflicts=record.conflicts if record else (),
        changed_since=_changed_fields(record),
        children={code: [part.values for part in some] for code, some in parts.items()},
        others=_others(session, kind, record) if gated and values.get("started") else (),
        by=session.person,
        signer=session.person,
        signatures=step_facts.signatures(session, kind, record),
        unapproved=step_facts.unapproved(session, values) if kind.field("findings") else (),
    )


def take(session: "Session", page: RecordPage, name: str, fields: Mapping[str, Any]) -> str:
    """Write a step; the window's conditions are asked again first. Returns the kind.

    Raises:
        NotAllowedError: a condition is not met, or the step does not start here.
    """
    offer = next((one for one in page.steps if one.step.name == name), None)
    if offer is None or page.record is None:
        raise NotAllowedError(rule="state", details={"state": page.state})
    record = page.record
    now = dt.datetime.fromtimestamp(session.vault.clock() / 1000)  # noqa: DTZ006 - wall time, as on paper
    for rule, details, soft in _still_unmet(session, page, offer, fields, now):
        if not soft:
            raise NotAllowedError(rule=rule, details=json.dumps(dict(details), ensure_ascii=False), **_plain(details))
    office = page.kind.writes is Writes.OFFICE
    filled = {**step_facts.gives(session, page.kind, offer.step, record, now), **fields}
    rests = step_facts.cites(session, offer.step, record)
    new = NewChange(
        record.kind, record.rec, record.scope, filled, record.parent, rests=rests, step=name, as_office=office
    )
    session.vault.write([new])
    return record.kind


def _still_unmet(
    session: "Session", page: RecordPage, offer: StepOffer, fields: Mapping[str, Any], now: dt.datetime
) -> "Sequence[tuple[str, Mapping[str, Any], bool]]":
    """What is missing when the step comes with these fields: the reason for sending back, the written statement."""
    if not fields:
        return offer.unmet
    at = situation(session, page.kind, page.record, {**page.values, **fields}, page.parts, now)
    # a field that the step writes replaces every version of it
    at = replace(at, conflicts=[name for name in at.conflicts if name not in fields])
    return _offer(page.kind, offer.step, at).unmet


def _offer(kind: Kind, step: Step, at: gates.Situation) -> StepOffer:
    return StepOffer(step, tuple((one.rule, one.details, not one.hard) for one in gates.unmet(kind, step, at)))


def _may_write(session: "Session", kind: Kind) -> bool:
    return kind.writes is not Writes.OFFICE or session.is_office


def _changed_fields(record: Record | None) -> list[str]:
    changed = set(record.changed_since) if record else set()
    return [name for name, heads in record.heads.items() if any(h.change in changed for h in heads)] if record else []


def _others(session: "Session", kind: Kind, record: Record | None) -> list[Mapping[str, Any]]:
    numbers = session.vault.list(ListQuery(kind=kind.code, sort=("started", True)))[:NEAR]
    rows = session.vault.rows(kind.code, numbers)
    return [row.values for row in rows if record is None or row.rec != record.rec]


def _plain(details: Mapping[str, Any]) -> dict[str, object]:
    """The details as blanks of a sentence."""
    return {k: "、".join(map(str, v)) if isinstance(v, list | tuple) else v for k, v in details.items() if k != "rule"}
