"""Ticked sheets: reading them from pictures, and keeping what a person has looked at as unfinished responses."""

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.jobs import Progress
from app.services import sheet_serials
from app.services.questionnaires import RESPONSE, QuestionnaireService, Survey
from app.services.records import Touched
from app.services.scan_reading import Batch, NoScanPartsError, ScanReader, Unread, lacking
from app.services.scan_sheets import Item, Sheet, place

if TYPE_CHECKING:
    from app.services.session import Session


class ScanningService:
    """The user's verbs on ticked sheets."""

    def __init__(self, session: "Session", now: Callable[[], dt.datetime] = dt.datetime.now) -> None:
        self._vault = session.vault
        self.questionnaires = QuestionnaireService(session, now)

    def surveys(self) -> Sequence[Survey]:
        """Return the questionnaires of the village that are in use."""
        return [one for one in self.questionnaires.surveys() if one.state == "in_use"]

    def read(self, rec: str, paths: Sequence[Path], progress: Progress | None = None) -> Batch:
        """Read pictures of sheets of one questionnaire. Nothing is kept yet.

        Raises:
            NoScanPartsError: parts are not installed.
            NotFoundError: no such questionnaire.
        """
        form = self.questionnaires.form(rec)
        title = next((one.title for one in self.questionnaires.surveys() if one.rec == rec), form.title)
        batch = ScanReader(rec, title, form).read(paths, progress)
        before = sheet_serials.kept(self._vault, rec) | sheet_serials.staged(self._vault, rec)
        for sheet in batch.sheets:
            sheet.before = bool(sheet.serial) and sheet.serial in before
        return batch

    def keep(self, batch: Batch, sheet: Sheet) -> tuple[Touched, tuple[str, ...]]:
        """Keep a sheet somebody has looked at as an unfinished response, to be confirmed as any other.

        Returns what was touched, and references of answers that found no place in the response.

        Raises:
            QuestionnaireClosedError: the questionnaire is not in use.
        """
        run = self.questionnaires.run(batch.rec, "paper")
        lost = place(run.runner, sheet.answers())
        self.questionnaires.save(run)
        sheet.kept = True
        if sheet.serial:
            sheet_serials.keep(self._vault, batch.rec, (sheet.serial,))
        return frozenset({RESPONSE}), lost


__all__ = ["Batch", "Item", "NoScanPartsError", "ScanReader", "ScanningService", "Sheet", "Unread", "lacking"]
