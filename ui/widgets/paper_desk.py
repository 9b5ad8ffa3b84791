"""Paper from the window: which printer or folder, the warning that a file leaves in clear, and what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.jobs import Progress
from app.services.papers import PDF, Exported, Form, InClear, Paper, PaperService
from app.services.records import Touched
from ui.desk import Desk
from ui.widgets import paper_printing
from ui.widgets.banner import Banner
from ui.widgets.record_words import words

if TYPE_CHECKING:
    from ui.ask import Ask

T = TypeVar("T")
FOLDER = "papers folder"  # where the last file went, for as long as the window is open
Keep = Callable[[], Touched]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One paper of one record; for a form of many rows ``rec`` is the village and ``records`` are its rows.

    ``of`` tells several of the same paper apart in a menu.
    """

    form: Form
    rec: str
    records: tuple[str, ...] = ()
    of: str = ""


class PaperDesk(QObject):
    """Prints and exports for one page. ``before`` collects what is typed and returns what keeps it."""

    def __init__(
        self,
        desk: Desk,
        owner: QWidget,
        banner: Callable[[], Banner],
        before: Callable[[], Keep] = lambda: frozenset,
    ) -> None:
        super().__init__(owner)
        self._desk, self._owner, self._banner, self._before = desk, owner, banner, before
        self.service = PaperService(desk.session)

    @property
    def _ask(self) -> "Ask":
        return self._desk.ask

    # -- a record ------------------------------------------------------------------------------------------------

    def out(self, wanted: Wanted) -> None:
        """Print what can be printed here, export the rest."""
        (self.print_it if wanted.form.makes == PDF else self.export)(wanted)

    def print_it(self, wanted: Wanted) -> None:
        """Ask for a printer and print; without one, or when asked to, save a PDF."""
        names = paper_printing.printers()
        chosen = self._printer(names) if names else ""
        if chosen is None:
            return
        if not chosen:
            self.export(wanted)
            return
        service = self.service

        def work(_: Progress) -> tuple[Paper, str]:
            paper = service.print_pdf(wanted.rec, wanted.form.code)
            paper_printing.send(paper.data, paper_printing.printer(chosen), paper.name)
            return paper, _mark(service)

        self._kept_first(work, lambda done: self._printed(chosen, *done))

    def export(self, wanted: Wanted) -> None:
        """Say that the file is not encrypted, ask for a folder, write it."""
        folder = self.folder(words(wanted.form.words))
        if folder is None:
            return
        service = self.service

        def work(_: Progress) -> tuple[Exported, str]:
            return service.export(wanted.rec, wanted.form.code, folder, wanted.records), _mark(service)

        self._kept_first(work, lambda done: self._exported(*done))

    def _kept_first(self, work: Callable[[Progress], T], then: Callable[[T], None]) -> None:
        """Keep what is typed in the order it was typed, then let the paper take its time on the long lane."""
        keep, jobs = self._before(), self._desk.jobs

        def go_on(touched: Touched) -> None:
            self._desk.notices.changed.emit(touched | {"event"})
            jobs.long(self._owner, work).then(then).otherwise(self._failed).start()

        jobs.job(self._owner, lambda _: keep()).then(go_on).otherwise(self._failed).start()

    # -- a blank form --------------------------------------------------------------------------------------------

    def print_blank(self, pages: int = 3) -> None:
        """Print the blank record of a talk; without a printer save a PDF. There is nothing secret on it."""
        names = paper_printing.printers()
        chosen = self._printer(names) if names else ""
        folder = self._desk.ask.folder(self._owner, self._folder_title(), self._last()) if chosen == "" else None
        if chosen is None or (not chosen and folder is None):
            return
        service = self.service

        def work(_: Progress) -> tuple[str, str]:
            if chosen:
                paper = service.print_blank(pages)
                paper_printing.send(paper.data, paper_printing.printer(chosen), paper.name)
                return paper.name, chosen
            done = service.export_blank(folder or Path(), pages)
            return done.path.stem, str(done.path)

        job = self._desk.jobs.long(self._owner, work)
        job.then(lambda done: self._blank_done(*done)).otherwise(self._failed).start()

    def save_blanks(self, forms: Sequence[Form]) -> None:
        """Write empty forms into a folder; there is nothing secret on them, and the log notes each."""
        folder = self._desk.ask.folder(self._owner, self._folder_title(), self._last())
        if folder is None:
            return
        self._desk.extra[FOLDER] = folder
        service = self.service

        def work(progress: Progress) -> list[Exported]:
            return service.export_blanks(folder, progress, [form.code for form in forms])

        self.several(work, folder)

    def several(self, work: Callable[[Progress], list[Exported]], folder: Path) -> None:
        """Write several papers in the background and say which; stopping keeps what is written."""
        job = self._desk.jobs.long(self._owner, work)
        job.then(lambda done: self._several_done(done, folder)).otherwise(self._failed).start()

    # -- questions -----------------------------------------------------------------------------------------------

    def folder(self, name: str) -> Path | None:
        """Where a clear file may go, after the warning; None when the person thinks better of it."""
        title = self.tr("%1: the file leaves the encrypted vault").replace("%1", name)
        text = self.tr(
            "Whoever holds the file can read it: it is not encrypted. It bears its mark, a copy number and a"
            " watermark, and the log notes where it went. Delete it when it is no longer needed."
        )
        if not self._ask.confirm(self._owner, title, text, self.tr("Choose a folder…")):
            return None
        folder = self._ask.folder(self._owner, self._folder_title(), self._last())
        if folder is not None:
            self._desk.extra[FOLDER] = folder
        return folder

    def _folder_title(self) -> str:
        return self.tr("Into which folder?")

    def _last(self) -> Path | None:
        last = self._desk.extra.get(FOLDER)
        return last if isinstance(last, Path) and last.is_dir() else None

    def _printer(self, names: list[str]) -> str | None:
        """Name of the printer chosen, '' for a PDF file, None for nothing."""
        offered = [*names, self.tr("No printer: save a PDF file…")]
        place = self._ask.choose(self._owner, self.tr("Print"), self.tr("Which printer?"), offered)
        if place is None:
            return None
        return names[place] if place < len(names) else ""

    # -- what became of it ---------------------------------------------------------------------------------------

    def _exported(self, done: Exported, mark: str) -> None:
        told = [self.tr("Exported in clear to %1"), self.tr("copy %2"), self.tr("mark: %3") if mark else ""]

        def said() -> str:
            text = " · ".join(part for part in told if part)
            return text.replace("%1", str(done.path)).replace("%2", done.copy).replace("%3", mark)

        self._banner().tell("ok", said)
        self._desk.notices.changed.emit(frozenset({"event"}))

    def _printed(self, printer: str, paper: Paper, mark: str) -> None:
        told = [
            self.tr("Sent to printer %1"),
            self.tr("%4 pages"),
            self.tr("copy %2"),
            self.tr("mark: %3") if mark else "",
        ]
        lacking = self.tr("Not in any font here, printed as boxes: %5") if paper.missing else ""

        def said() -> str:
            text = " · ".join(part for part in (*told, lacking) if part)
            for blank, word in zip(
                ("%1", "%2", "%3", "%4", "%5"),
                (printer, paper.copy, mark, str(paper.pages), " ".join(paper.missing)),
                strict=True,
            ):
                text = text.replace(blank, word)
            return text

        self._banner().tell("warn" if paper.missing else "ok", said)
        self._desk.notices.changed.emit(frozenset({"event"}))

    def _blank_done(self, name: str, where: str) -> None:
        self._banner().tell("ok", lambda: self.tr("%1 to %2").replace("%1", name).replace("%2", where))
        self._desk.notices.changed.emit(frozenset({"event"}))

    def _several_done(self, done: Sequence[Exported], folder: Path) -> None:
        count, names = str(len(done)), "、".join(one.path.name for one in done)

        def said() -> str:
            if not done:
                return self.tr("Nothing of this form was found in these villages.")
            told = self.tr("%1 written to %2: %3")
            return told.replace("%1", count).replace("%2", str(folder)).replace("%3", names)

        self._banner().tell("ok" if done else "info", said)
        self._desk.notices.changed.emit(frozenset({"event"}))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, AppError | OSError):
            self._banner().trouble(error)
        else:
            self._desk.notices.trouble.emit(error)


def _mark(service: PaperService) -> str:
    newest: InClear | None = next(iter(service.in_clear()), None)
    return newest.mark if newest else ""
