"""The counts of a questionnaire: bars and numbers, small groups hidden with the reason, papers and their rates."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from app.forms.tabulate import Table
from app.services.questionnaires import QuestionnaireService, Results
from ui.desk import Desk
from ui.pages.questionnaires.bars import Bar, Bars
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.banner import Banner


class ResultsView(SpeakingWidget):
    """What was answered, and no more than may be told.

    Signals:
        left: back to the list.
    """

    left = Signal()

    def __init__(self, desk: Desk, service: QuestionnaireService, rec: str) -> None:
        super().__init__()
        self.desk, self.service, self.rec = desk, service, rec
        self._results: Results | None = None
        self._build()
        self.refresh()

    def _build(self) -> None:
        whole = parts.column(self, spacing=10)
        whole.setContentsMargins(18, 14, 18, 12)
        self.back, self.title = parts.button("quiet", "back"), parts.label("title")
        self.title.setMinimumWidth(80)
        self.export = parts.button("")
        self.say(self.back.setText, lambda: self.tr("Back to the list"))
        self.say(self.export.setText, lambda: self.tr("Save the counts…"))
        head = parts.row()
        parts.add(head, (self.back, self.title, None, self.export))
        self.banner = Banner()
        self.summary = parts.label("quiet", wrap=True)
        self.inside = QWidget()
        self._column = parts.column(self.inside, spacing=12)
        parts.add(whole, (head, self.banner, self.summary, self._papers()))
        whole.addWidget(parts.scrolled(parts.narrow(self.inside, 980)), 1)
        self.back.clicked.connect(self.left)
        self.export.clicked.connect(self.save)

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
        job = self.desk.jobs.job(self, lambda _: self.service.results(rec))
        job.then(self.show_results).otherwise(self.banner.trouble).start()

    def show_results(self, results: Results) -> None:
        """Show counts."""
        self._results = results
        self.title.setText(results.title)
        self.summary.setText(self._summary(results))
        self.papers.setText(self._rates(results))
        parts.clear(self._column)
        self.export.setEnabled(results.counts is not None)
        if results.counts is None:
            self._column.addWidget(parts.label("heading", self._too_few(results), wrap=True))
        else:
            for table in results.counts.tables:
                self._column.addWidget(self._card(table, results))
        self._column.addStretch(1)

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
            _percent(rates.return_rate),
            str(rates.valid),
            _percent(rates.valid_rate),
        )
        for place, value in enumerate(values, 1):
            said = said.replace(f"%{place}", value)
        return said

    def _too_few(self, results: Results) -> str:
        if results.closed:
            said = self.tr("Fewer than %1 responses: nothing is shown, to protect those who answered.")
        else:
            said = self.tr("While responses still come in, counts are shown from %1 on, to protect those who answered.")
        return said.replace("%1", str(results.least))

    def _card(self, table: Table, results: Results) -> QWidget:
        card, column = parts.card(16, 8)
        column.addWidget(parts.label("strong", table.label, wrap=True))
        column.addWidget(parts.label("small", self._answered(table, results), wrap=True))
        if table.cells:
            column.addWidget(Bars(tuple(self._bar(cell.label, cell.count, cell.share) for cell in table.cells)))
        if table.numbers is not None:
            said = self.tr("Mean %1, standard deviation %2")
            said = said.replace("%1", _thousandths(table.numbers.mean))
            column.addWidget(parts.label("", said.replace("%2", _thousandths(table.numbers.spread))))
        for comment in table.comments:
            column.addWidget(parts.label("", f"“{comment}”", wrap=True))
        if any(cell.count is None for cell in table.cells):
            told = self.tr("Counts of one to four are hidden, and others with them that would give them away.")
            column.addWidget(parts.label("quiet", told, wrap=True))
        return card

    def _answered(self, table: Table, results: Results) -> str:
        if table.withheld and table.kind == "text":
            return self.tr("Open answers are shown from ten responses on.")
        if table.withheld or table.answered is None:
            return self.tr("Too few answered, or too few did not, to say how many.")
        counted = results.counts.counted if results.counts else 0
        said = self.tr("%1 of %2 answered")
        return said.replace("%1", str(table.answered)).replace("%2", str(counted))

    def _bar(self, label: str, count: int | None, share: int | None) -> Bar:
        if count is None:
            return Bar(label, None, self.tr("hidden"))
        return Bar(label, share or 0, str(count) if share is None else f"{count} · {_percent(share)}")

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        if self._results is not None:
            self.show_results(self._results)

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

    def save(self) -> None:
        """Write what is shown into a workbook or a CSV file."""
        path = self.desk.ask.save_path(self, self.tr("Save the counts"), "counts.xlsx", "Excel (*.xlsx);;CSV (*.csv)")
        if path is None:
            return
        rec = self.rec

        def told(written: Path) -> None:
            self.banner.tell("ok", lambda: self.tr("Saved to %1.").replace("%1", str(written)))

        job = self.desk.jobs.job(self, lambda _: self.service.export_counts(rec, path))
        job.then(told).otherwise(self.banner.trouble).start()


def _percent(per_mille: int) -> str:
    return f"{per_mille / 10:.1f}%"


def _thousandths(value: int) -> str:
    return f"{value / 1000:.2f}"
