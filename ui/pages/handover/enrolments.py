"""At the office: enrolments that wait until an officer has compared eight words with the person."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QMenu, QPushButton, QWidget

from app.records import kinds
from ui import language
from ui.speaking import SpeakingWidget
from ui.widgets import parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.looking import Chosen
    from app.sync.enrolment import Enrolment


class Enrolments(SpeakingWidget):
    """One card for each enrolment.

    Signals:
        confirmed: row, role code, record ids of villages.
        declined: row.
    """

    confirmed = Signal(int, str, object)
    declined = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: Sequence[Enrolment] = ()
        self._villages: Sequence[Chosen] = ()
        self.heading = parts.label("heading")
        self.cards = parts.column(spacing=12)
        whole = parts.column(self, spacing=10)
        parts.add(whole, (self.heading, self.cards))
        self.say(self.heading.setText, lambda: self.tr("Laptops that wait to be registered"))
        self.hide()

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self.offer(self._shown, self._villages)

    def offer(self, waiting: "Sequence[Enrolment]", villages: "Sequence[Chosen]") -> None:
        """Show what waits."""
        self._shown, self._villages = waiting, villages
        parts.clear(self.cards)
        for enrolment in waiting:
            self.cards.addWidget(self._card(enrolment))
        self.setVisible(bool(waiting))

    def _card(self, enrolment: "Enrolment") -> QFrame:
        frame, inside = parts.card(margin=16, spacing=10)
        head = parts.row(spacing=10)
        title = parts.label("heading", enrolment.name or "—")
        number = parts.label("quiet", self.tr("Staff number %1").replace("%1", enrolment.staff or "—"))
        code = parts.label("chip-quiet", self.tr("Laptop %1").replace("%1", enrolment.laptop))
        parts.add(head, (parts.picture("badge", 22, "accent"), title, number, code, None))
        ask = self.tr("Let the inspector read the eight words from the laptop. Register only if all eight are these:")
        words = parts.label("words", "   ".join(enrolment.words), wrap=True)
        foot = parts.row(spacing=10)
        role, villages = self._roles(), self._village_menu()
        yes, no = parts.button("primary", "check"), parts.button("danger")
        yes.setText(self.tr("All eight agree: register"))
        no.setText(self.tr("They do not agree"))
        yes.clicked.connect(
            lambda: self.confirmed.emit(enrolment.row, role.currentData() or "member", _ticked(villages.menu()))
        )
        no.clicked.connect(lambda: self.declined.emit(enrolment.row))
        if enrolment.known:
            foot.addWidget(parts.label("quiet", self.tr("Already on the roster; role and villages stay.")))
        else:
            parts.add(foot, (parts.label("quiet", self.tr("Role")), role, villages))
        parts.add(foot, (None, no, yes))
        parts.add(inside, (head, parts.label("quiet", ask, wrap=True), words, foot))
        return frame

    def _roles(self) -> QComboBox:
        box = QComboBox()
        field = kinds.kind("inspector").field("role")
        for choice in field.choices if field else ():
            box.addItem(choice.words.get(language.current()), choice.code)
        box.setCurrentIndex(max(box.findData("member"), 0))
        box.setAccessibleName(self.tr("Role"))
        return box

    def _village_menu(self) -> QPushButton:
        button = parts.button("", "village")
        menu = QMenu(button)
        for village in self._villages:
            action = QAction(village.name, menu)
            action.setCheckable(True)
            action.setData(village.rec)
            menu.addAction(action)
        button.setMenu(menu)

        def count() -> None:
            button.setText(self.tr("Villages: %1").replace("%1", str(len(_ticked(menu)))))

        menu.triggered.connect(lambda _: count())
        count()
        button.setEnabled(bool(self._villages))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button


def _ticked(menu: QMenu) -> list[str]:
    return [str(action.data()) for action in menu.actions() if action.isChecked()]
