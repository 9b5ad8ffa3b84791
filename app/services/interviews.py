"""Talks: the verbs of records, and what only a talk needs: outlines, the person's facts, quoting addenda."""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from app.records import gates, kinds
from app.records.change import new_record_id
from app.records.values import is_empty
from app.services import outlines
from app.services.outlines import Prompt, TalkOutline
from app.services.record_pages import Part
from app.services.records import RecordService, Touched
from app.storage.types import Draft, ListQuery, NewChange

LINE, ADDENDUM, MARK = "interview_line", "interview_addendum", "interview_mark"
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


PHRASES = (
    "清楚了。",
    "没有补充了。",
    "时间久了，记不清了。",
    "我说的都是实话。",
    "请你把当时的经过再讲一遍。",
    "还有谁知道这件事？",
    "（停顿，没有回答）",
)
MOST_PHRASES = 30
NEAR = 400  # other talks looked at for overlapping times, newest first
USUAL = dt.timedelta(minutes=30)  # how long a planned talk, or one that has not ended, is taken to last


@dataclass(frozen=True, slots=True)
class Meeting:
    """Another talk at the same time: its number or name, and who would be in both."""

    talk: str
    names: tuple[str, ...]


class InterviewService(RecordService):
    """The user's verbs on talks (F15)."""

    def outline(self, role: str, chosen: str = "") -> TalkOutline:
        """Return the outline chosen for a talk (F16), else the one shipped for the role; empty without either."""
        return outlines.read(self._session, role, chosen)

    def outline_to_adapt(self, rec: str, role: str, chosen: str = "") -> TalkOutline:
        """Return what this village's own outline begins with: the one chosen, else the last one of the role."""
        return outlines.start(self._session, role, chosen, self._scope(rec))

    def adapt_outline(self, rec: str, role: str, chosen: str, lines: Sequence[str]) -> str:
        """Keep this village's own outline, one question a line, and return its record id."""
        made = outlines.adapt(self._session, role, chosen, self._scope(rec), lines)
        self._session.touched(frozenset({"outline"}))
        self.forget_names()
        return made

    def _scope(self, rec: str) -> str:
        record = self._vault.record(rec)
        return record.scope if record else self.scope_for(kinds.kind("interview"), rec, "")

    # -- phrases, marks, meetings ----------------------------------------------------------------------------------

    def phrases(self) -> tuple[str, ...]:
        """Return my own short phrases; a few to begin with. They stay on this laptop."""
        held = self._vault.setting(f"phrases {self._me}")
        return tuple(map(str, held)) if isinstance(held, list) else PHRASES

    def keep_phrases(self, phrases: Sequence[str]) -> None:
        """Keep my own short phrases, in this order."""
        held = [phrase for phrase in (phrase.strip() for phrase in phrases) if phrase]
        self._vault.put_setting(f"phrases {self._me}", list(dict.fromkeys(held))[:MOST_PHRASES])

    def marks(self, rec: str) -> dict[str, Part]:
        """Return what was marked on the lines of a talk after it was signed, by line; of several the newest."""
        found = self.get(rec).parts.get(MARK, ())
        return {str(part.values.get("line") or ""): part for part in found}

    def mark(self, rec: str, line: str, field: str, value: str) -> Touched:
        """Mark a line of a signed talk with a tag or a person, or take that mark off; no signed word is touched."""
        part = self.marks(rec).get(line)
        held = list((part.values.get(field) if part else None) or [])
        changed = [one for one in held if one != value] if value in held else [*held, value]
        record = self._record(rec)
        fields = {field: changed, **({} if part else {"line": line})}
        new = NewChange(MARK, part.rec if part else new_record_id(), record.scope, fields, parent=rec)
        self._vault.write([new])
        return self._session.touched(frozenset({MARK}))

    def meetings(self, rec: str, values: Mapping[str, Any]) -> list[Meeting]:
        """Return other talks at the time of this one that name the same inspector or the same person."""
        numbers = self._vault.list(ListQuery("interview", sort=("planned_for", True)))[:NEAR]
        numbers += [
            n for n in self._vault.list(ListQuery("interview", sort=("started", True)))[:NEAR] if n not in set(numbers)
        ]
        found = []
        for row in self._vault.rows("interview", numbers):
            shared = _shared(values, row.values) if row.rec != rec and _meet(values, row.values) else []
            if shared:
                known = self.names(shared)
                told = str(row.values.get("number") or row.values.get("person_name") or "")
                found.append(Meeting(told, tuple(known.get(one, "") for one in shared)))
        return found

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


def _shared(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    """People who would be in both talks."""
    both = [person for person in gates.talk_persons(one) if person in gates.talk_persons(other)]
    person = one.get("interviewee")
    return [*both, str(person)] if person and person == other.get("interviewee") else both


def _meet(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    mine, theirs = _span(one), _span(other)
    return bool(mine and theirs and mine[0] < theirs[1] and theirs[0] < mine[1])


def _span(values: Mapping[str, Any]) -> tuple[dt.datetime, dt.datetime] | None:
    try:
        begin = dt.datetime.fromisoformat(str(values.get("started") or values.get("planned_for") or ""))
        end = dt.datetime.fromisoformat(str(values["ended"])) if values.get("ended") else begin + USUAL
    except ValueError:
        return None
    return begin, max(end, begin + dt.timedelta(minutes=1))


__all__ = ["ADDENDUM", "LINE", "MARK", "InterviewService", "Meeting", "Prompt", "TalkOutline", "speakers"]
