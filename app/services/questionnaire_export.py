"""Counts of a questionnaire as a workbook or as CSV: text and numbers only, nothing a spreadsheet would calculate."""

import csv
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app.services import plain_workbook

if TYPE_CHECKING:
    from app.services.questionnaire_counts import Results

Line = tuple[str | int | float, ...]
HEADS = {
    "zh": ("题目", "选项", "份数", "占作答比例", "作答份数", "说明"),
    "en": ("Question", "Answer", "Count", "Share of answers", "Answered", "Remark"),
}
HIDDEN = {"zh": "份数少，不显示", "en": "hidden: too few"}
NUMBERS = {"zh": ("平均", "标准差"), "en": ("Mean", "Standard deviation")}


def write(results: "Results", path: Path, language: str) -> Path:
    """Write the counts to ``path``, whole or not at all; ``.csv`` gives text, anything else a workbook."""
    code = "zh" if language.startswith("zh") else "en"
    lines = [HEADS[code], *_lines(results, code)]
    part = path.with_name(path.name + ".part")
    try:
        if path.suffix.lower() == ".csv":
            _as_csv(lines, part)
        else:
            _as_workbook(lines, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def _lines(results: "Results", code: str) -> Iterator[Line]:
    if results.counts is None:
        return
    for table in results.counts.tables:
        answered = HIDDEN[code] if table.answered is None else table.answered
        for cell in table.cells:
            if cell.count is None:
                yield (table.label, cell.label, "", "", answered, HIDDEN[code])
            else:
                yield (table.label, cell.label, cell.count, (cell.share or 0) / 1000, answered, "")
        if table.numbers is not None:
            for name, value in zip(NUMBERS[code], (table.numbers.mean, table.numbers.spread), strict=True):
                yield (table.label, name, value / 1000, "", answered, "")
        for comment in table.comments:
            yield (table.label, comment, "", "", answered, "")
        if table.withheld:
            yield (table.label, "", "", "", answered, HIDDEN[code])


def _plain(value: str | float) -> str | float:
    # a text that begins like a formula would be calculated by whoever opens the file
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def _as_csv(lines: list[Line], part: Path) -> None:
    with part.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([_plain(value) for value in line] for line in lines)
        file.flush()
        os.fsync(file.fileno())


def _as_workbook(lines: list[Line], part: Path) -> None:
    with part.open("wb") as file:
        file.write(plain_workbook.workbook([_plain(value) for value in line] for line in lines))
        file.flush()
        os.fsync(file.fileno())
