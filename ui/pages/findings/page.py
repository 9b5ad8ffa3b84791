"""Findings: their list, and one finding."""

from typing import TYPE_CHECKING

from app.records import kinds
from app.services.findings import FINDING, FindingsService
from ui.desk import Desk
from ui.pages.findings.listing import FindingList
from ui.widgets.record_list import RecordList
from ui.widgets.record_page import RecordPageBase

if TYPE_CHECKING:
    from ui.widgets.record_view import RecordView


class FindingsPage(RecordPageBase):
    """The page of findings; ``records:finding`` in the navigation."""

    def __init__(self, desk: Desk) -> None:
        self.findings = FindingsService(desk.session)
        super().__init__(desk, kinds.kind(FINDING), f"records:{FINDING}", self.findings)

    def make_list(self) -> RecordList:
        """Return the list with its filter by area."""
        return FindingList(self.desk, self.service, self.kind)

    def make_view(self) -> "RecordView":
        """Return the finding's own view."""
        from ui.pages.findings.view import FindingView

        return FindingView(self.desk, self.findings, self.kind, self.place)
