"""Order keys of child records: text over ``0-9A-Za-z``, compared by code point, never ending in ``0``.

A key is a fraction written in base 62, so that between two different keys there is always a third. Adding at the end
counts in the first four digits, so keys stay four characters long for some millions of lines.
"""

DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
BASE = len(DIGITS)
WIDTH = 4
START = "V001"  # the middle: as much room before it as behind it
VALUE = {digit: value for value, digit in enumerate(DIGITS)}


def between(before: str | None, after: str | None) -> str:
    """Return a key after ``before`` and before ``after``; None stands for the ends of the list.

    Equal keys, which two laptops may well have given, leave no room: ``before`` is returned again, and the record id
    decides as it does between those two.
    """
    if before is None and after is None:
        return START
    if after is None:
        return _count(before or "", 1)
    if before is None:
        return _count(after, -1)
    return _middle(before, after) if before < after else before


def spread(before: str | None, after: str | None, count: int) -> list[str]:
    """Return ``count`` keys in order between two keys, as for a paste of many lines."""
    if count <= 0:
        return []
    if after is None or before == after:
        keys = []
        for _ in range(count):
            before = between(before, after)
            keys.append(before)
        return keys
    middle = between(before, after)
    left = (count - 1) // 2
    return [*spread(before, middle, left), middle, *spread(middle, after, count - 1 - left)]


def _count(key: str, step: int) -> str:
    """The next key of four digits in a direction; at the ends of those, a longer one."""
    number = _number(key[:WIDTH].ljust(WIDTH, "0"))
    # What hangs behind the four digits already stands after them.
    number += step if step > 0 or len(key) <= WIDTH else 0
    if number % BASE == 0:
        number += step
    if 0 < number < BASE**WIDTH:
        return _text(number)
    return _middle(key, None) if step > 0 else _middle("", key)


def _number(digits: str) -> int:
    value = 0
    for digit in digits:
        value = value * BASE + VALUE[digit]
    return value


def _text(number: int) -> str:
    digits = ""
    for _ in range(WIDTH):
        number, rest = divmod(number, BASE)
        digits = DIGITS[rest] + digits
    return digits


def _middle(low: str, high: str | None) -> str:
    """The middle of two fractions, as short as it can be; None is one."""
    if high is not None:
        same = 0
        while same < len(high) and (low[same] if same < len(low) else "0") == high[same]:
            same += 1
        if same:
            return high[:same] + _middle(low[same:], high[same:] or None)
    first = VALUE[low[0]] if low else 0
    last = VALUE[high[0]] if high else BASE
    if last - first > 1:
        return DIGITS[(first + last) // 2]
    if high and len(high) > 1:
        return high[0]
    return DIGITS[first] + _middle(low[1:], None)
