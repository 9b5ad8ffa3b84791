"""Typing the sheets of one batch, first or second time: the number of each sheet, its answers, the next one.

Every answer is kept the moment it is given. The first typing of a sheet is never read here while it is typed again.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from app.services import entry_keys, sheet_serials
from app.services.entry_keys import BACK, ENTER, Field, Outcome, Sort, in_order
from app.services.entry_sheet import SheetTyping
from app.storage.entry_sheets import Held


class Store(Protocol):
    """Where a typing keeps its sheets: `EntryService` for one batch and turn."""

    turn: int
    person: str

    def sheets(self) -> Mapping[str, Held]:
        """Sheets of this turn by number."""

    def drawn(self) -> list[str]:
        """Numbers to be typed a second time."""

    def elsewhere(self) -> Mapping[str, str]:
        """Numbers that count elsewhere → why: already-read or in-other-batch."""

    def sheet(self, held: Mapping[str, Any] | None, last: Mapping[str, Any] | None) -> SheetTyping:
        """A sheet to type in."""

    def keep(self, sheet: Held) -> None:
        """Keep a sheet, durably."""

    def drop(self, serial: str) -> None:
        """Forget a sheet."""

    def note_last(self, serial: str) -> None:
        """Remember which sheet was finished last."""

    def last(self) -> str:
        """Which sheet was finished last, or ''."""

    def first_free(self) -> str:
        """The number to begin with."""


class Typing:
    """What a window draws and hands keys to. ``sheet`` is None while the number of a sheet is asked for."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.sheet: SheetTyping | None = None
        self.serial = ""
        self.typed = ""
        self.said, self.blanks = "", dict[str, str]()
        self.saved = ""  # the number of the sheet that a key has just finished
        self.again = False  # the sheet was finished before and is being changed
        self._held = dict(store.sheets())
        self._elsewhere = store.elsewhere()
        self._last = store.last()
        begun = sorted((serial for serial, one in self._held.items() if not one.finished), key=in_order)
        self.proposed = begun[0] if begun else self._next(self._last)
        if begun:
            self._open(begun[0])

    # -- what is shown -------------------------------------------------------------------------------------------

    @property
    def finished(self) -> int:
        """How many sheets are typed to the end."""
        return sum(one.finished for one in self._held.values())

    @property
    def begun(self) -> int:
        """How many sheets are begun and not finished."""
        return sum(not one.finished for one in self._held.values())

    @property
    def wanted(self) -> int:
        """How many sheets are to be typed, 0 where that is open."""
        return len(self.store.drawn())

    @property
    def complete(self) -> bool:
        """Whether every sheet of a second typing is typed."""
        return self.store.turn == 2 and all(
            one in self._held and self._held[one].finished for one in self.store.drawn()
        )

    def field(self) -> Field:
        """The field under the cursor."""
        if self.sheet is not None:
            return self.sheet.field()
        return Field("", Sort.SERIAL, value=self.proposed, last=None)

    # -- keys ----------------------------------------------------------------------------------------------------

    def press(self, key: str) -> None:
        """Let a key act."""
        self.saved, self.said, self.blanks = "", "", {}
        if self.sheet is None:
            self._press_serial(key)
        else:
            self._press_sheet(self.sheet, key)

    def type(self, text: str) -> None:
        """Take what stands in a box of its own as typed."""
        if self.sheet is not None:
            self.sheet.type(text)

    def hold(self, text: str) -> None:
        """Keep an answer half-way through writing it; what is finished stays so until the changed one is."""
        if self.sheet is not None and not self.again and not self.sheet.is_prompt and self.sheet.place:
            self.sheet.hold(text)
            self._put(self.sheet, finished=False)

    def _press_serial(self, key: str) -> None:
        if key == BACK and not self.typed:
            self._reopen()
            return
        outcome = entry_keys.press(self.field(), self.typed, key)
        self.typed, self.said, self.blanks = outcome.typed, outcome.said, dict(outcome.blanks)
        if key == BACK:
            self.typed = ""
        elif outcome.value:
            self._take(outcome.value)

    def _take(self, serial: str) -> None:
        refused = self._refused(serial)
        if refused:
            self.said, self.blanks = refused, {"serial": serial}
            return
        held = self._held.get(serial)
        self._open(serial)
        if held is not None and held.finished:
            self.again, self.said, self.blanks = True, "typed-before", {"serial": serial}

    def _refused(self, serial: str) -> str:
        if self.store.turn == 2:
            return "" if serial in self.store.drawn() else "not-drawn"
        return self._elsewhere.get(serial, "")

    def _open(self, serial: str, *, at_the_end: bool = False) -> None:
        held = self._held.get(serial)
        last = self._held.get(self._last)
        self.serial, self.typed, self.again = serial, "", bool(held and held.finished)
        answers = last.held["answers"] if last is not None and last.serial != serial else None
        self.sheet = self.store.sheet(held.held if held else None, answers)
        if at_the_end:
            self.sheet.place = ""
            self.sheet.press(BACK)
        elif self.again:
            sequence = self.sheet.sequence()
            self.sheet.place = sequence[0] if sequence else ""

    def _reopen(self) -> None:
        """Back from the number of the next sheet: the last question of the sheet before."""
        if self._last and self._last in self._held:
            self._open(self._last, at_the_end=True)
        else:
            self.said = "nothing-before"

    def _press_sheet(self, sheet: SheetTyping, key: str) -> None:
        before = sheet.place
        outcome = sheet.press(key)
        self.said, self.blanks = sheet.said, dict(sheet.blanks)
        if not sheet.place:
            self._finish(sheet)
        elif outcome.move < 0 and sheet.place == before:
            self._keep(sheet, outcome)
            self._leave_sheet()
        else:
            self._keep(sheet, outcome)

    def _keep(self, sheet: SheetTyping, outcome: Outcome) -> None:
        if outcome.value is None and not outcome.move and not sheet.is_prompt:
            return  # a key half-way through an answer
        if self.again:
            return  # what is finished stays so until the changed one is
        if self.serial not in self._held and outcome.value is None and not outcome.none:
            return  # nothing is answered yet
        self._put(sheet, finished=False)

    def _put(self, sheet: SheetTyping, *, finished: bool) -> None:
        held = Held(self.serial, self.store.turn, finished, sheet.keep() | {"by": self.store.person})
        self.store.keep(held)
        self._held[self.serial] = held

    def _finish(self, sheet: SheetTyping) -> None:
        self._put(sheet, finished=True)
        self.saved = self._last = self.serial
        self.store.note_last(self.serial)
        self._leave_sheet()
        self.proposed = self._next(self.saved)

    def _leave_sheet(self) -> None:
        self.proposed, self.sheet, self.serial, self.typed, self.again = self.serial, None, "", "", False

    def _next(self, serial: str) -> str:
        if self.store.turn == 2:
            open_ = [one for one in self.store.drawn() if one not in self._held or not self._held[one].finished]
            later = [one for one in open_ if in_order(one) > in_order(serial)]
            return (later or open_ or [""])[0]
        begun = [one for one, held in self._held.items() if not held.finished]
        if begun:
            return min(begun, key=in_order)
        taken = {*self._held, *self._elsewhere}
        return sheet_serials.after(serial, taken) if serial else self.store.first_free()

    # -- a sheet that is not to be ---------------------------------------------------------------------------------

    def leave_out(self) -> str:
        """Take the sheet being typed out of the batch (begun by mistake, spoiled); returns its number."""
        serial = self.serial
        if self.sheet is None or not serial:
            return ""
        self.store.drop(serial)
        self._held.pop(serial, None)
        if self._last == serial:
            self._last = ""
        self._leave_sheet()
        return serial

    def stop_changing(self) -> None:
        """Leave a finished sheet that was opened again as it was."""
        if self.again:
            self._leave_sheet()
            self.proposed = self._next(self._last)


__all__ = ["BACK", "ENTER", "Store", "Typing"]
