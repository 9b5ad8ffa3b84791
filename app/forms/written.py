"""What a person types, turned into what ODK stores; and what is stored, as a person reads it.

Full-width digits and the usual ways of writing days and times in Chinese are understood. What cannot be understood is
kept as it was typed: the rules of its type then say what is wrong with it.
"""

import datetime as dt
import re
import unicodedata
from collections.abc import Collection

from app.forms.xpath.values import local, number_text

DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
DAY_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})")
MONTH = re.compile(r"(\d{4})\s*(?:[-/.年]\s*(\d{1,2})\s*月?|(\d{2}))")
YEAR = re.compile(r"(\d{4})\s*年?")
TIME = re.compile(r"(\d{1,2})\s*[:.时点]\s*(\d{1,2})?\s*分?(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?")
TIME_DIGITS = re.compile(r"(\d{1,2})(\d{2})")
POINT_CUT = re.compile(r"[\s,;，；、]+")
STEP_DIGITS = 6  # digits after the point that a step of a range can have


def stored(text: str, kind: str, appearance: Collection[str] = (), zone: dt.tzinfo | None = None) -> str:
    """The canonical value of what was typed for a question of type ``kind``."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if kind in {"int", "integer", "decimal"}:
        return plain.replace(",", "").replace(" ", "")
    found = ""
    if kind == "date":
        found = _day(plain, appearance)
    elif kind == "time":
        found = _time(plain, dt.datetime.now(dt.UTC).date(), zone)
    elif kind == "dateTime":
        found = _moment(plain, zone)
    elif kind == "geopoint":
        found = _point(plain)
    else:
        return text.strip()
    return found or plain


def shown(value: str, kind: str, appearance: Collection[str] = ()) -> str:
    """A stored value as it is typed: days without what nobody asked for, times without seconds, points with commas."""
    if kind == "date" and DAY.fullmatch(value):
        return value[:4] if "year" in appearance else value[:7] if "month-year" in appearance else value
    if kind == "time" and re.match(r"\d{2}:\d{2}:", value):
        return value[:5]
    if kind == "dateTime" and re.match(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}", value):
        return f"{value[:10]} {value[11:16]}"
    if kind == "geopoint" and len(value.split()) == 4:
        return ", ".join(value.split()[:2])
    return value


def grouped(value: str) -> str:
    """A number with its thousands set apart; anything else as it is."""
    found = re.fullmatch(r"(-?)(\d+)(\.\d*)?", value)
    return f"{found[1]}{int(found[2]):,}{found[3] or ''}" if found else value


def moved_day(value: str, days: int, today: dt.date) -> str:
    """The day so many days after the stored one; from an empty answer the first move gives today."""
    try:
        return (dt.date.fromisoformat(value) + dt.timedelta(days=days)).isoformat()
    except (ValueError, OverflowError):
        return today.isoformat()


def steps(start: str, end: str, step: str) -> list[str]:
    """Every value a range offers, as it is stored."""
    try:
        first, last, by = float(start), float(end), abs(float(step or 1))
    except ValueError:
        return []
    if not by or abs(last - first) / by > 10_000:
        return []
    sign = 1 if last >= first else -1
    count = int(abs(last - first) / by + 1e-9)
    return [number_text(round(first + sign * by * at, STEP_DIGITS)) for at in range(count + 1)]


def _day(text: str, appearance: Collection[str]) -> str:
    found = DAY.fullmatch(text) or DAY_DIGITS.fullmatch(text)
    if found:
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif "month-year" in appearance and (found := MONTH.fullmatch(text)):
        year, month, day = int(found[1]), int(found[2] or found[3]), 1
    elif "year" in appearance and (found := YEAR.fullmatch(text)):
        year, month, day = int(found[1]), 1, 1
    else:
        return ""
    if "year" in appearance:
        month = day = 1
    elif "month-year" in appearance:
        day = 1
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _time(text: str, on: dt.date, zone: dt.tzinfo | None) -> str:
    at = _clock(text)
    return local(dt.datetime.combine(on, at), zone).isoformat(timespec="milliseconds")[11:] if at else ""


def _clock(text: str) -> dt.time | None:
    found = TIME.fullmatch(text) or TIME_DIGITS.fullmatch(text)
    try:
        return dt.time(int(found[1]), int(found[2] or 0)) if found else None
    except ValueError:
        return None


def _moment(text: str, zone: dt.tzinfo | None) -> str:
    for at in (10, *range(8, min(len(text), 14))):
        day, clock = _day(text[:at].strip(), ()), _clock(text[at:].strip(" T"))
        if day and clock:
            whole = dt.datetime.combine(dt.date.fromisoformat(day), clock)
            return local(whole, zone).isoformat(timespec="milliseconds")
    return ""


def _point(text: str) -> str:
    """Latitude, longitude, height and accuracy in metres; the last two are 0 where nobody gave them."""
    given = [part for part in POINT_CUT.split(text) if part]
    try:
        numbers = [float(part.rstrip("°NEne")) for part in given]
    except ValueError:
        return ""
    if not 2 <= len(numbers) <= 4 or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
        return ""
    return " ".join(number_text(number) for number in [*numbers, 0.0, 0.0][:4])
