"""Editors that find other records while one types."""

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from app.records.kinds import Field, Type
from ui import icons
from ui.widgets.record_fields import Editor, restyle, stack
from ui.widgets.record_flow import FlowLayout

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
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self.line)
        self._hits: list[tuple[str, str]] = []
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(10)
        self._completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]  # overloads are not in the stub
        self.line.textEdited.connect(self._wait)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(80)
        self._timer.timeout.connect(lambda: self.offer(self.line.text()))
        self._asked = ""

    @property
    def open(self) -> bool:
        """Whether the offers are in sight."""
        popup = self._completer.popup()
        return popup is not None and popup.isVisible()

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
        if text != self._asked or self.window().focusWidget() is not self.line:
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
        self.finder.line.setPlaceholderText(self.tr("Type a name, or ↓ for all") if on else "")
        restyle(self.finder.line)

    @override
    def retranslate(self) -> None:
        self.set_writable(on=not self.finder.line.isReadOnly())
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
