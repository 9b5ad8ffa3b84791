"""Functions on points of the earth: distance, area, inside a fence."""

import itertools
import math

from app.forms.xpath.context import Context
from app.forms.xpath.functions.registry import eager
from app.forms.xpath.trouble import NotComputableError
from app.forms.xpath.values import Value, to_text

RADIUS = 6_378_100.0  # metres, at the equator; the figure JavaRosa uses
Point = tuple[float, float]


def points(given: tuple[Value, ...]) -> list[Point]:
    """Latitude and longitude of every point of the arguments.

    Raises:
        NotComputableError: a text that is no list of points.
    """
    found: list[Point] = []
    for value in given:
        for text in [n.text() for n in value] if isinstance(value, list) else [to_text(value)]:
            found.extend(_point(part) for part in text.split(";") if part.strip())
    return found


def _point(text: str) -> Point:
    try:
        latitude, longitude = (float(part) for part in text.split()[:2])
    except ValueError as error:
        raise NotComputableError(why="point", value=text.strip()) from error
    return latitude, longitude


def apart(one: Point, other: Point) -> float:
    """Metres between two points along a great circle."""
    a, b = math.radians(one[0]), math.radians(other[0])
    turn = math.radians(other[1] - one[1])
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    return RADIUS * math.acos(max(-1.0, min(1.0, cosine)))


@eager("distance", 1)
def _distance(_: Context, *given: Value) -> Value:
    found = points(given)
    return math.fsum(apart(a, b) for a, b in itertools.pairwise(found))


@eager("area", 1)
def _area(_: Context, *given: Value) -> Value:
    found = points(given)
    if len(found) < 3:
        return 0.0
    total = 0.0
    for (lat1, lon1), (lat2, lon2) in zip(found, [*found[1:], found[0]], strict=True):
        turn = math.radians(lon2 - lon1)
        total += turn * (2 + math.sin(math.radians(lat1)) + math.sin(math.radians(lat2)))
    return abs(total * RADIUS * RADIUS / 2)


@eager("enclosed-area", 1)
def _enclosed(context: Context, *given: Value) -> Value:
    return _area(context, *given)


@eager("geofence", 2, 2)
def _geofence(_: Context, point: Value, fence: Value) -> Value:
    corners = points((fence,))
    if len(corners) < 3 and not isinstance(fence, list):
        raise NotComputableError(
            why="point", value=to_text(fence)
        )  # an unanswered question is no mistake, a literal is
    if len(corners) < 3 or not to_text(point).strip():
        return False
    lat, lon = _point(to_text(point))
    inside = False
    for (lat1, lon1), (lat2, lon2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (lat1 > lat) != (lat2 > lat) and lon < (lon2 - lon1) * (lat - lat1) / (lat2 - lat1) + lon1:
            inside = not inside
    return inside
