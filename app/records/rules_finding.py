"""Rules of rule set 1 about findings (F26) and what comes of them (F27): G07 to G11, as far as they can be cited.

Source of the gates: the forms' field dictionary §2.4. Each rule reads the change, what it cites, and the roster.
"""

from collections.abc import Iterator, Mapping

from app.records.change import Change
from app.records.decided import Cited, content, parts, persons, present, says
from app.records.kinds import STATE, Kind, Step
from app.records.roster import Roster
from app.records.rules_role import may
from app.records.verdicts import Verdict, irregular

SOURCE = "finding_source"
# A source counts when it points to something kept here; a word of mouth does not.
SOURCE_FIELDS = ("evidence", "interview", "line", "document")
# Written by those who review, or by the program: no signature of the handlers stands for them.
PROCEDURAL = frozenset({"deputy_opinion", "leader_opinion", "return_reason", "formal_number"})
HANDLING, REVIEWING = ("sign", "countersign"), ("review",)

# 四准确: how it is known, who is responsible, when and where, policy basis. One field of each row is enough.
EXACT: Mapping[str, tuple[str, ...]] = {
    "known": ("found_how",),
    "responsible": ("responsible", "responsible_text"),
    "when": ("when",),
    "place": ("place",),
    "basis": ("basis",),
}
# 见人见事见数据
SEEN: Mapping[str, tuple[str, ...]] = {
    "person": ("persons", "persons_text"),
    "act": ("facts",),
    "when": ("when",),
    "place": ("place",),
    "figure": ("amount", "quantity", "people_count", "no_amount"),
}
APPROVED = ("approved", "in_report", "left_out", "immediate")  # a clue is never put before the village


def gate_07(change: Change, kind: Kind, cited: Cited, _: Roster) -> Verdict | None:
    """Refuse a signature on a finding that rests on no source among the heads it names."""
    if not _gated(change, kind, "G07"):
        return None
    return None if any(sources(change, cited)) else irregular("G07", count=0)


def gate_08(change: Change, kind: Kind, cited: Cited, roster: Roster) -> Verdict | None:
    """Refuse a signature unless two handlers, deputy and leader are four persons who saw the same text."""
    if not _gated(change, kind, "G08"):
        return None
    step = _step(change, kind)
    person = roster.person_of(change.writer)
    if step is None or person not in roster.inspectors:
        return irregular("G08", why="person")
    if step.roles and not may(change, step.roles, cited, roster):
        return irregular("G08", why="role", roles=list(step.roles))
    if step.name != HANDLING[0] and says(change, kind, PROCEDURAL):
        return irregular("G08", why="edits")
    return _order_of_signatures(change, kind, step, cited, roster)


def gate_09(change: Change, kind: Kind, cited: Cited, _: Roster) -> Verdict | None:
    """Refuse a review while one of the four exact points (四准确) is empty or in conflict."""
    if not _gated(change, kind, "G09"):
        return None
    lacking = _lacking(change, EXACT, cited)
    return irregular("G09", points=lacking) if lacking else None


def gate_10(change: Change, kind: Kind, cited: Cited, _: Roster) -> Verdict | None:
    """Refuse a finding in the report without person, act, time, place, figure and source (见人见事见数据)."""
    if not _gated(change, kind, "G10"):
        return None
    lacking = _lacking(change, SEEN, cited) + ([] if any(sources(change, cited)) else ["evidence"])
    return irregular("G10", points=lacking) if lacking else None


def gate_11(change: Change, kind: Kind, cited: Cited, _: Roster) -> Verdict | None:
    """Refuse to put forward facts of findings that are not cited as approved by the leader."""
    if not _gated(change, kind, "G11"):
        return None
    wanted = persons(change, "findings", cited)
    open_ = sorted(set(wanted) - set(_approved(change, cited)))
    return None if wanted and not open_ else irregular("G11", findings=open_)


RULES = (gate_07, gate_08, gate_09, gate_10, gate_11)


def sources(change: Change, cited: Cited) -> Iterator[str]:
    """Yield the sources a step saw that point to something."""
    for rec in parts(change, SOURCE, cited):
        if any(present(change, name, cited, rec) for name in SOURCE_FIELDS):
            yield rec


def signatures(change: Change, kind: Kind, cited: Cited) -> list[Change]:
    """Return the steps that led here since the record last stood in its first state, as far as they are cited."""
    known = change.cited()
    entry = change.body["fields"].get(STATE)
    ahead, seen, found = list(entry["sup"]) if entry else [], set[str](), list[Change]()
    while ahead:
        cid = ahead.pop()
        if cid in seen or cid not in known:
            continue
        seen.add(cid)
        judged = cited[cid]
        other = judged.change
        if not judged.verdict.regular or other.value(STATE) == kind.first_state:
            continue
        if other.step is not None:
            found.append(other)
        ahead += other.body["fields"].get(STATE, {"sup": ()})["sup"]
    return found


def _order_of_signatures(change: Change, kind: Kind, step: Step, cited: Cited, roster: Roster) -> Verdict | None:
    seen = content(change, kind, cited, PROCEDURAL)
    whole = [s for s in signatures(change, kind, cited) if seen <= {*(s.step or {"on": ()})["on"], s.id}]
    me = roster.person_of(change.writer)
    handlers = _persons(whole, HANDLING, roster)
    reviewers = _persons(whole, REVIEWING, roster)
    if step.name == "countersign" and len(handlers | {me}) < 2:
        return irregular("G08", why="handlers", count=len(handlers | {me}))
    if step.name in {"review", "approve"} and len(handlers) < 2:
        return irregular("G08", why="handlers", count=len(handlers))
    if step.name == "approve" and not reviewers - handlers:
        return irregular("G08", why="review")
    if step.name in {"review", "approve"} and me in handlers | (reviewers if step.name == "approve" else set()):
        return irregular("G08", why="same person", person=me)
    return None


def _persons(found: list[Change], names: tuple[str, ...], roster: Roster) -> set[str]:
    return {roster.person_of(s.writer) for s in found if s.step is not None and s.step["name"] in names} - {""}


def _approved(change: Change, cited: Cited) -> Iterator[str]:
    for cid in change.body.get("rests", ()):
        other, verdict = cited[cid].change, cited[cid].verdict
        here = (other.kind, other.scope) == ("finding", change.scope)
        if here and verdict.regular and other.value(STATE) in APPROVED:
            yield other.rec


def _lacking(change: Change, points: Mapping[str, tuple[str, ...]], cited: Cited) -> list[str]:
    return [point for point, names in points.items() if not any(present(change, n, cited) for n in names)]


def _step(change: Change, kind: Kind) -> Step | None:
    return kind.step(change.step["name"]) if change.step else None


def _gated(change: Change, kind: Kind, gate: str) -> bool:
    step = _step(change, kind)
    return step is not None and gate in step.gates
