"""``satchel clear``: the end of a laptop's vault, when the office has everything and two persons confirm."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli import entering
from app.cli.second import second_person
from app.cli.voice import Answer, Voice, table

if TYPE_CHECKING:
    from app.services.clearing import ClearingService

LISTED = 50  # lines of what has not arrived


def clear(args: argparse.Namespace, voice: Voice) -> Answer:
    """Look whether this laptop may be cleared; with ``--slip``, clear it."""
    from app.services.clearing import ClearingService, Confirmed

    secret = entering.passphrase(args.passphrase_file, voice)
    with entering.entered(args, voice, secret) as session:
        service = ClearingService(session)
        if not args.slip:
            return _look(service, voice)
        second, theirs = second_person(args, voice, service.witnesses())
        folder = session.vault.folder
        left = service.clear(Confirmed(secret, second.person, theirs), Path(args.slip))
    lines = [voice.say("cleared", path=args.slip)]
    lines += [voice.say("cleared-left", count=len(left), path=folder)] if left else []
    return Answer({"cleared": True, "slip": args.slip, "left": [str(path) for path in left]}, lines)


def _look(service: "ClearingService", voice: Voice) -> Answer:
    facts, late = service.facts(), service.not_arrived()
    counts = asdict(facts)
    if facts.allowed:
        return Answer({"allowed": True, **counts, "late": []}, [voice.say("clear-allowed")])
    lines = voice.pairs((f"clear-{name}", number) for name, number in counts.items() if number)
    lines += table([[one.state.name, one.kind, one.title, one.rec] for one in late[:LISTED]])
    told = [{"rec": one.rec, "kind": one.kind, "title": one.title, "state": one.state.name} for one in late]
    return Answer({"allowed": False, **counts, "late": told}, lines)
