"""Where pages come from: files chosen one by one, or the folder of a scanner, a phone, a camera card."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from app.viewing.sorts import SUFFIXES

MOST = 1000  # files taken from one folder
NUMBER = re.compile(r"(\d+)")
OF_THE_SYSTEM = re.compile(r"\A(\.|~\$|Thumbs\.db\Z|desktop\.ini\Z)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Files in the order a person counts them, and how many were left out because they are no pages."""

    paths: tuple[Path, ...]
    left_out: int = 0


def in_order(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Return files by folder and name, with numbers in names read as numbers: page 2 before page 10."""
    return tuple(sorted(paths, key=_counted))


def in_folder(folder: Path) -> Gathered:
    """Return the pages in a folder and those below it, such as DCIM of a camera card."""
    files = [path for path in folder.rglob("*") if not OF_THE_SYSTEM.match(path.name) and path.is_file()]
    pages = in_order(path for path in files if path.suffix.lower() in SUFFIXES)
    return Gathered(pages[:MOST], len(files) - len(pages[:MOST]))


def _counted(path: Path) -> list[tuple[tuple[int, str], ...]]:
    return [tuple(_piece(one) for one in NUMBER.split(part)) for part in path.parts]


def _piece(text: str) -> tuple[int, str]:
    return (int(text), "") if text.isdecimal() and text.isascii() else (-1, text.casefold())
