"""Functions on texts."""

import base64
import binascii
import hashlib
import re
import uuid as uuids

from app.forms.xpath.context import Context
from app.forms.xpath.functions.registry import eager
from app.forms.xpath.trouble import NotComputableError
from app.forms.xpath.values import Value, to_boolean, to_int, to_number, to_text, typed

BLANK = " \t\r\n"
ALGORITHMS = {"md5": "md5", "sha-1": "sha1", "sha-256": "sha256", "sha-384": "sha384", "sha-512": "sha512"}


@eager("string", 0, 1)
def _string(context: Context, *given: Value) -> Value:
    return to_text(given[0]) if given else context.here().text()


@eager("concat")
def _concat(_: Context, *given: Value) -> Value:
    parts = []
    for value in given:
        parts.extend([to_text(typed(n)) for n in value] if isinstance(value, list) else [to_text(value)])
    return "".join(parts)


@eager("join", 1)
def _join(_: Context, separator: Value, *given: Value) -> Value:
    parts = []
    for value in given:
        parts.extend([to_text(typed(n)) for n in value] if isinstance(value, list) else [to_text(value)])
    return to_text(separator).join(parts)


@eager("substr", 2, 3)
def _substr(_: Context, text: Value, start: Value, *end: Value) -> Value:
    whole = to_text(text)
    size = len(whole)
    first = to_int(start)
    last = to_int(end[0]) if end else size
    first = size + first if first < 0 else first
    last = size + last if last < 0 else min(max(0, last), size)
    return whole[max(first, 0) : last] if first <= last else ""


@eager("substring", 2, 3, wide=True)
def _substring(_: Context, text: Value, start: Value, *length: Value) -> Value:
    from app.forms.xpath.functions.numbers import half_up

    first = half_up(to_number(start))
    last = first + half_up(to_number(length[0])) if length else float("inf")
    return "".join(c for place, c in enumerate(to_text(text), 1) if first <= place < last)


@eager("substring-before", 2, 2)
def _before(_: Context, text: Value, mark: Value) -> Value:
    head, found, _rest = _parted(text, mark)
    return head if found else ""


@eager("substring-after", 2, 2)
def _after(_: Context, text: Value, mark: Value) -> Value:
    _head, found, rest = _parted(text, mark)
    return rest if found or not to_text(mark) else ""


def _parted(text: Value, mark: Value) -> tuple[str, bool, str]:
    whole, sign = to_text(text), to_text(mark)
    at = whole.find(sign)
    return (whole[:at], True, whole[at + len(sign) :]) if at >= 0 else ("", False, "")


@eager("translate", 3, 3)
def _translate(_: Context, text: Value, old: Value, new: Value) -> Value:
    table: dict[int, str | None] = {}
    fresh = to_text(new)
    for place, letter in enumerate(to_text(old)):
        table.setdefault(ord(letter), fresh[place] if place < len(fresh) else None)
    return to_text(text).translate(table)


@eager("contains", 2, 2)
def _contains(_: Context, text: Value, part: Value) -> Value:
    return to_text(part) in to_text(text)


@eager("starts-with", 2, 2)
def _starts(_: Context, text: Value, part: Value) -> Value:
    return to_text(text).startswith(to_text(part))


@eager("ends-with", 2, 2)
def _ends(_: Context, text: Value, part: Value) -> Value:
    return to_text(text).endswith(to_text(part))


@eager("normalize-space", 0, 1)
def _normalize(context: Context, *given: Value) -> Value:
    text = to_text(given[0]) if given else context.here().text()
    return re.sub(rf"[{BLANK}]+", " ", text).strip(BLANK)


@eager("string-length", 0, 1)
def _length(context: Context, *given: Value) -> Value:
    return float(len(to_text(given[0]) if given else context.here().text()))


@eager("regex", 2, 2)
def _regex(_: Context, text: Value, pattern: Value) -> Value:
    # JavaRosa asks whether the whole text matches
    try:
        return re.fullmatch(to_text(pattern), to_text(text)) is not None
    except re.error as error:
        raise NotComputableError(why="pattern", value=to_text(pattern)) from error


@eager("boolean", 1, 1)
def _boolean(_: Context, value: Value) -> Value:
    return to_boolean(value)


@eager("not", 1, 1)
def _not(_: Context, value: Value) -> Value:
    return not to_boolean(value)


@eager("true", 0, 0)
def _true(_: Context) -> Value:
    return True


@eager("false", 0, 0)
def _false(_: Context) -> Value:
    return False


@eager("boolean-from-string", 1, 1)
def _from_string(_: Context, value: Value) -> Value:
    return to_text(value).lower() in {"1", "true"}


@eager("digest", 2, 3)
def _digest(_: Context, text: Value, algorithm: Value, *encoding: Value) -> Value:
    name = ALGORITHMS.get(to_text(algorithm).lower())
    how = to_text(encoding[0]) if encoding else "base64"
    if name is None or how not in {"hex", "base64"}:
        raise NotComputableError(why="digest", value=to_text(algorithm))
    made = hashlib.new(name, to_text(text).encode(), usedforsecurity=False)
    return made.hexdigest() if how == "hex" else base64.b64encode(made.digest()).decode()


@eager("base64-decode", 1, 1)
def _decode(_: Context, text: Value) -> Value:
    try:
        return base64.b64decode(to_text(text), validate=True).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


@eager("uuid", 0, 1)
def _uuid(context: Context, *length: Value) -> Value:
    bits = context.host.chance.getrandbits
    if not length:
        return str(uuids.UUID(int=bits(128), version=4))
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    return "".join(context.host.chance.choice(letters) for _ in range(to_int(length[0])))


@eager("property", 1, 1)
def _property(context: Context, name: Value) -> Value:
    return context.host.properties.get(to_text(name), "")


@eager("version", 0, 0)
def _version(context: Context) -> Value:
    return context.host.properties.get("version", "")
