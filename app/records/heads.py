"""The plain fold: from the judged changes of one record to what stands. Slow, obvious, and the measure of the fast one.

Nothing here depends on the order of its input. What stands is decided by who had seen what (``supersedes``) and by
locks; the clock only puts heads in an order to show them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.records import canonical
from app.records.change import Change
from app.records.kinds import HIDING, STATE, Writes, kinds
from app.records.rules_one import covered, says_nothing
from app.records.verdicts import IRREGULAR, NEWER, Judged, is_lock, signs

__all__ = [
    "Head",
    "RecordState",
    "begins",
    "covers",
    "fold",
    "is_lock",
    "links",
    "redactions",
    "same_record",
    "whole",
]

REDACTED = b"redacted"  # never canonical JSON, so no value equals it


@dataclass(frozen=True, slots=True)
class Head:
    """One standing value of a field.

    ``signed``: a lock on the field pins this very value; ``agreed``: every lock does. Both are true without locks.
    """

    id: str
    value: Any
    writer: str
    clock: tuple[int, int, str]
    redacted: bool = False
    signed: bool = True
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class RecordState:
    """One record in one scope, as it stands. Times are milliseconds; ``writer`` is who made it."""

    rec: str
    scope: str
    kind: str
    parent: str
    heads: Mapping[str, tuple[Head, ...]]  # field → heads in display order, signed values first
    values: Mapping[str, Any]  # the value shown; a field left empty at signing stays empty
    conflicts: tuple[str, ...]  # fields whose heads differ, or that differ from what was signed
    changed_since: tuple[str, ...]  # fields with a head that no lock named
    state: str
    locks: tuple[str, ...]  # ids of the locks in force, the newest last
    locked: frozenset[str]  # every change id they name
    deleted: bool
    moved_to: str
    same_as: str
    order: str
    irregular: tuple[tuple[str, str], ...]  # (change id, rule), in display order
    newer: tuple[str, ...]
    redacted: frozenset[str]  # fields with a head whose value is gone
    created: int
    updated: int
    writer: str
    empty: bool  # no change of it counts
    edited_beside_delete: tuple[str, ...] = ()  # heads the deletion had not seen
    strangers: tuple[str, ...] = ()  # regular changes that mean another record under the same id; a person must look


@dataclass(frozen=True, slots=True)
class _Lock:
    id: str
    rec: str
    named: frozenset[str]


@dataclass(slots=True)
class _Work:
    """What the fold looks at while it works."""

    rec: str
    regular: Mapping[str, Change]
    locks: tuple[_Lock, ...]
    redacted: set[tuple[str, str]]
    writes: dict[str, set[str]] = field(default_factory=dict)  # field → changes that write it
    superseders: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def read(self) -> None:
        """Note who writes and who replaces what."""
        for change in self.regular.values():
            for name, entry in change.body["fields"].items():
                self.writes.setdefault(name, set()).add(change.id)
                for cid in entry["sup"]:
                    self.superseders.setdefault((cid, name), []).append(change.id)

    def token(self, cid: str, name: str) -> bytes:
        """Bytes that are equal when the values are."""
        change = self.regular[cid]
        if name not in change.values or (cid, name) in self.redacted:
            return REDACTED
        return canonical.dump_checked(change.value(name))


def fold(
    changes: Iterable[Judged], *, locks: Iterable[Judged] = (), redacted: Iterable[tuple[str, str]] = ()
) -> RecordState:
    """Fold every ready change of one record in one scope; duplicates do no harm.

    Changes of another kind or parent than `begins` do not count: they mean another record under the same id.

    ``locks`` are locks of the parent, for a part of a record. ``redacted`` names (change id, field) pairs redacted from
    elsewhere; redactions among ``changes`` count by themselves.

    Raises:
        ValueError: no changes, or changes of several records.
    """
    given = {j.change.id: j for j in changes}
    if len({(j.change.rec, j.change.scope) for j in given.values()}) != 1:
        raise ValueError("changes of one record are wanted")
    shown = sorted(given.values(), key=lambda j: j.change.clock, reverse=True)
    first = begins(shown)
    own = [j for j in shown if same_record(j.change, first)]
    regular = {j.change.id: j.change for j in own if j.verdict.regular}
    every = (j.change for j in shown if j.verdict.regular)
    work = _Work(first.rec, regular, _locks_on(own, locks), {*redacted, *redactions(every)})
    work.read()
    heads = {name: _heads(work, first.kind, name) for name in sorted(work.writes)}
    strangers = (j.change.id for j in shown if j.verdict.regular and not same_record(j.change, first))
    return replace(_state(first, shown, work, heads), strangers=tuple(strangers))


def begins(changes: Iterable[Judged]) -> Change:
    """Return the change that says what a record is: of which kind, and a part of what.

    Nothing but mischief uses one record id for two kinds or two parents. What only the office writes comes first, or
    anybody could take a name off the roster with an older clock; then the clock decides.
    """
    held = list(changes)
    counted = [j.change for j in held if j.verdict.regular] or [j.change for j in held]
    return min(counted, key=lambda c: (not _by_office(c.kind), c.clock))


def same_record(one: Change, other: Change) -> bool:
    """Whether two changes with one record id mean the same record."""
    return (one.kind, one.parent) == (other.kind, other.parent)


def _by_office(code: str) -> bool:
    kind = kinds().get(code)
    return kind is not None and kind.writes is Writes.OFFICE


def covers(step: Change, ids: Iterable[str]) -> bool:
    """Whether a step was decided on every one of these heads; a step counts for those and no others."""
    return set(ids) <= {*(step.step or {"on": ()})["on"], step.id}


def whole(record: RecordState, parts: Iterable[RecordState] = ()) -> list[str]:
    """Return every head of a record and its parts, sorted: what a step taken now is decided on."""
    return sorted({h.id for state in (record, *parts) for found in state.heads.values() for h in found})


def links(changes: Iterable[Judged], on: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return what a gated step must put into ``rests`` so that its gate can be judged from citations alone.

    A change may be in ``on`` as head of one field while what it says of a gated field (``names``) was replaced long
    ago by a change that is itself no head any more; without that link both values would seem to stand.
    """
    named = set(on)
    wanted = set(names)
    found: set[str] = set()
    for judged in changes:
        for name, ids in judged.change.supersedes.items():
            if name in wanted and judged.verdict.regular and named & set(ids):
                found.add(judged.change.id)
    return sorted(found - named)


