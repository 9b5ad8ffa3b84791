"""What a check of everything found: one line a finding, and what to do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from app.words import sentence
from ui import language
from ui.speaking import SpeakingDialog
from ui.widgets import parts
from ui.widgets.record_words import size

if TYPE_CHECKING:
    from app.storage.verifying import Verified

SHOWN = 300  # lines; a vault with more is past reading line by line


def summary(found: "Verified") -> str:
    """One sentence: what was looked at, and whether it is sound."""
    words = QCoreApplication.translate(
        "Checked", "Sound. Saves: %1, digital signatures checked: %2, parts of attachments: %3 (%4)."
    )
    if not found.sound:
        words = QCoreApplication.translate(
            "Checked", "Damage was found: %5. Stop working here, make no backup, and take this computer to the office."
        )
    elif found.findings:
        words += QCoreApplication.translate("Checked", " Worth knowing: %6.")
    grave = sum(one.grave for one in found.findings)
    blanks = (
        f"{found.changes:,}", f"{found.signatures:,}", f"{found.blobs:,}", size(found.blob_bytes), str(grave),
        str(len(found.findings) - grave),
    )  # fmt: skip
    for number, text in enumerate(blanks, 1):
        words = words.replace(f"%{number}", text)
    return words


def lines(found: "Verified") -> list[str]:
    """The findings in words, damage first."""
    graver = sorted(found.findings, key=lambda one: not one.grave)
    return [
        ("✗ " if one.grave else "· ")
        + sentence(f"cli-verify-{one.code}", language.current(), {"subject": one.subject[:16], **one.details})
        for one in graver
    ]


class CheckedDialog(SpeakingDialog):
    """The findings, to read and to copy for whoever helps. They name no person."""

    def __init__(self, parent: QWidget, found: "Verified") -> None:
        super().__init__(parent)
        self.resize(680, 440)
        inside = parts.column(self, margin=20, spacing=12)
        said = lines(found)
        heading, advice = parts.label("heading", wrap=True), parts.label(wrap=True)
        self.text = QPlainTextEdit("\n".join(said[:SHOWN]))
        self.text.setReadOnly(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = parts.button()
        buttons.addButton(copy, QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText("\n".join(said)))
        buttons.rejected.connect(self.reject)
        parts.add(inside, (heading, advice, self.text, buttons))
        self.say(self.setWindowTitle, lambda: self.tr("What the check found"))
        self.say(heading.setText, lambda: summary(found))
        self.say(copy.setText, lambda: self.tr("Copy"))
        self.say(advice.setText, lambda: self._advice(sound=found.sound))

    def _advice(self, *, sound: bool) -> str:
        if sound:
            return self.tr(
                "Nothing is lost. Missing saves come with the next handover of whoever wrote them; unregistered "
                "writers are checked once the office has registered them."
            )
        return self.tr(
            "What the office has confirmed is safe there. Do not delete anything: backups lie in the folder of the "
            "data, and the office can tell which one to go back to. ✗ is damage, · only worth knowing."
        )
