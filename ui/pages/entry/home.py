"""The batches of a village: those to go on with first, then those that entered, with their error rate."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.entry import COMPARE, FIRST, SECOND, Batch, Settled
from ui.pages.entry import words
from ui.speaking import SpeakingWidget
from ui.tables import Column, RowTable, RowView
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.record_flow import FlowLayout

Line = Batch | Settled


class HomeView(SpeakingWidget):
    """The list, and the verbs of the batch the cursor is on.

    Signals:
        new, back: a new batch; the questionnaires again.
        go_on, end_first, dropped: of the chosen batch.
    """

    new = Signal()
    back = Signal()
    go_on = Signal()
    end_first = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] = ()
        self.possible, self.has_village = False, False
        whole = parts.column(self, spacing=10)
        whole.setContentsMargins(18, 14, 18, 12)
        title, self.village = parts.label("title"), parts.label("heading")
        self.add, self.to_list = parts.button("primary", "add"), parts.button("quiet", "back")
        head = parts.row()
        parts.add(head, (title, 16, self.village, None, self.add, self.to_list))
        self.banner, self.hint = Banner(), parts.label("quiet", wrap=True)
        self.model: RowTable[Line] = RowTable(self._columns(), lambda ids: [self._lines[at] for at in ids], self)
        self.view = RowView(self.model)
        parts.add(whole, (head, self.banner, self.hint))
        whole.addWidget(self.view, 1)
        self.quality = parts.label("quiet", wrap=True)
        whole.addWidget(self.quality)
        whole.addWidget(self._verbs())
        self.say(title.setText, lambda: self.tr("Type paper sheets"))
        self.say(self.add.setText, lambda: self.tr("New batch (Ctrl+N)"))
        self.say(self.to_list.setText, lambda: self.tr("Questionnaires"))
        self.say(self.view.setAccessibleName, lambda: self.tr("Batches of paper sheets"))
        self.add.clicked.connect(self.new)
        self.to_list.clicked.connect(self.back)
        self.view.opened.connect(lambda _: self.go_on.emit())
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self.show_verbs())

    def _verbs(self) -> QWidget:
        holder = QWidget()
        flow = FlowLayout(holder, 8)
        self.on, self.end, self.drop = parts.button("primary"), parts.button(), parts.button("quiet")
        for button in (self.on, self.end, self.drop):
            flow.addWidget(button)
        self.say(self.end.setText, lambda: self.tr("First typing is over"))
        self.say(self.drop.setText, lambda: self.tr("Delete this batch…"))
        self.on.clicked.connect(self.go_on)
        self.end.clicked.connect(self.end_first)
        self.drop.clicked.connect(self.dropped)
        return holder

    def _columns(self) -> Sequence[Column[Line]]:
        return (
            Column(lambda: self.tr("Filled in on"), lambda one: one.day, width=110),
            Column(lambda: self.tr("Questionnaire"), lambda one: one.title),
            Column(lambda: self.tr("How handed out"), _handed, width=150, spare=1),
            Column(lambda: self.tr("Stage"), self._stage, width=190),
            Column(lambda: self.tr("Sheets"), _sheets, right=True, width=70),
            Column(lambda: self.tr("Differ"), _differ, right=True, width=80),
        )

    def _stage(self, one: Line) -> str:
        return words.stage(one) if isinstance(one, Batch) else self.tr("Entered")

    # -- showing -------------------------------------------------------------------------------------------------

    def show_lines(self, lines: Sequence[Line], village: str, *, possible: bool) -> None:
        """Show the batches; ``possible`` says that there is a questionnaire in use."""
        at = self.view.currentIndex().row()
        self._lines, self.possible, self.has_village = lines, possible, bool(village)
        self.village.setText(village)
        self.model.show(range(len(lines)))
        if lines:
            self.view.setCurrentIndex(self.model.index(min(max(0, at), len(lines) - 1), 0))
        self._say_hint()
        self.show_verbs()

    def _say_hint(self) -> None:
        if not self.has_village:
            text = self.tr("Choose a village at the top of the window first.")
        elif not self.possible and not self._lines:
            text = self.tr("No questionnaire of this village is in use. Begin to use one under Questionnaires first.")
        elif not self._lines:
            text = self.tr(
                "Nothing typed yet. Put the filled-in sheets of the village in a pile and press Ctrl+N: then every"
                " digit is an answer, and the next sheet opens by itself."
            )
        else:
            text = self.tr(
                "Sheets wait here until the second typing is decided; then the batch enters and stays as it is."
            )
        self.hint.setText(text)
        self.add.setEnabled(self.possible)

    def chosen(self) -> Line | None:
        """The batch the cursor is on."""
        at = self.view.currentIndex().row()
        return self._lines[at] if 0 <= at < len(self._lines) else None

    def show_verbs(self) -> None:
        """Show what can be done with the batch the cursor is on."""
        one = self.chosen()
        open_ = one if isinstance(one, Batch) else None
        self.on.setVisible(open_ is not None)
        self.end.setVisible(open_ is not None and open_.stage == FIRST and open_.typed > 0)
        self.drop.setVisible(open_ is not None)
        if open_ is not None:
            self.on.setText(self._next_words(open_))
            self.quality.setText(self._who_words(open_))
        elif isinstance(one, Settled):
            self.quality.setText(words.quality(one.rate))
        else:
            self.quality.setText("")

    def _next_words(self, one: Batch) -> str:
        return {
            FIRST: self.tr("Type the sheets (Enter)"),
            SECOND: self.tr("Type the drawn sheets again (Enter)"),
            COMPARE: self.tr("Decide and enter (Enter)"),
        }[one.stage]

    def _who_words(self, one: Batch) -> str:
        names = "、".join(one.typed_by)
        text = self.tr("First typing: %1").replace("%1", names) if names else ""
        if one.stage == SECOND:
            text = "  ".join(part for part in (text, self._second_words(one)) if part)
        return text

    def _second_words(self, one: Batch) -> str:
        if not one.by_me:
            return self.tr("You did not type these sheets the first time: the best person for the second.")
        return self.tr(
            "You typed these sheets the first time. Best let a colleague unlock and type them; if you do it yourself,"
            " that is recorded."
        )

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self.model.retranslate()
        self._say_hint()
        self.show_verbs()


def _handed(one: Line) -> str:
    return " · ".join(part for part in (words.way(one.way), one.where) if part)


def _sheets(one: Line) -> str:
    return str(one.typed if isinstance(one, Batch) else one.rate.sheets)


def _differ(one: Line) -> str:
    return words.percent(one.rate) if isinstance(one, Settled) else ""
