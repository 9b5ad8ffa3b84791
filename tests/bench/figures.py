"""One line of the benchmark: our figure beside a baseline measured in the same run, and the reach that was set."""

import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """``ours`` and ``baseline`` in the unit; ``reached`` says whether the reach of the design was met.

    Without a ``reach`` it stands there for comparison.
    """

    job: str
    ours: float
    baseline: str
    theirs: float
    unit: str
    reach: str
    reached: bool
    at: str = ""

    def line(self) -> str:
        ratio = self.ours / self.theirs if self.theirs else float("nan")
        verdict = ("yes" if self.reached else "MISSED") if self.reach else ""
        numbers = f"{self.ours:10,.1f} {self.unit:<9} {ratio:8.2f} x {self.baseline} ({self.theirs:,.1f})"
        return f"{self.job:<44} {numbers:<92} {'reach ' + self.reach if self.reach else '':<40} {verdict:<7} {self.at}"


def tell(figures: Sequence[Figure]) -> None:
    """Print figures at once, so that a run that is stopped has said something."""
    for figure in figures:
        sys.stdout.write(figure.line() + "\n")
    sys.stdout.flush()


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def best(work: Callable[[], object], times: int = 3) -> float:
    return min(seconds(work) for _ in range(times))


def p50(values: Sequence[float]) -> float:
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * 0.95))]


def most_memory() -> float:
    """The most memory this process ever held, in MiB."""
    status = Path("/proc/self/status")
    if status.exists():  # the other count begins with what the parent held, however small the program is
        peak = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
