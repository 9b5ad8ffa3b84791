"""The drawer beside a record: its history, the files kept with it, and versions that differ."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from app.records.kinds import Field, Kind, Sensitivity, Type
from app.services.differences_sides import Difference, label_of
from app.services.record_pages import HistoryLine, RecordPage, field_words, is_sealed
from ui import icons
from ui.theme import colour
from ui.widgets.difference import DifferenceView, heading
from ui.widgets.record_flow import FlowLayout
from ui.widgets.record_links import Lookup
from ui.widgets.record_words import language, moment, size, words

SHOWN = 200  # changes shown at first
CUT = 80


class History(QListWidget):
    """Who changed what and when, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("History"))

    def load(self, kind: Kind, lines: Sequence[HistoryLine], names: dict[str, str]) -> None:
        """Show the changes."""
        self.clear()
        for line in lines[:SHOWN]:
            item = QListWidgetItem(self._text(kind, line, names))
            if line.state != "regular" or line.outside:
                item.setForeground(colour("warn"))
            self.addItem(item)

    def _text(self, kind: Kind, line: HistoryLine, names: dict[str, str]) -> str:
        who = names.get(line.person) or self.tr("not registered yet")
        head = f"{moment(line.at)}  {who}"
        mark = {
            "irregular": self.tr("formalities missing, not applied"),
            "waiting": self.tr("waits for registration or for earlier changes"),
            "newer": self.tr("needs a newer Satchel"),
        }.get(line.state, "")
        body = [self._step(kind, line.step)] if line.step else []
        if line.decided:
            body.append(self._decided(kind, line))
        body += [said for name, old, new in line.fields if (said := self._field(kind, name, old, new, names))]
        if line.redacts:
            body.append(self.tr("Took values out for good"))
        marks = [mark] if mark else []
        if line.outside:
            marks.append(self.tr("not assigned to this village"))
        return "\n".join([head, *(f"⚠ {one}" for one in marks), *body])

    def _decided(self, kind: Kind, line: HistoryLine) -> str:
        """That one of several versions was chosen here, and whether the office did it."""
        fields = [words(label_of(kind, name)) for name in line.decided]
        said = self.tr("✓ The office decided: %1") if line.by_office else self.tr("✓ Decided: %1")
        return said.replace("%1", "、".join(fields))

    def _step(self, kind: Kind, name: str) -> str:
        step = kind.step(name)
        return "→ " + (words(step.words) if step else name)

    def _field(self, kind: Kind, name: str, old: Any, new: Any, names: dict[str, str]) -> str:
        if name == "state":
            return ""
        if name.startswith("~"):
            return self._mark(name, new)
        of = kind.field(name)
        label = words(of.words) if of else name
        if of is not None and of.sensitivity is not Sensitivity.PLAIN:
            return self.tr("%1: changed (not shown here)").replace("%1", label)
        was, now = shown(of, old, names), shown(of, new, names)
        if not was:
            return self.tr("%1: %2").replace("%1", label).replace("%2", now)
        if was == now:
            return self.tr("%1: decided for %2").replace("%1", label).replace("%2", now)  # one of several versions
        empty = self.tr("(empty)")
        return self.tr("%1: %2").replace("%1", label).replace("%2", f"{was} → {now or empty}")

    def _mark(self, name: str, new: Any) -> str:
        said = {
            "~deleted": self.tr("Put into the recycle list") if new else self.tr("Brought back"),
            "~moved": self.tr("Moved to another village") if new else self.tr("Moved here"),
            "~same_as": self.tr("Joined with another record") if new else self.tr("Joining taken back"),
        }
        return said.get(name, "")


class Attachments(QWidget):
    """Files kept with the record. They came from others: only a process apart ever opens them, to show them.

    Signals:
        dropped: paths to keep.
        add_clicked: the person wants to choose files.
        save_clicked: (attachment record id, file name) to write a copy of.
        look_clicked: place of the file to be shown.
    """

    dropped = Signal(object)
    add_clicked = Signal()
    save_clicked = Signal(str, str)
    look_clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        self.files = QListWidget()
        self.files.setWordWrap(True)
        self.files.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add, self.look, self.copy = QPushButton(), QPushButton(), QPushButton()
        icons.put(self.add, "add")
        row = QWidget()
        flow = FlowLayout(row)  # wraps in a narrow window
        for button in (self.add, self.look, self.copy):
            flow.addWidget(button)
        self.note = QLabel()
        self.note.setProperty("role", "small")
        self.note.setWordWrap(True)
        layout.addWidget(row)
        layout.addWidget(self.files, 1)
        layout.addWidget(self.note)
        self.add.clicked.connect(self.add_clicked)
        self.copy.clicked.connect(self._save)
        self.look.clicked.connect(self._look)
        self.files.itemActivated.connect(lambda _: self._look())
        self.files.currentRowChanged.connect(self._offer)
        self._offer(-1)
        self.retranslate()

    def load(self, page: RecordPage) -> None:
        """Show the files."""
        self.files.clear()
        parts = page.parts.get("attachment", ())
        for part in parts:
            facts = f"{size(int(part.values.get('size') or 0))} · {str(part.values.get('sha256', ''))[:12]}"
            item = QListWidgetItem(f"{part.values.get('name', '')}\n{facts}")
            item.setData(Qt.ItemDataRole.UserRole, (part.rec, str(part.values.get("name", ""))))
            self.files.addItem(item)
        self.setEnabled(not page.readonly or bool(parts))
        self.add.setEnabled(not page.readonly)

    def _offer(self, row: int) -> None:
        self.copy.setEnabled(row >= 0)
        self.look.setEnabled(row >= 0)

    def _look(self) -> None:
        if self.files.currentRow() >= 0:
            self.look_clicked.emit(self.files.currentRow())

    def _save(self) -> None:
        item = self.files.currentItem()
        if item is not None:
            self.save_clicked.emit(*item.data(Qt.ItemDataRole.UserRole))

    def retranslate(self) -> None:
        """Put words again."""
        self.add.setText(self.tr("Add files…"))
        self.look.setText(self.tr("Look"))
        self.look.setToolTip(self.tr("Enter: pictures and PDFs are drawn by a process apart that can do nothing else."))
        self.copy.setText(self.tr("Copy…"))
        self.copy.setToolTip(self.tr("Save a copy in clear"))
        self.note.setText(self.tr("Drop files here. They are kept encrypted; only a process apart draws them."))
        self.files.setAccessibleName(self.tr("Attachments"))

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.add.isEnabled():
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.dropped.emit([path for path in paths if path.is_file()])


