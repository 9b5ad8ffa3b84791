"""One field as large as can be read from the paper beside it: the question, its choices with digits, what is typed."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLabel, QPlainTextEdit, QWidget
from typing_extensions import override

from app.forms.choices import Offer
from app.services.entry_keys import CHOOSING, NONE, REPEAT, Field, Sort
from app.services.entry_sheet import SheetTyping
from ui.pages.entry.keys import key_of
from ui.speaking import SpeakingWidget
from ui.widgets import parts

ONE_COLUMN = 6  # choices
BIG, MIDDLE, HUGE = 1.45, 1.2, 1.9  # of the font of the program
TYPED = frozenset({Sort.NUMBER, Sort.DATE, Sort.TIME, Sort.SERIAL})


class ChoiceLine(QLabel):
    """One choice. A click does what its digit does.

    Signals:
        chosen: the place of the choice, from 1.
    """

    chosen = Signal(int)

    def __init__(self, place: int, points: float) -> None:
        super().__init__()
        self._place, self._on = place, False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "well")
        self._look = f"padding: 3px 8px; font-size: {points:.1f}pt; font-weight: %s;"
        self.setStyleSheet(self._look % 400)

    def show_as(self, text: str, *, on: bool) -> None:
        """Show the words, heavier when chosen."""
        self.setText(text)
        if on != self._on:
            self._on = on
            self.setStyleSheet(self._look % (700 if on else 400))
        self.show()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self._place)


class Writing(QPlainTextEdit):
    """Where a written answer is typed. Enter goes on, Shift+Enter begins a line.

    Signals:
        pressed: a key that typing knows.
    """

    pressed = Signal(str)

    def __init__(self, points: float) -> None:
        super().__init__()
        self.setTabChangesFocus(False)
        self.setStyleSheet(f"font-size: {points:.1f}pt;")
        self.setFixedHeight(116)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = key_of(event)
        if (len(key) > 1 and key != "erase") or (key in {REPEAT, NONE} and not self.toPlainText()):
            self.pressed.emit(key)
        elif event.key() == Qt.Key.Key_Escape or (Qt.Key.Key_F1 <= event.key() <= Qt.Key.Key_F35):
            event.ignore()
        else:
            super().keyPressEvent(event)


class QuestionPanel(SpeakingWidget):
    """Shows a field; keys go to whoever owns it.

    Signals:
        pressed: a key from the mouse or from the box of a written answer.
        written: what stands in that box.
    """

    pressed = Signal(str)
    written = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._points = QApplication.font().pointSizeF()
        column = parts.column(self, spacing=6)
        self.title = parts.label("", wrap=True)
        self.title.setStyleSheet(f"font-size: {self._points * BIG:.1f}pt; font-weight: 600;")
        self.hint = parts.label("quiet", wrap=True)
        self.typed = QLabel()
        self.typed.setTextFormat(Qt.TextFormat.PlainText)
        self.typed.setStyleSheet(f"font-size: {self._points * HUGE:.1f}pt; font-weight: 600; padding: 4px 10px;")
        self.typed.setFrameShape(QFrame.Shape.StyledPanel)
        self.typed.setMinimumWidth(220)
        self.choices: list[ChoiceLine] = []
        self.holder = QWidget()
        self._grid = QGridLayout(self.holder)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(3)
        self._laid = self._deep = 0
        self.box = Writing(self._points * MIDDLE)
        self.box.pressed.connect(self.pressed)
        self.box.textChanged.connect(lambda: self.written.emit(self.box.toPlainText()))
        self.none = parts.label("quiet")
        self.say(self.none.setText, lambda: self.tr("No answer, or unreadable"))
        column.addWidget(self.title)
        column.addWidget(self.hint)
        column.addWidget(self.typed, 0, Qt.AlignmentFlag.AlignLeft)
        parts.add(column, (self.holder, self.box, self.none))

    def show_field(self, field: Field, title: str, hint: str, offers: Sequence[Offer], typed: str) -> None:
        """Show a field and what is typed in it."""
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self._show_choices(field, offers)
        self.typed.setVisible(field.sort in TYPED)
        if field.sort in CHOOSING and typed:  # a digit that waits for a second one
            self.title.setText(f"{title}   {typed}▏")
        self.typed.setText(f"{typed}▏" if typed else field.value or "▏")
        self._show_box(field, typed)
        self.none.setVisible(field.none and not field.value)

    def show_sheet(self, sheet: SheetTyping) -> None:
        """Show the field under the cursor of a sheet."""
        field = sheet.field()
        question = sheet.question()
        if question is None:
            self.show_field(field, self.tr("One more?"), self.tr("1 adds one more, Enter goes on"), (), sheet.typed)
            return
        number = sheet.number(field.reference)
        title = question.title()
        if number and not title.startswith(number):
            title = f"{number}. {title}"
        hint = "".join(piece.plain() for piece in question.hint).strip()
        offers = sheet.offers(field.reference) if field.offers else []
        if field.sort is Sort.TICK:
            offers = [Offer("OK", self.tr("Confirmed"))]
        self.show_field(field, title + ("  *" if question.required else ""), hint, offers, sheet.typed)

    def _show_choices(self, field: Field, offers: Sequence[Offer]) -> None:
        while len(self.choices) < len(offers):
            line = ChoiceLine(len(self.choices) + 1, self._points * MIDDLE)
            line.chosen.connect(self._clicked)
            self.choices.append(line)
        self._arrange(len(offers))
        held = field.value.split()
        for place, line in enumerate(self.choices):
            if place < len(offers):
                offer = offers[place]
                words = "".join(piece.plain() for piece in offer.marked())
                line.show_as(f"{place + 1}   {self._sign(field, offer.value, held)}  {words}", on=offer.value in held)
            else:
                line.hide()
        self.holder.setVisible(bool(offers))

    def _arrange(self, count: int) -> None:
        """Lay the choices out: one column, or two where they are many."""
        deep = count if count <= ONE_COLUMN else (count + 1) // 2
        if (count, deep) == (self._laid, self._deep):
            return
        self._laid, self._deep = count, deep
        for place, line in enumerate(self.choices[:count]):
            self._grid.addWidget(line, place % deep, place // deep)

    def _clicked(self, place: int) -> None:
        for digit in str(place):
            self.pressed.emit(digit)

    @staticmethod
    def _sign(field: Field, value: str, held: Sequence[str]) -> str:
        on = value in held
        if field.sort is Sort.RANK:
            return f"#{held.index(value) + 1}" if on else "○"
        if field.sort is Sort.MANY:
            return "☑" if on else "☐"
        return "●" if on else "○"

    def _show_box(self, field: Field, typed: str) -> None:
        writing = field.sort is Sort.TEXT
        if writing and not self.box.hasFocus():
            with QSignalBlocker(self.box):
                self.box.setPlainText(typed or field.value)
            self.box.setAccessibleName(self.title.text())
        self.box.setVisible(writing)

    def fill_box(self, field: Field, typed: str) -> None:
        """Put another question's answer into the box."""
        with QSignalBlocker(self.box):
            self.box.setPlainText(typed or field.value)
            self.box.moveCursor(self.box.textCursor().MoveOperation.End)
