"""One finding: what it is, facts, sources side by side, judgement; checks and signatures stay beside it."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget
from typing_extensions import override

from app.errors import NotFoundError
from app.records import kinds
from app.records.rules_finding import SOURCE
from app.services.findings import FindingsService
from app.services.record_pages import RecordPage, field_words
from app.services.records import masked
from ui import icons
from ui.pages.findings.checks import CheckPanel
from ui.pages.findings.sources import SourceBoard
from ui.widgets import parts
from ui.widgets.elided import ElidedButton
from ui.widgets.record_form import RecordForm
from ui.widgets.record_view import RecordView
from ui.widgets.record_words import language

if TYPE_CHECKING:
    from ui.widgets.record_parts import PartTable

HEAD = (("title", 6), ("item", 4), ("found_on", 2), ("found_how", 6))  # field and how many of six columns it takes
FRAMES = (
    ("four", 6),
    ("three", 3),
    ("disciplines", 3),
    ("areas", 6),
    ("nature", 2),
    ("age", 2),
    ("key", 2),
    ("extent", 6),
)
PROPOSED = ("four", "three", "disciplines")
LOOK_AFTER = 200  # milliseconds of quiet until the text is read again


class FindingView(RecordView):
    """A finding (F26)."""

    service: FindingsService

    @override
    def middle(self) -> QWidget:
        apart = tuple(name for name, _ in (*HEAD, *FRAMES))
        self.form = RecordForm(self.kind, self.lookup, masked, apart=apart)
        self.board = SourceBoard(kinds.kind(SOURCE), self.lookup)
        self.tables = cast("list[PartTable]", [self.board])  # it answers to the same calls
        self._item = ""
        inside = QWidget()
        column = parts.column(inside, spacing=12)
        column.setContentsMargins(0, 0, 6, 12)
        cards = self.form.cards
        for widget in (
            self._head_card(),
            cards["facts"],
            self.board,
            cards["judgement"],
            cards["main"],
            cards["review"],
        ):
            column.addWidget(widget)
        column.addWidget(self.form)  # empty now: its cards stand in an order of their own
        column.addStretch(1)
        self.area = parts.scrolled(inside)
        return self.area

    def _head_card(self) -> QFrame:
        card, column = parts.card(margin=14, spacing=10)
        column.addLayout(self._grid(HEAD))
        self.fold = ElidedButton("link")  # its words are longer than a small window is wide
        icons.put(self.fold, "chevron-down", "accent")
        self.frames = QWidget()
        self.frames.hide()
        grid = self._grid(FRAMES)
        self.frames.setLayout(grid)
        self.fold.clicked.connect(lambda: self.frames.setVisible(self.frames.isHidden()))
        self.fold.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.frames)
        return card

    def _grid(self, fields: tuple[tuple[str, int], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        row = place = 0
        for name, span in fields:
            if place + span > 6:
                row, place = row + 1, 0
            box = self.form.boxes[name]
            box.set_quiet()
            grid.addWidget(box, row, place, 1, span, Qt.AlignmentFlag.AlignTop)
            place += span
        for number in range(6):
            grid.setColumnStretch(number, 1)
        return grid

    @override
    def _side(self) -> QWidget:
        side = super()._side()
        self.checks = CheckPanel()
        self.drawer.insertTab(0, self.checks, "")
        self.drawer.setCurrentIndex(0)
        self.say(lambda _: self._say_tab(), str)
        return side

    @override
    def _wire(self) -> None:
        super()._wire()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(LOOK_AFTER)
        self._soon.timeout.connect(self.look)
        self.board.edited.connect(self._on_edited)
        self.board.edited.connect(self._soon.start)
        self.board.add_wanted.connect(self.choose_source)
        self.form.edited.connect(self._soon.start)
        self.form.boxes["item"].editor.edited.connect(self._propose)

    # -- showing -------------------------------------------------------------------------------------------------

    @override
    def show_page(self, page: RecordPage) -> None:
        super().show_page(page)
        self._item = str(page.values.get("item") or "")

    @override
    def _show_around(self, page: RecordPage) -> None:
        super()._show_around(page)
        self._load_steps(page)
        self.drawer.setTabVisible(self.drawer.indexOf(self.drawer.conflicts), bool(page.conflicts))
        self.form.cards["review"].setVisible(page.state != self.kind.first_state)
        self._say_frames()
        self.look()

    def _load_steps(self, page: RecordPage) -> None:
        """Show the steps without what the checks beside the text say already."""
        offers = [
            replace(offer, unmet=tuple(one for one in offer.unmet if not one[0].startswith("check-")))
            for offer in page.steps
        ]
        self.steps.load(replace(page, steps=tuple(offers)))

    @override
    def _refresh_steps(self) -> None:
        rec = self.rec
        job = self.desk.jobs.job(self, lambda _: self.service.get(rec, self.kind.code))
        job.then(lambda page: self._load_steps(page) if rec == self.rec else None).start()

    def look(self) -> None:
        """Read what stands on the screen and say what is missing."""
        if self.page is None:
            return
        values = {**self.page.values, **{name: box.editor.value() for name, box in self.form.boxes.items()}}
        self.checks.look(values, self.board.count)
        self._say_tab()

    def _say_tab(self) -> None:
        count = len(self.checks.gaps or ())
        text = self.tr("Checks")
        self.drawer.setTabText(self.drawer.indexOf(self.checks), f"{text} {count}" if count else f"{text} ✓")

    def _say_frames(self) -> None:
        """The frames in one line; a click opens them."""
        page = self.page
        said = []
        for name, _ in FRAMES:
            box = self.form.boxes[name]
            told = field_words(box.field, box.editor.value(), page.names if page else {}, language())
            said += [told] if told and name in PROPOSED else []
        text = " · ".join(said) or self.tr("chosen with the problem")
        self.fold.say_whole(self.tr("Frames: %1").replace("%1", text))

    # -- typing --------------------------------------------------------------------------------------------------

    def _propose(self) -> None:
        """Fill the frames that a problem brings along; the person checks them."""
        code = str(self.form.boxes["item"].editor.value() or "")
        if not code or code == self._item:
            return
        self._item = code
        try:
            proposed = self.service.frames(code)
        except NotFoundError:  # a code of a newer release
            return
        for name in PROPOSED:
            self.form.boxes[name].editor.show_value(proposed[name] or None)
        self._say_frames()

    def choose_source(self, name: str) -> None:
        """Ask which line, evidence or document to put beside the others."""
        field = kinds.kind(SOURCE).field(name)
        if field is None:
            return
        questions = {
            "line": self.tr("What was said (type some words of it):"),
            "evidence": self.tr("Which evidence:"),
            "document": self.tr("Which document:"),
        }
        self.chooser.ask(field, questions[name], self.tr("Add"), lambda rec: self.add_source(name, rec))

    def add_source(self, name: str, pointed: str) -> None:
        """Put a source beside the others."""
        rec, service = self.rec, self.service
        if self.page is None or (self.page.record is None and not self.form.changed()):
            self.banner.tell("info", lambda: self.tr("First say in one line what the finding is."))
            return

        def work() -> Any:
            touched = service.commit(rec)
            return touched | service.add_source(rec, **self._fields(name, pointed))

        self.run(work)

    def _fields(self, name: str, pointed: str) -> dict[str, Any]:
        """What a line says is taken over, so that it can be read beside the others."""
        if name != "line":
            return {name: pointed}
        said = self.service.get(pointed, "interview_line").values.get("text")
        return {name: pointed, "says": said}


__all__ = ["FindingView"]
