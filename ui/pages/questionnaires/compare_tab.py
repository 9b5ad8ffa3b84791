"""Villages side by side, their sum, and earlier rounds: one question at a time, stacked bars and their table."""

from PySide6.QtWidgets import QComboBox, QWidget

from app.services.comparing import Column, Compared, ComparingService, Comparison
from ui.desk import Desk
from ui.pages.questionnaires.counts_tab import percent, thousandths
from ui.pages.questionnaires.grid import grid
from ui.pages.questionnaires.stacked import Group, Stacked
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.banner import Banner


class CompareTab(SpeakingWidget):
    """The same question elsewhere and before."""

    def __init__(self, desk: Desk, service: ComparingService, rec: str, banner: Banner) -> None:
        super().__init__()
        self.desk, self.service, self.rec, self.banner = desk, service, rec, banner
        self._found: Comparison | None = None
        whole = parts.column(self, spacing=10)
        label, self.question = parts.label("quiet"), QComboBox()
        label.setBuddy(self.question)
        self.question.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.question.setMinimumContentsLength(30)
        self.say(label.setText, lambda: self.tr("Question"))
        self.say(self.question.setAccessibleName, lambda: self.tr("Question"))
        line = parts.row()
        line.addWidget(label)
        line.addWidget(self.question, 1)
        self.inside = QWidget()
        self._layout = parts.column(self.inside, spacing=12)
        whole.addLayout(line)
        whole.addWidget(parts.scrolled(parts.narrow(self.inside, 980)), 1)
        self.question.activated.connect(self._show_question)

    def refresh(self) -> None:
        """Compare again."""
        rec = self.rec
        job = self.desk.jobs.job(self, lambda _: self.service.compare(rec))
        job.then(self.show_comparison).otherwise(self.banner.trouble).start()

    def show_comparison(self, found: Comparison) -> None:
        """Show a comparison, at the question chosen before."""
        chosen = max(0, self.question.currentIndex())
        self._found = found
        self.question.clear()
        for one in found.questions:
            if one.kind != "text":
                self.question.addItem(one.label, one)
        self.question.setCurrentIndex(min(chosen, self.question.count() - 1))
        self._show_question()

    def _show_question(self) -> None:
        parts.clear(self._layout)
        found, one = self._found, self.question.currentData()
        if found is not None and len(found.columns) < 2:
            told = self.tr(
                "Nothing to compare with yet: the same questionnaire has to be used in another village that this "
                "laptop holds, or in an earlier round of this village."
            )
            self._layout.addWidget(parts.label("heading", told, wrap=True))
        elif found is not None and one is not None:
            self._layout.addWidget(self._card(found, one))
        self._layout.addStretch(1)

    def _card(self, found: Comparison, one: Compared) -> QWidget:
        card, column = parts.card(16, 10)
        names = [self._column(at, found) for at in found.columns]
        column.addWidget(parts.label("strong", one.label, wrap=True))
        if one.kind == "single":
            groups = [
                Group(name, tuple(line[at] for line in one.shares), "" if c.counted is None else str(c.counted))
                for at, (name, c) in enumerate(zip(names, found.columns, strict=True))
            ]
            column.addWidget(Stacked(one.answers, groups, self.tr("hidden")))
        column.addWidget(grid(names, self._lines(found, one)))
        for told in self._remarks(found):
            column.addWidget(parts.label("quiet", told, wrap=True))
        return card

    def _lines(self, found: Comparison, one: Compared) -> list[tuple[str, list[str]]]:
        hidden = self.tr("hidden")
        lines = []
        for row, answer in enumerate(one.answers):
            cells = zip(one.counts[row], one.shares[row], found.columns, strict=True)
            told = [_cell(count, share, hidden if c.counted is not None else "—") for count, share, c in cells]
            lines.append((answer, told))
        if one.numbers:
            lines.append((self.tr("Mean"), [thousandths(n.mean) if n else "—" for n in one.numbers]))
            spreads = [thousandths(n.spread) if n and n.spread else "—" for n in one.numbers]
            lines.append((self.tr("Standard deviation"), spreads))
        if one.scores:
            told = [
                f"{s.value / 10:.1f}" if s and s.step == 1 else f"≈{s.value // 10}" if s else "—" for s in one.scores
            ]
            lines.append((self.tr("Score"), told))
        counted = ["—" if c.counted is None else str(c.counted) for c in found.columns]
        lines.append((self.tr("Responses counted"), counted))
        return lines

    def _column(self, column: Column, found: Comparison) -> str:
        if not column.rec:
            return self.tr("Sum of %1 villages").replace("%1", str(found.summed))
        name = column.village
        return f"{name}（{column.round}）" if column.earlier and column.round else name

    def _remarks(self, found: Comparison) -> list[str]:
        told = [self.tr("Each village shows what its own counts show. “—” stands for too few responses or not asked.")]
        if found.summed:
            told.append(
                self.tr("The sum holds closed surveys; what it would give away of one village is hidden in it.")
            )
        return told

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        if self._found is not None:
            self._show_question()


def _cell(count: int | None, share: int | None, hidden: str) -> str:
    if count is None:
        return hidden
    return str(count) if share is None else f"{count} · {percent(share)}"
