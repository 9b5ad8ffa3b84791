"""Conditions of a step as the window asks them: what is still missing before it may be taken, in data (never words).

The rules of the fold (`app.records.judge`) are the floor; here stand also conditions that cannot be cited, such as who
is active on a day, and warnings that stop nobody. Words: ``gate-<rule in lower case>`` in `app.words.records`.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from app.records.kinds import Kind, Step
from app.records.roster import Roster
from app.records.rules_one import GATE_FIELDS, PRESENT_FIELDS
from app.records.rules_role import OFFICE_ROLE
from app.records.values import is_empty, missing

Values = Mapping[str, Any]
Gate = Callable[["Situation"], Iterator["Unmet"]]


@dataclass(frozen=True, slots=True)
class Unmet:
    """One unmet condition. ``hard`` stops the step; otherwise it is said and may be gone past."""

    rule: str
    details: Mapping[str, Any] = field(default_factory=dict)
    hard: bool = True

    @property
    def words(self) -> str:
        """Code of its sentence in `app.words`."""
        return f"gate-{self.rule.lower()}"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that led to the present state: step, person, and whether it stands for all that stands now."""

    step: str
    person: str
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Situation:
    """What a step is judged on. ``today`` is ``YYYY-MM-DD``; ``by`` the person acting ('' = not asked).

    ``children`` maps a kind's code to the values of the parts that stand; ``others`` are the values of other records of
    this kind (for talks that overlap). ``signer`` is the person who would sign, ``signatures`` who signed before;
    ``unapproved`` names findings referred to that the leader has not approved.
    """

    values: Values
    roster: Roster
    today: str
    state: str = ""
    conflicts: Collection[str] = ()
    changed_since: Collection[str] = ()
    children: Mapping[str, Sequence[Values]] = field(default_factory=dict)
    others: Sequence[Values] = ()
    by: str = ""
    signer: str = ""
    signatures: Sequence[Signature] = ()
    unapproved: Sequence[str] = ()


def unmet(kind: Kind, step: Step, at: Situation) -> list[Unmet]:
    """Return every condition of a step that is not met, hard ones first."""
    found = [*_state(kind, step, at), *_role(step, at), *_filled(kind, step, at), *_conflicts(kind, step, at)]
    for gate in step.gates:
        found += gates()[gate](at)
    return sorted(found, key=lambda item: not item.hard)


def steps_from(kind: Kind, state: str) -> tuple[Step, ...]:
    """Return the steps that start from a state, in declared order."""
    return tuple(step for step in kind.steps if (state or kind.first_state) in step.frm)


def path_to(kind: Kind, state: str) -> tuple[Step, ...]:
    """Return the shortest way of steps from the first state to ``state``; () when it is the first or out of reach.

    A record moved to another village takes these steps again there, so that its gates are judged on what moved.
    """
    ways: dict[str, tuple[Step, ...]] = {kind.first_state: ()}
    ahead = [kind.first_state]
    while ahead:
        here = ahead.pop(0)
        for step in steps_from(kind, here):
            if step.to not in ways:
                ways[step.to] = (*ways[here], step)
                ahead.append(step.to)
    return ways.get(state, ())


def path_again(kind: Kind, state: str) -> tuple[Step, ...]:
    """Return the steps a record takes again after a move: none where several persons signed, who must sign again."""
    path = path_to(kind, state)
    return () if any("G08" in step.gates for step in path) else path


def talk_persons(values: Values) -> list[str]:
    """Return the different persons who held a talk or took evidence, in the order they are named."""
    found: dict[str, None] = {}
    for name in PRESENT_FIELDS:
        value = values.get(name)
        for person in value if isinstance(value, list) else [value]:
            if isinstance(person, str) and person:
                found[person] = None
    return list(found)


def _state(kind: Kind, step: Step, at: Situation) -> Iterator[Unmet]:
    state = at.state or kind.first_state
    if state not in step.frm:
        yield Unmet("state", {"state": state, "from": list(step.frm)})


def _role(step: Step, at: Situation) -> Iterator[Unmet]:
    if not step.roles or not at.by or "G08" in step.gates:  # that gate says whose signature it is
        return
    entry = at.roster.inspectors.get(at.by)
    if entry is None or entry.role not in {*step.roles, OFFICE_ROLE}:
        yield Unmet("role", {"roles": list(step.roles)})


