"""The page of questionnaires: the list, bringing one in, filling in, handing the laptop to a villager, counts."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget
from typing_extensions import override

from app.forms.trouble import WorkbookError
from app.records import kinds
from app.services.questionnaires import QUESTIONNAIRE, Brought, QuestionnaireService, Run, Survey
from app.services.records import Touched
from ui.desk import Desk, Page
from ui.pages.questionnaires.answered import AnsweredView
from ui.pages.questionnaires.filling import Filling
from ui.pages.questionnaires.kiosk import Kiosk
from ui.pages.questionnaires.on_paper import OnPaper
from ui.pages.questionnaires.registers import RegistersView
from ui.pages.questionnaires.results import ResultsView
from ui.tables import Column, RowTable, RowView
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.record_flow import FlowLayout
from ui.widgets.record_words import language, words

PATTERN = "XLSForm (*.xlsx *.xls *.csv *.md)"
View = TypeVar("View", Filling, ResultsView, AnsweredView, RegistersView)
SHOWN = 12  # findings of a workbook said at once
MINE = frozenset({QUESTIONNAIRE, "questionnaire_register", "response", "response_batch"})


class QuestionnairesPage(Page):
    """List, response and counts, one at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.service = desk, QuestionnaireService(desk.session)
        self.service.language = language()
        self.on_paper = OnPaper(desk, self, lambda: self.banner)
        self.kiosk: Kiosk | None = None
        self.filling: Filling | None = None
        self.results: ResultsView | None = None
        self.answered: AnsweredView | None = None
        self.registers: RegistersView | None = None
        self._held: Sequence[Survey] = ()
        self._wanted = ""
        self._build()
        self._wire()
        self.refresh()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        self.stack = QStackedWidget()
        parts.column(self).addWidget(self.stack)
        self.home = QWidget()
        layout = parts.column(self.home, spacing=10)
        layout.setContentsMargins(18, 14, 18, 12)
        title = parts.label("title")
        self.bring, self.builtin = parts.button("", "add"), parts.button("primary", "add")
        self.menu = QMenu(self)
        self.builtin.setMenu(self.menu)
        head = parts.row()
        parts.add(head, (title, None, self.bring, self.builtin))
        self.banner = Banner()
        self.hint = parts.label("quiet", wrap=True)
        self.model: RowTable[Survey] = RowTable(self._columns(), lambda ids: [self._held[i] for i in ids], self)
        self.view = RowView(self.model)
        parts.add(layout, (head, self.banner, self.hint))
        layout.addWidget(self.view, 1)
        layout.addWidget(self._verbs())
        self.stack.addWidget(self.home)
        self.say(title.setText, lambda: self.tr("Questionnaires"))
        self.say(self.bring.setText, lambda: self.tr("Bring in Excel…"))
        self.say(self.builtin.setText, lambda: self.tr("Use a built-in one"))
        self.say(self.view.setAccessibleName, lambda: self.tr("Questionnaires"))

    def _verbs(self) -> QWidget:
        self.fill, self.paper = parts.button("primary"), parts.button()
        self.alone, self.again, self.read, self.noted = (parts.button() for _ in range(4))
        self.say(self.noted.setText, lambda: self.tr("Registers"))
        self.counts, self.use, self.close_it = parts.button(), parts.button("primary"), parts.button("quiet")
        self.say(self.fill.setText, lambda: self.tr("Ask face to face (Enter)"))
        self.say(self.paper.setText, lambda: self.tr("Type paper sheets (Ctrl+E)"))
        self.say(self.alone.setText, lambda: self.tr("Hand to a villager"))
        self.say(self.read.setText, lambda: self.tr("Responses"))
        self.say(self.counts.setText, lambda: self.tr("Counts"))
        self.say(self.use.setText, lambda: self.tr("Begin to use"))
        self.say(self.close_it.setText, lambda: self.tr("Close the survey…"))
        holder = QWidget()
        flow = FlowLayout(holder, 8)  # wraps in a narrow window
        self.blank, self.scan = parts.button("", "print"), parts.button()
        self.say(self.blank.setText, lambda: self.tr("Print blank sheets…"))
        self.say(self.scan.setText, lambda: self.tr("Read ticked sheets…"))
        on_paper = (self.blank, self.paper, self.scan)
        for button in (
            self.use,
            self.fill,
            *on_paper,
            self.alone,
            self.again,
            self.read,
            self.noted,
            self.counts,
            self.close_it,
        ):
            flow.addWidget(button)
        return holder

    def _columns(self) -> Sequence[Column[Survey]]:
        return (
            Column(lambda: self.tr("Title"), lambda one: one.title),
            Column(lambda: self.tr("Code"), lambda one: one.code, width=110),
            Column(lambda: self.tr("State"), self._state, width=100),
            Column(lambda: self.tr("Anonymous"), lambda one: "✓" if one.anonymous else "—", width=80),
            Column(lambda: self.tr("Questions"), lambda one: str(one.questions), right=True, width=80),
            Column(lambda: self.tr("Entered"), lambda one: str(one.entered), right=True, width=80),
            Column(lambda: self.tr("Waiting"), lambda one: str(one.waiting), right=True, width=80),
            Column(lambda: self.tr("Unfinished"), lambda one: str(one.unfinished), right=True, width=80),
        )

    def _state(self, one: Survey) -> str:
        state = kinds.kind(QUESTIONNAIRE).state(one.state)
        return words(state.words) if state else one.state

    def _wire(self) -> None:
        self.view.opened.connect(lambda _: self.fill.click())
        self.bring.clicked.connect(self.bring_in)
        self.menu.aboutToShow.connect(self._fill_menu)
        self._fill_menu()
        self.fill.clicked.connect(lambda: self.start("face_to_face"))
        self.paper.clicked.connect(lambda: self.desk.go("entry", one.rec if (one := self.chosen()) else ""))
        keys = QShortcut(QKeySequence("Ctrl+E"), self.home)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(lambda: self.paper.click() if self.paper.isVisible() else None)
        self.blank.clicked.connect(self.print_blank)
        self.scan.clicked.connect(lambda: self.desk.go("scanning", one.rec if (one := self.chosen()) else ""))
        self.alone.clicked.connect(self.hand_over)
        self.again.clicked.connect(self.go_on)
        self.read.clicked.connect(self.show_responses)
        self.noted.clicked.connect(self.show_registers)
        self.counts.clicked.connect(self.count)
        self.use.clicked.connect(lambda: self._do(self.service.use))
        self.close_it.clicked.connect(self.close_survey)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_verbs())
        self.desk.notices.changed.connect(self._on_changed)
        self.desk.notices.scope_changed.connect(self.refresh)

    def _fill_menu(self) -> None:
        self.menu.clear()
        for code, title in self.service.builtins():
            self.menu.addAction(f"{title}  {code}", partial(self.take, code))

    # -- the list ------------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        def work(_: object) -> Sequence[Survey]:
            self.service.enter_due()
            return self.service.surveys()

        self.desk.jobs.job(self, work).then(self._show).otherwise(self.banner.trouble).start()

    def _on_changed(self, touched: Touched) -> None:
        if touched & MINE and self.stack.currentWidget() is self.home:
            self.refresh()

    def _show(self, held: Sequence[Survey]) -> None:
        wanted = self._wanted or (chosen.rec if (chosen := self.chosen()) else "")
        self._held, self._wanted = held, ""
        self.model.show(range(len(held)))
        place = next((n for n, one in enumerate(held) if one.rec == wanted), 0)
        if held:
            self.view.setCurrentIndex(self.model.index(place, 0))
        self._say_hint()
        self._show_verbs()

    def _say_hint(self) -> None:
        if not self.desk.session.village:
            self.hint.setText(self.tr("Choose a village at the top of the window first."))
        elif not self._held:
            self.hint.setText(self.tr("No questionnaire yet. Use a built-in one, or bring in a workbook (XLSForm)."))
        else:
            self.hint.setText(
                self.tr("Anonymous responses are entered ten at a time, shuffled. Nobody can tell whose is which.")
            )
        for button in (self.bring, self.builtin):
            button.setEnabled(bool(self.desk.session.village))

    def chosen(self) -> Survey | None:
        """The questionnaire the cursor is on."""
        place = self.view.currentIndex().row()
        return self._held[place] if 0 <= place < len(self._held) else None

    def _show_verbs(self) -> None:
        one = self.chosen()
        in_use = one is not None and one.state == "in_use"
        self.use.setVisible(one is not None and one.state == "draft")
        for button in (self.fill, self.paper, self.scan, self.alone, self.close_it):
            button.setVisible(in_use)
        self.blank.setVisible(one is not None)
        self.alone.setEnabled(bool(self.desk.session.unlocks_with))
        for button in (self.read, self.noted, self.counts):
            button.setVisible(one is not None)
        unfinished = one.unfinished if one else 0
        self.again.setVisible(in_use and unfinished > 0)
        self.again.setText(self.tr("Go on with an unfinished one (%1)").replace("%1", str(unfinished)))

    @override
    def show_argument(self, argument: str) -> None:
        self._wanted = argument
        self.refresh()

    # -- bringing in ---------------------------------------------------------------------------------------------

    def take(self, code: str) -> None:
        """Take a questionnaire that comes with the program."""
        job = self.desk.jobs.job(self, lambda _: self.service.take_builtin(code))
        job.then(self._brought).otherwise(self.banner.trouble).start()

    def bring_in(self) -> None:
        """Make a questionnaire of a workbook."""
        path = self.desk.ask.open_path(self, self.tr("Bring in a questionnaire"), PATTERN)
        if path is None:
            return
        job = self.desk.jobs.job(self, lambda progress: self.service.bring_in(path, progress))
        job.then(self._brought).otherwise(self._refused).start()

    def _brought(self, brought: Brought) -> None:
        self._wanted = brought.rec
        self.banner.clear()
        if brought.warnings:
            said = "\n".join(brought.warnings[:SHOWN])
            self.banner.tell("warn", lambda: self.tr("Brought in. Worth a look:") + "\n" + said)
        self.desk.notices.changed.emit(brought.touched)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, WorkbookError):
            self.banner.trouble(error)
            return
        problems: Any = error.data["problems"]

        def said() -> str:
            lines = [problem.words(language()) for problem in problems[:SHOWN]]
            return "\n".join([self.tr("Nothing was brought in. Put these right in Excel and try again:"), *lines])

        self.banner.tell("bad", said)

    # -- filling in ----------------------------------------------------------------------------------------------

    def start(self, mode: str, key: str = "") -> None:
        """Fill in a response here."""
        one = self.chosen()
        if one is None or one.state != "in_use":
            return
        rec = one.rec
        job = self.desk.jobs.job(self, lambda _: self.service.run(rec, mode, key))
        job.then(self._fill).otherwise(self.banner.trouble).start()

    def go_on(self) -> None:
        """Go on with a response that was begun."""
        one = self.chosen()
        keys = self.service.unfinished(one.rec) if one else ()
        if keys:
            self.start("face_to_face", keys[0])

    def _fill(self, run: Run) -> None:
        self.filling = self._put(Filling(self.desk, self.service, run))
        self.filling.finished.connect(self._finished)
        self.filling.unwanted.connect(self.discard)
        self.filling.show_page()

    def _finished(self) -> None:
        self.go_home()
        self.banner.tell("ok", lambda: self.tr("The response is kept."))

    def discard(self) -> None:
        """Forget the response being filled in."""
        title, yes = self.tr("Discard this response?"), self.tr("Discard")
        text = self.tr("What was answered in it will be forgotten.")
        if self.filling is not None and self.desk.ask.confirm(self, title, text, yes, danger=True):
            self.filling.flush()
            self.service.drop(self.filling.run.key)
            self.go_home()

    def print_blank(self) -> None:
        """Print blank sheets of the questionnaire the cursor is on."""
        one = self.chosen()
        if one is not None:
            self.on_paper.ask(one)

    def hand_over(self) -> None:
        """Leave the laptop to a villager."""
        one = self.chosen()
        if one is None or self.kiosk is not None:
            return
        self.kiosk = Kiosk(self.desk, self.service, one.rec, one.title)
        self.kiosk.released.connect(self._taken_back)
        self.kiosk.showFullScreen()

    def _taken_back(self) -> None:
        kiosk, self.kiosk = self.kiosk, None
        if kiosk is not None:
            kiosk.deleteLater()
        self.refresh()
        self.view.setFocus()

    # -- responses one by one ------------------------------------------------------------------------------------

    def show_responses(self) -> None:
        """List the named responses, or say why there are none."""
        one = self.chosen()
        if one is not None:
            self.answered = self._put(AnsweredView(self.desk, self.service, one))
            self.answered.wanted.connect(self.start)
            self.answered.correcting.connect(self.correct)

    def show_registers(self) -> None:
        """List the papers handed out and the votes."""
        one = self.chosen()
        if one is not None:
            self.registers = self._put(RegistersView(self.desk, self.service, one))

    def correct(self, response: str, reason: str) -> None:
        """Begin the correction of a finished response."""
        job = self.desk.jobs.job(self, lambda _: self.service.correct(response, reason))
        trouble = self.answered.banner.trouble if self.answered is not None else self.banner.trouble
        job.then(self._fill).otherwise(trouble).start()

    # -- counts and the end --------------------------------------------------------------------------------------

    def count(self) -> None:
        """Show the counts."""
        one = self.chosen()
        if one is not None:
            self.results = self._put(ResultsView(self.desk, self.service, one.rec))
            self.results.back.setFocus()

    def close_survey(self) -> None:
        """End the survey: what waits enters, and everything is counted."""
        title, yes = self.tr("Close the survey?"), self.tr("Close it")
        text = self.tr("No more responses are taken. Those that wait enter now, and everything is counted.")
        if self.desk.ask.confirm(self, title, text, yes):
            self._do(self.service.close)

    def _do(self, verb: Callable[[str], Touched]) -> None:
        one = self.chosen()
        if one is None:
            return
        rec = one.rec
        job = self.desk.jobs.job(self, lambda _: verb(rec))
        job.then(self.desk.notices.changed.emit).otherwise(self.banner.trouble).start()

    def _put(self, view: View) -> View:
        """Show what covers the list, until it is left."""
        view.left.connect(self.go_home)
        self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        return view

    def go_home(self) -> None:
        """Back to the list."""
        for widget in (self.filling, self.results, self.answered, self.registers):
            if widget is not None:
                self.stack.removeWidget(widget)
                widget.deleteLater()
        self.filling = self.results = self.answered = self.registers = None
        self.stack.setCurrentWidget(self.home)
        self.refresh()
        self.view.setFocus()

    # -- as a page -----------------------------------------------------------------------------------------------

    @override
    def flush(self) -> None:
        if self.registers is not None:
            self.registers.flush()
        if self.filling is not None:
            self.filling.flush()
        if self.kiosk is not None:
            self.kiosk.release()

    @override
    def leave(self) -> None:
        if self.registers is not None:
            self.registers.leave()
        if self.filling is not None:
            self.filling.flush()

    @override
    def retranslate(self) -> None:
        self.service.language = language()
        super().retranslate()
        self.model.retranslate()
        self._fill_menu()
        self._say_hint()
        self._show_verbs()
