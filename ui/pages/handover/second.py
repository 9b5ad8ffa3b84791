"""Confirmed by two (两人核对): after the stick is written, a second person compares what lies on it with its slip."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from app.services.handover_second import Checked, SecondPersonService
from app.services.witnesses import Witness
from ui import errors
from ui.desk import Desk
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.record_words import moment
from ui.widgets.road_words import checked_words, fours, kind_words, place_words, unchecked_words
from ui.widgets.second_person import SecondPerson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.services.handover_facts import Sent


class SecondCard(SpeakingWidget):
    """Hidden until something was written, and where nobody else is known. Nothing waits for it.

    Signals:
        settled: what is known of the second person has changed.
    """

    settled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._service = desk, SecondPersonService(desk.session)
        self._sent: Sequence[Sent] = ()
        self._witnesses: Sequence[Witness] = ()
        self._checked: Checked | None = None
        self._trouble: Exception | None = None
        frame, inside = parts.card(margin=16, spacing=8)
        self.heading, self.text = parts.label("heading"), parts.label("quiet", wrap=True)
        self.packages, self.state = parts.label("strong", wrap=True), parts.label("warn", wrap=True)
        self.pair, self.button = SecondPerson(), parts.button("", "check")
        line = parts.row()
        parts.add(line, (self.button, None))
        parts.add(inside, (self.heading, self.text, self.packages, self.state, self.pair, line))
        parts.column(self, spacing=0).addWidget(frame)
        self.pair.changed.connect(self._draw)
        self.pair.accepted.connect(self.confirm)
        self.button.clicked.connect(self.confirm)
        self.say(self.heading.setText, lambda: self.tr("Confirmed by two"))
        self.say(
            self.text.setText,
            lambda: self.tr(
                "The second person compares the recipient and the first eight characters of the digest with the slip "
                "of the stick."
            ),
        )
        self.hide()

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self.pair.offer(self._witnesses)

    @property
    def missing(self) -> bool:
        """Whether something was written that no second person has checked."""
        return bool(self._sent and self._witnesses) and self._checked is None

    def show_written(self, sent: "Sequence[Sent]") -> None:
        """Ask about what was written just now; nothing hides the card."""
        if [one.package for one in sent] == [one.package for one in self._sent]:
            return
        self._sent, self._witnesses, self._checked, self._trouble = sent, (), None, None
        self.hide()
        if sent:
            self._desk.jobs.job(self, lambda _: self._service.witnesses()).then(self._offer).start()

    def _offer(self, witnesses: list[Witness]) -> None:
        self._witnesses = witnesses
        self.pair.offer(witnesses, self._service.last)
        self.setVisible(bool(self._sent and witnesses))
        self.settled.emit()

    def confirm(self) -> None:
        """Take the second person's word."""
        second = self.pair.chosen
        if second is None or not self.button.isEnabled():
            return
        self.button.setEnabled(False)
        packages, passphrase = [one.package for one in self._sent], self.pair.take_passphrase()

        def work(_: object) -> Checked | None:
            self._service.confirm(packages, second.person, passphrase)
            return self._service.checked(packages[0])

        self._desk.jobs.long(self, work).then(self._on_checked).otherwise(self._on_trouble).start()

    def _on_checked(self, checked: Checked | None) -> None:
        self._checked, self._trouble = checked, None
        self._draw()
        self._desk.notices.changed.emit(frozenset({"event"}))
        self.settled.emit()

    def _on_trouble(self, error: Exception) -> None:
        self._trouble = error
        self._draw()
        self.pair.theirs.edit.setFocus()

    def _draw(self) -> None:
        """Words and what can be done, from what is known."""
        lines = (f"{kind_words(one.kind)} → {place_words(one.place)}    {fours(one.sha256)}" for one in self._sent)
        self.packages.setText("\n".join(lines))
        done, second = self._checked, self.pair.chosen
        self.pair.setVisible(done is None)
        self.button.setVisible(done is None)
        self.button.setEnabled(second is not None)
        signs = second is not None and not second.resident
        self.button.setText(self.tr("Same; signs the slip") if signs else self.tr("Same; confirm"))
        if done is not None:
            parts.set_role(self.state, "ok")
            self.state.setText(f"{checked_words(done)} · {moment(done.at)}")
        elif self._trouble is not None:
            parts.set_role(self.state, "bad")
            self.state.setText(errors.words(self._trouble))
        else:
            parts.set_role(self.state, "warn")
            self.state.setText(unchecked_words())
