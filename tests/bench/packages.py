"""Pack and open attachments, beside the age tool piping the same bytes between the same disks.

Run alone with ``python -m tests.bench.packages [MiB …]``; each ratio is the age tool's time divided by ours. The pipe
writes to the disk's cache and is done; beside it stands the same pipe with what packing and opening promise besides.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from app.security import kdf

os.environ.setdefault(kdf.TEST_VARIABLE, "1")  # the passphrase is no part of what is measured

from app.records.change import new_record_id
from app.storage.types import NewChange
from app.storage.vault import Vault
from app.sync import places, receive, returning
from tests.app.sync.circle import Table, admit, village
from tests.app.sync.test_circle import over
from tests.bench.figures import Figure, most_memory, tell

PIPE, SAFE, PLAIN, STORED = "age -d | age -r", "age -d | age -r, read back", "age -d", "age -d | age -r, on the disk"
LINES = (("pack", PIPE, True), ("pack", SAFE, False), ("open", PLAIN, True), ("open", STORED, False))
MEMORY = 64  # MiB that may be taken more than before


class _Noise:
    """So many bytes that nothing compresses, without keeping them."""

    def __init__(self, size: int) -> None:
        self._left = size

    def read(self, size: int = -1, /) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        self._left -= wanted
        return os.urandom(wanted)


def measure(size: int, room: Path) -> dict[str, float]:
    """Seconds of each job for so many MiB of attachments, and megabytes of memory it took more than before."""
    table = Table(room)
    try:
        office, laptop = _round(table)
        where = next(s.removeprefix("village-") for s in laptop.scopes() if s.startswith("village-"))
        parts = laptop.put_blob(_Noise(size << 20))
        fields = {"name": "录音.wav", "parts": [list(p) for p in parts], "size": size << 20}
        laptop.write([NewChange("attachment", new_record_id(), f"village-{where}", fields, parent=where)])
        found = _baseline(laptop, office, [sha256 for sha256, _ in parts], room)
        stick = table.stick("bench")
        before = most_memory()
        written: list[Path] = []
        busy = time.process_time()
        found["pack"] = _seconds(lambda: written.extend(w.path for w in returning.write(laptop, stick)))
        found["pack busy"], busy = time.process_time() - busy, time.process_time()
        found["pack memory"] = most_memory() - before
        found["open"] = _seconds(lambda: [receive.receive(office, path) for path in written])
        found["open busy"] = time.process_time() - busy
        found["open memory"] = most_memory() - before
        assert all(office.has_blob(sha256) for sha256, _ in parts)
    finally:
        table.close()
    return found


def _round(table: Table) -> tuple[Vault, Vault]:
    office = table.office()
    where, stick = village(office), table.stick()
    laptop = table.laptop("laptop-1", "李强", "X101")
    over(laptop, stick)
    over(office, stick)
    admit(office, [where])
    over(office, stick)
    over(laptop, stick)
    return office, laptop


def _baseline(laptop: Vault, office: Vault, parts: list[str], room: Path) -> dict[str, float]:
    """``age -d`` of each part piped into ``age -r``, and ``age -d`` of what came out, to the same disk."""
    keys = office.office
    assert keys is not None
    identity = laptop.blobs_folder._identity
    (room / "blob.age").write_text(identity.text + "\n")
    (room / "office.age").write_text(keys.receive.text + "\n")
    files = " ".join(str(laptop.blobs_folder.path(sha256)) for sha256 in parts)
    to = places.office(laptop).to[0].recipient
    pipe = f"for part in {files}; do age -d -i blob.age $part; done | age -r {to} > sealed"
    pack = _seconds(lambda: subprocess.run(["bash", "-c", pipe], cwd=room, check=True))
    # what a careful person would do by hand: on the medium, read back from it
    safe = (
        f"{pipe}; sync sealed; dd of=sealed oflag=nocache conv=notrunc,fdatasync count=0 status=none; sha256sum sealed"
    )
    careful = _seconds(lambda: subprocess.run(["bash", "-c", safe], cwd=room, check=True, stdout=subprocess.DEVNULL))
    opened = _seconds(
        lambda: subprocess.run(["bash", "-c", "age -d -i office.age sealed > plain"], cwd=room, check=True)
    )
    # what opening does here: the plain bytes never touch a disk, and what was taken in is there after a power cut
    keep = f"age -d -i office.age sealed | age -r {identity.recipient} > plain; sync plain"
    stored = _seconds(lambda: subprocess.run(["bash", "-c", keep], cwd=room, check=True))
    for name in ("sealed", "plain", "blob.age", "office.age"):
        (room / name).unlink()
    return {PIPE: pack, SAFE: careful, PLAIN: opened, STORED: stored}


def _seconds(work: Callable[[], object]) -> float:
    os.sync()
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def figures(size: int, found: dict[str, float]) -> Iterator[Figure]:
    """Lines to print for so many MiB; of the last two in each pair no reach was set, they promise what we promise."""
    for ours, theirs, judged in LINES:
        speed, base, memory = size / found[ours], size / found[theirs], found[f"{ours} memory"]
        reached = speed >= 0.8 * base and memory <= MEMORY
        reach = f">= 0.80 x, <= +{MEMORY} MiB" if judged else ""
        at = f"{size:,} MiB, +{memory:.0f} MiB memory, {size / found[f'{ours} busy']:,.0f} MiB per second of processor"
        yield Figure(f"{ours} attachments", speed, theirs, base, "MiB/s", reach, reached, at)


def run(sizes: list[int]) -> None:
    """Measure size after size in one process: memory that grew with the size would show at the next one."""
    for size in sizes:
        with tempfile.TemporaryDirectory(dir=Path.cwd() / "build") as room:
            tell(list(figures(size, measure(size, Path(room)))))


def main(sizes: list[int]) -> int:
    """Print four lines for each size."""
    if shutil.which("age") is None:
        sys.stdout.write("packages: skipped, the age tool is not installed\n")
        return 0
    run(sizes)
    return 0


if __name__ == "__main__":
    sys.exit(main([int(text) for text in sys.argv[1:]] or [64, 1024]))
