"""Talks: their list, and one talk with outline, transcript and signing."""

from typing import TYPE_CHECKING

from app.records import kinds
from app.services.interviews import InterviewService
from ui.desk import Desk
from ui.widgets.record_page import RecordPageBase

if TYPE_CHECKING:
    from ui.widgets.record_view import RecordView


class InterviewsPage(RecordPageBase):
    """The page of talks; ``records:interview`` in the navigation."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, kinds.kind("interview"), "records:interview", InterviewService(desk.session))

    def make_view(self) -> "RecordView":
        """Return the talk's own view."""
        from ui.pages.interview.view import InterviewView

        return InterviewView(self.desk, self.service, self.kind, self.place)
