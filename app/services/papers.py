"""Papers out: print and export. The log says what leaves, marked and numbered, before it leaves (G21)."""

import datetime as dt
import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError, BadInputError
from app.jobs import Progress
from app.records import kinds
from app.reports import papers
from app.reports.papers import DOCX, FORMS, PDF, Form
from app.services.interviews import ADDENDUM
from app.services.paper_facts import PaperFacts
from app.services.paper_log import EXPORT, PRINT, InClear, Leaving, PaperLog
from app.services.paper_templates import PaperTemplates
from app.services.records import RecordService
from app.storage.types import ListQuery, Record, Row

if TYPE_CHECKING:
    from app.reports.issue import Issue
    from app.reports.slip import Slip
    from app.services.session import Session

UNSAFE = re.compile(r"[^\w\-（）]+")


class PaperNotWrittenError(AppError):
    """A file could not be written; the log keeps the attempt. Data: ``file``, ``why``."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One copy as bytes, ready to be printed. ``missing`` are characters no font here has."""

    data: bytes
    copy: str
    name: str
    pages: int = 0
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """A file that was written."""

    path: Path
    copy: str
    sha256: str


@dataclass(frozen=True, slots=True)
class _Made:
    data: bytes
    pages: int = 0
    missing: tuple[str, ...] = ()


