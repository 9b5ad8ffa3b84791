"""Cells that spreadsheets read: nothing that somebody wrote is calculated, and lines become one CSV."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

Cell = TypeVar("Cell", bound=str | float)
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def plain(cell: Cell) -> Cell | str:
    """Return a cell behind an apostrophe where a spreadsheet would take its text for a formula; a number stays one."""
    if not isinstance(cell, str) or not cell.startswith(FORMULA) or NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}"


def as_csv(lines: Iterable[Sequence[str | float]]) -> bytes:
    """Return lines as CSV (UTF-8 with the mark by which Excel and WPS know it), each cell made plain."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([plain(cell) for cell in line] for line in lines)
    return out.getvalue().encode("utf-8-sig")
