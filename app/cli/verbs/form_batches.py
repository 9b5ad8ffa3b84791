"""``satchel form batches``: batches of typed paper sheets, where they stand, and how often two typings differed."""

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from app.cli import entering
from app.cli.voice import Answer, Voice

if TYPE_CHECKING:
    from app.services.entry import Batch, Rate, Settled


def batches(args: argparse.Namespace, voice: Voice) -> Answer:
    """List the batches: those still being typed, then those that entered, with their error rate."""
    from app.services.entry import COMPARE, EntryService

    with entering.entered(args, voice) as session:
        service = EntryService(session)
        service.questionnaires.language = voice.language
        waiting, settled = service.batches(), service.settled()
        # while the second typing goes on nobody is told how it compares
        differences = {one.key: service.differences(one.key) if one.stage == COMPARE else () for one in waiting}
    data = {
        "open": [asdict(one) | {"differences": len(differences[one.key])} for one in waiting],
        "entered": [asdict(one) | {"error_rate": f"{one.rate.share:.4f}"} for one in settled],
    }
    lines = [_waiting(one, len(differences[one.key]), voice) for one in waiting]
    lines += [_settled(one, voice) for one in settled]
    return Answer(data, lines or [voice.say("form-no-batches")])


def _waiting(one: "Batch", differing: int, voice: Voice) -> str:
    counts = {"typed": one.typed, "drawn": one.drawn, "again": one.again, "differing": differing}
    return voice.say(f"form-batch-{one.stage}", day=one.day, title=one.title, **counts)


def _settled(one: "Settled", voice: Voice) -> str:
    rate: Rate = one.rate
    share = f"{100 * rate.share:.1f}%" if rate.compared else "—"
    counts = asdict(rate) | {"share": share}
    return voice.say("form-batch-entered", day=one.day, title=one.title, **counts)
