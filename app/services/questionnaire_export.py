"""Counts of a questionnaire as a workbook or as CSV: text and numbers only, nothing a spreadsheet would calculate."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.forms import cells
from app.services import plain_workbook

if TYPE_CHECKING:
    from app.services.questionnaire_counts import Results

Line = tuple[str | int | float, ...]
HEADS = {
    "zh": ("题目", "选项", "份数", "占作答比例", "作答份数", "说明"),
    "en": ("Question", "Answer", "Count", "Share of answers", "Answered", "Remark"),
}
HIDDEN = {"zh": "不足5份不显示", "en": "hidden: too few"}
SCORE = {"zh": "得分", "en": "Score"}
NUMBERS = {"zh": ("平均", "标准差"), "en": ("Mean", "Standard deviation")}


def made(results: "Results", ending: str, language: str) -> bytes:
    """Return the counts as a file: ``.csv`` gives text, anything else a workbook."""
    code = "zh" if language.startswith("zh") else "en"
    lines = [[cells.plain(value) for value in line] for line in (HEADS[code], *_lines(results, code))]
    return cells.as_csv(lines) if ending.lower() == ".csv" else plain_workbook.workbook(lines)


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
        if table.score is not None:
            yield (table.label, SCORE[code], table.score.value / 10, "", answered, "" if table.score.step == 1 else "≈")
        for comment in table.comments:
            yield (table.label, comment, "", "", answered, "")
        if table.withheld:
            yield (table.label, "", "", "", answered, HIDDEN[code])
