"""Every package in and out (交接记录), what was set aside of it, the rule for sticks, and lists of progress."""

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.records.change import COMMON, new_record_id
from app.records.kinds import Words
from app.reports.issue import Issue
from app.reports.papers import Form
from app.services.handover_facts import OFFICE, Drive, Kind, Policy
from app.services.handover_second import Checked, checked
from app.services.paper_facts import PaperFacts
from app.services.paper_log import EXPORT, Leaving, PaperLog
from app.services.papers import write_whole
from app.services.records import RecordService
from app.services.session import Session, Touched
from app.storage.types import ListQuery, NewChange, PackageRecord
from app.sync import places, register, sending, shown

ROAD_LIST = Form("road_list", "F11", Words("交接进度清单", "How far everything has come"), "", "csv")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would reckon what begins so
DAY = 24 * 60 * 60 * 1000


class Stage(StrEnum):
    """How far a package is: written here, received by whom, void; or what became of one that came.

    Only returns are receipted: one that came is ``read`` until its receipt was written, anything else is ``taken``.
    """

    WRITTEN = "written"
    LEADER = "leader"
    LAPTOP = "laptop"
    OFFICE = "office"
    VOID = "void"
    TAKEN = "taken"
    READ = "read"
    ANSWERED = "answered"
    WAITING = "waiting"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    NOT_READ = "not read"


CAME = {
    "arrived": Stage.READ,
    "receipted": Stage.ANSWERED,
    "waiting": Stage.WAITING,
    "confirmed": Stage.CONFIRMED,
    "declined": Stage.DECLINED,
}


@dataclass(frozen=True, slots=True)
class Aside:
    """One thing of a package that was kept apart: the reason is a code (malformed, misplaced, signature, key …)."""

    item: str
    reason: str
    number: int
    at: int


@dataclass(frozen=True, slots=True)
class PackageLine:
    """One package. ``place`` and ``person`` are the other side; ``days`` since it was written or came.

    ``second`` is who checked one that was written here.
    """

    package: str
    outgoing: bool
    kind: str
    counter: int
    place: str
    person: str
    at: int
    days: int
    stage: Stage
    sha256: str
    file: str
    why: str
    aside: tuple[Aside, ...]
    second: Checked | None = None

    @property
    def can_be_voided(self) -> bool:
        """Whether nobody has said yet that it came."""
        return self.stage is Stage.WRITTEN

    @property
    def waits_for_receipt(self) -> bool:
        """Whether a receipt is still to come; only returns get one."""
        return self.stage is Stage.WRITTEN and self.kind == Kind.RETURN


