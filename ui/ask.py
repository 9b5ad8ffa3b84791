"""The one door for questions to the person: same look everywhere, and tests lay the answers ready.

Dialogs are imported when one is asked for: nobody waits for them at the start.
"""

import re
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

# what separates folders, what Windows admits in no name, what turns the direction of reading
_NO_NAME = re.compile('[\\\\/:*?"<>|\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069]')


class Ask:
    """Asks for a yes, a path or a line. ``next(answer)`` queues an answer that is given without a dialog."""

    def __init__(self) -> None:
        self._ready: deque[Any] = deque()
        self.asked: list[str] = []

    def next(self, answer: Any) -> None:
        """Lay an answer ready for the next question (tests)."""
        self._ready.append(answer)

    def confirm(self, parent: QWidget, title: str, text: str, yes: str, *, danger: bool = False) -> bool:
        """Whether the person chose ``yes`` (a verb, such as “Delete”); Esc and Cancel are no."""
        self.asked.append(title)
        if self._ready:
            return bool(self._ready.popleft())
        from PySide6.QtCore import Qt
        from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPushButton, QVBoxLayout

        dialog = QDialog(parent)
        dialog.setWindowTitle(parent.window().windowTitle())  # the task bar shows it, and a question may name somebody
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        heading = QLabel(title)
        heading.setProperty("role", "heading")
        heading.setWordWrap(True)
        body = QLabel(text)
        body.setWordWrap(True)
        for label in (heading, body):
            label.setTextFormat(Qt.TextFormat.PlainText)  # names and titles of records are never markup
        body.setMinimumWidth(360)
        button = QPushButton(yes)
        button.setProperty("role", "danger" if danger else "primary")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(dialog.accept)
        buttons.rejected.connect(dialog.reject)
        for widget in (heading, body, buttons):
            layout.addWidget(widget)
        if danger:
            # Enter must not delete: the safe button has the focus
            buttons.button(QDialogButtonBox.StandardButton.Cancel).setDefault(True)
        return dialog.exec() == QDialog.DialogCode.Accepted

    def folder(self, parent: QWidget, title: str, start: Path | None = None) -> Path | None:
        """A folder the person chose, or None."""
        self.asked.append(title)
        if self._ready:
            return _path(self._ready.popleft())
        from PySide6.QtWidgets import QFileDialog  # noqa: TID251 - this module is the door

        return _path(QFileDialog.getExistingDirectory(parent, title, str(start or Path.home())))

    def open_path(self, parent: QWidget, title: str, pattern: str = "", start: Path | None = None) -> Path | None:
        """A file to read, or None."""
        self.asked.append(title)
        if self._ready:
            return _path(self._ready.popleft())
        from PySide6.QtWidgets import QFileDialog  # noqa: TID251 - this module is the door

        name, _ = QFileDialog.getOpenFileName(parent, title, str(start or Path.home()), pattern)
        return _path(name)

    def open_paths(self, parent: QWidget, title: str, pattern: str = "") -> list[Path]:
        """Files to read, possibly none."""
        self.asked.append(title)
        if self._ready:
            return [Path(name) for name in self._ready.popleft()]
        from PySide6.QtWidgets import QFileDialog  # noqa: TID251 - this module is the door

        names, _ = QFileDialog.getOpenFileNames(parent, title, str(Path.home()), pattern)
        return [Path(name) for name in names]

    def save_path(self, parent: QWidget, title: str, name: str, pattern: str = "") -> Path | None:
        """Where to write a file, or None."""
        self.asked.append(title)
        if self._ready:
            return _path(self._ready.popleft())
        from PySide6.QtWidgets import QFileDialog  # noqa: TID251 - this module is the door

        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home() / plain_name(name)), pattern)
        return _path(chosen)

    def line(self, parent: QWidget, title: str, label: str, text: str = "") -> str | None:
        """One line of text, or None."""
        self.asked.append(title)
        if self._ready:
            answer = self._ready.popleft()
            return None if answer is None else str(answer)
        from PySide6.QtWidgets import QInputDialog, QLineEdit

        answer, accepted = QInputDialog.getText(parent, title, label, QLineEdit.EchoMode.Normal, text)
        return answer if accepted else None

    def choose(self, parent: QWidget, title: str, label: str, choices: Sequence[str]) -> int | None:
        """The place of one of several lines, or None."""
        self.asked.append(title)
        if self._ready:
            answer = self._ready.popleft()
            return None if answer is None else int(answer)
        from PySide6.QtWidgets import QInputDialog

        line, accepted = QInputDialog.getItem(parent, title, label, list(choices), 0, editable=False)
        return list(choices).index(line) if accepted else None


def plain_name(name: str) -> str:
    """A name to propose for a file: whoever sent an attachment chooses neither its folder nor how its name reads."""
    return _NO_NAME.sub("-", name).strip(" .") or "-"


def _path(name: Any) -> Path | None:
    return Path(name) if name else None
