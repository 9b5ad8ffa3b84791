"""Several records under one id: nothing but mischief makes them, and none of them hides another."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.records.heads import RecordState, fold, redactions
from app.records.kinds import kinds
from app.records.verdicts import Judged, is_lock


def things(changes: Iterable[Judged]) -> dict[tuple[str, str], list[Judged]]:
    """Split changes of one record id by what they mean: (kind, parent) → changes, in the order they were given."""
    found: dict[tuple[str, str], list[Judged]] = {}
    for judged in changes:
        found.setdefault((judged.change.kind, judged.change.parent), []).append(judged)
    return found


def fold_all(
    changes: Iterable[Judged],
    locks: Callable[[str, str], Iterable[Judged]],
    redacted: Iterable[tuple[str, str]] = (),
) -> list[RecordState]:
    """Fold everything under one record id, each thing by itself; ``locks`` gives those of a parent (kind, parent).

    A record that stands names the regular changes of the others as ``strangers``.
    """
    held = things(changes)
    regular = {key: [j.change for j in some if j.verdict.regular] for key, some in held.items()}
    gone = {*redacted, *redactions(c for some in regular.values() for c in some)}
    found = []
    for key, some in held.items():
        state = fold(some, locks=locks(*key), redacted=gone)
        others = sorted((c for other, those in regular.items() if other != key for c in those), key=lambda c: c.clock)
        strangers = () if state.empty else tuple(c.id for c in reversed(others))
        found.append(replace(state, strangers=strangers))
    return found


def locks_for(code: str, changes: Iterable[Judged]) -> list[Judged]:
    """Return the locks among the changes under a parent's id that hold for its parts of one kind."""
    part = kinds().get(code)
    of = part.parent if part else ""
    return [j for j in changes if is_lock(j) and of in {"*", j.change.kind}]
