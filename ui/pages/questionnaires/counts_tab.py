"""Every question of a questionnaire counted: bars, numbers, scores, words that stand out, open answers."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.forms.crossing import POOLED, Cross
from app.forms.scores import Score
from app.forms.tabulate import Table
from app.services.counting import Rated, Said
from app.services.questionnaires import Results
from ui.pages.questionnaires.bars import Bar, Bars
from ui.pages.questionnaires.grid import grid
from ui.speaking import SpeakingWidget
from ui.widgets import parts


class CountsTab(SpeakingWidget):
    """What was answered, question by question, and no more than may be told."""

    def __init__(self) -> None:
        super().__init__()
        self.inside = QWidget()
        self._column = parts.column(self.inside, spacing=12)
        parts.column(self).addWidget(parts.scrolled(parts.narrow(self.inside, 980)), 1)

    def show_results(self, results: Results, said: Sequence[Said], rated: Sequence[Rated]) -> None:
        """Show counts, or why there are none."""
        parts.clear(self._column)
        if results.counts is None:
            self._column.addWidget(parts.label("heading", self._too_few(results), wrap=True))
        else:
            words = {one.path: one for one in said}
            for one in rated:
                self._column.addWidget(self._rating(one))
            for table in results.counts.tables:
                self._column.addWidget(self._card(table, results, words.get(table.path)))
        self._column.addStretch(1)

    def _too_few(self, results: Results) -> str:
        if results.closed:
            said = self.tr("Fewer than %1 responses: nothing is shown, to protect those who answered.")
        else:
            said = self.tr("While responses still come in, counts are shown from %1 on, to protect those who answered.")
        return said.replace("%1", str(results.least))

    def _card(self, table: Table, results: Results, said: Said | None) -> QWidget:
        card, column = parts.card(16, 8)
        column.addWidget(parts.label("strong", table.label, wrap=True))
        column.addWidget(parts.label("small", self._answered(table, results), wrap=True))
        if table.cells:
            column.addWidget(Bars(tuple(self._bar(cell.label, cell.count, cell.share) for cell in table.cells)))
        if table.score is not None:
            column.addWidget(parts.label("", self.score(table.score), wrap=True))
        if table.numbers is not None:
            told = self.tr("Mean %1, standard deviation %2")
            told = told.replace("%1", thousandths(table.numbers.mean))
            column.addWidget(parts.label("", told.replace("%2", thousandths(table.numbers.spread))))
        if said is not None and said.words:
            words = "、".join(f"{one.text} ({one.answers})" for one in said.words)
            told = self.tr("Words that stand out (in how many answers): %1").replace("%1", words)
            column.addWidget(parts.label("strong", told, wrap=True))
        for comment in table.comments:
            column.addWidget(parts.label("", f"“{comment}”", wrap=True))
        if any(cell.count is None for cell in table.cells):
            told = self.tr("Counts of one to four are hidden, and others with them that would give them away.")
            column.addWidget(parts.label("quiet", told, wrap=True))
        return card

    def _answered(self, table: Table, results: Results) -> str:
        if table.withheld and table.kind == "text":
            return self.tr("Open answers are shown from ten responses on.")
        if table.withheld:
            return self.tr("Too few answered, or too few did not, to say how many.")
        if table.answered is None:
            return self.tr("Too few did not answer to say how many; shares are of all responses.")
        counted = results.counts.counted if results.counts else 0
        said = self.tr("%1 of %2 answered")
        return said.replace("%1", str(table.answered)).replace("%2", str(counted))

    def _bar(self, label: str, count: int | None, share: int | None) -> Bar:
        if count is None:
            return Bar(label, None, self.tr("hidden"))
        return Bar(label, share or 0, str(count) if share is None else f"{count} · {percent(share)}")

    def score(self, score: Score) -> str:
        """A score in words: points, or per cent of those content."""
        tenths = f"{score.value / 10:.1f}" if score.step == 1 else str(score.value // 10)
        exact, merit = score.step == 1, score.scale.code == "merit"
        if merit:
            said = self.tr("Score: %1") if exact else self.tr("Score: about %1 (rounded, because a count is hidden)")
        elif exact:
            said = self.tr("Content: %1%")
        else:
            said = self.tr("Content: about %1% (rounded, because a count is hidden)")
        said = said.replace("%1", tenths)
        if score.below:
            wanted = self.tr("below %1%: to be listed as not put right, for checking")
            said += " · " + wanted.replace("%1", str(score.scale.wanted))
        return said

    def _rating(self, one: Rated) -> QWidget:
        card, column = parts.card(16, 8)
        column.addWidget(parts.label("strong", one.label, wrap=True))
        rows = [words or self.tr("others") for value, words in one.votes.rows if value != ""]
        lines = []
        for at, (value, name) in enumerate(one.votes.columns):
            numbers = [self._count(one.votes, row, at) for row, (v, _) in enumerate(one.votes.rows) if v != ""]
            score = one.scores[at]
            numbers.append(f"{score.value / 10:.1f}" if score is not None else "—")
            lines.append((self._who(value, name), numbers))
        column.addWidget(grid([*rows, self.tr("Score")], lines, corner=self.tr("Assessed")))
        return card

    def _who(self, value: str, name: str) -> str:
        return self.tr("others (few votes each)") if value == POOLED else name or self.tr("(no name)")

    def _count(self, votes: Cross, row: int, column: int) -> str:
        count, share = votes.counts[row][column], votes.share(row, column)
        return self.tr("hidden") if count is None else f"{count} · {percent(share or 0)}"


def percent(per_mille: int) -> str:
    """435 → 43.5%."""
    return f"{per_mille / 10:.1f}%"


def thousandths(value: int) -> str:
    """47778 → 47.78."""
    return f"{value / 1000:.2f}"
