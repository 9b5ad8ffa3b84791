"""The state of a record and the steps that come next, with what each still needs in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.records.kinds import Kind
from app.services.record_pages import RecordPage, StepOffer
from app.words import sentence
from ui.widgets.record_words import language, words

LOCKED, OPEN = "chip-ok", "chip"


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
        head = QHBoxLayout()
        head.setSpacing(6)
        self.state = QLabel()
        self.notes: list[QLabel] = [QLabel() for _ in range(3)]
        head.addWidget(self.state)
        for note in self.notes:
            head.addWidget(note)
        head.addStretch(1)
        layout.addLayout(head)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(6)
        layout.addLayout(self._steps)
        self._shown: list[QWidget] = []
        self.buttons: dict[str, QPushButton] = {}

    def load(self, page: RecordPage) -> None:
        """Show where the record stands and where it can go."""
        self._chips(page)
        for widget in self._shown:
            self._steps.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown, self.buttons = [], {}
        for place, offer in enumerate(page.steps):
            self._offer(page.kind, offer, primary=place == 0)
        self.setVisible(bool(page.kind.states) or any(note.text() for note in self.notes))

    def _chips(self, page: RecordPage) -> None:
        state = page.kind.state(page.state)
        self.state.setText(words(state.words) if state else page.state)
        self.state.setVisible(bool(self.state.text()))
        _role(self.state, LOCKED if page.locked else OPEN)
        record = page.record
        facts = (
            (bool(page.conflicts), self.tr("Versions differ"), "chip-bad"),
            (bool(record and record.irregular), self.tr("Formalities missing"), "chip-warn"),
            (bool(record and record.changed_since), self.tr("Changed since signing"), "chip-warn"),
        )
        for note, (holds, text, role) in zip(self.notes, facts, strict=True):
            note.setText(text if holds else "")
            note.setVisible(holds)
            _role(note, role)

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


def _role(label: QLabel, role: str) -> None:
    if label.property("role") != role:
        label.setProperty("role", role)
        label.style().unpolish(label)
        label.style().polish(label)
        text = label.text()
        label.setText("")  # a label measures itself again only for another text
        label.setText(text)
