"""Keys of a person who types paper questionnaires: what each does to the field the cursor is on. Pure, no vault.

A key is one character as it is printed on the key cap, or one of the names below. Characters of a Chinese input method
(full-width digits, ＋, ＊) mean the same as the plain ones.
"""

import calendar
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

ENTER, BACK, ERASE = "enter", "back", "erase"
REPEAT, NONE = "+", "*"
TICKED = "OK"
LONGEST = 20_000  # characters of a written answer
DAY = re.compile(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?")


class Sort(StrEnum):
    """What kind of field the cursor is on, by how it is typed."""

    ONE = "one"
    MANY = "many"
    RANK = "rank"
    TICK = "tick"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    TEXT = "text"
    PROMPT = "prompt"  # one more row of a repeat?
    SERIAL = "serial"  # the number of the sheet


CHOOSING = frozenset({Sort.ONE, Sort.MANY, Sort.RANK})


def never(_: str) -> bool:
    """No width is known."""
    return False


@dataclass(frozen=True, slots=True)
class Field:
    """The field under the cursor.

    ``offers`` are values by their position on paper; ``value`` is the answer held; ``full`` says that nothing can be
    added to what is typed. ``last`` is the answer of the sheet before, None when there is none. ``year`` completes a
    day typed without one. ``none`` says that the paper was said to have no answer here.
    """

    reference: str
    sort: Sort
    offers: tuple[str, ...] = ()
    value: str = ""
    required: bool = False
    full: Callable[[str], bool] = never
    last: str | None = None
    year: int = 0
    none: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a key did.

    ``typed`` stands in the field now. ``value`` is an answer to be stored, None leaves what is held. ``none``: the
    paper has no answer here, or one that nobody can read. ``move`` is where the cursor goes: 1 on, -1 back, 0 nowhere.
    ``said`` is a code of what was wrong with the key, ``blanks`` its data.
    """

    typed: str = ""
    value: str | None = None
    none: bool = False
    move: int = 0
    said: str = ""
    blanks: Mapping[str, str] = field(default_factory=dict)


def press(on: Field, typed: str, key: str) -> Outcome:
    """Say what a key does while ``typed`` stands in a field."""
    key = _plain(key)
    if key == BACK:
        keep = on.sort is Sort.TEXT and typed != ""
        return Outcome(value=typed if keep else None, move=-1)
    if key == ERASE:
        return _erase(on, typed)
    if not typed and key == REPEAT and on.sort is not Sort.PROMPT:
        return _repeat(on)
    if not typed and key == NONE and on.sort not in {Sort.PROMPT, Sort.SERIAL}:
        return Outcome(value="", none=True, move=1)
    return _PRESS[on.sort](on, typed, key)


def _plain(key: str) -> str:
    if len(key) != 1:
        return key
    made = unicodedata.normalize("NFKC", key)
    return made if len(made) == 1 and (made.isdecimal() or made in "+*-.:/") else key


def _erase(on: Field, typed: str) -> Outcome:
    if typed:
        return Outcome(typed=typed[:-1])
    # with nothing typed it is the answer held that goes
    return Outcome(value="") if on.value and on.sort not in {Sort.PROMPT, Sort.SERIAL} else Outcome()


def _repeat(on: Field) -> Outcome:
    if on.last is None:
        return Outcome(said="no-last")
    if on.sort in CHOOSING and not set(on.last.split()) <= set(on.offers):
        return Outcome(said="last-not-offered")
    if not on.last and on.required:
        return Outcome(said="last-empty")
    return Outcome(value=on.last, move=1)


def _leave(on: Field, typed: str = "") -> Outcome:
    """Enter on a field in which nothing is typed."""
    if on.required and not on.value and not on.none and not typed:
        return Outcome(said="needs-answer")
    return Outcome(move=1)


# -- choices -----------------------------------------------------------------------------------------------------------


def _one(on: Field, typed: str, key: str) -> Outcome:
    if key == ENTER:
        return _chosen(on, typed) if typed else _leave(on)
    if not key.isdecimal():
        return _not_a_digit(on, typed, key)
    if not typed and key == "0":
        return Outcome(value="", none=True, move=1)
    number = int(typed + key)
    if not 0 < number <= len(on.offers):
        return _no_such(on, typed, str(number))
    return Outcome(typed=str(number)) if number * 10 <= len(on.offers) else _chosen(on, str(number))


def _chosen(on: Field, typed: str) -> Outcome:
    return Outcome(value=on.offers[int(typed) - 1], move=1)


def _many(on: Field, typed: str, key: str) -> Outcome:
    return _several(on, typed, key, _toggled)


def _rank(on: Field, typed: str, key: str) -> Outcome:
    return _several(on, typed, key, _ranked)


def _several(on: Field, typed: str, key: str, act: Callable[..., Outcome]) -> Outcome:
    if key in {ENTER, " "}:
        on_enter = int(key == ENTER)
        return act(on, typed, on_enter) if typed else _leave(on) if on_enter else Outcome()
    if not key.isdecimal():
        return _not_a_digit(on, typed, key)
    if not typed and key == "0":
        return Outcome(value="", none=True, move=1)
    number = int(typed + key)
    if typed and number > len(on.offers):  # no two-digit choice: the first digit stood for itself
        first = act(on, typed, 0)
        then = _several(replace(on, value=first.value or ""), "", key, act)
        return replace(then, value=first.value if then.value is None else then.value)
    if not 0 < number <= len(on.offers):
        return _no_such(on, typed, str(number))
    return Outcome(typed=str(number)) if number * 10 <= len(on.offers) else act(on, str(number), 0)


def _toggled(on: Field, typed: str, move: int = 0) -> Outcome:
    wanted, held = on.offers[int(typed) - 1], on.value.split()
    chosen = [one for one in on.offers if (one in held) != (one == wanted)]
    return Outcome(value=" ".join(chosen), move=move)


def _ranked(on: Field, typed: str, move: int = 0) -> Outcome:
    wanted, held = on.offers[int(typed) - 1], on.value.split()
    if wanted in held:  # again: it is taken out, to be put elsewhere
        return Outcome(value=" ".join(one for one in held if one != wanted), move=move)
    placed = [*held, wanted]
    return Outcome(value=" ".join(placed), move=1 if len(placed) == len(on.offers) else move)


def _tick(on: Field, _: str, key: str) -> Outcome:
    if key == "1":
        return Outcome(value=TICKED, move=1)
    if key == "0":
        return Outcome(value="", none=True, move=1)
    return _leave(on) if key == ENTER else Outcome(said="tick-keys", blanks={"key": key})


def _prompt(_: Field, __: str, key: str) -> Outcome:
    if key in {"1", REPEAT}:
        return Outcome(value="1")
    if key in {"0", ENTER}:
        return Outcome(move=1)
    return Outcome(said="prompt-keys", blanks={"key": key})


def _no_such(on: Field, typed: str, number: str) -> Outcome:
    said = "no-such-choice" if on.offers else "no-choices"
    return Outcome(typed=typed, said=said, blanks={"number": number, "most": str(len(on.offers))})


def _not_a_digit(on: Field, typed: str, key: str) -> Outcome:
    said = "choice-keys" if on.offers else "no-choices"
    return Outcome(typed=typed, said=said, blanks={"key": key, "most": str(len(on.offers))})


# -- what is typed -----------------------------------------------------------------------------------------------------


def _number(on: Field, typed: str, key: str) -> Outcome:
    if key == ENTER:
        if not typed:
            return _leave(on)
        fits = re.fullmatch(r"-?\d+(\.\d+)?", typed) is not None
        return Outcome(value=typed, move=1) if fits else Outcome(typed=typed, said="not-a-number")
    fits = key.isdecimal() or (key == "." and "." not in typed) or (key == "-" and not typed)
    if not fits or len(typed) >= LONGEST:
        return Outcome(typed=typed, said="number-keys", blanks={"key": key})
    return _typed(on, typed + key)


def _typed(on: Field, typed: str) -> Outcome:
    return Outcome(value=typed, move=1) if on.full(typed) else Outcome(typed=typed)


def _date(on: Field, typed: str, key: str) -> Outcome:
    if key == ENTER:
        if not typed:
            return _leave(on)
        day = read_day(typed, on.year)
        return Outcome(value=day, move=1) if day else Outcome(typed=typed, said="no-such-day", blanks={"typed": typed})
    if not (key.isdecimal() or key in "-/.年月日") or len(typed) >= 12:
        return Outcome(typed=typed, said="date-keys", blanks={"key": key})
    day = read_day(typed + key, 0) if re.fullmatch(r"\d{8}", typed + key) else ""
    return Outcome(value=day, move=1) if day else Outcome(typed=typed + key)


def read_day(typed: str, year: int) -> str:
    """A typed day as YYYY-MM-DD, '' when there is none; four digits are month and day of ``year``."""
    if year and re.fullmatch(r"\d{4}", typed):
        typed = f"{year:04}{typed}"
    found = DAY.fullmatch(typed)
    if found is None:
        return ""
    year, month, day = map(int, found.groups())
    there = year >= 1 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    return f"{year:04}-{month:02}-{day:02}" if there else ""


def _time(on: Field, typed: str, key: str) -> Outcome:
    if key == ENTER:
        if not typed:
            return _leave(on)
        at = read_time(typed)
        return Outcome(value=at, move=1) if at else Outcome(typed=typed, said="no-such-time", blanks={"typed": typed})
    if not (key.isdecimal() or key in ":：.") or len(typed) >= 5:
        return Outcome(typed=typed, said="time-keys", blanks={"key": key})
    at = read_time(typed + key) if re.fullmatch(r"\d{4}", typed + key) else ""
    return Outcome(value=at, move=1) if at else Outcome(typed=typed + key)


def read_time(typed: str) -> str:
    """A typed time as HH:MM, '' when there is none."""
    found = re.fullmatch(r"(\d{1,2})[:：.]?(\d{2})", typed)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return ""
    return f"{int(found[1]):02}:{found[2]}"


def _text(on: Field, typed: str, key: str) -> Outcome:
    if key == ENTER:
        return Outcome(value=typed, move=1) if typed.strip() else _leave(on)
    if len(key) != 1 or len(typed) >= LONGEST:
        return Outcome(typed=typed, said="text-too-long")
    return _typed(on, typed + key)


# -- the number of the sheet -------------------------------------------------------------------------------------------

SERIAL = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")
LONGEST_SERIAL = 24


def _serial(on: Field, typed: str, key: str) -> Outcome:
    if key == ENTER:
        wanted = complete(typed, on.value) if typed else on.value
        fits = SERIAL.fullmatch(wanted) is not None
        return Outcome(value=wanted, move=1) if fits else Outcome(typed=typed, said="no-serial")
    made = unicodedata.normalize("NFKC", key).upper()
    fits = len(made) == 1 and made.isascii() and (made.isalnum() or made == "-")
    if not fits or len(typed) >= LONGEST_SERIAL:
        return Outcome(typed=typed, said="serial-keys", blanks={"key": key})
    return Outcome(typed=typed + made)


def complete(typed: str, proposed: str) -> str:
    """A number typed short: ``7`` beside ``A-0006`` is ``A-0007``."""
    found = re.fullmatch(r"(.*?)(\d+)", proposed)
    if not typed.isdecimal() or found is None or not found[1]:
        return typed
    return found[1] + typed.zfill(len(found[2]))


def following(serial: str) -> str:
    """The number after one: ``A-0009`` is followed by ``A-0010``; one that does not count, by nothing."""
    found = re.fullmatch(r"(.*?)(\d+)", serial)
    return found[1] + str(int(found[2]) + 1).zfill(len(found[2])) if found else ""


def in_order(serial: str) -> tuple[str, int, str]:
    """How numbers of sheets are sorted: 9 before 10."""
    found = re.fullmatch(r"(.*?)(\d+)", serial)
    return (found[1], int(found[2]), serial) if found else (serial, -1, serial)


_PRESS: Mapping[Sort, Callable[[Field, str, str], Outcome]] = {
    Sort.ONE: _one,
    Sort.MANY: _many,
    Sort.RANK: _rank,
    Sort.TICK: _tick,
    Sort.NUMBER: _number,
    Sort.DATE: _date,
    Sort.TIME: _time,
    Sort.TEXT: _text,
    Sort.PROMPT: _prompt,
    Sort.SERIAL: _serial,
}
