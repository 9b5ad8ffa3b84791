"""Dialogs of labelled fields; who gets in again with a new passphrase, asked at the office and on the unlock page."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton, QWidget

from app.services import first_start
from ui.speaking import SpeakingDialog
from ui.widgets import parts
from ui.widgets.passphrase import PassphraseField

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.services.recovering import Owner


class AskingDialog(SpeakingDialog):
    """A dialog of labelled fields that accepts only what is complete."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setMinimumWidth(460)
        self.finished.connect(self.deleteLater)  # with the passphrases that were typed into it
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


class RecoverDialog(AskingDialog):
    """Who gets in again, with a new passphrase that this person types."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = self._line(lambda: self.tr("Name"))
        self.staff = self._line(lambda: self.tr("Staff number"))
        self.new = self._passphrase(lambda: self.tr("New passphrase, typed by that person"))
        self.again = self._passphrase(lambda: self.tr("Once more"))
        self._finish(lambda: self.tr("Open again"))
        self.say(self.heading.setText, lambda: self.tr("Who gets in again?"))
        self.say(self.setWindowTitle, lambda: self.tr("Who gets in again?"))

    def lacks(self) -> str:
        """What is missing."""
        if not self.name.text().strip() or not self.staff.text().strip():
            return self.tr("Enter name and staff number.")
        return self._new_lacks(self.staff.text(), self.new.text(), self.again.text())

    def owner(self) -> "Owner":
        """Who, and the new passphrase."""
        from app.services.recovering import Owner

        return Owner(self.name.text(), self.staff.text(), self.new.text())
