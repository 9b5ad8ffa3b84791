"""Choosing the second person (核对人), and their passphrase when they unlock this vault."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.services.witnesses import Witness
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.passphrase import PassphraseField


class SecondPerson(SpeakingWidget):
    """A list of people, and a field that shows only for whom it is meant.

    Signals:
        changed: somebody else was chosen, or nobody.
        accepted: Enter was pressed in the passphrase.
    """

    changed = Signal()
    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._witnesses: Sequence[Witness] = ()
        column = parts.column(self, spacing=8)
        self.second_label, self.second = parts.label("quiet"), QComboBox()
        self.theirs_label, self.theirs = parts.label("quiet"), PassphraseField()
        for label, field in ((self.second_label, self.second), (self.theirs_label, self.theirs)):
            label.setBuddy(field)
            field.setMaximumWidth(420)
            parts.add(column, (label, field))
        self.say(self.second_label.setText, lambda: self.tr("Second person"))
        self.say(self.theirs_label.setText, lambda: self.tr("Passphrase of the second person"))
        self.say(self.theirs.edit.setAccessibleName, self.theirs_label.text)
        self.say(self.second.setAccessibleName, self.second_label.text)
        self.second.currentIndexChanged.connect(self._on_second)
        self.theirs.accepted.connect(self.accepted)
        self._on_second()

    def offer(self, witnesses: Sequence[Witness], proposed: str = "") -> None:
        """Show who can be chosen; whoever was chosen stays so, else ``proposed`` is, else nobody."""
        chosen = self.second.currentData() or proposed
        self._witnesses = witnesses
        self.second.clear()
        self.second.addItem(self.tr("choose…"), "")
        for one in witnesses:
            self.second.addItem(f"{one.name}  {one.staff}", one.person)
        self.second.setCurrentIndex(max(self.second.findData(chosen), 0))
        self._on_second()

    @property
    def chosen(self) -> Witness | None:
        """The second person."""
        chosen = self.second.currentData()
        return next((one for one in self._witnesses if one.person == chosen), None)

    def take_passphrase(self) -> str:
        """Return what was typed, '' for who signs the slip; nothing of it is left in the field."""
        second, typed = self.chosen, self.theirs.text()
        self.theirs.set_text("")
        return typed if second is not None and second.resident else ""

    def _on_second(self) -> None:
        second = self.chosen
        asked = second is not None and second.resident
        self.theirs_label.setVisible(asked)
        self.theirs.setVisible(asked)
        self.changed.emit()
