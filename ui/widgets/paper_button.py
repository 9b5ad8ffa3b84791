"""The button beside a record that prints and exports: what papers there are of it, by menu or by key."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from app.services.interviews import ADDENDUM
from app.services.papers import DOCX, PDF
from ui import icons
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.paper_desk import PaperDesk, Wanted
from ui.widgets.record_words import words

PRINT_KEY, EXPORT_KEY = "Ctrl+P", "Ctrl+Shift+E"  # Ctrl+E goes to the end of a line of text


class PaperButton(SpeakingWidget):
    """Hidden where there is no paper; off where there is nothing to print yet."""

    def __init__(self, papers: PaperDesk) -> None:
        super().__init__()
        self.desk = papers
        self._wanted: Sequence[Wanted] = ()
        self.button = parts.button("quiet")
        icons.put(self.button, "print", "text")
        parts.row(self, spacing=0).addWidget(self.button)
        self.say(self.button.setText, lambda: self.tr("Print, export"))
        self.say(self.button.setToolTip, self._tip)
        self.button.clicked.connect(self._open)
        self.offer(())

    def offer(self, wanted: Sequence[Wanted], *, ready: bool = True) -> None:
        """Offer these papers; ``ready`` says whether there is anything to print yet."""
        self._wanted = wanted
        self.setVisible(bool(wanted))
        self.button.setEnabled(ready)
        self.button.setToolTip(self._tip())

    def print_first(self) -> None:
        """Print the first paper that can be printed here, or export it when there is none (Ctrl+P)."""
        self._take(next((one for one in self._wanted if one.form.makes == PDF), None) or self._first(DOCX))

    def export_first(self) -> None:
        """Export the first Word paper (Ctrl+Shift+E)."""
        self._take(self._first(DOCX))

    def menu(self) -> QMenu:
        """Return what can be printed and exported."""
        made = QMenu(self)
        for one in self._wanted:
            if one.form.makes == PDF:
                text = self.tr("Print: %1…").replace("%1", words(one.form.words) + one.of) + "\t" + PRINT_KEY
                made.addAction(text, partial(self.desk.out, one))
                save = self.tr("Save as PDF: %1…").replace("%1", words(one.form.words) + one.of)
                made.addAction(save, partial(self.desk.export, one))
        first = self._first(DOCX)
        for one in self._wanted:
            if one.form.makes == DOCX:
                text = self.tr("Export to Word: %1…").replace("%1", words(one.form.words) + one.of)
                made.addAction(text + ("\t" + EXPORT_KEY if one is first else ""), partial(self.desk.export, one))
        return made

    def _first(self, makes: str) -> Wanted | None:
        return next((one for one in self._wanted if one.form.makes == makes), None)

    def _take(self, wanted: Wanted | None) -> None:
        if wanted is not None and self.button.isEnabled() and not self.isHidden():
            self.desk.out(wanted)

    def _open(self) -> None:
        self.menu().exec(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _tip(self) -> str:
        if not self.button.isEnabled():
            return self.tr("Nothing is written here yet.")
        return self.tr("Print (Ctrl+P) or export to Word (Ctrl+Shift+E)")


def offers(papers: PaperDesk, kind: str, rec: str, village: str, parts: Mapping[str, Sequence[str]]) -> list[Wanted]:
    """Return the papers of one record: its own, those of its parts, and for a document those of its village.

    ``parts`` are the record ids of its parts by kind, kept ones only; the whole lists belong to the village.
    """
    found = [Wanted(form, rec) for form in papers.service.forms_of(kind) if not form.many]
    if kind == "document_check" and village:
        found += [Wanted(form, village, (rec,)) for form in papers.service.forms_of(kind) if form.many]
        lent = tuple(parts.get("document_loan", ()))
        found += [Wanted(form, village, lent) for form in papers.service.forms_of("document_loan") if lent]
    added = parts.get(ADDENDUM, ())
    for place, part in enumerate(added, 1):
        of = f" {place}" if len(added) > 1 else ""
        found += [Wanted(form, part, of=of) for form in papers.service.forms_of(ADDENDUM)]
    if kind == "village":
        found += [Wanted(form, rec) for form in papers.service.kinds() if form.many]
    return found
