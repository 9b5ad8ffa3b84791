"""A bug: nothing was lost, here is a report without a word of anybody's records, go on or quit."""

import logging
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app import paths
from ui.speaking import SpeakingDialog

if TYPE_CHECKING:
    from collections.abc import Callable

logger = logging.getLogger(__name__)


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Version, system, type and frames of a crash; never its text and never a local value."""
    import platform

    import app
    from app import log

    lines = (
        f"Satchel {app.VERSION}",
        f"{platform.system()} {platform.release()} {platform.machine()}",
        f"Python {platform.python_version()} Qt {qVersion()}",
        "",
        log.frames(kind, trace),
    )
    return "\n".join(lines)


class CrashWatch(QObject):
    """Takes the exceptions nobody caught and shows each kind once.

    Signals:
        crashed: the report; may be emitted from another thread.
    """

    crashed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: set[str] = set()
        self.show_report: Callable[[str], None] = self._show
        self.crashed.connect(self._on_crashed)

    def install(self) -> None:
        """Take over ``sys.excepthook`` and the hook of threads; keep what the machine itself says in a file."""
        import faulthandler

        sys.excepthook = self.take
        threading.excepthook = lambda hook: self.take(hook.exc_type, hook.exc_value, hook.exc_traceback)
        folder = paths.log_folder()
        folder.mkdir(parents=True, exist_ok=True)
        faulthandler.enable((folder / "fault.log").open("a", encoding="utf-8"))

    def take(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        """Log a crash without its text and show it."""
        if issubclass(kind, KeyboardInterrupt):
            return
        logger.error("crash %s", kind.__name__, exc_info=(kind, error or kind(), trace))
        self.crashed.emit(report(kind, trace))

    def _on_crashed(self, text: str) -> None:
        if text not in self._seen:
            self._seen.add(text)
            self.show_report(text)

    def _show(self, text: str) -> None:
        CrashDialog(text).exec()


class CrashDialog(SpeakingDialog):
    """Says that nothing was lost and shows all of the report."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.resize(640, 420)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        heading, body = QLabel(), QLabel()
        heading.setProperty("role", "heading")
        body.setWordWrap(True)
        shown = QPlainTextEdit(text)
        shown.setReadOnly(True)
        row = QHBoxLayout()
        copy, save, go_on, leave = QPushButton(), QPushButton(), QPushButton(), QPushButton()
        go_on.setProperty("role", "primary")
        for button in (copy, save):
            row.addWidget(button)
        row.addStretch(1)
        for button in (leave, go_on):
            row.addWidget(button)
        for widget in (heading, body, shown):
            layout.addWidget(widget)
        layout.addLayout(row)
        self.say(self.setWindowTitle, lambda: self.tr("A fault in the program"))
        self.say(heading.setText, lambda: self.tr("A fault in the program. What you typed is safe."))
        self.say(
            body.setText,
            lambda: self.tr(
                "The step you took was not carried out; everything saved before is untouched. The report below holds "
                "no names and no text of records; give it to whoever looks after Satchel."
            ),
        )
        self.say(copy.setText, lambda: self.tr("Copy report"))
        self.say(save.setText, lambda: self.tr("Save report"))
        self.say(leave.setText, lambda: self.tr("Quit"))
        self.say(go_on.setText, lambda: self.tr("Go on"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        save.clicked.connect(lambda: self._save(text, save))
        go_on.clicked.connect(self.accept)
        leave.clicked.connect(lambda: QGuiApplication.exit(1))
        leave.clicked.connect(self.reject)
        go_on.setDefault(True)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)

    def _save(self, text: str, button: QPushButton) -> None:
        path = Path(paths.log_folder()) / "crash-report.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        button.setText(self.tr("Saved: %1").replace("%1", str(path)))
        button.setEnabled(False)
