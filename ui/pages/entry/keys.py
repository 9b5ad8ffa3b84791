"""From keys of the keyboard to the keys that typing knows."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from app.services.entry_keys import BACK, ENTER, ERASE

NAMED = {
    Qt.Key.Key_Return: ENTER,
    Qt.Key.Key_Enter: ENTER,
    Qt.Key.Key_Tab: ENTER,
    Qt.Key.Key_F7: BACK,
    Qt.Key.Key_Backtab: BACK,
    Qt.Key.Key_Backspace: ERASE,
}
FOREIGN = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def key_of(event: QKeyEvent) -> str:
    """What a key means while typing; '' for keys that mean nothing here."""
    if event.modifiers() & FOREIGN:
        return ""
    named = NAMED.get(Qt.Key(event.key()), "")
    if named == ENTER and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return BACK if event.key() == Qt.Key.Key_Tab else ""
    text = event.text()
    return named or (text if len(text) == 1 and text.isprintable() else "")


def is_ours(event: QEvent) -> bool:
    """Whether an event is a Tab, which Qt would take to move the cursor."""
    tabs = {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}
    return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in tabs
