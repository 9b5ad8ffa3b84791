"""The table of the leader's look: a line a village, a number a column, the sums below; Enter opens what is behind."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.group import CODES, EVERY, Look
from ui.pages.group.words import heading, hint
from ui.tables import Index, PlainView
from ui.theme import colour

NOWHERE = QModelIndex()
VILLAGE = ""  # the code of the first column
ALARMS = frozenset({"unsigned", "printed", "unscanned", "overdue", "missing", "behind"})
VILLAGE_LEAST, VILLAGE_EASY, AIR = 110, 230, 34  # pixels; the air is for each number
RIGHT, LEFT = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft


class LookTable(QAbstractTableModel):
    """Numbers by village. The last row holds the sums where there is more than one village."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.look = self._given = Look()
        self.sorted_by = ""
        self.codes: tuple[str, ...] = (VILLAGE,)

    def sort_by(self, code: str) -> None:
        """Put the village where a number is highest first; asked for again, back to the order of the names."""
        self.sorted_by = "" if code in (VILLAGE, self.sorted_by) else code
        self.show(self._given)

    def show(self, look: Look) -> None:
        """Show these numbers."""
        self.beginResetModel()
        self._given = look
        lines = look.lines
        if self.sorted_by:
            lines = tuple(sorted(lines, key=lambda line: -line.counts.get(self.sorted_by, 0)))
        self.look = replace(look, lines=lines)
        self.codes = (VILLAGE, *(code for code in CODES if code in look.total))
        self.endResetModel()

    def retranslate(self) -> None:
        """Say headings and hints again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.codes) - 1)

    def place(self, village: str, code: str) -> QModelIndex:
        """Where a number stands; the first one of its line or of all when it has gone."""
        recs = [line.rec for line in self.look.lines]
        row = recs.index(village) if village in recs else self.rowCount() - 1 if village == EVERY else 0
        return self.index(row, self.codes.index(code) if code in self.codes else 1)

    def at(self, index: Index) -> tuple[str, str]:
        """Village ('' for all) and code of a cell."""
        lines = self.look.lines
        return (lines[index.row()].rec if index.row() < len(lines) else EVERY), self.codes[index.column()]

    def count(self, index: Index) -> int:
        """The number of a cell."""
        lines = self.look.lines
        counts = lines[index.row()].counts if index.row() < len(lines) else self.look.total
        return counts.get(self.codes[index.column()], 0)

    @override
    def rowCount(self, parent: Index = NOWHERE) -> int:
        lines = len(self.look.lines)
        return 0 if parent.isValid() else lines + (lines > 1)

    @override
    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.codes)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (RIGHT if index.column() else LEFT) | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and index.row() == len(self.look.lines):
            bold = QFont()
            bold.setBold(True)
            return bold
        code = self.codes[index.column()]
        return self._village(index.row(), role) if code == VILLAGE else self._number(code, self.count(index), role)

    def _number(self, code: str, count: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{count:,}"
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._tone(code, count)
        return hint(code) if role == Qt.ItemDataRole.ToolTipRole else None

    def _village(self, row: int, role: int) -> Any:
        lines = self.look.lines
        if row == len(lines):
            return self.tr("Total") if role == Qt.ItemDataRole.DisplayRole else None
        line = lines[row]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name or "—"
        if role == Qt.ItemDataRole.ToolTipRole:
            return "　".join(part for part in (line.name, line.town, line.group) if part)
        return None

    @staticmethod
    def _tone(code: str, count: int) -> Any:
        """Nothing to do is pale; what waits stands out, beside its number."""
        return colour("quiet") if not count else colour("warn") if code in ALARMS else None

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Vertical or not 0 <= section < len(self.codes):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            mark = " ▾" if self.codes[section] == self.sorted_by != VILLAGE else ""
            return heading(self.codes[section]) + mark
        if role == Qt.ItemDataRole.ToolTipRole:
            return hint(self.codes[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return (RIGHT if section else LEFT) | Qt.AlignmentFlag.AlignBottom
        return None


class LookView(PlainView):
    """Moves by cell; Enter or a double click opens what a number stands for.

    Signals:
        opened: the cell.
        sort_wanted: a column, by a click on its heading or by the space bar in it.
    """

    opened = Signal(QModelIndex)
    sort_wanted = Signal(int)
    air = 14

    def __init__(self, model: LookTable, parent: QWidget | None = None) -> None:
        self._model = model
        super().__init__(model, parent)
        self.setStyleSheet("QTableView::item { padding: 0px 5px; }")  # right below its heading
        header = self.horizontalHeader()
        header.sectionClicked.connect(self.sort_wanted)
        header.setMinimumSectionSize(36)
        header.setStyleSheet("QHeaderView::section { padding: 6px 5px; }")  # twelve numbers side by side
        self.doubleClicked.connect(self.opened)

    @override
    def open_at(self, index: Index) -> None:
        self.opened.emit(index)

    @override
    def fit(self) -> None:
        """Give every number what its heading needs, some air where there is room, and the village the rest."""
        model = self._model
        wanted = [self._natural(place) for place in range(len(model.codes))]
        room = self.viewport().width() - sum(wanted[1:])
        numbers = max(len(wanted) - 1, 1)
        air = max(0, min((room - VILLAGE_EASY) // numbers, AIR))
        for place, width in enumerate(wanted):
            self.setColumnWidth(place, width + air if place else max(room - air * numbers, VILLAGE_LEAST))

    def _natural(self, place: int) -> int:
        lines = str(self._model.headerData(place, Qt.Orientation.Horizontal) or "").split("\n")
        head = max(self.horizontalHeader().fontMetrics().horizontalAdvance(line) for line in lines) + 14
        last = self._model.index(self._model.rowCount() - 1, place)  # the sums are the longest
        return max(head, self.fontMetrics().horizontalAdvance(str(last.data() or "")) + 18)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.sort_wanted.emit(self.currentIndex().column())
            return
        super().keyPressEvent(event)
