"""Dialogs of the settings: another passphrase, another person, licences."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app import paths
from app.services import first_start
from ui.speaking import SpeakingDialog
from ui.widgets import parts
from ui.widgets.passphrase import PassphraseField

if TYPE_CHECKING:
    from collections.abc import Callable


class _Asking(SpeakingDialog):
    """A dialog of labelled fields that accepts only what is complete."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumWidth(460)
        self.inside = parts.column(self, margin=24, spacing=8)
        self.heading, self.lacking = parts.label("heading", wrap=True), parts.label("warn", wrap=True)
        self.inside.addWidget(self.heading)

    def _finish(self, yes: "Callable[[], str]") -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.yes: QPushButton = parts.button("primary")
        buttons.addButton(self.yes, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._try)
        buttons.rejected.connect(self.reject)
        parts.add(self.inside, (self.lacking, 8, buttons))
        self.say(self.yes.setText, yes)

    def _line(self, words: "Callable[[], str]") -> QLineEdit:
        label, edit = parts.label("label"), QLineEdit()
        label.setBuddy(edit)
        parts.add(self.inside, (label, edit))
        self.say(label.setText, words)
        self.say(edit.setAccessibleName, words)
        return edit

    def _passphrase(self, words: "Callable[[], str]") -> PassphraseField:
        label, field = parts.label("label"), PassphraseField()
        parts.add(self.inside, (label, field))
        self.say(label.setText, words)
        self.say(field.edit.setAccessibleName, words)
        return field

    def lacks(self) -> str:
        """What keeps it from being done, in words; '' when nothing does."""
        raise NotImplementedError

    def _new_lacks(self, staff: str, new: str, again: str) -> str:
        if first_start.weakness(new, staff):
            return self.tr("The new passphrase is too weak: 12 characters, or four Chinese words; nothing usual.")
        return "" if new == again else self.tr("The two new passphrases differ.")

    def _try(self) -> None:
        words = self.lacks()
        self.lacking.setText(words)
        if not words:
            self.accept()


class ChangePassphraseDialog(_Asking):
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


class AddPersonDialog(_Asking):
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
