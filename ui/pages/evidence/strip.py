"""The strip of pages: small pictures of what is in sight, moved by mouse or keys."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDropEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from app.services.record_pages import Part
from ui.theme import colour
from ui.widgets.viewer_pictures import Leaf, Pictures, turned

BOX = QSize(104, 128)  # of a small picture
ROW = QSize(128, 158)
WIDTH = 152
TURNED = {"90": 90, "180": 180, "270": 270}
LEAF = Qt.ItemDataRole.UserRole
NOTED = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class Leaves(QAbstractListModel):
    """The pages of a piece of evidence."""

    def __init__(self) -> None:
        super().__init__()
        self.leaves: list[Leaf] = []
        self._noted: list[bool] = []

    def replace(self, parts: Sequence[Part]) -> None:
        """Show these pages; rows that stay in their place are told as changed only."""
        leaves = [leaf_of(part) for part in parts]
        noted = [bool(part.values.get("note")) for part in parts]
        same = [leaf.rec for leaf in leaves] == [leaf.rec for leaf in self.leaves]
        if not same:
            self.beginResetModel()
        self.leaves, self._noted = leaves, noted
        if not same:
            self.endResetModel()
        elif leaves:
            self.dataChanged.emit(self.index(0), self.index(len(leaves) - 1))

    def place_of(self, rec: str) -> int:
        """Row of a page, or -1."""
        return next((row for row, leaf in enumerate(self.leaves) if leaf.rec == rec), -1)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.leaves)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.leaves):
            return None
        leaf, noted = self.leaves[index.row()], self._noted[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{index.row() + 1}  {leaf.label}"
        if role == Qt.ItemDataRole.SizeHintRole:
            return ROW
        return {LEAF: leaf, NOTED: noted}.get(Qt.ItemDataRole(role)) if role in {LEAF, NOTED} else None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    @override
    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction


class _Painter(QStyledItemDelegate):
    """Paints a small picture, number and name; asking for the picture is what brings it."""

    def __init__(self, pictures: Pictures, parent: QListView) -> None:
        super().__init__(parent)
        self._pictures = pictures

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        leaf = index.data(LEAF)
        rect, chosen = option.rect, bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if chosen:
            painter.fillRect(rect, colour("accent_soft"))
        box = QRect(rect.left() + (rect.width() - BOX.width()) // 2, rect.top() + 6, BOX.width(), BOX.height())
        self._picture(painter, box, leaf, chosen=chosen)
        painter.setPen(colour("accent_deep" if chosen else "text"))
        line = QRect(rect.left() + 4, box.bottom() + 2, rect.width() - 8, rect.bottom() - box.bottom() - 2)
        text = ("✎ " if index.data(NOTED) else "") + str(index.data())
        flags = Qt.AlignmentFlag.AlignCenter
        painter.drawText(line, flags, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, line.width()))
        painter.restore()

    def _picture(self, painter: QPainter, box: QRect, leaf: Leaf, *, chosen: bool) -> None:
        image = self._pictures.thumb(leaf)
        if image is None:
            painter.setPen(colour("line"))
            painter.drawRect(box)
            painter.setPen(colour("quiet"))
            sign = "✕" if self._pictures.has_no_thumb(leaf) else "…"
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)
            return
        upright = turned(image, leaf.turn)
        size = upright.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(box.center().x() - size.width() // 2, box.center().y() - size.height() // 2, *size.toTuple())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, upright)
        painter.setPen(QColor(colour("accent" if chosen else "edge")))
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return ROW


class PageStrip(QListView):
    """Pages one below the other.

    Signals:
        chosen: row of the page to be shown.
        put_wanted: (page record id, row it is to stand in).
        out_wanted: the page chosen is to be taken out.
        big_wanted: the person wants to look at the page itself.
    """

    chosen = Signal(int)
    put_wanted = Signal(str, int)
    out_wanted = Signal()
    big_wanted = Signal()

    def __init__(self, pictures: Pictures) -> None:
        super().__init__()
        self.leaves = Leaves()
        self.setModel(self.leaves)
        self.setItemDelegate(_Painter(pictures, self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(True)
        self.setFixedWidth(WIDTH)
        self.set_writable(on=False)
        pictures.thumb_came.connect(lambda *_: self.viewport().update())
        self.selectionModel().currentRowChanged.connect(lambda now, _: self.chosen.emit(now.row()))

    def set_writable(self, *, on: bool) -> None:
        """Whether pages may be moved and taken out."""
        self._writable = on
        self.setDragEnabled(on)

    def load(self, parts: Sequence[Part], rec: str) -> int:
        """Show pages and choose one; returns its row."""
        self.leaves.replace(parts)
        row = max(0, self.leaves.place_of(rec)) if parts else -1
        self.choose(row)
        return row

    def choose(self, row: int) -> None:
        """Choose a row without telling anybody."""
        if row >= 0 and row != self.currentIndex().row():
            blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own signature
            self.setCurrentIndex(self.leaves.index(row))
            self.blockSignals(blocked)
        if row >= 0:
            self.scrollTo(self.leaves.index(row))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.big_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete and self._writable:
            self.out_wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        row, target = self.currentIndex().row(), self.indexAt(event.position().toPoint())
        below = self.dropIndicatorPosition() == QAbstractItemView.DropIndicatorPosition.BelowItem
        place = target.row() + below if target.isValid() else self.leaves.rowCount()
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if self._writable and row >= 0:
            self.put_wanted.emit(self.leaves.leaves[row].rec, place - (place > row))


def leaf_of(part: Part) -> Leaf:
    """What the viewer shows of a page of evidence."""
    values = part.values
    return Leaf(
        file=str(values.get("file") or ""),
        sheet=max(0, int(values.get("sheet") or 1) - 1),
        turn=TURNED.get(str(values.get("turn")), 0),
        label=str(values.get("label") or ""),
        rec=part.rec,
    )
