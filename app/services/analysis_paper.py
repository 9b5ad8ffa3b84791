"""The analysis of a questionnaire as a Word document: gathered, logged, numbered, then written (F20, F21)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.forms.crossing import POOLED, Axis, Cross, Means
from app.forms.scores import Score
from app.forms.tabulate import Rates, Table, TooFewReturnsError
from app.records import kinds
from app.reports.analysis import HIDDEN, Analysis, Grid, Line, Question
from app.reports.papers import ANALYSIS
from app.services.comparing import Column, Compared, ComparingService, Comparison
from app.services.counting import Asked, Rated, without
from app.services.entry_batches import EntryBatches
from app.services.entry_compare import Rate
from app.services.paper_facts import PaperFacts
from app.services.paper_log import EXPORT, Leaving, PaperLog
from app.services.papers import Exported, write_whole
from app.services.questionnaire_counts import REGISTER, Results
from app.storage.types import ListQuery, Record

if TYPE_CHECKING:
    from app.services.counting import Said

FEW, NOTHING, OTHERS = "人数少的选项合计", "（未填）", "其余（各自票数少）"
NAMED = (("person", "name"), ("committee_member", "name"))  # whose names open answers leave out
MEETING = "assessment_meeting"
MOST_COLUMNS = 8  # of a comparison that fits the page


@dataclass(frozen=True, slots=True)
class Wanted:
    """What goes in beside the counts: open answers, and pairs of questions to cross (paths, or names of questions)."""

    comments: bool = False
    crosses: tuple[tuple[str, str], ...] = ()


class AnalysisPaperService(ComparingService):
    """The verb that writes the analysis."""

    def export_analysis(self, rec: str, path: Path, wanted: Wanted | None = None) -> Exported:
        """Write the analysis of a questionnaire; the log says so first, with the copy's number.

        Raises:
            TooFewReturnsError: nothing may be shown yet.
            NotFoundError: a question to be crossed is not there.
            PaperNotWrittenError: the folder cannot be written to.
        """
        from app.reports.word import analysis

        record, told = self._record(rec), self.analysis(rec, wanted or Wanted())
        facts, log = PaperFacts(self._session, self), PaperLog(self._session)
        copy, earlier = log.next_copy(rec, ANALYSIS)
        data = analysis.write(told, facts.issue(record, copy, earlier, self.now()))
        issue = facts.issue(record, copy, earlier, self.now())
        digest = log.write(Leaving(EXPORT, rec, ANALYSIS, issue, data, 0, str(path)))
        write_whole(path, data)
        return Exported(path, copy, digest)

    def analysis(self, rec: str, wanted: Wanted) -> Analysis:
        """Return what the analysis says.

        Raises:
            TooFewReturnsError: nothing may be shown yet.
            NotFoundError: a question to be crossed is not there.
        """
        results = self.results(rec)
        if results.counts is None:
            raise TooFewReturnsError(returned=results.entered, least=results.least)
        names = self._names_of(self._record(rec))
        said = {one.path: one for one in self.standing_out(results, names)}
        questions = tuple(
            _question(table, results, said.get(table.path), wanted, names) for table in results.counts.tables
        )
        compared = self.compare(rec)
        here = compared.columns[0]
        place = "".join(filter(None, (here.village, f"（{here.round}）" if here.round else "")))
        return Analysis(
            title=tuple(filter(None, (place, results.title, "统计分析"))),
            rates=self._rates_grid(rec, results),
            basis=(*_basis(results), *_typed(EntryBatches(self._session, self.now).quality(rec))),
            hints=tuple(self._hints(rec, results)),
            questions=questions,
            rated=(*self._meetings(rec), *map(_rated, self.ratings(rec))),
            crossed=tuple(self._crossed(rec, *pair) for pair in wanted.crosses),
            compared=tuple(_compared(compared)) if len(compared.columns) > 1 else (),
        )

    # -- parts ---------------------------------------------------------------------------------------------------

    def _crossed(self, rec: str, row: str, column: str) -> Grid:
        down, across = self.question(rec, row), self.question(rec, column)
        title = f"{down.label} × {across.label}"
        if down.kind == "number":
            return _means(title, self.means(rec, down.path, across.path))
        return _cross(title, self.cross(rec, down.path, across.path))

    def _rates_grid(self, rec: str, results: Results) -> Grid | None:
        rates: Rates | None = results.rates
        if rates is None:
            return None
        heads = ("发放数", "回收数", "有效数", "作废数", "回收率", "有效率", "录入数")
        numbers = (rates.handed_out, rates.returned, rates.valid, rates.returned - rates.valid)
        shares = (_percent(rates.return_rate), _percent(rates.valid_rate))
        line = (*map(str, numbers), *shares, str(results.entered))
        ways: Counter[str] = Counter()
        for one in self._vault.children(rec, REGISTER):
            if not one.deleted and one.values.get("way"):
                ways[_chosen(REGISTER, "way", one.values["way"])] += int(one.values.get("handed_out") or 0)
        told = "、".join(f"{way}{count}份" for way, count in ways.most_common())
        return Grid("发放回收", heads, (line,), remark=f"发放方式：{told}。" if told else "")

    def _meetings(self, rec: str) -> Iterator[Grid]:
        """Votes in meetings as they were written down (F21)."""
        held = [one for one in self._vault.children(rec, MEETING) if not one.deleted]
        heads = ("测评对象", "参会人数", "发出", "收回", "有效", "作废", "计票签字")
        names = ("subject", "present", "handed_out", "returned", "valid", "spoiled")
        lines = tuple(
            (
                *(str(one.values.get(name) if one.values.get(name) is not None else "") for name in names),
                "已签" if one.state == "counted" else "未签",
            )
            for one in held
        )
        if lines:
            yield Grid("计票登记", heads, lines)

    def _hints(self, rec: str, results: Results) -> Iterator[str]:
        """What somebody should look at: thresholds of the questionnaires, and numbers that do not agree."""
        rates, counts = results.rates, results.counts
        if rates is None and not self._vault.children(rec, MEETING):
            yield "没有登记发放、回收和有效份数，不能计算回收率、有效率。"
        elif rates is not None and rates.valid != results.entered + results.waiting:
            yield f"登记有效{rates.valid}份，录入{results.entered + results.waiting}份，两数不一致，请核对。"
        for table in counts.tables if counts else ():
            if table.score is not None and table.score.below:
                yield (
                    f"“{table.label}”{_score(table.score)}，低于{table.score.scale.wanted}%，"
                    "自动列入“未整改到位”待核清单。"
                )

    def _names_of(self, record: Record) -> frozenset[str]:
        """Names of the people this village's records name: they do not leave in an open answer."""
        found = set()
        for kind, field in NAMED:
            numbers = self._vault.list(ListQuery(kind, scopes=(record.scope,)))
            found |= {str(row.values.get(field) or "") for row in self._vault.rows(kind, numbers)}
        return frozenset(name for name in found if len(name) > 1)


