"""Functions on dates: whole local days, as JavaRosa counts them."""

import datetime as dt
import math

from app.forms.xpath.context import Context
from app.forms.xpath.functions.registry import eager
from app.forms.xpath.trouble import NotComputableError
from app.forms.xpath.values import Moment, Value, local, to_moment, to_text, unpacked

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@eager("today", 0, 0)
def _today(context: Context) -> Value:
    at = local(context.host.now(), context.host.zone)
    return Moment(local(dt.datetime(at.year, at.month, at.day), context.host.zone))  # noqa: DTZ001 - local() adds it


@eager("now", 0, 0)
def _now(context: Context) -> Value:
    return Moment(local(context.host.now(), context.host.zone), timed=True)


@eager("date", 1, 1)
def _date(context: Context, value: Value) -> Value:
    return to_moment(value, context.host.zone)


@eager("date-time", 1, 1)
def _date_time(context: Context, value: Value) -> Value:
    return to_moment(value, context.host.zone, timed=True)


@eager("decimal-date-time", 1, 1)
def _decimal(context: Context, value: Value) -> Value:
    found = to_moment(value, context.host.zone, timed=True)
    return found.fraction() if isinstance(found, Moment) else math.nan


@eager("decimal-time", 1, 1)
def _decimal_time(context: Context, value: Value) -> Value:
    found = to_moment(value, context.host.zone, timed=True)
    if not isinstance(found, Moment):
        return math.nan
    at = found.at
    return (at.hour * 3600 + at.minute * 60 + at.second + at.microsecond / 1e6) / 86400


@eager("format-date", 2, 2)
def _format_date(context: Context, value: Value, pattern: Value) -> Value:
    return _formatted(context, value, pattern)


@eager("format-date-time", 2, 2)
def _format_date_time(context: Context, value: Value, pattern: Value) -> Value:
    return _formatted(context, value, pattern)


def _formatted(context: Context, value: Value, pattern: Value) -> str:
    found = to_moment(unpacked(value), context.host.zone, timed=True)
    return formatted(found.at, to_text(pattern)) if isinstance(found, Moment) else ""


def formatted(at: dt.datetime, pattern: str) -> str:
    """A date in ODK's pattern letters: ``%Y %y %m %n %b %d %e %H %h %M %S %3 %a %W %Z %A %B``.

    Raises:
        NotComputableError: a letter that ODK does not have.
    """
    table = {
        "Y": f"{at.year:04d}",
        "y": f"{at.year % 100:02d}",
        "m": f"{at.month:02d}",
        "n": str(at.month),
        "b": MONTHS[at.month - 1],
        "B": at.strftime("%B"),
        "d": f"{at.day:02d}",
        "e": str(at.day),
        "H": f"{at.hour:02d}",
        "h": str(at.hour),
        "M": f"{at.minute:02d}",
        "S": f"{at.second:02d}",
        "3": f"{at.microsecond // 1000:03d}",
        "a": DAYS[at.weekday()],
        "A": at.strftime("%A"),
        "W": f"{at.isocalendar().week:02d}",
        "Z": at.strftime("%z"),
        "%": "%",
    }
    letters = iter(pattern)
    parts = []
    for letter in letters:
        if letter != "%":
            parts.append(letter)
            continue
        follows = next(letters, "")
        if follows not in table:
            raise NotComputableError(why="date pattern", value=f"%{follows}")
        parts.append(table[follows])
    return "".join(parts)
