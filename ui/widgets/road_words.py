"""Words of the road: kinds of packages, places, sizes, how far a record or a package has come."""

from PySide6.QtCore import QCoreApplication

from app.services.handover_facts import OFFICE
from app.services.handover_packages import Stage
from app.services.handover_road import RoadState
from app.services.handover_second import Checked


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


def place_words(place: str) -> str:
    """What a place is called."""
    if place == OFFICE:
        return QCoreApplication.translate("Handover", "Inspection office")
    if not place:
        return QCoreApplication.translate("Handover", "A laptop not registered yet")
    return QCoreApplication.translate("Handover", "Laptop %1").replace("%1", place)


def size_words(count: int) -> str:
    """Bytes for people."""
    value, unit = float(count), "B"
    for unit in ("B", "KB", "MB", "GB"):
        if value < 1000 or unit == "GB":
            break
        value /= 1000
    return f"{value:.0f} {unit}" if unit == "B" or value >= 100 else f"{value:.1f} {unit}"


def fours(digest: str) -> str:
    """The first eight digits of a digest as a slip shows them: in fours."""
    return f"{digest[:4]} {digest[4:8]}".upper()


def checked_words(checked: Checked) -> str:
    """Who checked a package, and how."""
    if checked.by_passphrase:
        words = QCoreApplication.translate("Handover", "Checked by %1, passphrase given")
    else:
        words = QCoreApplication.translate("Handover", "Checked by %1, who signs the slip: print it")
    return words.replace("%1", checked.name or "—")


def unchecked_words() -> str:
    """What is said of a package while nobody but its writer looked at it."""
    return QCoreApplication.translate("Handover", "Not yet checked by a second person.")


def road_words(state: RoadState) -> str:
    """How far a record has come: 未导出 · 已写入U盘 · 组长已收 · 办公室已收."""
    return {
        RoadState.HERE: QCoreApplication.translate("Road", "Not handed over"),
        RoadState.ON_STICK: QCoreApplication.translate("Road", "On a stick, verified"),
        RoadState.LEADER: QCoreApplication.translate("Road", "Leader has it"),
        RoadState.OFFICE: QCoreApplication.translate("Road", "Office has it"),
    }[state]


def short_road_words(state: RoadState) -> str:
    """How far a record has come, for the narrow column of a list."""
    return QCoreApplication.translate("Road", "On a stick") if state is RoadState.ON_STICK else road_words(state)


def road_tone(state: RoadState) -> str:
    """Colour role beside those words."""
    return {RoadState.HERE: "warn", RoadState.ON_STICK: "accent", RoadState.LEADER: "ok"}.get(state, "ok")


def stage_words(stage: Stage) -> str:
    """How far a package has come."""
    return {
        Stage.WRITTEN: QCoreApplication.translate("Road", "On a stick, verified"),
        Stage.LEADER: QCoreApplication.translate("Road", "Leader has it"),
        Stage.LAPTOP: QCoreApplication.translate("Road", "The other laptop has it"),
        Stage.OFFICE: QCoreApplication.translate("Road", "Office has it"),
        Stage.VOID: QCoreApplication.translate("Road", "Void"),
        Stage.TAKEN: QCoreApplication.translate("Road", "Read"),
        Stage.READ: QCoreApplication.translate("Road", "Receipt due"),
        Stage.ANSWERED: QCoreApplication.translate("Road", "Receipt written"),
        Stage.WAITING: QCoreApplication.translate("Road", "Waits to be registered"),
        Stage.CONFIRMED: QCoreApplication.translate("Road", "Registered"),
        Stage.DECLINED: QCoreApplication.translate("Road", "Set aside: words differed"),
        Stage.NOT_READ: QCoreApplication.translate("Road", "Not read to its end"),
    }[stage]


def stage_tone(stage: Stage) -> str:
    """Colour role beside those words."""
    good = (Stage.LEADER, Stage.LAPTOP, Stage.OFFICE, Stage.TAKEN, Stage.READ, Stage.ANSWERED, Stage.CONFIRMED)
    tones = {Stage.WRITTEN: "accent", Stage.VOID: "quiet", Stage.WAITING: "warn"}
    return "ok" if stage in good else tones.get(stage, "bad")
