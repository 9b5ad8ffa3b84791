"""Where two typings of a batch differ, and what a person decides about it; kept answer by answer."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.forms.birth import Surroundings
from app.services import entry_compare
from app.services.entry_batches import EntryBatches
from app.services.entry_compare import Compared, Rate
from app.services.entry_keys import in_order
from app.services.entry_sheet import SheetTyping, path_of, printed, words_of
from app.storage import entry_sheets
from app.storage.entry_sheets import Held


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer in which two typings differ, or (``missing``) one that what was decided has left open."""

    serial: str
    reference: str
    number: str
    words: str
    first: str
    second: str
    first_words: str
    second_words: str
    missing: bool = False


class EntryDifferences(EntryBatches):
    """The verbs on what differs."""

    def compared(self, key: str) -> list[Compared]:
        """Compare the two typings of every sheet that has both."""
        return _compared(self._held(key))

    def _held(self, key: str) -> dict[tuple[str, int], Held]:
        return {(one.serial, one.turn): one for one in entry_sheets.sheets(self.vault, key)}

    def merged(self, key: str, serial: str) -> SheetTyping:
        """Return a sheet as it stands: the first typing with what was decided since."""
        rec, facts = self._facts(key)
        held = self._held(key)[serial, 1].held
        return self._merge(rec, facts, serial, held)

    def _merge(self, rec: str, facts: Mapping[str, Any], serial: str, held: Mapping[str, Any]) -> SheetTyping:
        from app.services.scan_sheets import place

        day = dt.datetime.fromisoformat(str(facts["day"])).astimezone()
        form = self.questionnaires.form(rec)
        sheet = SheetTyping(form, Surroundings(now=lambda: day, anonymous=True), held)
        order = {path: at for at, path in enumerate(printed(form))}
        decided = facts.get("decided", {}).get(serial, {}).items()
        # in the order of the questions: what a filter offers depends on the answers before
        for reference, said in sorted(decided, key=lambda one: order.get(path_of(one[0]), len(order))):
            place(sheet.runner, {reference: str(said["value"])})
            (sheet.none.add if said.get("none") else sheet.none.discard)(reference)
        return sheet

    def differences(self, key: str) -> list[Difference]:
        """Return what is still to be decided, sheet by sheet, in the order of the questions."""
        (rec, facts), held = self._facts(key), self._held(key)
        return [one for compared in _compared(held) for one in self._open_ones(rec, facts, held, compared)]

    def _open_ones(
        self, rec: str, facts: Mapping[str, Any], held: Mapping[tuple[str, int], Held], compared: Compared
    ) -> list[Difference]:
        decided = facts.get("decided", {}).get(compared.serial, {})
        if not compared.differing:
            return []
        first, second = (held[compared.serial, turn].held for turn in (1, 2))
        sheet = self._merge(rec, facts, compared.serial, first)
        asked = set(sheet.asked())
        found = [
            self._difference(sheet, compared.serial, reference, first, second)
            for reference in compared.differing
            if reference not in decided and (reference in asked or "[" in reference)
        ]
        if not found:  # what was decided may ask for an answer that neither has
            found = [
                self._difference(sheet, compared.serial, one, first, second, missing=True)
                for one in (*_lost(sheet, decided), *(problem.reference for problem in sheet.problems()))
            ]
        return found

    def _difference(  # noqa: PLR0913 - facts of one line
        self,
        sheet: SheetTyping,
        serial: str,
        reference: str,
        first: Mapping[str, Any],
        second: Mapping[str, Any],
        *,
        missing: bool = False,
    ) -> Difference:
        one, other = (entry_compare.given(held, reference) for held in (first, second))
        find = sheet.runner.engine.instance.find
        at = reference if find(reference) is not None else _first_row(reference)
        known = find(at) is not None
        offers = sheet.offers(at) if known else []
        title = sheet.runner.question(at).title() if known else at
        words = (words_of(one, offers), words_of(other, offers))
        return Difference(serial, reference, sheet.number(reference), title, one, other, *words, missing)

    def again(self, key: str, one: Difference) -> SheetTyping:
        """Return the sheet as it stands, the cursor on an answer to be typed again; nothing is held there."""
        from app.services.scan_sheets import place

        sheet = self.merged(key, one.serial)
        place(sheet.runner, {one.reference: ""})  # with the row it stands in
        sheet.none.discard(one.reference)
        sheet.place = one.reference
        return sheet

    def decide(self, key: str, one: Difference, value: str, *, none: bool = False) -> None:
        """Say what an answer is, durably."""
        rec, facts = self._facts(key)
        decided = {serial: dict(held) for serial, held in facts.get("decided", {}).items()}
        decided.setdefault(one.serial, {})[one.reference] = {"value": value, "none": none}
        entry_sheets.put_batch(self.vault, key, rec, facts | {"decided": decided})

    def keep_first(self, key: str, one: Difference) -> None:
        """Decide for the first typing."""
        self._keep_one(key, one, 1, one.first)

    def keep_second(self, key: str, one: Difference) -> None:
        """Decide for the second typing."""
        self._keep_one(key, one, 2, one.second)

    def _keep_one(self, key: str, one: Difference, turn: int, value: str) -> None:
        held = self._held(key)[one.serial, turn].held
        self.decide(key, one, value, none=not value and one.reference in held.get("none", ()))

    def rate(self, key: str) -> Rate:
        """Return how often the two typings of a batch differ, as it stands."""
        rec, facts = self._facts(key)
        held, found = self._held(key), self.compared(key)
        firsts = {one.serial: held[one.serial, 1].held for one in found}
        finals = {serial: self._merge(rec, facts, serial, first).sealed() for serial, first in firsts.items()}
        same = sum(held[one.serial, 1].held.get("by") == held[one.serial, 2].held.get("by") for one in found)
        typed = sum(turn == 1 for _, turn in held)
        return entry_compare.rate(typed, found, firsts, finals, same_person=same)


def _lost(sheet: SheetTyping, decided: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """What was decided and, after another decision, is not offered any more."""
    asked = set(sheet.asked())
    return [one for one, said in decided.items() if one in asked and said["value"] and not sheet.answer(one)]


def _first_row(reference: str) -> str:
    """The same question in the first row: for its words where the row itself is not there."""
    return re.sub(r"\[\d+\]", "[1]", reference)


def _compared(held: Mapping[tuple[str, int], Held]) -> list[Compared]:
    ours = sorted((one for one in held if one[1] == 2), key=lambda one: in_order(one[0]))
    pairs = [(serial, held.get((serial, 1)), held.get((serial, 2))) for serial, turn in ours]
    return [
        entry_compare.compare(serial, first.held, second.held)
        for serial, first, second in pairs
        if first and second and second.finished
    ]
