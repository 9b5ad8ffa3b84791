"""Two typings of the same sheets beside each other: where they differ, what a person decided, how often they erred."""

import hashlib
import hmac
import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.services.entry_keys import in_order

SHARES = (10, 20, 100, 0)  # percent of the sheets that are typed a second time
Decided = Mapping[str, Mapping[str, Any]]  # reference → {"value", "none"}


@dataclass(frozen=True, slots=True)
class Compared:
    """One sheet typed twice: how many answers were compared, and references of those that differ, in order."""

    serial: str
    count: int
    differing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rate:
    """How often two typings differed. ``first_wrong`` of the differing answers were wrong in the first typing."""

    sheets: int = 0
    drawn: int = 0
    compared: int = 0
    differing: int = 0
    differing_sheets: int = 0
    first_wrong: int = 0
    same_person: int = 0

    def __add__(self, other: "Rate") -> "Rate":
        """Both together."""
        return Rate(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def share(self) -> float:
        """Differing answers of those compared; 0 where none was."""
        return self.differing / self.compared if self.compared else 0.0


def draw(serials: Iterable[str], share: int, seed: str) -> list[str]:
    """Which sheets are typed a second time: ``share`` percent, rounded up, in the order of their numbers.

    The ``seed`` (hex) is drawn after the first typing is over, so that nobody can know the sheets before; whoever holds
    it and the numbers can draw again and sees the same.
    """
    every = sorted(set(serials))
    count = math.ceil(len(every) * share / 100)
    key = bytes.fromhex(seed)
    ranked = sorted(every, key=lambda one: hmac.new(key, one.encode(), hashlib.sha256).digest())
    return sorted(ranked[:count], key=in_order)


def compare(serial: str, first: Mapping[str, Any], second: Mapping[str, Any]) -> Compared:
    """Compare two typings of a sheet, as `SheetTyping.keep` gave them.

    What was asked in either is compared; an answer to a question that the other typing skipped differs from none.
    """
    asked, before = list(first.get("asked", ())), ""
    for one in second.get("asked", ()):
        if one not in asked:
            asked.insert(asked.index(before) + 1 if before else 0, one)  # after what stands before it there
        before = one
    differing = [one for one in asked if not alike(given(first, one), given(second, one))]
    return Compared(serial, len(asked), tuple(differing))


def given(held: Mapping[str, Any], reference: str) -> str:
    """The answer of a typing to a question it asked; '' to one it did not ask."""
    return str(held["answers"].get(reference, "")) if reference in held.get("asked", ()) else ""


def alike(one: str, other: str) -> bool:
    """Whether two answers mean the same: spaces and full-width signs make no difference, nor do zeros of a number."""
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    made = " ".join(unicodedata.normalize("NFKC", text).split())
    if made.isascii() and made.isdecimal() and len(made) < 8:
        return made.lstrip("0") or "0"
    return made


def rate(
    sheets: int,
    found: Sequence[Compared],
    firsts: Mapping[str, Mapping[str, Any]],
    finals: Mapping[str, Mapping[str, Any]],
    *,
    same_person: int = 0,
) -> Rate:
    """Count. ``firsts`` are first typings, ``finals`` answers as they were decided, both by number of the sheet."""
    wrong = sum(
        not alike(given(firsts[one.serial], reference), str(finals[one.serial].get(reference, "")))
        for one in found
        for reference in one.differing
    )
    return Rate(
        sheets=sheets,
        drawn=len(found),
        compared=sum(one.count for one in found),
        differing=sum(len(one.differing) for one in found),
        differing_sheets=sum(bool(one.differing) for one in found),
        first_wrong=wrong,
        same_person=same_person,
    )


def record_id(batch: str, serial: str) -> str:
    """The record of a named response, the same however often a batch is entered after power cuts."""
    return hashlib.sha256(f"{batch}/{serial}".encode()).hexdigest()[:32]
