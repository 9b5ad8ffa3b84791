"""Words of the handover: what a package on the stick is here, what goes out, alarms, what is missing."""

from PySide6.QtCore import QCoreApplication

from app.services.handover_facts import ALREADY, MINE, NEW, OTHERS, Forked, Gap, OnStick, Outgoing, Policy, Standing
from ui.widgets.road_words import size_words

MOST_RUNS = 12  # runs of numbers that are told


def state_words(found: OnStick) -> tuple[str, str]:
    """What a package on the stick is here, and the tone of its chip."""
    words = {
        NEW: (QCoreApplication.translate("Handover", "New, will be read"), "chip"),
        ALREADY: (QCoreApplication.translate("Handover", "Already here"), "chip-ok"),
        MINE: (QCoreApplication.translate("Handover", "Written here"), "chip-quiet"),
        OTHERS: (QCoreApplication.translate("Handover", "For somebody else"), "chip-quiet"),
    }
    return words.get(found.state, (QCoreApplication.translate("Handover", "Cannot be read"), "chip-bad"))


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


def gap_lines(gap: Gap) -> list[tuple[str, str]]:
    """What is missing from one sender, as sentences with the tone of each: bad, warn or quiet."""
    lines = []
    if gap.counters and gap.made_up_for:
        words = QCoreApplication.translate("Handover", "Package no. %1 never came, but later ones made up for it.")
        lines.append((words.replace("%1", _numbers(gap.counters)), "quiet"))
    elif gap.counters:
        words = QCoreApplication.translate(
            "Handover", "Package no. %1 has not come: %2 saves, %3 attachments. Ask for it."
        )
        lines.append((_lacking(words, gap).replace("%1", _numbers(gap.counters)), "warn"))
    elif not gap.made_up_for:
        words = QCoreApplication.translate(
            "Handover", "Every package came, yet %2 saves and %3 attachments are missing. Let them hand over again."
        )
        lines.append((_lacking(words, gap), "warn"))
    if gap.doubled:
        words = QCoreApplication.translate("Handover", "Two different packages carry no. %1.")
        lines.append((words.replace("%1", _numbers(gap.doubled)), "bad"))
    if gap.unlinked:
        words = QCoreApplication.translate("Handover", "Package no. %1 does not follow the one before it.")
        lines.append((words.replace("%1", _numbers(gap.unlinked)), "bad"))
    if gap.behind:
        words = QCoreApplication.translate("Handover", "The sender once held %1 saves that it now no longer holds.")
        lines.append((words.replace("%1", f"{gap.behind:,}"), "bad"))
    if gap.is_rolled_back:
        words = QCoreApplication.translate(
            "Handover", "The laptop went on from an older state of itself (restored or copied). Ask who restored it."
        )
        lines.append((words, "warn"))
    return lines


def _numbers(numbers: "tuple[int, ...]") -> str:
    """Numbers in a row, runs drawn together: 1–3, 7."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    return ", ".join(told[:MOST_RUNS]) + (" …" if len(told) > MOST_RUNS else "")


def _lacking(words: str, gap: Gap) -> str:
    return words.replace("%2", f"{gap.changes:,}").replace("%3", f"{gap.blobs:,}")


def fork_words(fork: Forked, name: str, scope: str) -> str:
    """The alarm about one number that two changes carry."""
    return (
        QCoreApplication.translate("Handover", "%1, laptop %2: two different saves carry number %3 (%4).")
        .replace("%1", name or QCoreApplication.translate("Handover", "an unregistered person"))
        .replace("%2", fork.laptop or "—")
        .replace("%3", str(fork.number))
        .replace("%4", scope)
    )


def scope_words(scope: str, village: str) -> str:
    """Where a chain belongs: a village by its name, the parts everybody shares, clues, the log."""
    words = {
        "common": QCoreApplication.translate("Handover", "shared data"),
        "clues": QCoreApplication.translate("Handover", "clues"),
        "log": QCoreApplication.translate("Handover", "log"),
    }
    return words.get(scope) or village or QCoreApplication.translate("Handover", "a village not held here")


def stick_words(standing: Standing, holder: str) -> tuple[str, str, str]:
    """How a stick stands in the register: chip, tone of the chip, sentence."""
    serial = QCoreApplication.translate("Handover", "Serial number %1").replace(
        "%1", standing.serial or QCoreApplication.translate("Handover", "cannot be read")
    )
    if standing.registered:
        told = QCoreApplication.translate("Handover", "No. %1").replace("%1", standing.number or "—")
        return (
            QCoreApplication.translate("Handover", "In the register"),
            "chip-ok",
            " · ".join(part for part in (told, holder, serial) if part),
        )
    chip = QCoreApplication.translate("Handover", "Not in the register")
    if standing.policy is Policy.REFUSE:
        rule = QCoreApplication.translate(
            "Handover", "The office admits registered sticks only: nothing is read from it or written to it."
        )
        return chip, "chip-bad", f"{rule} {serial}"
    if standing.policy is Policy.WARN:
        rule = QCoreApplication.translate(
            "Handover", "The office wants registered sticks. Use one of them, or have this one registered."
        )
        return chip, "chip-warn", f"{rule} {serial}"
    return chip, "chip-quiet", serial