def _question(table: Table, results: Results, said: "Said | None", wanted: Wanted, names: frozenset[str]) -> Question:
    told = []
    if table.score is not None:
        told.append(f"{_score(table.score)}。")
    if table.numbers is not None:
        told.append(f"平均{table.numbers.mean / 1000:.2f}，标准差{table.numbers.spread / 1000:.2f}。")
    if said is not None and said.words:
        told.append("高频词（出现份数）：" + "、".join(f"{one.text}（{one.answers}）" for one in said.words) + "。")
    lines = tuple(Line(cell.label, cell.count, cell.share) for cell in table.cells)
    comments = tuple(without(comment, names) for comment in table.comments) if wanted.comments else ()
    return Question(table.label, _answered(table, results), lines, tuple(told), comments)


def _answered(table: Table, results: Results) -> str:
    counted = results.counts.counted if results.counts else 0
    if table.withheld:
        return "满10份答卷才列出意见建议。" if table.kind == "text" else f"{HIDDEN}。"
    if table.answered is None:
        return "未作答的不足5份，作答份数不显示；比例按全部计入份数计算。"
    if table.answered > counted:
        return f"计入{counted}份，共评{table.answered}项次；比例按项次计算。"
    return f"计入{counted}份，作答{table.answered}份；比例按作答份数计算。"


def _typed(rate: Rate) -> Iterator[str]:
    """How well sheets of paper were typed, where they were."""
    if not rate.sheets:
        return
    told = f"纸质问卷录入{rate.sheets}份"
    if rate.compared:
        told += f"，抽取{rate.drawn}份盲录第二遍，比对{rate.compared}项，不一致{rate.differing}项"
        told += f"（{_percent(round(1000 * rate.differing / rate.compared))}），其中第一遍录错{rate.first_wrong}项"
    else:
        told += "，没有抽取盲录第二遍"
    yield f"{told}。"


def _basis(results: Results) -> Iterator[str]:
    counted = results.counts.counted if results.counts else 0
    closed = "调查已结束" if results.closed else "调查尚未结束，最近几份暂不计入"
    yield f"本次统计计入答卷{counted}份（已录入{results.entered}份，{closed}）。"
    yield (
        f"为保护填写人，少于{results.group}份的结果不显示，能推算出它们的一并不显示，"
        f"标为“{HIDDEN}”；意见建议满10份才列出，次序打乱。"
    )
    yield "问卷结果只作线索，不单独作为问题认定依据。"


