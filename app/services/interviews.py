"""Talks: the verbs of records, and what only a talk needs: outlines, the person's facts, quoting addenda."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.records import kinds, vocabularies
from app.records.values import is_empty
from app.services.records import RecordService, Touched
from app.storage.types import Draft, ListQuery

LINE, ADDENDUM = "interview_line", "interview_addendum"
FROM_PERSON = {
    "person_name": "name",
    "person_sex": "sex",
    "person_birth": "birth",
    "person_political": "political",
    "person_standing": "standing",
    "person_post": "post",
    "person_address": "address",
    "person_phone": "phone",
}
STARTS = {"begin": "started", "finish": "ended"}


@dataclass(frozen=True, slots=True)
class Prompt:
    """A line of the outline as the talker sees it: code, words, what to follow up."""

    code: str
    text: str
    follow_up: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TalkOutline:
    """What the talker has beside the record: opening, questions, closing and tips."""

    opening: tuple[str, ...] = ()
    questions: tuple[Prompt, ...] = ()
    closing: tuple[str, ...] = ()
    tips: str = ""


class InterviewService(RecordService):
    """The user's verbs on talks (F15)."""

    def outline(self, role: str, chosen: str = "") -> TalkOutline:
        """Return the outline chosen for a talk (F16), else the one shipped for the role; empty without either."""
        record = self._vault.record(chosen) if chosen else None
        if record is not None:
            return _from_record(record.values)
        if role not in {one.role for one in vocabularies.outlines()}:
            return TalkOutline()
        found = vocabularies.outline(role)
        questions = tuple(Prompt(q.code, q.text, q.follow_up) for q in found.questions)
        return TalkOutline(found.opening, questions, found.closing, found.tips)

    def person_fields(self, person: str) -> dict[str, Any]:
        """Return the header fields that a person on file fills, and which talk with them this is."""
        record = self._vault.record(person)
        if record is None:
            return {}
        found = {name: record.values.get(source) for name, source in FROM_PERSON.items()}
        before = self._vault.list(ListQuery(kind="interview", filters={"interviewee": person}))
        return {name: value for name, value in found.items() if not is_empty(value)} | {"time_no": len(before) + 1}

    def step(self, rec: str, name: str, /, **fields: Any) -> Touched:
        """Take a step; beginning and finishing note the time where nobody typed one."""
        time_field = STARTS.get(name)
        if time_field is not None and time_field not in fields:
            page = self.get(rec)
            if is_empty(page.values.get(time_field)):
                fields[time_field] = self.now().strftime("%Y-%m-%dT%H:%M")
        return super().step(rec, name, **fields)

    def _completed(self, draft: Draft) -> Draft:
        draft = super()._completed(draft)
        if draft.kind != ADDENDUM or not draft.fields.get("text"):
            return draft
        parent = self._vault.record(draft.parent)
        quoted = {
            "signed_change": parent.lock if parent else "",
            "text_digest": hashlib.sha256(str(draft.fields["text"]).encode()).hexdigest(),
        }
        return self._vault.save_draft(replace(draft, fields={**draft.fields, **quoted}))


def speakers() -> Sequence[kinds.Choice]:
    """Return who may speak in a line: question, answer, note."""
    field = kinds.kind(LINE).field("speaker")
    return field.choices if field else ()


def _from_record(values: dict[str, Any]) -> TalkOutline:
    questions = values.get("questions")
    prompts = [_prompt(one, place) for place, one in enumerate(questions if isinstance(questions, list) else [])]
    return TalkOutline(
        tuple(str(values.get("opening") or "").splitlines()),
        tuple(prompts),
        tuple(str(values.get("closing") or "").splitlines()),
        str(values.get("tips") or ""),
    )


def _prompt(one: Any, place: int) -> Prompt:
    """A question of an outline record: an object like those shipped, or just its words."""
    if not isinstance(one, dict):
        return Prompt(f"Q{place + 1}", str(one))
    follow = one.get("follow_up")
    words = one.get("zh") or one.get("text") or ""
    return Prompt(str(one.get("id") or one.get("code") or f"Q{place + 1}"), str(words), tuple(follow or ()))
