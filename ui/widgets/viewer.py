"""The viewer: one page big, what its file is, and the keys and buttons to go through pages, zoom, turn, save a copy."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from app.errors import AppError
from app.services.evidence_showing import FileFacts
from app.services.records import RecordService
from app.viewing.sorts import Sort
from ui.desk import Desk
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.elided import Elided
from ui.widgets.record_words import size
from ui.widgets.viewer_canvas import STEP, PageCanvas
from ui.widgets.viewer_pictures import Leaf, Pictures, Seen

DIGEST = 16  # characters of a digest that are shown; the whole is in the tooltip


class Viewer(SpeakingWidget):
    """Shows leaves one at a time.

    Signals:
        went: place of the leaf now shown.
        turned: +1 or -1 quarters to the right were asked for.
        seen: a page came; what was learned about its file.
    """

    went = Signal(int)
    turned = Signal(int)
    seen = Signal(object)

    def __init__(self, desk: Desk, pictures: Pictures, service: RecordService, tell: Callable[..., object]) -> None:
        super().__init__()
        self._desk, self.pictures, self._service, self._tell = desk, pictures, service, tell
        self.leaves: list[Leaf] = []
        self.place = -1
        self._facts: FileFacts | None = None
        self._trouble: Exception | None = None
        self._cut = False
        self.buttons: dict[str, QPushButton] = {}
        column = parts.column(self, spacing=6)
        self.bar = parts.row(spacing=2)
        column.addLayout(self.bar)
        self.canvas = PageCanvas()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.canvas)
        self.stack.addWidget(self._refusal())
        column.addWidget(self.stack, 1)
        self.facts = Elided("", "small")
        column.addWidget(self.facts)
        self._build_bar()
        self.canvas.leaf_wanted.connect(self.go_by)
        self.canvas.sharper_wanted.connect(self._sharpen)
        self.canvas.zoomed.connect(self._say_zoom)
        self.say(self.canvas.setAccessibleName, lambda: self.tr("Page"))
        self.say(lambda _: self._say_all(), str)

    def _build_bar(self) -> None:
        self.count, self.percent = parts.label("quiet"), parts.label("small")
        self._button("back", "back", lambda: self.tr("Page before (Page Up)"), partial(self.go_by, -1))
        self.bar.addWidget(self.count)
        self._button("next", "chevron-right", lambda: self.tr("Next page (Page Down)"), partial(self.go_by, 1))
        self.bar.addSpacing(10)
        canvas = self.canvas
        self._button("smaller", "zoom-out", lambda: self.tr("Smaller (-)"), partial(canvas.zoom_by, 1 / STEP))
        self.bar.addWidget(self.percent)
        self._button("larger", "zoom-in", lambda: self.tr("Larger (+)"), partial(canvas.zoom_by, STEP))
        self._button("width", "fit-width", lambda: self.tr("As wide as the room (W)"), canvas.fit_width)
        self._button("page", "fit-page", lambda: self.tr("Whole page (0)"), canvas.fit_page)
        self.bar.addSpacing(10)
        self._button("left", "turn-left", lambda: self.tr("Turn left (Ctrl+[)"), partial(self.turned.emit, -1))
        self._button("right", "turn-right", lambda: self.tr("Turn right (Ctrl+])"), partial(self.turned.emit, 1))
        self.bar.addStretch(1)

    def _button(self, name: str, icon: str, words: Callable[[], str], action: Callable[[], object]) -> None:
        button = parts.button("quiet", icon)
        button.setFixedWidth(34)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _=False: action())
        self.say(button.setToolTip, words)
        self.say(button.setAccessibleName, words)
        self.buttons[name] = button
        self.bar.addWidget(button)

    def _refusal(self) -> QWidget:
        """What stands in place of a page that is not shown."""
        holder = QWidget()
        column = parts.column(holder, margin=16, spacing=10)
        self.why_title, self.why = parts.label("heading", wrap=True), parts.label(wrap=True)
        self.why_facts = parts.label("quiet", wrap=True)
        self.why_facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = parts.button("", "document")
        self.copy.clicked.connect(self.save_copy)
        self.say(self.copy.setText, lambda: self.tr("Save a copy in clear…"))
        column.addStretch(1)
        column.addWidget(self.why_title)
        column.addWidget(self.why)
        column.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.why_facts)
        column.addStretch(2)
        return parts.scrolled(holder)  # on a low screen the sentence is longer than there is room

    # -- going through pages -----------------------------------------------------------------------------------------

    @property
    def leaf(self) -> Leaf | None:
        """The page now shown."""
        return self.leaves[self.place] if 0 <= self.place < len(self.leaves) else None

    def turn_on_screen(self, quarters: int) -> None:
        """Turn the page as it is seen; nothing is written."""
        leaf = self.leaf
        if leaf is not None:
            self.leaves[self.place] = replace(leaf, turn=(leaf.turn + 90 * quarters) % 360)
            self.canvas.turn_to(self.leaves[self.place].turn)

    def load(self, leaves: Sequence[Leaf], place: int) -> None:
        """Show these pages, beginning at a place; the picture on the screen stays when it is still the same page."""
        before, self.leaves = self.leaf, list(leaves)
        self.place = min(max(0, place), len(self.leaves) - 1)
        now = self.leaf
        if now is not None and before is not None and now.key == before.key:
            if now.turn != before.turn:
                self.canvas.turn_to(now.turn)
            self._say_all()
        else:
            self._show()

    def go_by(self, places: int) -> None:
        """Go so many pages on or back; at the ends nothing happens."""
        self.go_to(self.place + places)

    def go_to(self, place: int) -> None:
        """Show the page at a place."""
        if 0 <= place < len(self.leaves) and place != self.place:
            self.place = place
            self._show()
            self.went.emit(place)

    def again(self) -> None:
        """Ask for the page once more."""
        self._show()

    def _show(self) -> None:
        leaf = self.leaf
        self._facts = self._trouble = None
        self.canvas.clear()
        self.stack.setCurrentWidget(self.canvas)
        if leaf is None:
            self.pictures.forget_page()
        else:
            self.canvas.begin(leaf.turn)
            self.pictures.page(leaf, self.canvas.box(), partial(self._came, leaf), partial(self._refused, leaf))
        self._say_all()

    def _sharpen(self, width: int, height: int) -> None:
        leaf = self.leaf
        if leaf is not None and self._facts is not None:
            self.pictures.page(leaf, (width, height), partial(self._came, leaf), partial(self._refused, leaf))

    def _came(self, leaf: Leaf, seen: Seen) -> None:
        now = self.leaf
        if now is None or now.key != leaf.key:
            return
        self._facts, self._cut = seen.facts, seen.cut
        self.stack.setCurrentWidget(self.canvas)
        self.canvas.show_image(seen.image, seen.full, now.turn)
        self._say_all()
        self.seen.emit(seen)
        if self.place + 1 < len(self.leaves) and not self.canvas.image.isNull():
            following = self.leaves[self.place + 1]
            self.pictures.ahead(following, self.canvas.box_of(following.turn))

    def _refused(self, leaf: Leaf, error: Exception) -> None:
        if self.leaf is None or self.leaf.key != leaf.key:
            return
        if not isinstance(error, AppError | OSError):
            self._desk.notices.trouble.emit(error)
            return
        self._trouble = error
        job = self._desk.jobs.free(self, lambda _: self.pictures.service.facts(leaf.file))
        job.then(partial(self._learned, leaf)).otherwise(lambda _: None).start()
        self.stack.setCurrentIndex(1)
        self._say_all()

    def _learned(self, leaf: Leaf, facts: FileFacts) -> None:
        if self.leaf is not None and self.leaf.file == leaf.file:
            self._facts = facts
            self._say_all()

    # -- words -------------------------------------------------------------------------------------------------------

    def _say_all(self) -> None:
        leaf, total = self.leaf, len(self.leaves)
        self.count.setText(f"{self.place + 1} / {total}" if leaf else "")
        self.buttons["back"].setEnabled(self.place > 0)
        self.buttons["next"].setEnabled(self.place + 1 < total)
        shown = leaf is not None and self._trouble is None
        for name in ("smaller", "larger", "width", "page", "left", "right"):
            self.buttons[name].setEnabled(shown)
        told = facts_words(self._facts) if self._facts else ""
        if shown and self._facts is None:
            told = self.tr("Drawing the page…")
        elif shown and self._cut:
            told = self.tr("The file is cut short: grey is missing.") + "  " + told
        self.facts.setText(told if shown else "")
        self.facts.setToolTip(self._facts.sha256 if self._facts else "")
        self._say_refusal()
        self._say_zoom()

    def _say_refusal(self) -> None:
        if self._trouble is None:
            return
        from ui import errors

        self.why_title.setText(self.tr("Not shown: %1").replace("%1", self._facts.name if self._facts else ""))
        self.why.setText(errors.words(self._trouble))
        self.why_facts.setText(facts_words(self._facts, whole=True) if self._facts else "")
        self.copy.setVisible(self._facts is not None and self._facts.size > 0)

    def _say_zoom(self) -> None:
        self.percent.setText(f"{self.canvas.percent()} %" if self._facts and self._trouble is None else "")

    # -- a copy in clear ---------------------------------------------------------------------------------------------

    def save_copy(self) -> None:
        """Write a copy of the original outside, after the warning; the log says so first."""
        leaf, facts = self.leaf, self._facts
        if leaf is None:
            return
        path = where_in_clear(self._desk, self, facts.name if facts else leaf.label)
        if path is None:
            return
        service = self._service
        job = self._desk.jobs.long(self, lambda progress: service.save_attachment(leaf.file, path, progress))
        job.then(lambda _: self._tell("ok", lambda: self.tr("A copy was saved to %1.").replace("%1", str(path))))
        job.otherwise(self._tell_trouble).start()

    def _tell_trouble(self, error: Exception) -> None:
        from ui import errors

        self._tell("bad", lambda: errors.words(error))


def where_in_clear(desk: Desk, owner: QWidget, name: str) -> Path | None:
    """Where a copy in clear may go, after the warning; None when the person thinks better of it."""
    translate = QCoreApplication.translate
    sure = desk.ask.confirm(
        owner,
        translate("Viewer", "%1: the file leaves the encrypted vault").replace("%1", name),
        translate(
            "Viewer",
            "Whoever holds the copy can read it: it is not encrypted. It came from others and may carry macros or"
            " programs; open it only on a computer that holds no work. The log notes the copy. Delete it when it is no"
            " longer needed.",
        ),
        translate("Viewer", "Choose a place…"),
    )
    return desk.ask.save_path(owner, translate("Viewer", "Save a copy"), name) if sure else None


def facts_words(facts: FileFacts, *, whole: bool = False) -> str:
    """What a file is, its size and its digest, in one line."""
    translate = QCoreApplication.translate
    groups = [facts.sha256[at : at + DIGEST] for at in range(0, len(facts.sha256), DIGEST)]
    digest = " ".join(
        groups if whole else groups[:1]
    )  # in groups it can be read out, and breaks where there is no room
    told = [facts.name, sort_words(facts.sort), size(facts.size), f"SHA-256 {digest}"]
    if facts.misnamed:
        told.insert(2, translate("Viewer", "not what its name says"))
    return " · ".join(told)


def sort_words(sort: Sort) -> str:
    """What a file is, for people."""
    translate = QCoreApplication.translate
    words = {
        Sort.JPEG: translate("Viewer", "JPEG photo"),
        Sort.PNG: translate("Viewer", "PNG picture"),
        Sort.TIFF: translate("Viewer", "TIFF scan"),
        Sort.GIF: translate("Viewer", "GIF picture"),
        Sort.BMP: translate("Viewer", "BMP picture"),
        Sort.WEBP: translate("Viewer", "WebP picture"),
        Sort.PDF: translate("Viewer", "PDF"),
        Sort.HEIC: translate("Viewer", "HEIC photo of an iPhone"),
        Sort.AVIF: translate("Viewer", "AVIF picture"),
        Sort.SVG: translate("Viewer", "SVG drawing"),
        Sort.WORD: translate("Viewer", "Word document"),
        Sort.EXCEL: translate("Viewer", "Excel workbook"),
        Sort.SLIDES: translate("Viewer", "presentation"),
        Sort.OFD: translate("Viewer", "OFD document"),
        Sort.OFFICE: translate("Viewer", "older Office document"),
        Sort.RTF: translate("Viewer", "RTF document"),
        Sort.ZIP: translate("Viewer", "ZIP archive"),
        Sort.ARCHIVE: translate("Viewer", "archive"),
        Sort.PROGRAM: translate("Viewer", "program"),
        Sort.PAGE: translate("Viewer", "web page"),
        Sort.SOUND: translate("Viewer", "sound recording"),
        Sort.FILM: translate("Viewer", "video"),
        Sort.TEXT: translate("Viewer", "text"),
        Sort.EMPTY: translate("Viewer", "empty file"),
        Sort.UNKNOWN: translate("Viewer", "unknown kind of file"),
    }
    return words[sort]
