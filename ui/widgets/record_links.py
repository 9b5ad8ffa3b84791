"""Editors that need the records around them: references with typing ahead, masked numbers, sealed text."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, QStringListModel, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from app.records.kinds import Field, Type
from ui import icons
from ui.widgets.record_fields import Editor, LongEditor, restyle, stack

Hits = Sequence[tuple[str, str]]


class Lookup(Protocol):
    """What these editors ask of the record they stand in; answers come back by the callback."""

    def find(self, field: Field, text: str, then: Callable[[Hits], None]) -> None:
        """Find what a reference may point to."""

    def add(self, field: Field, text: str, then: Callable[[str, str], None]) -> None:
        """Make what a reference shall point to; answers its id and title."""

    def may_add(self, field: Field) -> bool:
        """Whether `add` is open to this person."""
        raise NotImplementedError

    def name(self, of: str) -> str:
        """Return the title of a record, '' when it is not known here."""
        raise NotImplementedError

    def code_name(self, field: Field, code: str) -> str:
        """Return the words of a code of a choice or vocabulary."""
        raise NotImplementedError

    def go(self, field: Field, of: str) -> None:
        """Open the record a reference points to."""

    def reveal(self, field: Field, then: Callable[[Any], None]) -> None:
        """Answer a masked value in full."""

    def open_sealed(self, field: Field, then: Callable[[Any], None], refused: Callable[[], None]) -> None:
        """Answer a sealed value, or say that it is sealed to others."""


class _SearchLine(QLineEdit):
    """A line that offers what fits while one types; Down offers everything."""

    def __init__(self, offer: Callable[[str], None]) -> None:
        super().__init__()
        self._offer = offer

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self.isReadOnly():
            self._offer(self.text() if self.isModified() else "")
            return
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.isReadOnly() and not self.text():
            self._offer("")

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()


class Finder(QWidget):
    """The line and its offers. ``chosen`` is called with (id, title)."""

    def __init__(self, field: Field, lookup: Lookup, chosen: Callable[[str, str], None]) -> None:
        super().__init__()
        self._field, self._lookup, self._chosen = field, lookup, chosen
        self.line = _SearchLine(self.offer)
        self.line.setClearButtonEnabled(False)
        stack(self).addWidget(self.line)
        self.setFocusProxy(self.line)
        self._hits: list[tuple[str, str]] = []
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self._completer.activated[QModelIndex].connect(self._on_activated)
        self.line.textEdited.connect(self._wait)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(80)
        self._timer.timeout.connect(lambda: self.offer(self.line.text()))
        self._asked = ""

    @property
    def open(self) -> bool:
        """Whether the offers are in sight."""
        return self._completer.popup().isVisible()

    def offer(self, text: str) -> None:
        """Ask for what fits and show it when it comes."""
        self._asked = text
        self._lookup.find(self._field, text, lambda hits: self._show(text, hits))

    def sole(self, text: str) -> tuple[str, str] | None:
        """Return the one offer that is exactly this text, if there is one."""
        wanted = text.strip()
        same = [hit for hit in self._hits if wanted and hit[1].split(" · ")[0] == wanted]
        return same[0] if len(same) == 1 else None

    def _wait(self) -> None:
        self._timer.start()

    def _show(self, text: str, hits: Hits) -> None:
        if text != self._asked or not self.line.hasFocus():
            return
        self._hits = list(hits)
        lines = [title or "—" for _, title in hits]
        wanted = text.strip()
        if wanted and self._lookup.may_add(self._field) and self.sole(wanted) is None:
            lines.append(self.tr("Add “%1” as new").replace("%1", wanted))
        if not lines:
            lines.append(self.tr("Nothing found"))
        self._model.setStringList(lines)
        self.line.setCompleter(self._completer)
        self._completer.complete()

    def _on_activated(self, index: QModelIndex) -> None:
        place, text = index.row(), self._asked.strip()
        # the completer writes its own line after this; what was chosen is written after that
        if place < len(self._hits):
            hit = self._hits[place]
            QTimer.singleShot(0, self, lambda: self._chosen(*hit))
        elif text and self._lookup.may_add(self._field):
            QTimer.singleShot(0, self, lambda: self._lookup.add(self._field, text, self._chosen))
        else:
            QTimer.singleShot(0, self, lambda: self.line.setText(text))


class ReferenceEditor(Editor):
    """One record of another kind, found by typing."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field)
        self._lookup = lookup
        self.finder = Finder(field, lookup, self._choose)
        self.visit = QPushButton()
        self.visit.setProperty("role", "quiet")
        icons.put(self.visit, "chevron-right", "quiet")
        self.visit.setFixedWidth(34)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.finder, 1)
        layout.addWidget(self.visit)
        self.setFocusProxy(self.finder)
        self._value: Any = None
        self.finder.line.textEdited.connect(self._on_edited)
        self.finder.line.editingFinished.connect(self._on_finished)
        self.visit.clicked.connect(lambda: self._lookup.go(self.field, str(self._value)))
        self.retranslate()

    def _choose(self, rec: str, title: str) -> None:
        self._value, self.rule = rec, ""
        self._write(title)
        self.edited.emit()
        self.left.emit()

    def _on_edited(self, text: str) -> None:
        self._value, self.rule = None, "reference" if text.strip() else ""
        self._mark()
        self.edited.emit()

    def _on_finished(self) -> None:
        if self.finder.open:
            return
        hit = self.finder.sole(self.finder.line.text()) if self._value is None else None
        if hit:
            self._choose(*hit)
        else:
            self.left.emit()

    def _write(self, text: str) -> None:
        self.finder.line.setText(text)
        self.finder.line.setModified(False)
        self.finder.line.setCursorPosition(0)
        self._mark()

    def _mark(self) -> None:
        self.finder.line.setProperty("state", "bad" if self.rule else "")
        restyle(self.finder.line)
        self.visit.setVisible(bool(self._value))

    @override
    def value(self) -> Any:
        return self._value

    @override
    def raw(self) -> str:
        return self.finder.line.text() if self.rule else ""

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        self._value, self.rule = value or None, "reference" if raw else ""
        known = self._lookup.name(str(value)) if value else ""
        self._write(raw or (known or self.tr("(not on this laptop)") if value else ""))

    @override
    def set_writable(self, *, on: bool) -> None:
        self.finder.line.setReadOnly(not on)
        restyle(self.finder.line)

    @override
    def retranslate(self) -> None:
        self.finder.line.setPlaceholderText(self.tr("Type a name, or ↓ for all"))
        self.visit.setToolTip(self.tr("Open"))
        self.visit.setAccessibleName(self.tr("Open"))


