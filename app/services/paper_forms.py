"""Blank questionnaires on paper: how they look, how many, with which sheet numbers; logged before they leave."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.reports.forms_paper import Look
from app.reports.forms_paper_layout import lay_out
from app.reports.forms_paper_places import Layout
from app.reports.issue import Issue
from app.reports.papers import SHEETS
from app.services.paper_form_parts import languages, on_paper
from app.services.paper_log import EXPORT, PRINT, Leaving, PaperLog
from app.services.papers import Exported, Paper, write_whole
from app.services.questionnaire_counts import QuestionnaireCounts

if TYPE_CHECKING:
    from app.forms.definition import Form
    from app.services.session import Session

COUNTER = "questionnaire sheets"  # a setting: questionnaire → last number given out on this laptop
MOST = 2000  # sheets at once


@dataclass(frozen=True, slots=True)
class Run:
    """What is wanted: how it looks, how many sheets, with a number on each or one to be copied."""

    look: Look = field(default_factory=Look)
    copies: int = 1
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Size:
    """What one sheet takes."""

    pages: int
    boxes: int


def layout(form: "Form", look: Look) -> Layout:
    """Return where everything stands on a form's pages: from its definition alone, the same on every machine."""
    return _layout(_Keyed(form), look)


class _Keyed:
    """A form by its digest, which names its content for good."""

    def __init__(self, form: "Form") -> None:
        self.form = form

    def __hash__(self) -> int:
        return hash(self.form.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Keyed) and other.form.digest == self.form.digest


@lru_cache(maxsize=16)
def _layout(keyed: _Keyed, look: Look) -> Layout:
    return lay_out(on_paper(keyed.form, look), look)


def numbers(prefix: str, first: int, count: int) -> list[str]:
    """Numbers of so many sheets: ``A-0001``."""
    return [f"{prefix}-{number:04}" for number in range(first, first + count)]


def blank_pdf(form: "Form", run: Run, prefix: str = "S", first: int = 1, *, practice: bool = False) -> Paper:
    """Return sheets of a form that belongs to no vault; nothing is logged.

    Raises:
        NoUsableFontError: no font of this machine can be embedded.
    """
    copies = max(1, min(run.copies, MOST))
    serials: Sequence[str] = numbers(prefix, first, copies) if run.numbered else [""] * copies
    return _paper(layout(form, run.look), serials, practice=practice)


def _paper(of: Layout, serials: Sequence[str], *, practice: bool) -> Paper:
    from app.reports.forms_paper_print import print_sheets

    made = print_sheets(of, serials, practice=practice)
    copy = serials[0] if len(serials) == 1 else f"{serials[0]}…{serials[-1]}" if serials[0] else ""
    return Paper(made.pdf, copy, of.questionnaire.title, made.pages, made.missing)


class PaperFormService:
    """The user's verbs on blank questionnaires."""

    def __init__(self, session: "Session", now: Callable[[], dt.datetime] = dt.datetime.now) -> None:
        self._session, self._vault = session, session.vault
        self._counts, self._log = QuestionnaireCounts(session, now), PaperLog(session)

    def form(self, rec: str) -> "Form":
        """Return the form of a questionnaire."""
        return self._counts.form(rec)

    def languages(self, rec: str) -> tuple[str, ...]:
        """Return the languages a questionnaire can be printed in; one of a single language has one without a name."""
        return languages(self._counts.form(rec))

    def size(self, rec: str, look: Look) -> Size:
        """Return what one sheet takes."""
        pages = layout(self._counts.form(rec), look).pages
        return Size(len(pages), sum(len(page.boxes()) for page in pages))

    def print_pdf(self, rec: str, run: Run) -> Paper:
        """Return sheets to be printed; the log says how many and with which numbers.

        Raises:
            NotFoundError: no such questionnaire.
            NoUsableFontError: no font of this machine can be embedded.
        """
        paper = self._made(rec, run)
        self._note(PRINT, rec, paper, "")
        return paper

    def export(self, rec: str, run: Run, path: Path) -> Exported:
        """Write sheets into a file; the log says so first.

        Raises:
            NotFoundError: no such questionnaire.
            NoUsableFontError: no font of this machine can be embedded.
            PaperNotWrittenError: the folder cannot be written to.
        """
        paper = self._made(rec, run)
        digest = self._note(EXPORT, rec, paper, str(path))
        write_whole(path, paper.data)
        return Exported(path, paper.copy, digest)

    def _made(self, rec: str, run: Run) -> Paper:
        form, copies = self._counts.form(rec), max(1, min(run.copies, MOST))
        serials = self._serials(rec, copies) if run.numbered else [""] * copies
        return _paper(layout(form, run.look), serials, practice=self._session.practice)

    def _serials(self, rec: str, copies: int) -> list[str]:
        """Numbers nobody has had; two laptops count apart, so they begin with the laptop's code."""
        code = self._session.laptop
        prefix = code if code.isascii() and code.isalnum() else self._vault.me.writer_id[:4]
        given = dict(self._vault.setting(COUNTER, {}))
        first = int(given.get(rec, 0)) + 1
        self._vault.put_setting(COUNTER, given | {rec: first + copies - 1})
        return numbers(prefix.upper(), first, copies)

    def _note(self, what: str, rec: str, paper: Paper, file: str) -> str:
        issue = Issue(copy=paper.copy)
        return self._log.write(Leaving(what, rec, SHEETS, issue, paper.data, paper.pages, file))
