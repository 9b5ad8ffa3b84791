"""The panel at the left of the pages before the vault is open: what this is, and what it promises."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

import app
from ui import language
from ui.speaking import SpeakingFrame
from ui.widgets import parts


class Brand(SpeakingFrame):
    """Name, three promises, and room below for what a page adds (`below`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("brand")
        self.setFixedWidth(352)
        whole = parts.column(self, spacing=0)
        whole.setContentsMargins(36, 40, 28, 24)
        name, other, line = parts.label("huge"), parts.label("quiet"), parts.label("heading", wrap=True)
        version = parts.label("small")
        self.below = parts.column(spacing=10)
        self.promises = QWidget()
        promises = parts.column(self.promises, spacing=12)
        parts.add(whole, (parts.picture("satchel", 52, "accent"), 18, name, 2, other, 26, line, 22))
        for icon, words in (
            ("lock", lambda: self.tr("Everything you enter stays encrypted on this computer.")),
            ("shield", lambda: self.tr("It never uses a network. Nothing leaves by itself.")),
            ("handover", lambda: self.tr("What has to travel goes sealed and signed by USB stick.")),
        ):
            parts.add(promises, (self._promise(icon, words),))
        parts.add(whole, (self.promises, 20, self.below, None, version))
        self.say(name.setText, lambda: self.tr("Satchel"))
        self.say(other.setText, lambda: self.tr("巡察工作本"))
        self.say(line.setText, lambda: self.tr("The field kit of village inspection groups"))
        self.say(
            version.setText,
            lambda: self.tr("Version %1 · not for state secrets").replace("%1", app.VERSION),
        )

    def _promise(self, icon: str, words: object) -> QWidget:
        holder = QWidget()
        line = parts.row(holder, spacing=12)
        text = parts.label("quiet", wrap=True)
        line.addWidget(parts.picture(icon, 20, "quiet"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(text, 1)
        self.say(text.setText, words)  # type: ignore[arg-type]
        return holder


def language_choice() -> QComboBox:
    """The switch of languages; each is named in itself, so that nobody is lost."""
    choice = QComboBox()
    choice.setProperty("role", "quiet")
    choice.setAccessibleName("中文 / English")
    for code, name in language.NAMES.items():
        choice.addItem(name, code)
    choice.setCurrentIndex(choice.findData(language.current()))
    return choice
