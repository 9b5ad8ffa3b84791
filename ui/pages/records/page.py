"""The page of any declared kind, made from its declaration alone."""

from app.records import kinds
from ui.desk import Desk
from ui.widgets.record_page import RecordPageBase


class RecordsPage(RecordPageBase):
    """List and form of one kind; ``records:<kind>`` in the navigation."""

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__(desk, kinds.kind(kind), f"records:{kind}")
