"""Registers of a questionnaire: papers handed out and returned (F20), votes in a meeting (F21)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.records import kinds
from app.services.questionnaire_counts import REGISTER, QuestionnaireCounts

MEETING = "assessment_meeting"
REGISTERS = (REGISTER, MEETING)


@dataclass(frozen=True, slots=True)
class Register:
    """One line of either register. ``wrong``: its numbers cannot be (more returned than handed out, and so on)."""

    rec: str
    kind: str
    title: str
    at: str
    way: str
    present: int | None
    handed_out: int | None
    returned: int | None
    valid: int | None
    spoiled: int | None
    state: str
    wrong: bool


class QuestionnaireRegisters(QuestionnaireCounts):
    """The verbs that read registers; they are written in the form of their kind."""

    def registers(self, rec: str) -> Sequence[Register]:
        """Return every register of a questionnaire, in order of time; drafts of mine count as written."""
        held = [one for one in self._vault.children(rec) if one.kind in REGISTERS and not one.deleted]
        drafts = {one.rec: one for one in self._vault.drafts(self._me) if one.parent == rec and one.kind in REGISTERS}
        lines = [
            _line(one.rec, one.kind, {**one.values, **_typed(drafts.pop(one.rec, None))}, one.state) for one in held
        ]
        lines += [_line(draft.rec, draft.kind, draft.fields, "") for draft in drafts.values()]
        return sorted(lines, key=lambda line: (line.at, line.rec))


def _typed(draft: Any) -> Mapping[str, Any]:
    return draft.fields if draft is not None else {}


def _line(rec: str, kind: str, values: Mapping[str, Any], state: str) -> Register:
    moment = "held_at" if kind == MEETING else "handed_out_at"
    numbers = {name: values.get(name) for name in ("present", "handed_out", "returned", "valid", "spoiled")}
    title = str(values.get(kinds.kind(kind).title[0]) or "")
    way, at = str(values.get("way") or ""), str(values.get(moment) or "")
    return Register(rec=rec, kind=kind, title=title, at=at, way=way, state=state, wrong=impossible(numbers), **numbers)


def impossible(numbers: Mapping[str, int | None]) -> bool:
    """Whether numbers contradict one another; what is not written yet contradicts nothing."""
    steps = [numbers.get(name) for name in ("present", "handed_out", "returned", "valid")]
    given = [one for one in steps if one is not None]
    if any(after > before for before, after in pairwise(given)):
        return True
    returned, valid, spoiled = (numbers.get(name) for name in ("returned", "valid", "spoiled"))
    return None not in {returned, valid, spoiled} and (valid or 0) + (spoiled or 0) > (returned or 0)
