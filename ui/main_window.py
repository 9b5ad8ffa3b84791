"""The window over an open vault: pages by stage, the bar above, one page in the middle. It knows no rules."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QStackedWidget, QWidget
from typing_extensions import override

from app.errors import AppError
from app.services import looking
from app.services.today import TodayService
from ui import navigation
from ui.ask import Ask
from ui.desk import Desk, Page
from ui.guide import GuideStrip
from ui.jobs import JobRunner
from ui.notices import Notices
from ui.palette import Palette
from ui.speaking import SpeakingWidget
from ui.topbar import TopBar
from ui.widgets import parts
from ui.widgets.banner import Banner

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.session import Session
    from app.settings import Settings

NAV_LEAST, NAV_MOST = 172, 236
LOW = 900  # a window lower than this has no room for wide rows at the left
COUNT_AFTER = 400  # milliseconds after a change until the counter asks again


class MainWindow(SpeakingWidget):
    """Navigation, top bar, pages.

    Signals:
        lock_wanted: the person, or nobody for a while, wants the vault closed.
        switch_wanted: a colleague with this staff number ('' unknown) goes on at this laptop.
    """

    lock_wanted = Signal()
    switch_wanted = Signal(str)

    def __init__(
        self,
        session: "Session",
        jobs: JobRunner,
        ask: Ask,
        settings: "Callable[[], Settings]",
        change_settings: "Callable[..., None]",
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.session, self.jobs, self.notices = session, jobs, Notices(self)
        self.desk = Desk(session, jobs, self.notices, ask, self.go, settings, change_settings, {})
        self.specs = navigation.pages(session)
        self.current = ""
        self._today = TodayService(session)
        self._pages: dict[str, Page] = {}
        self._buttons: dict[str, QPushButton] = {}
        self._stages: list[QWidget] = []
        self._dense = False
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(COUNT_AFTER)
        self._counting.timeout.connect(self._count)
        self._build()
        self._wire()
        self._fill_bar()
        self.go("today", "")
        self._go_back()
        self.guide.begin()

    # -- what is on it -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        whole = parts.column(self, spacing=0)
        self.guide = GuideStrip(self.desk)
        self.practice = self._practice_strip()
        self.bar = TopBar()
        self.banner = Banner()
        self.stack = QStackedWidget()
        middle = parts.row(spacing=0)
        right = parts.column(spacing=0)
        holder = parts.column(spacing=0)
        holder.setContentsMargins(16, 8, 16, 0)
        holder.addWidget(self.banner)
        parts.add(right, (self.bar, holder))
        right.addWidget(self.stack, 1)
        middle.addWidget(self._nav())
        middle.addLayout(right, 1)
        whole.addWidget(self.practice)
        whole.addWidget(self.guide)
        whole.addLayout(middle, 1)
        self.palette_box = Palette(self.desk, self.specs, self)
        self.palette_box.hide()

    def _practice_strip(self) -> QFrame:
        strip = QFrame()
        strip.setProperty("role", "practice")
        line = parts.row(strip, spacing=10)
        line.setContentsMargins(16, 5, 16, 5)
        text = parts.label()
        guide = parts.button("link", "help", "practice")
        guide.clicked.connect(self.guide.bring)
        guide.setVisible(self.guide.offered)
        self.guide.turned.connect(lambda shown: strip.setVisible(not shown))
        parts.add(line, (parts.picture("practice", 18, "practice"), text, None, guide))
        self.say(guide.setText, lambda: self.tr("Guide me"))
        self.say(
            text.setText,
            lambda: self.tr("PRACTICE: every village and person here is made up. Nothing gets into real data."),
        )
        strip.setVisible(self.session.practice)
        return strip

    def _nav(self) -> QWidget:
        frame = QFrame()
        frame.setObjectName("nav")
        inside = parts.column(frame, spacing=1)
        inside.setContentsMargins(0, 8, 0, 8)
        self._group = QButtonGroup(self)
        stage = ""
        for spec in self.specs:
            if not spec.in_list:
                continue
            if spec.stage != stage:
                stage = spec.stage
                inside.addWidget(self._stage_heading(stage))
            inside.addWidget(self._nav_button(spec))
        inside.addStretch(1)
        inside.addWidget(self._who())
        area = parts.scrolled(frame)
        self._nav_area = area
        self._fit_nav()
        return area

    def _fit_nav(self) -> None:
        """As wide as its longest name, within reason; the tool tip holds what is longer."""
        widest = max(button.sizeHint().width() for button in self._buttons.values())
        self._nav_area.setFixedWidth(max(NAV_LEAST, min(widest + 14, NAV_MOST)))

    def _press_nav(self) -> None:
        """Stand closer on a low window, so that the handover and the settings stay in sight."""
        dense = self.height() < LOW
        if dense != self._dense:
            self._dense = dense
            for part in (*self._buttons.values(), *self._stages):
                part.setProperty("dense", dense)
                part.style().unpolish(part)
                part.style().polish(part)

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self._fit_nav()

    def _stage_heading(self, stage: str) -> QWidget:
        heading = parts.label("stage")
        if sum(spec.stage == stage and spec.in_list for spec in self.specs) > 1:
            self.say(heading.setText, partial(navigation.stage_words, stage))
        else:
            heading.setFixedHeight(12)  # one page needs no heading of the same name
        self._stages.append(heading)
        return heading

    def _nav_button(self, spec: navigation.PageSpec) -> QPushButton:
        button = parts.button("nav", spec.icon, "quiet")
        button.setCheckable(True)
        self._group.addButton(button)
        self._buttons[spec.code] = button
        button.clicked.connect(lambda _=False, code=spec.code: self.go(code, ""))
        self.say(button.setText, lambda: f"  {spec.words()}")
        self.say(button.setAccessibleName, spec.words)
        self.say(button.setToolTip, lambda: " ".join(filter(None, (spec.words(), spec.shortcut))))
        return button

    def _who(self) -> QWidget:
        holder = QWidget()
        inside = parts.column(holder, spacing=0)
        inside.setContentsMargins(14, 10, 10, 4)
        name, state = parts.label("strong"), parts.label("small", wrap=True)
        parts.add(inside, (name, state))
        name.setText(self.session.me_name)
        name.setToolTip(self.session.me_name)
        self.say(state.setText, self._who_words)
        return holder

    def _who_words(self) -> str:
        if self.session.is_office:
            return self.tr("Inspection office")
        return self.tr("Registered") if self.session.registered else self.tr("Not registered yet")

    def _wire(self) -> None:
        self.bar.village_chosen.connect(self._choose_village)
        self.bar.round_chosen.connect(self._choose_round)
        self.bar.search_wanted.connect(self.palette_box.open)
        self.bar.handover_wanted.connect(lambda: self.go("handover", ""))
        self.bar.lock_wanted.connect(self.lock_wanted)
        self.bar.switch_wanted.connect(self.switch)
        self.bar.help_wanted.connect(lambda: self.go("manual", self.current))
        self.notices.trouble.connect(self._on_trouble)
        self.jobs.trouble.connect(self._on_trouble)
        self.notices.changed.connect(self._on_changed)
        session = self.session
        session.listen(self.notices.changed.emit)  # verbs run on worker threads; the signal brings it home
        self.palette_box.lock_wanted.connect(self.lock_wanted)
        self.palette_box.switch_wanted.connect(self.switch)
        for keys, run in (
            ("Ctrl+K", self.palette_box.open),
            ("Ctrl+L", self.lock_wanted.emit),
            ("Ctrl+Shift+L", self.switch),
            ("F1", lambda: self.go("manual", self.current)),
        ):
            QShortcut(QKeySequence(keys), self, run)
        for spec in self.specs:
            if spec.shortcut and spec.shortcut != "F1":
                QShortcut(QKeySequence(spec.shortcut), self, lambda code=spec.code: self.go(code, ""))

    # -- going about ---------------------------------------------------------------------------------------------

    def go(self, code: str, argument: str) -> None:
        """Show a page, and one thing on it if ``argument`` names one."""
        page = self.page(code)
        before = self._pages.get(self.current)
        if before is not None and before is not page:
            before.leave()
        self.current = code
        self.banner.clear()
        self.stack.setCurrentWidget(page)
        self._mark(code)
        if argument:
            page.show_argument(argument)
        if before is not page:
            page.setFocus()

    def _go_back(self) -> None:
        """Open the record that was open when the window was locked or the light went out."""
        from app.services.records import RecordService

        code, rec = RecordService(self.session).last_place()
        if any(spec.code == code for spec in self.specs):
            self.go(code, rec)

    def _mark(self, code: str) -> None:
        """Show at the left where the person is; nowhere, on a page that has no place there."""
        if code in self._buttons:
            self._buttons[code].setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def page(self, code: str) -> Page:
        """The page of a code, made when it is first asked for."""
        if code not in self._pages:
            spec = next((spec for spec in self.specs if spec.code == code), self.specs[0])
            if spec.code in self._pages:
                return self._pages[spec.code]
            page = spec.make(self.desk)
            page.setObjectName("page")
            self._pages[spec.code] = page
            self.stack.addWidget(page)
            return page
        return self._pages[code]

    def switch(self) -> None:
        """Let a colleague go on who uses this laptop too; with several, ask who."""
        from app.services import switching

        found = switching.others(self.session)
        if not found:
            words = lambda: self.tr("Nobody else can unlock here yet. Add a person in the settings.")  # noqa: E731
            self.banner.tell("info", words, self.tr("Open settings"), lambda: self.go("settings", ""))
            return
        names = [" ".join(part for part in (one.name or "—", one.staff) if part) for one in found]
        question = self.tr("Who goes on at this laptop?")
        place = 0 if len(found) == 1 else self.desk.ask.choose(self, self.tr("Change over"), question, names)
        if place is not None:
            self.switch_wanted.emit(found[place].staff)

    def flush(self) -> None:
        """Save on every page what is being typed; the vault is about to be closed.

        Raises:
            AppError, OSError: what the first page said that could not; the others were saved all the same.
        """
        self.guide.stop()
        troubles: list[Exception] = []
        for page in self._pages.values():
            try:
                page.flush()
            except (AppError, OSError) as error:
                troubles.append(error)
        if troubles:
            raise troubles[0]

    # -- village, round, counter ---------------------------------------------------------------------------------

    def _fill_bar(self) -> None:
        session = self.session
        held = session.villages()
        if len(held) == 1 and not session.has_chosen and not session.is_office:
            session.choose(village=held[0].rec)  # there is nothing to choose; “all” stays chosen once somebody did
        self.bar.offer_rounds(looking.rounds(session), session.round)
        self.bar.offer_villages(looking.villages(session), session.village)
        self._count()

    def _choose_village(self, rec: str) -> None:
        self.session.choose(village=rec)
        self._scope_changed()

    def _choose_round(self, rec: str) -> None:
        self.session.choose(round_=rec)
        self._fill_bar()
        if self.bar.village.currentData() != self.session.village:  # the village is not of that round
            self.session.choose(village="")
        self._scope_changed()

    def _scope_changed(self) -> None:
        self.notices.scope_changed.emit()
        for page in self._pages.values():
            page.refresh()

    def _on_changed(self, touched: Any) -> None:
        if not touched or touched & {"village", "round"}:
            self._fill_bar()
        self._counting.start()

    def _count(self) -> None:
        from app.services import switching

        self.jobs.job(self, lambda _: self._today.not_handed_over()).then(self.bar.show_waiting).start()
        job = self.jobs.job(self, lambda _: bool(switching.others(self.session)))
        job.then(self.bar.switch.setVisible).start()

    # -- troubles ------------------------------------------------------------------------------------------------

    def _on_trouble(self, error: Exception) -> None:
        from ui import errors

        if errors.expected(error):
            self.banner.trouble(error)
        else:
            raise error  # a bug: the crash watch shows it

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._press_nav()
        self.palette_box.place()

    @override
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        page = self.stack.currentWidget()
        if page is not None:
            page.setFocus(reason)
