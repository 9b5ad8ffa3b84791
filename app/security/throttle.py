"""A growing pause after failed unlocks, kept in ``unlocks.log`` (docs/vault-format.md).

A deterrent at the keyboard only: a copied header is attacked elsewhere, and there the derivation's cost counts.
"""

import contextlib
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.records import canonical
from app.security import durable

NAME = "unlocks.log"
FIRST_SECONDS, LONGEST_SECONDS = 1.0, 300.0
LONGEST = 1 << 20  # bytes read; thousands of failures, hours of pauses
Clock = Callable[[], int]
"""Milliseconds since 1970, UTC."""


@dataclass(frozen=True, slots=True)
class Failures:
    """Failed unlocks since the last unlock: their times (ms) in order, and whether the chain holds."""

    times: tuple[int, ...]
    sound: bool

    @property
    def count(self) -> int:
        """How many there were."""
        return len(self.times)


def append_failure(path: Path, clock: Clock) -> Failures:
    """Add one failed unlock to the log, durably, and return all of them."""
    lines, ended = _lines(path)
    before = failures(path)
    number = before.count + 1
    prev = hashlib.sha256(lines[-1]).hexdigest() if lines else ""
    at = clock()
    line = canonical.write({"n": number, "prev": prev, "t": at}) + b"\n"
    durable.append(path, line if ended else b"\n" + line)  # after a power cut the last line may be torn
    _stamp(path, at)
    return failures(path)


def failures(path: Path) -> Failures:
    """Read the log. A missing one is empty; what cannot be read counts for nothing and makes it unsound."""
    lines, ended = _lines(path)
    times: list[int] = []
    sound, prev = ended, ""
    for line in lines:
        entry = _entry(line)
        if entry is None:
            sound = False
        else:
            times.append(entry["t"])
            sound = sound and entry["n"] == len(times) and entry["prev"] == prev
        prev = hashlib.sha256(line).hexdigest()
    return Failures(tuple(times), sound)


def delay(path: Path, clock: Clock) -> float:
    """Return the seconds still to wait before the next try: 1, 2, 4 … 300 after each failure in a row.

    A clock that was put back waits the whole pause once more, never longer.
    """
    found = failures(path)
    if not found.count:
        return 0.0
    pause = min(FIRST_SECONDS * 2.0 ** min(found.count - 1, 16), LONGEST_SECONDS)
    now, since = clock(), found.times[-1]
    if since > now:
        since = _first_seen(path, now)
    return max(pause - (now - since) / 1000, 0.0)


def _first_seen(path: Path, now: int) -> int:
    """When somebody first looked at a failure noted under a clock that ran ahead: it must not shut us out for good."""
    seen = path.stat().st_mtime_ns // 1_000_000
    if seen <= now:
        return seen
    _stamp(path, now)
    return now


def _stamp(path: Path, at: int) -> None:
    with contextlib.suppress(OSError, OverflowError):  # a moment this disk cannot note
        os.utime(path, ns=(at * 1_000_000, at * 1_000_000))


def clear(path: Path) -> None:
    """Forget the failures: called once the log scope of the vault holds them."""
    durable.remove(path)


def _lines(path: Path) -> tuple[list[bytes], bool]:
    """Return the lines without their newlines, and whether the last one is whole."""
    if not path.is_file():
        return [], True
    with path.open("rb") as file:
        data = file.read(LONGEST)
    return [line for line in data.split(b"\n") if line], not data or data.endswith(b"\n")


def _entry(line: bytes) -> dict[str, Any] | None:
    try:
        entry = canonical.read(line)
    except canonical.NotCanonicalError:
        return None
    if not isinstance(entry, dict) or set(entry) != {"n", "prev", "t"}:
        return None
    return entry if type(entry["n"]) is int and type(entry["t"]) is int else None
