"""What leaves of a questionnaire: the analysis in Word, the counts, single responses for who counts elsewhere."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QWidget

from app.services.analysis_paper import Wanted
from app.services.answers_out import WAYS, AnswersOutService, OutForm
from ui.desk import Desk
from ui.widgets import leaving
from ui.widgets.banner import Banner

Pair = tuple[str, str]
COUNTS = "Excel (*.xlsx);;CSV (*.csv)"


class ExportMenu(QMenu):
    """The menu of the results page; ``crossed`` gives the pair of questions that is crossed there now, if any."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a menu of a page works with
        self,
        desk: Desk,
        service: AnswersOutService,
        rec: str,
        banner: Banner,
        crossed: Callable[[], Pair | None],
        of: QWidget,
    ) -> None:
        super().__init__(of)
        self.desk, self.service, self.rec, self.banner, self.crossed = desk, service, rec, banner, crossed
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Offer what may leave now; what may not says why."""
        self.clear()
        self.addAction(self.tr("Analysis in Word…"), partial(self.analysis, comments=False))
        self.addAction(self.tr("Analysis in Word, with open answers…"), partial(self.analysis, comments=True))
        self.addAction(self.tr("Counts in Excel or CSV…"), self.counts)
        self.addSeparator()
        why = self._why()
        for way, words in (
            ("central", self.tr("Single responses as ODK Central has them…")),
            ("kobo", self.tr("Single responses as KoboToolbox has them…")),
            ("spss", self.tr("Single responses for SPSS…")),
        ):
            action = self.addAction(words, partial(self.answers, way))
            action.setEnabled(not why)
            action.setToolTip(why or words)
        if why:
            self.addAction(why).setEnabled(False)

    def _why(self) -> str:
        return {
            "": "",
            "office": self.tr("Single anonymous responses leave at the office only."),
            "open": self.tr("Single anonymous responses leave when the survey is closed."),
            "few": self.tr("Too few responses for single ones to leave."),
        }[self.service.may_leave(self.rec)]

    # -- doing ---------------------------------------------------------------------------------------------------

    def analysis(self, *, comments: bool) -> None:
        """Write the analysis; the pair crossed on the page now goes in."""
        path = leaving.where(self.desk.ask, self, self.tr("Analysis"), "analysis.docx", "Word (*.docx)")
        pair = self.crossed()
        wanted = Wanted(comments, (pair,) if pair else ())
        self._write(path, lambda to: self.service.export_analysis(self.rec, to, wanted).path)

    def counts(self) -> None:
        """Write what is shown into a workbook or a CSV file."""
        path = leaving.where(self.desk.ask, self, self.tr("Counts"), "counts.xlsx", COUNTS)
        self._write(path, lambda to: self.service.export_counts(self.rec, to))

    def answers(self, way: str) -> None:
        """Write single responses."""
        ending = WAYS[way]
        path = leaving.where(self.desk.ask, self, self.tr("Single responses"), f"responses{ending}", f"(*{ending})")
        self._write(path, lambda to: self.service.export_answers(self.rec, to, OutForm(way)).path)

    def _write(self, path: Path | None, work: Callable[[Path], Path]) -> None:
        if path is None:
            return

        def told(written: Path) -> None:
            self.banner.tell("ok", lambda: self.tr("Saved to %1.").replace("%1", str(written)))

        self.desk.jobs.job(self, lambda _: work(path)).then(told).otherwise(self.banner.trouble).start()
