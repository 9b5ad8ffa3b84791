"""Taking pages in: files or a folder are chosen, encrypted as they are, PDFs made into one page a sheet."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.jobs import Progress
from app.services import evidence_sources
from app.services.evidence import Taken
from app.services.records import Touched

if TYPE_CHECKING:
    from ui.pages.evidence.view import EvidenceView

MANY = 50  # files of a folder that are asked about first


class Intake(QObject):
    """What the view of a piece of evidence does to get pages."""

    def __init__(self, view: "EvidenceView") -> None:
        super().__init__(view)
        self._view, self._desk = view, view.desk

    def choose_files(self) -> None:
        """Ask for files, and take them in as people count them."""
        if self._view.writable:
            self.take(evidence_sources.in_order(self._desk.ask.open_paths(self._view, self.tr("Add pages"))))

    def choose_folder(self) -> None:
        """Ask for the folder of a scanner, a phone or a camera card, and take in the pages it holds."""
        view = self._view
        folder = self._desk.ask.folder(view, self.tr("Which folder holds the pages?")) if view.writable else None
        if folder is not None:
            job = self._desk.jobs.free(view, lambda _: evidence_sources.in_folder(folder))
            job.then(self._gathered).otherwise(view.banner.trouble).start()

    def _gathered(self, found: evidence_sources.Gathered) -> None:
        count = len(found.paths)
        if not count:
            self._view.banner.tell("info", lambda: self.tr("No pictures and no PDFs were found in this folder."))
            return
        title = self.tr("Take in %1 files?").replace("%1", str(count))
        text = self.tr("All pictures and PDFs of this folder and those in it become pages, in the order of names.")
        if count <= MANY or self._desk.ask.confirm(self._view, title, text, self.tr("Take in")):
            self.take(found.paths, found.left_out)

    def take(self, paths: Sequence[Path], left_out: int = 0) -> None:
        """Make pages of files, whichever way they came."""
        view = self._view
        rec, service, showing = view.rec, view.service, view.pictures.service
        if not paths or not rec or not view.writable:
            return
        write = view.saving.take()

        def work(progress: Progress) -> tuple[Taken, Touched]:
            write()
            touched = service.begin(rec, paths[0].stem)
            taken = service.take_pages(rec, paths, progress)
            return taken, touched | taken.touched | service.spread(taken.pages, showing, progress)

        job = self._desk.jobs.long(view, work)
        view.progress.follow(job, self.tr("Taking pages in…"))
        job.then(lambda done: self._taken(*done, left_out)).otherwise(self._not_taken).start()

    def _taken(self, taken: Taken, touched: Touched, left_out: int) -> None:
        self._desk.notices.changed.emit(touched)
        count, known = len(taken.pages), "、".join(taken.known)

        def said() -> str:
            told = [self.tr("Files taken in: %1.").replace("%1", str(count))]
            if known:
                told.append(self.tr("Already here, byte for byte: %1.").replace("%1", known))
            if left_out:
                told.append(self.tr("Left out, being no pictures and no PDFs: %1.").replace("%1", str(left_out)))
            return " ".join(told)

        self._view.banner.tell("warn" if known or left_out else "ok", said)
        self._view.show_taken()

    def _not_taken(self, error: Exception) -> None:
        self._view.banner.trouble(error)
        self._view.reload()
