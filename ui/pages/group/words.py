"""Words of the leader's look: headings in two lines, what each number means, what its list is called."""

from PySide6.QtCore import QCoreApplication


def heading(code: str) -> str:
    """The heading of a column; the first of each sort names the sort above."""
    return {
        "": QCoreApplication.translate("GroupLook", "\nVillage"),
        "planned": QCoreApplication.translate("GroupLook", "Talks\nplanned"),
        "held": QCoreApplication.translate("GroupLook", "\nheld"),
        "unsigned": QCoreApplication.translate("GroupLook", "\nto sign"),
        "printed": QCoreApplication.translate("GroupLook", "\nprinted"),
        "unscanned": QCoreApplication.translate("GroupLook", "\nno scan"),
        "asked": QCoreApplication.translate("GroupLook", "Docs\nasked"),
        "overdue": QCoreApplication.translate("GroupLook", "\nlate"),
        "missing": QCoreApplication.translate("GroupLook", "\nmissing"),
        "drafts": QCoreApplication.translate("GroupLook", "Findings\ndraft"),
        "review": QCoreApplication.translate("GroupLook", "\nreview"),
        "approved": QCoreApplication.translate("GroupLook", "\ndone"),
        "behind": QCoreApplication.translate("GroupLook", "Awaiting\nreceipt"),
    }[code]


def title(code: str) -> str:
    """The name of the list behind a number."""
    return {
        "planned": QCoreApplication.translate("GroupLook", "Talks planned"),
        "held": QCoreApplication.translate("GroupLook", "Talks held"),
        "unsigned": QCoreApplication.translate("GroupLook", "Talks not signed yet"),
        "printed": QCoreApplication.translate("GroupLook", "Talks printed and not signed yet"),
        "unscanned": QCoreApplication.translate("GroupLook", "Signed talks without a scan"),
        "asked": QCoreApplication.translate("GroupLook", "Documents asked for"),
        "overdue": QCoreApplication.translate("GroupLook", "Documents overdue"),
        "missing": QCoreApplication.translate("GroupLook", "Documents refused, missing or given in part"),
        "drafts": QCoreApplication.translate("GroupLook", "Findings not signed by a handler yet"),
        "review": QCoreApplication.translate("GroupLook", "Findings in review"),
        "approved": QCoreApplication.translate("GroupLook", "Findings the leader approved"),
        "behind": QCoreApplication.translate("GroupLook", "Not received by the office yet"),
    }[code]


def hint(code: str) -> str:
    """What a number counts, in a sentence."""
    more = {
        "": "",
        "unsigned": QCoreApplication.translate("GroupLook", "Finished or printed, and nobody has signed yet"),
        "printed": QCoreApplication.translate(
            "GroupLook", "Printed at this place and not signed yet; what other laptops print only the office learns"
        ),
        "unscanned": QCoreApplication.translate(
            "GroupLook", "Signed or refused, and neither scan nor photo of the pages is kept with it"
        ),
        "behind": QCoreApplication.translate("GroupLook", "Saves that the office has not confirmed"),
    }
    return more[code] if code in more else title(code)
