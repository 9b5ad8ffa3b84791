"""``satchel rebuild`` and ``dump``: every view folded anew from the journal, and written out in order."""

import argparse
import hashlib
import time

from app.cli import entering
from app.cli.voice import Answer, Voice


def rebuild(args: argparse.Namespace, voice: Voice) -> Answer:
    """Fold every view anew; says whether anything came out differently."""
    with entering.entered(args, voice) as session:
        vault = session.vault
        before = _digest(vault.dump())
        begun = time.perf_counter()
        vault.rebuild()
        seconds = time.perf_counter() - begun
        after = _digest(vault.dump())
        changes = sum(tip[0] for chains in vault.ledger.held().values() for tip in chains.values())
    data = {"changes": changes, "seconds": round(seconds, 3), "before": before, "after": after, "same": before == after}
    code = "rebuilt-same" if before == after else "rebuilt-other"
    return Answer(data, [voice.say(code, count=changes, seconds=f"{seconds:.1f}")])


def dump(args: argparse.Namespace, voice: Voice) -> Answer:
    """Write every row of every view, in order: equal journals give equal dumps."""
    with entering.entered(args, voice) as session:
        rows = session.vault.dump()
    return Answer({"rows": rows, "count": len(rows), "sha256": _digest(rows)}, rows)


def _digest(rows: list[str]) -> str:
    return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()
