"""The village report's statements (F34), each with the numbers it rests on; only an approved finding is told."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from app.errors import NotFoundError
from app.records import kinds, vocabularies
from app.records.choices import THREE
from app.reports import showing
from app.reports.village import ReportFinding, Statement, VillageReport
from app.services.paper_facts import PaperFacts
from app.storage.types import ListQuery, Record, Row

if TYPE_CHECKING:
    from app.services.session import Session

FILE, TALKS, DOCUMENTS, EVIDENCE, FINDINGS = "村情档案", "谈话台账", "调阅资料清单", "取证台账", "问题底稿台账"
NOT_HELD = {"planned", "notified", "unscheduled"}
REPORTED, DECIDED = "in_report", "approved"
OTHER = "其他问题"
NO_ADVICE = {"report", "none"}  # that it stands in the report is no advice to the village
HEADINGS = tuple(one.words.zh for one in THREE)
VILLAGE_COUNTS = (
    ("groups_count", "村民小组{}个"),
    ("households", "{}户"),
    ("population", "{}人"),
    ("party_members", "党员{}名"),
    ("branches", "党支部{}个"),
)
AID_COUNTS = (
    ("low_income", "低保户{}户"),
    ("destitute", "特困户{}户"),
    ("lifted", "脱贫户{}户"),
    ("monitored", "监测户{}户"),
)


def gather(session: "Session", facts: PaperFacts, village: Record, today: dt.date) -> VillageReport:
    """Return everything the report of one village says."""
    return _Gathering(session, facts, village).report(today)


class _Gathering:
    """One report being gathered; remembers what each source is."""

    def __init__(self, session: "Session", facts: PaperFacts, village: Record) -> None:
        self._vault, self._facts, self._village = session.vault, facts, village
        self._words = facts.words(village)
        self._sources: dict[str, str] = {FILE: f"{self._words['name']}村情档案（F05）"}

    def report(self, today: dt.date) -> VillageReport:
        place = self._facts.place(self._village)
        findings = tuple(self._finding(record) for record in self._reported())
        portrait = self._words["full_portrait"]
        return VillageReport(
            town=place["town"],
            village=place["village_name"],
            group=place["group_name"] or place["office"],
            round=place["round_name"],
            facts=tuple(self._about()),
            work=tuple(self._work()),
            judgement=tuple(Statement(line, (FILE,)) for line in portrait.splitlines() if line.strip()),
            headings=HEADINGS,
            findings=findings,
            sources=tuple(self._sources.items()),
            date=showing.day(today.isoformat()),
        )

    # -- the village ---------------------------------------------------------------------------------------------

    def _about(self) -> Iterator[Statement]:
        name = self._words["name"]
        if told := self._counted(VILLAGE_COUNTS):
            yield Statement(f"{self._words['town']}{name}有{told}。", (FILE,))
        if told := self._counted(AID_COUNTS):
            yield Statement(f"其中{told}。", (FILE,))
        years = sorted(self._parts("income_year"), key=lambda one: int(one.values.get("year") or 0))
        told = "，".join(f"{one.values['year']}年{_yuan(one.values['income'])}" for one in years if _both(one))
        if told:
            yield Statement(f"村集体收入：{told}。", (FILE,))
        if self._village.values.get("debt") is not None:
            yield Statement(f"村级债务{_yuan(self._village.values['debt'])}。", (FILE,))

    def _counted(self, wanted: Iterable[tuple[str, str]]) -> str:
        return "、".join(words.format(self._words[name]) for name, words in wanted if self._words[name])

    def _parts(self, kind: str) -> list[Record]:
        return [one for one in self._vault.children(self._village.rec, kind) if not one.deleted]

    # -- the work ------------------------------------------------------------------------------------------------

    def _work(self) -> Iterator[Statement]:
        held = [row for row in self._rows("interview") if row.state and row.state not in NOT_HELD]
        if held:
            self._sources[TALKS] = "谈话安排台账（F14）"
            persons = {str(row.values.get("interviewee") or row.values.get("person_name")) for row in held}
            yield Statement(f"巡察组在{self._words['name']}谈话{len(held)}人次，涉及{len(persons)}人。", (TALKS,))
        asked = self._rows("document_check")
        if asked:
            self._sources[DOCUMENTS] = "调阅资料清单（F12）"
            absent = sum(row.state in {"none", "refused"} for row in asked)
            waiting = sum(row.state in {"", "requested"} for row in asked)
            lacking = f"，其中{absent}份没有或拒绝提供" if absent else ""
            open_ = f"，{waiting}份尚未提供" if waiting else ""
            yield Statement(f"要求提供资料{len(asked)}份{lacking}{open_}。", (DOCUMENTS,))
        taken = self._rows("evidence")
        if taken:
            self._sources[EVIDENCE] = "取证台账（F24）"
            yield Statement(f"取得证据材料{len(taken)}件。", (EVIDENCE,))
        yield from self._totals()

    def _totals(self) -> Iterator[Statement]:
        written, open_ = self._count("finding", REPORTED), self._count("finding", DECIDED)
        if written or open_:
            more = f"另有{open_}个经组长审签、尚未决定是否写入报告" if open_ else ""
            self._sources[FINDINGS] = "问题底稿台账（F26）"
            yield Statement(f"写入本报告的问题{written}个{'，' if more else ''}{more}。", (FINDINGS,))

    def _rows(self, kind: str, state: str = "") -> list[Row]:
        if kind not in kinds.kinds():
            return []
        return self._vault.rows(kind, self._vault.list(self._query(kind, state)))

    def _count(self, kind: str, state: str) -> int:
        return self._vault.count(self._query(kind, state))

    def _query(self, kind: str, state: str) -> ListQuery:
        return ListQuery(kind, scopes=(self._village.scope,), filters={"state": state} if state else {})

    # -- the findings --------------------------------------------------------------------------------------------

    def _reported(self) -> Iterator[Record]:
        for row in sorted(
            self._rows("finding", REPORTED),
            key=lambda row: str(row.values.get("formal_number") or row.values.get("number") or ""),
        ):
            record = self._vault.record(row.rec, row.scope)
            if record is not None:
                yield record

    def _finding(self, record: Record) -> ReportFinding:
        words = self._facts.words(record)
        number = words["formal_number"] or words["number"] or record.rec[:8]
        self._sources[number] = f"问题底稿（F26）：{words['title']}"
        rests = tuple(self._rests_on(record)) or (number,)
        facts = [line for line in (words["facts"] or "").splitlines() if line.strip()]
        return ReportFinding(
            number=number,
            title=words["title"].rstrip("。"),
            heading=_heading(record),
            facts=tuple(Statement(line, (number, *rests) if rests != (number,) else rests) for line in facts),
            causes=words["causes"],
            duty="；".join(part for part in (words["responsible_text"], words["duty"]) if part),
            proposal="" if record.values.get("proposal") in NO_ADVICE else words["proposal"],
        )

    def _rests_on(self, finding: Record) -> Iterator[str]:
        """Numbers of what a finding rests on; a talk is named by its number alone, never by who spoke."""
        sources = [one for one in self._vault.children(finding.rec, "finding_source") if not one.deleted]
        for source in sorted(sources, key=lambda one: (one.order, one.rec)):
            for field, form in (("evidence", "证据"), ("interview", "谈话记录"), ("document", "调阅资料")):
                held = self._vault.record(str(source.values.get(field) or ""))
                if held is None:
                    continue
                name = str(held.values.get("title") or held.values.get("name") or "")
                number = str(held.values.get("number") or name or held.rec[:8])
                self._sources[number] = form if field == "interview" else f"{form}：{name}"
                yield number


def _heading(record: Record) -> str:
    chosen = record.values.get("three")
    for one in THREE:
        if isinstance(chosen, list) and one.code in chosen:
            return one.words.zh
    code = str(record.values.get("item") or "")
    try:
        item = vocabularies.item(code)
        while item.parent:
            item = vocabularies.item(item.parent)
    except NotFoundError:
        return OTHER
    return item.words.zh


def _both(year: Record) -> bool:
    return year.values.get("year") is not None and year.values.get("income") is not None


def _yuan(fen: Any) -> str:
    return f"{showing.yuan(int(fen))}元"