class PackageService:
    """The verbs of the page of packages."""

    def __init__(self, session: Session) -> None:
        self._session, self._vault = session, session.vault

    def lines(self) -> list[PackageLine]:
        """Every package, newest first."""
        now, names = self._vault.clock(), places.names(self._vault)
        laptops, aside, has = places.laptops(self._vault), self._aside(), shown.shown(self._vault)
        found = []
        for one in (*self._vault.packages("out"), *self._vault.packages("in")):
            out = one.direction == "out"
            code = one.recipient if out else str(one.details.get("place") or "")
            person = self._vault.person_of(one.sender) or str(one.details.get("person") or "")
            people = laptops[code].persons if out and code in laptops else (person,)
            found.append(
                PackageLine(
                    package=one.id,
                    outgoing=out,
                    kind=one.kind,
                    counter=one.counter,
                    place=code,
                    person="、".join(names.get(p, "") for p in (() if code == OFFICE and out else people) if p),
                    at=one.at,
                    days=max(0, now - one.at) // DAY,
                    stage=self._sent(one, laptops, has) if out else _came(one),
                    sha256=one.sha256,
                    file=str(one.details.get("file") or ""),
                    why=str(one.details.get("why") or ""),
                    aside=aside.get(one.row, ()),
                    second=checked(self._session, one) if out else None,
                )
            )
        return sorted(found, key=lambda line: (-line.at, -line.counter, line.package))

    def cancel(self, package: str, reason: str) -> Touched:
        """Declare a package void; the next one announces it.

        Raises:
            NotCancellableError: not written here, receipted, or void already.
        """
        sending.cancel(self._vault, package, reason)
        return self._session.touched(frozenset({"event"}))

    # ---- sticks

    def policy(self) -> Policy:
        """The office's rule for sticks that are not in the register."""
        return register.policy(self._vault)

    def set_policy(self, policy: Policy) -> Touched:
        """Set that rule; it travels to every laptop.

        Raises:
            NotAllowedError: this is not an office.
        """
        numbers = self._vault.list(ListQuery("setting", filters={"name": register.SETTING}))
        row = next(iter(self._vault.rows("setting", numbers[:1])), None)
        fields = {"name": register.SETTING, "value": str(policy)}
        change = NewChange("setting", row.rec if row else new_record_id(), COMMON, fields, as_office=True)
        self._vault.write([change])
        return self._session.touched(frozenset({"setting"}))

    def begin_stick(self, drive: Drive) -> str:
        """Begin the entry of a stick in the register (F11) as a draft, and return its record id."""
        records = RecordService(self._session)
        rec = records.new("media")
        fields = {"sort": "stick", "serial": drive.serial, "model": drive.label}
        records.save_draft(rec, "media", {name: value for name, value in fields.items() if value}, {})
        return rec

    # ---- the list that people otherwise keep on paper

    def export_list(
        self, village: str, path: Path, header: Sequence[str], lines: Iterable[Sequence[str]]
    ) -> tuple[str, Touched]:
        """Write a list of a village in clear, as PDF or (any other name) CSV; the log says so first.

        Returns its copy number.

        Raises:
            NotFoundError: no such village.
            NoUsableFontError: no font of this machine can be embedded in a PDF.
            PaperNotWrittenError: the file cannot be written.
        """
        records = RecordService(self._session)
        facts, log = PaperFacts(self._session, records), PaperLog(self._session)
        copy, earlier = log.next_copy(village, ROAD_LIST)
        issue = facts.issue(facts.record(village), copy, earlier, dt.datetime.now())  # noqa: DTZ005 - local wall time
        data = (_printed if path.suffix.lower() == ".pdf" else _spreadsheet)(header, list(lines), issue)
        log.write(Leaving(EXPORT, village, ROAD_LIST, issue, data, file=str(path)))
        write_whole(path, data)
        return copy, frozenset({"event"})

    # ---- inside

    def _aside(self) -> dict[int, tuple[Aside, ...]]:
        found: dict[int, list[Aside]] = {}
        for one in self._vault.set_aside():
            number = one.details.get("n")
            aside = Aside(one.item, one.reason, number if isinstance(number, int) else 0, one.at)
            found.setdefault(one.package, []).append(aside)
        return {row: tuple(items) for row, items in found.items()}

    def _sent(self, one: PackageRecord, laptops: "dict[str, places.Place]", has: frozenset[str]) -> Stage:
        if one.state == sending.VOID:
            return Stage.VOID
        if one.state != sending.RECEIPTED and one.id not in has:
            return Stage.WRITTEN
        if one.recipient == OFFICE:
            return Stage.OFFICE
        place, inspectors = laptops.get(one.recipient), self._vault.roster().inspectors
        roles = {inspectors[p].role for p in (place.persons if place else ()) if p in inspectors}
        return Stage.LEADER if roles & places.LEADING else Stage.LAPTOP


def _came(one: PackageRecord) -> Stage:
    stage = CAME.get(one.state, Stage.NOT_READ)
    return Stage.TAKEN if stage is Stage.READ and one.kind != Kind.RETURN else stage


def _printed(header: Sequence[str], lines: Sequence[Sequence[str]], issue: Issue) -> bytes:
    from app.reports.pdf.road_list import print_list

    return print_list(ROAD_LIST.words.zh, header, lines, issue).pdf


def _spreadsheet(header: Sequence[str], lines: Sequence[Sequence[str]], issue: Issue) -> bytes:
    head = [ROAD_LIST.words.zh, issue.mark, issue.copy_words, issue.moment, issue.person]
    return _csv([["演练"] if issue.practice else [], [part for part in head if part], list(header), *lines])


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as a spreadsheet reads them at a double click: with a mark of the encoding, and nothing to be reckoned."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        if row:
            writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row])
    return out.getvalue().encode("utf-8-sig")
