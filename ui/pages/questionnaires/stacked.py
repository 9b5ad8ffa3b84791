"""Stacked bars to a hundred per cent, painted by hand: one bar a group, patterns that part without colour, numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from ui import theme

GAP, PAD, KEY = 8, 10, 14
LABEL_SHARE = 0.24
PATTERNS = (
    Qt.BrushStyle.SolidPattern,
    Qt.BrushStyle.Dense4Pattern,
    Qt.BrushStyle.BDiagPattern,
    Qt.BrushStyle.Dense6Pattern,
    Qt.BrushStyle.CrossPattern,
    Qt.BrushStyle.HorPattern,
    Qt.BrushStyle.Dense2Pattern,
    Qt.BrushStyle.FDiagPattern,
    Qt.BrushStyle.VerPattern,
    Qt.BrushStyle.DiagCrossPattern,
)


@dataclass(frozen=True, slots=True)
class Group:
    """One bar: its words, the share of each answer in per mille (None: hidden), and what is written behind it."""

    label: str
    shares: tuple[int | None, ...]
    said: str


class Stacked(QWidget):
    """Bars of a hundred per cent with a key above. What is hidden stays white and is said in words.

    Read aloud it is a list of its lines.
    """

    def __init__(self, answers: Sequence[str], groups: Sequence[Group], hidden: str) -> None:
        super().__init__()
        self._answers, self._groups, self._hidden = tuple(answers), tuple(groups), hidden
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("; ".join(map(self._read, groups)))
        self.setToolTip("\n".join(map(self._read, groups)))

    def _read(self, group: Group) -> str:
        told = [
            f"{answer} {self._hidden if share is None else f'{share / 10:.1f}%'}"
            for answer, share in zip(self._answers, group.shares, strict=False)
        ]
        return f"{group.label}: {', '.join(told)}"

    @property
    def _line(self) -> int:
        return self.fontMetrics().height() + 12

    @override
    def sizeHint(self) -> QSize:
        return QSize(520, self.heightForWidth(520))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(260))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        rows = max((row for row, _ in self._keys(width)), default=0) + 1
        return rows * self._key_line + GAP + len(self._groups) * (self._line + GAP)

    @property
    def _key_line(self) -> int:
        return self.fontMetrics().height() + 6

    def _keys(self, width: int) -> list[tuple[int, int]]:
        """Row and left edge of each answer of the key."""
        found, row, left = [], 0, 0
        for answer in self._answers:
            wide = KEY + 6 + self.fontMetrics().horizontalAdvance(answer) + 18
            if left and left + wide > width:
                row, left = row + 1, 0
            found.append((row, left))
            left += wide
        return found

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        rows = self._paint_key(painter)
        top = rows * self._key_line + GAP
        for group in self._groups:
            self._paint_group(painter, group, top)
            top += self._line + GAP
        painter.end()

    def _paint_key(self, painter: QPainter) -> int:
        keys = self._keys(self.width())
        for place, ((row, left), answer) in enumerate(zip(keys, self._answers, strict=True)):
            top = row * self._key_line
            box = QRect(left, top + (self._key_line - KEY) // 2, KEY, KEY)
            self._fill(painter, box, place)
            painter.setPen(theme.colour("text"))
            words = QRect(left + KEY + 6, top, self.width() - left - KEY - 6, self._key_line)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), answer)
        return max((row for row, _ in keys), default=0) + 1

    def _paint_group(self, painter: QPainter, group: Group, top: int) -> None:
        metrics = self.fontMetrics()
        first = round(self.width() * LABEL_SHARE)
        last = max((metrics.horizontalAdvance(one.said) for one in self._groups), default=0) + PAD
        room = max(40, self.width() - first - last - PAD)
        painter.setPen(theme.colour("text"))
        words = metrics.elidedText(group.label, Qt.TextElideMode.ElideMiddle, first - PAD)
        painter.drawText(QRect(0, top, first - PAD, self._line), int(Qt.AlignmentFlag.AlignVCenter), words)
        bar = QRect(first, top + 2, room, self._line - 4)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.setBrush(theme.colour("surface"))
        painter.drawRect(bar)
        left = 0
        for place, share in enumerate(group.shares):
            wide = round(room * (share or 0) / 1000)
            if wide:
                part = QRect(bar.left() + left, bar.top(), min(wide, room - left), bar.height())
                self._fill(painter, part, place)
                self._number(painter, part, f"{round((share or 0) / 10)}%")
                left += wide
        hidden = any(share is None for share in group.shares)
        if hidden and room - left > metrics.horizontalAdvance(self._hidden) + 8:
            rest = bar.adjusted(left, 0, 0, 0)
            painter.setPen(theme.colour("quiet"))
            painter.drawText(rest, int(Qt.AlignmentFlag.AlignCenter), self._hidden)
        painter.setPen(theme.colour("quiet"))
        behind = QRect(first + room + PAD, top, last, self._line)
        painter.drawText(behind, int(Qt.AlignmentFlag.AlignVCenter), group.said)

    @staticmethod
    def _fill(painter: QPainter, part: QRect, place: int) -> None:
        painter.setPen(QPen(theme.colour("accent_deep"), 1))
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawRect(part)
        painter.setBrush(QBrush(theme.colour("accent"), PATTERNS[place % len(PATTERNS)]))
        painter.drawRect(part)

    def _number(self, painter: QPainter, part: QRect, words: str) -> None:
        """A number in its part, on a ground of its own, where there is room."""
        metrics = self.fontMetrics()
        wide = metrics.horizontalAdvance(words) + 8
        if wide + 2 > part.width():
            return
        ground = QRect(0, 0, wide, metrics.height())
        ground.moveCenter(part.center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(ground, 3, 3)
        painter.setPen(theme.colour("text"))
        painter.drawText(ground, int(Qt.AlignmentFlag.AlignCenter), words)
