"""What is behind a number: exactly those records; Enter opens one, Escape goes back to the table."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.records import kinds
from app.services.group import BEHIND, EVERY, PAPER, Found, GroupService, Picked
from ui import language
from ui.desk import Desk
from ui.pages.group.words import title
from ui.speaking import SpeakingWidget
from ui.tables import Column, RowTable, RowView
from ui.widgets import parts
from ui.widgets.banner import Banner
from ui.widgets.record_road import RoadMarks
from ui.widgets.record_words import moment
from ui.widgets.road_words import short_road_words

SCAN_KEY = "Ctrl+Shift+S"
LOOKED_AT = 400  # rows among which the line chosen before is looked for
PICTURES = "*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.bmp"


class FoundTable(RowTable[Found]):
    """Rows by their place; which columns there are depends on what is listed."""

    def arrange(self, columns: Sequence[Column[Found]], count: int) -> None:
        """Show so many rows in these columns."""
        self.beginResetModel()
        self.columns, self._ids = tuple(columns), range(count)
        self._pages.clear()
        self.endResetModel()


class Listing(SpeakingWidget):
    """Rows of any kind.

    Signals:
        left: back to the table.
        opened: kind and record id.
    """

    left = Signal()
    opened = Signal(str, str)

    def __init__(self, desk: Desk, service: GroupService) -> None:
        super().__init__()
        self._desk, self._service = desk, service
        self.picked: Picked | None = None
        self.title, self.count = parts.label("title"), parts.label("quiet")
        self.back, self.scan = parts.button("quiet", "back"), parts.button("primary", "attachment")
        self.banner = Banner()
        self.marks = RoadMarks(desk, self)
        self.model = FoundTable((), self._read, self)
        self.view = RowView(self.model)
        self.marks.follow(self.view)
        self.empty = parts.label("quiet", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._build()
        self._wire()

    def _build(self) -> None:
        whole = parts.column(self, spacing=10)
        head = parts.row(spacing=12)
        parts.add(head, (self.back, self.title, self.count, None, self.scan))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.view)
        self.stack.addWidget(self.empty)
        parts.add(whole, (head, self.banner))
        whole.addWidget(self.stack, 1)
        self.scan.setToolTip(SCAN_KEY)

    def _wire(self) -> None:
        self.back.clicked.connect(self.left)
        self.scan.clicked.connect(self.attach)
        self.view.opened.connect(self._on_opened)
        for keys, action in (("Escape", self.left.emit), ("Alt+Left", self.left.emit), (SCAN_KEY, self.attach)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)
        self.say(self.back.setText, lambda: self.tr("All villages"))
        self.say(self.back.setToolTip, lambda: self.tr("Back to the table (Esc)"))
        self.say(self.scan.setText, lambda: self.tr("Attach the scan…"))
        self.say(self.empty.setText, lambda: self.tr("Nothing is waiting here any more. Esc goes back to the table."))

    def _columns(self, picked: Picked) -> list[Column[Found]]:
        """What tells these records apart: their village when they are of several, their way when it is about that."""
        found: list[Column[Found]] = [
            Column(lambda: self.tr("What"), lambda one: one.title or self.tr("(no name yet)"))
        ]
        if picked.code == BEHIND:
            found.append(Column(lambda: self.tr("Kind"), _kind, width=90))
            found.append(Column(lambda: self.tr("On its way"), self._way, width=120))
        if picked.village == EVERY:
            found.append(Column(lambda: self.tr("Village"), lambda one: one.village, width=120))
        tone = lambda one: "warn" if one.late else ""  # noqa: E731 - beside the column it belongs to
        return [
            *found,
            Column(lambda: self.tr("State"), self._state, width=120, tone=tone),
            Column(lambda: self.tr("Written by"), lambda one: one.person, width=90),
            Column(lambda: self.tr("Last written"), lambda one: moment(one.when), width=110),
        ]

    def _way(self, one: Found) -> str:
        state = self.marks.state(one.rec)
        return "" if state is None else short_road_words(state)

    def _state(self, one: Found) -> str:
        if one.late:
            return self.tr("overdue by %1 days").replace("%1", str(one.late))
        state = kinds.kind(one.kind).state(one.state)
        return state.words.get(language.current()) if state else ""

    # -- showing -------------------------------------------------------------------------------------------------

    def show_picked(self, picked: Picked) -> None:
        """Show these records; the line chosen before stays chosen where it is still there."""
        held = self.chosen() if self.picked and self.picked.code == picked.code else None
        self.picked = picked
        self.model.arrange(self._columns(picked), len(picked.keys))
        self.scan.setVisible(picked.code in PAPER and bool(picked.keys))
        self.stack.setCurrentIndex(0 if picked.keys else 1)
        self._select(held)
        self._say()

    def _select(self, held: Found | None) -> None:
        place = 0
        if held is not None:
            recs = [one.rec for one in self._read(list(range(min(self.model.rowCount(), LOOKED_AT))))]
            place = recs.index(held.rec) if held.rec in recs else 0
        if self.model.rowCount():
            self.view.setCurrentIndex(self.model.index(place, 0))

    def _say(self) -> None:
        picked = self.picked
        if picked is None:
            return
        where = picked.village_name or self.tr("All villages")
        self.title.setText(f"{where} · {title(picked.code)}")
        count = len(picked.keys)
        words = self.tr("1 record") if count == 1 else self.tr("%1 records").replace("%1", f"{count:,}")
        if picked.code == BEHIND:
            more = self.tr("%1 saves").replace("%1", f"{picked.changes:,}")
            words = f"{words} · {more}"
        self.count.setText(words)

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self.model.retranslate()
        self._say()

    def take_focus(self) -> QWidget:
        """Return what should have the keys."""
        return self.view if self.model.rowCount() else self.back

    def _read(self, places: list[int]) -> Sequence[Found]:
        keys = self.picked.keys if self.picked else ()
        return self._service.read([keys[place] for place in places if place < len(keys)])

    def chosen(self) -> Found | None:
        """The record under the cursor."""
        index = self.view.currentIndex()
        return self.model.row(index.row()) if index.isValid() else None

    # -- verbs ---------------------------------------------------------------------------------------------------

    def _on_opened(self, place: int) -> None:
        one = self.model.row(place)
        if one is not None and kinds.kind(one.kind).listed:
            self.opened.emit(one.kind, one.rec)

    def attach(self) -> None:
        """Keep scanned or photographed pages with the talk under the cursor."""
        one = self.chosen()
        if one is None or self.picked is None or self.picked.code not in PAPER:
            return
        question = self.tr("Scanned or photographed pages of the talk")  # the task bar shows it: no name
        paths = self._desk.ask.open_paths(self, question, PICTURES)
        if not paths:
            return
        self.banner.clear()
        job = self._desk.jobs.long(self, lambda progress: self._service.attach_scans(one.rec, paths, progress))
        name, count = one.title, len(paths)
        job.then(lambda _: self._tell(name, count)).otherwise(self.banner.trouble).start()

    def _tell(self, name: str, count: int) -> None:
        words = self.tr("Kept with the talk with %1: %2 files.")
        self.banner.tell("ok", lambda: words.replace("%1", name).replace("%2", str(count)))


def _kind(one: Found) -> str:
    return kinds.kind(one.kind).words.get(language.current())
