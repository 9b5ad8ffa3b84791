"""Which responses a result rests on now, so that two results never differ by fewer than a group.

What was told is remembered and only moves on by whole groups: a response that is corrected, withdrawn, or arrives late
from another laptop does not change a result by itself.
"""

from collections.abc import Sequence

from app.forms.tabulate import LEAST, counted


def moved_on(before: Sequence[str] | None, now: Sequence[str], *, closed: bool, least: int = LEAST) -> Sequence[str]:
    """The responses to count, by name: ``before`` are those counted last (None: nothing was told yet).

    Open, a result grows by whole steps of ``least`` and leaves at least one step out; what was counted stays until
    ``least`` of it are withdrawn. Closed, everything counts, but a difference of fewer than ``least`` waits for
    company. Nothing is counted where too few are left; ``before`` stays what it was then.
    """
    if not before:
        return now[: counted(len(now), closed=closed, least=least)]
    held, standing = set(before), set(now)
    fresh = [one for one in now if one not in held]
    gone = sum(1 for one in before if one not in standing)
    if closed and len(fresh) + gone >= least:
        return now if len(now) >= least else ()
    if closed:
        return before
    kept = before if gone < least else [one for one in before if one in standing]
    grown = [*kept, *fresh[: counted(len(fresh), closed=False, least=least)]]
    return grown if len(grown) >= least else ()
