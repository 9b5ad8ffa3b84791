"""Under the choice of a stick: how it stands in the register, and whether it is the one of the slip in hand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from ui.pages.handover.words import stick_words
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.road_words import fours

if TYPE_CHECKING:
    from app.services.handover_facts import Plan, Standing
    from app.services.handover_road import RightStick

EIGHT = 8


class StickStanding(SpeakingWidget):
    """Hidden until a stick was looked at.

    Signals:
        asked: eight digits of the digest on the slip.
        register_wanted: the office puts this stick into the register.
    """

    asked = Signal(str)
    register_wanted = Signal()

    def __init__(self, *, is_office: bool, name_of: Callable[[str], str]) -> None:
        super().__init__()
        self._is_office, self._name_of = is_office, name_of
        self._plan: Plan | None = None
        self._found: RightStick | None = None
        self.chip, self.text = parts.label("chip"), parts.label("quiet", wrap=True)
        self.register = parts.button("link", "add")
        standing = parts.row(spacing=10)
        standing.addWidget(self.chip)
        standing.addWidget(self.text, 1)
        standing.addWidget(self.register)
        self.ask_text, self.digits, self.ask = parts.label("quiet"), QLineEdit(), parts.button("", "search")
        self.digits.setMaxLength(EIGHT + 4)  # room for the blanks between the fours
        self.digits.setFixedWidth(130)
        asking = parts.row(spacing=10)
        parts.add(asking, (self.ask_text, self.digits, self.ask, None))
        self.answer = parts.label("ok", wrap=True)
        whole = parts.column(self, spacing=8)
        parts.add(whole, (standing, asking, self.answer))
        self.answer.hide()
        self.register.clicked.connect(self.register_wanted)
        self.ask.clicked.connect(self._ask)
        self.digits.returnPressed.connect(self._ask)
        self.digits.textChanged.connect(self._on_typed)
        self.say(self.register.setText, lambda: self.tr("Put it into the register…"))
        self.say(self.ask_text.setText, lambda: self.tr("First 8 characters of the digest on the slip"))
        self.say(self.digits.setAccessibleName, lambda: self.tr("First 8 characters of the digest on the slip"))
        self.say(self.digits.setPlaceholderText, lambda: "7C1D 02EE")
        self.say(self.ask.setText, lambda: self.tr("Is it this stick?"))
        self._on_typed()
        self.hide()

    def show_plan(self, plan: "Plan | None") -> None:
        """Say how the stick of a plan stands; nothing without one."""
        if plan is None or (self._plan is not None and plan.drive.path != self._plan.drive.path):
            self.answered(None)
        self._plan = plan
        self.setVisible(plan is not None)
        standing: Standing | None = plan.stick if plan else None
        if standing is not None:
            chip, tone, text = stick_words(standing, self._name_of(standing.holder))
            self.chip.setText(chip)
            parts.set_role(self.chip, tone)
            self.text.setText(text)
            self.register.setVisible(self._is_office and not standing.registered)

    def answered(self, found: "RightStick | None") -> None:
        """Say whether it is the right stick."""
        self._found = found
        self.answer.setVisible(found is not None)
        if found is not None:
            parts.set_role(self.answer, "ok" if found.file and found.intact else "bad")
            self.answer.setText(self._answer(found))

    def _answer(self, found: "RightStick") -> str:
        if found.file and found.intact:
            return self.tr("Right stick: %1 is the file of this slip, byte for byte.").replace("%1", found.file)
        if found.file:
            return self.tr("Right stick, but %1 is damaged. Ask its sender to write it again.").replace(
                "%1", found.file
            )
        if not found.others:
            return self.tr("Wrong stick: there is no package of Satchel on it.")
        lying = ", ".join(fours(one) for one in found.others)
        return self.tr("Wrong stick: the packages on it begin with %1.").replace("%1", lying)

    def _typed(self) -> str:
        return "".join(self.digits.text().split())

    def _on_typed(self) -> None:
        typed = self._typed().lower()
        self.ask.setEnabled(len(typed) == EIGHT and all(c in "0123456789abcdef" for c in typed))
        self.answered(None)

    def _ask(self) -> None:
        if self.ask.isEnabled():
            self.asked.emit(self._typed())

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self.show_plan(self._plan)
        self.answered(self._found)
