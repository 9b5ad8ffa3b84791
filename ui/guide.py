"""The guide of the practice round: one line that says what to try next and notices by itself when it was done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from typing_extensions import override

from app.services.guide import DONE, GuideService, Standing
from ui.desk import Desk
from ui.speaking import SpeakingFrame
from ui.widgets import parts

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK_EVERY = 1500  # milliseconds; a draft tells nobody, so the guide looks


class GuideStrip(SpeakingFrame):
    """Number, what to do, a button that goes there, one that leaves it out, one that puts the guide away.

    Signals:
        turned: whether it is to be seen; the line that says “practice” makes room for it, and it says so itself.
    """

    turned = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("role", "practice")
        self._desk, self._service = desk, GuideService(desk.session)
        self.standing: Standing | None = None
        self._looking = False
        self.number, self.text = parts.label("chip-practice"), parts.label(wrap=True)
        self.take_me, self.skip = parts.button(), parts.button("quiet")
        self.away = parts.button("quiet", "close", "practice")
        self.away.setFixedWidth(34)
        line = parts.row(self, spacing=10)
        line.setContentsMargins(16, 4, 12, 4)
        parts.add(line, (self.number, self.text, self.take_me, self.skip, self.away))
        line.setStretch(1, 1)
        self.take_me.clicked.connect(self.go)
        self.skip.clicked.connect(lambda: self._ask(self._service.skip))
        self.away.clicked.connect(lambda: self._ask(lambda: self._service.show(on=False)))
        self.say(self.take_me.setText, lambda: self.tr("Take me there"))
        self.say(self.skip.setText, lambda: self.tr("Skip"))
        self.say(self.away.setToolTip, lambda: self.tr("Put the guide away"))
        self.say(self.away.setAccessibleName, lambda: self.tr("Put the guide away"))
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY)
        self._timer.timeout.connect(self.look)
        self.hide()

    @property
    def offered(self) -> bool:
        """Whether there is a guide in this vault."""
        return self._service.offered

    def begin(self) -> None:
        """Look for the first time and go on looking."""
        if self.offered:
            self._timer.start()
            self.look()

    def look(self) -> None:
        """See whether the exercise is done."""
        self._ask(self._service.look)

    def bring(self) -> None:
        """Take the guide out again."""
        self._ask(lambda: self._service.show(on=True))

    def go(self) -> None:
        """Open the place of the exercise; at the end, the manual with the card to print."""
        if self.standing is not None and self.standing.exercise == DONE:
            self._desk.go("manual", "practice")
        elif self.standing is not None:
            self._desk.go(self.standing.page, self.standing.rec)

    def stop(self) -> None:
        """Look no more: the vault is about to be closed."""
        self._timer.stop()

    def _ask(self, verb: "Callable[[], Standing]") -> None:
        if self._looking:
            return  # the answer before has not come yet
        self._looking = True
        job = self._desk.jobs.job(self, lambda _: verb())
        job.at_the_end(self._heard).then(self._show).start()

    def _heard(self) -> None:
        self._looking = False

    def _show(self, standing: Standing) -> None:
        self.standing = standing
        self.setVisible(standing.shown)
        self.turned.emit(standing.shown)
        if not standing.shown or standing.exercise == DONE:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()
        self._say_exercise()

    def _say_exercise(self) -> None:
        standing = self.standing
        if standing is None:
            return
        over = standing.exercise == DONE
        count = "✓" if over else f"{standing.number}/{standing.total}"
        self.number.setText(self.tr("PRACTICE %1").replace("%1", count))
        self.text.setText(self._words(standing.exercise))
        self.take_me.setVisible(standing.exercise != "lock")
        self.skip.setVisible(not over)

    def _words(self, exercise: str) -> str:
        return {
            "open": self.tr("Open a talk planned for today: on the page Today, click its line under “Planned talks”."),
            "begin": self.tr("Begin the talk: press “Begin” at the right. The time is noted by itself."),
            "answer": self.tr(
                "Write a question, press Enter, write the answer. Enter always goes on with the other speaker; "
                "there is no Save button."
            ),
            "ask": self.tr("Pull the next question from the outline: Ctrl+Enter, or click it at the left."),
            "refused": self.tr(
                "A document is refused: choose one on the list, press 4, and type the number of the written statement."
            ),
            "sources": self.tr(
                "Two sources contradict each other. Open the finding, read them side by side, and add a third source."
            ),
            "amount": self.tr(
                "This finding lacks its amount: the checks at the right say so. Type the amount, or why there is none."
            ),
            "print": self.tr(
                "Print the record of a checked talk for signing: Ctrl+P. Without a printer save it as a PDF."
            ),
            "scan": self.tr(
                "The signed pages come back: attach their scan under “Files” at the right. The PDF just saved will do."
            ),
            "settle": self.tr(
                "Two people wrote different things. Open the record, then the tab “Differs” at the right, compare, "
                "and press “Keep this”."
            ),
            "sign": self.tr(
                "Sign a talk that was checked: settle what the card at the right still asks for (under “Details and "
                "signing”: how it was signed), then press “Mark as signed”."
            ),
            "person": self.tr(
                "Put a villager on file: the name is enough. It is saved while you type; Alt+Left goes back."
            ),
            "handover": self.tr(
                "Hand over: choose a stick, or a folder instead, and press the one button. What goes is sealed "
                "and signed."
            ),
            "lock": self.tr(
                "Last one: lock with Ctrl+L. Then press “Practise first” to come back: everything you typed is there."
            ),
        }.get(
            exercise,
            self.tr(
                "That was everything. Go on trying; nothing here is real. For real work: lock, then “Set up this "
                "computer”. The card for your pocket is in the manual, under “Practice”."
            ),
        )

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._say_exercise()
