"""What came of each seed of the simulated rounds, kept in ``build/rounds.jsonl``: a soak that is broken off goes on.

A seed counts as played only for the very code that played it: a digest over every file a round runs through.
"""

import datetime as dt
import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from app.practice.simulation import Result
from tests.soak import results

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "rounds.jsonl"
CODE = (
    *("app/records", "app/security", "app/storage", "app/sync", "app/services/handover*.py", "app/services/se*.py"),
    *(f"app/practice/{name}.py" for name in ("simulation", "dice", "errands", "forger", "laptop", "oracle", "postman")),
    *("app/practice/team.py", "tests/soak/test_rounds.py"),
)
ANEW = "SATCHEL_SEEDS_ANEW"  # set: play every seed, whatever came of it before


def code() -> str:
    """Digest of everything a round runs through."""
    found = hashlib.sha256()
    for one in CODE:
        paths = (ROOT / one).rglob("*") if (ROOT / one).is_dir() else ROOT.glob(one)
        for path in sorted(p for p in paths if p.suffix in {".py", ".sql", ".json"}):
            found.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def before(seed: int) -> dict[str, Any] | None:
    """The last result of a seed by this code, if it was good."""
    if ANEW in os.environ or not KEPT.exists():
        return None
    here = code()
    told = [json.loads(line) for line in KEPT.read_text(encoding="utf-8").splitlines()]
    mine = [one for one in told if one["seed"] == seed and one["code"] == here]
    return mine[-1] if mine and mine[-1]["good"] else None


def keep(seed: int, result: Result, seconds: float) -> None:
    """Write down what came of a seed, in one line."""
    good = result.equal and not (result.differing or result.surprises or result.missing)
    told = {
        "seed": seed,
        "good": good,
        "code": code(),
        "commit": results.commit(ROOT),
        "when": f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M}",
        "seconds": round(seconds),
        **asdict(result),
    }
    KEPT.parent.mkdir(exist_ok=True)
    with KEPT.open("a", encoding="utf-8") as file:
        file.write(json.dumps(told, ensure_ascii=False, sort_keys=True) + "\n")
