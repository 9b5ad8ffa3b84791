"""The registers of a questionnaire: papers (F20) and votes (F21), each written in its own form."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from app.records import kinds
from app.records.change import new_record_id
from app.services.questionnaire_counts import REGISTER
from app.services.questionnaire_registers import MEETING, Register
from app.services.questionnaires import QuestionnaireService, Survey
from ui.desk import Desk
from ui.speaking import SpeakingWidget
from ui.tables import Column, RowTable, RowView
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.record_view import RecordView
from ui.widgets.record_words import words

PLACE = "records:questionnaire"


class RegistersView(SpeakingWidget):
    """The list of registers, and one of them.

    Signals:
        left: back to the questionnaires.
    """

    left = Signal()

    def __init__(self, desk: Desk, service: QuestionnaireService, survey: Survey) -> None:
        super().__init__()
        self.desk, self.service, self.survey = desk, service, survey
        self._held: Sequence[Register] = ()
        self._views: dict[str, RecordView] = {}
        self.stack = QStackedWidget()
        whole = parts.column(self)
        whole.setContentsMargins(18, 14, 18, 12)
        whole.addWidget(self.stack)
        self.home = QWidget()
        self.stack.addWidget(self.home)
        self._build()
        self._wire()
        self.refresh()

    def _build(self) -> None:
        column = parts.column(self.home, spacing=10)
        self.back, title = parts.button("quiet", "back"), parts.label("title", self.survey.title)
        title.setMinimumWidth(80)
        self.papers, self.vote = parts.button("primary", "add"), parts.button("", "add")
        head = parts.row()
        parts.add(head, (self.back, title, None, self.papers, self.vote))
        self.banner, self.hint = Banner(), parts.label("quiet", wrap=True)
        self.model: RowTable[Register] = RowTable(self._columns(), lambda ids: [self._held[i] for i in ids], self)
        self.view = RowView(self.model)
        parts.add(column, (head, self.banner, self.hint))
        column.addWidget(self.view, 1)
        self.say(self.back.setText, lambda: self.tr("Back to the list"))
        self.say(self.papers.setText, lambda: self.tr("Papers handed out"))
        self.say(self.vote.setText, lambda: self.tr("Vote in a meeting"))
        self.say(self.view.setAccessibleName, lambda: self.tr("Registers"))

    def _columns(self) -> Sequence[Column[Register]]:
        return (
            Column(lambda: self.tr("Register"), lambda one: words(kinds.kind(one.kind).words), width=130),
            Column(lambda: self.tr("Edition, or who is assessed"), lambda one: one.title),
            Column(lambda: self.tr("How"), self._way, width=110, spare=2),
            Column(lambda: self.tr("When"), lambda one: one.at.replace("T", " "), width=130, spare=1),
            Column(lambda: self.tr("Present"), lambda one: number(one.present), right=True, width=70),
            Column(lambda: self.tr("Handed out"), lambda one: number(one.handed_out), right=True, width=70),
            Column(lambda: self.tr("Returned"), lambda one: number(one.returned), right=True, width=70),
            Column(lambda: self.tr("Valid"), lambda one: number(one.valid), right=True, width=70),
            Column(lambda: self.tr("State"), self._state, width=110, tone=lambda one: "bad" if one.wrong else ""),
        )

    def _way(self, one: Register) -> str:
        field = kinds.kind(REGISTER).field("way")
        return next((words(choice.words) for choice in field.choices if choice.code == one.way), "") if field else ""

    def _state(self, one: Register) -> str:
        if one.wrong:
            return self.tr("Numbers contradict")
        kind = kinds.kind(one.kind)
        state = kind.state(one.state or kind.first_state)
        return words(state.words) if state else ""

    def _wire(self) -> None:
        self.back.clicked.connect(self.left)
        self.papers.clicked.connect(lambda: self.open(REGISTER, new_record_id()))
        self.vote.clicked.connect(lambda: self.open(MEETING, new_record_id()))
        self.view.opened.connect(lambda place: self.open(self._held[place].kind, self._held[place].rec))

    # -- showing -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the list again."""
        rec = self.survey.rec
        job = self.desk.jobs.job(self, lambda _: self.service.registers(rec))
        job.then(self._show).otherwise(self.banner.trouble).start()

    def _show(self, held: Sequence[Register]) -> None:
        self._held = held
        self.model.show(range(len(held)))
        self._say_hint()
        if held:
            self.view.setCurrentIndex(self.model.index(0, 0))
        (self.view if held else self.papers).setFocus()

    def _say_hint(self) -> None:
        said = self.tr("Numbers only, no names: how many were handed out, returned and valid. Two people count a vote.")
        self.hint.setText(said if self._held else said + " " + self.tr("Nothing is noted yet."))

    def open(self, kind: str, rec: str) -> None:
        """Show a register, or begin one; nothing is written until something is typed."""
        view = self._views.get(kind)
        if view is None:
            view = self._views[kind] = RecordView(self.desk, self.service, kinds.kind(kind), PLACE)
            view.left.connect(self.show_list)
            view.deleted.connect(lambda *_: self.show_list())
            self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        view.open(rec, self.survey.rec)

    def show_list(self) -> None:
        """Leave a register, keep what was typed, and show the list."""
        self.leave()
        self.stack.setCurrentWidget(self.home)
        self.refresh()

    def leave(self) -> None:
        """Commit what was typed."""
        for view in self._views.values():
            view.leave()

    def flush(self) -> None:
        """Save and commit now, on this thread."""
        for view in self._views.values():
            view.flush()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.model.retranslate()
        self._say_hint()


def number(value: int | None) -> str:
    """A number as it is read; nothing where nobody noted one."""
    return "" if value is None else str(value)
