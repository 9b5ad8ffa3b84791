"""``satchel differences`` and ``decide``: contradicting contents, one after the other, from a terminal."""

import argparse
import dataclasses
from typing import TYPE_CHECKING, Any

from app.cli import entering
from app.cli.naming import record_id
from app.cli.voice import Answer, Voice, table
from app.errors import BadInputError, NotFoundError
from app.services.differences import DifferencesService

if TYPE_CHECKING:
    from app.services.differences_sides import Difference, Side
    from app.services.differences_sides import Voice as Said


def listing(args: argparse.Namespace, voice: Voice) -> Answer:
    """Show every conflict, or the versions of those of one record."""
    with entering.entered(args, voice) as session:
        service = DifferencesService(session)
        service.language = voice.language
        if args.rec:
            found = service.of_record(record_id(session, args.rec))
            lines = [line for one in found for line in _shown(one, voice)]
            return Answer({"differences": [_told(one) for one in found]}, lines or [voice.say("differences-none")])
        held = service.lines()
    data = [
        {
            "rec": one.rec,
            "scope": one.scope,
            "kind": one.kind.code if one.kind else None,
            "field": one.field,
            "title": one.title,
            "village": one.village,
            "who": list(one.who),
            "at": one.at,
            "versions": one.versions,
        }
        for one in held
    ]
    rows = [
        [one.title, one.label.get(voice.language), one.village, "、".join(one.who), one.rec, one.field] for one in held
    ]
    return Answer({"differences": data}, table(rows) or [voice.say("differences-none")])


def decide(args: argparse.Namespace, voice: Voice) -> Answer:
    """Decide one conflict: keep a version, keep both, or take what joining gives."""
    with entering.entered(args, voice) as session:
        service = DifferencesService(session)
        service.language = voice.language
        rec = record_id(session, args.rec)
        found = service.get(rec, args.field)
        if found is None:
            raise NotFoundError(what="conflict", name=args.field)
        if args.keep is not None:
            if not 1 <= args.keep <= len(found.sides):
                raise BadInputError(field=args.field, rule="keep", details=args.keep)
            made = service.keep(found, args.keep - 1)
        else:
            made = service.decide(found, _joined(found, both=args.both))
        still = service.get(rec, args.field) is not None
    data: dict[str, Any] = {
        "rec": made.rec,
        "field": made.field,
        "change": made.change or None,
        "beside": made.beside,
        "made": made.made or None,
        "open": still,
    }
    said = "decided-beside" if made.beside else "decided"
    return Answer(data, [voice.say(said, field=found.label.get(voice.language))])


def _joined(found: "Difference", *, both: bool) -> Any:
    """What keeping both, or the proposal, would write.

    Raises:
        BadInputError: this conflict has no such thing, or the proposal leaves a choice to the person.
    """
    value = found.both if both else found.proposal
    if value is None or found.why:
        raise BadInputError(field=found.field, rule="both" if both else "proposal", details=found.why)
    return value


def _told(found: "Difference") -> dict[str, Any]:
    return {
        "rec": found.rec,
        "scope": found.scope,
        "kind": found.kind.code,
        "field": found.field,
        "why": found.why,
        "before": found.base.words if found.base else None,
        "proposal": found.proposal_words or None,
        "versions": [{"words": side.words, "keep": side.keep, "by": _voices(side)} for side in found.sides],
    }


def _voices(side: "Side") -> list[dict[str, Any]]:
    return [dataclasses.asdict(voice) for voice in side.voices]


def _shown(found: "Difference", voice: Voice) -> list[str]:
    lines = [f"{found.title} · {found.label.get(voice.language)}  ({found.field}, {found.rec})"]
    for place, side in enumerate(found.sides, 1):
        who = "、".join(_who(said) for said in side.voices)
        lines.append(f"  {place}  {who}: {side.words or voice.say('empty-value')}")
    if found.proposal_words:
        lines.append(f"  → {voice.say('proposal')}: {found.proposal_words}")
    return lines


def _who(said: "Said") -> str:
    return said.name or "—"
