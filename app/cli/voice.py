"""How the command line speaks: one JSON object, or short aligned lines in the language of the system."""

import json
import locale
import os
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TextIO

from app import words
from app.errors import AppError, NotAllowedError

CHINESE, ENGLISH = "zh_CN", "en"
GAP = "  "


@dataclass(frozen=True, slots=True)
class Answer:
    """What a verb found: an object for machines, lines for people. ``trouble`` makes the exit code 1 all the same."""

    data: Mapping[str, Any]
    lines: Sequence[str] = ()
    trouble: AppError | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """The language, whether JSON is wanted, and where to speak."""

    language: str
    json: bool = False
    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)

    def say(self, code: str, **data: object) -> str:
        """Return the sentence or label with this code (of `app.words.cli`)."""
        return words.sentence(f"cli-{code}", self.language, data)

    def pairs(self, rows: Iterable[tuple[str, object]]) -> list[str]:
        """Return lines of label and value; rows with an empty value are left out."""
        held = [(self.say(code), str(value)) for code, value in rows if value not in ("", None)]
        return table([[label, value] for label, value in held])

    def answer(self, answer: Answer) -> int:
        """Say what a verb found; returns the exit code."""
        if self.json:
            whole = dict(answer.data)
            if answer.trouble is not None:
                whole = {**self._error(answer.trouble), **whole}
            self._put(self.out, json.dumps(whole, ensure_ascii=False))
            self.out.flush()
        else:
            for line in answer.lines:
                self._put(self.out, line)
            self.out.flush()
            if answer.trouble is not None:
                self._put(self.err, self._said(answer.trouble))
        return 1 if answer.trouble is not None else 0

    def trouble(self, error: AppError) -> int:
        """Say what went wrong; returns the exit code."""
        return self.answer(Answer({}, (), error))

    def step(self, line: str) -> None:
        """Say how far long work has come; silent when JSON is wanted."""
        if not self.json:
            self._put(self.out, line)
            self.out.flush()

    def _error(self, error: AppError) -> dict[str, Any]:
        told = {"code": error.code, "message": words.words(error, self.language)}
        return {"error": told | ({"rule": error.data.get("rule", "")} if isinstance(error, NotAllowedError) else {})}

    def _said(self, error: AppError) -> str:
        rule = f"[{error.data['rule']}] " if isinstance(error, NotAllowedError) and "rule" in error.data else ""
        return rule + words.words(error, self.language)

    @staticmethod
    def _put(stream: TextIO, line: str) -> None:
        # names on a terminal that cannot show them must not stop the verb
        encoding = stream.encoding or "utf-8"
        stream.write(line.encode(encoding, "backslashreplace").decode(encoding) + "\n")


def language(wanted: str = "", environment: Mapping[str, str] = os.environ) -> str:
    """Return ``zh_CN`` or ``en``: as asked, else as the system speaks."""
    if wanted:
        return CHINESE if wanted.startswith("zh") else ENGLISH
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return CHINESE if environment[name].startswith("zh") else ENGLISH
    spoken = locale.getlocale()[0] or ""
    return CHINESE if spoken.startswith(("zh", "Chinese")) else ENGLISH


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as aligned lines; a Chinese character takes two places. Numbers stand to the right."""
    if not rows:
        return []
    columns = list(zip(*rows, strict=True))
    widths = [max(map(width, column)) for column in columns]
    right = [_numeric(column[1:] or column) for column in columns]
    lines = []
    for row in rows:
        cells = [
            " " * (size - width(cell)) + cell if to_right else cell + " " * (size - width(cell))
            for cell, size, to_right in zip(row, widths, right, strict=True)
        ]
        lines.append(GAP.join(cells).rstrip())
    return lines


def width(text: str) -> int:
    """Return how many places a text takes on a terminal."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 0 if unicodedata.combining(c) else 1 for c in text)


def one_line(text: str, limit: int = 48) -> str:
    """Return a text on one line, cut where it grows longer than ``limit`` places."""
    flat, found = " ".join(text.split()), ""
    for char in flat:
        if width(found) + width(char) > limit - 1:
            return found + "…"
        found += char
    return flat


def _numeric(column: Sequence[str]) -> bool:
    held = [cell for cell in column if cell]
    return bool(held) and all(cell.replace(",", "").replace(".", "").replace("-", "").isdigit() for cell in held)
