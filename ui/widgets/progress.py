"""The strip of long work: what is being done, how far, and Stop; it shows only after a third of a second."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.speaking import SpeakingFrame
from ui.widgets import parts

if TYPE_CHECKING:
    from ui.jobs import Job

SHOW_AFTER = 300  # milliseconds; what is quicker needs no strip


class ProgressStrip(SpeakingFrame):
    """Follows one job at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job[Any] | None = None
        self.text, self.bar = parts.label("quiet"), QProgressBar()
        self.bar.setTextVisible(False)
        self.stop_button = parts.button("", "close")
        self.stop_button.clicked.connect(self._stop)
        line = parts.row(self, spacing=12)
        line.addWidget(self.text)
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop_button)
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(SHOW_AFTER)
        self._wait.timeout.connect(self.show)
        self.say(self.stop_button.setText, lambda: self.tr("Stop"))
        self.hide()

    def follow(self, job: "Job[Any]", words: str) -> "Job[Any]":
        """Show this job from its start to its end; returns it, to be started."""
        self._job = job
        self.text.setText(words)
        self.bar.setRange(0, 0)
        self.stop_button.setEnabled(True)
        self._wait.start()
        return job.at_each_step(self._step).at_the_end(self._end)

    def _step(self, done: int, total: int) -> None:
        self.bar.setRange(0, max(total, 0))
        self.bar.setValue(done)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()
            self.stop_button.setEnabled(False)
            self.text.setText(self.tr("Stopping; nothing will be left half done…"))

    def _end(self) -> None:
        self._wait.stop()
        self._job = None
        self.hide()
