"""Who has not merged today (今天谁还没有合并), in one quiet card: names, laptop, when they came last."""

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.services.evening import Comer, Evening, EveningService
from ui.desk import Desk
from ui.speaking import SpeakingFrame
from ui.widgets import parts

if TYPE_CHECKING:
    from app.jobs import Progress

MOST = 12  # persons named; the rest are counted


class EveningCard(SpeakingFrame):
    """Reads in a job. Hidden where nobody brings a stick: at a member's laptop, and before anybody else is known."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, button: bool = True) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._desk, self._service = desk, EveningService(desk.session)
        self.evening: Evening | None = None
        line = parts.row(self, spacing=14)
        line.setContentsMargins(16, 10, 12, 10)
        self._picture = parts.picture("group", 22, "accent")
        self.title, self.names = parts.label("strong", wrap=True), parts.label("quiet", wrap=True)
        words = parts.column(spacing=2)
        parts.add(words, (self.title, self.names))
        self.button = parts.button("primary", "handover")
        line.addWidget(self._picture)
        line.addLayout(words, 1)
        line.addWidget(self.button)
        self.button.setVisible(button)
        self.button.clicked.connect(lambda: desk.go("handover", ""))
        self.say(self.button.setText, self._button_words)
        desk.notices.changed.connect(self._on_changed)
        self.hide()

    def _button_words(self) -> str:
        return (
            self.tr("Plug in a stick, receive") if self._desk.session.is_office else self.tr("Plug in a stick, merge")
        )

    def refresh(self) -> None:
        """Look again."""

        def look(_: "Progress") -> Evening:
            return self._service.look()

        self._desk.jobs.job(self, look).then(self.show_evening).start()

    def _on_changed(self, _touched: object) -> None:
        above = self.parentWidget()  # this card itself may be hidden while everybody is still unknown
        if above is not None and above.isVisible():
            self.refresh()

    def show_evening(self, evening: Evening) -> None:
        """Say who is missing."""
        self.evening = evening
        self.setVisible(evening.meant and bool(evening.comers))
        self._say()

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self._say()

    def _say(self) -> None:
        if self.evening is None:
            return
        missing = self.evening.missing
        could = [comer for comer in self.evening.comers if comer.laptops]
        words = self._some_words() if missing else self._all_words()
        self.title.setText(words.replace("%1", str(len(missing or could))).replace("%2", str(len(could))))
        parts.set_role(self.title, "warn" if missing else "ok")
        lines = [self._one(comer) for comer in missing[:MOST]]
        if len(missing) > MOST:
            lines.append(self.tr("and %1 more").replace("%1", str(len(missing) - MOST)))
        lines += [self._behind(comer) for comer in could if comer.today and comer.left]
        lines += [
            self.tr("%1: no laptop registered").replace("%1", comer.name)
            for comer in self.evening.comers
            if not comer.laptops
        ]
        self.names.setText("　".join(lines))
        self.names.setVisible(bool(lines))

    def _some_words(self) -> str:
        if self._desk.session.is_office:
            return self.tr("Handed nothing in today: %1 of %2")
        return self.tr("Not merged today: %1 of %2")

    def _all_words(self) -> str:
        if self._desk.session.is_office:
            return self.tr("Everybody has handed in today (%1)")
        return self.tr("Everybody has merged today (%1)")

    def _one(self, comer: Comer) -> str:
        where = "、".join(comer.laptops)
        if not comer.last:
            words = self.tr("%1 (laptop %2, never yet)")
        else:
            words = self.tr("%1 (laptop %2, last on %3)").replace("%3", _day(comer.last))
        return words.replace("%1", comer.name or "—").replace("%2", where)

    def _behind(self, comer: Comer) -> str:
        words = self.tr("%1 left %2 half-typed records behind")
        return words.replace("%1", comer.name or "—").replace("%2", str(comer.left))


def _day(milliseconds: int) -> str:
    return dt.datetime.fromtimestamp(milliseconds / 1000, dt.UTC).astimezone().strftime("%m-%d %H:%M")
