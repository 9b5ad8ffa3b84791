"""How far each record of a list has come on its way to the office, asked only for the rows that are seen."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.records.kinds import Kind, Place, Writes
from app.services.handover_road import RoadService, RoadState
from app.services.records import Row
from ui.desk import Desk
from ui.speaking import SpeakingWidget
from ui.tables import Column, RowView
from ui.widgets import parts
from ui.widgets.road_words import road_tone, road_words, short_road_words

GATHER = 60  # milliseconds in which the rows that come into sight are gathered into one question
TONES = {"accent": "chip", "ok": "chip-ok", "warn": "chip-warn"}


def travels(desk: Desk, kind: Kind) -> bool:
    """Whether records of a kind go to the office from here: not the log, nor what the office writes itself."""
    return not desk.session.is_office and kind.writes is not Writes.OFFICE and kind.place is not Place.LOG


def with_road(columns: Sequence[Column[Row]], marks: "RoadMarks | None") -> list[Column[Row]]:
    """Return the columns of a list with this one before the moment of the save, or at the end."""
    found = list(columns)
    if marks is not None:
        found.insert(len(found) - (found[-1].key == "updated"), marks.column())
    return found


class RoadMarks(SpeakingWidget):
    """Asks for states and remembers them until something is written or handed over. Never seen itself.

    Signals:
        told: states came; whoever shows them draws again.
    """

    told = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._road = desk, RoadService(desk.session)
        self._known: dict[str, RoadState] = {}
        self._wanted: dict[str, None] = {}
        self._round = 0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(GATHER)
        self._wait.timeout.connect(self._ask)
        desk.notices.changed.connect(self._on_changed)  # a method: the connection ends with this widget
        self.hide()

    def column(self) -> Column[Row]:
        """Return the column of a list."""
        return Column(lambda: self.tr("On its way"), self._text, width=130, tone=self._tone)

    def follow(self, view: RowView) -> None:
        """Draw a list again when states came, and give the column the room its words need."""

        def draw() -> None:
            view.model().headerDataChanged.emit(Qt.Orientation.Horizontal, 0, view.model().columnCount() - 1)
            view.viewport().update()

        self.told.connect(draw)

    def state(self, rec: str) -> RoadState | None:
        """Return how far a record has come, or None while that is being asked."""
        found = self._known.get(rec)
        if found is None and rec not in self._wanted:
            self._wanted[rec] = None
            self._wait.start()
        return found

    def _on_changed(self, _touched: object) -> None:
        self.forget()

    def forget(self) -> None:
        """Ask again for what is seen: a save or a handover may have changed it."""
        self._round += 1
        self._known.clear()
        self._wanted.clear()
        self.told.emit()

    def _text(self, row: Row) -> str:
        state = self.state(row.rec)
        return "" if state is None else short_road_words(state)

    def _tone(self, row: Row) -> str:
        state = self._known.get(row.rec)
        return "" if state is None else road_tone(state)

    def _ask(self) -> None:
        recs, asked = list(self._wanted), self._round
        if recs:
            job = self._desk.jobs.job(self, lambda _: self._road.states(recs))
            job.then(lambda found: self._answer(found, recs) if asked == self._round else None).start()

    def _answer(self, found: Mapping[str, RoadState], recs: Sequence[str]) -> None:
        for rec in recs:
            self._wanted.pop(rec, None)
        self._known.update(found)
        self.told.emit()


class RoadChip(SpeakingWidget):
    """How far the open record has come, beside when it was saved."""

    def __init__(self, desk: Desk, kind: Kind) -> None:
        super().__init__()
        self._rec = ""
        self._edited = False
        self._marks = RoadMarks(desk, self) if travels(desk, kind) else None
        self.label = parts.label("chip")
        parts.row(self).addWidget(self.label, 0, Qt.AlignmentFlag.AlignVCenter)
        if self._marks is not None:
            self._marks.told.connect(self._draw)
        self.hide()

    def of(self, rec: str) -> None:
        """Show this record's state; '' for one that is not written yet."""
        self._rec, self._edited = rec, False
        self._draw()

    def edited(self) -> None:
        """Something is being typed: that much has not left yet."""
        self._edited = True
        self._draw()

    def _draw(self) -> None:
        state = self._marks.state(self._rec) if self._marks is not None and self._rec else None
        if self._edited and state is not None:
            state = RoadState.HERE
        self.setVisible(state is not None)
        if state is not None:
            self.label.setText(road_words(state))
            parts.set_role(self.label, TONES[road_tone(state)])

    def retranslate(self) -> None:
        """Say every word again."""
        super().retranslate()
        self._draw()
