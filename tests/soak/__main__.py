"""``make soak``: the full counts of properties, mutants, kills, power cuts, rounds and leaks, and the benchmarks.

Writes ``soak.md``. ``python -m tests.soak WORD…`` runs only the parts whose name holds one of the words; of the others
the page says what came of them when they were last run here, at which commit and when, or that they were not run.
``--no-bench`` leaves the benchmarks as they are. What was run is kept in ``build/soak.json`` after each part, so that a
soak that is broken off can go on.

``SATCHEL_SOAK`` multiplies the examples of the property tests (20 by default), ``SATCHEL_SEEDS`` is the number of
full-size simulated rounds (50 by default), played two at a time; what came of each seed is kept in
``build/rounds.jsonl``, and what this very code has played before is not played again. Kills are 100 a verb, power cuts
200 a kind of work.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from tests.soak import results
from tests.soak.results import Part, Result

ROOT = Path(__file__).resolve().parents[2]
TIMES = os.environ.get("SATCHEL_SOAK", "20")
SEEDS = os.environ.get("SATCHEL_SEEDS", "50")
EXAMPLES = f"examples × {TIMES}"
PARTS = (
    Part(
        "Convergence: any order, any cut, rebuild = plain fold (P1 to P12)",
        ("tests/app/storage/test_convergence.py",),
        EXAMPLES,
    ),
    Part(
        "Mistakes made on purpose are noticed", ("tests/app/storage/test_mutants.py", "tests/app/sync/test_mutants.py")
    ),
    Part("Rules and plain fold", ("tests/app/records",), EXAMPLES),
    Part("Keys, sealing, header", ("tests/app/security",), EXAMPLES),
    Part(
        "Database, opening, search",
        ("tests/app/storage/test_database.py", "tests/app/storage/test_opening.py", "tests/app/storage/test_search.py"),
        EXAMPLES,
    ),
    Part("The road: 20,000 flipped bits, every cut, the corpus", ("tests/app/sync",), EXAMPLES),
    Part("Killed 100 times a verb: typing, packing, receiving", ("tests/faults/test_kills.py",)),
    Part("Power cuts: stick writers, 200 each", ("tests/faults/test_power_cuts.py",)),
    Part("Power cuts: the vault, 200 for each kind of work", ("tests/faults/test_vault_cuts.py",)),
    Part("A disk or stick that fails at every single call", ("tests/faults/test_failing_disks.py",)),
    Part("Attachments: 2 GB in one, hundreds in a series", ("tests/soak/test_attachments.py",)),
    Part(
        "Simulated rounds: 55 villages, 11 laptops, 40 days",
        ("tests/soak/test_rounds.py",),
        f"{SEEDS} of 50 seeds",
        workers=2,
    ),
    Part("Nothing in clear", ("tests/faults/test_leaks.py",)),
    Part("A window in 2 GiB and on one processor, 200,000 findings", ("tests/soak/test_small_machine.py",)),
    Part("120 ticked sheets, scanned and photographed, flat and bent", ("tests/app/scan",)),
)


def run(part: Part) -> Result:
    """Run one part; its last line says how many tests passed."""
    begun = time.monotonic()
    environment = {**os.environ, "SATCHEL_SOAK": TIMES, "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", *part.paths]
    words += ["-n", str(part.workers)] if part.workers > 1 else []
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    last = (done.stdout.strip().splitlines() or ["nothing was said"])[-1]
    if done.returncode:
        sys.stdout.write(done.stdout[-6000:] + done.stderr[-2000:])
    told = re.sub(r" in [\d.]+s.*", "", last)
    return results.at_this_commit(ROOT, told, time.monotonic() - begun, part.size, good=done.returncode == 0)


def bench() -> Result:
    """Run the benchmarks; what they print."""
    begun = time.monotonic()
    words = [sys.executable, "-m", "tests.bench"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    told = done.stdout + (done.stderr[-2000:] if done.returncode else "")
    return results.at_this_commit(ROOT, told.rstrip(), time.monotonic() - begun, "", good=done.returncode == 0)


def wanted(name: str, words: list[str]) -> bool:
    """Whether a part is to be run: every one, unless words of its name are given."""
    return not words or any(word.lower() in name.lower() for word in words)


def main(words: list[str]) -> int:
    told = [word for word in words if not word.startswith("--")]
    known = results.load(ROOT)
    ran = []
    for part in (one for one in PARTS if wanted(one.name, told)):
        known[part.name] = run(part)
        ran.append(known[part.name])
        results.keep(ROOT, known, PARTS)
        sys.stdout.write(f"{part.name}: {known[part.name].told} ({known[part.name].seconds:.0f} s)\n")
        sys.stdout.flush()
    if "--no-bench" not in words:
        known[results.BENCH] = bench()
    results.keep(ROOT, known, PARTS)
    return 0 if all(result.good for result in ran) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
