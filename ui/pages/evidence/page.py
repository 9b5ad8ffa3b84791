"""Evidence: the list, and one piece of evidence page by page."""

from typing import TYPE_CHECKING

from app.records import kinds
from app.services.evidence import EVIDENCE, EvidenceService
from ui.desk import Desk
from ui.widgets.record_page import RecordPageBase

if TYPE_CHECKING:
    from ui.widgets.record_view import RecordView


class EvidencePage(RecordPageBase):
    """The page of evidence; ``records:evidence`` in the navigation."""

    def __init__(self, desk: Desk) -> None:
        self.evidence = EvidenceService(desk.session)
        super().__init__(desk, kinds.kind(EVIDENCE), f"records:{EVIDENCE}", self.evidence)

    def make_view(self) -> "RecordView":
        """Return the evidence's own view."""
        from ui.pages.evidence.view import EvidenceView

        return EvidenceView(self.desk, self.evidence, self.kind, self.place)
