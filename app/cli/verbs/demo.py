"""``satchel demo``: a practice round (演练) played from beginning to end."""

import argparse
from pathlib import Path

from app.cli.voice import Answer, Voice
from app.errors import BadInputError


def demo(args: argparse.Namespace, voice: Voice) -> Answer:
    """Play an office, laptops and a stick into an empty folder, saying each step as it ends."""
    from app.practice.demo import Wish, play

    for name in ("villages", "laptops"):
        if not getattr(args, name):
            raise BadInputError(field=f"--{name}", rule="least-one", details="0")
    wish = Wish(Path(args.out), args.villages, args.laptops, args.seed, args.attachment_mb, args.date)
    done = play(wish, lambda name, seconds: voice.step(f"{seconds:6.1f} s  {voice.say('demo-' + name)}"))
    counted = ("changes", "records", "packages", "conflicts", "conflicts_open", "irregular", "drafts")
    papers = done["documents"]
    written = ", ".join(f"{count} {sort}" for sort, count in papers.items()) if isinstance(papers, dict) else ""
    shown = [*((code, done[code]) for code in counted), ("documents", written)]
    lacking = [voice.say("no-font", count=done["documents_without_font"])] if done["documents_without_font"] else []
    lines = ["", *voice.pairs(shown), *lacking, voice.say("demo-done", folder=args.out)]
    return Answer({"out": args.out, **done}, lines)
