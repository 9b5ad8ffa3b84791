"""Words of the handover: kinds of packages, what became of them, places, sizes."""

from PySide6.QtCore import QCoreApplication

from app.services.enrolling import OFFICE
from app.services.handover_facts import ALREADY, MINE, NEW, OTHERS, OnStick, Outgoing


def kind_words(kind: str) -> str:
    """What a package is called."""
    words = {
        "assignment": QCoreApplication.translate("Handover", "Assignment"),
        "return": QCoreApplication.translate("Handover", "Return"),
        "receipt": QCoreApplication.translate("Handover", "Receipt"),
        "decisions": QCoreApplication.translate("Handover", "Decisions of the office"),
        "enrolment": QCoreApplication.translate("Handover", "Enrolment"),
    }
    return words.get(kind, kind)


def state_words(found: OnStick) -> tuple[str, str]:
    """What a package on the stick is here, and the tone of its chip."""
    words = {
        NEW: (QCoreApplication.translate("Handover", "New, will be read"), "chip"),
        ALREADY: (QCoreApplication.translate("Handover", "Already here"), "chip-ok"),
        MINE: (QCoreApplication.translate("Handover", "Written here"), "chip-quiet"),
        OTHERS: (QCoreApplication.translate("Handover", "For somebody else"), "chip-quiet"),
    }
    return words.get(found.state, (QCoreApplication.translate("Handover", "Cannot be read"), "chip-bad"))


def place_words(place: str) -> str:
    """What a place is called."""
    if place == OFFICE:
        return QCoreApplication.translate("Handover", "Inspection office")
    if not place:
        return QCoreApplication.translate("Handover", "A laptop not registered yet")
    return QCoreApplication.translate("Handover", "Laptop %1").replace("%1", place)


def outgoing_words(going: Outgoing) -> str:
    """What goes to one place, in one line."""
    if going.changes or going.blobs:
        return (
            QCoreApplication.translate("Handover", "%1 saves, %2 attachments, %3")
            .replace("%1", f"{going.changes:,}")
            .replace("%2", f"{going.blobs:,}")
            .replace("%3", size_words(going.size))
        )
    return QCoreApplication.translate("Handover", "nothing new to send along")


def size_words(count: int) -> str:
    """Bytes for people."""
    value, unit = float(count), "B"
    for unit in ("B", "KB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            break
        value /= 1000
    return f"{value:.0f} {unit}" if unit == "B" or value >= 100 else f"{value:.1f} {unit}"