class Conflicts(QScrollArea):
    """Versions that did not know of each other: keep one, both, what joining gives, or write a third.

    Signals:
        decided: (difference, "keep" or "value", place of the version or what to write instead).
        reveal_wanted: (difference) whose masked number is to be shown in full.
        refused: a sentence why what was asked cannot be done yet.
    """

    decided = Signal(object, str, object)
    reveal_wanted = Signal(object)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.views: list[DifferenceView] = []
        self._shown: tuple[Difference, ...] | None = None
        self._wanted = ""

    @property
    def buttons(self) -> list[QPushButton]:
        """Every button, in the order on screen."""
        return [button for view in self.views for button in view.buttons]

    def load(self, found: tuple[Difference, ...], lookup: Lookup) -> None:
        """Show every conflict of a record; one that is being written about stays as it is."""
        if found == self._shown or any(view.editor is not None and view.difference in found for view in self.views):
            return
        self._shown = found
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 8, 4, 0)
        layout.setSpacing(12)
        self.views = [self._view(one, lookup) for one in found]
        for one, view in zip(found, self.views, strict=True):
            layout.addWidget(heading(one))
            layout.addWidget(view)
        if not found:
            empty = QLabel(self.tr("Nothing differs: every field has one value."))
            empty.setProperty("role", "quiet")
            empty.setWordWrap(True)
            layout.addWidget(empty)
        layout.addStretch(1)
        self.setWidget(inside)
        if self._wanted:
            self.focus_field(self._wanted)

    def forget(self) -> None:
        """Another record comes, or other words: whatever is shown goes."""
        self._shown, self._wanted = None, ""

    def focus_field(self, field: str) -> None:
        """Go to the first choice of a field, now or when it has been read."""
        self._wanted = field
        for button in self.buttons:
            if button.property("field") == field and button.isEnabled():
                self._wanted = ""
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                self.ensureWidgetVisible(button)
                return

    def _view(self, one: Difference, lookup: Lookup) -> DifferenceView:
        view = DifferenceView(one, lookup)
        view.decided.connect(partial(self.decided.emit, one))
        view.reveal_wanted.connect(partial(self.reveal_wanted.emit, one))
        view.refused.connect(self.refused)
        return view


class Drawer(QTabWidget):
    """History, attachments and conflicts as tabs."""

    def __init__(self) -> None:
        super().__init__()
        self.history, self.files, self.conflicts = History(), Attachments(), Conflicts()
        self.addTab(self.history, "")
        self.addTab(self.files, "")
        self.addTab(self.conflicts, "")
        self._count = (0, 0)
        self.retranslate()

    def load(self, page: RecordPage) -> None:
        """Show what belongs to a record."""
        self.files.load(page)
        self._count = (len(page.parts.get("attachment", ())), len(page.conflicts))
        self.setTabVisible(self.indexOf(self.files), page.kind.attachments)
        self.retranslate()

    def load_conflicts(self, found: tuple[Difference, ...], lookup: Lookup) -> None:
        """Show what differs in a record and its parts."""
        self.conflicts.load(found, lookup)
        self._count = (self._count[0], len(found))
        if found:  # a page may hide the tab of a record without fields in conflict; its parts may have some
            self.setTabVisible(self.indexOf(self.conflicts), True)  # noqa: FBT003 - Qt has no names here
        self.retranslate()

    def show_conflict(self, field: str) -> None:
        """Open the versions of a field and go to the first."""
        self.setCurrentWidget(self.conflicts)
        self.conflicts.focus_field(field)

    def retranslate(self) -> None:
        """Put words again."""
        # by widget, not by number: a page made by hand may put a tab of its own before these
        self.setTabText(self.indexOf(self.history), self.tr("History"))
        self.setTabText(self.indexOf(self.files), _counted(self.tr("Files"), self._count[0]))
        self.setTabText(self.indexOf(self.conflicts), _counted(self.tr("Differs"), self._count[1]))
        self.files.retranslate()


def shown(of: Field | None, value: Any, names: dict[str, str], *, whole: bool = False) -> str:
    """Return a value as one line for the history (or whole, for deciding)."""
    if is_sealed(value):
        return "🔒"
    if of is None:
        return "" if value is None else str(value)
    if of.type is Type.JSON:
        return "…"
    text = field_words(of, value, names, language())
    if whole:
        return text
    text = text.replace("\n", " ")
    return text if len(text) <= CUT else text[:CUT] + "…"


def _counted(text: str, count: int) -> str:
    return f"{text} {count}" if count else text
