"""Filling and setting a box of choices without telling anybody that it changed."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox


def choose(box: QComboBox, place: int) -> None:
    """Choose the line at a place; the first when there is none."""
    box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
    box.setCurrentIndex(max(0, place))
    box.blockSignals(False)  # noqa: FBT003 - Qt's own signature


def refill(box: QComboBox, names: Sequence[tuple[str, Any]]) -> None:
    """Put other lines in, (words, value) each, and keep what was chosen."""
    held = box.currentData()
    box.blockSignals(True)  # noqa: FBT003 - Qt's own signature
    box.clear()
    for text, value in names:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(held)))
    box.blockSignals(False)  # noqa: FBT003 - Qt's own signature
