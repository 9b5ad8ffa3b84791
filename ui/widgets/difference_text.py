"""A text with what was put in and what was taken out: underlined and struck through, not told by colour alone."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget
from typing_extensions import override

from app.services.differences_text import GONE, NEW, SAME, Run
from ui.theme import colour

AROUND = 60  # characters left on each side of a long stretch that is the same
SKIPPED = " ⋯ "


class DifferenceText(QTextEdit):
    """Shows runs; as high as its text. Long stretches that are the same are shortened unless ``whole``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runs: Sequence[Run] = ()
        self._whole = False
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setAutoFillBackground(False)
        self.setProperty("role", "difference")
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)

    def show_runs(self, runs: Sequence[Run], *, whole: bool = False) -> None:
        """Show these runs."""
        self._runs, self._whole = runs, whole
        self._write()
        self.setAccessibleDescription(self._told())

    def show_text(self, text: str) -> None:
        """Show a text in which nothing differs."""
        self.show_runs((Run(SAME, text),), whole=True)

    @property
    def shortened(self) -> bool:
        """Whether something the same on both sides is left out."""
        return SKIPPED in self.toPlainText() and not self._whole

    def _write(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()  # laid out once, not after every run
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.removeSelectedText()
        looks = {kind: _look(kind) for kind in (SAME, GONE, NEW)}
        for place, run in enumerate(self._runs):
            text = run.text
            if run.kind == SAME and not self._whole:
                text = shortened(text, first=place == 0, last=place == len(self._runs) - 1)
            cursor.insertText(_visible(text, run.kind), looks[run.kind])
        cursor.endEditBlock()

    def _told(self) -> str:
        """What differs, in words: for those who hear the window."""
        said = []
        for run in self._runs:
            if run.kind == NEW:
                said.append(self.tr("put in: %1").replace("%1", run.text))
            elif run.kind == GONE:
                said.append(self.tr("taken out: %1").replace("%1", run.text))
        return "; ".join(said)

    def _grow(self) -> None:
        wanted = round(self.document().size().height()) + 4
        if wanted != self.height():
            self.setFixedHeight(wanted)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange) and hasattr(self, "_runs"):
            self._write()


def shortened(text: str, *, first: bool, last: bool) -> str:
    """Return a stretch that is the same on both sides without its middle, when that is long."""
    if len(text) <= 2 * AROUND + 40:
        return text
    head = "" if first else text[:AROUND]
    tail = "" if last else text[-AROUND:]
    if first and last:
        head = text[:AROUND]
    return f"{head}{SKIPPED}{tail}"


def _visible(text: str, kind: str) -> str:
    """A line break that came or went is no ink: give it a sign."""
    return text.replace("\n", "⏎\n") if kind != SAME else text


def _look(kind: str) -> QTextCharFormat:
    look = QTextCharFormat()
    if kind == NEW:
        look.setForeground(colour("ok"))
        look.setBackground(colour("ok_soft"))
        look.setFontUnderline(True)
        look.setFontWeight(600)
    elif kind == GONE:
        look.setForeground(colour("bad"))
        look.setBackground(colour("bad_soft"))
        look.setFontStrikeOut(True)
    return look
