"""Choices as large buttons with their digit: single, multiple, ranked; in a column, in columns, in a line."""

import textwrap
import unicodedata
from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget
from typing_extensions import override

from app.forms.choices import Offer
from ui.widgets import parts
from ui.widgets.record_flow import FlowLayout

LOOK = "QPushButton { text-align: %s; padding: 6px %dpx; min-height: 34px; min-width: %dpx; font-size: %.1fpt; }"
ALONE, BESIDE = ("left", 14, 120), ("center", 2, 0)  # in a column, or beside others: side, padding, least width
LINE = frozenset({"columns-pack", "horizontal", "horizontal-compact", "compact", "quickcompact"})
ROW = frozenset({"likert", "list", "list-nolabel"})  # side by side, all of one width
WITHOUT_WORDS = frozenset({"list-nolabel"})
QUICK = frozenset({"quick", "quickcompact"})
WIDE = 16  # of a line of words under a button that stands beside others, in digits
PICTURE = QSize(96, 72)


class Choosing(QWidget):
    """Offers of one question. Digits choose; a second digit that makes a number in range replaces the first.

    Signals:
        chosen: the values chosen now, separated by blanks.
        done: a choice was made where choosing also goes on (appearance ``quick``).
    """

    chosen = Signal(str)
    done = Signal()

    def __init__(
        self, offers: Sequence[Offer], value: str, kind: str, points: float, appearance: Collection[str] = ()
    ) -> None:
        super().__init__()
        self._offers, self._kind, self._appearance = offers, kind, frozenset(appearance)
        self._chosen = [one for one in value.split() if any(one == offer.value for offer in offers)]
        self._typed = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.buttons: list[QPushButton] = []
        look = BESIDE if ROW & self._appearance else ALONE
        for place in range(len(offers)):
            button = parts.button("tile")
            button.setCheckable(True)
            button.setStyleSheet(LOOK % (*look, points))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, at=place: self.choose(at))
            self.buttons.append(button)
        self._arrange()
        self._show()

    def _arrange(self) -> None:
        if LINE & self._appearance:
            flow = FlowLayout(self, 8)
            for button in self.buttons:
                flow.addWidget(button)
            return
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        across = self._across()
        for place, button in enumerate(self.buttons):
            grid.addWidget(button, place // across, place % across)
        for column in range(across):
            grid.setColumnStretch(column, 1)

    def _across(self) -> int:
        """How many stand side by side."""
        if ROW & self._appearance:
            return max(1, len(self._offers))
        numbered = [one.removeprefix("columns-") for one in self._appearance if one.startswith("columns-")]
        wanted = next((int(one) for one in numbered if one.isdecimal()), 0)
        if not wanted and self._appearance & {"columns", "columns-flex"}:
            longest = max((wide(plain(offer)) for offer in self._offers), default=0)
            wanted = 3 if longest <= WIDE else 2
        return max(1, min(wanted, 6))

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
        if self._chosen and self._kind == "select1" and QUICK & self._appearance:
            self.done.emit()

    def _show(self) -> None:
        for place, (button, offer) in enumerate(zip(self.buttons, self._offers, strict=True)):
            on = offer.value in self._chosen
            sign = "●" if on else "○"
            if self._kind == "select":
                sign = "☑" if on else "☐"
            elif self._kind == "rank" and on:
                sign = f"#{self._chosen.index(offer.value) + 1}"
            button.setChecked(on)
            words = plain(offer)
            button.setText(self._face(place + 1, sign, words).replace("&", "&&"))
            button.setToolTip(words)
            button.setAccessibleName(words)

    def _face(self, number: int, sign: str, words: str) -> str:
        if WITHOUT_WORDS & self._appearance:
            return f"{number} {sign}"
        if ROW & self._appearance:
            return f"{number} {sign}\n" + "\n".join(lines(words, WIDE))
        return f"{number}   {sign}  {words}"

    def pictures(self) -> Mapping[str, str]:
        """Value → name of the picture that belongs to it."""
        named = {offer.value: images(offer.media).get("image", "") for offer in self._offers}
        return {value: name for value, name in named.items() if name}

    def show_picture(self, value: str, image: QImage) -> None:
        """Show a picture beside a choice."""
        for button, offer in zip(self.buttons, self._offers, strict=True):
            if offer.value == value:
                button.setIcon(QIcon(QPixmap.fromImage(image)))
                button.setIconSize(PICTURE)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        simple = event.modifiers() in {Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier}
        if not (digit.isdecimal() and simple):
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


class Heading(QWidget):
    """The words of choices above rows of buttons without words; nothing is answered in it."""

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        for place, offer in enumerate(offers):
            words = parts.label("heading", plain(offer), wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(words, 0, place)
            grid.setColumnStretch(place, 1)


def plain(offer: Offer) -> str:
    """The words of a choice without marks."""
    return "".join(piece.plain() for piece in offer.marked())


def wide(text: str) -> int:
    """How many digits a text is wide."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def lines(text: str, width: int) -> list[str]:
    """A text cut into lines of so many digits: Chinese anywhere, other words between them."""
    if wide(text) > len(text):
        return [text[at : at + width // 2] for at in range(0, len(text), width // 2)]
    return textwrap.wrap(text, width) or [text]


def images(media: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """What a text has besides words: form → name of the file (``jr://images/a.png`` is ``a.png``)."""
    return {form: where.rpartition("/")[2] for form, where in media if where and form in {"image", "audio", "video"}}