def _locks_on(shown: list[Judged], outer: Iterable[Judged]) -> tuple[_Lock, ...]:
    found = {j.change.id: j.change for j in (*shown, *outer) if is_lock(j)}
    ordered = sorted(found.values(), key=lambda c: c.clock)
    return tuple(_Lock(c.id, c.rec, frozenset((*(c.step or {"on": ()})["on"], c.id))) for c in ordered)


def redactions(changes: Iterable[Change]) -> set[tuple[str, str]]:
    """Return what changes take away for good: (change id, field)."""
    return {(cid, name) for c in changes for cid, names in c.body.get("redact", {}).items() for name in names}


def _heads(work: _Work, code: str, name: str) -> tuple[Head, ...]:
    """Heads of one field, signed values first, then by the display order."""
    writes = work.writes[name]
    pins = _Pins(work, name, [_pinned(work, name, lock, writes) for lock in _locks_of(work, code, name)])
    found = []
    for cid in writes:
        if not any(pins.let(cid, other) for other in work.superseders.get((cid, name), ())):
            change = work.regular[cid]
            signed, agreed = pins.signed(cid)
            token = work.token(cid, name)
            value = None if token == REDACTED else change.value(name)
            found.append(Head(cid, value, change.writer, change.clock, token == REDACTED, signed, agreed))
    return tuple(sorted(found, key=lambda h: (h.agreed, h.signed, h.clock), reverse=True))


class _Pins:
    """What the locks on one field pinned, each lock with the values that may stand under it.

    Counted once and then looked up: whoever signs a record a thousand times must not cost a thousand times the heads.
    """

    def __init__(self, work: _Work, name: str, pinned: Iterable[set[str]]) -> None:
        self._work, self._name = work, name
        self._pins = [frozenset(one) for one in dict.fromkeys(map(frozenset, pinned))]
        self._tokens = [{work.token(cid, name) for cid in one} for one in self._pins]
        self._of: dict[str, list[int]] = {}  # change → places of the pins it is in
        for at, one in enumerate(self._pins):
            for cid in one:
                self._of.setdefault(cid, []).append(at)
        self._counted = Counter(token for tokens in self._tokens for token in tokens)
        self._empty = sum(not one for one in self._pins)  # locks that found the field empty

    def let(self, cid: str, other: str) -> bool:
        """Whether ``other`` takes the place of ``cid``: unless a lock pins ``cid`` and ``other`` says otherwise."""
        at = self._of.get(cid)
        if not at:
            return True
        token = self._work.token(other, self._name)
        return all(token in self._tokens[one] for one in at)

    def signed(self, cid: str) -> tuple[bool, bool]:
        """Whether a value stands as some lock pinned it, and as all of them did; both without locks."""
        if not self._pins:
            return True, True
        token = self._work.token(cid, self._name)
        holding = self._counted[token]
        if self._empty and token != REDACTED and says_nothing(self._name, self._work.regular[cid].value(self._name)):
            holding += self._empty
        return holding > 0, holding == len(self._pins)


def _locks_of(work: _Work, code: str, name: str) -> list[_Lock]:
    """Locks that cover a field of this record."""
    kind = kinds().get(code)
    if kind is None or not covered(kind, name):
        return []
    # A part allowed after the lock, such as a scan, is covered only when it was there to be signed.
    return [k for k in work.locks if k.rec == work.rec or not kind.after_lock or k.named & work.regular.keys()]


