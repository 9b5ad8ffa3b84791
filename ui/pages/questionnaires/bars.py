"""Bars of one counted question, painted by hand: label, bar, count, share; what is hidden is said in words."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import theme

GAP, PAD = 6, 10
LABEL_SHARE = 0.42


@dataclass(frozen=True, slots=True)
class Bar:
    """One line: its words, the share in per mille (None: hidden), and what is written behind the bar."""

    label: str
    share: int | None
    said: str


class Bars(QWidget):
    """Horizontal bars. Read aloud it is a list of its lines."""

    def __init__(self, bars: tuple[Bar, ...]) -> None:
        super().__init__()
        self._bars = bars
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("; ".join(f"{bar.label}: {bar.said}" for bar in bars))
        self.setToolTip("\n".join(f"{bar.label}: {bar.said}" for bar in bars))

    @property
    def _line(self) -> int:
        return self.fontMetrics().height() + 8

    @override
    def sizeHint(self) -> QSize:
        return QSize(420, len(self._bars) * (self._line + GAP))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(240, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = self.fontMetrics()
        first = round(self.width() * LABEL_SHARE)
        last = max([metrics.horizontalAdvance(bar.said) for bar in self._bars], default=0) + PAD
        room = max(20, self.width() - first - last - PAD)
        for place, bar in enumerate(self._bars):
            top = place * (self._line + GAP)
            painter.setPen(theme.colour("text"))
            words = metrics.elidedText(bar.label, Qt.TextElideMode.ElideMiddle, first - PAD)
            painter.drawText(QRect(0, top, first - PAD, self._line), int(Qt.AlignmentFlag.AlignVCenter), words)
            ground = QRect(first, top + 3, room, self._line - 6)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("side"))
            painter.drawRoundedRect(ground, 3, 3)
            if bar.share is None:
                painter.setBrush(QBrush(theme.colour("edge"), Qt.BrushStyle.BDiagPattern))
                painter.drawRect(ground)
            elif bar.share:
                painter.setBrush(theme.colour("accent"))
                painter.drawRoundedRect(ground.adjusted(0, 0, -round(room * (1 - bar.share / 1000)), 0), 3, 3)
            painter.setPen(theme.colour("quiet" if bar.share is None else "text"))
            behind = QRect(first + room + PAD, top, last, self._line)
            painter.drawText(behind, int(Qt.AlignmentFlag.AlignVCenter), bar.said)
        painter.end()
