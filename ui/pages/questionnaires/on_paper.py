"""Blank questionnaires from the window: which printer or file, and what became of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.services.paper_forms import PaperFormService, Run
from app.services.questionnaires import Survey
from ui.desk import Desk
from ui.pages.questionnaires.printing import PrintDialog
from ui.widgets import paper_printing
from ui.widgets.banner import Banner


class OnPaper(QObject):
    """Prints blank sheets for one page."""

    def __init__(self, desk: Desk, owner: QWidget, banner: Callable[[], Banner]) -> None:
        super().__init__(owner)
        self._desk, self._owner, self._banner = desk, owner, banner
        self.service = PaperFormService(desk.session)
        self.dialog: PrintDialog | None = None

    def ask(self, survey: Survey) -> None:
        """Ask how many and how they look, then print them."""
        service, rec = self.service, survey.rec
        form = service.form(rec)
        repeats = any(control.kind == "repeat" for control in form.controls())
        dialog = PrintDialog(
            self._owner, survey.title, service.languages(rec), lambda look: service.size(rec, look), repeats=repeats
        )
        dialog.accepted.connect(lambda: self.print_sheets(survey, dialog.run()))
        dialog.finished.connect(lambda _: dialog.deleteLater())
        self.dialog = dialog
        dialog.open()

    def print_sheets(self, survey: Survey, run: Run) -> None:
        """Print on a printer, or into a file."""
        names = paper_printing.printers()
        printer = self._printer(names) if names else ""
        if printer is None:
            return
        path = None if printer else self._file(survey)
        if not printer and path is None:
            return
        service, rec = self.service, survey.rec

        def work(_: object) -> tuple[str, str, tuple[str, ...]]:
            if path is not None:
                done = service.export(rec, run, path)
                return str(done.path), done.copy, ()
            paper = service.print_pdf(rec, run)
            paper_printing.send(paper.data, paper_printing.printer(printer), paper.name)
            return printer, paper.copy, paper.missing

        job = self._desk.jobs.long(self._owner, work)
        job.then(lambda done: self._done(*done)).otherwise(lambda error: self._banner().trouble(error)).start()

    def _printer(self, names: list[str]) -> str | None:
        offered = [*names, self.tr("No printer: save a PDF file…")]
        place = self._desk.ask.choose(self._owner, self.tr("Print"), self.tr("Which printer?"), offered)
        if place is None:
            return None
        return names[place] if place < len(names) else ""

    def _file(self, survey: Survey) -> Path | None:
        name = "".join(" " if sign in '\\/:*?"<>|' else sign for sign in survey.title)
        return self._desk.ask.save_path(
            self._owner, self.tr("Blank questionnaires as a file"), f"{name}.pdf", "PDF (*.pdf)"
        )

    def _done(self, where: str, copy: str, missing: tuple[str, ...]) -> None:
        def said() -> str:
            told = self.tr("Blank sheets sent to %1").replace("%1", where)
            if copy:
                told += " · " + self.tr("numbers %1").replace("%1", copy)
            if missing:
                told += " · " + self.tr("Not in any font here, printed as boxes: %1").replace("%1", " ".join(missing))
            return told

        self._banner().tell("warn" if missing else "ok", said)
        self._desk.notices.changed.emit(frozenset({"event"}))
