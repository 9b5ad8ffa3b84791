"""A piece of a sheet, as wide as there is room, with what was read drawn beside the boxes."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app.services.scan_sheets import Item, Seen
from ui.theme import colour

Ring = tuple[float, float, float]  # left, top and side in pixels of the picture


class SheetPicture(QWidget):
    """Shows a grey picture, never larger than twice its own size; rings mark what counts as ticked."""

    def __init__(self, wide: int, tall: int, pixels: bytes, rings: Sequence[Ring] = (), most: float = 1.0) -> None:
        super().__init__()
        self._image = QImage(pixels, wide, tall, wide, QImage.Format.Format_Grayscale8).copy()
        self._rings, self._most = rings, most
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, wide: int) -> int:
        return max(1, round(self._image.height() * self._scale(wide)))

    @override
    def sizeHint(self) -> QSize:
        wide = round(self._image.width() * self._most)
        return QSize(wide, self.heightForWidth(wide))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.heightForWidth(240))

    def _scale(self, wide: int) -> float:
        return min(self._most, wide / max(1, self._image.width()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._scale(self.width())
        whole = QRectF(0, 0, self._image.width() * scale, self._image.height() * scale)
        painter.drawImage(whole, self._image)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawRect(whole.adjusted(0, 0, -1, -1))
        pen = QPen(colour("accent"), 2.2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for left, top, side in self._rings:
            painter.drawRoundedRect(QRectF(left * scale, top * scale, side * scale, side * scale), 3, 3)
        painter.end()


def page_picture(seen: Seen, items: Sequence[Item], page: int) -> SheetPicture:
    """A whole page, with a ring around every box that counts as ticked."""
    rings = []
    for item in items:
        value = item.answer if item.answer is not None else item.seems()
        for box in item.boxes:
            if box.page == page and box.value in value.split():
                edge = 1.2
                rings.append(
                    ((box.x - edge) * seen.fine, (box.y - edge) * seen.fine, (box.side + 2 * edge) * seen.fine)
                )
    picture = seen.picture
    return SheetPicture(picture.width, picture.height, picture.pixels, rings, 1.0)
