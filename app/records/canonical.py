"""Canonical JSON (docs/change-format.md): one value, one sequence of bytes."""

import json
from collections.abc import Iterable
from typing import Any

from app.errors import AppError

LIMIT = 2**53
DEEPEST = 64  # a bound of the format's own: where the interpreter gives up depends on who calls
JsonValue = Any


class NotCanonicalError(AppError):
    """Bytes or a value that canonical JSON does not admit. Data: ``why``."""


def write(value: JsonValue, levels: int = DEEPEST) -> bytes:
    """Return the canonical bytes of ``value`` (str, int, bool, None, list, dict), at most ``levels`` deep.

    Raises:
        NotCanonicalError: for floats, integers beyond 2^53, lone surrogates, keys that are not text, deep nesting.
    """
    _check(value, levels)
    return _dump(value)


def read(data: bytes) -> JsonValue:
    """Parse canonical bytes.

    Raises:
        NotCanonicalError: when the bytes are not JSON or not in canonical form.
    """
    value = read_unchecked(data)
    _check(value, DEEPEST)
    return value


def read_unchecked(data: bytes) -> JsonValue:
    """Parse canonical bytes without looking at the size of integers: for a reader that checks every value itself.

    Raises:
        NotCanonicalError: when the bytes are not JSON or not in canonical form.
    """
    value = load(data)
    try:
        again = _dump(value)
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(why="not JSON") from error
    if again != data:
        raise NotCanonicalError(why="not in canonical form")
    return value


def load(data: bytes) -> JsonValue:
    """Parse JSON without floats; whether it is canonical is known, or seen by writing it again.

    Raises:
        NotCanonicalError: when the bytes are not such JSON.
    """
    try:
        return _DECODER.decode(data.decode())
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(why="not JSON") from error


def dump_checked(value: JsonValue) -> bytes:
    """Canonical bytes of a value that was read canonically or checked before; skips the walk through it."""
    return _dump(value)


def _dump(value: JsonValue) -> bytes:
    try:
        return _ENCODER.encode(value).encode()
    except UnicodeEncodeError as error:
        raise NotCanonicalError(why="lone surrogate") from error


def _no_float(_: str) -> None:
    raise NotCanonicalError(why="a float")


# made once: a new one for each call costs more than the work itself
_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
_DECODER = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float)


def _check(value: JsonValue, depth: int) -> None:
    kind = type(value)
    if kind is dict:
        if any(type(key) is not str for key in value):
            raise NotCanonicalError(why="a key that is not text")
        _check_items(value.values(), depth)
    elif kind is list:
        _check_items(value, depth)
    elif kind is int:
        if not -LIMIT <= value <= LIMIT:
            raise NotCanonicalError(why="an integer beyond 2^53")
    elif value is not None and kind is not bool and kind is not str:
        raise NotCanonicalError(why=f"a {kind.__name__}")


def _check_items(items: Iterable[JsonValue], depth: int) -> None:
    if not depth:
        raise NotCanonicalError(why="nested too deeply")
    for item in items:
        if type(item) is not str:  # most are; text was checked by encoding it
            _check(item, depth - 1)
