"""Small parts every page is put together from: labels by role, buttons, cards, rows, rules."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import icons


def label(role: str = "", text: str = "", *, wrap: bool = False) -> QLabel:
    """A label in one of the roles of ``window.qss`` (title, heading, quiet, small, chip …)."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)  # a person's words are never markup
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Change the role of a widget and let the style sheet see it."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def button(role: str = "", icon: str = "", tone: str = "") -> QPushButton:
    """A button; ``role`` is primary, danger, quiet, link, choice, row or nothing."""
    made = QPushButton()
    made.setProperty("role", role)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if icon:
        icons.put(made, icon, tone or {"primary": "on_accent", "danger": "bad", "link": "accent"}.get(role, "text"))
    return made


def picture(icon: str, size: int, tone: str = "text") -> QLabel:
    """A label that shows an icon."""
    made = QLabel()
    made.setFixedSize(size, size)
    icons.put_picture(made, icon, size, tone)
    return made


def card(margin: int = 20, spacing: int = 12) -> tuple[QFrame, QVBoxLayout]:
    """A card and the column inside it."""
    frame = QFrame()
    frame.setProperty("role", "card")
    return frame, column(frame, margin=margin, spacing=spacing)


def rule(*, upright: bool = False) -> QFrame:
    """A thin line between parts."""
    line = QFrame()
    line.setProperty("role", "rule-v" if upright else "rule")
    return line


def column(parent: QWidget | None = None, *, margin: int = 0, spacing: int = 8) -> QVBoxLayout:
    """A column."""
    made = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    _space(made, margin, spacing)
    return made


def row(parent: QWidget | None = None, *, margin: int = 0, spacing: int = 8) -> QHBoxLayout:
    """A row."""
    made = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    _space(made, margin, spacing)
    return made


def add(layout: QBoxLayout, parts: Iterable[QWidget | QLayout | int | None]) -> None:
    """Fill a layout: widgets, layouts, pixels of space, None for what stretches."""
    for part in parts:
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, int):
            layout.addSpacing(part)
        elif isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


def scrolled(inside: QWidget) -> QScrollArea:
    """A frameless area that scrolls up and down only."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inside.setProperty("role", "page")
    inside.setAutoFillBackground(False)
    area.setViewport(QWidget())  # one that fills no background; asking for Qt's own would cost the first window 20 ms
    area.setWidget(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def narrow(inside: QWidget, width: int) -> QWidget:
    """Keep a page readable: no wider than ``width``, in the middle."""
    holder = QWidget()
    holder.setProperty("role", "page")
    line = row(holder, spacing=0)
    inside.setMaximumWidth(width)
    inside.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    line.addStretch(1)
    line.addWidget(inside, 20)
    line.addStretch(1)
    return holder


def empty_page() -> tuple[QWidget, QLabel]:
    """A page for a list without lines, and the label in its middle that says what will stand there."""
    page, text = QWidget(), label("quiet", wrap=True)
    text.setAlignment(Qt.AlignmentFlag.AlignCenter)
    column(page).addWidget(text)
    return page, text


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def _space(layout: QBoxLayout, margin: int, spacing: int) -> None:
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(spacing)
