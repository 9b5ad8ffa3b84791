"""Where the typing of one batch keeps its sheets: this turn's alone."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from app.forms.birth import Surroundings
from app.forms.definition import Form
from app.services import sheet_serials
from app.services.entry_sheet import SheetTyping
from app.storage import entry_sheets
from app.storage.entry_sheets import Held

if TYPE_CHECKING:
    from app.services.session import Session


@dataclass(slots=True)
class Store:
    """Where one typing keeps its sheets."""

    session: "Session"
    key: str
    rec: str
    turn: int
    person: str
    day: dt.datetime
    form: Form
    facts: dict[str, Any] = field(default_factory=dict)

    def sheets(self) -> Mapping[str, Held]:
        """Sheets of this turn alone: whoever types a second time is never handed the first."""
        return {one.serial: one for one in entry_sheets.sheets(self.session.vault, self.key) if one.turn == self.turn}

    def drawn(self) -> list[str]:
        """Numbers to be typed a second time."""
        return list(self.facts.get("drawn", ())) if self.turn == 2 else []

    def elsewhere(self) -> Mapping[str, str]:
        """Numbers that count elsewhere, and why."""
        vault = self.session.vault
        other = dict.fromkeys(sheet_serials.staged(vault, self.rec, self.key), "in-other-batch")
        return other | dict.fromkeys(sheet_serials.kept(vault, self.rec), "already-read")

    def sheet(self, held: Mapping[str, Any] | None, last: Mapping[str, Any] | None) -> SheetTyping:
        """A sheet to type in; times in it are the day on which the papers were filled in."""
        around = Surroundings(now=lambda: self.day, anonymous=True)
        return SheetTyping(self.form, around, held, last)

    def keep(self, sheet: Held) -> None:
        """Keep a sheet, durably."""
        entry_sheets.put(self.session.vault, self.key, sheet)

    def drop(self, serial: str) -> None:
        """Forget a sheet."""
        entry_sheets.drop(self.session.vault, self.key, serial, self.turn)

    def note_last(self, serial: str) -> None:
        """Remember which sheet was finished last, and who types."""
        by = "typed_by" if self.turn == 1 else "again_by"
        self.facts |= {f"last{self.turn}": serial, by: sorted({*self.facts.get(by, ()), self.person})}
        entry_sheets.put_batch(self.session.vault, self.key, self.rec, self.facts)

    def last(self) -> str:
        """Which sheet was finished last."""
        return str(self.facts.get(f"last{self.turn}", ""))

    def first_free(self) -> str:
        """The number to begin with."""
        return sheet_serials.first_free(self.session, self.rec)
