"""Named responses of a questionnaire: read, gone on with, corrected by another that names the first; nothing else."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QTabWidget, QWidget
from typing_extensions import override

from app.forms.audit import Event
from app.records import kinds
from app.services.questionnaire_responses import ASIDE, BESIDE, CORRECTED, COUNTS, OPEN, Answered, Said
from app.services.questionnaires import QuestionnaireService, Survey
from ui.desk import Desk
from ui.speaking import SpeakingWidget
from ui.tables import Column, RowTable, RowView
from ui.widgets import leaving, parts
from ui.widgets.banner import Banner
from ui.widgets.record_words import words


@dataclass(frozen=True, slots=True)
class _Whole:
    """What is shown of one response."""

    line: Answered
    said: Sequence[Said]
    trail: Sequence[Event]
    family: Sequence[Answered]


class AnsweredView(SpeakingWidget):
    """The list of responses, and what is chosen in it.

    Signals:
        left: back to the questionnaires.
        wanted: go on with an unfinished response (how it is filled in, its id).
        correcting: correct a response (its id, the reason).
    """

    left = Signal()
    wanted = Signal(str, str)
    correcting = Signal(str, str)

    def __init__(self, desk: Desk, service: QuestionnaireService, survey: Survey) -> None:
        super().__init__()
        self.desk, self.service, self.survey = desk, service, survey
        self._held: Sequence[Answered] = ()
        self._events: Sequence[Event] = ()
        self._titles: dict[str, str] = {}
        self._build()
        self._wire()
        self.refresh()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        whole = parts.column(self, spacing=10)
        whole.setContentsMargins(18, 14, 18, 12)
        self.back, title = parts.button("quiet", "back"), parts.label("title", self.survey.title)
        title.setMinimumWidth(80)
        self.correct, self.go_on, self.save = parts.button("primary"), parts.button(), parts.button("")
        head = parts.row()
        parts.add(head, (self.back, title, None, self.go_on, self.correct, self.save))
        self.banner, self.hint = Banner(), parts.label("quiet", wrap=True)
        self.model: RowTable[Answered] = RowTable(self._columns(), lambda ids: [self._held[i] for i in ids], self)
        self.view = RowView(self.model)
        self.events: RowTable[Event] = RowTable(self._event_columns(), lambda ids: [self._events[i] for i in ids], self)
        self.trail = RowView(self.events)
        self.inside = QWidget()
        self._column = parts.column(self.inside, margin=12, spacing=8)
        self.tabs = QTabWidget()
        self.tabs.addTab(parts.scrolled(self.inside), "")
        self.tabs.addTab(self.trail, "")
        self.both = QSplitter(Qt.Orientation.Horizontal)
        self.both.addWidget(self.view)
        self.both.addWidget(self.tabs)
        self.both.setSizes([500, 500])
        parts.add(whole, (head, self.banner, self.hint))
        whole.addWidget(self.both, 1)
        self.nothing = QWidget()  # takes the room of the list while there is none
        whole.addWidget(self.nothing, 1)
        self.say(self.back.setText, lambda: self.tr("Back to the list"))
        self.say(self.correct.setText, lambda: self.tr("Correct it…"))
        self.say(self.go_on.setText, lambda: self.tr("Go on with it"))
        self.say(self.save.setText, lambda: self.tr("Save how it was filled in…"))
        self.say(self.view.setAccessibleName, lambda: self.tr("Responses"))
        self.say(self.trail.setAccessibleName, lambda: self.tr("How it was filled in"))
        self.say(lambda text: self.tabs.setTabText(0, text), lambda: self.tr("Answers"))
        self.say(lambda text: self.tabs.setTabText(1, text), lambda: self.tr("How it was filled in"))

    def _columns(self) -> Sequence[Column[Answered]]:
        return (
            Column(lambda: self.tr("Response"), lambda one: one.name),
            Column(lambda: self.tr("How"), self._mode, width=90),
            Column(lambda: self.tr("State"), self._state, width=150),
            Column(lambda: self.tr("By"), lambda one: one.person, width=90, spare=1),
            Column(lambda: self.tr("Saved"), lambda one: when(one.at), width=130, spare=2),
        )

    def _event_columns(self) -> Sequence[Column[Event]]:
        return (
            Column(lambda: self.tr("When"), lambda one: when(one.start, seconds=True), width=120, spare=1),
            Column(lambda: self.tr("What"), self._event, width=130),
            Column(lambda: self.tr("Question"), lambda one: self._titles.get(one.node, one.node.rpartition("/")[2])),
            Column(lambda: self.tr("Before"), lambda one: one.old, width=80),
            Column(lambda: self.tr("After"), lambda one: one.new or one.reason, width=110),
        )

    def _wire(self) -> None:
        self.back.clicked.connect(self.left)
        self.correct.clicked.connect(self.ask_reason)
        self.go_on.clicked.connect(self.resume)
        self.save.clicked.connect(self.save_trail)
        self.view.opened.connect(lambda _: self.resume())
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_chosen())

    # -- words ---------------------------------------------------------------------------------------------------

    def _mode(self, one: Answered) -> str:
        field = kinds.kind("response").field("mode")
        return next((words(c.words) for c in field.choices if c.code == one.mode), one.mode) if field else one.mode

    def _state(self, one: Answered) -> str:
        said = {
            COUNTS: self.tr("Finished"),
            CORRECTED: self.tr("Corrected"),
            BESIDE: self.tr("Finished; corrected twice"),
            ASIDE: self.tr("Correction without a reason"),
            OPEN: self.tr("Being filled in"),
        }[one.state]
        return said if not one.irregular else said + self.tr(" · irregular: %1").replace("%1", str(one.irregular))

    def _event(self, one: Event) -> str:
        said = {
            "form start": self.tr("Begun"),
            "form resume": self.tr("Gone on with"),
            "form save": self.tr("Saved"),
            "form exit": self.tr("Left"),
            "form finalize": self.tr("Finished"),
            "finalize error": self.tr("Not finished: something is wrong"),
            "save error": self.tr("Could not be saved"),
            "question": self.tr("Question"),
            "group questions": self.tr("Several questions"),
            "end screen": self.tr("Last page"),
            "jump": self.tr("Jump"),
            "add repeat": self.tr("One more row"),
            "delete repeat": self.tr("Row removed"),
            "constraint error": self.tr("Answer not admitted"),
            "change reason": self.tr("Reason"),
        }
        return said.get(one.event, one.event)

    # -- showing -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the list again."""
        rec = self.survey.rec
        job = self.desk.jobs.job(self, lambda _: self.service.responses(rec))
        job.then(self._show).otherwise(self.banner.trouble).start()

    def _show(self, held: Sequence[Answered]) -> None:
        self._held = held
        self.model.show(range(len(held)))
        self._say_hint()
        self.both.setVisible(bool(held))
        self.nothing.setVisible(not held)
        if held:
            self.view.setCurrentIndex(self.model.index(0, 0))
            self.view.setFocus()
        else:
            self.back.setFocus()
        self._show_chosen()

    def _say_hint(self) -> None:
        told = [self.tr("A finished response stays as it is. A correction is a response of its own, with its reason.")]
        if self.survey.anonymous:
            told = [
                self.tr("This questionnaire is anonymous: its responses are mixed and none can be told from another."),
                self.tr("So none is listed here, and none can be corrected. Spoiled ones are noted with the papers."),
            ]
        elif not self._held:
            told.append(self.tr("There is none yet."))
        self.hint.setText(" ".join(told))

    def chosen(self) -> Answered | None:
        """The response the cursor is on."""
        place = self.view.currentIndex().row()
        return self._held[place] if 0 <= place < len(self._held) else None

    def _show_chosen(self) -> None:
        one, in_use = self.chosen(), self.survey.state == "in_use"
        self.correct.setVisible(one is not None and one.correctable)
        self.correct.setEnabled(in_use)
        self.correct.setToolTip(self._why_not())
        self.go_on.setVisible(one is not None and one.state == OPEN and one.mine and in_use)
        self.save.setVisible(one is not None)
        if one is None:
            return
        rec, line = one.rec, one

        def work(_: object) -> _Whole:
            return _Whole(line, self.service.said(rec), self.service.trail(rec), self.service.family(rec))

        self.desk.jobs.job(self, work).then(self._show_whole).otherwise(self.banner.trouble).start()

    def _why_not(self) -> str:
        return "" if self.survey.state == "in_use" else self.tr("The questionnaire is closed; its counts are told.")

    def _show_whole(self, whole: _Whole) -> None:
        if (one := self.chosen()) is None or one.rec != whole.line.rec:
            return
        self._titles = {said.reference: said.question for said in whole.said}
        self._events = whole.trail
        self.events.show(range(len(whole.trail)))
        parts.clear(self._column)
        for told in self._chain(whole):
            self._column.addWidget(parts.label("warn", told, wrap=True))
        for said in whole.said:
            self._column.addWidget(parts.label("quiet", said.question, wrap=True))
            self._column.addWidget(parts.label("", said.answer, wrap=True))
        self._column.addStretch(1)

    def _chain(self, whole: _Whole) -> list[str]:
        """What was corrected by what, and why."""
        told = []
        for one in whole.family:
            if not one.corrects:
                continue
            mine = one.rec == whole.line.rec
            said = self.tr("This is a correction (%1, %2): %3") if mine else self.tr("Corrected on %1 by %2: %3")
            told.append(said.replace("%1", when(one.at)).replace("%2", one.person).replace("%3", one.reason or "—"))
        return told

    # -- verbs ---------------------------------------------------------------------------------------------------

    def resume(self) -> None:
        """Go on with what is not finished."""
        one = self.chosen()
        if one is not None and self.go_on.isVisibleTo(self):
            self.wanted.emit(one.mode, one.rec)

    def ask_reason(self) -> None:
        """Ask why, then correct."""
        one = self.chosen()
        if one is None or not one.correctable:
            return
        said = self.desk.ask.line(self, self.tr("Correct a finished response"), self.tr("Why is it corrected?"))
        if said is not None:
            self.correcting.emit(one.rec, said)

    def save_trail(self) -> None:
        """Write the trail of a response as ODK's audit.csv."""
        one = self.chosen()
        path = leaving.where(self.desk.ask, self, self.tr("How it was filled in"), "audit.csv", "CSV (*.csv)")
        if one is None or path is None:
            return
        rec = one.rec
        job = self.desk.jobs.job(self, lambda _: self.service.export_trail(rec, path))
        job.then(self._saved).otherwise(self.banner.trouble).start()

    def _saved(self, path: object) -> None:
        self.banner.tell("ok", lambda: self.tr("Saved to %1").replace("%1", str(path)))

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.model.retranslate()
        self.events.retranslate()
        self._say_hint()
        self._show_chosen()


def when(at: int, *, seconds: bool = False) -> str:
    """A moment as it is read here."""
    local = dt.datetime.fromtimestamp(at / 1000)  # noqa: DTZ006 - wall time, as on paper
    return local.strftime("%m-%d %H:%M:%S" if seconds else "%Y-%m-%d %H:%M")
