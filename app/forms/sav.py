"""A table as an SPSS system file (.sav) with labels of variables and values, written byte by byte.

The layout is the one PSPP documents (System File Format): uncompressed, little-endian, UTF-8. The libraries that write
it want a data frame of fifty megabytes; this is what is needed of it. Texts longer than a variable takes are cut: the
CSV beside it has them whole.
"""

import math
import re
import struct
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.forms.flat import Sheet, Variable

WIDEST, SEGMENT = 255, 8
MISSING = -sys.float_info.max
FLOAT, STRING = 5, 1  # formats F and A
UNFIT = re.compile(r"[^A-Za-z0-9_.]+")
LABEL, VALUE_LABEL = 252, 120  # bytes


@dataclass(frozen=True, slots=True)
class _Column:
    """One variable: width 0 is a number; ``codes`` turn a choice into its number."""

    at: int  # in the row
    name: str
    label: str
    width: int
    choices: Mapping[float, str]
    codes: Mapping[str, float]

    @property
    def segments(self) -> int:
        return max(1, math.ceil(self.width / SEGMENT))


def written(sheet: Sheet) -> bytes:
    """The file."""
    columns = _columns(sheet)
    parts = [_head(columns, len(sheet.rows))]
    parts += [_variable(number, column) for number, column in enumerate(columns, 1)]
    parts += _value_labels(columns)
    parts += [_machine(), _extension(13, _long_names(columns)), _extension(20, b"UTF-8"), struct.pack("<ii", 999, 0)]
    parts += [_case(columns, row) for row in sheet.rows]
    return b"".join(parts)


def _columns(sheet: Sheet) -> list[_Column]:
    variables = {one.name: one for one in sheet.variables}
    found: list[_Column] = []
    taken: set[str] = set()
    for at, heading in enumerate(sheet.columns):
        name = _name(heading, taken)
        variable = variables.get(heading)
        values = [str(row[at]) for row in sheet.rows]
        codes = _codes(variable) if variable else {}
        choices = {code: variable.choices[value] for value, code in codes.items()} if variable else {}
        number = bool(codes) or (variable is not None and variable.kind == "number" and all(map(_is_number, values)))
        width = 0 if number else min(WIDEST, max([len(value.encode()) for value in values], default=1) or 1)
        found.append(_Column(at, name, variable.label if variable else heading, width, choices, codes))
    return found


def _codes(variable: Variable) -> dict[str, float]:
    """Numbers of choices: their own where all are whole numbers, else their places."""
    if variable.kind == "multiple":
        return {}
    if all(value.lstrip("-").isdigit() for value in variable.choices):
        return {value: float(value) for value in variable.choices}
    return {value: float(place) for place, value in enumerate(variable.choices, 1)}


def _name(heading: str, taken: set[str]) -> str:
    """A name SPSS takes: ASCII, a letter first, at most 64, no two alike."""
    plain = UNFIT.sub("_", heading).strip("_.")
    plain = (plain if plain[:1].isalpha() else f"v_{plain}")[:60]
    name, number = plain, 2
    while name.lower() in taken:
        name, number = f"{plain}_{number}", number + 1
    taken.add(name.lower())
    return name


def _is_number(value: str) -> bool:
    try:
        return not value or math.isfinite(float(value))
    except ValueError:
        return False


def _head(columns: Sequence[_Column], rows: int) -> bytes:
    product = b"@(#) SPSS DATA FILE Satchel".ljust(60)
    size = sum(column.segments for column in columns)
    # the day is always the same: a file of answers does not tell when it was written
    return (
        b"$FL2" + product + struct.pack("<iiiiid", 2, size, 0, 0, rows, 100.0) + b"01 Jan 80" + b"00:00:00" + b" " * 67
    )


def _variable(number: int, column: _Column) -> bytes:
    form = (
        (STRING << 16 | column.width << 8) if column.width else (FLOAT << 16 | 10 << 8 | (0 if column.choices else 2))
    )
    label = _cut(column.label, LABEL)
    short = f"V{number}".ljust(8).encode()
    made = struct.pack("<iiiiii", 2, column.width, int(bool(label)), 0, form, form) + short
    if label:
        made += struct.pack("<i", len(label)) + label.ljust(math.ceil(len(label) / 4) * 4)
    rest = struct.pack("<iiiiii", 2, -1, 0, 0, form, form) + b" " * 8
    return made + rest * (column.segments - 1)


def _value_labels(columns: Sequence[_Column]) -> Iterator[bytes]:
    place = 1
    for column in columns:
        if column.choices:
            made = struct.pack("<ii", 3, len(column.choices))
            for code, words in column.choices.items():
                label = _cut(words, VALUE_LABEL)
                whole = math.ceil((len(label) + 1) / SEGMENT) * SEGMENT
                made += struct.pack("<d", code) + (bytes([len(label)]) + label).ljust(whole)
            yield made + struct.pack("<iii", 4, 1, place)
        place += column.segments


def _machine() -> bytes:
    numbers = struct.pack("<iiii8i", 7, 3, 4, 8, 20, 0, 0, -1, 1, 1, 2, 65001)
    lowest = math.nextafter(MISSING, 0)
    return numbers + struct.pack("<iiii3d", 7, 4, 8, 3, MISSING, sys.float_info.max, lowest)


def _long_names(columns: Sequence[_Column]) -> bytes:
    return "\t".join(f"V{number}={column.name}" for number, column in enumerate(columns, 1)).encode()


def _extension(sort: int, data: bytes) -> bytes:
    return struct.pack("<iiii", 7, sort, 1, len(data)) + data


def _case(columns: Sequence[_Column], row: Sequence[str | int]) -> bytes:
    made = []
    for column in columns:
        value = str(row[column.at])
        if column.width:
            made.append(_cut(value, column.width).ljust(column.segments * SEGMENT))
        else:
            number = column.codes.get(value, MISSING if not _is_number(value) or not value else float(value))
            made.append(struct.pack("<d", number))
    return b"".join(made)


def _cut(words: str, most: int) -> bytes:
    """UTF-8 of at most so many bytes, no character cut in two."""
    return words.encode()[:most].decode(errors="ignore").encode()