def _filled(kind: Kind, step: Step, at: Situation) -> Iterator[Unmet]:
    wanted = missing(kind, at.values) if _locks(kind, step) else []
    wanted += [name for name in missing(kind, at.values, step.requires) if name not in wanted] if step.requires else []
    if wanted:
        yield Unmet("required", {"fields": wanted})


def _conflicts(kind: Kind, step: Step, at: Situation) -> Iterator[Unmet]:
    asked = {*step.requires, *(name for gate in ("G04", "G24") if gate in step.gates for name in GATE_FIELDS[gate])}
    hard = sorted(asked & set(at.conflicts))
    if hard:
        yield Unmet("conflict", {"fields": hard})
    soft = sorted(set(at.conflicts) - asked)
    if soft and _locks(kind, step):
        yield Unmet("conflict", {"fields": soft}, hard=False)


def _locks(kind: Kind, step: Step) -> bool:
    state = kind.state(step.to)
    return state is not None and state.locked


def _gate_04(at: Situation) -> Iterator[Unmet]:
    """Two different persons of the roster, active on the day of the talk; nobody in two places at once."""
    persons = talk_persons(at.values)
    known = [p for p in persons if p in at.roster.inspectors]
    if len(known) < 2:
        yield Unmet("G04", {"count": len(known)})
    day = str(at.values.get("started") or at.values.get("taken_at") or at.today)[:10]
    active = [p for p in known if at.roster.inspectors[p].active(day)]
    if len(known) >= 2 and len(active) < 2:
        idle = [p for p in known if p not in active]
        yield Unmet("G04-active", {"day": day, "persons": idle, "names": _names(at, idle)})
    yield from _overlaps(at, persons)


def _overlaps(at: Situation, persons: list[str]) -> Iterator[Unmet]:
    for other in at.others:
        if not _meet(at.values, other):
            continue
        number = str(other.get("number") or other.get("person_name") or "")
        both = [p for p in talk_persons(other) if p in persons]
        if both:
            yield Unmet("overlap-inspector", {"persons": both, "names": _names(at, both), "other": number}, hard=False)
        person = at.values.get("interviewee")
        if person and person == other.get("interviewee"):
            yield Unmet("overlap-person", {"other": number}, hard=False)


def _meet(one: Values, other: Values) -> bool:
    """Whether two talks overlap in time; one that has no end yet lasts a moment."""
    start, begin = one.get("started"), other.get("started")
    if not start or not begin:
        return False
    end, close = one.get("ended") or start, other.get("ended") or begin
    return bool(start == begin or (start < close and begin < end))


def _gate_05(at: Situation) -> Iterator[Unmet]:
    """A woman is talked with in the presence of a woman (soft)."""
    if at.values.get("person_sex") != "female":
        return
    entries = [at.roster.inspectors.get(p) for p in talk_persons(at.values)]
    if not any(entry is not None and entry.sex == "female" for entry in entries):
        yield Unmet("G05", hard=False)


def _gate_06(at: Situation) -> Iterator[Unmet]:
    """What is about to be locked should be a record, not an empty sheet, and its times in order."""
    if "interview_line" in at.children and not any(not is_empty(c.get("text")) for c in at.children["interview_line"]):
        yield Unmet("no-lines", hard=False)
    start, end = at.values.get("started"), at.values.get("ended")
    if start and end and end < start:
        yield Unmet("times", {"started": start, "ended": end})
    if start and str(start)[:10] > at.today:
        yield Unmet("future", {"started": start}, hard=False)
    if at.changed_since:
        yield Unmet("changed-since", {"fields": sorted(at.changed_since)}, hard=False)


def _names(at: Situation, persons: list[str]) -> str:
    entries = [at.roster.inspectors.get(p) for p in persons]
    return "、".join(entry.name for entry in entries if entry is not None)


@cache
def gates() -> Mapping[str, Gate]:
    """Return every gate a step may name, by its name."""
    from app.records import gates_document, gates_finding  # they speak in terms of this module

    return {"G04": _gate_04, "G05": _gate_05, "G06": _gate_06, **gates_finding.GATES, **gates_document.GATES}
