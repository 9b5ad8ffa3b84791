"""What is shown after a crash: that nothing was lost, all of the report, and what can be done."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from app import paths
from ui.speaking import SpeakingDialog


class CrashDialog(SpeakingDialog):
    """Says that nothing was lost and shows all of the report. ``earlier``: the program fell the last time it ran."""

    def __init__(self, text: str, parent: QWidget | None = None, *, earlier: bool = False) -> None:
        super().__init__(parent)
        self._earlier = earlier
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
        self.say(heading.setText, self._heading)
        self.say(body.setText, self._body)
        self.say(copy.setText, lambda: self.tr("Copy report"))
        self.say(save.setText, lambda: self.tr("Save report"))
        self.say(leave.setText, lambda: self.tr("Quit"))
        self.say(go_on.setText, lambda: self.tr("Go on"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        save.clicked.connect(lambda: self._save(text, save))
        go_on.clicked.connect(self.accept)
        leave.clicked.connect(lambda: QGuiApplication.exit(1))
        leave.clicked.connect(self.reject)
        leave.setVisible(not earlier)
        go_on.setDefault(True)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)

    def _heading(self) -> str:
        if self._earlier:
            return self.tr("The last time, the program ended by a fault. What was saved is safe.")
        return self.tr("A fault in the program. What you typed is safe.")

    def _body(self) -> str:
        if self._earlier:
            return self.tr(
                "What you typed up to two seconds before comes back when you unlock. The report below holds no names "
                "and no text of records; give it to whoever looks after Satchel."
            )
        return self.tr(
            "The step you took was not carried out; everything saved before is untouched. The report below holds "
            "no names and no text of records; give it to whoever looks after Satchel."
        )

    def _save(self, text: str, button: QPushButton) -> None:
        path = Path(paths.log_folder()) / "crash-report.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        button.setText(self.tr("Saved: %1").replace("%1", str(path)))
        button.setEnabled(False)
