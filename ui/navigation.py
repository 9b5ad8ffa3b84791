"""The pages there are, by stage of the work. Pages of record kinds come from their declarations, with no edit here."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.records import kinds
from ui import language
from ui.desk import Desk, Page

if TYPE_CHECKING:
    from app.records.kinds import Kind
    from app.services.session import Session

STAGES = ("", "prepare", "field", "assess", "report", "handover", "follow_up", "manage")
ICONS = {
    "round": "round",
    "group": "group",
    "inspector": "badge",
    "village": "village",
    "person": "person",
    "interview": "talk",
    "outline": "outline",
    "questionnaire": "list",
    "document_check": "document",
    "document_loan": "receive",
    "evidence": "folder",
    "fact_confirmation": "check",
    "finding": "finding",
    "office": "office",
    "writer": "key",
    "event": "event",
    "setting": "settings",
}
ORDER = ("round", "group", "inspector", "village", "outline", "interview", "person", "questionnaire", "document_check",
         "document_loan", "evidence", "fact_confirmation", "finding")  # fmt: skip
OFFICE_ONLY = frozenset({"office", "writer", "setting"})


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: where it stands, how it is called, and how it is made when it is first opened."""

    code: str
    stage: str
    icon: str
    words: Callable[[], str]
    make: Callable[[Desk], Page]
    shortcut: str = ""
    in_list: bool = True


def stage_words(stage: str) -> str:
    """The name of a stage."""
    words = {
        "prepare": QCoreApplication.translate("Stages", "Prepare"),
        "field": QCoreApplication.translate("Stages", "Field"),
        "assess": QCoreApplication.translate("Stages", "Assess"),
        "report": QCoreApplication.translate("Stages", "Report"),
        "handover": QCoreApplication.translate("Stages", "Handover"),
        "follow_up": QCoreApplication.translate("Stages", "Follow-up"),
        "manage": QCoreApplication.translate("Stages", "Manage"),
    }
    return words.get(stage, "")


def pages(session: "Session") -> list[PageSpec]:
    """Every page this person has, in the order of the left side."""
    specs = [*_made_by_hand(session), *_of_kinds(session)]
    return sorted(specs, key=lambda spec: (STAGES.index(spec.stage), _rank(spec.code)))


def _rank(code: str) -> tuple[int, str]:
    kind = code.removeprefix("records:")
    if code == "today":
        return (-1, "")
    if kind in ORDER:
        return (ORDER.index(kind), "")
    return (len(ORDER) + (code == "settings"), "" if code == "settings" else code)


def _group_words(session: "Session") -> Callable[[], str]:
    if session.leads:
        return lambda: QCoreApplication.translate("Pages", "Leader's overview")
    return lambda: QCoreApplication.translate("Pages", "My villages")


def _made_by_hand(session: "Session") -> list[PageSpec]:
    translate = QCoreApplication.translate
    return [
        PageSpec("today", "", "today", lambda: translate("Pages", "Today"), _today, "Alt+1"),
        PageSpec("group", "", "group", _group_words(session), _group, "Alt+3"),
        PageSpec("handover", "handover", "handover", lambda: translate("Pages", "Stick handover"), _handover, "Alt+2"),
        PageSpec("packages", "handover", "history", lambda: translate("Pages", "Packages"), _packages),
        PageSpec("differences", "assess", "conflict", lambda: translate("Pages", "Differences"), _differences),
        PageSpec(
            "scanning", "field", "list", lambda: translate("Pages", "Read ticked sheets"), _scanning, in_list=False
        ),
        PageSpec("entry", "field", "list", lambda: translate("Pages", "Type paper sheets"), _entry, in_list=False),
        PageSpec("papers", "report", "print", lambda: translate("Pages", "Print and export"), _papers),
        PageSpec("recycle", "manage", "recycle", lambda: translate("Pages", "Recycle list"), _recycle),
        PageSpec("settings", "manage", "settings", lambda: translate("Pages", "Settings"), _settings),
        PageSpec("manual", "manage", "help", lambda: translate("Pages", "Manual"), _manual, "F1", in_list=False),
    ]


def _of_kinds(session: "Session") -> list[PageSpec]:
    declared = [kind for kind in kinds.kinds().values() if kind.listed and not kind.parent]
    if not session.is_office:
        declared = [kind for kind in declared if kind.code not in OFFICE_ONLY]
    return [_of_kind(kind) for kind in declared]


def _of_kind(kind: "Kind") -> PageSpec:
    def words() -> str:
        return kind.plural.get(language.current())

    def make(desk: Desk) -> Page:  # noqa: PLR0911 - one for each page made by hand
        if kind.page == "interview":
            from ui.pages.interview.page import InterviewsPage

            return InterviewsPage(desk)
        if kind.code == "outline":
            from ui.pages.interview.outlines import OutlinesPage

            return OutlinesPage(desk)
        if kind.code == "document_check":
            from ui.pages.documents.page import DocumentsPage

            return DocumentsPage(desk)
        if kind.page == "questionnaires":
            from ui.pages.questionnaires import QuestionnairesPage

            return QuestionnairesPage(desk)
        if kind.code == "evidence":
            from ui.pages.evidence.page import EvidencePage

            return EvidencePage(desk)
        if kind.code == "finding":
            from ui.pages.findings.page import FindingsPage

            return FindingsPage(desk)
        from ui.pages.records.page import RecordsPage

        return RecordsPage(desk, kind.code)

    return PageSpec(f"records:{kind.code}", kind.stage, ICONS.get(kind.code, "list"), words, make)


def _today(desk: Desk) -> Page:
    from ui.pages.today import TodayPage

    return TodayPage(desk)


def _group(desk: Desk) -> Page:
    from ui.pages.group import GroupPage

    return GroupPage(desk)


def _handover(desk: Desk) -> Page:
    from ui.pages.handover import HandoverPage

    return HandoverPage(desk)


def _packages(desk: Desk) -> Page:
    from ui.pages.packages import PackagesPage

    return PackagesPage(desk)


def _differences(desk: Desk) -> Page:
    from ui.pages.differences import DifferencesPage

    return DifferencesPage(desk)


def _scanning(desk: Desk) -> Page:
    from ui.pages.scanning.page import ScanningPage

    return ScanningPage(desk)


def _entry(desk: Desk) -> Page:
    from ui.pages.entry.page import EntryPage

    return EntryPage(desk)


def _papers(desk: Desk) -> Page:
    from ui.pages.papers import PapersPage

    return PapersPage(desk)


def _recycle(desk: Desk) -> Page:
    from ui.pages.recycle.page import RecyclePage

    return RecyclePage(desk)


def _settings(desk: Desk) -> Page:
    from ui.pages.settings import SettingsPage

    return SettingsPage(desk)


def _manual(desk: Desk) -> Page:
    from ui.pages.manual import ManualPage

    return ManualPage(desk)
