"""One piece of evidence: its pages in a strip, the page chosen big beside it, what is written about it below."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QWidget
from typing_extensions import override

from app.services import evidence_sources
from app.services.evidence import PAGE, EvidenceService
from app.services.record_pages import Part, RecordPage
from app.services.records import Touched, masked
from ui.pages.evidence.intake import Intake
from ui.pages.evidence.notes import PageNotes
from ui.pages.evidence.strip import PageStrip, leaf_of
from ui.widgets import parts
from ui.widgets.elided import Elided
from ui.widgets.progress import ProgressStrip
from ui.widgets.record_form import RecordForm
from ui.widgets.record_saving import Typed, keep
from ui.widgets.record_view import RecordView
from ui.widgets.viewer import Viewer
from ui.widgets.viewer_pictures import Pictures


class EvidenceView(RecordView):
    """A piece of evidence (F24)."""

    service: EvidenceService

    @override
    def middle(self) -> QWidget:
        self.form = RecordForm(self.kind, self.lookup, masked)
        self.tables = []
        self.pictures = Pictures(self.desk, self)
        self.viewer = Viewer(self.desk, self.pictures, self.service, self._tell)
        self._unkept: dict[str, Typed] = {}
        self.strip, self.notes, self.progress = PageStrip(self.pictures), PageNotes(), ProgressStrip()
        self.tabs = QTabWidget()
        self.tabs.addTab(self._pages_tab(), "")
        self.tabs.addTab(self._details_tab(), "")
        self.tabs.setCornerWidget(self._tools())
        self.say(lambda _: self._say_tabs(), str)
        whole = QWidget()
        column = parts.column(whole, spacing=8)
        column.addWidget(self.progress)
        column.addWidget(self.tabs, 1)
        return whole

    def _tools(self) -> QWidget:
        """What is done to the page shown and to the piece, on the line of the tabs: a page needs the height."""
        holder = QWidget()
        row = parts.row(holder, spacing=6)
        self.to_finding, self.add_files = parts.button("link", "finding"), parts.button("link", "add")
        self.say(self.to_finding.setText, lambda: self.tr("Finding from this page"))
        self.say(self.to_finding.setToolTip, lambda: self.tr("Make a finding of this page (Ctrl+G)"))
        self.say(self.add_files.setText, lambda: self.tr("Add pages…"))
        self.say(self.add_files.setToolTip, lambda: self.tr("Files: Ctrl+O, a folder: Ctrl+Shift+O"))
        parts.add(row, [self.to_finding, self.add_files])
        return holder

    def _pages_tab(self) -> QWidget:
        self.stack = QStackedWidget()
        self.stack.addWidget(self._nothing_yet())
        self.stack.addWidget(self._pages())
        self.stack.setAcceptDrops(False)  # the whole view takes files
        return self.stack

    def _nothing_yet(self) -> QWidget:
        """What is said while there are no pages."""
        holder = QWidget()
        column = parts.column(holder, margin=24, spacing=12)
        heading, text = parts.label("heading", wrap=True), parts.label("quiet", wrap=True)
        self.first, self.folder = parts.button("primary", "add"), parts.button("", "folder")
        self.say(heading.setText, lambda: self.tr("No pages yet"))
        self.say(
            text.setText,
            lambda: self.tr(
                "Take in what the scanner, the phone or the camera card holds: pictures and PDFs become the pages of"
                " this one piece. The originals stay as they came, encrypted, each with its digest. You may also drop"
                " files here."
            ),
        )
        self.say(self.first.setText, lambda: self.tr("Add files…") + "  Ctrl+O")
        self.say(self.folder.setText, lambda: self.tr("Add a folder…") + "  Ctrl+Shift+O")
        row = parts.row(spacing=10)
        parts.add(row, [self.first, self.folder, None])
        column.addStretch(1)
        parts.add(column, [heading, text, row])
        column.addStretch(2)
        return holder

    def _pages(self) -> QWidget:
        holder = QWidget()
        row = parts.row(holder, spacing=10)
        row.setContentsMargins(0, 8, 0, 0)
        right = parts.column(spacing=6)
        self.large = parts.button("quiet", "large")
        self.large.setCheckable(True)
        self.large.setFixedWidth(34)
        for setter in (self.large.setToolTip, self.large.setAccessibleName):
            self.say(setter, lambda: self.tr("Only the page, or all beside it (F9)"))
        self.viewer.bar.addWidget(self.large)
        self.keys = Elided("", "small")
        self.say(
            self.keys.setText,
            lambda: self.tr(
                "Page Up/Down: pages · + − W 0: size · Ctrl+] Ctrl+[: turn · Alt+↑ Alt+↓: move · Delete: take out"
            ),
        )
        right.addWidget(self.viewer, 1)
        right.addWidget(self.notes)
        right.addWidget(self.keys)
        row.addWidget(self.strip)
        row.addLayout(right, 1)
        return holder

    def _details_tab(self) -> QWidget:
        inside = QWidget()
        column = parts.column(inside, spacing=12)
        column.setContentsMargins(0, 8, 6, 12)
        column.addWidget(self.form)
        column.addStretch(1)
        self.area = parts.scrolled(inside)
        return self.area

    @override
    def _side(self) -> QWidget:
        self.side = super()._side()
        return self.side

    @override
    def _wire(self) -> None:
        super()._wire()
        self.setAcceptDrops(True)
        self.intake = Intake(self)
        self.strip.chosen.connect(self.viewer.go_to)
        self.strip.chosen.connect(lambda _: self._load_notes())
        self.strip.put_wanted.connect(self.put)
        self.strip.out_wanted.connect(self.take_out)
        self.strip.big_wanted.connect(self.viewer.canvas.setFocus)
        self.viewer.went.connect(self._on_went)
        self.viewer.turned.connect(self.turn)
        self.notes.edited.connect(self._on_edited)
        self.notes.left.connect(lambda: self._on_field_left(""))
        self.first.clicked.connect(self._choose_files)
        self.add_files.clicked.connect(self._choose_files)
        self.folder.clicked.connect(self.intake.choose_folder)
        self.to_finding.clicked.connect(self.make_finding)
        self.large.toggled.connect(lambda on: self.show_large(on=on))
        for keys, action in self._own_keys().items():
            self._key(keys, action)

    def _own_keys(self) -> dict[str, Callable[[], object]]:
        return {
            "Ctrl+O": self._choose_files,
            "Ctrl+Shift+O": self.intake.choose_folder,
            "Ctrl+]": partial(self.turn, 1),
            "Ctrl+[": partial(self.turn, -1),
            "Alt+Down": partial(self.shift, 1),
            "Alt+Up": partial(self.shift, -1),
            "F9": self.large.toggle,
        }

    # -- showing -----------------------------------------------------------------------------------------------------

    @property
    def pages(self) -> tuple[Part, ...]:
        """The pages as they were read last."""
        return self.page.parts.get(PAGE, ()) if self.page else ()

    @property
    def part(self) -> Part | None:
        """The page shown."""
        place = self.viewer.place
        return self.pages[place] if 0 <= place < len(self.pages) else None

    @property
    def writable(self) -> bool:
        """Whether pages may be added, turned, moved and written about."""
        return self.page is not None and not self.page.readonly and not self.page.locked

    @override
    def open(self, rec: str, parent: str = "") -> None:
        if rec != self.rec:
            self.pictures.close()
            self.viewer.load((), 0)
            self.show_large(on=False)
        super().open(rec, parent)

    @override
    def _open(self, rec: str, page: RecordPage, history: Any) -> None:
        if rec == self.rec:
            self.tabs.setCurrentIndex(1 if page.record is None else 0)  # first what it is, then its pages
        super()._open(rec, page, history)
        if rec == self.rec and self.pages and not page.cursor:
            self.strip.setFocus()

    @override
    def show_page(self, page: RecordPage) -> None:
        super().show_page(page)
        self._show_pages()

    @override
    def rebase(self, page: RecordPage) -> None:
        super().rebase(page)
        self._show_pages()

    def _show_pages(self) -> None:
        pages, leaf = self.pages, self.viewer.leaf
        self.stack.setCurrentIndex(1 if pages else 0)
        row = self.strip.load(pages, leaf.rec if leaf else "")
        if leaf is not None and self.strip.leaves.place_of(leaf.rec) < 0:  # it was taken out: the one in its place
            row = max(0, min(self.viewer.place, len(pages) - 1))
            self.strip.choose(row)
        self.viewer.load([leaf_of(part) for part in pages], row)
        self.strip.set_writable(on=self.writable)
        for button in (self.first, self.folder, self.add_files):
            button.setEnabled(self.writable)
        self._load_notes()
        self._say_tabs()

    def _load_notes(self) -> None:
        if self.notes.part is not None and self.part is not None and self.notes.part.rec != self.part.rec:
            self._keep_notes()
        self.notes.load(self.part, self.rec, writable=self.writable)
        self.to_finding.setEnabled(self.part is not None)

    def _keep_notes(self) -> None:
        """What was typed about the page before is kept before another stands in its place."""
        items = self.notes.collect()
        if items:
            self._put_down(items)
            self._unkept.update({item.rec: item for item in items})  # until the disk has it, every save brings it along
            job = self.desk.jobs.job(self, lambda _: [keep(self.service, item) for item in items])
            job.then(lambda kept: self._noted(items, max(kept))).otherwise(self._on_trouble).start()

    def _noted(self, items: Sequence[Typed], at: int) -> None:
        for item in items:
            if self._unkept.get(item.rec) is item:
                del self._unkept[item.rec]
        self.saving.saved.emit(at)

    def _put_down(self, items: Sequence[Typed]) -> None:
        """Remember in what was read what is on its way to the disk."""
        typed = {item.rec: item.fields for item in items}
        for part in self.pages:
            part.values.update(typed.get(part.rec, {}))

    def _on_went(self, place: int) -> None:
        self.strip.choose(place)
        self._load_notes()

    def _say_tabs(self) -> None:
        count, pages = len(self.pages), self.tr("Pages")
        self.tabs.setTabText(0, f"{pages} {count}" if count else pages)
        self.tabs.setTabText(1, self.tr("Details and signing"))

    def show_large(self, *, on: bool) -> None:
        """Give the page all the room there is, or put everything beside it again."""
        self.large.setChecked(on)
        for widget in (self.side, self.notes, self.keys, self.strip):
            widget.setVisible(not on)
        if on:
            self.tabs.setCurrentIndex(0)
            self.viewer.canvas.setFocus()

    def _tell(self, tone: str, words: Callable[[], str]) -> None:
        self.banner.tell(tone, words)

    # -- typing ------------------------------------------------------------------------------------------------------

    @override
    def collect(self) -> list[Typed]:
        now = self.notes.collect()
        before = [item for item in self._unkept.values() if item.rec not in {one.rec for one in now}]
        return [*super().collect(), *before, *now]

    # -- pages -------------------------------------------------------------------------------------------------------

    def turn(self, quarters: int) -> None:
        """Turn the page shown; when nothing may be written any more, only on the screen."""
        part = self.part
        self.viewer.turn_on_screen(quarters)
        if part is not None and self.writable:
            self._soon(lambda: self.service.turn(part.rec, quarters))

    def shift(self, places: int) -> None:
        """Move the page shown up or down among the others."""
        part = self.part
        if part is not None and self.writable:
            self._soon(lambda: self.service.shift(part.rec, places))

    def put(self, page: str, place: int) -> None:
        """Put a page into a row."""
        self._soon(lambda: self.service.put(page, place))

    def take_out(self) -> None:
        """Take the page shown out of the piece; it lies in the recycle list, its file stays."""
        part = self.part
        if part is not None and self.writable:
            self._soon(lambda: self.service.take_out(part.rec), self._after_out)

    def _soon(self, work: Callable[[], Touched], then: Callable[[], None] | None = None) -> None:
        self.run(work, then)

    def _after_out(self) -> None:
        self.banner.tell("ok", lambda: self.tr("The page was taken out. It lies in the recycle list; its file stays."))

    @override
    def make_finding(self) -> None:
        """Make a finding (F26) of the page shown; it names the page, its note is what the source says."""
        rec, part = self.rec, self.part
        self.found(lambda findings: findings.from_evidence(rec, part.rec if part else ""))

    # -- taking in ---------------------------------------------------------------------------------------------------

    @override
    def _choose_files(self) -> None:
        self.intake.choose_files()

    @override
    def attach(self, paths: Sequence[Path]) -> None:
        """Make pages of files, whichever way they came."""
        self.intake.take(paths)

    def show_taken(self) -> None:
        """Go to the pages after some were taken in."""
        self.tabs.setCurrentIndex(0)
        self.strip.setFocus()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.writable:
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        folders = [path for path in paths if path.is_dir()]
        found = [page for folder in folders for page in evidence_sources.in_folder(folder).paths]
        self.intake.take([*evidence_sources.in_order(path for path in paths if path.is_file()), *found])

    # -- the end -----------------------------------------------------------------------------------------------------

    @override
    def leave(self) -> None:
        super().leave()
        self.pictures.close()
        self.viewer.load((), 0)
        self.show_large(on=False)

    @override
    def flush(self) -> None:
        super().flush()
        self.pictures.close()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # nobody looks: the process apart goes, the pages are asked for again when somebody does
        QTimer.singleShot(0, self, self._rest)

    def _rest(self) -> None:
        if not self.isVisible():
            self.pictures.close()

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self.notes.retranslate()
