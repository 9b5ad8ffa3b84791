"""What is said once for a whole batch: which questionnaire, when and how handed out, how many are typed twice."""

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget
from typing_extensions import override

from app.records import kinds
from app.services.entry_compare import SHARES
from app.services.entry_keys import read_day
from app.services.questionnaires import Survey
from ui.pages.entry import words
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.record_words import words as of_words


class SetupView(SpeakingWidget):
    """Asks for a batch.

    Signals:
        begun: it is to begin.
        left: not now.
    """

    begun = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.survey, self.way, self.share = QComboBox(), QComboBox(), QComboBox()
        self.day, self.where = QLineEdit(), QLineEdit()
        self.day.setMaxLength(12)
        self._year = 0
        self.where.setMaxLength(80)
        self._build()
        self._fill()

    def _build(self) -> None:
        whole = parts.column(self, spacing=12)
        whole.setContentsMargins(18, 14, 18, 12)
        title, hint = parts.label("title"), parts.label("quiet", wrap=True)
        inside = QWidget()
        form = QFormLayout(inside)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(10)
        self.start, self.back = parts.button("primary"), parts.button("quiet", "back")
        for label, widget in (
            (lambda: self.tr("Questionnaire"), self.survey),
            (lambda: self.tr("Filled in on"), self.day),
            (lambda: self.tr("How handed out"), self.way),
            (lambda: self.tr("Where"), self.where),
            (lambda: self.tr("Typed a second time"), self.share),
        ):
            name = QLabel()
            self.say(name.setText, label)
            self.say(widget.setAccessibleName, label)
            form.addRow(name, widget)
        self.told = parts.label("warn", wrap=True)
        verbs = parts.row(spacing=10)
        parts.add(verbs, (self.back, None, self.start))
        holder = QWidget()
        column = parts.column(holder, spacing=14)
        parts.add(column, (inside, self.told, verbs))
        parts.add(whole, (title, hint, parts.narrow(holder, 640), None))
        self.start.clicked.connect(self.begun)
        self.back.clicked.connect(self.left)
        self.say(title.setText, lambda: self.tr("A batch of paper sheets"))
        self.say(
            hint.setText,
            lambda: self.tr(
                "Said once, it holds for every sheet of the batch. Put the sheets in one pile, in the order of their"
                " numbers. The sheets of the second typing are drawn when the first is over; nobody knows them before."
            ),
        )
        self.say(self.start.setText, lambda: self.tr("Begin (Enter)"))
        self.say(self.back.setText, lambda: self.tr("Not now (Esc)"))

    def _fill(self) -> None:
        at = self.way.currentIndex(), self.share.currentIndex()
        self.way.clear()
        self.share.clear()
        declared = kinds.kind("entry_batch").field("way")
        for one in declared.choices if declared else ():
            self.way.addItem(of_words(one.words), one.code)
        for share in SHARES:
            self.share.addItem(self._share_words(share), share)
        self.way.setCurrentIndex(max(0, at[0]))
        self.share.setCurrentIndex(max(0, at[1]))

    def _share_words(self, share: int) -> str:
        if not share:
            return self.tr("None (no error rate can be told)")
        return self.tr("All") if share == 100 else self.tr("%1% of the sheets").replace("%1", str(share))

    def offer(self, surveys: Sequence[Survey], wanted: str, today: dt.date) -> None:
        """Offer the questionnaires in use."""
        self.survey.clear()
        for one in surveys:
            self.survey.addItem(one.title, one.rec)
        self.survey.setCurrentIndex(max(0, self.survey.findData(wanted)))
        self.day.setText(today.isoformat())
        self._year = today.year
        self.told.setText("")
        self.start.setEnabled(bool(surveys))
        self.survey.setFocus()

    def chosen_day(self) -> dt.date | None:
        """The day that was typed; None, and a sentence, where it is none."""
        day = read_day(self.day.text().strip(), self._year)
        self.told.setText("" if day else words.said("no-such-day", {"typed": self.day.text()}))
        if not day:
            self.day.setFocus()
        return dt.date.fromisoformat(day) if day else None

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._fill()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.start.isEnabled():
            self.begun.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
