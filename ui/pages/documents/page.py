"""Documents asked for: the checklist of the village, and one document of it."""

from app.records import kinds
from app.services.documents import CHECK, DocumentService
from ui.desk import Desk
from ui.pages.documents.checklist import Checklist
from ui.widgets.record_list import RecordList
from ui.widgets.record_page import RecordPageBase


class DocumentsPage(RecordPageBase):
    """The page of documents; ``records:document_check`` in the navigation."""

    def __init__(self, desk: Desk) -> None:
        self.documents = DocumentService(desk.session)
        super().__init__(desk, kinds.kind(CHECK), f"records:{CHECK}", self.documents)

    def make_list(self) -> RecordList:
        """Return the checklist."""
        return Checklist(self.desk, self.documents, self.kind)
