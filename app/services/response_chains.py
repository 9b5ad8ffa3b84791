"""Which of several responses count: a correction stands in the place of what it corrects, which stays readable."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.storage.types import Record

FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class Chains:
    """Finished responses and their corrections.

    ``standing``: those that count, oldest first. ``replaced``: response → the correction that stands for it in the end.
    ``beside``: standing ones beside which another correction of the same response exists, made without seeing it.
    ``aside``: corrections that give no reason; they count for nothing and replace nothing.
    """

    standing: Sequence[Record]
    replaced: Mapping[str, str]
    beside: frozenset[str]
    aside: frozenset[str]


def is_finished(record: Record) -> bool:
    """Whether a response was finished; then it is locked."""
    return record.state == FINISHED


def chains(responses: Iterable[Record]) -> Chains:
    """Sort the finished ones of one questionnaire. The result does not depend on their order."""
    held = {one.rec: one for one in responses if is_finished(one) and not one.deleted and not one.moved_to}
    aside = {one.rec for one in held.values() if _target(one) and not str(one.values.get("reason") or "").strip()}
    families: dict[str, list[Record]] = {}
    named: set[str] = set()
    for rec, one in held.items():
        if rec not in aside:
            families.setdefault(_root(one, held, aside), []).append(one)
            if _before(one, held, aside) is not None:
                named.add(_target(one))
    standing, replaced, beside = [], {}, set()
    for family in families.values():
        last = max(family, key=_age)
        standing.append(last)
        replaced.update({one.rec: last.rec for one in family if one is not last})
        if sum(one.rec not in named for one in family) > 1:
            beside.add(last.rec)
    return Chains(sorted(standing, key=_age), replaced, frozenset(beside), frozenset(aside))


def _root(one: Record, held: Mapping[str, Record], aside: set[str]) -> str:
    """The first response of a chain of corrections."""
    before = _before(one, held, aside)
    while before is not None:
        one, before = before, _before(before, held, aside)
    return one.rec


def _before(one: Record, held: Mapping[str, Record], aside: set[str]) -> Record | None:
    """What a response corrects. Only something older: two that name each other correct nothing."""
    before = held.get(_target(one)) if one.rec not in aside else None
    return before if before is not None and before.rec not in aside and _age(before) < _age(one) else None


def _target(one: Record) -> str:
    return str(one.values.get("corrects") or "")


def _age(one: Record) -> tuple[int, str]:
    return (one.created, one.rec)
