"""Words of a conflict: who said what and when, and why not everything is offered."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.services.differences_sides import Difference, Voice
from ui.widgets.record_words import moment


def voices_words(voices: Sequence[Voice]) -> str:
    """Return who wrote a version and when, one line each."""
    return "\n".join(_voice(voice) for voice in voices)


def why_words(difference: Difference) -> str:
    """Return why less than everything is offered, or what this kind of conflict is; '' for a plain one."""
    translate = QCoreApplication.translate
    if difference.two_records:
        return translate(
            "DifferenceView",
            "Somebody wrote another record under the inner number of this one. Nothing was lost: each is kept in "
            "its own list. If both are meant, enter the second one anew; it then gets a number of its own.",
        )
    return {
        "office": translate("DifferenceView", "Only the office may decide this."),
        "log": translate("DifferenceView", "The operation log is never changed."),
        "gone": translate("DifferenceView", "This record was moved, joined or deleted. Bring it back first."),
        "step": translate(
            "DifferenceView",
            "Two different steps were taken. Choose the one that counts; what was signed stays signed.",
        ),
        "signed": translate(
            "DifferenceView",
            "This is signed. Only the signed version can be kept; write the other into an addendum.",
        ),
        "sealed": translate("DifferenceView", "Who may not read every version may not decide. Leave it to the office."),
    }.get(difference.why, "")


def _voice(voice: Voice) -> str:
    name = voice.name or QCoreApplication.translate("DifferenceView", "not registered yet")
    again = QCoreApplication.translate("DifferenceView", " (brought back by %1)")
    return f"{name}  {moment(voice.at)}{again.replace('%1', voice.again) if voice.again else ''}"
