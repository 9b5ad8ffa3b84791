"""A villager alone with the laptop: the questionnaire fills the screen, and only the passphrase leads back.

The program cannot bar the keys that belong to the system (such as Alt+Tab); it stays on top and takes no other window.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget
from typing_extensions import override

from app.services.questionnaires import QuestionnaireService, Run
from ui.desk import Desk
from ui.pages.questionnaires.filling import Filling
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.banner import Banner


class Kiosk(SpeakingWidget):
    """The whole screen for one questionnaire, again and again.

    Signals:
        released: the inspector took the laptop back.
    """

    released = Signal()

    def __init__(self, desk: Desk, service: QuestionnaireService, rec: str, title: str) -> None:
        super().__init__()
        self.desk, self.service, self.rec = desk, service, rec
        self._title, self._free = title, False
        self.filling: Filling | None = None
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowFlags(
            Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint
        )
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowTitle(title)
        self._build()
        self.greet()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        whole = parts.column(self, spacing=0)
        self.stack = QStackedWidget()
        self.welcome = self._welcome()
        self.stack.addWidget(self.welcome)
        whole.addWidget(self.stack, 1)
        foot = parts.row(spacing=8)
        foot.setContentsMargins(24, 4, 24, 10)
        self.withdraw = parts.button("quiet")
        self.inspector = parts.button("quiet", "lock", "quiet")
        self.asking = QWidget()
        line = parts.row(self.asking)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setMinimumWidth(260)
        self.take_back = parts.button("primary")
        parts.add(line, (self.passphrase, self.take_back))
        self.asking.hide()
        for button in (self.withdraw, self.inspector, self.take_back):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.say(self.withdraw.setText, lambda: self.tr("Stop and keep nothing"))
        self.say(self.inspector.setText, lambda: self.tr("Inspector"))
        self.say(self.take_back.setText, lambda: self.tr("Take back"))
        self.say(self.passphrase.setPlaceholderText, lambda: self.tr("The inspector's passphrase"))
        self.say(self.passphrase.setAccessibleName, lambda: self.tr("The inspector's passphrase"))
        parts.add(foot, (self.withdraw, None, self.asking, self.inspector))
        self.banner = Banner()
        whole.addWidget(self.banner)
        whole.addLayout(foot)
        self.withdraw.clicked.connect(self.keep_nothing)
        self.inspector.clicked.connect(self.ask)
        self.take_back.clicked.connect(self.check)
        self.passphrase.returnPressed.connect(self.check)

    def _welcome(self) -> QWidget:
        page = QWidget()
        column = parts.column(page, spacing=18)
        self.thanks, title = parts.label("ok", wrap=True), parts.label("huge", self._title, wrap=True)
        text = parts.label("heading", wrap=True)
        self.begin = parts.button("primary")
        self.begin.setProperty("size", "big")
        self.begin.setMinimumWidth(260)
        for label in (self.thanks, title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.say(self.begin.setText, lambda: self.tr("Begin (Enter)"))
        self.say(
            text.setText,
            lambda: self.tr(
                "Your answers are anonymous: no name and no time is kept, and they are mixed with those of others."
            ),
        )
        parts.add(column, (None, self.thanks, title, text))
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignCenter)
        self.again = parts.button("quiet")
        self.say(self.again.setText, lambda: self.tr("Go on where it stopped"))
        self.again.clicked.connect(self.go_on)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        column.setContentsMargins(80, 20, 80, 20)
        self.begin.clicked.connect(self.start)
        return page

    # -- one villager after another ------------------------------------------------------------------------------

    def greet(self, thanks: str = "") -> None:
        """Wait for the next villager."""
        self._clear()
        self.thanks.setText(thanks)
        self.thanks.setVisible(bool(thanks))
        self.withdraw.hide()
        self.again.setVisible(bool(self.service.begun_alone(self.rec)))
        self.stack.setCurrentWidget(self.welcome)
        self.begin.setFocus()

    def start(self) -> None:
        """Begin an empty response; what somebody before had not finished is nobody's to see."""
        for key in self.service.begun_alone(self.rec):
            self.service.drop(key)
        self._fill(self.service.run(self.rec, "kiosk"))

    def go_on(self) -> None:
        """Go on where the program was locked or the power went."""
        for key in self.service.begun_alone(self.rec)[:1]:
            self._fill(self.service.run(self.rec, "kiosk", key))

    def _fill(self, run: Run) -> None:
        """Show a response."""
        self._clear()
        self.filling = Filling(self.desk, self.service, run, alone=True)
        self.filling.finished.connect(self._thank)
        self.stack.addWidget(self.filling)
        self.stack.setCurrentWidget(self.filling)
        self.withdraw.show()
        self.filling.show_page()

    def _thank(self) -> None:
        self.greet(self.tr("✓  Thank you. Your answers are kept. Please give the laptop back."))

    def keep_nothing(self) -> None:
        """Let the villager withdraw: what was answered is forgotten."""
        if self.filling is None:
            return
        title, yes = self.tr("Stop and keep nothing?"), self.tr("Keep nothing")
        if self.desk.ask.confirm(self, title, self.tr("What you answered will be forgotten."), yes):
            self.service.drop(self.filling.run.key)
            self.greet()

    def _clear(self) -> None:
        if self.filling is not None:
            self.stack.removeWidget(self.filling)
            self.filling.deleteLater()
            self.filling = None

    # -- taking it back ------------------------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for the passphrase, or stop asking."""
        self.asking.setVisible(self.asking.isHidden())
        self.passphrase.clear()
        self.banner.clear()
        if not self.asking.isHidden():
            self.passphrase.setFocus()

    def check(self) -> None:
        """Look whether the passphrase is right; it takes as long as an unlock."""
        given = self.passphrase.text()
        if not given:
            return
        self.take_back.setEnabled(False)
        job = self.desk.jobs.free(self, lambda _: self.service.right_passphrase(given))
        job.at_the_end(lambda: self.take_back.setEnabled(True)).then(self._checked).otherwise(
            self.banner.trouble
        ).start()

    def _checked(self, right: bool) -> None:  # noqa: FBT001 - what a job answers
        self.passphrase.clear()
        if right:
            self.drop_open()
            self.release()
        else:
            self.banner.tell("bad", lambda: self.tr("This is not the passphrase of whoever unlocked."))
            self.passphrase.setFocus()

    def drop_open(self) -> None:
        """Forget a response that its villager did not finish: the inspector is not to see it."""
        for key in self.service.begun_alone(self.rec):
            self.service.drop(key)
        self._clear()

    def release(self) -> None:
        """Close, whoever asks: the passphrase was right, or everything is being locked."""
        try:
            self.flush()
        finally:  # also where nothing can be saved any more: this window would lie over whatever comes next
            self._free = True
            self.close()
            self.released.emit()

    def flush(self) -> None:
        """Keep what is being typed, now."""
        if self.filling is not None:
            self.filling.flush()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if self._free:
            event.accept()
        else:
            event.ignore()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.filling is None and self.asking.isHidden():
            self.start()
        elif event.key() == Qt.Key.Key_Escape and not self.asking.isHidden():
            self.ask()
        else:
            super().keyPressEvent(event)
