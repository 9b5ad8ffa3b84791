"""``satchel enrol`` (本机登记): a laptop asks to be registered; at the office an officer compares eight words."""

import argparse
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import entering
from app.cli.troubles import MissingOptionError
from app.cli.verbs.road import written
from app.cli.voice import Answer, Voice, table

if TYPE_CHECKING:
    from app.services.session import Session


def enrol(args: argparse.Namespace, voice: Voice) -> Answer:
    """Write an enrolment, list those that wait, confirm or decline one."""
    with entering.entered(args, voice) as session:
        if args.confirm is not None:
            return _confirm(session, args, voice)
        if args.decline is not None:
            from app.services.handover import HandoverService

            HandoverService(session).decline_enrolment(args.decline)
            return Answer({"declined": args.decline}, [voice.say("declined")])
        if args.list:
            return _listed(session, voice)
        if not args.to:
            raise MissingOptionError(option="--to")
        return _write(session, args, voice)


def _write(session: "Session", args: argparse.Namespace, voice: Voice) -> Answer:
    from app.sync import enrolment

    made = enrolment.write(session.vault, Path(args.to), laptop=args.laptop)
    words = enrolment.words_of(session.vault.me.key.public.hex())
    data = {"words": list(words), "packages": written([made])}
    return Answer(
        data, [*voice.pairs([("file", made.path.name), ("my-words", " ".join(words))]), voice.say("read-out")]
    )


def _listed(session: "Session", voice: Voice) -> Answer:
    from app.services.handover import HandoverService

    waiting = HandoverService(session).enrolments()
    rows = [[str(e.row), e.name, e.staff, e.laptop, " ".join(e.words)] for e in waiting]
    head = [voice.say(code) for code in ("row", "name", "staff", "laptop", "card-words")]
    lines = table([head, *rows]) if rows else [voice.say("none-waiting")]
    return Answer({"enrolments": [dataclasses.asdict(e) for e in waiting]}, lines)


def _confirm(session: "Session", args: argparse.Namespace, voice: Voice) -> Answer:
    from app.services.handover import HandoverService
    from app.sync.enrolment import Registration
    from app.sync.refusals import NoEnrolmentError

    service = HandoverService(session)
    waiting = next((e for e in service.enrolments() if e.row == args.confirm), None)
    if waiting is None:
        raise NoEnrolmentError(name=str(args.confirm))
    entering.compared(waiting.words, args.words, voice)
    service.confirm_enrolment(args.confirm, Registration(args.role, args.laptop, args.group, args.village))
    entry = session.vault.roster().writers[waiting.writer]
    data = {"confirmed": args.confirm, "writer": waiting.writer, "person": entry.person, "laptop": entry.laptop}
    return Answer(data, [voice.say("confirmed", name=waiting.name, laptop=entry.laptop)])
