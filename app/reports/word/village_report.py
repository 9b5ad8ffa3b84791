"""The village report (F34 巡察情况报告): outline, statements with their source numbers, and an index back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from docx.shared import Pt
from docx.text.paragraph import Paragraph

from app.reports.issue import Issue
from app.reports.village import ReportFinding, Statement, VillageReport
from app.reports.word import layout, writing
from app.reports.word.writing import Box

if TYPE_CHECKING:
    from docx.document import Document

NUMERALS = "零一二三四五六七八九十"
SHOWN = 40  # characters of a statement in the annex
TO_WRITE = "（此处由巡察组撰写。）"


def write(report: VillageReport, issue: Issue) -> bytes:
    """Return the document."""
    return writing.finished(_Writer(report, issue).made)


def numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十, up to 99."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return NUMERALS[ones]
    return (NUMERALS[tens] if tens > 1 else "") + "十" + (NUMERALS[ones] if ones else "")


class _Writer:
    """Writes one report; every statement gets a number of its own, by which the annex finds it."""

    def __init__(self, report: VillageReport, issue: Issue) -> None:
        self.report = report
        self.made: Document = layout.document()
        self._told: list[tuple[str, tuple[str, ...]]] = []
        self._title()
        self._overview()
        self._findings()
        self._causes()
        self._advice()
        self._signature()
        self._index()
        writing.official_numbers(self.made)
        writing.stamp(self.made, issue)

    def _title(self) -> None:
        for line in self.report.title:
            writing.paragraph(self.made, line, layout.TITLE)
        writing.paragraph(self.made, "", layout.FLUSH)

    def _overview(self) -> None:
        self._heading("一、基本情况")
        self._say([*self.report.facts, *self.report.work])
        self._heading("二、总体评价")
        self._say(self.report.judgement or [Statement(TO_WRITE)])

    def _findings(self) -> None:
        self._heading("三、巡察发现的主要问题")
        if not self.report.findings:
            self._say([Statement("截至报告形成时，没有经组长审签的问题底稿。")])
        for number, heading in enumerate(self._headings(), 1):
            writing.paragraph(self.made, f"（{numeral(number)}）{heading}", layout.SECOND)
            here = [one for one in self.report.findings if one.heading == heading]
            for place, finding in enumerate(here, 1):
                self._finding(place, finding)

    def _headings(self) -> list[str]:
        used = {one.heading for one in self.report.findings}
        known = [heading for heading in self.report.headings if heading in used]
        return [*known, *sorted(used - set(known))]

    def _finding(self, place: int, finding: ReportFinding) -> None:
        line = writing.paragraph(self.made, "", layout.THIRD)
        writing.run(line, f"{place}.{finding.title}", bold=True)
        self._mark(line, (finding.number,))
        self._say(finding.facts)

    def _causes(self) -> None:
        self._heading("四、原因剖析")
        told = [one for one in self.report.findings if one.causes or one.duty]
        self._say([_cause(one) for one in told] or [Statement(TO_WRITE)])

    def _advice(self) -> None:
        self._heading("五、处理意见和建议")
        proposed = [
            Statement(f"{one.title}：{one.proposal}", (one.number,)) for one in self.report.findings if one.proposal
        ]
        self._say([*self.report.advice, *proposed] or [Statement(TO_WRITE)])

    def _signature(self) -> None:
        """Group and date stand on one page with the last words of the text: no page is a signature alone."""
        last = next(p for p in reversed(self.made.paragraphs) if p.text)
        group, date = self.report.group, self.report.date
        blank, *signed = [writing.paragraph(self.made, words, layout.FLUSH) for words in ("", group, date)]
        for line in signed:
            line.alignment = layout.RIGHT
            line.paragraph_format.right_indent = Pt(64)
        for line in (last, blank, signed[0]):
            line.paragraph_format.keep_with_next = True
        for line in (last, *signed):
            line.paragraph_format.keep_together = True

    def _index(self) -> None:
        """Annex: from each numbered statement to what it rests on, and from each material back to the statements."""
        head = writing.paragraph(self.made, "附件", layout.MARK)
        head.paragraph_format.page_break_before = True
        writing.paragraph(self.made, "依据材料对照表", layout.TITLE)
        if not self._told:
            writing.paragraph(self.made, "本报告没有引用编号材料。", layout.TEXT)
            return
        uses: dict[str, list[int]] = defaultdict(list)
        for n, (_, sources) in enumerate(self._told, 1):
            for number in sources:
                uses[number].append(n)
        places = {number: place for place, number in enumerate(sorted(uses), 1)}
        forward = [_statement(n, text, sources, places) for n, (text, sources) in enumerate(self._told, 1)]
        heads = [Box("序号"), Box("报告中的表述"), Box("依据材料编号")]
        writing.table(self.made, (16, 74, 66), [heads, *forward], head=1)
        writing.paragraph(self.made, "", layout.SMALL)
        known = dict(self.report.sources)
        backward = [_material(place, number, known.get(number, ""), uses[number]) for number, place in places.items()]
        heads = [Box("材料编号"), Box("材料"), Box("见表述")]
        writing.table(self.made, (60, 54, 42), [heads, *backward], head=1)

    # -- parts ---------------------------------------------------------------------------------------------------

    def _heading(self, words: str) -> None:
        writing.paragraph(self.made, words, layout.FIRST)

    def _say(self, statements: Iterable[Statement]) -> None:
        for statement in statements:
            line = writing.paragraph(self.made, statement.text)
            self._mark(line, statement.sources)

    def _mark(self, line: Paragraph, sources: tuple[str, ...]) -> None:
        """Number the statement behind it; the number leads to its row in the annex, and the row leads back."""
        if not sources:
            return
        self._told.append((line.text, sources))
        number = len(self._told)
        writing.bookmark(line, f"s{number}", number)
        writing.link(line, f"〔{number}〕", f"d{number}")


def _statement(number: int, text: str, sources: tuple[str, ...], places: Mapping[str, int]) -> list[Box]:
    """A row of the annex: back to the statement, on to each material it rests on."""
    links = tuple((source, f"m{places[source]}") for source in sources)
    return [Box("", links=((str(number), f"s{number}"),), mark=f"d{number}"), Box(_short(text)), Box("", links=links)]


def _material(place: int, number: str, what: str, uses: Iterable[int]) -> list[Box]:
    """A row of the annex: a material, and the way to each statement that rests on it."""
    links = tuple((f"〔{n}〕", f"s{n}") for n in uses)
    return [Box(number, mark=f"m{place}"), Box(what), Box("", links=links, level=True)]


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}……"


def _cause(finding: ReportFinding) -> Statement:
    duty = f"责任：{finding.duty}。" if finding.duty else ""
    return Statement(
        f"{finding.title}：{finding.causes.rstrip('。')}{'。' if finding.causes else ''}{duty}", (finding.number,)
    )
