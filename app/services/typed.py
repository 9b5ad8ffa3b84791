"""What a person types into a field, read freely: dates, moments, numbers and money. Pure; today is an argument."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from app.errors import BadInputError
from app.records.canonical import LIMIT
from app.records.kinds import Field, Type

DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\Z")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
DAY = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\Z")
TIME = re.compile(r"(上午|早上|下午|晚上)?\s*(\d{1,2})\s*[:时点]\s*(?:(\d{1,2})\s*分?|(半))?\Z")
TIME_AT_END = re.compile(r"(?:\A|[\sT日])(?:上午|早上|下午|晚上)?\s*\d{1,2}\s*[:时点]\s*(?:\d{1,2}\s*分?|半)?\Z")
MONEY = re.compile(r"(-?)[¥￥]?(\d+)(?:\.(\d+))?(万)?元?\Z")
WORD_DAYS = {"今天": 0, "today": 0, "昨天": -1, "yesterday": -1, "前天": -2, "明天": 1, "tomorrow": 1}
NOW = {"现在", "now"}
AFTERNOON = {"下午", "晚上"}
YES = {"是", "有", "yes", "y", "true", "1"}
NO = {"否", "无", "没有", "no", "n", "false", "0"}


def plain(text: str) -> str:
    """Return ``text`` without outer blanks and with full-width digits and signs made narrow (NFKC)."""
    return unicodedata.normalize("NFKC", text).strip()


def read(field: Field, text: str, now: dt.datetime) -> Any:
    """Return the value that ``text`` means in ``field``; None for an empty text.

    Raises:
        BadInputError: the text means nothing of this type. Data: ``field``, ``rule``, ``details``.
    """
    if field.type in (Type.TEXT, Type.LONG_TEXT):
        return text or None
    tidy = plain(text)
    if not tidy:
        return None
    reader = READERS.get(field.type)
    value = reader(tidy, now) if reader else tidy
    if value is None:
        raise BadInputError(field=field.name, rule=str(field.type), details=text)
    return value


def read_date(text: str, now: dt.datetime) -> str | None:
    """Read ``2026-3-5``, ``2026年3月5日``, ``20260305``, ``3月5日`` (this year), ``今天``; None when it is no day."""
    if text.lower() in WORD_DAYS:
        return (now.date() + dt.timedelta(days=WORD_DAYS[text.lower()])).isoformat()
    if found := DATE.match(text) or COMPACT.match(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := DAY.match(text):
        year, (month, day) = now.year, (int(part) for part in found.groups())
    else:
        return None
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def read_moment(text: str, now: dt.datetime) -> str | None:
    """Read a day and a time (``2026-3-5 14:30``, ``3月5日下午2点半``, ``14:30`` of today, ``现在``)."""
    if text.lower() in NOW:
        return now.strftime("%Y-%m-%dT%H:%M")
    found = TIME_AT_END.search(text)
    if not found:
        return None
    cut = found.start() + (1 if found[0][:1] in "T日 \t" else 0)
    day_text, time = text[:cut].rstrip("T \t"), read_time(text[cut:].strip())
    day = read_date(day_text, now) if day_text else now.date().isoformat()
    return f"{day}T{time}" if day and time else None


def read_time(text: str) -> str | None:
    """Read a time of day as ``HH:MM``."""
    found = TIME.match(text)
    if not found:
        return None
    hour, minute = int(found[2]), 30 if found[4] else int(found[3] or 0)
    if found[1] in AFTERNOON and hour < 12:
        hour += 12
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else None


def read_integer(text: str, _: dt.datetime) -> int | None:
    """Read a whole number, with or without thousands' commas."""
    tidy = text.replace(",", "").replace(" ", "")
    return int(tidy) if re.fullmatch(r"-?\d{1,15}", tidy) else None


def read_money(text: str, _: dt.datetime) -> int | None:
    """Read yuan as fen: ``1,234.5``, ``￥1234元``, ``1.2万``; None for parts of a fen."""
    found = MONEY.match(text.replace(",", "").replace(" ", ""))
    if not found or len(found[2]) > 12:
        return None
    places = 6 if found[4] else 2
    fraction = (found[3] or "").rstrip("0")
    if len(fraction) > places:
        return None
    fen = int(found[2] + fraction.ljust(places, "0"))
    if fen > LIMIT:
        return None
    return -fen if found[1] else fen


def read_boolean(text: str, _: dt.datetime) -> bool | None:
    """Read yes or no in either language."""
    low = text.lower()
    return True if low in YES else False if low in NO else None


READERS: dict[Type, Callable[[str, dt.datetime], Any]] = {
    Type.DATE: read_date,
    Type.MOMENT: read_moment,
    Type.INTEGER: read_integer,
    Type.MONEY: read_money,
    Type.BOOLEAN: read_boolean,
}


def show(field: Field, value: Any, language: str) -> str:  # noqa: PLR0911 - one line for each type
    """Return ``value`` as text for a person: codes as words, fen as yuan with two decimals, dates one way."""
    if value is None or value in ("", []):
        return ""
    if field.type is Type.MONEY and isinstance(value, int):
        return show_money(value)
    if field.type is Type.INTEGER and type(value) is int:
        return f"{value}"
    if field.type is Type.MOMENT:
        return str(value).replace("T", " ")
    if field.type is Type.BOOLEAN:
        return ("是" if value else "否") if language.startswith("zh") else ("Yes" if value else "No")
    if field.type is Type.CHOICE:
        return choice_words(field, str(value), language)
    if field.type is Type.CHOICES and isinstance(value, list):
        joint = "、" if language.startswith("zh") else ", "
        return joint.join(choice_words(field, str(code), language) for code in value)
    return str(value)


def show_money(fen: int) -> str:
    """Return fen as yuan with thousands' commas and two decimals."""
    sign, rest = ("-" if fen < 0 else ""), abs(fen)
    return f"{sign}{rest // 100:,}.{rest % 100:02}"


def choice_words(field: Field, code: str, language: str) -> str:
    """Return the words of a code, or the code when a newer release wrote it."""
    found = next((choice for choice in field.choices if choice.code == code), None)
    return found.words.get(language) if found else code
