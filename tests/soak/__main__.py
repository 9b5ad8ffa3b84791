"""``make soak``: the full counts of properties, mutants, kills and leaks, and the benchmarks; writes ``soak.md``.

``python -m tests.soak WORD…`` runs only the parts whose name holds one of the words, and says of the others that they
were not run. ``SATCHEL_SOAK`` multiplies the examples of the property tests (20 by default). Kills are 100 a verb.
"""

import datetime as dt
import os
import platform
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TIMES = os.environ.get("SATCHEL_SOAK", "20")
SAID = {True: "yes", False: "NO", None: "-"}
PARTS = (
    ("Convergence: any order, any cut, rebuild = plain fold (P1 to P12)", ["tests/app/storage/test_convergence.py"]),
    ("Mistakes made on purpose are noticed", ["tests/app/storage/test_mutants.py"]),
    ("Rules and plain fold", ["tests/app/records"]),
    ("Keys, sealing, header", ["tests/app/security"]),
    (
        "Database, opening, search",
        ["tests/app/storage/test_database.py", "tests/app/storage/test_opening.py", "tests/app/storage/test_search.py"],
    ),
    ("The road", ["tests/app/sync"]),
    ("Killed 100 times a verb: typing, packing, receiving", ["tests/faults/test_kills.py"]),
    ("Power cuts while a stick is written, 200 a writer", ["tests/faults/test_power_cuts.py"]),
    ("Simulated rounds: 55 villages, 11 laptops, 40 days, 50 seeds", ["tests/soak/test_rounds.py"]),
    ("Nothing in clear", ["tests/faults/test_leaks.py"]),
    ("120 ticked sheets, scanned and photographed, flat and bent", ["tests/app/scan"]),
)


@dataclass(frozen=True)
class Result:
    name: str
    told: str
    seconds: float
    good: bool | None  # None: not run


def run(name: str, paths: list[str]) -> Result:
    """Run one part; its last line says how many tests passed."""
    begun = time.monotonic()
    environment = {**os.environ, "SATCHEL_SOAK": TIMES, "QT_QPA_PLATFORM": "offscreen"}
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", *paths]
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    last = (done.stdout.strip().splitlines() or ["nothing was said"])[-1]
    told = re.sub(r" in [\d.]+s.*", "", last)
    if done.returncode:
        sys.stdout.write(done.stdout[-6000:] + done.stderr[-2000:])
    return Result(name, told, time.monotonic() - begun, done.returncode == 0)


def bench() -> str:
    """Run the benchmarks; what they print."""
    words = [sys.executable, "-m", "tests.bench"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + (done.stderr[-2000:] if done.returncode else "")


def machine() -> str:
    """The machine in general terms."""
    parts = [f"{platform.system()} {platform.machine()}", f"{os.cpu_count()} processors"]
    if hasattr(os, "sysconf"):
        parts.append(f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') >> 30} GiB memory")
        parts.append(f"load {os.getloadavg()[0]:.1f} at the start")
    return ", ".join([*parts, f"Python {platform.python_version()}"])


def wanted(name: str, words: list[str]) -> bool:
    """Whether a part is to be run: every one, unless words of its name are given."""
    return not words or any(word.lower() in name.lower() for word in words)


def main(words: list[str]) -> int:
    start = f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M} UTC"
    where = machine()
    results = []
    for name, paths in PARTS:
        if not wanted(name, words):
            results.append(Result(name, "not run this time", 0, None))
            continue
        results.append(run(name, paths))
        sys.stdout.write(f"{results[-1].name}: {results[-1].told} ({results[-1].seconds:.0f} s)\n")
        sys.stdout.flush()
    rows = "".join(f"| {r.name} | {r.told} | {r.seconds:,.0f} | {SAID[r.good]} |\n" for r in results)
    text = f"""# Soak

{start} · {where} · examples of the property tests × {TIMES}

| part | result | seconds | good |
| --- | --- | --- | --- |
{rows}
## Benchmarks

```
{bench().rstrip()}
```
"""
    (ROOT / "soak.md").write_text(text, encoding="utf-8")
    return 0 if all(r.good is not False for r in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
