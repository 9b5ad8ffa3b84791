"""The state of a record and the steps that come next, with what each still needs in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app.records.kinds import Kind
from app.services.record_pages import RecordPage, StepOffer
from app.words import sentence
from ui.widgets import parts
from ui.widgets.record_words import language, words


class NextSteps(QFrame):
    """A card: state chip, one button a step, and beside each what is still missing.

    Signals:
        wanted: the name of a step the person wants to take.
        missing_clicked: the name of a field that a step still needs.
    """

    wanted = Signal(str)
    missing_clicked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        self._chips = parts.row(spacing=6)
        layout.addLayout(self._chips)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(6)
        layout.addLayout(self._steps)
        self._shown: list[QWidget] = []
        self.buttons: dict[str, QPushButton] = {}

    def load(self, page: RecordPage) -> None:
        """Show where the record stands and where it can go."""
        chips = self._show_chips(page)
        for widget in self._shown:
            self._steps.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown, self.buttons = [], {}
        for place, offer in enumerate(page.steps):
            self._offer(page.kind, offer, primary=place == 0)
        self.setVisible(chips or bool(page.steps))

    def _show_chips(self, page: RecordPage) -> bool:
        """Labels are made anew: one that changes its role keeps the size of the old one."""
        parts.clear(self._chips)
        state, record = page.kind.state(page.state), page.record
        facts = (
            (bool(state), words(state.words) if state else "", "chip-ok" if page.locked else "chip"),
            (bool(page.conflicts), self.tr("Versions differ"), "chip-bad"),
            (bool(record and record.irregular), self.tr("Formalities missing"), "chip-warn"),
            (bool(record and record.changed_since), self.tr("Changed since signing"), "chip-warn"),
        )
        shown = [parts.label(role, text) for holds, text, role in facts if holds]
        parts.add(self._chips, [*shown, None])
        return bool(shown)

    def _offer(self, kind: Kind, offer: StepOffer, *, primary: bool) -> None:
        button = QPushButton(words(offer.step.words))
        button.setProperty("role", "primary" if primary else "")
        button.setEnabled(offer.allowed)
        button.clicked.connect(lambda: self.wanted.emit(offer.step.name))
        self.buttons[offer.step.name] = button
        self._add(button)
        said = [self._sentence(kind, rule, details, soft=soft) for rule, details, soft in offer.unmet]
        if said:
            note = QLabel("\n".join(said))
            note.setProperty("role", "small")
            note.setWordWrap(True)
            button.setAccessibleDescription(note.text())
            self._add(note)

    def _sentence(self, kind: Kind, rule: str, details: Mapping[str, Any], *, soft: bool) -> str:
        if rule == "required":
            names = _names(kind, details.get("fields", ()))
            return self.tr("Still needed: %1").replace("%1", names)
        mark = self.tr("Note: %1") if soft else self.tr("Before that: %1")
        code = rule if rule.startswith("gate-") else f"gate-{rule.lower()}"
        return mark.replace("%1", sentence(code, language(), details))

    def _add(self, widget: QWidget) -> None:
        self._steps.addWidget(widget)
        self._shown.append(widget)


def _names(kind: Kind, fields: Sequence[str]) -> str:
    joint = "、" if language().startswith("zh") else ", "
    return joint.join(words(field.words) for name in fields if (field := kind.field(name)))
