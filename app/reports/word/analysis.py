"""The analysis of a questionnaire (F20, F21): rates, every question with its chart, assessments, comparison."""

from typing import TYPE_CHECKING

from app.reports.analysis import HIDDEN, Analysis, Grid, Question
from app.reports.issue import Issue
from app.reports.word import chart, layout, writing
from app.reports.word.chart import Series
from app.reports.word.village_report import numeral
from app.reports.word.writing import Box

if TYPE_CHECKING:
    from docx.document import Document

MEASURE = 156  # millimetres


def write(analysis: Analysis, issue: Issue) -> bytes:
    """Return the document."""
    return writing.finished(_Writer(analysis, issue).made)


class _Writer:
    def __init__(self, analysis: Analysis, issue: Issue) -> None:
        self.told = analysis
        self.made: Document = layout.document()
        self._sections = 0
        for line in analysis.title:
            writing.paragraph(self.made, line, layout.TITLE)
        writing.paragraph(self.made, "", layout.FLUSH)
        self._overview()
        self._questions()
        for heading, grids in (
            ("民主测评", analysis.rated),
            ("交叉分析", analysis.crossed),
            ("村与轮次对比", analysis.compared),
        ):
            if grids:
                self._heading(heading)
                for number, one in enumerate(grids, 1):
                    self._grid(f"{number}.{one.title}", one)
        self._comments()
        writing.official_numbers(self.made)
        writing.stamp(self.made, issue)

    def _heading(self, words: str) -> None:
        self._sections += 1
        writing.paragraph(self.made, f"{numeral(self._sections)}、{words}", layout.FIRST)

    def _overview(self) -> None:
        self._heading("发放回收和统计口径")
        if self.told.rates is not None:
            self._table(self.told.rates)
            writing.paragraph(self.made, self.told.rates.remark, layout.SMALL)
        for words in self.told.basis:
            writing.paragraph(self.made, words)
        if self.told.hints:
            self._heading("需要留意")
            for number, words in enumerate(self.told.hints, 1):
                writing.paragraph(self.made, f"{number}.{words}")

    def _questions(self) -> None:
        self._heading("各题结果")
        for number, one in enumerate(self.told.questions, 1):
            writing.paragraph(self.made, f"{number}.{one.label}", layout.THIRD)
            if one.lines:
                self._lines(one)
            writing.paragraph(self.made, one.remark, layout.SMALL)
            for words in one.told:
                writing.paragraph(self.made, words)

    def _lines(self, one: Question) -> None:
        rows = [[Box("选项"), Box("份数"), Box("比例")]]
        for line in one.lines:
            if line.count is None:
                rows.append([Box(line.label), Box(HIDDEN, span=2)])
            else:
                rows.append([Box(line.label), Box(str(line.count)), Box(_percent(line.share))])
        writing.table(self.made, (96, 30, 30), rows, head=1, fine=True)
        shares = tuple(line.share if line.count is not None else None for line in one.lines)
        if any(share for share in shares):
            names = [f"{line.label}（{HIDDEN}）" if line.count is None else line.label for line in one.lines]
            chart.bars(self.made, one.label, [Series("比例", shares)], names)

    def _grid(self, title: str, one: Grid) -> None:
        writing.paragraph(self.made, title, layout.THIRD)
        if one.shares and any(share for group in one.shares for share in group):
            series = [Series(answer, tuple(group[at] for group in one.shares)) for at, answer in enumerate(one.answers)]
            rest = tuple(_rest(group) for group in one.shares)
            if any(rest):
                series.append(Series(HIDDEN, rest, blank=True))
            chart.bars(self.made, one.title, series, one.groups, stacked=True)
        self._table(one)
        if one.remark:
            writing.paragraph(self.made, one.remark, layout.SMALL)

    def _table(self, one: Grid) -> None:
        columns = len(one.heads)
        first = min(56, max(26, MEASURE - 28 * (columns - 1)))
        widths = [first, *([(MEASURE - first) / (columns - 1)] * (columns - 1))]
        rows = [[Box(head) for head in one.heads], *([Box(cell) for cell in line] for line in one.lines)]
        writing.table(self.made, widths, rows, head=1, fine=columns > 3)

    def _comments(self) -> None:
        held = [one for one in self.told.questions if one.comments]
        if not held:
            return
        self._heading("意见建议（去标识，次序打乱）")
        for one in held:
            writing.paragraph(self.made, one.label, layout.SECOND)
            for words in one.comments:
                writing.paragraph(self.made, f"“{words}”", layout.SAID)


def _percent(share: int | None) -> str:
    return "" if share is None else f"{share / 10:.1f}%"


def _rest(group: tuple[int | None, ...]) -> int | None:
    """What is hidden in a group, so that its bar is whole."""
    return max(0, 1000 - sum(share or 0 for share in group)) if None in group else None
