"""``satchel simulate``: rounds with a bad postman, each held against what ought to have come of it."""

import argparse
import tempfile
from dataclasses import asdict
from pathlib import Path

from app.cli.voice import Answer, Voice
from app.errors import AppError, BadInputError


class SimulationDiffersError(AppError):
    """A simulated round ended otherwise than it ought to. Data: ``seed``, ``details``."""


def simulate(args: argparse.Namespace, voice: Voice) -> Answer:
    """Play rounds with real vaults in a folder that is removed afterwards, one for each seed."""
    from app.practice.simulation import Wish
    from app.practice.simulation import simulate as play

    for name in ("villages", "laptops", "days", "rounds"):
        if not getattr(args, name):
            raise BadInputError(field=f"--{name}", rule="least-one", details="0")
    rounds, trouble = [], None
    for seed in range(args.seed, args.seed + args.rounds):
        with tempfile.TemporaryDirectory(prefix="satchel-simulate-") as room:
            result = play(Wish(Path(room), args.villages, args.laptops, args.days, seed, args.edits))
        rounds.append({"seed": seed, **asdict(result)})
        counted = ", ".join(f"{what} {times}" for what, times in result.happened.items())
        said = {"seed": seed, "changes": result.changes, "conflicts": result.conflicts, "happened": counted}
        voice.step(voice.say("simulate-equal" if result.equal else "simulate-differs", **said))
        if not result.equal and trouble is None:
            details = "; ".join([*result.differing, *result.surprises][:3])
            trouble = SimulationDiffersError(seed=seed, details=details)
    return Answer({"rounds": rounds, "equal": trouble is None}, (), trouble)
