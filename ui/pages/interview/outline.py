"""The outline beside the transcript: prompts of the chosen role, marked once they were asked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem
from typing_extensions import override

from app.services.interviews import Prompt, TalkOutline
from ui.speaking import SpeakingFrame
from ui.theme import colour
from ui.widgets import parts

WIDTH = 236


class OutlinePanel(SpeakingFrame):
    """Questions in order; a click or Enter writes one into the record.

    Signals:
        asked: (words, code) of the question to write.
    """

    asked = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMinimumWidth(170)
        column = parts.column(self, margin=12, spacing=6)
        self.title = parts.label("strong")
        self.say(self.title.setText, lambda: self.tr("Outline"))
        self.hint = parts.label("small", wrap=True)
        self.say(self.hint.setText, lambda: self.tr("Click, or Ctrl+Enter for the next one."))
        self.questions = QListWidget()
        self.questions.setWordWrap(True)
        self.questions.setSpacing(1)
        self.questions.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.questions.setStyleSheet("QListWidget { border: none; }")  # the card around it has a border
        self.say(self.questions.setAccessibleName, lambda: self.tr("Outline"))
        self.empty = parts.label("quiet", wrap=True)
        self.say(self.empty.setText, lambda: self.tr("Choose the person's role above; its questions appear here."))
        for widget in (self.title, self.hint, self.questions, self.empty):
            column.addWidget(widget)
        column.setStretchFactor(self.questions, 1)
        column.addStretch(0)
        self._prompts: list[Prompt] = []
        self._done: set[str] = set()
        self.questions.itemClicked.connect(self._on_item)
        self.questions.itemActivated.connect(self._on_item)

    def load(self, outline: TalkOutline) -> None:
        """Show an outline."""
        closing = [Prompt(f"END-{place + 1:02}", text) for place, text in enumerate(outline.closing)]
        self._prompts = [*outline.questions, *closing]
        self.questions.clear()
        for prompt in self._prompts:
            item = QListWidgetItem(prompt.text)
            item.setData(Qt.ItemDataRole.UserRole, prompt.code)
            follow = self.tr("Follow up: %1").replace("%1", "、".join(prompt.follow_up)) if prompt.follow_up else ""
            item.setToolTip("\n".join(line for line in (prompt.text, follow) if line))
            self.questions.addItem(item)
        self.questions.setToolTip(outline.tips)
        self.questions.setVisible(bool(self._prompts))
        self.hint.setVisible(bool(self._prompts))
        self.empty.setVisible(not self._prompts)
        self.mark(self._done)

    def mark(self, done: set[str]) -> None:
        """Mark what stands in the record already."""
        self._done = set(done)
        for place, prompt in enumerate(self._prompts):
            item = self.questions.item(place)
            asked = prompt.code in done
            item.setText(("✓ " if asked else "") + prompt.text)
            item.setForeground(colour("quiet") if asked else colour("text"))

    def next_prompt(self) -> Prompt | None:
        """Return the first question that was not asked yet."""
        return next((prompt for prompt in self._prompts if prompt.code not in self._done), None)

    def ask_next(self) -> None:
        """Write the next question."""
        prompt = self.next_prompt()
        if prompt is not None:
            self.asked.emit(prompt.text, prompt.code)

    def prompts(self) -> Sequence[Prompt]:
        """Return what is shown."""
        return self._prompts

    def _on_item(self, item: QListWidgetItem) -> None:
        code = str(item.data(Qt.ItemDataRole.UserRole))
        prompt = next(one for one in self._prompts if one.code == code)
        self.asked.emit(prompt.text, prompt.code)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.mark(self._done)
