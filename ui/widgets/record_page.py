"""The page of a kind: its list, and one record of it. A page made by hand gives another view of the record."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget
from typing_extensions import override

from app.records.kinds import Kind
from app.services.records import RecordService, Touched
from ui.desk import Desk, Page
from ui.widgets import parts
from ui.widgets.record_list import RecordList
from ui.widgets.record_words import language

if TYPE_CHECKING:
    from ui.widgets.record_view import RecordView

MARGIN = 18


class RecordPageBase(Page):
    """List and record, one above the other. ``place`` is the name that `Desk.go` knows this page by.

    The record's view is made with the first record: it has many more widgets than the list, which is all that most
    visits need.
    """

    def __init__(self, desk: Desk, kind: Kind, place: str, service: RecordService | None = None) -> None:
        super().__init__()
        self.desk, self.kind, self.place = desk, kind, place
        self.service = service or RecordService(desk.session)
        self.service.language = language()
        self._view: RecordView | None = None
        self.list = self.make_list()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        layout = parts.column(self)
        layout.setContentsMargins(MARGIN, 14, MARGIN, 12)
        layout.addWidget(self.stack)
        self.list.opened.connect(self.open)
        self.list.new_wanted.connect(self.new)
        desk.notices.changed.connect(self._on_changed)
        desk.notices.scope_changed.connect(self._on_scope_changed)
        self._stale = False
        self.list.refresh()

    def make_list(self) -> RecordList:
        """Return the list of records."""
        return RecordList(self.desk, self.service, self.kind)

    def make_view(self) -> "RecordView":
        """Return the view of one record."""
        from ui.widgets.record_view import RecordView

        return RecordView(self.desk, self.service, self.kind, self.place)

    @property
    def view(self) -> "RecordView":
        """The view of one record, made when it is first asked for."""
        if self._view is None:
            self._view = self.make_view()
            self._view.left.connect(self.show_list)
            self._view.deleted.connect(self._on_deleted)
            self.stack.addWidget(self._view)
        return self._view

    @property
    def _viewed(self) -> "RecordView | None":
        """The view, while it is what one sees."""
        return self._view if self.stack.currentWidget() is self._view else None

    def open(self, rec: str) -> None:
        """Show one record."""
        if self.view.rec and self.view.rec != rec:
            self.view.leave()
        self.stack.setCurrentWidget(self.view)
        self.view.open(rec)

    def new(self) -> None:
        """Begin a record; nothing is written until something is typed."""
        self.open(self.service.new(self.kind.code))

    def show_list(self) -> None:
        """Leave the record and show the list, or the page that sent one here to this very record."""
        page, rec = self.desk.extra.pop("return", ("", ""))
        if page and rec == self.view.rec:
            self.desk.go(page, "")  # which leaves this page first
            return
        self.view.leave()
        self.stack.setCurrentWidget(self.list)
        self.list.refresh()
        self.list.take_focus()

    def _on_deleted(self, rec: str, title: str) -> None:
        self.stack.setCurrentWidget(self.list)
        self.list.tell_deleted(rec, title)
        self.list.refresh()

    def _on_changed(self, touched: Touched) -> None:
        self.service.forget_names()
        if self.stack.currentWidget() is not self.list:
            return
        if self.isVisible():
            self.list.on_changed(touched)
        else:
            self._stale = True  # read when somebody looks

    def _on_scope_changed(self) -> None:
        if self._viewed is not None and self._viewed.page is not None:
            self.show_list()
        else:
            self.list.refresh()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.list.refresh()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.stack.currentWidget() is self.list:
            self.list.take_focus()

    @override
    def show_argument(self, argument: str) -> None:
        if argument == "new":
            self.new()
        elif argument:
            self.open(argument)

    @override
    def flush(self) -> None:
        if self._view is not None:
            self._view.flush()

    @override
    def leave(self) -> None:
        self.desk.extra.pop("return", None)  # gone on from here: the way back is forgotten
        if self._view is not None and self._view.rec:
            self._view.leave()
            self.stack.setCurrentWidget(self.list)

    @override
    def refresh(self) -> None:
        if self._viewed is not None:
            self._viewed.reload()
        else:
            self.list.refresh()

    @override
    def retranslate(self) -> None:
        # said before the list and the record read their names again
        self.service.language = language()
        self.service.forget_names()
        super().retranslate()
