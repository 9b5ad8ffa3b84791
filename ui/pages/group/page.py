"""The leader's look (组长看板): villages and numbers, behind each number its records, and who has not merged today."""

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from app.services.group import CODES, GroupService, Look, Picked
from ui.desk import Desk, Page
from ui.pages.group.listing import Listing
from ui.pages.group.table import VILLAGE, LookTable, LookView
from ui.widgets import parts
from ui.widgets.evening import EveningCard

SETTLE = 400  # milliseconds after a change until the page counts again
PLACE = "group"


class GroupPage(Page):
    """Counts in a job; nothing is edited here but a scan attached."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._service = desk, GroupService(desk.session)
        self._cell = ("none yet", "none yet")  # the first number
        self._asked = 0
        self._stale = False
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self.refresh)
        self._build()
        self.listing.left.connect(self.show_table)
        self.listing.opened.connect(self._open)
        desk.notices.changed.connect(self._on_changed)
        self.refresh()

    def _build(self) -> None:
        self.title, self.subtitle = parts.label("title"), parts.label("quiet", wrap=True)
        self.table = LookTable(self)
        self.view = LookView(self.table)
        self.view.opened.connect(self._on_cell)
        self.view.sort_wanted.connect(self._sort)
        self.evening = EveningCard(self._desk)
        self.whole, self.none = QWidget(), self._nothing()
        inside = parts.column(self.whole, spacing=10)
        parts.add(inside, (self.title, self.subtitle))
        inside.addWidget(self.view, 1)
        inside.addWidget(self.evening)
        self.listing = Listing(self._desk, self._service)
        self.stack = QStackedWidget()
        for one in (self.whole, self.listing, self.none):
            self.stack.addWidget(one)
        outside = parts.column(self)
        outside.setContentsMargins(18, 14, 18, 12)
        outside.addWidget(self.stack)
        self.setFocusProxy(self.view)
        self.say(self.title.setText, self._title)
        self.say(
            self.subtitle.setText,
            lambda: self.tr("Enter on a number shows what is behind it, Esc comes back; Space puts the highest first."),
        )
        self.say(self.view.setAccessibleName, self._title)

    def _nothing(self) -> QWidget:
        """What the page says before there is a village."""
        holder = QWidget()
        inside = parts.column(holder, spacing=8)
        self.none_title, self.none_text = parts.label("title"), parts.label("quiet", wrap=True)
        self.none_button = parts.button("primary")
        line = parts.row()
        parts.add(line, (self.none_button, None))
        parts.add(inside, (self.none_title, self.none_text, 6, line, None))
        office = self._desk.session.is_office
        page = "records:village" if office else "handover"
        self.none_button.clicked.connect(lambda: self._desk.go(page, ""))
        self.say(self.none_title.setText, self._title)
        self.say(self.none_text.setText, self._none_words)
        self.say(self.none_button.setText, lambda: self.tr("Open villages") if office else self.tr("Open handover"))
        return holder

    def _none_words(self) -> str:
        if self._desk.session.is_office:
            return self.tr("No village has been entered yet. Enter the villages, and choose their group.")
        return self.tr("No village of yours is here yet. Plug in the stick with the assignment from the office.")

    def _title(self) -> str:
        return self.tr("Leader's overview") if self._desk.session.leads else self.tr("My villages")

    # -- reading -------------------------------------------------------------------------------------------------

    @override
    def refresh(self) -> None:
        self._stale = False
        self._desk.jobs.job(self, lambda _: self._service.look()).then(self._show).start()
        self.evening.refresh()
        picked = self.listing.picked
        if self.stack.currentWidget() is self.listing and picked is not None:
            self._pick(picked.code, picked.village)

    def _on_changed(self, _touched: object) -> None:
        if self.isVisible():
            self._settle.start()
        else:
            self._stale = True  # counted when somebody looks

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _show(self, look: Look) -> None:
        index = self.view.currentIndex()
        if index.isValid():
            self._cell = self.table.at(index)
        self.table.show(look)
        if self.stack.currentWidget() is not self.listing:
            self.stack.setCurrentWidget(self.none if look.empty else self.whole)
            self.setFocusProxy(self.none_button if look.empty else self.view)
        if not look.empty:
            self.view.setCurrentIndex(self.table.place(*self._cell))

    # -- going about ---------------------------------------------------------------------------------------------

    def _sort(self, column: int) -> None:
        """Sort by a number; the cursor goes to the first line of that column."""
        code = self.table.codes[column]
        self.table.sort_by(code)
        self.view.setCurrentIndex(self.table.index(0, column))

    def _on_cell(self, index: QModelIndex) -> None:
        village, code = self.table.at(index)
        self._cell = (village, code)
        if code != VILLAGE:
            self._pick(code, village, go=True)
        elif village:
            self._open("village", village)

    def _pick(self, code: str, village: str, *, go: bool = False) -> None:
        self._asked += 1
        number = self._asked

        def shown(picked: Picked) -> None:
            if number == self._asked and (go or self.stack.currentWidget() is self.listing):
                self._show_picked(picked, go=go)

        self._desk.jobs.job(self, lambda _: self._service.pick(code, village)).then(shown).start()

    def _show_picked(self, picked: Picked, *, go: bool) -> None:
        self.listing.show_picked(picked)
        if go:
            self.listing.banner.clear()
            self.stack.setCurrentWidget(self.listing)
        aim = self.listing.take_focus()
        self.setFocusProxy(aim)
        if go or not aim.hasFocus():
            aim.setFocus()

    def show_table(self) -> None:
        """Go back to the table, to the number one came from."""
        self._asked += 1
        self.stack.setCurrentWidget(self.none if self.table.look.empty else self.whole)
        self.setFocusProxy(self.view)
        self.view.setCurrentIndex(self.table.place(*self._cell))
        self.view.setFocus()

    def _open(self, kind: str, rec: str) -> None:
        self._desk.extra["return"] = (PLACE, rec)  # leaving that record leads back here
        self._desk.go(f"records:{kind}", rec)

    @override
    def show_argument(self, argument: str) -> None:
        """``code:village`` shows the records behind a number; an empty village means all."""
        code, _, village = argument.partition(":")
        if code in CODES:
            self._cell = (village, code)
            self._pick(code, village, go=True)

    @override
    def leave(self) -> None:
        if self._desk.extra.get("return", ("", ""))[0] != PLACE and self.stack.currentWidget() is self.listing:
            self.show_table()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.table.retranslate()
