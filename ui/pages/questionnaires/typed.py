"""Where answers are typed: a line for texts, numbers, days, times and places, or a field of many lines."""

import datetime as dt

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QCalendarWidget, QDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

from app.forms import written
from app.forms.shown import Question
from ui.speaking import SpeakingWidget
from ui.widgets import parts

NUMBERS = frozenset({"int", "integer", "decimal"})
STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}


class Typed(SpeakingWidget):
    """One line. Up and Down move a day or count; F9 opens the calendar.

    Signals:
        typing: somebody types; what stands there is to be kept soon.
    """

    typing = Signal()

    def __init__(self, question: Question, zone: dt.tzinfo | None) -> None:
        super().__init__()
        self._kind, self._zone = question.type, zone
        self._appearance = question.appearance
        self.line = QLineEdit(written.shown(question.value, self._kind, self._appearance))
        self.line.textEdited.connect(self._on_typed)
        self.line.installEventFilter(self)
        if "masked" in self._appearance:
            self.line.setEchoMode(QLineEdit.EchoMode.Password)
        if "url" in self._appearance:
            self.line.setReadOnly(True)
        row = parts.row(self)
        row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)
        self.say(self.line.setPlaceholderText, self._form_of_answer)
        self.grouped = parts.label("quiet")
        if "thousands-sep" in self._appearance:
            row.addWidget(self.grouped)
            self._say_grouped()
        self.minus, self.plus = parts.button("", "", ""), parts.button("", "", "")
        self.calendar = parts.button("", "")
        self._beside(row)

    def _beside(self, row: QHBoxLayout) -> None:
        counting = self._kind in NUMBERS and "counter" in self._appearance
        picking = self._kind == "date" and not {"no-calendar", "month-year", "year"} & set(self._appearance)
        for button in (self.minus, self.plus, self.calendar):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.minus.setText("−")
        self.plus.setText("+")
        self.say(self.calendar.setText, lambda: self.tr("Calendar (F9)"))
        shown = [self.minus, self.plus] if counting else [self.calendar] if picking else []
        for button in (self.minus, self.plus, self.calendar):
            if button in shown:
                row.addWidget(button)
            else:
                button.setParent(self)
                button.hide()
        self.minus.clicked.connect(lambda: self._move(-1))
        self.plus.clicked.connect(lambda: self._move(1))
        self.calendar.clicked.connect(self.pick)
        self._moves = bool(shown) or self._kind == "date"

    def _form_of_answer(self) -> str:
        if self._kind == "date" and "year" in self._appearance:
            return self.tr("A year, such as 2026")
        if self._kind == "date" and "month-year" in self._appearance:
            return self.tr("A month, such as 2026-07")
        told = {
            "int": self.tr("A whole number"),
            "decimal": self.tr("A number"),
            "date": self.tr("A day, such as 2026-07-09 or 20260709"),
            "time": self.tr("A time, such as 09:30 or 0930"),
            "dateTime": self.tr("Day and time, such as 2026-07-09 09:30"),
            "geopoint": self.tr("Latitude, longitude, such as 30.2500, 120.1600"),
            "barcode": self.tr("Scan the code, or type it"),
        }
        return told.get(self._kind, "")

    def given(self) -> str:
        """What stands there, as it is stored."""
        return written.stored(self.line.text(), self._kind, self._appearance, self._zone)

    def _on_typed(self) -> None:
        self._say_grouped()
        self.typing.emit()

    def _say_grouped(self) -> None:
        self.grouped.setText(written.grouped(self.given()))

    def _move(self, by: int) -> None:
        if self._kind == "date":
            value = written.moved_day(self.given(), by, dt.datetime.now().astimezone().date())
        else:
            held = self.given()
            value = str(int(held) + by) if held.lstrip("-").isdecimal() else "0"
        self._put(value)

    def _put(self, value: str) -> None:
        self.line.setText(written.shown(value, self._kind, self._appearance))
        self.line.setFocus()
        self._on_typed()

    def pick(self) -> None:
        """Choose a day in a calendar; arrows move, Enter takes it, Esc leaves everything as it is."""
        dialog = QDialog(self)
        dialog.setWindowTitle(self.tr("Calendar"))
        days = QCalendarWidget()
        days.setSelectedDate(QDate.fromString(self.given(), Qt.DateFormat.ISODate))
        days.activated.connect(lambda _: dialog.accept())
        parts.column(dialog, margin=8).addWidget(days)
        self.days = days
        dialog.accepted.connect(lambda: self._put(days.selectedDate().toString(Qt.DateFormat.ISODate)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        days.setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._moves:
            by = STEPS.get(Qt.Key(event.key()))
            if by is not None:
                self._move(by)
                return True
            if event.key() == Qt.Key.Key_F9 and not self.calendar.isHidden():
                self.pick()
                return True
        return super().eventFilter(watched, event)


class Written(QPlainTextEdit):
    """Many lines. Enter goes on, as everywhere in a questionnaire; Shift+Enter begins a line.

    Signals:
        typing: somebody types; what stands there is to be kept soon.
    """

    typing = Signal()

    def __init__(self, question: Question, above: QWidget) -> None:
        super().__init__(question.value)
        self._above = above
        self.setTabChangesFocus(True)
        rows = str(question.settings.get("rows", ""))
        self.setFixedHeight(min(320, max(90, 34 * int(rows))) if rows.isdecimal() else 150)
        self.textChanged.connect(self.typing)

    def given(self) -> str:
        """What stands there, as it is stored."""
        return self.toPlainText().strip()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not shift:
            QApplication.sendEvent(self._above, event)  # it goes up from here to whoever turns the pages
            return
        super().keyPressEvent(event)