def _pinned(work: _Work, name: str, lock: _Lock, writes: set[str]) -> set[str]:
    """What stood in a field when a lock was set: what it named, without what its past had replaced."""
    start = [cid for cid in lock.named if cid in writes]
    if len(start) < 2:
        return set(start)
    past: set[str] = set()
    ahead = list(start)
    while ahead:
        for cid in work.regular[ahead.pop()].body["fields"][name]["sup"]:
            if cid in writes and cid not in past:
                past.add(cid)
                ahead.append(cid)
    return {cid for cid in start if cid not in past}


def _shown(heads: tuple[Head, ...]) -> Any:
    """The value of a field: the first head that was not redacted; nothing when signing found the field empty."""
    if not heads or not heads[0].signed:
        return None
    return next((h.value for h in heads if not h.redacted), None)


def _differ(heads: tuple[Head, ...]) -> bool:
    if any(not h.agreed and not h.redacted for h in heads):
        return True
    return len({canonical.dump_checked(h.value) for h in heads if not h.redacted}) > 1


def _state_heads(code: str, heads: tuple[Head, ...]) -> tuple[Head, ...]:
    """A locked state before any other: an unseen move beside a signature does not open the record."""
    kind = kinds().get(code)
    locked = {s.code for s in kind.states if s.locked} if kind else set()
    return tuple(sorted(heads, key=lambda h: (h.value in locked, h.clock), reverse=True))


def _state(first: Change, shown: list[Judged], work: _Work, heads: dict[str, tuple[Head, ...]]) -> RecordState:
    kind = kinds().get(first.kind)
    if STATE in heads:
        heads[STATE] = _state_heads(first.kind, heads[STATE])
    blind = _blind(work, first.kind, heads)
    values = {name: None if name in blind else _shown(found) for name, found in heads.items()}
    deletions = heads.get("~deleted", ())
    deleted = bool(deletions) and bool(values["~deleted"]) and all(h.value is True for h in deletions)
    named = frozenset(cid for lock in work.locks for cid in lock.named)
    return RecordState(
        rec=first.rec,
        scope=first.scope,
        kind=first.kind,
        parent=first.parent,
        heads=heads,
        values=values,
        conflicts=tuple(name for name in heads if name in blind or _differ(heads[name])),
        changed_since=tuple(name for name in heads if _is_unseen(work, first.kind, name, heads[name], named)),
        state=str(values.get(STATE) or (kind.first_state if kind else "")),
        locks=tuple(lock.id for lock in work.locks if lock.id in work.regular),
        locked=named,
        deleted=deleted,
        moved_to=str(values.get("~moved") or ""),
        same_as=str(values.get("~same_as") or ""),
        order=str(values.get("~order") or ""),
        irregular=tuple((j.change.id, j.verdict.rule) for j in shown if j.verdict.state == IRREGULAR),
        newer=tuple(j.change.id for j in shown if j.verdict.state == NEWER),
        redacted=frozenset(name for name, found in heads.items() if any(h.redacted for h in found)),
        created=first.clock[0],
        updated=max((c.clock[0] for c in work.regular.values()), default=shown[0].change.clock[0]),
        writer=first.writer,
        empty=not work.regular,
        edited_beside_delete=_beside(work, heads) if deleted else (),
    )


def _blind(work: _Work, code: str, heads: Mapping[str, tuple[Head, ...]]) -> set[str]:
    """Marks that would take the record out of the lists though their writer had not seen who signed it.

    Only who has seen a signature is asked whether it was theirs to take away (rule ``signed``).
    """
    marks = [(name, work.regular[h.id]) for name in HIDING for h in heads.get(name, ()) if h.value]
    if not marks:
        return set()
    signatures = {lock.id: lock.named for lock in _locks_of(work, code, "~deleted")}
    for head in heads.get(STATE, ()):
        change = work.regular[head.id]
        if signs(change):
            signatures[head.id] = frozenset((*(change.step or {"on": ()})["on"], head.id))
    last = {cid for cid in signatures if not any(cid in named for by, named in signatures.items() if by != cid)}
    return {
        name for name, mark in marks if any(cid not in mark.cited() and mark.id not in signatures[cid] for cid in last)
    }


def _is_unseen(work: _Work, code: str, name: str, heads: tuple[Head, ...], named: frozenset[str]) -> bool:
    if not _locks_of(work, code, name):
        return False
    return any(h.id not in named and not h.signed for h in heads)


def _beside(work: _Work, heads: Mapping[str, tuple[Head, ...]]) -> tuple[str, ...]:
    """Heads the deletion does not cite: edits its writer had not seen. Needs a deletion that rests on what it saw."""
    seen: set[str] = set()
    for head in heads["~deleted"]:
        seen.update(work.regular[head.id].cited(), (head.id,))
    cites = any(work.regular[h.id].body.get("rests") for h in heads["~deleted"])
    others = {h.id for name, found in heads.items() if not name.startswith("~") for h in found}
    return tuple(sorted(others - seen)) if cites else ()
