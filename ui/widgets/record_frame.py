"""The frame of one record: form in the middle, state and drawer on the right, saved while one types."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QSplitter, QWidget
from typing_extensions import override

from app.jobs import Progress
from app.records.kinds import Kind
from app.services import record_pages
from app.services.differences import DifferencesService
from app.services.record_pages import HistoryLine, RecordPage
from app.services.records import RecordService, Touched, masked
from ui.desk import Desk
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.elided import Elided
from ui.widgets.paper_button import EXPORT_KEY, PRINT_KEY, PaperButton, offers
from ui.widgets.paper_desk import PaperDesk
from ui.widgets.record_chooser import Chooser
from ui.widgets.record_drawer import Drawer
from ui.widgets.record_form import RecordForm
from ui.widgets.record_lookup import RecordLookup, parts_of
from ui.widgets.record_next import NextSteps
from ui.widgets.record_parts import PartTable
from ui.widgets.record_road import RoadChip
from ui.widgets.record_saving import Saving, Typed
from ui.widgets.record_words import clock, language, words

SIDE, SIDE_LEAST, DRAWER = 316, 266, 190


class RecordFrame(SpeakingWidget):
    """Shows, opens, leaves and saves a record; what is done to it is `RecordView`'s.

    Signals:
        left: the person goes back to the list.
        deleted: (record id, title) after the record went to the recycle list.
    """

    left = Signal()
    deleted = Signal(str, str)

    def __init__(self, desk: Desk, service: RecordService, kind: Kind, place: str) -> None:
        super().__init__()
        self.desk, self.service, self.kind, self._place = desk, service, kind, place
        self.rec = ""
        self.page: RecordPage | None = None
        self.differences = DifferencesService(desk.session)
        self.lookup = RecordLookup(desk, service, lambda: self.rec, self)
        self.saving = Saving(service, desk.jobs, self.collect, self)
        self._touched = False
        self._build()
        self._wire()

    def _build(self) -> None:
        layout = parts.column(self, spacing=10)
        layout.addLayout(self._header())
        self.banner = Banner()
        self.chooser = Chooser(self.lookup)
        self.steps, self.drawer = NextSteps(), Drawer()
        layout.addWidget(self.banner)
        layout.addWidget(self.chooser)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(self.middle())
        split.addWidget(self._side())
        split.setStretchFactor(0, 1)
        split.setSizes([10_000, SIDE])
        layout.addWidget(split, 1)

    def _header(self) -> Any:
        self.back = parts.button("quiet", "back")
        self.say(self.back.setText, lambda: words(self.kind.plural))
        self.title = Elided("", "title")
        self.saved, self.road = parts.label("quiet"), RoadChip(self.desk, self.kind)
        self.undo = parts.button("quiet", "undo")
        self.say(self.undo.setText, lambda: self.tr("Undo"))
        self.say(self.undo.setToolTip, lambda: self.tr("Ctrl+Z. Takes back your last save, until it is signed."))
        self.more = parts.button("quiet", "list")
        self.say(self.more.setText, lambda: self.tr("More"))
        self.papers = PaperButton(PaperDesk(self.desk, self, lambda: self.banner, self._typed_so_far))
        row = parts.row(spacing=8)
        parts.add(row, [self.back, self.title])
        row.addStretch(1)
        parts.add(row, [self.road, self.saved, self.undo, self.papers, self.more])
        return row

    def _side(self) -> QWidget:
        side = QWidget()
        column = parts.column(side, spacing=10)
        column.addWidget(self.steps)
        column.addWidget(self.drawer, 1)
        self.drawer.setMinimumHeight(DRAWER)
        area = parts.scrolled(side)  # what the steps still need can be longer than a small screen is high
        area.setMinimumWidth(SIDE_LEAST)
        return area

    def middle(self) -> QWidget:
        """Return what stands in the middle: the form and the tables of parts."""
        self.form = RecordForm(self.kind, self.lookup, masked)
        self.tables = [self._table(kind) for kind in parts_of(self.kind.code)]
        inside = QWidget()
        column = parts.column(inside, spacing=12)
        column.setContentsMargins(0, 0, 6, 12)
        column.addWidget(self.form)
        for table in self.tables:
            column.addWidget(table)
        column.addStretch(1)
        self.area = parts.scrolled(inside)
        return self.area

    def _table(self, kind: Kind) -> PartTable:
        table = PartTable(kind, self.lookup, masked, self._new_part)
        table.edited.connect(self._on_edited)
        return table

    def _wire(self) -> None:
        self.back.clicked.connect(self.left)
        self.form.edited.connect(self._on_edited)
        self.form.field_left.connect(self._on_field_left)
        self.form.conflict_clicked.connect(self.drawer.show_conflict)
        self.saving.saved.connect(self._on_saved)
        self.saving.committed.connect(self._on_committed)
        self.saving.failed.connect(self._on_not_saved)
        self.drawer.currentChanged.connect(lambda _: self._read_history())
        self._key("Alt+Left", self.left.emit)
        self._key("F6", self._next_area)
        self._key(PRINT_KEY, self.papers.print_first)
        self._key(EXPORT_KEY, self.papers.export_first)

    def _key(self, keys: str, action: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)

    def open(self, rec: str, parent: str = "") -> None:
        """Show a record, or begin one that is not written yet."""
        self.rec, self.page = rec, None
        self.saving.open(rec)
        self.drawer.conflicts.forget()
        for box in self.form.boxes.values():
            box.editor.reset()
        self.setEnabled(False)
        self.banner.clear()
        self.chooser.close_it()

        def work(_: Progress) -> tuple[RecordPage, list[HistoryLine]]:
            self.service.remember_place(self._place, rec)
            return self.service.get(rec, self.kind.code, parent), list(self.service.history(rec))

        job = self.desk.jobs.job(self, work)
        job.then(lambda found: self._open(rec, *found)).otherwise(self._on_trouble).start()

    def _open(self, rec: str, page: RecordPage, history: Sequence[HistoryLine]) -> None:
        if rec != self.rec:
            return
        self.setEnabled(True)
        self.show_page(page)
        self._show_history(history)
        if self.form.put_caret(page.cursor):
            return
        if page.record is None:
            QTimer.singleShot(0, self.form, self._focus_new)
        elif self.window().focusWidget() is None or not self.isAncestorOf(self.window().focusWidget()):
            self.setFocus()  # the list it came from is hidden: without a focus inside no key of this page would work

    def _focus_new(self) -> None:
        if not self.form.caret():  # a person may already be typing
            self.form.focus_first()

    def leave(self) -> None:
        """Commit what was typed and forget the place; another page is shown."""
        if not self.rec:
            return
        self.saving.commit()
        self.saving.close()
        self.desk.jobs.job(self, lambda _: self.service.remember_place("", "")).start()
        self.rec, self.page = "", None

    def flush(self) -> None:
        """Save and commit now, on this thread. The place stays remembered: one comes back to it."""
        self.saving.flush()  # also what of a record left before is not written yet

    def reload(self) -> None:
        """Read the record again, without losing what is being typed or where the cursor stands."""
        rec, before = self.rec, self.saving.collected
        if not rec:
            return

        def work(_: Progress) -> tuple[RecordPage, list[HistoryLine]]:
            return self.service.get(rec, self.kind.code), list(self.service.history(rec))

        def told(found: tuple[RecordPage, list[HistoryLine]]) -> None:
            if rec == self.rec and before != self.saving.collected:
                self.reload()  # it was read before what was typed meanwhile
            elif rec == self.rec:
                self._reload(*found)

        self.desk.jobs.job(self, work).then(told).start()

    def _reload(self, page: RecordPage, history: Sequence[HistoryLine]) -> None:
        if self.saving.dirty:
            self.rebase(page)
        else:
            cursor = self.form.caret()
            self.show_page(page)
            if cursor:
                self.form.put_caret(cursor)
        self._show_history(history)

    def show_page(self, page: RecordPage) -> None:
        """Put everything on the screen."""
        self.page = page
        self.lookup.learn(page.names)
        self.form.load(page)
        for table in self.tables:
            table.load(page)
        self._show_around(page)
        self._watch_keys()

    def rebase(self, page: RecordPage) -> None:
        """Take note of what was written; what is being typed stays."""
        self.page = page
        self.lookup.learn(page.names)
        self.form.rebase(page)
        for table in self.tables:
            table.rebase(page)
        self._show_around(page)

    def _show_around(self, page: RecordPage) -> None:
        name = record_pages.title(page.kind, page.values, page.names, language())
        self.title.setText(name or self.tr("New: %1").replace("%1", words(page.kind.words)))
        self.saved.setText(self.tr("Saved %1").replace("%1", clock(page.saved_at)) if page.saved_at else "")
        self.road.of(page.record.rec if page.record else "")
        self.undo.setEnabled(page.can_undo)
        self.undo.setVisible(not page.readonly and not page.locked)
        self.steps.load(page)
        self.drawer.load(page)
        self._read_conflicts()
        self._offer_papers(page)

    def _read_conflicts(self) -> None:
        rec, service = self.rec, self.differences
        service.language = language()
        job = self.desk.jobs.job(self, lambda _: service.of_record(rec))
        job.then(lambda found: self.drawer.load_conflicts(found, self.lookup) if rec == self.rec else None).start()

    def _offer_papers(self, page: RecordPage) -> None:
        village = page.scope.removeprefix("village-") if page.scope.startswith("village-") else ""
        kept = {code: [part.rec for part in held if part.record is not None] for code, held in page.parts.items()}
        self.papers.offer(offers(self.papers.desk, page.kind.code, page.rec, village, kept), ready=bool(page.saved_at))

    def _typed_so_far(self) -> Callable[[], Touched]:
        """Return what keeps everything typed up to now; paper shows what is written."""
        write, service, rec = self.saving.take(), self.service, self.rec
        self.saving.open(rec)

        def work() -> Touched:
            write()
            return service.commit(rec)

        return work

    def collect(self) -> list[Typed]:
        """Return what is to be kept of the record and its parts."""
        found: list[Typed] = []
        if self._touched and self.page is not None:
            self._touched = False
            cursor = self.form.caret()
            raw = self.form.raw()
            cursor.update({"raw": raw} if raw else {})
            page = self.page
            found.append(Typed(self.rec, self.kind.code, self.form.changed(), cursor, page.parent, page.order))
        for table in self.tables:
            found += table.collect()
        return found

    def _on_edited(self) -> None:
        if self.page is None:
            return
        self._touched = True  # the record's own draft also keeps where the cursor stands
        self.saved.setText(self.tr("Saving…"))
        self.road.edited()
        self.saving.touch()

    def _on_saved(self, at: int) -> None:
        if not self.saving.dirty:
            self.saved.setText(self.tr("Saved %1").replace("%1", clock(at)))
        self.undo.setEnabled(True)

    def _on_not_saved(self, error: Exception) -> None:
        if not self.rec:
            self.desk.notices.trouble.emit(error)  # the record was left; its draft is kept and offered in the list
            return
        self._touched = True
        self.saved.setText(self.tr("Not saved"))
        self._on_trouble(error)

    def _on_committed(self, touched: Touched) -> None:
        self.desk.notices.changed.emit(touched)

    def _on_field_left(self, _: str) -> None:
        if self.saving.dirty:
            self.saving.save()
            self._refresh_steps()

    def _refresh_steps(self) -> None:
        if not self.kind.states:
            return
        rec = self.rec
        job = self.desk.jobs.job(self, lambda _: self.service.get(rec, self.kind.code))
        job.then(lambda page: self.steps.load(page) if rec == self.rec else None).start()

    def _new_part(self, kind: str, after: str) -> record_pages.Part:
        return self.service.new_part(kind, after)

    def _read_history(self) -> None:
        rec = self.rec
        if rec and self.drawer.currentWidget() is self.drawer.history:
            self.desk.jobs.job(self, lambda _: list(self.service.history(rec))).then(self._show_history).start()

    def _show_history(self, lines: Sequence[HistoryLine]) -> None:
        if self.page is None:
            return
        names = {**self.page.names, **self.service.names({line.person for line in lines})}
        self.drawer.history.load(self.kind, lines, names)

    def _on_trouble(self, error: Exception) -> None:
        self.setEnabled(True)
        self.banner.trouble(error)

    def _next_area(self) -> None:
        here = QApplication.focusWidget() or self
        beside = self.steps.isAncestorOf(here) or self.drawer.isAncestorOf(here)
        (self.form.focus_first if beside else self.drawer.setFocus)()

    def _watch_keys(self) -> None:
        for widget in [*self.findChildren(QLineEdit), *self.findChildren(QPlainTextEdit)]:
            widget.installEventFilter(self)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.drawer.retranslate()
        self.drawer.conflicts.forget()
        for table in self.tables:
            table.retranslate()
        if self.page is not None:
            self._show_around(self.page)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(640, 320)
