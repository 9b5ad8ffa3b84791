"""Reading a finding as a careful colleague would: 四准确 and 见人见事见数据, in data. Words: ``gate-check-<point>``.

四准确: how it is known, who is responsible, when and where, policy basis. 见人见事见数据: person or role, act, time,
place, amount or quantity, evidence. A filled field answers its point; else the text is read by patterns, which err
both ways (measured in tests over hand-made sentences), so what they say is a hint and stops nobody. Pure.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.records import check_patterns as patterns
from app.records.check_patterns import Point
from app.records.values import is_empty

Values = Mapping[str, Any]


EXACT = (Point.KNOWN, Point.RESPONSIBLE, Point.WHEN, Point.WHERE, Point.BASIS)
SEEN = (Point.PERSON, Point.ACT, Point.WHEN, Point.WHERE, Point.FIGURE, Point.EVIDENCE)

# Fields of a finding that answer a point by being filled.
FIELDS: Mapping[Point, tuple[str, ...]] = {
    Point.KNOWN: ("found_how",),
    Point.RESPONSIBLE: ("responsible", "responsible_text"),
    Point.WHEN: ("when",),
    Point.WHERE: ("place",),
    Point.BASIS: ("basis",),
    Point.PERSON: ("persons", "persons_text"),
    Point.FIGURE: ("amount", "quantity", "people_count", "no_amount"),
}
TEXTS = ("title", "facts", "analysis")
# Free text in these fields may still be as vague as the sentence itself.
READ_TOO = ("when", "place", "basis", "persons_text", "responsible_text", "quantity")


@dataclass(frozen=True, slots=True)
class Gap:
    """A point the finding does not say; ``said`` holds the vague words that stand in its place, or ''."""

    point: Point
    said: str = ""

    @property
    def words(self) -> str:
        """Code of its sentence in `app.words`."""
        return f"gate-{self.rule}"

    @property
    def rule(self) -> str:
        """Name of the condition it becomes at a step, such as ``check-when-vague``."""
        return f"check-{self.point}-vague" if self.said else f"check-{self.point}"


def look(values: Values, points: Iterable[Point], sources: int = 0) -> tuple[Gap, ...]:
    """Return the points that neither fields nor text answer; ``sources`` counts the sources that stand."""
    text = "。".join(str(values[name]) for name in TEXTS if not is_empty(values.get(name)))
    said, hints = found(text), vague(text)
    gaps = []
    for point in points:
        told = _in_fields(values, point, sources)
        if told is True or (told is None and point in said):
            continue
        gaps.append(Gap(point, told if isinstance(told, str) else hints.get(point, "")))
    return tuple(gaps)


def found(text: str) -> dict[Point, str]:
    """Return what a text says: point → the first words that say it."""
    plain = patterns.QUOTED.sub("", text)
    cleared = patterns.VAGUE_PERSON.sub("", plain)
    concrete = patterns.APPRAISAL.sub("", plain)
    read = {
        Point.KNOWN: _first(patterns.KNOWN, plain),
        Point.RESPONSIBLE: _first(patterns.RESPONSIBLE, cleared),
        Point.WHEN: _first(patterns.WHEN, plain),
        Point.WHERE: _first(patterns.WHERE, plain),
        Point.BASIS: _first(patterns.BASIS, text),
        Point.PERSON: _first(patterns.PERSON, patterns.NOT_A_PERSON.sub("", cleared)),
        Point.ACT: _first(patterns.ACT, concrete),
        Point.FIGURE: _first(patterns.FIGURE, patterns.NOT_A_FIGURE.sub("", plain)),
        Point.EVIDENCE: _first(patterns.EVIDENCE, plain),
    }
    return {point: words for point, words in read.items() if words}


def vague(text: str) -> dict[Point, str]:
    """Return words that point at something without saying it: point → the first of them."""
    plain = patterns.QUOTED.sub("", text)
    return {point: words for point, pattern in patterns.VAGUE.items() if (words := _first(pattern, plain))}


def _in_fields(values: Values, point: Point, sources: int) -> bool | str | None:
    """True: a field answers the point; a text: only with these vague words; None: no field speaks."""
    if point is Point.EVIDENCE and sources:
        return True
    told: str | None = None
    for name in FIELDS.get(point, ()):
        value = values.get(name)
        if is_empty(value):
            continue
        hint = vague(str(value)).get(point, "") if name in READ_TOO else ""
        if not hint or point in found(str(value)):
            return True
        told = hint
    return told


def _first(pattern: re.Pattern[str], text: str) -> str:
    hit = pattern.search(text)
    return hit[0] if hit else ""
