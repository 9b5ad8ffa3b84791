"""Values of expressions and how they turn into one another, as JavaRosa does it.

A value is a float, a bool, a str, a `Moment` or a list of nodes. Dates are whole local days:
``number(date('1970-01-02'))`` is 1 in every time zone.
"""

import datetime as dt
import math
import re
from dataclasses import dataclass
from typing import TypeAlias

from app.forms.xpath.nodes import Node
from app.forms.xpath.trouble import NotComputableError

EPSILON = 1e-12
EPOCH = dt.date(1970, 1, 1)
NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
DATE = re.compile(r"(-?\d{4,})-(\d{1,2})-(\d{1,2})")
TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?(Z|[+-]\d{2}(?::?\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, or a date with a time. ``at`` is local and knows its offset; ``timed`` says whether the time counts."""

    at: dt.datetime
    timed: bool = False

    def days(self) -> float:
        """Whole local days since 1970-01-01."""
        return float((self.at.date() - EPOCH).days)

    def fraction(self) -> float:
        """Days since 1970-01-01T00:00Z with their fraction."""
        return self.at.timestamp() / 86400

    def iso(self) -> str:
        """``YYYY-MM-DD``."""
        return self.at.date().isoformat()

    def full(self) -> str:
        """``YYYY-MM-DDTHH:MM:SS.mmm+HH:MM``."""
        return self.at.isoformat(timespec="milliseconds")


Value: TypeAlias = "float | bool | str | Moment | list[Node]"


def local(at: dt.datetime, zone: dt.tzinfo | None) -> dt.datetime:
    """The same instant (or the same wall time, if it has no zone) in ``zone``; None is the zone of this computer."""
    if at.tzinfo is not None:
        return at.astimezone(zone)
    return at.replace(tzinfo=zone) if zone is not None else at.astimezone()


def from_days(days: int, zone: dt.tzinfo | None) -> Moment:
    """Local midnight of a day counted from 1970-01-01."""
    try:
        day = EPOCH + dt.timedelta(days=days)
    except OverflowError as error:
        raise NotComputableError(why="date", value=days) from error
    return Moment(local(dt.datetime(day.year, day.month, day.day), zone))  # noqa: DTZ001 - local() adds the zone


def parse_day(text: str) -> dt.date | None:
    """The day a text names at its beginning, or None."""
    found = DATE.fullmatch(text)
    if not found:
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None


def parse_time(text: str) -> tuple[dt.time, dt.tzinfo | None] | None:
    """The time of day a text names, and its offset when it has one; None when it is no time."""
    found = TIME.fullmatch(text)
    if not found:
        return None
    try:
        at = dt.time(int(found[1]), int(found[2]), int(found[3] or 0), int((found[4] or "0")[:6].ljust(6, "0")))
        return at, _offset(found[5])
    except ValueError:
        return None


def _offset(text: str | None) -> dt.tzinfo | None:
    if not text:
        return None
    if text == "Z":
        return dt.UTC
    digits = text[1:].replace(":", "").ljust(4, "0")
    if int(digits[2:]) > 59:
        raise ValueError(text)
    delta = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return dt.timezone(-delta if text[0] == "-" else delta)


def parse_moment(text: str, zone: dt.tzinfo | None) -> Moment | None:
    """The date, or date and time, a text names; None when it names none."""
    day, _, rest = text.strip().partition("T")
    date = parse_day(day)
    if date is None:
        return None
    if not rest:
        return Moment(local(dt.datetime.combine(date, dt.time()), zone))
    time = parse_time(rest)
    if time is None:
        return None
    return Moment(local(dt.datetime.combine(date, time[0], time[1]), zone), timed=True)


def to_text(value: Value) -> str:
    """``string(value)``."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Moment):
        return value.full() if value.timed else value.iso()
    if isinstance(value, list):
        return value[0].text() if value else ""
    return number_text(value)


def number_text(value: float) -> str:
    """A number as XPath writes it: no exponent, no ``.0``."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if abs(value) < 1e15 and abs(value - round(value)) < EPSILON:
        return str(round(value))
    text = repr(value)
    if "e" in text:
        text = f"{value:.340f}".rstrip("0").rstrip(".") if abs(value) < 1 else f"{value:.0f}"
    return text.removesuffix(".0")


def to_number(value: Value) -> float:
    """``number(value)``: NaN for what is none."""
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    if isinstance(value, Moment):
        return value.days()
    if isinstance(value, list):
        return to_number(unpacked(value))
    text = value.strip()
    return float(text) if NUMBER.fullmatch(text) else math.nan


def to_boolean(value: Value) -> bool:
    """``boolean(value)``."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return not math.isnan(value) and abs(value) > EPSILON
    if isinstance(value, str):
        return bool(value)
    if isinstance(value, list):
        # an empty answer is false, as in JavaRosa; XPath proper would ask only whether the node is there
        return to_boolean(unpacked(value)) if len(value) == 1 and value[0].state is not None else bool(value)
    return True


def to_int(value: Value) -> int:
    """A whole number for an index.

    Raises:
        NotComputableError: it is no number.
    """
    number = to_number(value)
    if math.isnan(number) or math.isinf(number):
        raise NotComputableError(why="number", value=to_text(value))
    return int(number)


def to_moment(value: Value, zone: dt.tzinfo | None, *, timed: bool = False) -> Moment | str | float:
    """``date(value)``: a moment; an empty text stays empty and NaN stays NaN.

    Raises:
        NotComputableError: it names no date.
    """
    value = unpacked(value)
    if isinstance(value, Moment):
        return value if timed else Moment(local(dt.datetime.combine(value.at.date(), dt.time()), zone))
    if isinstance(value, float):
        return _counted(value, zone, timed=timed)
    if isinstance(value, str):
        if not value:
            return ""
        found = parse_moment(value, zone)
        if found is not None:
            return found if timed else to_moment(found, zone)
    raise NotComputableError(why="date", value=to_text(value))


def _counted(value: float, zone: dt.tzinfo | None, *, timed: bool) -> Moment | float:
    if math.isnan(value):
        return value
    if math.isinf(value):
        raise NotComputableError(why="date", value=number_text(value))
    if timed:
        instant = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(days=value)
        return Moment(local(instant, zone), timed=True)
    return from_days(int(value), zone)


def typed(node: Node) -> Value:
    """Value of a node as its declared type says: an integer is a number, a date a moment, a boolean a boolean."""
    state = node.state
    text = node.text()
    if state is None or not text:
        return text
    read = getattr(state, "typed", None)
    return read(text) if read is not None else text


def unpacked(value: Value) -> Value:
    """The single value of a node-set: of its first node, the empty text when there is none."""
    if isinstance(value, list):
        return typed(value[0]) if value else ""
    return value
