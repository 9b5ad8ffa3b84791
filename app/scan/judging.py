"""What the squares of one question say, and whether that is plain enough to be believed without a person."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.scan.target import Found

OUTLINE = 0.42  # below this the square itself was not seen well
CLEAN, INKED = 0.025, 0.07  # less ink is none, more is a mark
SECOND = 0.4  # of the strongest: what the next may hold of it
AROUND = 0.06  # ink in the white around a clean square: somebody drew a ring, or a mark went astray
FILLED = 0.85  # so much ink is a square painted over, which may be a correction


class Verdict(StrEnum):
    """How plain an answer is."""

    SURE = "sure"
    BLANK = "blank"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Judged:
    """Places of the squares that seem ticked, how plain that is, and why a person is asked.

    ``why`` is outline, faint, ring, several, painted or ''.
    """

    chosen: tuple[int, ...]
    verdict: Verdict
    why: str = ""


def one(found: Sequence[Found]) -> Judged:
    """Judge a question of which one square may be ticked."""
    order = sorted(range(len(found)), key=lambda place: -found[place].ink)
    best = order[0]
    second = found[order[1]].ink if len(order) > 1 else 0.0
    marked = tuple(place for place in sorted(order) if found[place].ink >= INKED)
    if trouble := _trouble(found):
        return Judged(marked[:1] or _ringed(found), Verdict.ASK, trouble)
    if found[best].ink < CLEAN:
        return Judged((), Verdict.BLANK)
    if found[best].ink < INKED:
        return Judged((best,), Verdict.ASK, "faint")
    if second >= INKED or second > SECOND * found[best].ink:
        return Judged(marked, Verdict.ASK, "several")
    if second >= CLEAN:
        return Judged((best,), Verdict.ASK, "faint")
    return Judged((best,), Verdict.SURE)


def many(found: Sequence[Found]) -> Judged:
    """Judge a question of which several squares may be ticked."""
    marked = tuple(place for place, one_ in enumerate(found) if one_.ink >= INKED)
    if trouble := _trouble(found):
        return Judged(tuple(sorted({*marked, *_ringed(found)})), Verdict.ASK, trouble)
    if any(CLEAN <= one_.ink < INKED for one_ in found):
        return Judged(marked, Verdict.ASK, "faint")
    painted = {found[place].ink >= FILLED for place in marked}
    if len(painted) > 1:  # one painted over among ticked ones may be taken back
        return Judged(marked, Verdict.ASK, "painted")
    return Judged(marked, Verdict.SURE if marked else Verdict.BLANK)


def _trouble(found: Sequence[Found]) -> str:
    if any(one_.sure < OUTLINE for one_ in found):
        return "outline"
    return "ring" if _ringed(found) else ""


def _ringed(found: Sequence[Found]) -> tuple[int, ...]:
    return tuple(place for place, one_ in enumerate(found) if one_.ink < INKED and one_.round >= AROUND)
