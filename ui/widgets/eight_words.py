"""The eight words of a key, large, with a button that puts them on paper."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt

from app.services import eight_words
from ui.ask import Ask
from ui.speaking import SpeakingWidget
from ui.widgets import parts


class EightWords(SpeakingWidget):
    """Words and button. ``show_words`` gives the words and the sheet that is written."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask, self._sheet, self._name = ask, "", ""
        self.words = parts.label("words", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.save_button = parts.button("", "print")
        self.said = parts.label("ok", wrap=True)
        self.said.hide()
        line = parts.row(spacing=12)
        parts.add(line, (self.save_button,))
        line.addWidget(self.said, 1)
        line.addStretch(0)
        parts.add(parts.column(self, spacing=8), (self.words, line))
        self._path: Path | None = None
        self.save_button.clicked.connect(self.save)
        self.say(self.save_button.setText, lambda: self.tr("Save to print…"))
        self.say(self.said.setText, self._saved_words)

    def show_words(self, words: tuple[str, ...], sheet: str, name: str) -> None:
        """Show these words; ``name`` is the file name offered."""
        self._sheet, self._name = sheet, name
        self.words.setText("   ".join(words))

    def text(self) -> str:
        """The words as they are shown."""
        return self.words.text()

    def save(self, _: bool = False, write: Callable[[str, Path], None] = eight_words.write) -> None:  # noqa: FBT001, FBT002 - a slot of clicked(bool)
        """Ask where, and write the sheet there."""
        path = self._ask.save_path(self, self.tr("Save the eight words"), self._name, "*.txt")
        if path is None:
            return
        try:
            write(self._sheet, path)
        except OSError as error:
            from ui import errors

            parts.set_role(self.said, "bad")
            self.said.setText(errors.words(error))
        else:
            self._path = path
            parts.set_role(self.said, "ok")
            self.said.setText(self._saved_words())
        self.said.show()

    def _saved_words(self) -> str:
        words = self.tr("Saved to %1. Open it there and print it.")
        return words.replace("%1", str(self._path)) if self._path else ""
