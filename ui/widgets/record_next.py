"""The state of a record and the steps that come next, with what each still needs in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.records.kinds import Kind
from app.services.record_pages import RecordPage, StepOffer
from app.words import sentence
from ui.widgets import parts
from ui.widgets.record_flow import FlowLayout
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
        holder = QWidget()
        self._chips = FlowLayout(holder)
        layout.addWidget(holder)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(6)
        layout.addLayout(self._steps)
        self._shown: list[QWidget] = []
        self.buttons: dict[str, QPushButton] = {}

    def load(self, page: RecordPage) -> None:
        """Show where the record stands and where it can go."""
        chips = self._show_chips(page)
        if self.isAncestorOf(QApplication.focusWidget() or self.window()):
            self.setFocus()  # the button goes: from anywhere else no key of this page would work
        for widget in self._shown:
            self._steps.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._shown, self.buttons = [], {}
        for place, offer in enumerate(_forward_first(page)):
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
        for chip in shown:
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._chips.addWidget(chip)
        return bool(shown)

    def _offer(self, kind: Kind, offer: StepOffer, *, primary: bool) -> None:
        """One step. What the first still needs stands open; the others say how much, and tell when asked."""
        button = QPushButton(words(offer.step.words))
        button.setProperty("role", "primary" if primary else "")
        button.setEnabled(offer.allowed)
        button.clicked.connect(lambda: self.wanted.emit(offer.step.name))
        self.buttons[offer.step.name] = button
        said = [self._sentence(kind, rule, details, soft=soft) for rule, details, soft in offer.unmet]
        if not said:
            self._add(button)
            return
        note = WholeNote("\n".join(said))
        button.setAccessibleDescription(note.text())
        button.setToolTip(note.text())
        if primary:
            self._add(button)
        else:
            self._add(self._beside(button, self._opener(note, len(said))))
        self._add(note)
        note.setVisible(primary)

    @staticmethod
    def _beside(button: QPushButton, opener: QPushButton) -> QWidget:
        line = QWidget()
        parts.add(row := parts.row(line, spacing=4), [button, opener])
        row.setStretch(0, 1)
        return line

    def _opener(self, note: QLabel, count: int) -> QPushButton:
        """How many things a step still needs; pressed, it shows and hides them."""
        opener = parts.button("link")
        told = self.tr("To settle first: %1").replace("%1", str(count))
        opener.setToolTip(told)
        opener.setAccessibleName(told)
        shut, unfolded = self.tr("%1 ▸").replace("%1", str(count)), self.tr("%1 ▾").replace("%1", str(count))
        opener.setText(shut)

        def turn() -> None:
            note.setVisible(note.isHidden())
            opener.setText(shut if note.isHidden() else unfolded)

        opener.clicked.connect(turn)
        return opener

    def _sentence(self, kind: Kind, rule: str, details: Mapping[str, Any], *, soft: bool) -> str:
        if rule == "required":
            names = _names(kind, details.get("fields", ()))
            return self.tr("Still needed: %1").replace("%1", names)
        mark = self.tr("Note: %1") if soft else self.tr("Before that: %1")
        code = rule if rule.startswith("gate-") else f"gate-{rule.lower()}"
        told = {**details, "fields": _names(kind, details["fields"])} if "fields" in details else details
        return mark.replace("%1", sentence(code, language(), told))

    def _add(self, widget: QWidget) -> None:
        self._steps.addWidget(widget)
        self._shown.append(widget)


class WholeNote(QLabel):
    """Small wrapped words that are never squeezed: a wrapping label alone gives way before any other widget."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "small")
        self.setWordWrap(True)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMinimumHeight(self.heightForWidth(self.width()))


def _forward_first(page: RecordPage) -> list[StepOffer]:
    """The steps as declared, those that go back (“go on writing”) last: what leads on is what one looks for."""
    order = [state.code for state in page.kind.states]
    here = order.index(page.state) if page.state in order else 0
    return sorted(page.steps, key=lambda offer: offer.step.to in order and order.index(offer.step.to) < here)


def _names(kind: Kind, fields: Sequence[str]) -> str:
    joint = "、" if language().startswith("zh") else ", "
    return joint.join(words(field.words) for name in fields if (field := kind.field(name)))
