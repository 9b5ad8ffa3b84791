"""The first start (首次启动): one question a page; the states are those of `app.services.first_start`."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.services import first_start
from app.services.first_start import Answers, Road, Step
from ui import language
from ui.ask import Ask
from ui.jobs import JobRunner
from ui.pages.first_start import steps
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.brand import Brand, language_choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.session import Session
    from app.services.setup import SetupService


class FirstStartPage(SpeakingWidget):
    """Walks through the steps of a road and makes the vault at the end.

    Signals:
        made: the open session of the new vault, when the person goes on from the last page.
        practise: the person wants the practice round.
        left: back to the unlock page.
        language_chosen: a language code.
    """

    made = Signal(object)
    practise = Signal()
    left = Signal()
    language_chosen = Signal(str)

    def __init__(self, setup: "Callable[[], SetupService]", jobs: JobRunner, ask: Ask, *, can_leave: bool) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setup, self.jobs, self.ask = setup, jobs, ask
        self.answers = Answers()
        self.step: Step | None = None
        self.session: Session | None = None
        self._can_leave = can_leave
        self._pages: dict[Step, steps.StepPage] = {}
        self._build()
        self._say_all()
        self._show_choice()

    def change(self, **answers: object) -> None:
        """Take an answer and see what is still missing."""
        self.answers = replace(self.answers, **answers)  # type: ignore[arg-type]
        self._update()

    # -- what is on it -------------------------------------------------------------------------------------------

    def _build(self) -> None:
        whole = parts.row(self, spacing=0)
        self.brand = Brand()
        self._trail = parts.column(spacing=10)
        self.brand.below.addLayout(self._trail)
        inside = QWidget()
        right = parts.column(inside, spacing=0)
        right.setContentsMargins(24, 16, 24, 20)
        top = parts.row()
        self.language: QComboBox = language_choice()
        self.language.activated.connect(lambda _: self.language_chosen.emit(self.language.currentData()))
        parts.add(top, (None, self.language))
        right.addLayout(top)
        right.addStretch(1)
        middle = parts.row()
        parts.add(middle, (None, self._card(), None))
        parts.add(right, (middle, None))
        whole.addWidget(self.brand)
        whole.addWidget(parts.scrolled(inside), 1)

    def _card(self) -> QWidget:
        frame, inside = parts.card(margin=32, spacing=12)
        frame.setFixedWidth(640)
        self.title, self.banner = parts.label("title"), Banner()
        self.stack = QStackedWidget()
        self.choice = self._choice()
        self.stack.addWidget(self.choice)
        self.working = QProgressBar()
        self.working.setRange(0, 0)
        self.working.setTextVisible(False)
        self.working.hide()
        self.lacking = parts.label("quiet", wrap=True)
        self.back_button = parts.button("quiet", "back")
        self.next_button = parts.button("primary")
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.next)
        foot = parts.row(spacing=12)
        foot.addWidget(self.back_button)
        foot.addWidget(self.lacking, 1)
        foot.addWidget(self.next_button)
        parts.add(inside, (self.title, self.banner, self.stack, 4, self.working, parts.rule(), foot))
        return frame

    def _choice(self) -> QWidget:
        page = QWidget()
        inside = parts.column(page, spacing=12)
        self.road_buttons = {}
        for road, icon in ((Road.LAPTOP, "laptop"), (Road.OFFICE, "office"), (None, "practice")):
            button, title, body = _big_choice(icon)
            button.clicked.connect(lambda _=False, road=road: self._take_road(road))
            self.road_buttons[road] = (button, title, body)
            inside.addWidget(button)
        inside.addStretch(1)
        return page

    def _say_all(self) -> None:
        words: dict[Road | None, tuple[Callable[[], str], Callable[[], str]]] = {
            Road.LAPTOP: (
                lambda: self.tr("A laptop for the villages"),
                lambda: self.tr("You inspect villages with it. Bring the office card on a stick and its eight words."),
            ),
            Road.OFFICE: (
                lambda: self.tr("The computer of the inspection office"),
                lambda: self.tr("It gives out assignments and takes in what comes back. One for each office."),
            ),
            None: (
                lambda: self.tr("Practise first"),
                lambda: self.tr("Made-up villages and people; about 15 minutes. Nothing has to be set up."),
            ),
        }
        for road, (title, body) in words.items():
            button, title_label, body_label = self.road_buttons[road]
            self.say(title_label.setText, title)
            self.say(body_label.setText, body)
            self.say(button.setAccessibleName, title)
            self.say(button.setAccessibleDescription, body)
        self.say(self.back_button.setText, lambda: self.tr("Back"))

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self.language.setCurrentIndex(self.language.findData(language.current()))
        self._say_step()
        self._update()

    # -- walking -------------------------------------------------------------------------------------------------

    def _take_road(self, road: Road | None) -> None:
        if road is None:
            self.practise.emit()
            return
        self.answers = Answers(road=road, folder=self.setup().free_folder(road))
        self._pages = {step: steps.make(step, self) for step in first_start.STEPS[road]}
        while self.stack.count() > 1:
            old = self.stack.widget(1)
            if old is not None:
                self.stack.removeWidget(old)
                old.deleteLater()
        for page in self._pages.values():
            self.stack.addWidget(page)
        self._go(first_start.STEPS[road][0])

    def _show_choice(self) -> None:
        self.step = None
        self.stack.setCurrentWidget(self.choice)
        self._say_step()
        self._update()
        self.road_buttons[Road.LAPTOP][0].setFocus()

    def _go(self, step: Step) -> None:
        self.step = step
        self.banner.clear()
        page = self._pages[step]
        page.shown()
        self.stack.setCurrentWidget(page)
        self._say_step()
        self._update()
        page.setFocus()

    def back(self) -> None:
        """One step back; from the first to the choice of road; from there to the unlock page."""
        if self.step is None:
            self.left.emit()
            return
        earlier = first_start.before(self.answers.road, self.step)
        if earlier is None:
            self._show_choice()
        else:
            self._go(earlier)

    def next(self) -> None:
        """One step on; before the last one the vault is made."""
        step = self.step
        if step is None or first_start.missing(step, self.answers) or not self.next_button.isEnabled():
            return
        if step is Step.DONE:
            if self.session is not None:
                self.made.emit(self.session)
        elif step is Step.PLACE:
            self._make()
        else:
            self._go(first_start.after(self.answers.road, step))

    def _make(self) -> None:
        answers = self.answers
        self.banner.clear()
        self._set_busy(busy=True)
        self.jobs.free(self, lambda progress: self.setup().make(answers, progress)).at_the_end(
            lambda: self._set_busy(busy=False)
        ).then(self._on_made).otherwise(self.banner.trouble).start()

    def _on_made(self, session: "Session") -> None:
        self.session = session
        self.answers = replace(self.answers, passphrase="", again="")
        self._go(Step.DONE)

    def _set_busy(self, *, busy: bool) -> None:
        self.working.setVisible(busy)
        self.stack.setEnabled(not busy)
        self.back_button.setEnabled(not busy)
        self.next_button.setEnabled(not busy)
        if busy:
            self.lacking.setText(self.tr("Making the encrypted store; this takes a few seconds…"))
        else:
            self._update()

    # -- words that depend on the step ---------------------------------------------------------------------------

    def _say_step(self) -> None:
        self.title.setText(self._pages[self.step].title() if self.step else self.tr("What is this computer?"))
        parts.clear(self._trail)
        self.brand.promises.setVisible(self.step is None)  # read by now; the trail needs the room
        if self.step is None:
            return
        road = first_start.STEPS[self.answers.road]
        for number, step in enumerate(road, 1):
            self._trail.addWidget(_trail_line(number, self._pages[step].short(), step, self.step, road))

    def _update(self) -> None:
        step = self.step
        self.next_button.setVisible(step is not None)
        self.back_button.setVisible(step is not Step.DONE and (step is not None or self._can_leave))
        if step is None:
            self.lacking.clear()
            return
        missing = first_start.missing(step, self.answers)
        self.next_button.setEnabled(not missing)
        self.lacking.setText(self._lacking(missing[0]) if missing else "")
        last = {Step.PLACE: self.tr("Make it"), Step.DONE: self.tr("Start working")}
        self.next_button.setText(last.get(step) or self.tr("Next"))

    def _lacking(self, code: str) -> str:
        return {
            "card": self.tr("Choose the office card first."),
            "compare": self.tr("Compare the eight words, then tick the box."),
            "office_name": self.tr("Enter the name of the office."),
            "card_folder": self.tr("Choose where the office card is written."),
            "name": self.tr("Enter your name."),
            "staff": self.tr("Enter your staff number."),
            "weak": self.tr("The passphrase is not strong enough yet."),
            "again": self.tr("Type the same passphrase once more."),
            "folder": self.tr("Choose a folder."),
            "in_use": self.tr("This folder is not empty. Choose an empty one."),
        }[code]


def _big_choice(icon: str) -> tuple[QPushButton, QLabel, QLabel]:
    button = parts.button("choice")
    line = parts.row(button, margin=14, spacing=16)
    words: QVBoxLayout = parts.column(spacing=2)
    title, body = parts.label("heading"), parts.label("quiet", wrap=True)
    parts.add(words, (None, title, body, None))
    line.addWidget(parts.picture(icon, 36, "accent"))
    line.addLayout(words, 1)
    line.addWidget(parts.picture("chevron-right", 20, "quiet"))
    for part in (title, body):
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return button, title, body


def _trail_line(number: int, words: str, step: Step, now: Step, road: tuple[Step, ...]) -> QWidget:
    holder = QWidget()
    line = parts.row(holder, spacing=10)
    done = road.index(step) < road.index(now)
    role = "strong" if step is now else "quiet"
    line.addWidget(parts.picture("check", 16, "ok") if done else parts.label(role, f"{number}"))
    line.addWidget(parts.label(role, words), 1)
    return holder
