"""Words of the page of packages: reasons for setting something aside, rules for sticks."""

from PySide6.QtCore import QCoreApplication

from app.services.handover_facts import Policy
from app.services.handover_packages import Aside


def aside_words(one: Aside) -> str:
    """What was set aside and why, in one line."""
    reasons = {
        "malformed": QCoreApplication.translate("Packages", "not in the form a save has"),
        "misplaced": QCoreApplication.translate("Packages", "stood under another person's name or another village"),
        "signature": QCoreApplication.translate("Packages", "its digital signature does not hold"),
        "key": QCoreApplication.translate("Packages", "signed with a key that proves nothing"),
    }
    reason = reasons.get(one.reason, one.reason)
    if one.number:
        words = QCoreApplication.translate("Packages", "Save no. %1 (%2…): %3")
        return words.replace("%1", str(one.number)).replace("%2", one.item[:8]).replace("%3", reason)
    return f"{one.item}: {reason}"


def policy_words(policy: Policy) -> str:
    """What happens to a stick that is not in the register."""
    return {
        Policy.ADMIT: QCoreApplication.translate("Packages", "Any stick may be used"),
        Policy.WARN: QCoreApplication.translate("Packages", "Warn of sticks not in the register"),
        Policy.REFUSE: QCoreApplication.translate("Packages", "Refuse sticks not in the register"),
    }[policy]
