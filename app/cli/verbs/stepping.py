"""``satchel step``: take a step of a record; what the window refuses is refused here, what it warns of is said."""

import argparse
from typing import TYPE_CHECKING, Any

from app import words
from app.cli import entering
from app.cli.naming import record_id
from app.cli.verbs.adding import given
from app.cli.voice import Answer, Voice
from app.errors import NotFoundError
from app.records import gates

if TYPE_CHECKING:
    from app.records.gates import Unmet
    from app.records.kinds import Step
    from app.services.record_pages import RecordPage
    from app.services.records import RecordService
    from app.services.session import Session


def step(args: argparse.Namespace, voice: Voice) -> Answer:
    """Take a step, with the fields it fills."""
    with entering.entered(args, voice) as session:
        rec = record_id(session, args.rec)
        service = _service(session, rec, voice)
        page = service.get(rec)
        declared = page.kind.step(args.name)
        if declared is None:
            raise NotFoundError(what="step", name=args.name)
        fields = given(session, page.kind, args.field)
        warned = _warnings(session, service, page, declared, fields)
        service.step(rec, args.name, **fields)
        after = service.get(rec)
        state = page.kind.state(after.state)
        title = service.title(rec)
    told = [{"rule": one.rule, "message": words.sentence(one.words, voice.language, one.details)} for one in warned]
    data = {"rec": rec, "kind": page.kind.code, "step": args.name, "state": after.state, "warnings": told}
    stands = state.words.get(voice.language) if state else after.state
    lines = [voice.say("stepped", name=title, state=stands), *(f"[{one['rule']}] {one['message']}" for one in told)]
    return Answer(data, lines)


def _service(session: "Session", rec: str, voice: Voice) -> "RecordService":
    from app.services.interviews import InterviewService
    from app.services.records import RecordService

    # a talk that begins or ends notes the time
    service = InterviewService(session) if session.vault.kind_of(rec) == "interview" else RecordService(session)
    service.language = voice.language
    return service


def _warnings(
    session: "Session", service: "RecordService", page: "RecordPage", declared: "Step", fields: dict[str, Any]
) -> "list[Unmet]":
    """What the step is warned of as it will stand with its fields."""
    from app.services import record_steps

    values = {**page.values, **fields}
    at = record_steps.situation(session, page.kind, page.record, values, page.parts, service.now())
    return [one for one in gates.unmet(page.kind, declared, at) if not one.hard]
