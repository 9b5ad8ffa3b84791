"""The end of a round: look whether this laptop may be cleared, and clear it with a second person."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.records.kinds import kinds
from app.services.clearing import ClearingService, Confirmed
from ui.desk import Desk
from ui.speaking import SpeakingWidget
from ui.widgets import parts
from ui.widgets.passphrase import PassphraseField
from ui.widgets.record_words import words
from ui.widgets.road_words import road_words
from ui.widgets.second_person import SecondPerson

if TYPE_CHECKING:
    from app.services.handover_facts import Clearing
    from app.services.handover_road import OnPaper
    from app.services.witnesses import Witness

LISTED = 8  # of what has not arrived; the rest is counted


class ClearingCard(SpeakingWidget):
    """Hidden at the office and before this person is registered.

    Signals:
        trouble: an error to be shown.
        cleared: the vault is gone.
    """

    trouble = Signal(object)
    cleared = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._service = desk, ClearingService(desk.session)
        self._facts: Clearing | None = None
        self._late: list[OnPaper] = []
        self._witnesses: list[Witness] = []
        frame, inside = parts.card(margin=16, spacing=10)
        self.heading, self.text = parts.label("heading"), parts.label("quiet", wrap=True)
        self.look_button = parts.button("", "shield")
        self.found = parts.label("", wrap=True)
        self.form = self._form()
        parts.add(inside, (self.heading, self.text, self.found, self.form))
        line = parts.row()
        parts.add(line, (self.look_button, None))
        inside.addLayout(line)
        parts.column(self, spacing=0).addWidget(frame)
        self.look_button.clicked.connect(self.look)
        self.pair.changed.connect(self._on_second)
        self.button.clicked.connect(self.clear)
        self._say_words()
        self.setVisible(desk.session.registered and not desk.session.is_office)
        self._draw()

    def _form(self) -> QWidget:
        form = QWidget()
        column = parts.column(form, spacing=8)
        self.mine_label, self.mine = parts.label("quiet"), PassphraseField()
        self.mine_label.setBuddy(self.mine)
        self.mine.setMaximumWidth(420)
        self.pair = SecondPerson()
        parts.add(column, (self.mine_label, self.mine, self.pair))
        self.button = parts.button("danger")
        line = parts.row()
        parts.add(line, (self.button, None))
        column.addLayout(line)
        return form

    def _say_words(self) -> None:
        self.say(self.heading.setText, lambda: self.tr("After the round: clear this laptop"))
        self.say(
            self.text.setText,
            lambda: self.tr(
                "Only when the office has confirmed every record and attachment. Two persons confirm; the keys are "
                "destroyed and the vault is deleted. What stays is a slip to be signed."
            ),
        )
        self.say(self.look_button.setText, lambda: self.tr("See what is still missing"))
        self.say(self.mine_label.setText, lambda: self.tr("My passphrase"))
        self.say(self.mine.edit.setAccessibleName, self.mine_label.text)
        self.say(self.button.setText, lambda: self.tr("Clear this laptop…"))

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self._draw()

    # -- looking -------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Ask what keeps this laptop from being cleared."""
        service = self._service
        job = self._desk.jobs.job(self, lambda _: (service.facts(), service.not_arrived(), service.witnesses()))
        job.then(lambda found: self.show_found(*found)).otherwise(self.trouble.emit).start()

    def forget(self) -> None:
        """What was found may no longer be true."""
        self._facts = None
        self.setVisible(self._desk.session.registered and not self._desk.session.is_office)
        self._draw()

    def show_found(self, facts: "Clearing", late: "list[OnPaper]", witnesses: "list[Witness]") -> None:
        """Show what is missing, or ask for the two persons."""
        self._facts, self._late, self._witnesses = facts, late, witnesses
        self._draw()

    def _draw(self) -> None:
        facts = self._facts
        self.found.setVisible(facts is not None)
        self.form.setVisible(facts is not None and facts.allowed)
        if facts is None:
            return
        parts.set_role(self.found, "ok" if facts.allowed else "warn")
        self.found.setText(
            self.tr("The office has everything that is on this laptop.") if facts.allowed else self._missing(facts)
        )
        self.pair.offer(self._witnesses)

    def _missing(self, facts: "Clearing") -> str:
        counted = (
            (facts.drafts, self.tr("drafts: %1")),
            (facts.unsent, self.tr("changes the office has not confirmed: %1")),
            (facts.parts, self.tr("parts of attachments the office has not confirmed: %1")),
            (facts.aside, self.tr("set aside: %1")),
            (facts.forks, self.tr("numbers with two changes: %1")),
            (facts.responses, self.tr("answers waiting for their batch: %1")),
        )
        lines = [self.tr("Not yet. Hand over to the office and take its receipt in. Still here alone:")]
        lines += ["· " + text.replace("%1", str(number)) for number, text in counted if number]
        lines += [
            f"   {words(kinds()[one.kind].words)} {one.title} – {road_words(one.state)}" for one in self._late[:LISTED]
        ]
        more = len(self._late) - LISTED
        lines += [self.tr("   and %1 more").replace("%1", str(more))] if more > 0 else []
        return "\n".join(lines)

    # -- clearing ------------------------------------------------------------------------------------------------

    def _on_second(self) -> None:
        self.button.setEnabled(self.pair.chosen is not None)

    def clear(self) -> None:
        """Ask once more, ask where the slip goes, and clear."""
        second = self.pair.chosen
        if second is None or not self._confirmed(second):
            return
        slip = self._desk.ask.save_path(
            self, self.tr("Where to keep the slip"), self.tr("laptop-cleared.pdf"), "PDF (*.pdf)"
        )
        if slip is None:
            return
        confirmed = Confirmed(self.mine.text(), second.person, self.pair.take_passphrase())
        self._start(confirmed, slip)

    def _confirmed(self, second: "Witness") -> bool:
        by = self.tr("%1 gives a passphrase here.") if second.resident else self.tr("%1 signs the slip.")
        text = self.tr(
            "This cannot be undone: the keys are destroyed and every file of the vault is deleted. The slip is written "
            "first, outside the vault; print it, sign it and hand it in. Exported files and paper are not touched."
        )
        return self._desk.ask.confirm(
            self,
            self.tr("Clear this laptop?"),
            f"{by.replace('%1', second.name)}\n\n{text}",
            self.tr("Destroy keys and delete"),
            danger=True,
        )

    def _start(self, confirmed: Confirmed, slip: Path) -> None:
        self.button.setEnabled(False)
        self.mine.set_text("")
        job = self._desk.jobs.long(self, lambda _: self._service.clear(confirmed, slip))
        job.then(lambda _: self.cleared.emit()).otherwise(self._on_trouble).start()

    def _on_trouble(self, error: Exception) -> None:
        self._on_second()
        self.trouble.emit(error)
