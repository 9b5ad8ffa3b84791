"""Widgets that know how to say every word again when the language changes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QFrame, QWidget
from typing_extensions import override

Words = Callable[[], str]


class Speaks:
    """What a widget says: a setter for each word, and how to find the word."""

    _said: list[tuple[Callable[[str], object], Words]]

    def say(self, setter: Callable[[str], object], words: Words) -> None:
        """Say ``words()`` through ``setter``, now and after each change of language."""
        self._said.append((setter, words))
        setter(words())

    def retranslate(self) -> None:
        """Put every word again in the language now chosen."""
        for setter, words in self._said:
            setter(words())


class SpeakingWidget(Speaks, QWidget):
    """A widget whose words are said through `say`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = []

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class SpeakingFrame(Speaks, QFrame):
    """A frame whose words are said through `say`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = []

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()


class SpeakingDialog(Speaks, QDialog):
    """A dialog whose words are said through `say`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = []

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
