"""One record and what is done to it: steps, undo, delete, files, another village, the same person."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, QPoint
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit, QTextEdit
from typing_extensions import override

from app.jobs import Progress
from app.records.kinds import Field, Place, Type
from app.services.differences import Decision
from app.services.differences_sides import Difference
from app.services.findings import FindingsService, Made
from app.services.records import Touched
from ui.widgets.difference import KEEP
from ui.widgets.record_frame import RecordFrame
from ui.widgets.record_lookup import parts_of
from ui.widgets.record_words import language

if TYPE_CHECKING:
    from ui.widgets.viewer_dialog import ViewerDialog

FINDABLE = {"interview", "document_check", "evidence"}


class RecordView(RecordFrame):
    """A record of one kind. A page made by hand derives from it and gives another middle."""

    looking: "ViewerDialog | None" = None

    @override
    def _wire(self) -> None:
        super()._wire()
        self.undo.clicked.connect(self.undo_last)
        self.more.clicked.connect(self._menu)
        self.steps.wanted.connect(self.take_step)
        self.drawer.conflicts.decided.connect(self._decide)
        self.drawer.conflicts.reveal_wanted.connect(self._reveal)
        self.drawer.conflicts.refused.connect(lambda text: self.banner.tell("warn", lambda: text))
        self.drawer.files.add_clicked.connect(self._choose_files)
        self.drawer.files.dropped.connect(self.attach)
        self.drawer.files.save_clicked.connect(self._save_copy)
        self.drawer.files.look_clicked.connect(self.look_at)
        self.desk.notices.changed.connect(self._on_changed)
        for table in self.tables:
            table.delete_wanted.connect(self.delete_part)
        self._key("Ctrl+Z", self.undo_last)
        self._key("Ctrl+D", self.delete)
        if self.kind.code in FINDABLE:
            self._key("Ctrl+G", self.make_finding)

    def run(self, work: Callable[[], Touched], then: Callable[[], None] | None = None) -> None:
        """Save what is typed, do a verb in the background, tell everybody what it touched."""
        write = self.saving.take()

        def whole(_: Progress) -> Touched:
            write()
            return work()

        def told(touched: Touched) -> None:
            if then is not None:
                then()
            self.desk.notices.changed.emit(touched)
            self.reload()

        self.saving.open(self.rec)
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
        if rec == self.rec:
            self.saving.close()
            self.rec, self.page = "", None
            self.deleted.emit(rec, title)
        self.desk.notices.changed.emit(touched)

    def delete_part(self, part: str) -> None:
        """Take a line out; it lies in the recycle list."""
        self.run(lambda: self.service.delete(part))

    def make_finding(self) -> None:
        """Make a finding of this record and go there; what it is becomes its first source."""
        rec = self.rec
        if self.kind.code == "document_check":
            self.found(lambda findings: findings.from_document(rec))
        elif self.kind.code == "evidence":
            self.found(lambda findings: findings.from_evidence(rec))

    def found(self, make: Callable[[FindingsService], Made]) -> None:
        """Keep what is typed, make a finding, tell everybody, open it."""
        keep_it, findings = self._typed_so_far(), FindingsService(self.desk.session)

        def work(_: Progress) -> Made:
            touched = keep_it()
            made = make(findings)
            return Made(made.rec, made.touched | touched)

        def told(made: Made) -> None:
            self.desk.notices.changed.emit(made.touched)
            self.desk.go("records:finding", made.rec)

        self.desk.jobs.job(self, work).then(told).otherwise(self._on_trouble).start()

    def attach(self, paths: Sequence[Path]) -> None:
        """Keep files with this record."""
        rec = self.rec
        if not paths or not rec:
            return
        write = self.saving.take()

        def work(progress: Progress) -> Touched:
            write()
            touched = self.service.commit(rec)
            for path in paths:
                touched |= self.service.attach(rec, path, progress)
            return touched

        self.saved.setText(self.tr("Taking files in…"))
        job = self.desk.jobs.long(self, work)
        job.then(self._on_committed).otherwise(self._on_trouble).start()

    def _choose_files(self) -> None:
        self.attach(self.desk.ask.open_paths(self, self.tr("Add files")))

    def look_at(self, place: int) -> None:
        """Show the files of this record in a window of their own, beginning with one of them."""
        from ui.widgets.viewer_dialog import ViewerDialog, leaves_of  # with all that draws: when first asked for

        if self.page is not None:
            self.looking = ViewerDialog(self.desk, self.service, leaves_of(self.page), place, self)
            self.looking.finished.connect(lambda _: self._looked())
            self.looking.open()

    def _looked(self) -> None:
        self.looking = None

    @override
    def flush(self) -> None:
        if self.looking is not None:  # the vault is about to be closed: nobody looks any more
            self.looking.close()
        super().flush()

    def _save_copy(self, attachment: str, name: str) -> None:
        from ui.widgets.viewer import where_in_clear

        path = where_in_clear(self.desk, self, name)
        if path is None:
            return
        job = self.desk.jobs.long(self, lambda progress: self.service.save_attachment(attachment, path, progress))
        job.then(lambda _: self.banner.tell("ok", lambda: self.tr("A copy was saved to %1.").replace("%1", str(path))))
        job.otherwise(self._on_trouble).start()

    def _decide(self, difference: Difference, what: str, value: Any) -> None:
        """Decide a conflict of this record or of a part of it."""
        service, made = self.differences, list[Decision]()

        def work() -> Touched:
            made.append(service.keep(difference, value) if what == KEEP else service.decide(difference, value))
            return made[0].touched

        self.run(work, lambda: self._after_deciding(made[0]))

    def _after_deciding(self, made: Decision) -> None:
        if made.beside:
            self.banner.tell("warn", lambda: self.tr("Written. Meanwhile another version arrived: decide once more."))
        elif made.undo:
            self.banner.tell("ok", lambda: self.tr("Decided. Undo lets the versions stand beside each other again."))

    def _reveal(self, difference: Difference) -> None:
        """Show the masked versions of a number in full."""
        rec, service, whole, field = difference.rec, self.differences, self.rec, difference.field

        def work(_: Progress) -> tuple[Difference, ...]:
            shown = service.get(rec, field, difference.scope, difference.kind.code, unmasked=True)
            return tuple(shown if shown and one == difference else one for one in service.of_record(whole))

        def told(found: tuple[Difference, ...]) -> None:
            if whole == self.rec:
                self.drawer.load_conflicts(found, self.lookup)

        self.desk.jobs.job(self, work).then(told).start()

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
        if self.kind.code in FINDABLE and record and not record.deleted:
            menu.addAction(self.tr("Make a finding of this") + "\tCtrl+G", self.make_finding)
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

    def _on_changed(self, touched: Touched) -> None:
        mine = {self.kind.code, "attachment", *(kind.code for kind in parts_of(self.kind.code))}
        if self.rec and (not touched or touched & mine):
            self.reload()

    @override
    def _on_field_left(self, name: str) -> None:
        super()._on_field_left(name)
        if self.kind.code == "person" and name == self.kind.title[0] and self.page and not self.page.record:
            self._look_for_alikes()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress else None
        if pressed and pressed.matches(QKeySequence.StandardKey.Undo) and not _can_undo(watched):
            self.undo_last()  # the field has nothing left of its own to take back
            return True
        return False


def _can_undo(widget: QObject) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return widget.document().isUndoAvailable()
    return False
