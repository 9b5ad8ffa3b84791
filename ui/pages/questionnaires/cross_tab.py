"""One question by another: two choosers, stacked bars, and the table behind them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QWidget

from app.forms.crossing import POOLED, Axis, Cross, Means
from app.forms.tabulate import TooFewReturnsError
from app.services.comparing import ComparingService
from app.services.counting import Asked
from ui.desk import Desk
from ui.pages.questionnaires.counts_tab import percent, thousandths
from ui.pages.questionnaires.grid import grid
from ui.pages.questionnaires.stacked import Group, Stacked
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.banner import Banner


class CrossTab(SpeakingWidget):
    """A question down, a question of one answer across."""

    def __init__(self, desk: Desk, service: ComparingService, rec: str, banner: Banner) -> None:
        super().__init__()
        self.desk, self.service, self.rec, self.banner = desk, service, rec, banner
        self._asked: Sequence[Asked] = ()
        self._found: Cross | Means | None = None
        self._too_few = False
        whole = parts.column(self, spacing=10)
        self.row, self.column = QComboBox(), QComboBox()
        line = parts.row()
        for words, box in ((lambda: self.tr("Question"), self.row), (lambda: self.tr("by"), self.column)):
            label = parts.label("quiet")
            label.setBuddy(box)
            self.say(label.setText, words)
            self.say(box.setAccessibleName, words)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(18)
            line.addWidget(label)
            line.addWidget(box, 1)
            box.activated.connect(self.refresh)
        self.inside = QWidget()
        self._layout = parts.column(self.inside, spacing=12)
        whole.addLayout(line)
        whole.addWidget(parts.scrolled(parts.narrow(self.inside, 980)), 1)

    def offer(self, asked: Sequence[Asked]) -> None:
        """Offer these questions; the first two are crossed."""
        if asked == self._asked:
            self.refresh()
            return
        self._asked = asked
        for box, kinds in ((self.row, {"single", "multiple", "number"}), (self.column, {"single"})):
            box.clear()
            for one in asked:
                if one.kind in kinds:
                    box.addItem(one.label, one)
        if self.row.count() > 1:
            self.row.setCurrentIndex(next((n for n in range(self.row.count()) if n), 0))
        self.refresh()

    def chosen(self) -> tuple[str, str] | None:
        """The pair of questions that is crossed now."""
        row, column = self.row.currentData(), self.column.currentData()
        return (row.path, column.path) if row is not None and column is not None else None

    def refresh(self) -> None:
        """Count what is chosen."""
        row, column = self.row.currentData(), self.column.currentData()
        if row is None or column is None:
            self._show(None)
            return
        rec = self.rec

        def work(_: object) -> Cross | Means | None:
            try:
                if row.kind == "number":
                    return self.service.means(rec, row.path, column.path)
                return self.service.cross(rec, row.path, column.path)
            except TooFewReturnsError:
                return None

        self.desk.jobs.job(self, work).then(self._show).otherwise(self.banner.trouble).start()

    def _show(self, found: Cross | Means | None) -> None:
        self._found = found
        parts.clear(self._layout)
        if found is None:
            words = self.tr("No two questions can be crossed here yet: too few responses, or no fixed answers.")
            self._layout.addWidget(parts.label("heading", words, wrap=True))
        elif isinstance(found, Means):
            self._layout.addWidget(self._means(found))
        else:
            self._layout.addWidget(self._crossed(found))
        self._layout.addStretch(1)

    def _crossed(self, found: Cross) -> QWidget:
        card, column = parts.card(16, 10)
        down, across = self._names(found.rows), self._names(found.columns)
        if not found.many:
            groups = [
                Group(name, tuple(found.share(r, c) for r in range(len(down))), str(found.column_totals[c]))
                for c, name in enumerate(across)
            ]
            column.addWidget(Stacked(down, groups, self.tr("hidden")))
        lines = []
        for r, name in enumerate(down):
            numbers = [self._cell(found, r, c) for c in range(len(across))]
            total = found.row_totals[r]
            lines.append((name, [*numbers, self.tr("hidden") if total is None else str(total)]))
        lines.append((self.tr("All"), [*(str(n) for n in found.column_totals), str(found.total)]))
        column.addWidget(grid([*across, self.tr("All")], lines))
        told = self.tr("Shares are of each column. Counts of one to four are hidden, and others that tell them.")
        column.addWidget(parts.label("quiet", told, wrap=True))
        return card

    def _cell(self, found: Cross, row: int, column: int) -> str:
        count, share = found.counts[row][column], found.share(row, column)
        return self.tr("hidden") if count is None else f"{count} · {percent(share or 0)}"

    def _means(self, found: Means) -> QWidget:
        card, column = parts.card(16, 10)
        lines = []
        for name, one in zip(self._names(found.columns), found.numbers, strict=True):
            told = [thousandths(one.mean), thousandths(one.spread)] if one else [self.tr("hidden")] * 2
            lines.append((name, told))
        column.addWidget(grid([self.tr("Mean"), self.tr("Standard deviation")], lines))
        return card

    def _names(self, axis: Axis) -> list[str]:
        others, nothing = self.tr("Few each, together"), self.tr("(no answer)")
        return [others if value == POOLED else label or nothing for value, label in axis]

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        if self._found is not None:
            self._show(self._found)
