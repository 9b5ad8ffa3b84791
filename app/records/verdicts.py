"""What a rule set says about a change, and which changes are locks (docs/change-format.md)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.records.change import Change
from app.records.kinds import kinds

REGULAR, IRREGULAR, NEWER = "regular", "irregular", "newer"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Regular, irregular (手续待补, with the rule it breaks) or newer. Waiting is readiness, not a verdict."""

    state: str
    rule: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)

    @property
    def regular(self) -> bool:
        """Whether the change is applied."""
        return self.state == REGULAR


@dataclass(frozen=True, slots=True)
class Judged:
    """A change and its verdict."""

    change: Change
    verdict: Verdict


FINE = Verdict(REGULAR)


def irregular(rule: str, **details: Any) -> Verdict:
    """Return the verdict of a broken rule with what a person needs to know about it."""
    return Verdict(IRREGULAR, rule, details)


def locks(change: Change) -> bool:
    """Whether this change, if regular, locks its record: a step into a locked state (G06)."""
    step = change.step
    kind = kinds().get(change.kind)
    if step is None or kind is None:
        return False
    declared = kind.step(step["name"])
    state = kind.state(declared.to) if declared else None
    return state is not None and state.locked


def signs(change: Change) -> bool:
    """Whether this change, if regular, is somebody's signature: it locks, or it is one of several hands (G08)."""
    kind = kinds().get(change.kind)
    declared = kind.step(change.step["name"]) if change.step and kind else None
    return locks(change) or (declared is not None and "G08" in declared.gates)


def is_lock(judged: Judged) -> bool:
    """Whether this change locks its record."""
    return judged.verdict.regular and locks(judged.change)


def lockable(code: str) -> bool:
    """Whether records of this kind, or the records they are parts of, can be locked at all."""
    kind = kinds().get(code)
    if kind is None:
        return False
    if kind.locks:
        return True
    if kind.parent == "*":
        return any(owner.locks for owner in kinds().values())
    return kind.parent in kinds() and kinds()[kind.parent].locks
