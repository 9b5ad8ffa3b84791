"""The banner at the top of a page: one trouble in one sentence, with one next step at most."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QWidget

from ui import icons
from ui.speaking import SpeakingFrame
from ui.widgets import parts

ICONS = {"bad": "warning", "warn": "warning", "ok": "check", "info": "help"}


class Banner(SpeakingFrame):
    """Hidden until it has something to say; closed by the person or by the next step."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._error: Exception | None = None
        self._words: Callable[[], str] = str
        line = parts.row(self, spacing=10)
        line.setContentsMargins(12, 8, 8, 8)
        self._picture = parts.picture("warning", 18, "bad")
        self.text = parts.label(wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.step = parts.button()
        self.close_button = parts.button("quiet", "close")
        self.close_button.setFixedWidth(34)
        middle = parts.column(spacing=8)
        middle.addWidget(self.text)
        middle.addWidget(self.step, 0, Qt.AlignmentFlag.AlignLeft)
        line.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(middle, 1)
        line.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.close_button.clicked.connect(self.clear)
        self._run: Callable[[], object] | None = None
        self.step.clicked.connect(self._take_step)
        self.say(self.close_button.setAccessibleName, lambda: self.tr("Close this message"))
        self.hide()

    def trouble(self, error: Exception, step: str = "", run: Callable[[], object] | None = None) -> None:
        """Tell a trouble in the words of `ui.errors`."""
        from ui import errors  # gathers the sentences of every room: not before something is wrong

        self.tell("bad", lambda: errors.words(error), step, run)

    def tell(
        self, tone: str, words: Callable[[], str], step: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Show ``words()`` in a tone (bad, warn, ok, info), with a step to take if there is one."""
        self._words, self._run = words, run
        parts.set_role(self, f"banner-{tone}")
        self.text.style().polish(self.text)
        icons.put_picture(self._picture, ICONS[tone], 18, "accent" if tone == "info" else tone)
        self.text.setText(words())
        self.step.setText(step)
        self.step.setVisible(bool(step))
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self.text, QAccessible.Event.Alert))

    def _take_step(self) -> None:
        if self._run is not None:
            self._run()

    def clear(self) -> None:
        """Say nothing more."""
        self._words = str
        self.hide()

    def retranslate(self) -> None:
        """Say the sentence again."""
        super().retranslate()
        if not self.isHidden():
            self.text.setText(self._words())
