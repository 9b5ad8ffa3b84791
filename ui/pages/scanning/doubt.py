"""One question in doubt: its picture, why it is shown, and what a person says it is."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout
from typing_extensions import override

from app.services.scan_sheets import Item, Sheet
from ui.pages.scanning import words
from ui.pages.scanning.picture import SheetPicture
from ui.speaking import SpeakingWidget
from ui.widgets import parts

ONE_COLUMN = 5  # choices; more stand in two


class Doubt(SpeakingWidget):
    """Asks about one question of a sheet. Digits choose, 0 is none, Enter says so and goes on.

    Signals:
        decided: the answer, values apart by blanks; '' is none.
    """

    decided = Signal(str)

    def __init__(self, sheet: Sheet, item: Item) -> None:
        super().__init__()
        self.item = item
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # what seems plain is chosen already; where it is not, a person must say even that there is none
        self.chosen: list[str] = item.seems().split()
        if item.asked.kind == "one" and len(self.chosen) > 1:
            self.chosen = []
        self.said = bool(self.chosen) or item.why == "blank"
        self._typed = ""
        self.buttons: list[QPushButton] = []
        self.line: QLineEdit | None = None
        self._build(sheet)

    def _build(self, sheet: Sheet) -> None:
        column = parts.column(self, spacing=10)
        asked = self.item.asked
        question = parts.label("heading", f"{asked.number}. {asked.words}", wrap=True)
        self.reason = parts.label("warn", wrap=True)
        self.say(self.reason.setText, lambda: words.why(self.item.why))
        parts.add(column, (question, self.reason))
        strip = sheet.strip(self.item)
        if strip is not None:
            column.addWidget(SheetPicture(strip.width, strip.height, strip.pixels))
        if self.item.ticked:
            self._offer(column)
        else:
            self._type(column)
        column.addStretch(1)

    def _offer(self, column: QVBoxLayout) -> None:
        grid = QGridLayout()
        grid.setSpacing(6)
        count = len(self.item.boxes) + 1
        deep = count if count <= ONE_COLUMN else (count + 1) // 2
        for place, box in enumerate(self.item.boxes):
            made = _choice()
            self.buttons.append(made)
            made.clicked.connect(lambda _=False, at=place: self.choose(at))
            made.setAccessibleName(self._words(box.value))
            grid.addWidget(made, place % deep, place // deep)
        self.none = _choice()
        self.none.clicked.connect(self.choose_none)
        grid.addWidget(self.none, (count - 1) % deep, (count - 1) // deep)
        column.addLayout(grid)
        self._show()

    def _type(self, column: QVBoxLayout) -> None:
        self.line = QLineEdit()
        self.line.setMaximumWidth(560)
        self.say(self.line.setAccessibleName, lambda: self.item.asked.words)
        self.say(self.line.setPlaceholderText, self._how_to_type)
        column.addWidget(self.line)
        self.said = True

    def _how_to_type(self) -> str:
        if self.item.asked.kind == "date":
            return self.tr("2026-03-05; empty: later")
        if self.item.asked.kind == "rank":
            return self.tr("Numbers of the choices, the first place first: 3 1 2; empty: later")
        return self.tr("What is written here; empty: later")

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        if self.line is None:
            self._show()

    # -- choosing ------------------------------------------------------------------------------------------------

    def _words(self, value: str) -> str:
        return next((one.words for one in self.item.asked.choices if one.value == value), self.tr("Yes"))

    def choose(self, place: int) -> None:
        """Choose, or take back, one box."""
        value = self.item.boxes[place].value
        if value in self.chosen:
            self.chosen.remove(value)
        elif self.item.asked.kind == "many":
            self.chosen.append(value)
        else:
            self.chosen = [value]
        self.said = bool(self.chosen)
        self._show()

    def choose_none(self) -> None:
        """Say that nothing is ticked."""
        self.chosen, self.said = [], True
        self._show()

    def _show(self) -> None:
        for place, (button, box) in enumerate(zip(self.buttons, self.item.boxes, strict=True)):
            on = box.value in self.chosen
            many = self.item.asked.kind == "many"
            sign = ("☑" if on else "☐") if many else ("●" if on else "○")
            button.setChecked(on)
            button.setText(f"{place + 1}   {sign}  {self._words(box.value)}".replace("&", "&&"))
        self._show_none()

    def _show_none(self) -> None:
        none = self.said and not self.chosen
        self.none.setChecked(none)
        self.none.setText(f"0   {'●' if none else '○'}  " + self.tr("None"))

    def answer(self) -> str:
        """What is said now, in the order of the choices; a typed order of numbers becomes one of values."""
        if self.line is None:
            return " ".join(box.value for box in self.item.boxes if box.value in self.chosen)
        text = self.line.text().strip()
        if self.item.asked.kind == "rank":
            by_digit = {str(one.digit): one.value for one in self.item.asked.choices}
            return " ".join(
                by_digit[one] for one in text.replace("，", " ").replace(",", " ").split() if one in by_digit
            )
        return text

    def go_on(self) -> None:
        """Hand the answer on, if one is said."""
        if self.said:
            self.decided.emit(self.answer())
        else:
            self.reason.setText(self.tr("Choose with the digits; 0 says that nothing is ticked."))

    def take(self) -> None:
        """Take the cursor."""
        (self.line or self).setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.go_on()
        elif event.text().isdecimal() and self.item.ticked:
            self._digit(event.text())
        else:
            super().keyPressEvent(event)

    def _digit(self, digit: str) -> None:
        count = len(self.item.boxes)
        if self._typed and 0 < int(self._typed + digit) <= count:
            if self.item.asked.kind == "many":
                self.choose(int(self._typed) - 1)  # what the first digit did is undone
            self._typed += digit
        else:
            self._typed = digit
        number = int(self._typed)
        if number == 0:
            self.choose_none()
        elif number <= count:
            self.choose(number - 1)


def _choice() -> QPushButton:
    made = parts.button("tile")
    made.setCheckable(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setStyleSheet("QPushButton { text-align: left; padding: 4px 12px; min-height: 26px; }")
    return made
