"""Rules of rule set 1 about who may: steps that belong to a role, and taking away what somebody signed."""

from collections.abc import Collection, Iterator

from app.records.change import COMMON, Change
from app.records.decided import Cited
from app.records.kinds import HIDING, Kind
from app.records.roster import Roster
from app.records.verdicts import Verdict, irregular, signs

OFFICE_ROLE = "office"
IN_CHARGE = ("leader", "deputy", OFFICE_ROLE)


def role(change: Change, kind: Kind, cited: Cited, roster: Roster) -> Verdict | None:
    """Refuse a step that belongs to a role (the office's people may take any); G08 asks for itself."""
    roles = _roles(change, kind)
    if not roles or "G08" in _gates(change, kind) or may(change, (*roles, OFFICE_ROLE), cited, roster):
        return None
    return irregular("role", roles=list(roles))


def signed(change: Change, kind: Kind, cited: Cited, roster: Roster) -> Verdict | None:
    """Refuse to delete, join or move what it cites as signed by another, but by who is in charge."""
    if not _takes_away(change, kind, cited, roster) or may(change, IN_CHARGE, cited, roster):
        return None
    return irregular("signed", field=hides(change)[0])


def may(change: Change, roles: Collection[str], cited: Cited, roster: Roster) -> bool:
    """Whether the writer is the office, has one of these roles on the roster, or had it in an entry it cites."""
    if roster.is_office(change.writer):
        return True
    person = roster.person_of(change.writer)
    return roster.role_of(person) in roles or had_role(change, person, roles, cited)


def had_role(change: Change, person: str, roles: Collection[str], cited: Cited) -> bool:
    """Whether an entry of the office that the change cites gives the person one of these roles.

    Roles change from round to round; what a deputy reviewed stays reviewed when that person leads the next group.
    """
    for cid in change.body.get("rests", ()):
        other, verdict = cited[cid].change, cited[cid].verdict
        at = (other.kind, other.rec, other.scope)
        if at == ("inspector", person, COMMON) and verdict.regular and other.value("role") in roles:
            return True
    return False


def leans(change: Change, kind: Kind, cited: Cited, roster: Roster) -> bool:
    """Whether a regular change counts only by a role of today: another role would make it irregular."""
    roles = _roles(change, kind) or (IN_CHARGE if _takes_away(change, kind, cited, roster) else ())
    if not roles or roster.is_office(change.writer):
        return False
    return not had_role(change, roster.person_of(change.writer), roles, cited)


def hides(change: Change) -> list[str]:
    """Return the marks by which a change takes its record out of the lists."""
    return [name for name in HIDING if change.value(name)]


def _takes_away(change: Change, kind: Kind, cited: Cited, roster: Roster) -> bool:
    """Whether it takes a record out of the lists that it cites as signed by somebody else."""
    signed_by = (one.writer for one in _signatures(change, kind, cited)) if hides(change) else ()
    return any(not roster.same_person(change.writer, writer) for writer in signed_by)


def _signatures(change: Change, kind: Kind, cited: Cited) -> Iterator[Change]:
    """Signatures of this record, or of the record it is a part of, that the change cites."""
    near = {change.rec} if kind.after_lock else {change.rec, change.parent}
    for cid in sorted(change.cited()):
        judged = cited[cid]
        other = judged.change
        if judged.verdict.regular and other.scope == change.scope and other.rec in near and signs(other):
            yield other


def _roles(change: Change, kind: Kind) -> tuple[str, ...]:
    step = kind.step(change.step["name"]) if change.step else None
    return step.roles if step else ()


def _gates(change: Change, kind: Kind) -> tuple[str, ...]:
    step = kind.step(change.step["name"]) if change.step else None
    return step.gates if step else ()
