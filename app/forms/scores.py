"""Scores of assessments (F21): weighted means over fixed answers, told no finer than hidden counts allow."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import comb

from app.forms.ranges import told

UNDECIDED = frozenset({"不了解", "不清楚", "弃权", "未填"})
STEPS = (1, 10, 50, 100)  # tenths of a point: as fine as can be, then whole points, fives, tens
MOST = 3_000  # ways to fill hidden counts that are looked at: a tenth of a second at most


@dataclass(frozen=True, slots=True)
class Scale:
    """Answers and their points. ``code`` is merit (好…差) or content (满意率); ``wanted`` is its line, or 0."""

    code: str
    points: Mapping[str, int]
    wanted: int = 0


# the notes of QV-DEM and QV-SAT; 80 is the line of QV-SAT until an office sets another
MERIT = Scale("merit", {"好": 100, "较好": 80, "一般": 60, "差": 0})
CONTENT = Scale("content", {"满意": 100, "基本满意": 100, "不满意": 0}, wanted=80)
SCALES = (MERIT, CONTENT)


@dataclass(frozen=True, slots=True)
class Score:
    """A mean in tenths of a point, rounded to ``step`` tenths; 满意率 has a per cent for a point."""

    scale: Scale
    value: int
    step: int

    @property
    def below(self) -> bool:
        """Whether it lies under the line of its scale, whatever was rounded away."""
        return bool(self.scale.wanted) and self.value + self.step // 2 < self.scale.wanted * 10


def scale_of(labels: Sequence[str]) -> Scale | None:
    """The scale of a question with these answers, or None."""
    named = set(labels) - UNDECIDED
    return next((scale for scale in SCALES if named == set(scale.points)), None)


def scored(scale: Scale, labels: Sequence[str], counts: Sequence[int], hidden: set[int], least: int) -> Score | None:
    """The score of ``counts``, as fine as leaves the ``hidden`` small ones open; None where nothing may be told.

    ``counts`` may be longer than ``labels``: blanks stand behind.
    """
    exact = _mean(scale, labels, counts)
    if exact is None:
        return None
    doubtful = [at for at in hidden if 0 < counts[at] < least]
    total = sum(counts[at] for at in hidden)
    if doubtful and comb(total + len(hidden) - 1, len(hidden) - 1) > MOST:
        return None
    for step in STEPS:
        shown = _rounded(exact, step)
        if not doubtful or not _given_away(scale, labels, list(counts), sorted(hidden), doubtful, (shown, step), least):
            return Score(scale, shown, step)
    return None


def _given_away(  # noqa: PLR0913, PLR0917 - one attack, all it knows
    scale: Scale,
    labels: Sequence[str],
    counts: list[int],
    hidden: list[int],
    doubtful: list[int],
    shown: tuple[int, int],
    least: int,
) -> bool:
    ranges = dict.fromkeys(doubtful, (10**9, -1))
    for guess in _ways(sum(counts[at] for at in hidden), len(hidden)):
        for at, value in zip(hidden, guess, strict=True):
            counts[at] = value
        mean = _mean(scale, labels, counts)
        if mean is not None and _rounded(mean, shown[1]) == shown[0]:
            for at in doubtful:
                low, high = ranges[at]
                ranges[at] = (min(low, counts[at]), max(high, counts[at]))
    return any(told(range_, least) for range_ in ranges.values())


def _ways(total: int, places: int) -> Iterator[tuple[int, ...]]:
    """Every way to part a total among places."""
    if places == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _ways(total - first, places - 1):
            yield (first, *rest)


def _mean(scale: Scale, labels: Sequence[str], counts: Sequence[int]) -> tuple[int, int] | None:
    """Points and votes; None without a vote."""
    votes = points = 0
    for label, count in zip(labels, counts, strict=False):
        if label in scale.points:
            votes += count
            points += count * scale.points[label]
    return (points, votes) if votes else None


def _rounded(mean: tuple[int, int], step: int) -> int:
    points, votes = mean
    return (20 * points + step * votes) // (2 * step * votes) * step
