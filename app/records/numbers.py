"""Human numbers (预编号): from a kind's pattern, so that no two laptops of a round give out the same. Pure.

The laptop's code stands in the number, and each laptop counts only its own.
"""

import re
from collections.abc import Iterable, Mapping

from app.errors import AppError

BLANK = re.compile(r"\{(\w+)\}")
WIDTH = 3


class NumberPatternError(AppError):
    """A number pattern without exactly one ``{seq}``, or a blank nobody fills. Data: ``pattern``, ``blank``."""


def next_number(pattern: str, blanks: Mapping[str, str], existing: Iterable[str]) -> str:
    """Return the number after the highest of ``existing`` that has the same blanks.

    ``existing`` may hold numbers of other villages, laptops and kinds, in any order, also such as were typed by hand;
    gaps are not filled, because a number once given may stand on paper.

    Raises:
        NumberPatternError: the pattern has no ``{seq}`` or more than one, or ``blanks`` lacks one of its blanks.
    """
    before, after = around(pattern, blanks)
    shape = re.compile(re.escape(before) + r"([0-9]{1,9})" + re.escape(after))
    given = [int(found[1]) for number in existing if (found := shape.fullmatch(number))]
    return f"{before}{max(given, default=0) + 1:0{WIDTH}}{after}"


def around(pattern: str, blanks: Mapping[str, str]) -> tuple[str, str]:
    """Return what stands before and after the counting part of the numbers of a pattern.

    Raises:
        NumberPatternError: the pattern has no ``{seq}`` or more than one, or ``blanks`` lacks one of its blanks.
    """
    if pattern.count("{seq}") != 1:
        raise NumberPatternError(pattern=pattern, blank="seq")
    before, after = (_fill(part, pattern, blanks) for part in pattern.split("{seq}"))
    return before, after


def _fill(text: str, pattern: str, blanks: Mapping[str, str]) -> str:
    for name in BLANK.findall(text):
        if name not in blanks:
            raise NumberPatternError(pattern=pattern, blank=name)
    return BLANK.sub(lambda blank: blanks[blank[1]], text)
