"""The warning before something leaves the encrypted vault in clear, and where it then goes."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.ask import Ask


def where(ask: Ask, owner: QWidget, what: str, name: str, pattern: str) -> Path | None:
    """Where ``what`` may be written in clear, proposed as ``name``; None when the person thinks better of it."""
    translate = QCoreApplication.translate
    sure = ask.confirm(
        owner,
        translate("Leaving", "%1: the file leaves the encrypted vault").replace("%1", what),
        translate(
            "Leaving",
            "Whoever holds the file can read it: it is not encrypted. The log notes where it went. Delete it when it is"
            " no longer needed.",
        ),
        translate("Leaving", "Choose a place…"),
    )
    return ask.save_path(owner, what, name, pattern) if sure else None
