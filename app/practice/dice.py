"""Made-up facts that come out the same for the same seed, whatever is asked before or after."""

import datetime as dt
import hashlib
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """A seed and a place in the round; every place throws on its own, so that adding one thing moves no other."""

    def __init__(self, seed: int, today: dt.date, *place: object) -> None:
        self.seed, self.today, self._place = seed, today, place
        self._random = random.Random("/".join(map(str, (seed, *place))))  # noqa: S311 - nothing here is a secret

    def at(self, *place: object) -> "Dice":
        """Return the dice of a place further in."""
        return Dice(self.seed, self.today, *self._place, *place)

    def rec(self, *place: object) -> str:
        """Return the record id of a place: 32 hex, the same for the same seed."""
        text = "/".join(map(str, ("satchel practice", self.seed, *self._place, *place)))
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    def pick(self, of: Sequence[T]) -> T:
        """Return one of several."""
        return self._random.choice(of)

    def some(self, of: Sequence[T], count: int) -> list[T]:
        """Return different ones, in no order."""
        return self._random.sample(of, min(count, len(of)))

    def number(self, least: int, most: int) -> int:
        """Return a whole number within bounds."""
        return self._random.randint(least, most)

    def chance(self, percent: int) -> bool:
        """Return whether something happens that happens so often in a hundred."""
        return self._random.randrange(100) < percent

    def bytes(self, count: int) -> bytes:
        """Return bytes."""
        return self._random.randbytes(count)

    def day(self, offset: int) -> str:
        """Return the day so many days from the day of the practice, as ``YYYY-MM-DD``."""
        return (self.today + dt.timedelta(days=offset)).isoformat()

    def moment(self, offset: int, clock: str) -> str:
        """Return a moment of such a day."""
        return f"{self.day(offset)}T{clock}"
