"""Editor of one code out of a long list, such as the 117 problems: found by words, code, pinyin or initials."""

from typing import Any

from typing_extensions import override

from app.records.kinds import Field
from ui.widgets.record_links import Lookup, ReferenceEditor


class CodeEditor(ReferenceEditor):
    """A line that offers what fits; Down offers the whole list."""

    def __init__(self, field: Field, lookup: Lookup) -> None:
        super().__init__(field, lookup)
        self.visit.hide()

    @override
    def show_value(self, value: Any, raw: str = "") -> None:
        self._value, self.rule = value or None, "reference" if raw else ""
        self._write(raw or (self._lookup.code_name(self.field, str(value)) if value else ""))

    @override
    def _mark(self) -> None:
        super()._mark()
        self.visit.hide()  # a code has no page of its own
        self.finder.line.setToolTip(self.finder.line.text())

    @override
    def retranslate(self) -> None:
        super().retranslate()
        if self._value and not self.rule:
            self.show_value(self._value)
