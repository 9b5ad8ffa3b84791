"""The counts of a questionnaire: bars and numbers, small groups hidden with the reason, papers and their rates."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QTabWidget, QWidget

from app.services.answers_out import AnswersOutService
from app.services.counting import Asked, Rated, Said
from app.services.questionnaires import QuestionnaireService, Results
from ui.desk import Desk
from ui.pages.questionnaires.compare_tab import CompareTab
from ui.pages.questionnaires.counts_tab import CountsTab, percent
from ui.pages.questionnaires.cross_tab import CrossTab
from ui.pages.questionnaires.export_menu import ExportMenu
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.banner import Banner


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows, counted in one go."""

    results: Results
    said: Sequence[Said]
    rated: Sequence[Rated]
    asked: Sequence[Asked]


class ResultsView(SpeakingWidget):
    """What was answered, and no more than may be told.

    Signals:
        left: back to the list.
    """

    left = Signal()

    def __init__(self, desk: Desk, service: QuestionnaireService, rec: str) -> None:
        super().__init__()
        self.desk, self.service, self.rec = desk, service, rec
        self.counting = AnswersOutService(desk.session, service.now)
        self.counting.language = service.language
        self._shown: Shown | None = None
        self._build()
        self.refresh()

    def _build(self) -> None:
        whole = parts.column(self, spacing=10)
        whole.setContentsMargins(18, 14, 18, 12)
        self.back, self.title = parts.button("quiet", "back"), parts.label("title")
        self.title.setMinimumWidth(80)
        self.export = parts.button("")
        self.say(self.back.setText, lambda: self.tr("Back to the list"))
        self.say(self.export.setText, lambda: self.tr("Save or write…"))
        head = parts.row()
        parts.add(head, (self.back, self.title, None, self.export))
        self.banner = Banner()
        self.summary = parts.label("quiet", wrap=True)
        self.counts = CountsTab()
        self.cross = CrossTab(self.desk, self.counting, self.rec, self.banner)
        self.compare = CompareTab(self.desk, self.counting, self.rec, self.banner)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        for tab in (self.counts, self.cross, self.compare):
            self.tabs.addTab(tab, "")
        self.say(lambda words: self.tabs.setTabText(0, words), lambda: self.tr("Question by question"))
        self.say(lambda words: self.tabs.setTabText(1, words), lambda: self.tr("One by another"))
        self.say(lambda words: self.tabs.setTabText(2, words), lambda: self.tr("Villages and rounds"))
        self.tabs.currentChanged.connect(self._turned)
        parts.add(whole, (head, self.banner, self.summary, self._papers()))
        whole.addWidget(self.tabs, 1)
        self.back.clicked.connect(self.left)
        self.menu = ExportMenu(self.desk, self.counting, self.rec, self.banner, self._crossed, self)
        self.export.setMenu(self.menu)

    def _papers(self) -> QWidget:
        holder = QWidget()
        line = parts.row(holder)
        self.papers = parts.label("", wrap=True)
        self.note = parts.button("")
        self.fields: dict[str, QLineEdit] = {}
        line.addWidget(self.papers, 1)
        for name, words in self._register_words().items():
            field = QLineEdit()
            field.setValidator(QIntValidator(0, 99_999, field))
            field.setFixedWidth(120)
            self.say(field.setPlaceholderText, words)
            self.say(field.setAccessibleName, words)
            self.fields[name] = field
            line.addWidget(field)
        self.say(self.note.setText, lambda: self.tr("Note papers"))
        line.addWidget(self.note)
        self.note.clicked.connect(self.note_papers)
        return holder

    def _register_words(self) -> dict[str, Callable[[], str]]:
        return {
            "handed_out": lambda: self.tr("Handed out"),
            "returned": lambda: self.tr("Returned"),
            "spoiled": lambda: self.tr("Spoiled"),
        }

    # -- reading -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Count again."""
        rec = self.rec

        def work(_: object) -> Shown:
            results = self.counting.results(rec)
            few = results.counts is None
            return Shown(
                results,
                self.counting.standing_out(results),
                () if few else self.counting.ratings(rec),
                () if few else self.counting.crossable(rec),
            )

        self.desk.jobs.job(self, work).then(self.show_results).otherwise(self.banner.trouble).start()

    def show_results(self, shown: Shown) -> None:
        """Show counts."""
        self._shown, results = shown, shown.results
        self.title.setText(results.title)
        self.summary.setText(self._summary(results))
        self.papers.setText(self._rates(results))
        self.export.setEnabled(results.counts is not None)
        self.counts.show_results(results, shown.said, shown.rated)
        self._turned(self.tabs.currentIndex())

    def _crossed(self) -> tuple[str, str] | None:
        return self.cross.chosen() if self.tabs.currentIndex() == 1 else None

    def _turned(self, tab: int) -> None:
        if self._shown is None:
            return
        if tab == 1:
            self.cross.offer(self._shown.asked)
        elif tab == 2:
            self.compare.refresh()

    def _summary(self, results: Results) -> str:
        told = [self.tr("Responses entered: %1").replace("%1", str(results.entered))]
        if results.waiting:
            waiting = self.tr("waiting for company (they enter ten at a time): %1")
            told.append(waiting.replace("%1", str(results.waiting)))
        if results.counts is not None and not results.closed:
            counted = str(results.counts.counted)
            said = self.tr("counted: %1; the latest wait, so that no two counts tell a single answer")
            told.append(said.replace("%1", counted))
        return " · ".join(told)

    def _rates(self, results: Results) -> str:
        rates = results.rates
        if rates is None:
            return self.tr("Papers: nothing noted yet")
        said = self.tr("Papers: %1 handed out, %2 returned (%3), %4 valid (%5)")
        values = (
            str(rates.handed_out),
            str(rates.returned),
            percent(rates.return_rate),
            str(rates.valid),
            percent(rates.valid_rate),
        )
        for place, value in enumerate(values, 1):
            said = said.replace(f"%{place}", value)
        return said

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        if self._shown is not None:
            self.show_results(self._shown)

    # -- doing ---------------------------------------------------------------------------------------------------

    def note_papers(self) -> None:
        """Write a line of the register of papers."""
        given = {name: int(field.text()) for name, field in self.fields.items() if field.text()}
        if not given:
            return
        for field in self.fields.values():
            field.clear()
        rec = self.rec
        job = self.desk.jobs.job(self, lambda _: self.service.note_register(rec, **given))
        job.then(lambda _: self.refresh()).otherwise(self.banner.trouble).start()
