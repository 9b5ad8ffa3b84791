"""Printing the pocket card from the window: to a printer of this computer, or as a PDF where there is none."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets import paper_printing
from ui.widgets.banner import Banner


class PocketCard(QObject):
    """Asks which printer; there is nothing of the vault on the card, so there is no warning either."""

    def __init__(self, desk: Desk, owner: QWidget, banner: Callable[[], Banner]) -> None:
        super().__init__(owner)
        self._desk, self._owner, self._banner = desk, owner, banner

    def print_it(self) -> None:
        """Print, or save a PDF."""
        names = paper_printing.printers()
        offered = [*names, self.tr("No printer: save a PDF file…")]
        title, question = self.tr("Print the pocket card"), self.tr("Which printer?")
        place = self._desk.ask.choose(self._owner, title, question, offered) if names else 0
        if place is None:
            return
        if place < len(names):
            self._send(names[place])
        else:
            self._save(title)

    def _send(self, printer: str) -> None:
        from app.services import pocket_card

        def work(_: object) -> int:
            return paper_printing.send(pocket_card.pdf(), paper_printing.printer(printer), pocket_card.NAME)

        told = lambda: self.tr("The card was sent to printer %1").replace("%1", printer)  # noqa: E731
        job = self._desk.jobs.free(self._owner, work)
        job.then(lambda _: self._banner().tell("ok", told)).otherwise(self._banner().trouble).start()

    def _save(self, title: str) -> None:
        from app.services import pocket_card

        path = self._desk.ask.save_path(self._owner, title, f"{pocket_card.NAME}.pdf", "*.pdf")
        if path is None:
            return
        job = self._desk.jobs.free(self._owner, lambda _: pocket_card.save(path))
        job.then(self._saved).otherwise(self._banner().trouble).start()

    def _saved(self, path: Path) -> None:
        self._banner().tell("ok", lambda: self.tr("The card lies in %1").replace("%1", str(path)))
