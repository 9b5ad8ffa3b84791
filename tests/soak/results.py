"""What came of each part of the soak, when and at which commit: kept between runs, and told in ``soak.md``."""

import datetime as dt
import json
import os
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

BENCH = "Benchmarks"
SAID = {True: "yes", False: "NO"}


@dataclass(frozen=True)
class Part:
    """One part: its name, the tests, how much of it was asked for, and how many run side by side."""

    name: str
    paths: tuple[str, ...]
    size: str = ""
    workers: int = 1


@dataclass(frozen=True)
class Result:
    """What came of a part. ``commit`` ends with ``+`` when files were changed and not committed."""

    told: str
    seconds: float
    good: bool
    size: str
    commit: str
    when: str
    machine: str


def at_this_commit(root: Path, told: str, seconds: float, size: str, *, good: bool) -> Result:
    now = f"{dt.datetime.now(dt.UTC):%Y-%m-%d %H:%M}"
    return Result(told, seconds, good, size, commit(root), now, machine())


def commit(root: Path) -> str:
    def said(*words: str) -> str:
        done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    changed = said("status", "--porcelain", "-uno", "--", ".", ":!soak.md")  # the page itself is written as it goes
    return (said("rev-parse", "--short", "HEAD") or "-") + ("+" if changed else "")


def machine() -> str:
    """The machine in general terms."""
    parts = [f"{platform.system()} {platform.machine()}", f"{os.cpu_count()} processors"]
    if hasattr(os, "sysconf"):
        parts.append(f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') >> 30} GiB memory")
        parts.append(f"load {os.getloadavg()[0]:.1f}")
    return ", ".join([*parts, f"Python {platform.python_version()}"])


def load(root: Path) -> dict[str, Result]:
    """Results of former runs on this machine, by name of the part."""
    path = root / "build" / "soak.json"
    if not path.exists():
        return {}
    found = json.loads(path.read_text(encoding="utf-8"))
    return {name: Result(**told) for name, told in found.items()}


def keep(root: Path, known: Mapping[str, Result], parts: Sequence[Part]) -> None:
    """Keep what is known, and write the page anew."""
    path = root / "build" / "soak.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({n: asdict(r) for n, r in known.items()}, indent=1, sort_keys=True), encoding="utf-8")
    (root / "soak.md").write_text(page(known, parts), encoding="utf-8")


def page(known: Mapping[str, Result], parts: Sequence[Part]) -> str:
    """``soak.md``: every part, also those that were never run."""
    rows = "".join(_row(part, known.get(part.name)) for part in parts)
    on = sorted({r.machine.split(", load")[0] for name, r in known.items() if name != BENCH})
    bench = known.get(BENCH)
    figures = f"```\n{bench.told}\n```\n\n{bench.when} UTC at {bench.commit}, {bench.machine}" if bench else "Not run."
    return f"""# Soak

Each part says when it was run and at which commit; `+` means with changes not committed then. {"; ".join(on)}

| part | asked for | result | seconds | commit | UTC | good |
| --- | --- | --- | --- | --- | --- | --- |
{rows}
## Benchmarks

{figures}
"""


def _row(part: Part, result: Result | None) -> str:
    if result is None:
        return f"| {part.name} | {part.size} | not run | - | - | - | - |\n"
    end = f"{result.seconds:,.0f} | {result.commit} | {result.when} | {SAID[result.good]}"
    return f"| {part.name} | {result.size} | {result.told} | {end} |\n"
