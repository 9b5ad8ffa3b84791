"""Batches of typed questionnaires: those being typed, those in the journal, and how often two typings differed."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.errors import NotFoundError
from app.services.entry_compare import Rate
from app.services.questionnaires import QuestionnaireService, Survey
from app.storage import entry_sheets

if TYPE_CHECKING:
    from app.services.session import Session

ENTRY = "entry_batch"
FIRST, SECOND, COMPARE = "first", "second", "compare"


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch that is not settled. ``stage`` is first, second or compare."""

    key: str
    questionnaire: str
    title: str
    anonymous: bool
    stage: str
    day: str
    way: str
    where: str
    share: int
    typed: int
    begun: int
    drawn: int
    again: int
    typed_by: tuple[str, ...]
    again_by: tuple[str, ...]
    by_me: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """A batch in the journal."""

    rec: str
    questionnaire: str
    title: str
    day: str
    way: str
    where: str
    rate: Rate


class EntryBatches:
    """Which batches there are in the village now chosen."""

    def __init__(self, session: "Session", now: Callable[[], dt.datetime] = dt.datetime.now) -> None:
        self.session, self.vault, self.now = session, session.vault, now
        self.questionnaires = QuestionnaireService(session, now)

    # -- which there are -----------------------------------------------------------------------------------------

    def surveys(self) -> Sequence[Survey]:
        """Return the questionnaires of the village that are in use."""
        return [one for one in self.questionnaires.surveys() if one.state == "in_use"]

    def batches(self) -> list[Batch]:
        """Return the batches of the village that are not settled, the latest day first."""
        every = {one.rec: one for one in self.questionnaires.surveys()}
        held = entry_sheets.batches(self.vault).items()
        found = [self._batch(key, every[rec], facts) for key, (rec, facts) in held if rec in every]
        return sorted(found, key=lambda one: (one.day, one.key), reverse=True)

    def batch(self, key: str) -> Batch:
        """Return one batch.

        Raises:
            NotFoundError: there is none, or it is settled.
        """
        rec, facts = self._facts(key)
        survey = next((one for one in self.questionnaires.surveys() if one.rec == rec), None)
        if survey is None:
            raise NotFoundError(what=ENTRY, name=key)
        return self._batch(key, survey, facts)

    def _facts(self, key: str) -> tuple[str, dict[str, Any]]:
        found = entry_sheets.batches(self.vault).get(key)
        if found is None:
            raise NotFoundError(what=ENTRY, name=key)
        return found

    def _batch(self, key: str, survey: Survey, facts: Mapping[str, Any]) -> Batch:
        sheets = entry_sheets.sheets(self.vault, key)
        done = [sum(one.finished and one.turn == turn for one in sheets) for turn in (1, 2)]
        drawn, me = list(facts.get("drawn", ())), str(self.session.person)
        stage = str(facts["stage"])
        if stage == SECOND and done[1] >= len(drawn):
            stage = COMPARE
        return Batch(
            key=key,
            questionnaire=survey.rec,
            title=survey.title,
            anonymous=survey.anonymous,
            stage=stage,
            day=str(facts["day"]),
            way=str(facts["way"]),
            where=str(facts["where"]),
            share=int(facts["share"]),
            typed=done[0],
            begun=sum(not one.finished for one in sheets),
            drawn=len(drawn),
            again=done[1],
            typed_by=tuple(map(self.session.name_of, facts.get("typed_by", ()))),
            again_by=tuple(map(self.session.name_of, facts.get("again_by", ()))),
            by_me=me in facts.get("typed_by", ()),
        )

    def settled(self) -> list[Settled]:
        """Return the batches of the village that are in the journal, the latest day first."""
        found = [one for survey in self.questionnaires.surveys() for one in self.settled_of(survey.rec, survey.title)]
        return sorted(found, key=lambda one: (one.day, one.rec), reverse=True)

    def settled_of(self, rec: str, title: str = "") -> list[Settled]:
        """Return the settled batches of one questionnaire."""
        held = [(one.rec, one.values) for one in self.vault.children(rec, ENTRY) if not one.deleted]
        return [_settled(one, rec, title, values) for one, values in held]

    def quality(self, rec: str) -> Rate:
        """Return how often two typings of a questionnaire differed, over all its settled batches."""
        return sum((one.rate for one in self.settled_of(rec)), Rate())


def _settled(rec: str, questionnaire: str, title: str, values: Mapping[str, Any]) -> Settled:
    day, way, where = (str(values.get(name) or "") for name in ("day", "way", "where"))
    return Settled(rec, questionnaire, title, day, way, where, _rate_of(values))


def _rate_of(values: Mapping[str, Any]) -> Rate:
    return Rate(**{name: int(values.get(name) or 0) for name in Rate.__slots__})
