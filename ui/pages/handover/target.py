"""Where this laptop's work goes: to the office, or in the evening to the laptop of a colleague."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from app.services.evening import EveningService, Target
from ui.desk import Desk
from ui.speaking import SpeakingWidget
from ui.widgets import parts


class TargetChooser(SpeakingWidget):
    """Hidden where there is nobody else to hand over to.

    Signals:
        chosen: another place was chosen.
    """

    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._service = desk, EveningService(desk.session)
        self._targets: list[Target] = []
        self.label, self.box = parts.label("quiet"), QComboBox()
        self.label.setBuddy(self.box)
        self.box.setMinimumWidth(260)
        line = parts.row(self, spacing=10)
        parts.add(line, (self.label, self.box, None))
        self.box.activated.connect(self._on_chosen)
        self.say(self.label.setText, lambda: self.tr("My work goes to"))
        self.say(self.box.setAccessibleName, lambda: self.tr("My work goes to"))
        self.hide()

    @property
    def code(self) -> str:
        """Code of the laptop, '' for the office."""
        return str(self.box.currentData() or "")

    def refresh(self) -> None:
        """Look who there is."""
        job = self._desk.jobs.job(self, lambda _: (self._service.targets(), self._service.target()))
        job.then(lambda found: self.offer(*found)).start()

    def offer(self, targets: list[Target], now: str) -> None:
        """Offer the office and these laptops."""
        before = self.code
        self._targets = targets
        self._fill(now)
        self.setVisible(bool(targets))
        if self.code != before:
            self.chosen.emit()

    def _fill(self, now: str) -> None:
        self.box.clear()
        self.box.addItem(self.tr("the inspection office"), "")
        for one in self._targets:
            words = self.tr("laptop %1 of %2, who leads the group") if one.leading else self.tr("laptop %1 of %2")
            self.box.addItem(words.replace("%1", one.code).replace("%2", "、".join(one.names)), one.code)
        self.box.setCurrentIndex(max(self.box.findData(now), 0))

    def _on_chosen(self, _: int) -> None:
        code = self.code
        self._desk.jobs.job(self, lambda _: self._service.remember_target(code)).then(
            lambda _: self.chosen.emit()
        ).start()

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self._fill(self.code)
