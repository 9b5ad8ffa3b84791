"""The worst postman: he loses sticks, copies them, brings them late and in any order; and a forger uses his bag."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.practice.dice import Dice

LOST, DOUBLED, LATE = 15, 20, 40  # of a hundred
LONGEST = 4  # days


@dataclass(frozen=True, slots=True)
class Letter:
    """A package on its way: when it will come, and to whom."""

    file: Path
    place: str
    day: int


class Postman:
    """Everything between the places. ``happened`` counts what he did."""

    def __init__(self, dice: Dice, bag: Path) -> None:
        self._dice, self._bag = dice, bag
        self._letters: list[Letter] = []
        self._seen: list[Letter] = []
        self.happened = {"lost": 0, "doubled": 0, "late": 0}
        bag.mkdir(parents=True, exist_ok=True)

    def take(self, file: Path, place: str, day: int) -> None:
        """Take a package; whether and when it comes is his affair."""
        kept = self._bag / file.name
        shutil.copyfile(file, kept)
        self._seen.append(Letter(kept, place, day))
        if self._dice.chance(LOST):
            self.happened["lost"] += 1
            return
        copies = 2 if self._dice.chance(DOUBLED) else 1
        self.happened["doubled"] += copies - 1
        for _ in range(copies):
            days = self._dice.number(1, LONGEST) if self._dice.chance(LATE) else 0
            self.happened["late"] += bool(days)
            self._letters.append(Letter(kept, place, day + days))

    def deliver(self, place: str, day: int, stick: Path) -> int:
        """Put what has come for a place on a stick; returns how many packages."""
        due = [one for one in self._letters if one.place == place and one.day <= day]
        self._letters = [one for one in self._letters if one not in due]
        for one in due:
            shutil.copyfile(one.file, stick / one.file.name)
        return len({one.file for one in due})

    def forge(self, day: int) -> Iterator[tuple[Path, str]]:
        """Make something false of what went by: a bit turned, an end cut off, another's letter in its place."""
        if not self._seen or not self._dice.chance(60):
            return
        letter = self._dice.pick(self._seen)
        data = bytearray(letter.file.read_bytes())
        at = self._dice.number(0, len(data) - 1)
        if self._dice.chance(50):
            data[at] ^= 1 << self._dice.number(0, 7)
        else:
            del data[at:]
        false = self._bag / f"{'f' * 12}{day:04x}.satchel"
        false.write_bytes(data)
        yield false, letter.place
