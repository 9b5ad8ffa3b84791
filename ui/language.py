"""The language of the window: follows the system until chosen, and switches without a restart."""

import os
from typing import Any, ClassVar

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from app import i18n
from app.paths import resource

CHINESE, ENGLISH = "zh_CN", "en"
NAMES = {CHINESE: "中文", ENGLISH: "English"}


class _Now:
    """The language in use, and the catalogues that are in the application."""

    code = ENGLISH
    installed: ClassVar[list[QTranslator]] = []


def current() -> str:
    """The language in use, ``zh_CN`` or ``en``."""
    return _Now.code


def of_system() -> str:
    """Chinese on a Chinese system, else English."""
    return CHINESE if QLocale.system().language() == QLocale.Language.Chinese else ENGLISH


class WideTranslator(QTranslator):
    """Doubles every word, for pictures that show what would be clipped (``WORDS=wide``)."""

    @override
    def translate(self, context: Any, text: Any, disambiguation: Any = None, n: int = -1) -> str:
        if text == "en" and context == "RecordWords":  # a code, not a word
            return "en"
        return f"{text} {text}" if text else ""

    @override
    def isEmpty(self) -> bool:
        return False


def _translate(context: str, text: str) -> str:
    # Qt's own method, handed on as it is, makes shiboken build all its signatures: 20 ms of the start
    return QCoreApplication.translate(context, text)


class Languages:
    """Puts the catalogues in and out of the application."""

    def __init__(self, application: QApplication) -> None:
        self._application = application

    def switch(self, chosen: str) -> None:
        """Speak ``zh_CN`` or ``en``; ``""`` follows the system. Every window hears LanguageChange."""
        for translator in _Now.installed:
            self._application.removeTranslator(translator)
        _Now.code = chosen if chosen in NAMES else of_system()
        _Now.installed = self._catalogues(_Now.code)
        i18n.lend(_translate)
        QLocale.setDefault(QLocale(_Now.code))
        for translator in _Now.installed:
            self._application.installTranslator(translator)

    def _catalogues(self, code: str) -> list[QTranslator]:
        if os.environ.get("WORDS") == "wide":
            return [WideTranslator()]
        if code == ENGLISH:
            return []
        found = []
        for folder, name in (
            (QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"qtbase_{code}"),  # Qt's own words
            (str(resource("i18n")), f"app_{code}"),
        ):
            translator = QTranslator()
            if translator.load(name, folder):
                found.append(translator)
        return found