class PaperService:
    """The user's verbs on paper. ``now`` gives the local wall time; ``templates`` are the forms' Word templates."""

    def __init__(self, session: "Session", now: Callable[[], dt.datetime] = dt.datetime.now) -> None:
        self._session, self._vault, self._now = session, session.vault, now
        self._records = RecordService(session, now)
        self._facts, self._log = PaperFacts(session, self._records), PaperLog(session)
        self.templates = PaperTemplates(session)

    def kinds(self) -> tuple[Form, ...]:
        """Every paper whose kind is declared here."""
        return tuple(form for form in FORMS if not form.kind or form.kind in kinds.kinds())

    def forms_of(self, kind: str) -> tuple[Form, ...]:
        """Papers that can be made of a record of this kind."""
        return tuple(form for form in self.kinds() if form.kind == kind)

    # -- out -----------------------------------------------------------------------------------------------------

    def print_pdf(self, rec: str, form: str = "talk_sheet") -> Paper:
        """Return one copy to be printed, logged as printed; every call is a new copy with a number of its own.

        Raises:
            NotFoundError: no such record or form.
            NoUsableFontError: no font of this machine can be embedded.
        """
        return self._out(PRINT, papers.form(form), rec, "")[0]

    def blanks(self) -> tuple[Form, ...]:
        """Every form that can be had empty, to be written by hand on a day without the laptop."""
        return tuple(form for form in self.kinds() if papers.writable(form))

    def print_blank(self, pages: int = 3, form: str = "blank_talk") -> Paper:
        """Return an empty form made as PDF, to be printed; it carries no copy number.

        Raises:
            NoUsableFontError: no font of this machine can be embedded.
            BadInputError: this form is made in Word only, or cannot be had empty.
        """
        if papers.form(form).makes != PDF:
            raise BadInputError(field="form", rule="kind", details=form)
        return self._blank(papers.form(form), pages, "")[0]

    def export_blank(self, folder: Path, pages: int = 3, form: str = "blank_talk") -> Exported:
        """Write an empty form into a folder, from the template in use where it has one.

        Raises:
            BadInputError: this form cannot be had empty.
            NoUsableFontError: no font of this machine can be embedded.
            PaperNotWrittenError: the folder cannot be written to.
        """
        return _laid(*self._blank(papers.form(form), pages, str(folder)), folder)

    def export_blanks(
        self, folder: Path, progress: Progress | None = None, forms: Sequence[str] = ()
    ) -> list[Exported]:
        """Write empty forms into a folder, all of them when none is named: the set for a day without the laptop."""
        progress, found = progress or Progress(), []
        wanted = forms or [form.code for form in self.blanks()]
        for done, form in enumerate(wanted):
            progress.step(done, len(wanted))
            found.append(self.export_blank(folder, form=form))
        return found

    def print_slip(self, package: str) -> Paper:
        """Return the handover slip of a package this vault wrote, by its id.

        Raises:
            NotFoundError: no such package.
        """
        return self._slip(package, "")[0]

    def export_slip(self, package: str, folder: Path) -> Exported:
        """Write the handover slip of a package into a folder.

        Raises:
            NotFoundError: no such package.
            NoUsableFontError: no font of this machine can be embedded.
            PaperNotWrittenError: the folder cannot be written to.
        """
        return _laid(*self._slip(package, str(folder)), folder)

    def export(self, rec: str, form: str, folder: Path, records: Sequence[str] = ()) -> Exported:
        """Write one copy into a folder, in clear. The log says so first; a failure leaves no file, but leaves the line.

        ``rec`` is the record, or for a form of many rows the village whose ``records`` are listed (empty = all).

        Raises:
            NotFoundError: no such record or form.
            TemplateRefusedError: the office's template has problems.
            PaperNotWrittenError: the folder cannot be written to.
        """
        return _laid(*self._out(EXPORT, papers.form(form), rec, str(folder), records), folder)

    def export_all(
        self, recs: Sequence[str], form: str, folder: Path, progress: Progress | None = None
    ) -> list[Exported]:
        """Write one copy for each of several records, such as the reports of a list of villages.

        Each is logged and numbered by itself; stopping keeps what is written.
        """
        progress, found = progress or Progress(), []
        for done, rec in enumerate(recs):
            progress.step(done, len(recs))
            found.append(self.export(rec, form, folder))
        return found

    def subjects(self, form: str, villages: Sequence[str], state: str = "") -> list[str]:
        """Return what `export_all` takes to write a form for several villages, in their order.

        The villages themselves for what is made of a village, else every record of the form's kind in them, or those in
        one state. A village that has no row for a list needs no empty list.
        """
        of = papers.form(form)
        if of.kind == "village":
            return list(villages)
        held = {village: self._made_in(of.kind, village) for village in villages}
        if of.many:
            return [village for village, rows in held.items() if rows]
        first = kinds.kind(of.kind).first_state
        return [row.rec for rows in held.values() for row in rows if state in ("", row.state or first)]

    def _made_in(self, kind: str, village: str) -> list[Row]:
        rows = self._vault.rows(kind, self._vault.list(ListQuery(kind, scopes=(f"village-{village}",))))
        return sorted(rows, key=lambda row: (row.created, row.rec))

    def wholes(self, told: Sequence[InClear]) -> dict[str, str]:
        """Return, for papers made of a part such as an addendum, the record it is part of."""
        codes = {form.code for form in FORMS if form.kind == ADDENDUM}
        parts = {one.subject for one in told if one.form in codes}
        held = {part: self._vault.record(part) for part in parts}
        return {part: record.parent for part, record in held.items() if record is not None and record.parent}

    def in_clear(self) -> list[InClear]:
        """Return everything that left this vault in clear, newest first; the office sees its laptops' lines too."""
        return self._log.in_clear()

    # -- inside --------------------------------------------------------------------------------------------------

    def _out(self, what: str, form: Form, rec: str, folder: str, records: Sequence[str] = ()) -> tuple[Paper, str]:
        self._records.commit(rec)  # what is printed is what is kept
        record = self._facts.record(rec)
        if form.kind != record.kind and not (form.many and record.kind == "village"):
            raise BadInputError(field="form", rule="kind", details=form.code)
        copy, earlier = self._log.next_copy(rec, form)
        issue = self._facts.issue(record, copy, earlier, self._now())
        made = self._make(form, record, issue, records)
        village = self._facts.place(record)["village_name"] if form.many or form.kind == "village" else ""
        return self._left(what, form, rec, issue, made, _file_name(form, issue, village), folder)

    def _blank(self, form: Form, pages: int, folder: str) -> tuple[Paper, str]:
        from app.reports.issue import Issue

        if not papers.writable(form):
            raise BadInputError(field="form", rule="kind", details=form.code)
        issue = Issue(mark=self._facts.mark(None), practice=self._session.practice)
        words = papers.blank_words(form).zh
        name = f"{'演练-' if issue.practice else ''}{words}.{form.makes}" if folder else words
        made = self._empty_pdf(form, issue, pages) if form.makes == PDF else _Made(self._empty(form, issue))
        return self._left(EXPORT if folder else PRINT, form, "", issue, made, name, folder, blank=True)

    def _empty_pdf(self, form: Form, issue: "Issue", pages: int) -> _Made:
        from app.reports.pdf import interview

        empty = interview.print_blank_addendum if form.kind == ADDENDUM else interview.print_blank
        made = empty(issue, pages)
        return _Made(made.pdf, made.pages, made.missing)

    def _empty(self, form: Form, issue: "Issue") -> bytes:
        from app.reports.word import blank
        from app.reports.word.render import render

        known = {**self._facts.place(None), "mark_words": issue.mark}
        given = blank.values(kinds.kind(form.kind), known, many=form.many)
        name, data = self.templates.in_use(form.code)
        return blank.ruled(render(data, self.templates.values(form.code), given, issue, name))

    def _slip(self, package: str, folder: str) -> tuple[Paper, str]:
        from app.reports.pdf.slip import print_slip
        from app.services.paper_slip import slip_of

        slip: Slip = slip_of(self._session, package)
        form = papers.form("slip")
        copy, earlier = self._log.next_copy(package, form)
        issue = self._facts.issue(None, copy, earlier, self._now())
        made = print_slip(slip, issue)
        left = _Made(made.pdf, made.pages, made.missing)
        return self._left(EXPORT if folder else PRINT, form, package, issue, left, _file_name(form, issue), folder)

    def _left(  # noqa: PLR0913, PLR0917 - what the log says of a copy
        self,
        what: str,
        form: Form,
        subject: str,
        issue: "Issue",
        made: _Made,
        name: str,
        folder: str,
        *,
        blank: bool = False,
    ) -> tuple[Paper, str]:
        """Log a copy, with the name of the file it will be, and return it with its digest."""
        path = _free(Path(folder) / name) if folder else Path(name)
        file = str(path) if folder else ""
        digest = self._log.write(Leaving(what, subject, form, issue, made.data, made.pages, file, blank))
        return Paper(made.data, issue.copy, path.name, made.pages, made.missing), digest

    def _make(self, form: Form, record: Record, issue: "Issue", records: Sequence[str]) -> _Made:
        if form.kind == ADDENDUM:
            return self._added(form, record, issue)
        if form.makes == PDF:
            from app.reports.pdf.interview import print_talk

            printed = print_talk(self._facts.talk(record), issue)
            return _Made(printed.pdf, printed.pages, printed.missing)
        if form.template:
            return _Made(self._filled(form, record, issue, records))
        if form.code == "interview":
            from app.reports.word import interview

            return _Made(interview.write(self._facts.talk(record), issue))
        from app.reports.word import village_report
        from app.services.paper_report import gather

        return _Made(village_report.write(gather(self._session, self._facts, record, self._now().date()), issue))

    def _added(self, form: Form, record: Record, issue: "Issue") -> _Made:
        from app.services.paper_addendum import addendum_of

        addendum = addendum_of(self._session, self._facts, self._log, record)
        if form.makes == PDF:
            from app.reports.pdf.interview import print_addendum

            printed = print_addendum(addendum, issue)
            return _Made(printed.pdf, printed.pages, printed.missing)
        from app.reports.word import interview

        return _Made(interview.write_addendum(addendum, issue))

    def _filled(self, form: Form, record: Record, issue: "Issue", records: Sequence[str]) -> bytes:
        from app.reports.word.names import common_of, context
        from app.reports.word.render import render

        kind = kinds.kind(form.kind)
        held = self._rows(form, record, records) if form.many else [record]
        filled = [self._facts.filled(one) for one in held]
        given = context(kind, filled, common_of(issue, **self._facts.place(record)), many=form.many)
        name, data = self.templates.in_use(form.code)
        return render(data, self.templates.values(form.code), given, issue, name)

    def _rows(self, form: Form, village: Record, records: Sequence[str]) -> list[Record]:
        """Records of a form of many rows, in the order given, else all of the village in the order they were made."""
        if records:
            return [self._facts.record(rec) for rec in records]
        made = self._made_in(form.kind, village.rec)
        return [record for row in made if (record := self._vault.record(row.rec, row.scope)) is not None]


def _file_name(form: Form, issue: "Issue", village: str = "") -> str:
    parts = ("演练" if issue.practice else "", form.words.zh, village or issue.number, f"份{issue.copy}")
    return "-".join(UNSAFE.sub("-", part).strip("-") for part in parts if part) + f".{form.makes}"


def _laid(paper: Paper, digest: str, folder: Path) -> Exported:
    """Write a paper that is logged into its folder."""
    path = folder / paper.name
    write_whole(path, paper.data)
    return Exported(path, paper.copy, digest)


def _free(path: Path) -> Path:
    """A path that is not taken: nothing that lies there already is replaced."""
    number, free = 2, path
    while free.exists():
        free, number = path.with_stem(f"{path.stem}（{number}）"), number + 1
    return free


def write_whole(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Raises:
        PaperNotWrittenError: the folder does not take it.
    """
    part = path.with_name(path.name + ".part")
    try:
        with part.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        part.replace(path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise PaperNotWrittenError(file=path.name, why=error.strerror or type(error).__name__) from error


__all__ = ["DOCX", "PDF", "Exported", "Form", "InClear", "Paper", "PaperNotWrittenError", "PaperService", "write_whole"]
