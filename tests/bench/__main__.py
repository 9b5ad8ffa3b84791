"""``make bench``: each job beside a named baseline in the same run, with the reach set for it; misses are said.

Quick by default (under four minutes); ``SATCHEL_BENCH=full`` takes the sizes of the design.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from app.security import kdf
from tests.bench import findings, vaults, windows
from tests.bench.journals import Pen, villagers

FULL = os.environ.get("SATCHEL_BENCH") == "full"
CHANGES, NOTES, FINDINGS, MEBIBYTES = (300_000, 100_000, 200_000, 1024) if FULL else (20_000, 4_000, 5_000, 64)


def storage(home: Path) -> None:
    """Everything that happens inside one vault."""
    pens = [Pen(f"bench {at}") for at in range(3)]
    more = Pen("bench later")
    public = {pen.key.writer_id: pen.key.public for pen in (*pens, more)}
    vault = vaults.make(home, [*pens, more], kdf.DEFAULT)
    count = vaults.write_lines(home / "lines", villagers(pens, CHANGES))
    vaults.receiving(vault, home / "lines", count, public)
    vaults.rebuilding(vault, count)
    vaults.write_lines(home / "notes", vaults.notes(pens, NOTES))
    vaults.receive(vault, home / "notes", public, 3)
    vault.index_postponed()
    vaults.searching(vault, NOTES)
    vaults.listing(vault)
    vaults.write_lines(home / "later", villagers([more], CHANGES // 3))
    vaults.saving(vault, home / "later", public)
    vaults.unlocking(home, vault, CHANGES + NOTES)


def exchange() -> None:
    """Packing and opening, beside the age tool; in full the small size first, to see that memory stays flat."""
    sizes = ["64", str(MEBIBYTES)] if FULL else [str(MEBIBYTES)]
    # a process of its own: beside what unlocking takes, nothing would be seen of what packing does
    subprocess.run([sys.executable, "-m", "tests.bench.packages", *sizes], check=True)


def main() -> None:
    os.environ[kdf.TEST_VARIABLE] = "1"
    load, processors = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0, os.cpu_count() or 1
    sys.stdout.write(f"{processors} processors, load {load:.1f} before the run\n")
    if load > processors / 4:
        sys.stdout.write("other work is running here: ratios hold roughly, absolute figures do not\n")
    build = Path.cwd() / "build"
    build.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=build) as room:
        windows.starting()
        (Path(room) / "one").mkdir()
        storage(Path(room) / "one")
        findings.measure(Path(room).resolve() / "findings", FINDINGS)
    exchange()


if __name__ == "__main__":
    main()
