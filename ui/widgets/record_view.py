"""One record: its form in the middle, state and drawer on the right, saved while one types."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QScrollArea, QSplitter, QTextEdit, QWidget
from typing_extensions import override

from app.jobs import Progress
from app.records.kinds import Field, Kind, Place, Type
from app.services import record_pages
from app.services.record_pages import HistoryLine, RecordPage, Version
from app.services.records import RecordService, Touched, masked
from ui.desk import Desk
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.record_chooser import Chooser
from ui.widgets.record_drawer import Drawer
from ui.widgets.record_form import RecordForm
from ui.widgets.record_lookup import RecordLookup, parts_of
from ui.widgets.record_next import NextSteps
from ui.widgets.record_parts import PartTable
from ui.widgets.record_saving import Saving, Typed, keep
from ui.widgets.record_words import clock, language, words

SIDE = 316


class RecordView(SpeakingWidget):
    """A record of one kind. A page made by hand derives from it and gives another middle.

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
        self.lookup = RecordLookup(desk, service, lambda: self.rec, self)
        self.saving = Saving(service, desk.jobs, self.collect, self)
        self._touched = False
        self._build()
        self._wire()

    # -- building ------------------------------------------------------------------------------------------------

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
        self.title = parts.label("title")
        self.title.setMinimumWidth(80)
        self.saved = parts.label("quiet")
        self.undo = parts.button("quiet", "undo")
        self.say(self.undo.setText, lambda: self.tr("Undo last save"))
        self.say(self.undo.setToolTip, lambda: self.tr("Ctrl+Z. Takes back your last save, until it is signed."))
        self.more = parts.button("quiet", "list")
        self.say(self.more.setText, lambda: self.tr("More"))
        row = parts.row(spacing=8)
        parts.add(row, [self.back, self.title])
        row.addStretch(1)
        parts.add(row, [self.saved, self.undo, self.more])
        return row

    def _side(self) -> QWidget:
        side = QWidget()
        side.setMinimumWidth(240)
        column = parts.column(side, spacing=10)
        column.addWidget(self.steps)
        column.addWidget(self.drawer, 1)
        return side

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
        self.scroll: QScrollArea = parts.scrolled(inside)
        return self.scroll

    def _table(self, kind: Kind) -> PartTable:
        table = PartTable(kind, self.lookup, masked, self._new_part)
        table.edited.connect(self._on_edited)
        table.delete_wanted.connect(self.delete_part)
        return table

    def _wire(self) -> None:
        self.back.clicked.connect(self.left)
        self.undo.clicked.connect(self.undo_last)
        self.more.clicked.connect(self._menu)
        self.form.edited.connect(self._on_edited)
        self.form.field_left.connect(self._on_field_left)
        self.form.conflict_clicked.connect(self.drawer.show_conflict)
        self.saving.saved.connect(self._on_saved)
        self.saving.committed.connect(self._on_committed)
        self.saving.failed.connect(self._on_not_saved)
        self.steps.wanted.connect(self.take_step)
        self.drawer.conflicts.kept.connect(self._keep)
        self.drawer.conflicts.third_clicked.connect(lambda name: self.form.put_cursor({"field": name}))
        self.drawer.files.add_clicked.connect(self._choose_files)
        self.drawer.files.dropped.connect(self.attach)
        self.drawer.files.save_clicked.connect(self._save_copy)
        self.drawer.currentChanged.connect(lambda _: self._read_history())
        self.desk.notices.changed.connect(self._on_changed)
        keys_and_verbs = (
            ("Ctrl+Z", self.undo_last),
            ("Ctrl+D", self.delete),
            ("Alt+Left", self.left.emit),
            ("F6", self._next_area),
        )
        for keys, action in keys_and_verbs:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    # -- opening and leaving -------------------------------------------------------------------------------------

    def open(self, rec: str, parent: str = "") -> None:
        """Show a record, or begin one that is not written yet."""
        self.rec, self.page = rec, None
        self.saving.open(rec)
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
        if not self.form.put_cursor(page.cursor) and page.record is None:
            QTimer.singleShot(0, self.form, self.form.focus_first)

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
        if self.rec:
            self.saving.flush()

    def reload(self) -> None:
        """Read the record again, without losing what is being typed or where the cursor stands."""
        rec = self.rec
        if not rec:
            return

        def work(_: Progress) -> tuple[RecordPage, list[HistoryLine]]:
            return self.service.get(rec, self.kind.code), list(self.service.history(rec))

        self.desk.jobs.job(self, work).then(lambda found: self._reload(rec, *found)).start()

    def _reload(self, rec: str, page: RecordPage, history: Sequence[HistoryLine]) -> None:
        if rec != self.rec:
            return
        if self.saving.dirty:
            self.rebase(page)
        else:
            cursor = self.form.cursor()
            self.show_page(page)
            if cursor:
                self.form.put_cursor(cursor)
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
        self.title.setToolTip(name)
        self.saved.setText(self.tr("Saved %1").replace("%1", clock(page.saved_at)) if page.saved_at else "")
        self.undo.setEnabled(page.can_undo)
        self.undo.setVisible(not page.readonly and not page.locked)
        self.steps.load(page)
        self.drawer.load(page)

    # -- typing --------------------------------------------------------------------------------------------------

    def collect(self) -> list[Typed]:
        """Return what is to be kept of the record and its parts."""
        found: list[Typed] = []
        if self._touched and self.page is not None:
            self._touched = False
            cursor = self.form.cursor()
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

    def _on_field_left(self, name: str) -> None:
        if self.saving.dirty:
            self.saving.save()
            self._refresh_steps()
        if self.kind.code == "person" and name == self.kind.title[0] and self.page and not self.page.record:
            self._look_for_alikes()

    def _refresh_steps(self) -> None:
        if not self.kind.states:
            return
        rec = self.rec
        job = self.desk.jobs.job(self, lambda _: self.service.get(rec, self.kind.code))
        job.then(lambda page: self.steps.load(page) if rec == self.rec else None).start()

    def _look_for_alikes(self) -> None:
        rec, name = self.rec, str(self.form.boxes[self.kind.title[0]].editor.value() or "")
        job = self.desk.jobs.job(self, lambda _: self.service.look_alikes(rec, self.kind.code, name))
        job.then(lambda found: self._offer_alike(rec, found)).start()

    def _offer_alike(self, rec: str, found: Sequence[tuple[str, str]]) -> None:
        if rec != self.rec or not found:
            return
        other, title = found[0]
        self.banner.tell(
            "info",
            lambda: self.tr("Already on file: %1. Is it the same person?").replace("%1", title),
            self.tr("Use that one"),
            lambda: self._use_other(other),
        )

    def _use_other(self, other: str) -> None:
        rec = self.rec
        self.saving.close()

        def work(_: Progress) -> Touched:
            return self.service.discard(rec)

        self.desk.jobs.job(self, work).then(lambda _: self.open(other)).start()

    # -- verbs ---------------------------------------------------------------------------------------------------

    def run(self, work: Callable[[], Touched], then: Callable[[], None] | None = None) -> None:
        """Save what is typed, do a verb in the background, tell everybody what it touched."""
        items, saving = self.collect(), self.saving

        def whole(_: Progress) -> Touched:
            for item in items:
                keep(self.service, item)
            return work()

        def told(touched: Touched) -> None:
            if then is not None:
                then()
            self.desk.notices.changed.emit(touched)
            self.reload()

        saving.open(self.rec)
        self.desk.jobs.job(self, whole).then(told).otherwise(self._on_trouble).start()

    def take_step(self, name: str) -> None:
        """Take a step; one that locks the record is asked about first."""
        step = self.kind.step(name)
        target = self.kind.state(step.to) if step else None
        if step is None or (target and target.locked and not self._sure(step.words.get(language()))):
            return
        rec = self.rec
        self.run(lambda: self.service.step(rec, name))

    def _sure(self, name: str) -> bool:
        title = self.tr("%1?").replace("%1", name)
        text = self.tr("After this the record can be read but not changed. What comes later is an addendum.")
        return self.desk.ask.confirm(self, title, text, name)

    def undo_last(self) -> None:
        """Take back my last save."""
        rec = self.rec
        if rec and self.page and not self.page.readonly and not self.page.locked:
            self.run(lambda: self.service.undo(rec), self._after_undo)

    def _after_undo(self) -> None:
        self.banner.tell("ok", lambda: self.tr("Your last save was taken back. History shows both."))

    def delete(self) -> None:
        """Put the record into the recycle list, without a question: it comes back as easily."""
        rec, title = self.rec, self.title.text()
        if not rec:
            return
        self.saving.open(rec)
        job = self.desk.jobs.job(self, lambda _: self.service.delete(rec))
        job.then(lambda touched: self._after_delete(rec, title, touched)).otherwise(self._on_trouble).start()

    def _after_delete(self, rec: str, title: str, touched: Touched) -> None:
        self.saving.close()
        self.rec, self.page = "", None
        self.deleted.emit(rec, title)
        self.desk.notices.changed.emit(touched)

    def delete_part(self, part: str) -> None:
        """Take a line out; it lies in the recycle list."""
        self.run(lambda: self.service.delete(part))

    def attach(self, paths: Sequence[Path]) -> None:
        """Keep files with this record."""
        rec = self.rec
        if not paths or not rec:
            return
        items = self.collect()

        def work(progress: Progress) -> Touched:
            for item in items:
                keep(self.service, item)
            touched = self.service.commit(rec)
            for path in paths:
                touched |= self.service.attach(rec, path, progress)
            return touched

        self.saved.setText(self.tr("Taking files in…"))
        job = self.desk.jobs.long(self, work)
        job.then(self._on_committed).otherwise(self._on_trouble).start()

    def _choose_files(self) -> None:
        self.attach(self.desk.ask.open_paths(self, self.tr("Add files")))

    def _save_copy(self, attachment: str, name: str) -> None:
        path = self.desk.ask.save_path(self, self.tr("Save a copy"), name)
        if path is None:
            return
        job = self.desk.jobs.long(self, lambda progress: self.service.save_attachment(attachment, path, progress))
        job.then(lambda _: self.banner.tell("ok", lambda: self.tr("A copy was saved to %1.").replace("%1", str(path))))
        job.otherwise(self._on_trouble).start()

    def _keep(self, field: str, version: Version) -> None:
        rec = self.rec
        self.run(lambda: self.service.resolve(rec, field, version.value))

    def _new_part(self, kind: str, after: str) -> record_pages.Part:
        return self.service.new_part(self.rec, kind, after)

    # -- menu ----------------------------------------------------------------------------------------------------

    def _menu(self) -> None:
        menu = self.build_menu()
        menu.exec(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def build_menu(self) -> QMenu:
        """Return what can be done beside typing."""
        menu = QMenu(self)
        page = self.page
        record = page.record if page else None
        if page is None:
            return menu
        if record and (record.deleted or record.same_as):
            menu.addAction(self.tr("Bring back"), self.bring_back)
        if page.readonly:
            return menu  # joined, deleted, moved, or not mine to write
        if self.kind.place is Place.VILLAGE and self.kind.code != "village" and record:
            menu.addAction(self.tr("Move to another village…"), self.choose_village)
        if self.kind.code == "person" and record:
            menu.addAction(self.tr("Same person as…"), self.choose_same)
        if not page.locked:
            menu.addAction(self.tr("Delete") + "\tCtrl+D", self.delete)
        return menu

    def choose_village(self) -> None:
        """Ask which village this belongs to, and move it there."""
        field = Field("~moved", Type.REFERENCE, self.kind.words, of="village")
        rec = self.rec
        self.chooser.ask(
            field,
            self.tr("It belongs to this village:"),
            self.tr("Move"),
            lambda village: self.run(lambda: self.service.move(rec, village)),
        )

    def choose_same(self) -> None:
        """Ask who this is the same as, and join."""
        field = Field("~same_as", Type.REFERENCE, self.kind.words, of=self.kind.code)
        rec = self.rec
        self.chooser.ask(
            field,
            self.tr("This is the same person as:"),
            self.tr("Join"),
            lambda other: self.run(lambda: self.service.same_person(rec, other)) if other != rec else None,
        )

    def bring_back(self) -> None:
        """Undo a deletion or a joining."""
        rec, record = self.rec, self.page.record if self.page else None
        if record and record.same_as:
            self.run(lambda: self.service.not_same(rec))
        elif record:
            self.run(lambda: self.service.restore(rec))

    # -- around --------------------------------------------------------------------------------------------------

    def _read_history(self) -> None:
        rec = self.rec
        if rec and self.drawer.currentWidget() is self.drawer.history:
            self.desk.jobs.job(self, lambda _: list(self.service.history(rec))).then(self._show_history).start()

    def _show_history(self, lines: Sequence[HistoryLine]) -> None:
        if self.page is None:
            return
        names = {**self.page.names, **self.service.names({line.person for line in lines})}
        self.drawer.history.load(self.kind, lines, names)

    def _on_changed(self, touched: Touched) -> None:
        mine = {self.kind.code, "attachment", *(kind.code for kind in parts_of(self.kind.code))}
        if self.rec and (not touched or touched & mine):
            self.reload()

    def _on_trouble(self, error: Exception) -> None:
        self.setEnabled(True)
        self.banner.trouble(error)

    def _next_area(self) -> None:
        here = self.focusWidget() or self
        beside = self.steps.isAncestorOf(here) or self.drawer.isAncestorOf(here)
        (self.form.focus_first if beside else self.drawer.setFocus)()

    def _watch_keys(self) -> None:
        for widget in [*self.findChildren(QLineEdit), *self.findChildren(QPlainTextEdit)]:
            widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Undo) and not _can_undo(watched):
                self.undo_last()
                return True
        return False

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.drawer.retranslate()
        for table in self.tables:
            table.retranslate()
        if self.page is not None:
            self._show_around(self.page)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(640, 320)


def _can_undo(widget: QObject) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.document().isUndoAvailable()
    return False
