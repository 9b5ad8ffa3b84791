"""A line above the record that asks for another record: a village to move to, a person to join with."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout
from typing_extensions import override

from app.records.kinds import Field
from ui.widgets import parts
from ui.widgets.record_links import Finder, Lookup


class Chooser(QFrame):
    """Hidden until asked; Esc takes the question back."""

    def __init__(self, lookup: Lookup) -> None:
        super().__init__()
        self.setProperty("role", "banner-info")
        self._lookup = lookup
        self._line: QHBoxLayout = parts.row(self, spacing=10)
        self._line.setContentsMargins(12, 8, 8, 8)
        self.question = parts.label()
        self.go = parts.button("primary")
        self.cancel = parts.button("quiet", "close")
        self.cancel.setFixedWidth(34)
        self._line.addWidget(self.question)
        self._line.addWidget(self.go)
        self._line.addWidget(self.cancel)
        self.finder: Finder | None = None
        self._chosen = ""
        self._then: Callable[[str], object] = lambda _: None
        self.go.clicked.connect(self._take)
        self.cancel.clicked.connect(self.close_it)
        self.hide()

    def ask(self, field: Field, question: str, verb: str, then: Callable[[str], object]) -> None:
        """Ask for a record of ``field.of``; ``then`` gets its id."""
        self.close_it()
        self._then = then
        self.finder = Finder(field, self._lookup, self._choose)
        self._line.insertWidget(1, self.finder, 1)
        self.question.setText(question)
        self.go.setText(verb)
        self.go.setEnabled(False)
        self.show()
        self.finder.setFocus()

    def close_it(self) -> None:
        """Take the question back."""
        self._chosen = ""
        if self.finder is not None:
            self._line.removeWidget(self.finder)
            self.finder.hide()
            self.finder.deleteLater()
            self.finder = None
        self.hide()

    def _choose(self, rec: str, title: str) -> None:
        self._chosen = rec
        if self.finder is not None:
            self.finder.line.setText(title)
        self.go.setEnabled(True)
        self.go.setFocus()

    def _take(self) -> None:
        chosen = self._chosen
        self.close_it()
        if chosen:
            self._then(chosen)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
            return
        super().keyPressEvent(event)
