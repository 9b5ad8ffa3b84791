"""What only an office has in its settings: its eight words on paper, and recovery for colleagues."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services import eight_words
from app.services.recovering import RecoveryService
from app.services.upkeep import UpkeepService
from ui.desk import Desk
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.asking import RecoverDialog
from ui.widgets.eight_words import EightWords

if TYPE_CHECKING:
    from collections.abc import Callable

    Do = Callable[[Callable[..., object], Callable[[], str], Callable[[object], str]], None]


class OfficePart(SpeakingWidget):
    """Two cards. ``do`` runs something long and says what came of it."""

    def __init__(self, desk: Desk, do: "Do") -> None:
        super().__init__()
        self._desk, self._do = desk, do
        self._service, self._upkeep = RecoveryService(desk.session), UpkeepService(desk.session)
        whole = parts.column(self, spacing=16)
        self.confirm_card = self._confirm_card()
        whole.addWidget(self.confirm_card)
        whole.addWidget(self._words_card())
        whole.addWidget(self._recovery_card())

    def _confirm_card(self) -> QWidget:
        """Shown only where this vault was put back from a copy or moved: two offices must not both sign."""
        frame, inside = parts.card(margin=20, spacing=12)
        heading, text = parts.label("heading"), parts.label("quiet", wrap=True)
        self.confirm_button = parts.button("primary")
        line = parts.row(spacing=10)
        parts.add(line, (self.confirm_button, None))
        parts.add(inside, (heading, text, line))
        self.confirm_button.clicked.connect(self.confirm)
        self.say(heading.setText, lambda: self.tr("Is this the office now?"))
        self.say(
            text.setText,
            lambda: self.tr(
                "This folder was put back from a copy or moved here. Until you confirm, it signs nothing for the "
                "office. Confirm only when the one it was copied from is no longer in use."
            ),
        )
        self.say(self.confirm_button.setText, lambda: self.tr("Yes, this is the office now"))
        frame.setVisible(bool(self._upkeep.office_rests()))
        return frame

    def confirm(self) -> None:
        """Ask once more, then let the office sign here."""
        sure = self._desk.ask.confirm(
            self,
            self.tr("Let the office sign here?"),
            self.tr(
                "If the other one is still in use, both would sign the same numbers and every laptop raises alarm."
            ),
            self.tr("Yes, this is the office now"),
            danger=True,
        )
        if sure:
            self._upkeep.confirm_office()
            self.confirm_card.hide()

    def _words_card(self) -> QWidget:
        frame, inside = parts.card(margin=20, spacing=12)
        heading, text = parts.label("heading"), parts.label("quiet", wrap=True)
        self.words = EightWords(self._desk.ask)
        parts.add(inside, (heading, text, self.words))
        card = self._desk.session.vault.card
        if card is not None:
            sheet = eight_words.of_card(self._desk.session)
            self.words.show_words(card.words, sheet, "office-card-words.txt")
        self.say(heading.setText, lambda: self.tr("The office card"))
        self.say(
            text.setText, lambda: self.tr("Every inspector compares these eight words, on paper, with a new laptop.")
        )
        return frame

    def _recovery_card(self) -> QWidget:
        frame, inside = parts.card(margin=20, spacing=12)
        heading, text = parts.label("heading"), parts.label("quiet", wrap=True)
        self.recover_button, self.key_button = parts.button("", "unlock"), parts.button("", "key")
        line = parts.row(spacing=10)
        parts.add(line, (self.recover_button, self.key_button, None))
        parts.add(inside, (heading, text, line))
        self.recover_button.clicked.connect(self.recover)
        self.key_button.clicked.connect(self.write_key)
        self.say(heading.setText, lambda: self.tr("A passphrase was forgotten"))
        self.say(
            text.setText,
            lambda: self.tr(
                "The office's key opens the work and lets its owner choose a new passphrase. Best: bring the folder "
                "here on a disk. If it cannot be brought, write the key to a stick, use it there under “Passphrase "
                "forgotten?”, and delete it at once."
            ),
        )
        self.say(self.recover_button.setText, lambda: self.tr("Open a folder again…"))
        self.say(self.key_button.setText, lambda: self.tr("Write the recovery key…"))
        return frame

    def recover(self) -> None:
        """Ask for the folder and the person, and let the person in."""
        folder = self._desk.ask.folder(self, self.tr("The folder of the work that is to be opened again"))
        if folder is None:
            return
        dialog = RecoverDialog(self)
        if dialog.exec():
            owner = dialog.owner()
            self._do(
                lambda progress: self._service.recover(folder, owner, progress),
                lambda: self.tr("Opening with the office's key…"),
                lambda _: self.tr(
                    "It opens with the new passphrase. The digital signature starts anew: the laptop enrols once more."
                ),
            )

    def write_key(self) -> None:
        """Write the key in clear, after asking."""
        folder = self._desk.ask.folder(self, self.tr("Write the recovery key to"))
        if folder is None:
            return
        sure = self._desk.ask.confirm(
            self,
            self.tr("Write the recovery key in clear?"),
            self.tr(
                "Whoever holds this file and a laptop of yours can read everything on it. Use a stick that stays with "
                "you, and delete the file as soon as it was used. The log notes it."
            ),
            self.tr("Write it"),
            danger=True,
        )
        if sure:
            self._do(
                lambda _: self._service.write_key(folder),
                lambda: self.tr("Writing the key…"),
                lambda path: self.tr("The key lies in %1. Delete it once it was used.").replace("%1", str(path)),
            )
