"""Values as they stand on paper: dates without leading zeros, yuan with decimals, choices in words; in Chinese."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from app.records import vocabularies
from app.records.kinds import Field, Sensitivity, Type

TICKED, UNTICKED = "\ue001", "\ue000"  # drawn as boxes by the page, never looked up in a font
NUMERALS = "①②③④⑤⑥⑦⑧⑨⑩"


def day(value: str) -> str:
    """``2026-03-05`` → 2026年3月5日; a month or year alone stays one; anything else as it is."""
    parts = value.split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdecimal() for part in parts):
        return value
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def moment(value: str) -> str:
    """``2026-03-05T09:05`` → 2026年3月5日9时05分."""
    date, _, time = value.partition("T")
    hour, _, minute = time.partition(":")
    if not (hour.isdecimal() and minute.isdecimal()):
        return day(date)
    return f"{day(date)}{int(hour)}时{minute}分"


def span(started: str, ended: str) -> str:
    """自…至…; the day is not said twice when both are on one."""
    if not started:
        return ""
    if not ended:
        return f"自{moment(started)}起"
    same = started.partition("T")[0] == ended.partition("T")[0]
    until = moment(ended)[len(day(ended.partition("T")[0])) :] if same else moment(ended)
    return f"自{moment(started)}至{until}"


def yuan(fen: int) -> str:
    """Fen → 1,234.50."""
    sign, whole = "-" if fen < 0 else "", abs(fen)
    return f"{sign}{whole // 100:,}.{whole % 100:02}"


def milliseconds(at: int) -> str:
    """Milliseconds since 1970 UTC as local wall time, 2026-07-09 14:03."""
    return dt.datetime.fromtimestamp(at / 1000, dt.UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def sealed(value: Any) -> bool:
    """Whether a value is ciphertext; such a value never reaches paper."""
    return isinstance(value, dict) and "~sealed" in value


def value(field: Field, given: Any, names: Mapping[str, str]) -> str:
    """One value as words; '' for nothing and for anything sealed. ``names``: record id → title."""
    if given is None or sealed(given) or field.sensitivity is Sensitivity.SEALED:
        return ""
    if field.type is Type.REFERENCE:
        return names.get(str(given), "")
    if isinstance(given, bool):
        return "是" if given else "否"
    if isinstance(given, list):
        return "、".join(_one(field, item, names) for item in given)
    if isinstance(given, int):
        return yuan(given) if field.type is Type.MONEY else str(given)
    return _one(field, given, names)


def _one(field: Field, given: Any, names: Mapping[str, str]) -> str:
    if field.type is Type.REFERENCES:
        return names.get(str(given), "")
    if field.type is Type.DATE:
        return day(str(given))
    if field.type is Type.MOMENT:
        return moment(str(given))
    if field.type in (Type.CHOICE, Type.CHOICES):
        return choice(field, str(given))
    return str(given) if field.type is not Type.JSON else ""


def choice(field: Field, code: str) -> str:
    """Words of one code; the code itself when it is not known here."""
    if field.vocabulary:
        found = vocabularies.words_of(field.vocabulary).get(code)
        return found.zh if found else code
    return next((one.words.zh for one in field.choices if one.code == code), code)


def ticks(field: Field, given: Any) -> tuple[tuple[str, bool], ...]:
    """Every choice of a field and whether it was made: what a paper form shows as boxes."""
    chosen = set(given) if isinstance(given, list) else {given}
    return tuple((one.words.zh, one.code in chosen) for one in field.choices)


def disagreement(versions: Sequence[tuple[str, str]]) -> str:
    """Several standing values of one field, (words, who wrote them): both are printed, neither is chosen."""
    told = (
        f"{mark}{words or '（空）'}（{who or '待登记'}）"
        for mark, (words, who) in zip(NUMERALS, versions, strict=False)
    )
    return "【内容不一致】" + "；".join(told)
