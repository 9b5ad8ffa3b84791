"""Beside and over the transcript: who speaks, and how each line looks."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
)
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app.services.interviews import speakers
from ui.theme import colour
from ui.widgets.record_words import words

if TYPE_CHECKING:
    from app.services.record_pages import Part
    from ui.pages.interview.transcript import Transcript

ASK, ANSWER, NOTE = "q", "a", "n"


@dataclass
class Line:
    """One line: the record it is, and what of it is already kept."""

    rec: str
    order: str
    speaker: str
    extra: dict[str, Any] = field(default_factory=dict)  # question, doubt, tags, persons
    kept: dict[str, Any] = field(default_factory=dict)
    known: bool = False  # a draft or a record of it exists


def line_of(part: "Part") -> Line:
    """Return the line a kept part of a talk is."""
    values = part.values
    extra = {name: values[name] for name in ("question", "doubt", "tags", "persons") if values.get(name)}
    kept = {"speaker": str(values.get("speaker") or NOTE), "text": values.get("text") or None, **extra}
    return Line(part.rec, part.order, str(kept["speaker"]), extra, kept, known=True)


class Margin(QWidget):
    """Who speaks, written beside each line; a click turns it."""

    def __init__(self, text: "Transcript") -> None:
        super().__init__(text)
        self._text = text
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._text.margin_width(), 0)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), colour("back"))
        painter.setPen(colour("line"))
        painter.drawLine(self.width() - 1, 0, self.width() - 1, self.height())
        names = {choice.code: words(choice.words) for choice in speakers()}
        current = self._text.textCursor().blockNumber()
        for block, rect in self._in_sight():
            line = self._text.line_of(block)
            painter.setFont(_weight(self.font(), bold=line.speaker == ASK))
            painter.setPen(_ink(line.speaker, here=block.blockNumber() == current))
            area = QRect(0, rect.top(), self.width() - 10, self.fontMetrics().height() + 2)
            mark = (
                ("? " * bool(line.extra.get("doubt")))
                + ("# " * bool(self._text.tags("tags", line) or self._text.tags("persons", line)))
                + names.get(line.speaker, "")
            )
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop, mark)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        y = event.position().toPoint().y()
        hit = next((block for block, rect in self._in_sight() if rect.top() <= y <= rect.bottom()), None)
        if hit is not None:
            self._text.turn(hit)

    def _in_sight(self) -> list[tuple[QTextBlock, QRect]]:
        """The blocks on the screen with their places in the viewport."""
        text = self._text
        layout, top = text.document().documentLayout(), text.verticalScrollBar().value()
        found = []
        block = text.cursorForPosition(text.viewport().rect().topLeft()).block()
        while block.isValid():
            rect = layout.blockBoundingRect(block).translated(0, -top).toRect()
            if rect.top() > text.viewport().height():
                break
            found.append((block, rect))
            block = block.next()
        return found


class Ink(QSyntaxHighlighter):
    """Questions stand out a little, notes stand back."""

    def __init__(self, text: "Transcript") -> None:
        super().__init__(text.document())
        self._text = text

    @override
    def highlightBlock(self, text: str) -> None:
        speaker = self._text.line_of(self.currentBlock()).speaker
        shape = QTextCharFormat()
        if speaker == ASK:
            shape.setFontWeight(QFont.Weight.DemiBold)
        elif speaker == NOTE:
            shape.setForeground(colour("quiet"))
            shape.setFontItalic(False)
        self.setFormat(0, len(text), shape)


def _weight(font: QFont, *, bold: bool) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    return made


def _ink(speaker: str, *, here: bool) -> QColor:
    return colour("accent") if here or speaker == ASK else colour("quiet")