class ReferencesEditor(Editor):
    """Several records of another kind, or several codes of a vocabulary: chips, and a line that finds more."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field)
        self._lookup = lookup
        self.finder = Finder(field, lookup, self._choose)
        self.finder.setMinimumWidth(150)
        self.flow = FlowLayout(self)
        self.flow.addWidget(self.finder)
        self.setFocusProxy(self.finder)
        self._ids: list[str] = []
        self._chips: list[QPushButton] = []
        self._writable = True
        self.finder.line.textEdited.connect(self._on_edited)
        self.finder.line.editingFinished.connect(self._on_finished)
        self.retranslate()

    def _choose(self, rec: str, title: str) -> None:
        del title
        if rec not in self._ids:
            self._ids.append(rec)
        self.rule = ""
        self.finder.line.clear()
        self._draw()
        self.edited.emit()
        self.left.emit()

    def _drop(self, rec: str) -> None:
        if self._writable:
            self._ids.remove(rec)
            self._draw()
            self.finder.setFocus()
            self.edited.emit()
            self.left.emit()

    def _on_edited(self, text: str) -> None:
        self.rule = "reference" if text.strip() else ""
        self.edited.emit()

    def _on_finished(self) -> None:
        hit = None if self.finder.open else self.finder.sole(self.finder.line.text())
        if hit:
            self._choose(*hit)

    def _draw(self) -> None:
        for chip in self._chips:
            self.flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = []
        for place, rec in enumerate(self._ids):
            chip = QPushButton(self._name(rec) + ("  ×" * self._writable))
            chip.setToolTip(self.tr("Take out") if self._writable else "")
            chip.clicked.connect(lambda _=False, one=rec: self._drop(one))
            self.flow.insert(place, chip)
            self._chips.append(chip)
        self.finder.setVisible(self._writable)
        self.updateGeometry()

    def _name(self, one: str) -> str:
        if self.field.type is Type.CHOICES:
            return self._lookup.code_name(self.field, one)
        return self._lookup.name(one) or self.tr("(not on this laptop)")

    @override
    def value(self) -> Any:
        return list(self._ids) or None

    @override
    def raw(self) -> str:
        return self.finder.line.text() if self.rule else ""

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        self._ids = [str(one) for one in value or []]
        self.rule = "reference" if raw else ""
        self.finder.line.setText(raw)
        self._draw()

    @override
    def set_writable(self, *, on: bool) -> None:
        self._writable = on
        self._draw()

    @override
    def retranslate(self) -> None:
        self.finder.line.setPlaceholderText(self.tr("Add…"))
        self._draw()


class MaskedEditor(Editor):
    """A number shown masked; asking for it is written to the log."""

    def __init__(self, field: Field, lookup: Lookup, masked: Callable[[Any], str]) -> None:
        super().__init__(field)
        self._lookup, self._masked = lookup, masked
        self.line = QLineEdit()
        self.button = QPushButton()
        icons.put(self.button, "eye", "quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)
        self.setFocusProxy(self.line)
        self._value: Any = None
        self._writable, self._hidden = True, False
        self.line.textEdited.connect(self._on_edited)
        self.line.editingFinished.connect(self.left)
        self.button.clicked.connect(lambda: self._lookup.reveal(self.field, self._on_revealed))
        self.retranslate()

    def _on_edited(self, text: str) -> None:
        self._value = text or None
        self.edited.emit()

    def _on_revealed(self, value: Any) -> None:
        self._value = value
        self._draw(hidden=False)
        self.line.setFocus()

    def _draw(self, *, hidden: bool) -> None:
        self._hidden = hidden
        self.line.setText(self._masked(self._value) if hidden else str(self._value or ""))
        self.line.setReadOnly(hidden or not self._writable)
        self.button.setVisible(hidden)
        restyle(self.line)

    @override
    def value(self) -> Any:
        return self._value

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        self._value = value
        self._draw(hidden=bool(value))

    @override
    def set_writable(self, *, on: bool) -> None:
        self._writable = on
        self.line.setReadOnly(self._hidden or not on)
        restyle(self.line)

    @override
    def retranslate(self) -> None:
        self.button.setText(self.tr("Show"))
        self.button.setToolTip(self.tr("Showing it is written to the log."))


class SealedEditor(Editor):
    """Text sealed to its author and the office: closed until asked for, marked with a lock."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field)
        self._lookup = lookup
        self._sealed: Any = None
        self._opened = self._changed = False
        self.head = QLabel()
        self.head.setProperty("role", "small")
        self.lock = QLabel()
        icons.put_picture(self.lock, "lock", 16, "quiet")
        self.button = QPushButton()
        self.text = LongEditor(field)
        self.text.hide()
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.lock)
        row.addWidget(self.head, 1)
        row.addWidget(self.button)
        layout = stack(self)
        layout.addLayout(row)
        layout.addWidget(self.text)
        self.setFocusProxy(self.button)
        self.text.edited.connect(self._on_edited)
        self.text.left.connect(self.left)
        self.button.clicked.connect(self.toggle)
        self._refused = False
        self.retranslate()

    def toggle(self) -> None:
        """Open it, or close it again."""
        if self._opened:
            self._opened = False
            self.text.hide()
        elif self._sealed is None or self._changed:
            self._show_open(self.text.value())
        else:
            self._lookup.open_sealed(self.field, self._show_open, self._on_refused)
        self.retranslate()

    def _show_open(self, value: Any) -> None:
        self._opened = True
        self.text.show_value(value)
        self.text.show()
        self.text.setFocus()
        self.setFocusProxy(self.text)
        self.retranslate()

    def _on_refused(self) -> None:
        self._refused = True
        self.retranslate()

    def _on_edited(self) -> None:
        self._changed = True
        self.edited.emit()

    @override
    def value(self) -> Any:
        return self.text.value() if self._changed else self._sealed

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        if self._opened and isinstance(value, dict):
            self._sealed, self._changed = value, False  # what was typed has been sealed meanwhile; it stays open
            return
        self.reset()
        self._sealed = value
        self.retranslate()

    @override
    def reset(self) -> None:
        self._sealed, self._changed, self._refused, self._opened = None, False, False, False
        self.text.show_value(None)
        self.text.hide()
        self.setFocusProxy(self.button)

    @override
    def set_writable(self, *, on: bool) -> None:
        self.text.set_writable(on=on)

    @override
    def cursor(self) -> int:
        return self.text.cursor()

    @override
    def set_cursor(self, place: int) -> None:
        self.text.set_cursor(place)

    @override
    def retranslate(self) -> None:
        empty = self._sealed is None and not self._changed
        said = self.tr("Only you and the office can read this.")
        if self._refused:
            said = self.tr("Written by somebody else: only they and the office can read it.")
        self.head.setText(said)
        self.button.setVisible(not self._refused)
        self.button.setText(self.tr("Close") if self._opened else self.tr("Write") if empty else self.tr("Open"))


class FlowLayout(QLayout):
    """Widgets in a line that wraps; the last one takes what is left of its line."""

    def __init__(self, parent: QWidget, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        parent.setSizePolicy(policy)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget before the one at ``place``."""
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # the stub forgets the null
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:  # type: ignore[override]  # the stub forgets the null
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), really=False)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, really=True)

    def _place(self, rect: QRect, *, really: bool) -> int:
        x, y, height = rect.x(), rect.y(), 0
        shown = [item for item in self._items if item.widget() is None or not item.widget().isHidden()]
        for item in shown:
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, height = rect.x(), y + height + self.spacing(), 0
            width = max(hint.width(), rect.right() + 1 - x) if item is shown[-1] else hint.width()
            if really:
                item.setGeometry(QRect(QPoint(x, y), QSize(min(width, rect.width()), hint.height())))
            x, height = x + hint.width() + self.spacing(), max(height, hint.height())
        return y + height - rect.y()
