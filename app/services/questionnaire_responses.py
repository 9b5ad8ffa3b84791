"""Responses of a questionnaire as they are listed and read: which count, which were corrected, how they came about."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import AppError
from app.forms import audit
from app.forms.audit import Event
from app.forms.runner import Runner
from app.forms.walk import Kind
from app.services import response_chains
from app.services.questionnaire_counts import BATCH, QUESTIONNAIRE, RESPONSE
from app.services.questionnaire_registers import QuestionnaireRegisters
from app.services.response_chains import Chains
from app.storage.types import Draft, Record

COUNTS, CORRECTED, BESIDE, ASIDE, OPEN = "counts", "corrected", "beside", "aside", "open"


class AnonymousResponseError(AppError):
    """An anonymous response cannot be told from the others, so nobody can correct it."""


class ResponseOpenError(AppError):
    """The response is not finished yet: one goes on with it, there is nothing to correct."""


class AlreadyCorrectedError(AppError):
    """Another response was made in the place of this one already; that one is to be corrected."""


class ReasonMissingError(AppError):
    """A correction says why."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One named response of the list.

    ``state``: counts, corrected (``by`` stands for it), beside (counts, and another correction was made without seeing
    it), aside (a correction without a reason, counts for nothing), open. ``at`` milliseconds; ``irregular`` changes
    that somebody tried and that are not applied.
    """

    rec: str
    name: str
    mode: str
    state: str
    at: int
    person: str
    corrects: str = ""
    reason: str = ""
    by: str = ""
    irregular: int = 0
    mine: bool = True

    @property
    def correctable(self) -> bool:
        """Whether a correction may be made of it."""
        return self.state in {COUNTS, BESIDE}


@dataclass(frozen=True, slots=True)
class Said:
    """One question and its answer as they are read: labels, not codes."""

    reference: str
    question: str
    answer: str


class QuestionnaireResponses(QuestionnaireRegisters):
    """The verbs that list and read named responses."""

    def responses(self, rec: str) -> Sequence[Answered]:
        """Return the named responses of a questionnaire, newest first; anonymous ones are nowhere singled out."""
        held = [one for one in self._vault.children(rec, RESPONSE) if not one.deleted and not one.moved_to]
        drafts = [one for one in self._vault.drafts(self._me) if one.parent == rec and one.kind == RESPONSE]
        drafted = {draft.rec for draft in drafts}
        known = self.names({one.author for one in held} | {self._me})
        found = response_chains.chains(held)
        lines = [self._line(one, found, known.get(one.author, "")) for one in held if one.rec not in drafted]
        lines += [self._draft_line(draft, known.get(self._me, "")) for draft in drafts]
        return sorted(lines, key=lambda line: (-line.at, line.rec))

    def _line(self, one: Record, found: Chains, person: str) -> Answered:
        state = COUNTS if response_chains.is_finished(one) else OPEN
        for name, those in ((CORRECTED, found.replaced), (BESIDE, found.beside), (ASIDE, found.aside)):
            state = name if one.rec in those else state
        return Answered(
            **_told(one.rec, one.values),
            state=state,
            at=one.updated,
            person=person,
            by=found.replaced.get(one.rec, ""),
            irregular=len(one.irregular),
            mine=one.author == self._me,
        )

    @staticmethod
    def _draft_line(draft: Draft, person: str) -> Answered:
        return Answered(**_told(draft.rec, draft.fields), state=OPEN, at=draft.at, person=person)

    def correctable(self, response: str) -> Record:
        """Return the response if a correction of it may be made.

        Raises:
            AnonymousResponseError: it is one of a batch.
            ResponseOpenError: it is not finished.
            AlreadyCorrectedError: another stands in its place.
        """
        record = self._record(response)
        if record.kind in {BATCH, QUESTIONNAIRE}:
            raise AnonymousResponseError
        if not response_chains.is_finished(record) or record.deleted:
            raise ResponseOpenError
        if response in response_chains.chains(self._vault.children(record.parent, RESPONSE)).replaced:
            raise AlreadyCorrectedError
        return record

    def family(self, response: str) -> Sequence[Answered]:
        """Return a response with everything it corrects and that corrects it, newest first."""
        lines = {line.rec: line for line in self.responses(self._parent(response))}
        found, waiting = set[str](), {response}
        while waiting:
            found |= waiting
            near = {line.corrects for line in lines.values() if line.rec in found}
            near |= {line.rec for line in lines.values() if line.corrects in found}
            waiting = (near & lines.keys()) - found
        return [line for line in lines.values() if line.rec in found]

    def said(self, response: str) -> Sequence[Said]:
        """Return every answer of a response in words, in the order of its form."""
        values = self._values(response)
        runner = Runner(self.form(self._parent(response)), saved=values.get("answers") or {}, timed=False)
        found = []
        for line in runner.outline():
            if line.kind is Kind.QUESTION and line.answered:
                labels = {offer.value: offer.label for offer in runner.choices(line.reference)}
                value = runner.value(line.reference)
                told = "、".join(labels.get(one, one) for one in value.split()) if labels else value
                found.append(Said(line.reference, line.title, told))
        return found

    def trail(self, response: str) -> Sequence[Event]:
        """Return how a named response was filled in, in ODK's vocabulary."""
        return [Event.of(one) for one in self._values(response).get("trail") or ()]

    def export_trail(self, response: str, path: Path) -> Path:
        """Write the trail of a response as ODK's audit.csv; the log says so first."""
        record = self._find(response)
        user = self.names({record.author}).get(record.author, "") if record else self._session.me_name
        text = audit.as_csv(self.trail(response), user)
        self._vault.log("export", response, {"kind": RESPONSE})
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
        return path

    def _values(self, response: str) -> dict[str, Any]:
        draft, record = self._vault.draft(response), self._find(response)
        return {**(record.values if record else {}), **(draft.fields if draft else {})}

    def _parent(self, response: str) -> str:
        draft = self._vault.draft(response)
        return draft.parent if draft else self._record(response).parent


def _told(rec: str, values: dict[str, Any]) -> dict[str, Any]:
    given = {name: str(values.get(name) or "") for name in ("name", "mode", "corrects", "reason")}
    return {"rec": rec, **given}
