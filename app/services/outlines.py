"""Outlines of talks (F16): what the talker sees, one adapted to a village, copied from the last one used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.records import vocabularies
from app.records.change import new_record_id
from app.storage.types import ListQuery, NewChange, Record

if TYPE_CHECKING:
    from app.services.session import Session

KIND, DRAFT = "outline", "draft"
OPENING = "OPEN"  # code of the opening wording, as a prompt
COPIED = ("purpose", "background", "minutes", "opening", "closing", "avoid", "tips", "source")


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

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """Everything that can be pulled into the record, in order: opening wording, questions, closing."""
        opening = (Prompt(OPENING, "\n".join(self.opening)),) if self.opening else ()
        closing = tuple(Prompt(f"END-{place:02}", text) for place, text in enumerate(self.closing, 1))
        return (*opening, *self.questions, *closing)


def read(session: "Session", role: str, chosen: str = "") -> TalkOutline:
    """Return the outline chosen for a talk, else the one shipped for the role; empty without either."""
    record = session.vault.record(chosen) if chosen else None
    if record is not None:
        return _of_record(record.values)
    if role not in {one.role for one in vocabularies.outlines()}:
        return TalkOutline()
    found = vocabularies.outline(role)
    return TalkOutline(found.opening, tuple(map(_shipped, found.questions)), found.closing, found.tips)


def start(session: "Session", role: str, chosen: str, scope: str) -> TalkOutline:
    """Return what a village's own outline begins with: the one chosen, the last one of the role, or the shipped one."""
    last = _last(session, role, scope) if not chosen else None
    return read(session, role, last.rec if last else chosen)


def adapt(session: "Session", role: str, chosen: str, scope: str, lines: Sequence[str]) -> str:
    """Keep the questions of a village's own outline, one a line, and return its record id.

    A draft of this village is written over; anything else (the shipped list, one that was approved, one of another
    village) is copied first. A question whose words stay keeps its code, what to follow up and what it is about.
    """
    record = session.vault.record(chosen) if chosen else _last(session, role, scope)
    held = questions(record.values) if record else _shipped_questions(role)
    fields: dict[str, Any] = {"questions": rewritten(held, lines)}
    own = record is not None and record.scope == scope and (record.state or DRAFT) == DRAFT and not record.deleted
    rec = record.rec if record is not None and own else new_record_id()
    if not own:
        fields |= _begun(session, role, record)
    session.vault.write([NewChange(KIND, rec, scope, fields)])
    return rec


def _begun(session: "Session", role: str, copied: Record | None) -> dict[str, Any]:
    shipped = vocabularies.outline(role) if role in {one.role for one in vocabularies.outlines()} else None
    name = str(copied.values.get("name") or "") if copied else ""
    begun: dict[str, Any] = {"name": name or (f"{shipped.words.zh.split('(')[0]}谈话提纲" if shipped else "谈话提纲")}
    if copied:
        begun |= {field: value for field in COPIED if (value := copied.values.get(field))}
    elif shipped:
        begun |= {"opening": "\n".join(shipped.opening), "closing": "\n".join(shipped.closing), "tips": shipped.tips}
        begun["source"] = role
    known = session.person in session.vault.roster().inspectors
    return {**begun, "role": role, **({"author": session.person} if known else {})}


def _last(session: "Session", role: str, scope: str) -> Record | None:
    """The newest outline for a role: of this village where there is one, else of any other."""
    vault = session.vault
    rows = vault.rows(KIND, vault.list(ListQuery(KIND, filters={"role": role})))
    rows = sorted((row for row in rows if not row.hidden), key=lambda row: (row.scope == scope, row.created, row.rec))
    return vault.record(rows[-1].rec) if rows else None


def rewritten(held: Sequence[Mapping[str, Any]], lines: Sequence[str]) -> list[dict[str, Any]]:
    """Return questions as they are kept, from their words one a line; those whose words stay are kept whole."""
    by_words = {str(one["text"]): one for one in held}
    found = []
    for line in filter(None, (line.strip() for line in lines)):
        kept = by_words.pop(line, None)
        found.append(dict(kept) if kept else {"id": f"own-{new_record_id()[:8]}", "text": line})
    return found


def _shipped_questions(role: str) -> list[dict[str, Any]]:
    if role not in {one.role for one in vocabularies.outlines()}:
        return []
    return [
        {"id": q.code, "text": q.text, "items": list(q.items), "follow_up": list(q.follow_up)}
        for q in vocabularies.outline(role).questions
    ]


def questions(values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Questions of an outline record: objects like those shipped, or just their words."""
    held = values.get("questions")
    found = []
    for place, one in enumerate(held if isinstance(held, list) else [], 1):
        whole = dict(one) if isinstance(one, dict) else {"text": str(one)}
        whole["text"] = str(whole.get("zh") or whole.get("text") or "")
        whole["id"] = str(whole.get("id") or whole.get("code") or f"Q{place}")
        found.append(whole)
    return found


def _of_record(values: Mapping[str, Any]) -> TalkOutline:
    prompts = tuple(Prompt(one["id"], one["text"], tuple(one.get("follow_up") or ())) for one in questions(values))
    opening, closing = (tuple(str(values.get(name) or "").splitlines()) for name in ("opening", "closing"))
    return TalkOutline(opening, prompts, closing, str(values.get("tips") or ""))


def _shipped(question: vocabularies.Question) -> Prompt:
    return Prompt(question.code, question.text, question.follow_up)
