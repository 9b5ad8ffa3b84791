"""Dialogs of the settings: another passphrase, another person, licences."""

from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QWidget

from app import paths
from ui.speaking import SpeakingDialog
from ui.widgets import parts
from ui.widgets.asking import AskingDialog


class ChangePassphraseDialog(AskingDialog):
    """Staff number, old passphrase, new one twice."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.staff = self._line(lambda: self.tr("Staff number"))
        self.old = self._passphrase(lambda: self.tr("Passphrase until now"))
        self.new = self._passphrase(lambda: self.tr("New passphrase"))
        self.again = self._passphrase(lambda: self.tr("New passphrase, once more"))
        self._finish(lambda: self.tr("Change"))
        self.say(self.heading.setText, lambda: self.tr("Change my passphrase"))
        self.say(self.setWindowTitle, lambda: self.tr("Change my passphrase"))

    def lacks(self) -> str:
        """What is missing."""
        if not self.staff.text().strip() or not self.old.text():
            return self.tr("Enter your staff number and the passphrase until now.")
        return self._new_lacks(self.staff.text(), self.new.text(), self.again.text())

    def answers(self) -> tuple[str, str, str]:
        """Staff number, old and new passphrase."""
        return self.staff.text(), self.old.text(), self.new.text()


class AddPersonDialog(AskingDialog):
    """Who comes in; that person types the passphrase."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = self._line(lambda: self.tr("Name"))
        self.staff = self._line(lambda: self.tr("Staff number"))
        self.new = self._passphrase(lambda: self.tr("Passphrase, typed by that person"))
        self.again = self._passphrase(lambda: self.tr("Once more"))
        self._finish(lambda: self.tr("Add"))
        self.say(self.heading.setText, lambda: self.tr("Add a person to this computer"))
        self.say(self.setWindowTitle, lambda: self.tr("Add a person to this computer"))

    def lacks(self) -> str:
        """What is missing."""
        if not self.name.text().strip() or not self.staff.text().strip():
            return self.tr("Enter name and staff number.")
        return self._new_lacks(self.staff.text(), self.new.text(), self.again.text())

    def answers(self) -> tuple[str, str, str]:
        """Name, staff number, passphrase."""
        return self.name.text(), self.staff.text(), self.new.text()


class NoticesDialog(SpeakingDialog):
    """The licences of what this program is made of."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.resize(720, 520)
        inside = parts.column(self, margin=20, spacing=12)
        text = QPlainTextEdit(notices())
        text.setReadOnly(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        parts.add(inside, (text, buttons))
        self.say(self.setWindowTitle, lambda: self.tr("Licences"))


def notices() -> str:
    """The text of THIRD_PARTY.md, which travels with the program."""
    path = paths.resources_folder().parent / "THIRD_PARTY.md"
    return path.read_text("utf-8") if path.is_file() else ""
