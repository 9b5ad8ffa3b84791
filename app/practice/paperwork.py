"""The papers of a practice round, made by the verbs of the window and left in clear on purpose."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from app.practice import matters, talks
from app.practice.village import Village
from app.reports.pdf.fonts import NoUsableFontError
from app.services.papers import PaperService
from app.services.session import Session
from app.sync.manifest import Kind

SIGNED = "sec"  # the talk that was printed, signed and locked


class Paperwork:
    """Writes papers into one folder. ``skipped`` counts those for which this machine has no font to embed."""

    def __init__(self, folder: Path, clock: Callable[[], int]) -> None:
        self.folder, self._clock = folder, clock
        self.skipped = 0

    def in_the_field(self, session: Session, village: Village) -> None:
        """On a laptop: the record of a talk printed and as Word, the lists of documents, evidence, findings."""
        service = self._service(session)
        talk = next(t.rec for t in talks.talks_of(village) if t.plan.code == SIGNED)
        self._each(
            lambda: service.export(talk, "talk_sheet", self.folder),
            lambda: service.export(talk, "interview", self.folder),
            lambda: service.export(talks.addendum_rec(village, SIGNED), "addendum_sheet", self.folder),
            lambda: service.export(talks.addendum_rec(village, SIGNED), "addendum", self.folder),
            lambda: service.export(village.rec, "document_request", self.folder),
            lambda: service.export(village.rec, "borrowing_register", self.folder),
            lambda: service.export(_named(village, "evidence", "settlement"), "evidence", self.folder),
            lambda: service.export(_named(village, "finding", "overrun"), "finding", self.folder),
            lambda: service.export(_named(village, "fact_confirmation", "overrun"), "fact_confirmation", self.folder),
            *(lambda f=form: service.export_blank(self.folder, form=f.code) for form in service.blanks()),
        )

    def on_leaving(self, session: Session) -> None:
        """On a laptop: the slip that goes with the last return."""
        service = self._service(session)
        made = [package for package in session.vault.packages("out") if package.kind == Kind.RETURN]
        self._each(*(lambda p=package: service.export_slip(p.id, self.folder) for package in made[-1:]))

    def at_the_office(self, session: Session, villages: Sequence[Village]) -> None:
        """At the office: the reports of every village."""
        service = self._service(session)
        self._each(lambda: service.export_all([v.rec for v in villages], "village_report", self.folder))

    def counted(self) -> dict[str, int]:
        """How many files of each kind there are."""
        suffixes = [path.suffix.removeprefix(".") for path in self.folder.iterdir()]
        return {suffix: suffixes.count(suffix) for suffix in sorted({"docx", "pdf", *suffixes})}

    def _service(self, session: Session) -> PaperService:
        self.folder.mkdir(exist_ok=True)
        # wall time, as on paper
        return PaperService(session, lambda: dt.datetime.fromtimestamp(self._clock() / 1000))  # noqa: DTZ006

    def _each(self, *papers: Callable[[], object]) -> None:
        for make in papers:
            try:
                make()
            except NoUsableFontError:  # the round goes on without its sheets; the Word files need no font here
                self.skipped += 1


def _named(village: Village, code: str, name: str) -> str:
    return matters.record_of(village, code, name)
