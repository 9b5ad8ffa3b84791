"""The handover slip (U盘交接单) from the window: to a printer, or as a PDF into a folder."""

from app.jobs import Progress
from app.reports import papers
from app.services.papers import Exported, Paper
from ui.widgets import paper_printing
from ui.widgets.paper_desk import PaperDesk
from ui.widgets.record_words import words

SLIP = "slip"


class SlipDesk(PaperDesk):
    """Prints and saves slips for one page."""

    def slip(self, package: str) -> None:
        """Ask for a printer and print the slip of a package; without one, or when asked to, save a PDF."""
        names = paper_printing.printers()
        chosen = self._printer(names) if names else ""
        if chosen is None:
            return
        if not chosen:
            self.save_slip(package)
            return
        service, jobs = self.service, self._desk.jobs

        def work(_: Progress) -> Paper:
            paper = service.print_slip(package)
            paper_printing.send(paper.data, paper_printing.printer(chosen), paper.name)
            return paper

        job = jobs.long(self._owner, work)
        job.then(lambda paper: self._printed(chosen, paper, "")).otherwise(self._failed).start()

    def save_slip(self, package: str) -> None:
        """Say that the file is not encrypted, ask for a folder, write the slip as a PDF."""
        folder = self.folder(words(papers.form(SLIP).words))
        if folder is None:
            return
        service = self.service

        def work(_: Progress) -> Exported:
            return service.export_slip(package, folder)

        job = self._desk.jobs.long(self._owner, work)
        job.then(lambda done: self._exported(done, "")).otherwise(self._failed).start()