def _score(score: Score) -> str:
    about = "" if score.step == 1 else "约"
    value = f"{score.value / 10:.1f}" if score.step == 1 else str(score.value // 10)
    return f"得分{about}{value}分" if score.scale.code == "merit" else f"满意率{about}{value}%"


def _rated(one: Rated) -> Grid:
    kept = [at for at, (value, _) in enumerate(one.votes.rows) if value]
    answers = tuple(one.votes.rows[at][1] or FEW for at in kept)
    names = tuple(OTHERS if value == POOLED else label or "（未写姓名）" for value, label in one.votes.columns)
    lines = tuple(
        (name, *(_cell(one.votes.counts[row][at], one.votes.share(row, at)) for row in kept), _points(one.scores[at]))
        for at, name in enumerate(names)
    )
    shares = tuple(tuple(one.votes.share(row, at) for row in kept) for at in range(len(names)))
    remark = "票数·得票率；有票数不显示的，不计得分。"
    return Grid(one.label, ("测评对象", *answers, "得分"), lines, answers, names, shares, remark)


def _points(score: Score | None) -> str:
    if score is None:
        return "—"
    return f"{score.value / 10:.1f}" if score.step == 1 else f"约{score.value // 10}"


def _cross(title: str, found: Cross) -> Grid:
    down, across = _axis(found.rows), _axis(found.columns)
    lines = [
        (name, *(_cell(found.counts[r][c], found.share(r, c)) for c in range(len(across))), _cell(found.row_totals[r]))
        for r, name in enumerate(down)
    ]
    lines.append(("合计", *map(str, found.column_totals), str(found.total)))
    shares = () if found.many else tuple(tuple(found.share(r, c) for r in range(len(down))) for c in range(len(across)))
    return Grid(title, ("", *across, "合计"), tuple(lines), down, across, shares, "百分比按列计算。")


def _means(title: str, found: Means) -> Grid:
    lines = tuple(
        (name, *((f"{n.mean / 1000:.2f}", f"{n.spread / 1000:.2f}") if n else (HIDDEN, HIDDEN)))
        for name, n in zip(_axis(found.columns), found.numbers, strict=True)
    )
    return Grid(title, ("", "平均", "标准差"), lines)


def _axis(axis: Axis) -> tuple[str, ...]:
    return tuple(FEW if value == POOLED else label or NOTHING for value, label in axis)


def _compared(found: Comparison) -> Iterator[Grid]:
    """Every question over the columns that are counted; where they are many, the sum and the first ones."""
    counted = [at for at, column in enumerate(found.columns) if column.counted is not None]
    for first in range(0, len(counted), MOST_COLUMNS):
        kept = counted[first : first + MOST_COLUMNS]
        if len(counted) > 1:
            yield from filter(None, (_one(one, found, kept) for one in found.questions))


def _one(one: Compared, found: Comparison, kept: Sequence[int]) -> Grid | None:
    names = tuple(_column(found.columns[at], found) for at in kept)
    if one.kind == "text":
        return None
    lines = [
        (answer, *(_cell(one.counts[row][at], one.shares[row][at]) for at in kept))
        for row, answer in enumerate(one.answers)
    ]
    if one.numbers:
        means = [one.numbers[at] for at in kept]
        lines.append(("平均", *(f"{n.mean / 1000:.2f}" if n else "—" for n in means)))
    if one.scores:
        lines.append(("得分", *(_points(one.scores[at]) for at in kept)))
    lines.append(("计入份数", *(str(found.columns[at].counted) for at in kept)))
    single = one.kind == "single"
    shares = tuple(tuple(line[at] for line in one.shares) for at in kept) if single else ()
    return Grid(one.label, ("", *names), tuple(lines), one.answers, names, shares)


def _column(column: Column, found: Comparison) -> str:
    if not column.rec:
        return f"{found.summed}村合计"
    return f"{column.village}（{column.round}）" if column.earlier and column.round else column.village


def _cell(count: int | None, share: int | None = None) -> str:
    if count is None:
        return HIDDEN
    return str(count) if share is None else f"{count}\n{_percent(share)}"


def _chosen(kind: str, field: str, code: object) -> str:
    declared = kinds.kind(kind).field(field)
    return next((one.words.zh for one in declared.choices if one.code == code), str(code)) if declared else str(code)


def _percent(per_mille: int) -> str:
    return f"{per_mille / 10:.1f}%"


__all__ = ["AnalysisPaperService", "Asked", "Wanted", "without"]
