"""Choices as large buttons with their digit: single, multiple, ranked."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from app.forms.choices import Offer
from ui.widgets import parts

LOOK = "QPushButton { text-align: left; padding: 6px 14px; min-height: 34px; font-size: %.1fpt; }"


class Choosing(QWidget):
    """Offers of one question. Digits choose; a second digit that makes a number in range replaces the first.

    Signals:
        chosen: the values chosen now, separated by blanks.
    """

    chosen = Signal(str)

    def __init__(self, offers: Sequence[Offer], value: str, kind: str, points: float) -> None:
        super().__init__()
        self._offers, self._kind = offers, kind
        self._chosen = [one for one in value.split() if any(one == offer.value for offer in offers)]
        self._typed = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.buttons: list[QPushButton] = []
        column = parts.column(self, spacing=8)
        for place in range(len(offers)):
            button = parts.button("tile")
            button.setCheckable(True)
            button.setStyleSheet(LOOK % points)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, at=place: self.choose(at))
            self.buttons.append(button)
            column.addWidget(button)
        self._show()

    def choose(self, place: int) -> None:
        """Choose, or take back, what stands at ``place``."""
        value = self._offers[place].value
        if value in self._chosen:
            self._chosen.remove(value)
        elif self._kind in {"select1", "trigger"}:
            self._chosen = [value]
        else:
            self._chosen.append(value)
        self._show()
        self.setFocus()
        given = self._chosen
        if self._kind == "select":
            given = [offer.value for offer in self._offers if offer.value in self._chosen]
        self.chosen.emit(" ".join(given))

    def _show(self) -> None:
        for place, (button, offer) in enumerate(zip(self.buttons, self._offers, strict=True)):
            on = offer.value in self._chosen
            sign = "●" if on else "○"
            if self._kind == "select":
                sign = "☑" if on else "☐"
            elif self._kind == "rank" and on:
                sign = f"#{self._chosen.index(offer.value) + 1}"
            button.setChecked(on)
            words = "".join(piece.plain() for piece in offer.marked())
            button.setText(f"{place + 1}   {sign}  {words}".replace("&", "&&"))
            button.setToolTip(words)
            button.setAccessibleName(words)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        plain = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if not (digit.isdecimal() and plain):
            self._typed = ""
            super().keyPressEvent(event)
            return
        if self._typed and 0 < int(self._typed + digit) <= len(self._offers):
            if self._kind not in {"select1", "trigger"}:
                self.choose(int(self._typed) - 1)  # what the first digit did is undone
            self._typed += digit
        else:
            self._typed = digit
        if 0 < int(self._typed) <= len(self._offers):
            self.choose(int(self._typed) - 1)
        else:
            self._typed = ""
