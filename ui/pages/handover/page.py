"""Handover by stick (U盘交接): plug in, see what would happen, press one button, pull out and check."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget
from typing_extensions import override

from app.services import eight_words, enrolling, looking
from app.services.handover import HandoverService
from app.services.handover_packages import PackageService
from app.services.handover_road import RoadService
from ui import icons
from ui.desk import Desk, Page
from ui.pages.handover import facts, words
from ui.pages.handover.clearing import ClearingCard
from ui.pages.handover.enrolments import Enrolments
from ui.pages.handover.second import SecondCard
from ui.pages.handover.standing import StickStanding
from ui.pages.handover.stick import StickChooser
from ui.pages.handover.target import TargetChooser
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.eight_words import EightWords
from ui.widgets.evening import EveningCard
from ui.widgets.paper_slip import SlipDesk
from ui.widgets.progress import ProgressStrip
from ui.widgets.road_words import unchecked_words

if TYPE_CHECKING:
    from app.services.handover_facts import Forked, Outcome, Plan
    from app.services.handover_road import RightStick


class HandoverPage(Page):
    """Plan, button, outcome; at the office the enrolments as well."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._service, self._road = HandoverService(desk.session), RoadService(desk.session)
        self._plan: Plan | None = None
        self._outcome: Outcome | None = None
        self._busy = False
        self._last: Path | None = None
        self._pulled: Path | None = None  # the stick that was written and is out now: checked when it comes back
        self._build()
        self._wire()
        self._say_words()
        self._update()

    def _build(self) -> None:
        self.title, self.subtitle = parts.label("title"), parts.label("quiet", wrap=True)
        self.banner, self.strip = Banner(), ProgressStrip()
        self.words_card = self._own_words()
        self.stick = StickChooser(self._service.drives, self._desk.jobs, self._desk.ask)
        stick_card, stick_inside = parts.card(margin=16, spacing=10)
        self.stick_title = parts.label("heading")
        self.standing = StickStanding(is_office=self._desk.session.is_office, name_of=self._desk.session.name_of)
        self.target, self.evening = TargetChooser(self._desk), EveningCard(self._desk, self, button=False)
        parts.add(stick_inside, (self.stick_title, self.stick, self.standing, self.target))
        self.slips = SlipDesk(self._desk, self, lambda: self.banner)
        self.alarm_box = parts.column()
        self.button = parts.button("primary", "handover")
        self.button.setProperty("size", "big")
        self.check_button = parts.button("", "shield")
        self.hint = parts.label("quiet", wrap=True)
        act = parts.row(spacing=14)
        act.addWidget(self.button)
        act.addWidget(self.check_button)
        act.addWidget(self.hint, 1)
        self.cards = QGridLayout()
        self.cards.setSpacing(16)
        self.cards.setColumnStretch(0, 1)
        self.cards.setColumnStretch(1, 1)
        self.outcome_box = parts.column()
        self.second = SecondCard(self._desk)
        self.enrolments, self.clearing = Enrolments(), ClearingCard(self._desk)
        inside = QWidget()
        body = parts.column(inside, spacing=16)
        body.setContentsMargins(28, 20, 28, 28)
        parts.add(
            body,
            (
                self.title, self.subtitle, self.banner, self.alarm_box, self.words_card, stick_card, self.outcome_box,
                self.second, self.evening, self.cards, self.enrolments, self.clearing, None,
            ),
        )  # fmt: skip
        whole = parts.column(self, spacing=0)
        whole.addWidget(parts.scrolled(parts.narrow(inside, 1060)))
        whole.addWidget(parts.rule())
        whole.addWidget(parts.narrow(self._foot(act), 1060))
        self.setFocusProxy(self.button)

    def _foot(self, act: QHBoxLayout) -> QWidget:
        """What to press, always in sight: below the facts it stood under the edge of a low screen."""
        foot = QWidget()
        column = parts.column(foot, spacing=8)
        column.setContentsMargins(28, 10, 28, 10)
        column.addLayout(act)
        column.addWidget(self.strip)
        return foot

    def _own_words(self) -> QWidget:
        """Before this person is registered: the eight words to read to the officer."""
        frame, inside = parts.card(margin=16, spacing=8)
        heading, text = parts.label("heading"), parts.label("quiet", wrap=True)
        words = EightWords(self._desk.ask)
        parts.add(inside, (heading, text, words))
        self.say(heading.setText, lambda: self.tr("Not registered yet"))
        self.say(
            text.setText,
            lambda: self.tr("The button below writes your enrolment. Read these eight words to the officer:"),
        )
        registered = self._desk.session.registered
        if not registered:
            session = self._desk.session
            words.show_words(session.own_words, eight_words.of_enrolment(session), "laptop-words.txt")
        frame.setVisible(not registered)
        return frame

    def _wire(self) -> None:
        self.stick.chosen.connect(self._on_stick)
        self.target.chosen.connect(self._look)
        self.standing.asked.connect(self.ask_right_stick)
        self.standing.register_wanted.connect(self.register_stick)
        self.button.clicked.connect(self.hand_over)
        self.check_button.clicked.connect(self.check)
        self.enrolments.confirmed.connect(self._confirm)
        self.enrolments.declined.connect(self._decline)
        self.second.settled.connect(self._update)
        self.clearing.trouble.connect(self.banner.trouble)
        self.clearing.cleared.connect(self._gone)

    def _say_words(self) -> None:
        self.say(self.title.setText, lambda: self.tr("Stick handover"))
        self.say(
            self.subtitle.setText,
            lambda: self.tr("One button reads what came for you and writes what has to go, sealed and signed."),
        )
        self.say(self.stick_title.setText, lambda: self.tr("1   Which stick?"))
        self.say(self.check_button.setText, lambda: self.tr("Pull out, plug in, check"))
        self.say(
            self.check_button.setToolTip,
            lambda: self.tr("Pull the stick out, plug it in again, then check that it kept every byte"),
        )

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self._draw()
        self._update()

    # -- looking -------------------------------------------------------------------------------------------------

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.stick.begin()
        self.refresh()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.stick.end()

    def refresh(self) -> None:
        """Look at the stick and the enrolments again."""
        self.words_card.setVisible(not self._desk.session.registered)
        self.clearing.forget()
        self._look()
        self.target.refresh()
        self.evening.refresh()
        if self._desk.session.is_office:
            self._desk.jobs.job(
                self, lambda _: (self._service.enrolments(), looking.villages(self._desk.session))
            ).then(lambda found: self.enrolments.offer(*found)).start()

    def _on_stick(self, folder: Path | None) -> None:
        back = folder is not None and folder == self._pulled
        if folder is None and self._outcome is not None and self._outcome.written:
            self._pulled = self._pulled or self._last
        elif not back:
            self._outcome, self._pulled = None, None
        self._last = folder or self._last
        if back:
            self._pulled = None
            self.check()
        if folder is None:
            self._plan = None
            self._draw()
            self._update()
        else:
            self._look()

    def _look(self) -> None:
        folder = self.stick.folder
        if folder is not None and not self._busy:
            to = self.target.code
            self._desk.jobs.job(self, lambda _: self._service.plan(folder, to)).then(self._on_plan).otherwise(
                self.banner.trouble
            ).start()

    def _on_plan(self, plan: "Plan") -> None:
        if plan.drive.path != self.stick.folder:
            return  # another stick was chosen meanwhile
        self._plan = plan
        self._draw()
        self._update()

    # -- which stick ---------------------------------------------------------------------------------------------

    def ask_right_stick(self, digits: str) -> None:
        """Say whether the file of a slip lies on this stick."""
        folder = self.stick.folder
        if folder is None or self._busy:
            return
        self._busy = True
        self._update()
        job = self._desk.jobs.long(self, lambda progress: self._road.right_stick(folder, digits, progress))

        def tell(found: "RightStick") -> None:
            if self.stick.folder == folder:
                self.standing.answered(found)

        self.strip.follow(job, self.tr("Reading the stick…")).at_the_end(self._rest).then(tell).otherwise(
            self._on_trouble
        ).start()

    def register_stick(self) -> None:
        """At the office: begin an entry of the register for this stick and open it."""
        if self._plan is None:
            return
        drive, packages = self._plan.drive, PackageService(self._desk.session)
        job = self._desk.jobs.job(self, lambda _: packages.begin_stick(drive))
        job.then(lambda rec: self._desk.go("records:media", rec)).otherwise(self.banner.trouble).start()

    # -- the one button ------------------------------------------------------------------------------------------

    def hand_over(self) -> None:
        """Read and write."""
        folder = self.stick.folder
        if folder is None or self._busy:
            return
        self._busy = True
        self._outcome = None
        self.banner.clear()
        self._update()
        to = self.target.code
        job = self._desk.jobs.long(self, lambda progress: self._service.hand_over(folder, progress, to))
        self.strip.follow(job, self.tr("Handing over…")).at_the_end(self._rest).then(self._on_outcome).otherwise(
            self._on_trouble
        ).start()

    def check(self) -> None:
        """Hash what lies on the stick again."""
        folder = self.stick.folder
        if folder is None or self._busy:
            return
        self._busy = True
        self._update()
        job = self._desk.jobs.long(self, lambda progress: self._service.check_stick(folder, progress))
        self.strip.follow(job, self.tr("Reading the stick again…")).at_the_end(self._rest).then(
            self._on_checked
        ).otherwise(self._on_trouble).start()

    def _rest(self) -> None:
        self._busy = False
        self._update()

    def _on_outcome(self, outcome: "Outcome") -> None:
        self._outcome = outcome
        self._desk.notices.changed.emit(outcome.touched)
        self._draw()
        self.refresh()

    def _on_trouble(self, error: Exception) -> None:
        self.banner.trouble(error)
        self._look()

    def _on_checked(self, found: list[tuple[str, str]]) -> None:
        lying = {name for name, _ in found}
        written = self._outcome.written if self._outcome is not None else ()
        bad = [name for name, state in found if state != "intact"]
        bad += [sent.file for sent in written if sent.file not in lying]
        if bad:
            self.banner.tell(
                "bad",
                lambda: self.tr("Not as it was written: %1. Use another stick and hand over again.").replace(
                    "%1", ", ".join(bad)
                ),
            )
        else:
            count = len(found)
            self.banner.tell(
                "ok",
                lambda: self.tr("Packages on the stick: %1. Every byte is as it was written.").replace(
                    "%1", str(count)
                ),
            )

    # -- enrolments ----------------------------------------------------------------------------------------------

    def _confirm(self, row: int, role: str, villages: list[str]) -> None:
        work = enrolling.registration(role, villages)
        self._desk.jobs.job(self, lambda _: self._service.confirm_enrolment(row, work)).then(
            lambda touched: self._on_registered(touched, len(villages))
        ).otherwise(self.banner.trouble).start()

    def _on_registered(self, touched: object, villages: int) -> None:
        self._settled(touched)
        if villages:
            words = lambda: self.tr("Registered. Press “Hand over” once more: the assignment goes onto this stick.")  # noqa: E731
        else:
            words = lambda: self.tr(  # noqa: E731
                "Registered, but without a village: nothing could be entered there. Choose villages for this person "
                "under Inspectors, then press “Hand over” for the assignment."
            )
        self.banner.tell("ok" if villages else "warn", words)

    def _decline(self, row: int) -> None:
        sure = self._desk.ask.confirm(
            self,
            self.tr("Set this enrolment aside?"),
            self.tr("If the words differ, somebody may have exchanged the file. The laptop can enrol again."),
            self.tr("Set aside"),
            danger=True,
        )
        if sure:
            self._desk.jobs.job(self, lambda _: self._service.decline_enrolment(row)).then(self._settled).otherwise(
                self.banner.trouble
            ).start()

    def _gone(self) -> None:
        """Nothing is left to be shown: the vault was cleared."""
        self._desk.extra["lock"]()

    def _settled(self, touched: object) -> None:
        self._desk.notices.changed.emit(touched)
        self.refresh()

    # -- showing -------------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        for box in (self.cards, self.outcome_box, self.alarm_box):
            parts.clear(box)
        self.standing.show_plan(self._plan)
        known = (*(self._plan.forks if self._plan else ()), *(self._outcome.forks if self._outcome else ()))
        if known:
            self.alarm_box.addWidget(facts.alarm_card(self._alarms(tuple(dict.fromkeys(known)))))
        if self._outcome is not None:
            name_of = self._desk.session.name_of
            self.outcome_box.addWidget(facts.outcome_card(self._outcome, name_of, self.slips.slip))
        if self._plan is not None and self._outcome is None:
            for place, card in enumerate(facts.plan_cards(self._plan)):
                self.cards.addWidget(card, place // 2, place % 2)

    def _alarms(self, forks: "tuple[Forked, ...]") -> list[str]:
        session = self._desk.session
        villages = {village.scope: village.name for village in session.villages()}
        return [
            words.fork_words(
                fork, session.name_of(fork.person), words.scope_words(fork.scope, villages.get(fork.scope, ""))
            )
            for fork in forks
        ]

    def _update(self) -> None:
        plan = self._plan
        ready = plan is not None and self.stick.folder is not None and not self._busy
        self.button.setEnabled(ready)
        sent = self._outcome.written if self._outcome is not None else ()
        written = bool(sent)
        self.second.show_written(sent)
        self.check_button.setVisible(written)
        for button, icon, leads in ((self.button, "handover", not written), (self.check_button, "shield", written)):
            parts.set_role(button, "primary" if leads else "")  # what comes next stands out
            icons.put(button, icon, "on_accent" if leads else "text")
        self.check_button.setEnabled(not self._busy and self.stick.folder is not None)
        self.button.setText(self._button_words())
        self.hint.setText(self._hint_words())

    def _button_words(self) -> str:
        if not self._desk.session.is_office and not self._desk.session.registered:
            return self.tr("Write enrolment")
        return self.tr("Hand over")

    def _hint_words(self) -> str:
        if self._pulled is not None:
            return self.tr("Now plug the same stick in again; it is checked by itself.")
        if self._outcome is not None and self._outcome.written:
            told = self.tr("Pull the stick out, plug it in again and check it; only then is it certain.")
            return f"{told} {unchecked_words()}" if self.second.missing else told
        if self.stick.folder is None:
            return self.tr("Nothing is read or written before you press the button.")
        return ""
