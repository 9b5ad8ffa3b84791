"""One's own short phrases beside the transcript: Ctrl+1 to Ctrl+9 write one into the line; the list is edited here."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QPlainTextEdit
from typing_extensions import override

from ui.speaking import SpeakingFrame
from ui.widgets import parts

BY_KEY = 9
LOW, HIGH = 52, 132  # pixels of the list: two phrases on a low screen


class PhrasePanel(SpeakingFrame):
    """The list, or one phrase a line while it is edited.

    Signals:
        wanted: a phrase to write.
        changed: the whole list, as edited.
    """

    wanted = Signal(str)
    changed = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFrameShape(QFrame.Shape.NoFrame)
        column = parts.column(self, margin=12, spacing=6)
        line = parts.row(spacing=6)
        title, self.edit_button = parts.label("strong"), parts.button("link")
        self.say(title.setText, lambda: self.tr("Phrases"))
        self.list, self.text = QListWidget(), QPlainTextEdit()
        self.list.setStyleSheet("QListWidget { border: none; }")  # the card around it has a border
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.say(self.list.setAccessibleName, lambda: self.tr("Phrases"))
        self.say(self.text.setAccessibleName, lambda: self.tr("One phrase a line"))
        self.say(self.text.setPlaceholderText, lambda: self.tr("One phrase a line"))
        self.say(lambda _: self._say_button(), str)
        for widget in (self.list, self.text):
            widget.setMinimumHeight(LOW)
            widget.setMaximumHeight(HIGH)
        self.text.hide()
        parts.add(line, (title, None, self.edit_button))
        column.addLayout(line)
        parts.add(column, (self.list, self.text))
        self._phrases: tuple[str, ...] = ()
        self.edit_button.clicked.connect(lambda _: self._turn())
        self.list.itemClicked.connect(lambda item: self.wanted.emit(str(item.data(Qt.ItemDataRole.UserRole))))
        self.list.itemActivated.connect(lambda item: self.wanted.emit(str(item.data(Qt.ItemDataRole.UserRole))))

    def load(self, phrases: Sequence[str]) -> None:
        """Show these phrases."""
        self._phrases = tuple(phrases)
        self.list.clear()
        for place, phrase in enumerate(self._phrases, 1):
            self.list.addItem(f"{place}  {phrase}" if place <= BY_KEY else phrase)
            item = self.list.item(place - 1)
            item.setData(Qt.ItemDataRole.UserRole, phrase)
            item.setToolTip(f"Ctrl+{place}" if place <= BY_KEY else phrase)

    def take(self, number: int) -> None:
        """Write the phrase of a number, from 1."""
        if 1 <= number <= len(self._phrases):
            self.wanted.emit(self._phrases[number - 1])

    def _turn(self) -> None:
        """Edit the list, or take what was edited."""
        editing = not self.text.isHidden()
        if editing:
            self.changed.emit([line for line in self.text.toPlainText().splitlines() if line.strip()])
        else:
            self.text.setPlainText("\n".join(self._phrases))
        self.text.setVisible(not editing)
        self.list.setVisible(editing)
        (self.list if editing else self.text).setFocus()
        self._say_button()

    def _say_button(self) -> None:
        self.edit_button.setText(self.tr("Edit") if self.text.isHidden() else self.tr("Done"))

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.load(self._phrases)
