"""Typing paper questionnaires: the batches of the village, what holds for a batch, its sheets, what differs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from app.services.entry import COMPARE, FIRST, Batch, EntryService
from app.services.entry_typing import Typing
from app.services.questionnaires import Survey
from app.services.records import Touched
from ui.desk import Desk, Page
from ui.pages.entry.differences import DifferencesView
from ui.pages.entry.home import HomeView, Line
from ui.pages.entry.setup import SetupView
from ui.pages.entry.typing import TypingView
from ui.widgets import parts
from ui.widgets.record_words import language

MINE = frozenset({"questionnaire", "entry_batch", "village"})


class EntryPage(Page):
    """One of four views at a time."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.service = desk, EntryService(desk.session)
        self.service.questionnaires.language = language()
        self.typing: TypingView | None = None
        self.differences: DifferencesView | None = None
        self._surveys: Sequence[Survey] = ()
        self._wanted = ""
        self.stack = QStackedWidget()
        parts.column(self).addWidget(self.stack)
        self.home, self.setup = HomeView(), SetupView()
        self.banner = self.home.banner
        self.stack.addWidget(self.home)
        self.stack.addWidget(self.setup)
        self._wire()
        self.refresh()

    def _wire(self) -> None:
        home, setup = self.home, self.setup
        home.new.connect(self.ask_new)
        home.back.connect(lambda: self.desk.go("records:questionnaire", self._wanted))
        home.go_on.connect(self.go_on)
        home.end_first.connect(self.end_first)
        home.dropped.connect(self.drop)
        setup.begun.connect(self.begin)
        setup.left.connect(self.go_home)
        shortcut = QShortcut(QKeySequence("Ctrl+N"), home)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.ask_new)
        self.desk.notices.changed.connect(self._on_changed)
        self.desk.notices.scope_changed.connect(self._other_village)

    # -- the list ------------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        def work(_: object) -> tuple[Sequence[Survey], list[Line]]:
            return self.service.surveys(), [*self.service.batches(), *self.service.settled()]

        self.desk.jobs.job(self, work).then(lambda found: self._show(*found)).otherwise(self.banner.trouble).start()

    def _show(self, surveys: Sequence[Survey], lines: list[Line]) -> None:
        self._surveys = surveys
        session = self.desk.session
        village = next((one.name for one in session.villages() if one.rec == session.village), "")
        self.home.show_lines(lines, village, possible=bool(surveys) and bool(village))
        if self.stack.currentWidget() is self.home and self.isVisible():
            self.home.view.setFocus()

    def _on_changed(self, touched: Touched) -> None:
        if touched & MINE and self.stack.currentWidget() is self.home:
            self.refresh()

    def _other_village(self) -> None:
        self.go_home()

    @override
    def show_argument(self, argument: str) -> None:
        self._wanted = argument
        if self.typing is None and self.differences is None:
            self.go_home()

    def _batch(self) -> Batch | None:
        one = self.home.chosen()
        return one if isinstance(one, Batch) else None

    # -- a new batch ---------------------------------------------------------------------------------------------

    def ask_new(self) -> None:
        """Ask what holds for a new batch."""
        if not self.home.add.isEnabled():
            return
        self.setup.offer(self._surveys, self._wanted, self.service.now().date())
        self.stack.setCurrentWidget(self.setup)
        self.setup.survey.setFocus()

    def begin(self) -> None:
        """Begin the batch that was asked for, and its first sheet."""
        setup = self.setup
        rec, day = setup.survey.currentData(), setup.chosen_day()
        way, where, share = setup.way.currentData(), setup.where.text(), setup.share.currentData()
        if not rec or day is None:
            return

        def work(_: object) -> tuple[Typing, Batch]:
            key = self.service.open(rec, day, way, where, share)
            return self.service.typing(key), self.service.batch(key)

        self.desk.jobs.job(self, work).then(lambda made: self._type(*made)).otherwise(self._failed).start()

    def _failed(self, error: Exception) -> None:
        self.go_home()
        self.banner.trouble(error)

    # -- typing --------------------------------------------------------------------------------------------------

    def go_on(self) -> None:
        """Do what is next with the chosen batch."""
        one = self._batch()
        if one is None:
            return
        self.banner.clear()
        key = one.key
        if one.stage == COMPARE:
            self._decide(one)
            return

        def work(_: object) -> tuple[Typing, Batch]:
            return self.service.typing(key), self.service.batch(key)

        self.desk.jobs.job(self, work).then(lambda made: self._type(*made)).otherwise(self._failed).start()

    def _type(self, typing: Typing, batch: Batch) -> None:
        self._let_go()
        self.typing = TypingView(typing, batch)
        self.typing.left.connect(self.go_home)
        self.typing.all_typed.connect(self._all_typed)
        self._put(self.typing)
        self.typing.show_now()

    def _put(self, widget: QWidget) -> None:
        self.stack.addWidget(widget)
        self.stack.setCurrentWidget(widget)
        widget.setFocus()

    def _all_typed(self) -> None:
        view = self.typing
        if view is None:
            return
        if view.batch.stage == FIRST:
            self._end(view.batch.key)
        else:
            self._decide(self.service.batch(view.batch.key))

    def end_first(self) -> None:
        """End the first typing of the chosen batch and draw."""
        one = self._batch()
        if one is not None and one.stage == FIRST:
            self._end(one.key)

    def _end(self, key: str) -> None:
        job = self.desk.jobs.job(self, lambda _: (self.service.end_first(key), self.service.batch(key))[1])
        job.then(self._ended).otherwise(self._failed).start()

    def _ended(self, batch: Batch) -> None:
        if batch.stage == COMPARE:
            self._decide(batch)
            return
        self.go_home()
        typed, drawn = str(batch.typed), str(batch.drawn)

        def said() -> str:
            text = self.tr("%1 sheets are typed. %2 were drawn to be typed a second time, best by another person.")
            return text.replace("%1", typed).replace("%2", drawn)

        self.banner.tell("ok", said)

    def drop(self) -> None:
        """Forget the chosen batch and its sheets."""
        one = self._batch()
        if one is None:
            return
        text = self.tr("%1 typed sheets are forgotten. The papers remain; nothing of them has entered.")
        title, yes = self.tr("Delete this batch?"), self.tr("Delete")
        if self.desk.ask.confirm(self, title, text.replace("%1", str(one.typed)), yes):
            key = one.key
            job = self.desk.jobs.job(self, lambda _: self.service.drop(key))
            job.then(lambda _: self.refresh()).otherwise(self.banner.trouble).start()

    # -- what differs --------------------------------------------------------------------------------------------

    def _decide(self, batch: Batch) -> None:
        self._let_go()
        self.differences = DifferencesView(self.service, batch)
        self.differences.left.connect(self.go_home)
        self.differences.settled.connect(self.settle)
        self.differences.widened.connect(self.widen)
        self._put(self.differences)
        self.differences.show_now()

    def widen(self) -> None:
        """Have every sheet typed a second time."""
        view = self.differences
        if view is None:
            return
        key = view.batch.key

        def work(_: object) -> tuple[Typing, Batch]:
            self.service.widen(key)
            return self.service.typing(key), self.service.batch(key)

        self.desk.jobs.job(self, work).then(lambda made: self._type(*made)).otherwise(self._failed).start()

    def settle(self) -> None:
        """Let the batch enter."""
        view = self.differences
        if view is None:
            return
        key, count = view.batch.key, str(view.batch.typed)
        view.setEnabled(False)
        job = self.desk.jobs.job(self, lambda _: self.service.settle(key))
        job.then(lambda touched: self._settled(touched, count)).otherwise(self._failed).start()

    def _settled(self, touched: Touched, count: str) -> None:
        self.go_home()
        self.desk.notices.changed.emit(touched)
        text = self.tr("%1 sheets have entered and are counted with the questionnaire. Keep the papers together.")
        self.banner.tell("ok", lambda: text.replace("%1", count))

    # -- as a page -----------------------------------------------------------------------------------------------

    def _let_go(self) -> None:
        for widget in (self.typing, self.differences):
            if widget is not None:
                self.stack.removeWidget(widget)
                widget.deleteLater()
        self.typing = self.differences = None

    def go_home(self) -> None:
        """Back to the batches."""
        if self.typing is not None:
            self.typing.hold()
        self._let_go()
        self.stack.setCurrentWidget(self.home)
        self.banner.clear()
        self.refresh()

    @override
    def flush(self) -> None:
        if self.typing is not None:
            self.typing.hold()

    @override
    def leave(self) -> None:
        self.flush()

    @override
    def retranslate(self) -> None:
        self.service.questionnaires.language = language()
        super().retranslate()
