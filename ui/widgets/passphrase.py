"""A field for a passphrase: shown on request, no input method, warns of Caps Lock and full-width typing."""

import sys
import unicodedata

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from ui import icons
from ui.speaking import SpeakingWidget
from ui.widgets import parts


def caps_lock(event: QKeyEvent) -> bool | None:
    """Whether Caps Lock is on, told from one typed letter; None when the key says nothing about it."""
    text = event.text()
    if len(text) != 1 or not text.isascii() or not text.isalpha():
        return None
    shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return text.isupper() != shift


def full_width(text: str) -> bool:
    """Whether something was typed in full width (ａｂｃ１２３), which is rarely meant."""
    return any(unicodedata.east_asian_width(character) == "F" for character in text)


class PassphraseField(SpeakingWidget):
    """The field, its show button and its warning.

    Signals:
        changed: the text.
        accepted: Enter was pressed.
    """

    changed = Signal(str)
    accepted = Signal()

    def __init__(self, parent: QWidget | None = None, *, show_warning: bool = True) -> None:
        super().__init__(parent)
        self._caps = False
        whole = parts.column(self, spacing=4)
        line = parts.row(spacing=4)
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        # an input method would keep what was typed in its own history
        self.edit.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # noqa: FBT003 - Qt has no names here
        self.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._on_text)
        self.edit.returnPressed.connect(self.accepted)
        self.eye = parts.button("quiet", "eye")
        self.eye.setCheckable(True)
        self.eye.setFixedWidth(38)
        self.eye.toggled.connect(self._show)
        self.warning = parts.label("warn", wrap=True)
        self.warning.setVisible(False)
        parts.add(line, (self.edit, self.eye))
        parts.add(whole, (line, self.warning) if show_warning else (line,))
        self.setFocusProxy(self.edit)
        self.say(self.eye.setToolTip, lambda: self.tr("Show or hide what is typed"))
        self.say(self.eye.setAccessibleName, lambda: self.tr("Show or hide what is typed"))

    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Put a text in."""
        self.edit.setText(text)

    def clear(self) -> None:
        """Forget what was typed and hide it again."""
        self.edit.clear()
        self.eye.setChecked(False)

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self._warn()

    def _show(self, shown: bool) -> None:  # noqa: FBT001 - a slot of toggled(bool)
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        # the line edit switches its input method by echo mode; keep it off
        self.edit.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)  # noqa: FBT003 - Qt has no names here
        icons.put(self.eye, "eye-off" if shown else "eye")

    def _on_text(self, text: str) -> None:
        self._warn()
        self.changed.emit(text)

    def _warn(self) -> None:
        words = ""
        if self._caps:
            words = self.tr("Caps Lock is on.")
        if full_width(self.edit.text()):
            words = self.tr("Typed in full width (ａｂｃ). Switch the keyboard to half width.")
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_CapsLock:
                QTimer.singleShot(50, self, self._ask_keyboard)
            state = caps_lock(event)
            if state is not None:
                self._caps = state
                self._warn()
        elif isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
            self._ask_keyboard()
        return super().eventFilter(watched, event)

    def _ask_keyboard(self) -> None:
        """Ask Windows before anything is typed; elsewhere the first letter tells."""
        if sys.platform == "win32":
            import ctypes

            self._caps = bool(ctypes.windll.user32.GetKeyState(0x14) & 1)
            self._warn()
