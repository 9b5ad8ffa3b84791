"""The list of findings: by area of the problem tree, with number, amount and how far each is signed."""

from collections.abc import Sequence
from typing import Any

from typing_extensions import override

from app.records import vocabularies
from app.services.records import Row, SavedView
from ui.tables import Column
from ui.widgets.record_boxes import choose, refill
from ui.widgets.record_list import RecordList
from ui.widgets.record_words import language, words

TONES = {"approved": "ok", "in_report": "ok", "immediate": "ok", "left_out": "quiet", "clue": "quiet"}


class FindingList(RecordList):
    """Findings of the village chosen."""

    @override
    def _filter_row(self) -> Any:
        row = super()._filter_row()
        self.area = self._box()
        self.area.setMinimumContentsLength(8)
        self.say(lambda _: self._fill_areas(), str)
        row.insertWidget(1, self.area, 1)
        for _, box in self.filters[1:]:
            box.hide()  # one filter row has room for area, one field, state and marks
        return row

    def _fill_areas(self) -> None:
        heads = [item for item in vocabularies.taxonomy() if item.level == 1]
        names = [(f"{item.code} {item.words.get(language())}", item.code) for item in heads]
        refill(self.area, [(self.tr("Area: all"), ""), *names])
        name = self.kind.field("item")
        self.area.setAccessibleName(words(name.words) if name else "")

    @override
    def _wire(self) -> None:
        super()._wire()
        self.area.currentIndexChanged.connect(lambda _: self.refresh())

    @override
    def _filters(self) -> dict[str, Any]:
        found = super()._filters()
        area = str(self.area.currentData() or "")
        if area:
            found["item"] = [one.code for one in vocabularies.taxonomy() if one.level == 3 and one.code[0] == area]
        return found

    @override
    def clear_filters(self) -> None:
        self._choose_area("")
        super().clear_filters()

    @override
    def apply_view(self, view: SavedView) -> None:
        items = view.filters.get("item") or [""]
        self._choose_area(str(items[0])[:1])
        super().apply_view(view)

    def _choose_area(self, area: str) -> None:
        choose(self.area, self.area.findData(area))

    @override
    def columns(self) -> Sequence[Column[Row]]:
        def column(name: str, **more: Any) -> Column[Row]:
            of = self.kind.field(name)
            return Column(
                title=lambda: words(of.words) if of else name,
                text=lambda row: self.service.cell(self.kind, row, name),
                key=name,
                **more,
            )

        return (
            column("title"),
            Column(lambda: self.tr("Problem"), _item, key="item"),
            Column(lambda: self.tr("Number"), _number, key="formal_number", width=150),
            column("amount", right=True, width=110),
            column("handlers", width=120),
            Column(lambda: self.tr("State"), self._state, key="state", width=120, tone=_tone),
        )

    def _state(self, row: Row) -> str:
        state = self.kind.state(row.state or self.kind.first_state)
        said = [
            words(state.words) if state else row.state,
            self.tr("differs") if row.conflicts else "",
            self.tr("formalities") if row.irregular else "",
            self.tr("changed since") if row.changed_since else "",
        ]
        return " · ".join(mark for mark in said if mark)


def _item(row: Row) -> str:
    code = str(row.values.get("item") or "")
    found = vocabularies.words_of("taxonomy").get(code)
    return f"{code} {found.get(language())}" if found else code


def _number(row: Row) -> str:
    """The end of it, which differs from row to row; the record shows the whole."""
    whole = str(row.values.get("formal_number") or row.values.get("number") or "")
    return "-".join(whole.split("-")[-3:])


def _tone(row: Row) -> str:
    marked = row.conflicts or row.irregular or row.changed_since
    return "warn" if marked else TONES.get(row.state, "")
