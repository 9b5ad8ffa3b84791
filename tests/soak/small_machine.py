"""Runs a command as on a small laptop: 2 GiB of memory and one processor, held to it by the kernel where it can be.

``python -m tests.soak.small_machine COMMAND…``. Ways, the strictest first: a control group of version 2, of version 1,
a scope of systemd, and at last one processor and a limit of address space, which is less than the same: it counts what
is mapped, not what is used. The first line says which way it was.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MEMORY = 2 << 30  # bytes
ADDRESSES = 8 << 30  # bytes of address space, where only that can be limited: Qt and fonts map far more than they use
PERIOD = 100_000  # microseconds; as many of each period are granted: one processor
GROUPS = Path("/sys/fs/cgroup")
NAME = f"satchel-small-{os.getpid()}"


def run(command: list[str], root: Path = GROUPS) -> int:
    """Run a command within these bounds and return its exit code."""
    for way in (version_2, version_1):
        with way(root) as join:
            if join is not None:
                sys.stdout.write(f"small machine: control group, {way.__name__.replace('_', ' ')}\n")
                sys.stdout.flush()
                return subprocess.run(command, preexec_fn=join, check=False).returncode
    if scoped := scope():
        sys.stdout.write("small machine: scope of systemd\n")
        sys.stdout.flush()
        return subprocess.run([*scoped, *command], check=False).returncode
    sys.stdout.write("small machine: one processor, and a limit of address space only\n")
    sys.stdout.flush()
    return subprocess.run(command, preexec_fn=limited, check=False).returncode


@contextmanager
def version_2(root: Path) -> Iterator[Callable[[], None] | None]:
    """A group of version 2: memory, swap and processor in one folder."""
    group = root / NAME
    with _made([group], {"memory.max": MEMORY, "memory.swap.max": 0, "cpu.max": f"{PERIOD} {PERIOD}"}) as good:
        yield (lambda: _join([group])) if good else None


@contextmanager
def version_1(root: Path) -> Iterator[Callable[[], None] | None]:
    """Groups of version 1: one for memory, one for the processor."""
    groups = [root / "memory" / NAME, root / "cpu" / NAME]
    limits = {"memory.limit_in_bytes": MEMORY, "cpu.cfs_period_us": PERIOD, "cpu.cfs_quota_us": PERIOD}
    with _made(groups, limits) as good:
        yield (lambda: _join(groups)) if good else None


@contextmanager
def _made(groups: list[Path], limits: dict[str, object]) -> Iterator[bool]:
    made: list[Path] = []
    try:
        good = True
        for group in groups:
            if not (group.parent / "cgroup.procs").exists():
                good = False
                break
            group.mkdir()
            made.append(group)
        if good:
            for name, value in limits.items():
                group = next(one for one in groups if (one / name).exists())
                (group / name).write_text(str(value))
    except (OSError, StopIteration):
        good = False
    try:
        yield good
    finally:
        for group in made:
            with suppress(OSError):
                group.rmdir()


def _join(groups: list[Path]) -> None:
    for group in groups:
        (group / "cgroup.procs").write_text(str(os.getpid()))
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def scope() -> list[str]:
    """The command that starts another in a scope of systemd, [] where there is none."""
    found = shutil.which("systemd-run")
    if found is None:
        return []
    mode = [] if os.geteuid() == 0 else ["--user"]
    bounds = ["-p", f"MemoryMax={MEMORY}", "-p", "MemorySwapMax=0", "-p", "CPUQuota=100%", "-p", "AllowedCPUs=0"]
    start = [found, *mode, "--scope", "--quiet", *bounds]
    tried = subprocess.run([*start, "true"], capture_output=True, check=False)
    return start if tried.returncode == 0 else []


def limited() -> None:
    """One processor and a limit of address space, in the process that is about to run the command."""
    import resource

    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
