"""The list of any declared kind: one filter row, kept views, count, and what to do when it is empty."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu, QStackedWidget, QWidget
from typing_extensions import override

from app.records import kinds
from app.records.kinds import Field, Kind, Place, Type
from app.services.records import RecordService, Row, SavedView, Touched
from ui.desk import Desk
from ui.speaking import SpeakingWidget
from ui.tables import Column, RowTable, RowView
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.elided import FilterBox
from ui.widgets.record_boxes import choose, refill
from ui.widgets.record_columns import RecordColumns
from ui.widgets.record_empty import EmptyPage, said_when_empty
from ui.widgets.record_road import RoadMarks, travels, with_road
from ui.widgets.record_words import clock, words

MOST_FILTERS = 3
ONLY = ("", "conflicts", "irregular")


class RecordList(SpeakingWidget):
    """Rows of one kind.

    Signals:
        opened: record id to open.
        new_wanted: the person begins a new record.
    """

    opened = Signal(str)
    new_wanted = Signal()

    def __init__(self, desk: Desk, service: RecordService, kind: Kind) -> None:
        super().__init__()
        self.desk, self.service, self.kind = desk, service, kind
        self._sort: tuple[str, bool] | None = None
        self._asked = 0
        self._references: dict[str, Sequence[tuple[str, str]]] = {}
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(120)
        self._build()
        self._wire()

    # -- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        layout = parts.column(self, spacing=10)
        layout.addLayout(self._head())
        self.banner = Banner()
        layout.addWidget(self.banner)
        self.drafts = QWidget()
        self._drafts = parts.row(self.drafts, spacing=6)
        layout.addWidget(self.drafts)
        layout.addLayout(self._filter_row())
        marks = RoadMarks(self.desk, self) if travels(self.desk, self.kind) else None
        self.model: RowTable[Row] = RowTable(with_road(self.columns(), marks), self._read, self)
        self.view = RowView(self.model)
        if marks is not None:
            marks.follow(self.view)
        self.view.setAccessibleName(words(self.kind.plural))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self._empty())
        layout.addWidget(self.stack, 1)
        self.drafts.hide()

    def columns(self) -> Sequence[Column[Row]]:
        """Return the columns of the table."""
        return RecordColumns(self.service, self.kind, self).all()

    def listed(self, query: Any) -> list[int]:
        """Return the row ids of a list, in its order; called on a worker thread."""
        return self.service.list(query)

    def _head(self) -> Any:
        self.title = parts.label("title")
        self.say(self.title.setText, lambda: words(self.kind.plural))
        self.count = parts.label("quiet")
        self.new = parts.button("primary", "add")
        self.say(self.new.setText, lambda: self.tr("New: %1").replace("%1", words(self.kind.words)))
        self.new.setToolTip("Ctrl+N")
        row = parts.row(spacing=10)
        parts.add(row, [self.title, self.count, None, self.new])
        row.setAlignment(self.count, Qt.AlignmentFlag.AlignBottom)
        return row

    def _filter_row(self) -> Any:
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(140)
        self.say(self.search.setPlaceholderText, lambda: self.tr("Filter (Ctrl+F)"))
        self.filters: list[tuple[Field, FilterBox]] = []
        row = parts.row(spacing=8)
        row.addWidget(self.search, 2)
        for field in [f for f in self.kind.fields if f.filter and _choosable(f)][:MOST_FILTERS]:
            row.addWidget(self._filter_box(field), 1)
        self.state = self._box()
        self.say(lambda _: self._fill_states(), str)
        self.state.setVisible(bool(self.kind.states))
        row.addWidget(self.state, 1)
        self.only = self._box()
        self.say(lambda _: self._fill_only(), str)
        row.addWidget(self.only, 1)
        self.views = parts.button("quiet", "list")
        self.say(self.views.setText, lambda: self.tr("Views"))
        row.addWidget(self.views)
        return row

    def _box(self) -> FilterBox:
        box = FilterBox()
        box.setMinimumWidth(96)  # at 125 % the window is 1,092 wide
        return box

    def _filter_box(self, field: Field) -> FilterBox:
        box = self._box()
        self.say(lambda _: self._fill(field, box), str)
        self.filters.append((field, box))
        return box

    def _fill(self, field: Field, box: FilterBox) -> None:
        box.name = words(field.words)
        refill(box, [(self.tr("%1: all").replace("%1", words(field.words)), None), *self._choices(field)])
        box.setAccessibleName(words(field.words))
        box.setToolTip(words(field.words))

    def _choices(self, field: Field) -> list[tuple[str, Any]]:
        if field.type is Type.BOOLEAN:
            name = words(field.words)
            yes, no = self.tr("%1: yes"), self.tr("%1: no")
            return [(yes.replace("%1", name), True), (no.replace("%1", name), False)]
        if field.of:
            return [(title, rec) for rec, title in self._references.get(field.name, ())]
        return [(words(choice.words), choice.code) for choice in field.choices]

    def _read_references(self) -> None:
        """Ask what the filters over references may offer: inspectors, groups, rounds."""
        fields = [field for field, _ in self.filters if field.of]
        if not fields:
            return

        def work(_: object) -> dict[str, Sequence[tuple[str, str]]]:
            return {field.name: self.service.references(field.of, "") for field in fields}

        self.desk.jobs.job(self, work).then(self._show_references).start()

    def _show_references(self, found: dict[str, Sequence[tuple[str, str]]]) -> None:
        if found != self._references:
            self._references = found
            for field, box in self.filters:
                if field.of:
                    self._fill(field, box)

    def _fill_states(self) -> None:
        self.state.name = self.tr("State")
        names = [(self.tr("State: all"), "")] + [(words(state.words), state.code) for state in self.kind.states]
        refill(self.state, names)

    def _fill_only(self) -> None:
        self.only.name = self.tr("Marks")
        names = (self.tr("Everything"), self.tr("Versions differ"), self.tr("Formalities missing"))
        refill(self.only, list(zip(names, ONLY, strict=True)))

    def _empty(self) -> QWidget:
        page = EmptyPage()
        self.empty_title, self.empty_text, self.empty_button = page.title, page.text, page.button
        self.empty = page
        return page

    def _wire(self) -> None:
        self.new.clicked.connect(self.new_wanted)
        self.search.textChanged.connect(lambda _: self._wait.start())
        self.search.returnPressed.connect(self.view.setFocus)
        self._wait.timeout.connect(self.refresh)
        for box in [*(box for _, box in self.filters), self.state, self.only]:
            box.currentIndexChanged.connect(lambda _: self.refresh())
        self.model.sort_wanted.connect(self._on_sort)
        self.view.opened.connect(self._on_opened)
        self.views.clicked.connect(self._show_views)
        self.empty_button.clicked.connect(self._on_empty_button)
        for keys, action in (
            ("Ctrl+N", self._on_new_key),
            ("Ctrl+F", self.search.setFocus),
            ("Escape", self.clear_filters),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    # -- reading -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Ask for the rows again; sorting and filtering happen in the vault."""
        self._asked += 1
        number, query = (
            self._asked,
            self.service.query(
                self.kind.code, self.search.text(), self._filters(), sort=self._sort, only=self.only.currentData() or ""
            ),
        )

        def work(_: object) -> tuple[list[int], Sequence[tuple[str, str, int]], bool]:
            writable = self.service.may_add(self.kind.code) and not self.kind.parent
            return self.listed(query), self.service.drafts(self.kind.code), writable

        job = self.desk.jobs.job(self, work)
        job.then(lambda found: self._show(*found) if number == self._asked else None).start()

    def _offer_new(self, *, writable: bool) -> None:
        self.new.setVisible(writable)

    def _show(self, ids: list[int], drafts: Sequence[tuple[str, str, int]], writable: bool) -> None:  # noqa: FBT001
        held = self.selected()
        self.service.forget_names()
        self._read_references()
        self.model.show(ids)
        self._select(held, ids)
        self.count.setText(
            self.tr("1 record") if len(ids) == 1 else self.tr("%1 records").replace("%1", f"{len(ids):,}")
        )
        self._offer_new(writable=writable)
        self._show_drafts(drafts)
        lost = not ids and self.view.hasFocus()
        self.stack.setCurrentIndex(0 if ids else 1)
        self._say_empty(writable=writable)
        if lost:
            self.take_focus()  # a hidden table would keep the keys, and Ctrl+N would do nothing

    def take_focus(self) -> None:
        """Go to the rows, or with none to what can be done."""
        if self.stack.currentIndex() == 0:
            self.view.setFocus()
        elif not self.empty_button.isHidden():
            self.empty_button.setFocus()
        else:
            self.search.setFocus()

    def selected(self) -> int:
        """Return the row id of the chosen line, or 0."""
        index = self.view.currentIndex()
        return self.model.row_id(index.row()) if index.isValid() and index.row() < self.model.rowCount() else 0

    def _select(self, row_id: int, ids: list[int]) -> None:
        place = self.model.place(row_id) if row_id else -1
        if ids:
            self.view.setCurrentIndex(self.model.index(max(0, place), 0))

    def _filters(self) -> dict[str, Any]:
        found = {field.name: box.currentData() for field, box in self.filters if box.currentData() is not None}
        if self.state.currentData():
            found["state"] = self.state.currentData()
        return found

    @property
    def filtered(self) -> bool:
        """Whether the list shows less than everything."""
        return bool(self.search.text().strip() or self._filters() or self.only.currentData())

    def clear_filters(self) -> None:
        """Show everything again."""
        for box in [*(box for _, box in self.filters), self.state, self.only]:
            choose(box, 0)
        self.search.clear()
        self.refresh()

    def _read(self, ids: list[int]) -> Sequence[Row]:
        return self.service.rows(self.kind.code, ids)

    # -- empty, drafts -------------------------------------------------------------------------------------------

    def _say_empty(self, *, writable: bool) -> None:
        said = said_when_empty(self.kind, self.desk.session, filtered=self.filtered, writable=writable)
        self._empty_does = said[2]
        self.empty.show_words(said, self.kind)

    def _on_empty_button(self) -> None:
        if self._empty_does == "handover":
            self.desk.go("handover", "")
        else:
            (self.clear_filters if self._empty_does == "clear" else self.new_wanted.emit)()

    def _show_drafts(self, drafts: Sequence[tuple[str, str, int]]) -> None:
        parts.clear(self._drafts)
        self.drafts.setVisible(bool(drafts))
        if not drafts:
            return
        self._drafts.addWidget(parts.label("small", self.tr("Not finished:")))
        for rec, title, at in drafts[:4]:
            button = parts.button("link", "draft")
            name = title or self.tr("without a name")
            button.setText(f"{name} · {clock(at)}")
            button.clicked.connect(lambda _=False, one=rec: self.opened.emit(one))
            self._drafts.addWidget(button)
        self._drafts.addStretch(1)

    # -- verbs ---------------------------------------------------------------------------------------------------

    def _on_sort(self, key: str, descending: bool) -> None:  # noqa: FBT001 - a signal carries no names
        self._sort = (key, descending)
        self.refresh()

    def _on_opened(self, place: int) -> None:
        row = self.model.row(place)
        if row is not None:
            self.opened.emit(row.rec)

    def _on_new_key(self) -> None:
        if self.new.isVisible():
            self.new_wanted.emit()

    def tell_deleted(self, rec: str, title: str) -> None:
        """Say that a record was deleted, with the way back."""

        def back() -> None:
            self.banner.clear()
            job = self.desk.jobs.job(self, lambda _: self.service.restore(rec))
            job.then(self.desk.notices.changed.emit).otherwise(self.banner.trouble).start()

        text = lambda: self.tr("Deleted: %1. It lies in the recycle list.").replace("%1", title)  # noqa: E731
        self.banner.tell("info", text, self.tr("Undo"), back)

    def on_changed(self, touched: Touched) -> None:
        """Read again when this kind was touched."""
        if not touched or self.kind.code in touched:
            self.refresh()

    # -- views ---------------------------------------------------------------------------------------------------

    def _show_views(self) -> None:
        self.build_views().exec(self.views.mapToGlobal(QPoint(0, self.views.height())))

    def build_views(self) -> QMenu:
        """Return the menu of kept views."""
        menu = QMenu(self)
        held = self.service.saved_views(self.kind.code)
        for view in held:
            menu.addAction(view.name, partial(self.apply_view, view))
        if held:
            menu.addSeparator()
        menu.addAction(self.tr("Keep this view…"), self.keep_view)
        for view in held:
            text = self.tr("Forget “%1”").replace("%1", view.name)
            menu.addAction(text, partial(self.service.drop_view, self.kind.code, view.name))
        return menu

    def keep_view(self) -> None:
        """Keep the filter and order now shown under a name."""
        name = self.desk.ask.line(self, self.tr("Keep this view"), self.tr("Name of the view"))
        if name and name.strip():
            only = self.only.currentData() or ""
            view = SavedView(name.strip(), self.search.text(), self._filters(), self._sort, only)
            self.service.save_view(self.kind.code, view)

    def apply_view(self, view: SavedView) -> None:
        """Show a kept view."""
        for field, box in self.filters:
            choose(box, box.findData(view.filters.get(field.name)))
        choose(self.state, self.state.findData(view.filters.get("state", "")))
        choose(self.only, self.only.findData(view.only))
        self.search.setText(view.text)
        self._sort = view.sort
        self.refresh()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.model.retranslate()
        self.refresh()


def _choosable(field: Field) -> bool:
    if field.of:
        return kinds.kind(field.of).place is Place.COMMON  # few enough for a box
    return field.type is Type.BOOLEAN or (field.type in (Type.CHOICE, Type.CHOICES) and bool(field.choices))
