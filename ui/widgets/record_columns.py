"""The columns of a list, from the declaration of its kind."""

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.records.kinds import Field, Kind, Sensitivity, Type
from app.services.records import RecordService, Row
from ui.tables import Column
from ui.widgets.record_words import moment, words

MOST_COLUMNS = 7
WIDTHS = {
    Type.DATE: 110,
    Type.MOMENT: 140,
    Type.INTEGER: 90,
    Type.MONEY: 120,
    Type.BOOLEAN: 80,
    Type.CHOICE: 110,
}
RIGHT = {Type.INTEGER, Type.MONEY}


class RecordColumns(QObject):
    """Title fields first, then state and marks, then the other columns as declared, then when it was saved."""

    def __init__(self, service: RecordService, kind: Kind, parent: QObject) -> None:
        super().__init__(parent)
        self.service, self.kind = service, kind

    def all(self) -> Sequence[Column[Row]]:
        """Return the columns."""
        shown = [f for f in self.kind.fields if f.column and f.sensitivity is not Sensitivity.SEALED]
        titles = [f for f in shown if f.name in self.kind.title]
        rest = [f for f in shown if f not in titles]
        columns = [self._column(field) for field in titles]
        if self.kind.states:
            columns.append(Column(lambda: self.tr("State"), self._state_words, key="state", width=100))
        columns.append(Column(lambda: self.tr("Marks"), self._marks, width=110, tone=lambda _: "warn"))
        columns += [self._column(field, place) for place, field in enumerate(rest[: MOST_COLUMNS - len(titles)])]
        columns.append(
            Column(lambda: self.tr("Saved"), lambda row: moment(row.updated), key="updated", width=140, spare=99)
        )
        return columns

    def _column(self, field: Field, place: int = 0) -> Column[Row]:
        """A column; what is declared late can be spared on a narrow screen, the form shows it all."""
        return Column(
            title=lambda: words(field.words),
            text=lambda row: self.service.cell(self.kind, row, field.name),
            key=field.name,
            right=field.type in RIGHT,
            width=WIDTHS.get(field.type, 0),
            spare=place,
        )

    def _state_words(self, row: Row) -> str:
        state = self.kind.state(row.state or self.kind.first_state)
        return words(state.words) if state else row.state

    def _marks(self, row: Row) -> str:
        said = [
            self.tr("differs") if row.conflicts else "",
            self.tr("formalities") if row.irregular else "",
            self.tr("changed since") if row.changed_since else "",
        ]
        return " · ".join(mark for mark in said if mark)
