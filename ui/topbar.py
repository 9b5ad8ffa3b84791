"""The bar above every page: which village, which round, search, what has not left this laptop, lock."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget
from typing_extensions import override

from ui import icons
from ui.speaking import SpeakingFrame
from ui.widgets import parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.looking import Chosen


SPARE = 14  # the size hint leaves the words less than they take; so much runs into the padding unharmed


class Chooser(QComboBox):
    """A choice whose words end in … where there is no room; Qt would cut a character in half."""

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self)
        if option.fontMetrics.horizontalAdvance(option.currentText) > room.width() + SPARE:
            cut = option.fontMetrics.elidedText(option.currentText, Qt.TextElideMode.ElideRight, room.width())
            option.currentText = cut
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class TopBar(SpeakingFrame):
    """Shows and asks; the main window acts.

    Signals:
        village_chosen, round_chosen: a record id, '' for all.
        search_wanted, handover_wanted, lock_wanted, switch_wanted, help_wanted: a button was pressed.
    """

    village_chosen = Signal(str)
    round_chosen = Signal(str)
    search_wanted = Signal()
    handover_wanted = Signal()
    lock_wanted = Signal()
    switch_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topbar")
        self._waiting: int | None = None
        self.village, self.round = Chooser(), Chooser()
        self.village.setProperty("role", "village")
        self.village.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.village.setMinimumWidth(120)  # as the round: narrower than its words when the window is
        self.village.setMaximumWidth(420)
        self.round.setProperty("role", "quiet")
        self.round.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.round.setMinimumWidth(60)  # narrower than its words when the window is
        self.round.setMaximumWidth(330)
        self.search = parts.button("search", "search", "quiet")
        self.search.setMinimumWidth(150)
        self.waiting = parts.button("quiet", "send", "quiet")
        self.help = parts.button("quiet", "help", "quiet")
        self.switch = parts.button("quiet", "people", "quiet")
        self.switch.hide()  # until it is known that somebody else uses this laptop
        self.lock = parts.button("", "lock")
        line = parts.row(self, spacing=8)
        line.setContentsMargins(14, 8, 14, 8)
        parts.add(line, (self.village, self.round, None, self.search, self.waiting, self.help, self.switch, self.lock))
        self.village.activated.connect(lambda _: self.village_chosen.emit(self.village.currentData()))
        self.round.activated.connect(lambda _: self.round_chosen.emit(self.round.currentData()))
        self.search.clicked.connect(self.search_wanted)
        self.waiting.clicked.connect(self.handover_wanted)
        self.help.clicked.connect(self.help_wanted)
        self.lock.clicked.connect(self.lock_wanted)
        self.switch.clicked.connect(self.switch_wanted)
        self._words()

    def _words(self) -> None:
        self.say(self.search.setText, lambda: self.tr("Search   Ctrl+K"))
        self.say(self.lock.setText, lambda: self.tr("Lock"))
        self.say(self.lock.setToolTip, lambda: self.tr("Lock (Ctrl+L). What you typed is saved first."))
        self.say(self.switch.setText, lambda: self.tr("Change over"))
        self.say(
            self.switch.setToolTip,
            lambda: self.tr("A colleague goes on at this laptop (Ctrl+Shift+L). What you typed stays yours."),
        )
        self.say(self.help.setText, lambda: self.tr("Help"))
        self.say(self.help.setToolTip, lambda: self.tr("The manual at this page (F1)"))
        self.say(self.village.setAccessibleName, lambda: self.tr("Village"))
        self.say(self.village.setToolTip, lambda: self.tr("Every page shows this village only"))
        self.say(self.round.setAccessibleName, lambda: self.tr("Round"))

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self.village.setItemText(0, self.tr("All villages"))
        self.round.setItemText(0, self.tr("All rounds"))
        self.show_waiting(self._waiting)

    def offer_villages(self, villages: "Sequence[Chosen]", now: str) -> None:
        """Offer the villages held here."""
        _fill(self.village, self.tr("All villages"), villages, now)

    def offer_rounds(self, rounds: "Sequence[Chosen]", now: str) -> None:
        """Offer the rounds held here; with none there is nothing to choose."""
        _fill(self.round, self.tr("All rounds"), rounds, now)
        self.round.setVisible(bool(rounds))

    def show_waiting(self, count: int | None) -> None:
        """Say how many saves have not left this laptop; None where the question does not arise."""
        self._waiting = count
        self.waiting.setVisible(count is not None)
        if count is None:
            return
        if count:
            self.waiting.setText(self.tr("Awaiting receipt: %1").replace("%1", f"{count:,}"))
            self.waiting.setToolTip(
                self.tr("Saves the office has not confirmed yet. Hand over by stick; its receipt brings this down.")
            )
            icons.put(self.waiting, "send", "warn")
        else:
            self.waiting.setText(self.tr("Office has everything"))
            self.waiting.setToolTip(self.tr("The office has confirmed everything saved here."))
            icons.put(self.waiting, "check", "ok")


def _fill(box: QComboBox, every: str, offered: "Sequence[Chosen]", now: str) -> None:
    box.blockSignals(True)  # noqa: FBT003 - Qt has no names here
    box.clear()
    box.addItem(every, "")
    for one in offered:
        box.addItem(one.name or "—", one.rec)
        box.setItemData(box.count() - 1, f"{one.name} {one.detail}".strip(), 3)  # the tool tip role
    box.setCurrentIndex(max(box.findData(now), 0))
    box.blockSignals(False)  # noqa: FBT003 - Qt has no names here
