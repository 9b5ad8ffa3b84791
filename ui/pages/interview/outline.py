"""The outline beside the transcript: prompts of the chosen role, marked once they were asked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QPlainTextEdit
from typing_extensions import override

from app.services.outlines import OPENING, Prompt, TalkOutline
from ui.speaking import SpeakingFrame
from ui.theme import colour
from ui.widgets import parts

WIDTH = 236


class OutlinePanel(SpeakingFrame):
    """Questions in order; a click or Enter writes one into the record.

    Signals:
        asked: (words, code) of the question to write.
        adapt_wanted: somebody wants an outline of this village's own.
        adapted: its questions, one a line.
    """

    asked = Signal(str, str)
    adapt_wanted = Signal()
    adapted = Signal(list)

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
        self.adapt, self.cancel = parts.button("link"), parts.button("link")
        self.say(self.cancel.setText, lambda: self.tr("Cancel"))
        self.text = QPlainTextEdit()
        self.say(self.text.setAccessibleName, lambda: self.tr("One question a line"))
        self.say(lambda _: self._say_button(), str)
        head = parts.row(spacing=6)
        parts.add(head, (self.title, None, self.cancel, self.adapt))
        column.addLayout(head)
        for widget in (self.hint, self.questions, self.text, self.empty):
            column.addWidget(widget)
        self.text.hide()
        self.cancel.hide()
        column.setStretchFactor(self.questions, 1)
        column.setStretchFactor(self.text, 1)
        column.addStretch(0)
        self._prompts: list[Prompt] = []
        self._done: set[str] = set()
        self.questions.itemClicked.connect(self._on_item)
        self.questions.itemActivated.connect(self._on_item)
        self.adapt.clicked.connect(lambda _: self._on_adapt())
        self.cancel.clicked.connect(lambda _: self._edit(on=False))

    def load(self, outline: TalkOutline) -> None:
        """Show an outline."""
        self._prompts = list(outline.prompts)
        self.questions.clear()
        for prompt in self._prompts:
            item = QListWidgetItem(_shown(prompt))
            item.setData(Qt.ItemDataRole.UserRole, prompt.code)
            follow = self.tr("Follow up: %1").replace("%1", "、".join(prompt.follow_up)) if prompt.follow_up else ""
            item.setToolTip("\n".join(line for line in (prompt.text, follow) if line))
            self.questions.addItem(item)
        self.questions.setToolTip(outline.tips)
        self.questions.setVisible(bool(self._prompts))
        self.hint.setVisible(bool(self._prompts))
        self.empty.setVisible(not self._prompts)
        self.adapt.setVisible(bool(self._prompts))
        self._edit(on=False)
        self.mark(self._done)

    def edit(self, outline: TalkOutline) -> None:
        """Let the questions of an outline be changed, one a line; taken only when done."""
        self.text.setPlainText("\n".join(prompt.text for prompt in outline.questions))
        self._edit(on=True)
        self.text.setFocus()

    def _edit(self, *, on: bool) -> None:
        self.text.setVisible(on)
        self.cancel.setVisible(on)
        self.questions.setVisible(not on and bool(self._prompts))
        self._say_button()

    def _on_adapt(self) -> None:
        if self.text.isHidden():
            self.adapt_wanted.emit()
        else:
            self.adapted.emit([line for line in self.text.toPlainText().splitlines() if line.strip()])
            self._edit(on=False)

    def _say_button(self) -> None:
        self.adapt.setText(self.tr("Adapt") if self.text.isHidden() else self.tr("Done"))
        self.adapt.setToolTip(self.tr("An outline of this village's own, copied from the last one of this role."))

    def mark(self, done: set[str]) -> None:
        """Mark what stands in the record already."""
        self._done = set(done)
        for place, prompt in enumerate(self._prompts):
            item = self.questions.item(place)
            asked = prompt.code in done
            item.setText(("✓ " if asked else "") + _shown(prompt))
            item.setForeground(colour("quiet") if asked else colour("text"))

    def next_prompt(self) -> Prompt | None:
        """Return the first one not asked yet; the opening wording only as long as nothing was asked."""
        left = (prompt for prompt in self._prompts if prompt.code not in self._done)
        return next((prompt for prompt in left if prompt.code != OPENING or not self._done), None)

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


def _shown(prompt: Prompt) -> str:
    return prompt.text.partition("\n")[0] + ("…" if "\n" in prompt.text else "")
