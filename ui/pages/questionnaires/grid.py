"""A table of counts as it stands on a card: names down and across, numbers at the right, no selection."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QWidget

from ui.widgets import parts

WIDEST = 130  # pixels of a name across before it wraps


def grid(across: Sequence[str], lines: Sequence[tuple[str, Sequence[str]]], *, corner: str = "") -> QWidget:
    """A ruled table: names across the top, then a name and its numbers a line; wide ones scroll sideways."""
    holder = QWidget()
    layout = QGridLayout(holder)
    layout.setContentsMargins(0, 0, 0, 4)
    layout.setHorizontalSpacing(18)
    layout.setVerticalSpacing(5)
    for column, name in enumerate((corner, *across)):
        layout.addWidget(_name(name, first=not column), 0, column)
    layout.addWidget(parts.rule(), 1, 0, 1, len(across) + 1)
    for row, (name, numbers) in enumerate(lines, 2):
        layout.addWidget(_name(name, first=True), row, 0)
        for column, number in enumerate(numbers, 1):
            layout.addWidget(_number(number), row, column)
    layout.setColumnStretch(len(across) + 1, 1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(holder)
    for ground in (area.viewport(), holder):
        ground.setAutoFillBackground(False)  # the card's own shows
    area.setMinimumHeight(holder.sizeHint().height() + 14)
    area.setAccessibleName("; ".join(f"{name}: {', '.join(numbers)}" for name, numbers in lines))
    return area


def _name(words: str, *, first: bool) -> QLabel:
    made = parts.label("" if first else "small", words, wrap=True)
    made.setMaximumWidth(260 if first else WIDEST)
    if first:
        made.setMinimumWidth(min(260, made.fontMetrics().horizontalAdvance(words) + 4))
    else:
        made.setMinimumWidth(min(WIDEST, made.fontMetrics().horizontalAdvance(words) + 6))
        made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom)
    return made


def _number(words: str) -> QLabel:
    made = parts.label("", words)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made
