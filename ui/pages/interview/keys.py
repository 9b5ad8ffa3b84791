"""Which key of the transcript means what."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

Modifier = Qt.KeyboardModifier
ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ALWAYS = {"finding", "tag", "person"}  # also on a signed record: no signed word is touched
PHRASE = "phrase "


def meaning(event: QKeyEvent) -> str:
    """Return what a key asks for, '' for plain typing. Phrases are ``phrase 3``."""
    key, control = event.key(), bool(event.modifiers() & Modifier.ControlModifier)
    shift = bool(event.modifiers() & Modifier.ShiftModifier)
    if key in ENTERS:
        return "next question" if control else "same line" if shift else "new line"
    if not control:
        return "turn" if key == Qt.Key.Key_Tab else ""
    if Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and not shift:
        return f"{PHRASE}{key - Qt.Key.Key_0}"
    if key == Qt.Key.Key_T:
        return "person" if shift else "tag"
    return {Qt.Key.Key_G: "finding", Qt.Key.Key_M: "doubt"}.get(Qt.Key(key), "") if not shift else ""
