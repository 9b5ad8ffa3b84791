"""A widget as indented text: type, words, on or off, cells. The same on every system, and reviewable in a diff."""

from PySide6.QtCore import QAbstractItemModel, QAbstractListModel
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QWidget,
)

SILENT = {"QWidget", "QFrame", "QScrollBar", "QRubberBand", "QStackedWidget"}
ROWS = 12


def outline(widget: QWidget, depth: int = 0) -> str:
    """What a person sees of ``widget`` and everything in it, in layout order."""
    return "\n".join(_lines(widget, depth)) + "\n"


def _lines(widget: QWidget, depth: int):
    words = describe(widget)
    deeper = depth
    if words:
        yield "  " * depth + words
        deeper = depth + 1
    if isinstance(widget, QAbstractItemView):
        for line in cells(widget.model()):
            yield "  " * deeper + line
        return
    if isinstance(widget, QComboBox | QLineEdit | QPlainTextEdit | QTextBrowser):
        return
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow() and not child.isHidden():
            yield from _lines(child, deeper)


def describe(widget: QWidget) -> str:
    """One line about a widget, '' for one that says nothing."""
    kind = type(widget).__name__
    off = "" if widget.isEnabled() else " off"
    if isinstance(widget, QLabel):
        return f"{kind} {widget.text()!r}{off}" if widget.text() else ""
    if isinstance(widget, QAbstractButton):
        ticked = " ticked" if widget.isCheckable() and widget.isChecked() else ""
        return f"{kind} {(widget.text() or widget.accessibleName()).strip()!r}{ticked}{off}"
    if isinstance(widget, QComboBox):
        return f"{kind} {widget.currentText()!r} of {widget.count()}{off}"
    if isinstance(widget, QLineEdit):
        return f"{kind} {widget.accessibleName() or widget.placeholderText()!r}{off}"
    return "" if kind in SILENT or kind.startswith("Q") else kind


def cells(model: QAbstractItemModel):
    """The first rows of a table or list."""
    for row in range(min(model.rowCount(), ROWS)):
        columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
        yield " | ".join(str(model.index(row, column).data() or "") for column in range(columns))
    if model.rowCount() > ROWS:
        yield f"… {model.rowCount()} rows"
