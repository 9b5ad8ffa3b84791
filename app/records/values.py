"""Whether a value is of its field's type (rule ``type``). Pure; a value that is not there is nobody's mistake."""

import base64
import binascii
import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from app.records.change import HEX32, NAME, SCOPE
from app.records.kinds import Field, Kind, Sensitivity, Type

SEALED = "~sealed"
AGE = b"age-encryption.org/v1\n"
DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\Z")
# A key that ended in 0 would leave no room before it: nothing sorts between "a" and "a0".
ORDER = re.compile(r"[0-9A-Za-z]*[1-9A-Za-z]\Z")


def problem(field: Field, value: Any) -> str | None:
    """Return what is wrong with a value for a field, as a code, or None. ``None`` empties a field and is always right.

    Codes: ``text``, ``integer``, ``date``, ``moment``, ``boolean``, ``choice``, ``choices``, ``reference``,
    ``references``, ``sealed`` (must be an age file), ``plain`` (must not be sealed).
    """
    if value is None:
        return None
    if field.sensitivity is Sensitivity.SEALED:
        return None if is_sealed(value) else "sealed"
    if isinstance(value, dict) and SEALED in value:
        return "plain"
    code, right = CHECKS[field.type]
    return None if right(value) else code


def register_problem(name: str, value: Any) -> str | None:
    """Return what is wrong with a value of a register every kind has (``~deleted`` …), or None."""
    return None if value is None or REGISTERS[name](value) else name.removeprefix("~")


def unknown_codes(field: Field, value: Any) -> list[str]:
    """Return codes this release does not know: a later one may have written them, so they are no mistake."""
    if not field.choices or value is None:
        return []
    known = {choice.code for choice in field.choices}
    given = value if isinstance(value, list) else [value]
    return [code for code in given if isinstance(code, str) and code not in known]


def is_sealed(value: Any) -> bool:
    """Whether a value has the form of a sealed one: ``{"~sealed": base64 of an age file}``."""
    if not isinstance(value, dict) or set(value) != {SEALED} or not isinstance(value[SEALED], str):
        return False
    text: str = value[SEALED]
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
    return raw.startswith(AGE) and base64.b64encode(raw).decode() == text


def is_empty(value: Any) -> bool:
    """Whether a value says nothing: absent, empty text, empty list."""
    return value is None or value in ("", [])  # zero and False are values


def missing(kind: Kind, values: Any, names: tuple[str, ...] = ()) -> list[str]:
    """Return the required fields (or ``names``) of ``kind`` that ``values`` leaves empty, in declared order."""
    wanted = names or tuple(f.name for f in kind.fields if f.required)
    return [name for name in wanted if is_empty(values.get(name))]


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _whole(value: Any) -> bool:
    return type(value) is int


def _date(value: Any) -> bool:
    return _text(value) and DATE.match(value) is not None and _real(value)


def _moment(value: Any) -> bool:
    return _text(value) and MOMENT.match(value) is not None and _real(value)


def _real(text: str) -> bool:
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _reference(value: Any) -> bool:
    return _text(value) and HEX32.match(value) is not None


def _each(right: Callable[[Any], bool]) -> Callable[[Any], bool]:
    def check(value: Any) -> bool:
        return isinstance(value, list) and all(right(item) for item in value) and len(set(value)) == len(value)

    return check


def _code(value: Any) -> bool:
    return _text(value) and 0 < len(value) <= 64


CHECKS: dict[Type, tuple[str, Callable[[Any], bool]]] = {
    Type.TEXT: ("text", _text),
    Type.LONG_TEXT: ("text", _text),
    Type.INTEGER: ("integer", _whole),
    Type.MONEY: ("integer", _whole),
    Type.DATE: ("date", _date),
    Type.MOMENT: ("moment", _moment),
    Type.BOOLEAN: ("boolean", lambda value: type(value) is bool),
    Type.CHOICE: ("choice", _code),
    Type.CHOICES: ("choices", _each(_code)),
    Type.REFERENCE: ("reference", _reference),
    Type.REFERENCES: ("references", _each(_reference)),
    Type.JSON: ("json", lambda _: True),
}

REGISTERS: dict[str, Callable[[Any], bool]] = {
    "~deleted": lambda value: type(value) is bool,
    "~moved": lambda value: _text(value) and SCOPE.match(value) is not None,
    "~same_as": _reference,
    "~order": lambda value: _text(value) and ORDER.match(value) is not None,
    "state": lambda value: _text(value) and NAME.match(value) is not None,
}
