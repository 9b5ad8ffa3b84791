"""Paper questionnaires typed by digit keys: batches, first typing, blind second typing of a share, what differs.

Sheets of a batch wait here by their numbers until the batch is settled. Only then do anonymous answers enter the pool,
shuffled and without their numbers, and named ones become responses; what is settled changes no more.
"""

import datetime as dt
import random
import secrets
from collections.abc import Mapping
from typing import Any

from app.errors import AppError, NotFoundError
from app.forms import audit
from app.records.change import new_record_id
from app.services import entry_compare, sheet_serials
from app.services.entry_batches import COMPARE, ENTRY, FIRST, SECOND, Batch, Settled
from app.services.entry_compare import Rate
from app.services.entry_differences import Difference, EntryDifferences
from app.services.entry_keys import in_order
from app.services.entry_sheet import SheetTyping
from app.services.entry_store import Store
from app.services.entry_typing import Typing
from app.services.questionnaires import QUESTIONNAIRE, RESPONSE, QuestionnaireClosedError
from app.services.records import Touched
from app.storage import entry_sheets
from app.storage.types import NewChange


class EntryEmptyError(AppError):
    """The batch has no sheet that is typed to its end."""


class EntrySheetOpenError(AppError):
    """Some sheets are begun and not finished. Data: ``serials``."""


class EntryUndecidedError(AppError):
    """Two typings differ and nobody has decided, or the second is not complete. Data: ``count``."""


class EntryService(EntryDifferences):
    """The user's verbs on typed questionnaires of the village now chosen."""

    # -- typing --------------------------------------------------------------------------------------------------

    def open(self, rec: str, day: dt.date, way: str, where: str, share: int) -> str:
        """Begin a batch; what is said here holds for all its sheets. ``share`` percent are typed a second time.

        Raises:
            QuestionnaireClosedError: the questionnaire is not in use.
        """
        survey = next((one for one in self.questionnaires.surveys() if one.rec == rec), None)
        if survey is None or survey.state != "in_use":
            raise QuestionnaireClosedError(state=survey.state if survey else "")
        facts = {"stage": FIRST, "day": day.isoformat(), "way": way, "where": where.strip(), "share": share}
        key = new_record_id()
        entry_sheets.put_batch(self.vault, key, rec, facts)
        return key

    def typing(self, key: str) -> Typing:
        """Return the typing that is due: the first, or the blind second.

        Raises:
            NotFoundError: there is no such batch.
        """
        rec, facts = self._facts(key)
        turn = 1 if facts["stage"] == FIRST else 2
        day = dt.datetime.fromisoformat(str(facts["day"])).astimezone()
        person, form = str(self.session.person), self.questionnaires.form(rec)
        return Typing(Store(self.session, key, rec, turn, person, day, form, facts))

    def drop(self, key: str) -> None:
        """Forget a batch and every sheet in it."""
        entry_sheets.forget(self.vault, key)

    def end_first(self, key: str) -> str:
        """End the first typing and draw the sheets of the second; returns the stage that follows.

        Raises:
            EntryEmptyError: no sheet is typed.
            EntrySheetOpenError: sheets are begun and not finished.
        """
        rec, facts = self._facts(key)
        sheets = [one for one in entry_sheets.sheets(self.vault, key) if one.turn == 1]
        if begun := [one.serial for one in sheets if not one.finished]:
            raise EntrySheetOpenError(serials="、".join(begun))
        if not sheets:
            raise EntryEmptyError
        if facts["stage"] == FIRST:
            seed = secrets.token_hex(16)  # not before now: nobody who typed could have known it
            drawn = entry_compare.draw((one.serial for one in sheets), int(facts["share"]), seed)
            facts |= {"stage": SECOND, "seed": seed, "drawn": drawn}
            entry_sheets.put_batch(self.vault, key, rec, facts)
        return self.batch(key).stage

    def widen(self, key: str) -> None:
        """Have every sheet of a batch typed a second time: where the share drawn differs too often."""
        rec, facts = self._facts(key)
        every = sorted({one.serial for one in entry_sheets.sheets(self.vault, key)}, key=in_order)
        entry_sheets.put_batch(self.vault, key, rec, facts | {"drawn": every, "share": 100})

    # -- settling ------------------------------------------------------------------------------------------------

    def settle(self, key: str) -> Touched:
        """Enter a batch: its record with the rate, then the answers, all or (after a power cut) on the next call.

        Raises:
            EntryUndecidedError: the second typing is not complete, or differences are not decided.
        """
        batch, (rec, facts) = self.batch(key), self._facts(key)
        if batch.stage != COMPARE:
            raise EntryUndecidedError(count=batch.drawn - batch.again)
        if count := len(self.differences(key)):
            raise EntryUndecidedError(count=count)
        rate, firsts = self.rate(key), [one for (_, turn), one in self._held(key).items() if turn == 1]
        sealed = {one.serial: self._merge(rec, facts, one.serial, one.held) for one in firsts}
        self._write_batch(key, rec, facts, rate, sum(len(one.none) for one in sealed.values()))
        sheet_serials.keep(self.vault, rec, sealed)
        if batch.anonymous:
            self._to_pool(key, [sheet.sealed() for sheet in sealed.values()])
            return frozenset({ENTRY}) | self.questionnaires.enter(rec)
        self._to_responses(key, rec, batch.title, sealed)
        return frozenset({ENTRY, RESPONSE})

    def _write_batch(self, key: str, rec: str, facts: Mapping[str, Any], rate: Rate, no_answer: int) -> None:
        if self.vault.record(key) is not None:
            return  # written before a power cut
        fields = {name: facts.get(name) for name in ("day", "way", "where", "typed_by", "share", "seed", "again_by")}
        fields |= {name: getattr(rate, name) for name in Rate.__slots__} | {"no_answer": no_answer}
        kept = {name: value for name, value in fields.items() if value not in (None, "", [])}
        self.vault.write([NewChange(ENTRY, key, self._scope(rec), kept, parent=rec)])

    def _scope(self, rec: str) -> str:
        record = self.vault.record(rec)
        if record is None:
            raise NotFoundError(what=QUESTIONNAIRE, name=rec)
        return record.scope

    def _to_pool(self, key: str, answers: list[dict[str, str | int]]) -> None:
        bare = [{name: value for name, value in one.items() if "/meta/" not in name} for one in answers]
        random.SystemRandom().shuffle(bare)
        entry_sheets.forget(self.vault, key, bare)

    def _to_responses(self, key: str, rec: str, title: str, sheets: Mapping[str, SheetTyping]) -> None:
        scope = self._scope(rec)
        for serial, sheet in sheets.items():
            response = entry_compare.record_id(key, serial)
            if self.vault.record(response) is not None:
                continue
            fields = {
                "name": f"{sheet.runner.instance_name or title} {serial}",
                "mode": "paper",
                "finished": True,
                "digest": sheet.runner.form.digest,
                "answers": (answers := sheet.sealed()),
                "trail": audit.entered(answers, self.vault.clock()),
            }
            self.vault.write([NewChange(RESPONSE, response, scope, fields, parent=rec, step="finish")])
        entry_sheets.forget(self.vault, key)


__all__ = ["COMPARE", "ENTRY", "FIRST", "SECOND", "Batch", "Difference", "EntryService", "Rate", "Settled"]
