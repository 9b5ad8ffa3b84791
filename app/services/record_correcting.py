"""Putting things right: undo, delete, restore, another village, the same person entered twice."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.errors import NotAllowedError
from app.records import canonical, gates, kinds
from app.records.change import Change
from app.records.kinds import STATE, Kind, Writes
from app.records.values import is_empty
from app.services.record_history import before
from app.storage.types import HistoryItem, NewChange, Record

if TYPE_CHECKING:
    from app.storage.vault import Vault

EMPTY: Mapping[str, Any] = {"~deleted": False}


class _Trail:
    """My saves of one record: which of them still stand, and which changes speak for an earlier one (undos)."""

    def __init__(self, items: Sequence[HistoryItem], me: str) -> None:
        self.me = me
        self.by_id: dict[str, Change] = {item.change.id: item.change for item in items}
        self._speaks_for: dict[tuple[str, str], set[str]] = {}
        self._done: dict[str, Change] = {}
        self.stack: list[Change] = []
        mine = [i.change for i in items if i.person == me and i.state == "regular" and not i.change.step]
        for change in sorted(mine, key=lambda one: one.clock):
            if set(change.body["fields"]) == {STATE}:
                continue  # of two states that stood beside each other one was chosen: that is not taken back
            if self._restates_another(change):
                for field, replaced in change.supersedes.items():
                    self._speaks_for[change.id, field] = set(self._done[replaced[0]].supersedes.get(field, ()))
            elif self.stack and self._takes_back(change, self.stack[-1]):
                done = self.stack.pop()
                self._done[done.id] = done
                for field in change.body["fields"]:
                    self._speaks_for[change.id, field] = set(done.supersedes.get(field, ()))
            elif not change.body.get("redact"):
                self.stack.append(change)

    def stands_for(self, head: str, change: Change, field: str) -> bool:
        """Whether a head is this change's value of the field, or an undo that brought it back."""
        return head == change.id or change.id in self._speaks_for.get((head, field), ())

    def before(self, change: Change, field: str) -> Any:
        """Return the value a change replaced; an absent mark of the record counts as not set."""
        value = before(change, field, self.by_id)
        return EMPTY.get(field) if value is None else value

    def every_before(self, change: Change, field: str) -> list[Any]:
        """Return the values a change replaced, the shown one first: several when it decided a conflict."""
        shown = self.before(change, field)
        found = {canonical.dump_checked(shown): shown}
        for one in change.supersedes[field]:
            if one in self.by_id and field in self.by_id[one].values:
                value = self.by_id[one].value(field)
                found.setdefault(canonical.dump_checked(value), value)
        return list(found.values())

    def _restates_another(self, later: Change) -> bool:
        """Whether ``later`` brings back one more of the versions that a decision taken back had replaced."""
        for field, replaced in later.supersedes.items():
            done = self._done.get(replaced[0]) if len(replaced) == 1 else None
            if done is None or later.value(field) not in self.every_before(done, field):
                return False
        return bool(later.body["fields"])

    def _takes_back(self, later: Change, earlier: Change) -> bool:
        fields = set(later.body["fields"])
        if not fields or fields != set(earlier.body["fields"]):
            return self._deletes_first(later, earlier)
        return all(
            later.value(f) == self.before(earlier, f)
            and all(self.stands_for(head, earlier, f) for head in later.supersedes[f])
            and later.supersedes[f]
            for f in fields
        )

    def _deletes_first(self, later: Change, earlier: Change) -> bool:
        """Whether ``later`` takes back the first save of all, which is done by deleting the record."""
        alone = len(self.stack) == 1 and not any(earlier.supersedes.values())
        return alone and set(later.body["fields"]) == {"~deleted"} and bool(later.value("~deleted"))


def undoable(vault: "Vault", me: str, kind: Kind, record: Record) -> bool:
    """Whether there is a save of mine to take back; never after a signature."""
    state = kind.state(record.state)
    if (state and state.locked) or record.moved_to:
        return False
    trail = _trail(vault, record, me)
    return bool(trail.stack) and bool(_undo_fields(trail, record))


def undo(vault: "Vault", me: str, record: Record) -> str:
    """Write the change that takes back my last save, restating what that had replaced. Returns the kind."""
    state = kinds.kind(record.kind).state(record.state)
    if state and state.locked:
        raise NotAllowedError(rule="G06", details={})
    trail = _trail(vault, record, me)
    fields = _undo_fields(trail, record)
    if not fields:
        raise NotAllowedError(rule="undo", details={})
    vault.write(_undoing(record, fields))
    return record.kind


def restated(items: Sequence[HistoryItem], record: Record, change: Change) -> list[NewChange]:
    """Return the changes that let everything stand again that ``change`` had replaced, each version on its own."""
    trail = _Trail(items, "")
    fields = {name: (trail.every_before(change, name), [change.id]) for name in change.body["fields"]}
    return _undoing(record, fields)


def _undoing(record: Record, fields: Mapping[str, tuple[list[Any], list[str]]]) -> list[NewChange]:
    """One change that restates what was shown before, and one more for each version that had stood beside it."""
    first = {name: values[0] for name, (values, _) in fields.items()}
    made = [saved(record, first, sup={name: heads for name, (_, heads) in fields.items()})]
    for name, (values, heads) in fields.items():
        made += [saved(record, {name: value}, sup={name: heads}) for value in values[1:]]
    return made


def _trail(vault: "Vault", record: Record, me: str) -> _Trail:
    meant = [i for i in vault.history(record.rec) if (i.change.kind, i.change.parent) == (record.kind, record.parent)]
    return _Trail(meant, me)


def _undo_fields(trail: _Trail, record: Record) -> dict[str, tuple[list[Any], list[str]]]:
    """Field → (values to restate, heads to replace), only where my save still stands."""
    if not trail.stack:
        return {}
    last = trail.stack[-1]
    heads = [head for some in record.heads.values() for head in some]
    first = len(trail.stack) == 1 and not any(last.supersedes.values()) and not record.deleted
    # nobody else wrote here: without its first save the record was never there
    if first and all(head.person == trail.me for head in heads):
        return {"~deleted": ([True], _ids(record, "~deleted"))}
    found: dict[str, tuple[list[Any], list[str]]] = {}
    for field in last.body["fields"]:
        standing = [head for head in _ids(record, field) if trail.stands_for(head, last, field)]
        if standing:
            found[field] = (trail.every_before(last, field), standing)
    return found


def edit(vault: "Vault", record: Record, fields: Mapping[str, Any]) -> Change | None:
    """Write fields over every version of them that stands now; None when they say nothing new.

    Raises:
        NotAllowedError: a rule does not admit it, such as a signature (``G06``).
    """
    new = {name: value for name, value in fields.items() if not _says_the_same(record, name, value)}
    return vault.write([saved(record, new)])[0] if new else None


def _says_the_same(record: Record, name: str, value: Any) -> bool:
    held = record.heads.get(name, ())
    if name in record.conflicts:
        return False
    return all(head.value == value and not head.redacted for head in held) if held else is_empty(value)


def delete(vault: "Vault", record: Record) -> str:
    """Put a record into the recycle list; a signed one stays."""
    state = kinds.kind(record.kind).state(record.state)
    if state and state.locked:
        raise NotAllowedError(rule="G06", details={})
    return set_meta(vault, record, "~deleted", value=True)


def set_meta(vault: "Vault", record: Record, name: str, value: Any) -> str:
    """Set one of the marks every record has. Returns the kind."""
    vault.write([saved(record, {name: value})])
    return record.kind


def saved(record: Record, fields: Mapping[str, Any], **more: Any) -> NewChange:
    """Return a change of a record that is there; ``more`` as in `NewChange`."""
    office = kinds.kind(record.kind).writes is Writes.OFFICE
    return NewChange(record.kind, record.rec, record.scope, fields, parent=record.parent, as_office=office, **more)


def move(vault: "Vault", record: Record, scope: str) -> str:
    """Restate a record and all its parts in another scope, same ids, and mark the old ones as moved.

    The steps it had taken are taken again there, so that what was signed is signed; its history stays readable in both.
    """
    if scope == record.scope:
        return record.kind
    family = [record, *descendants(vault, record)]
    there = {one.rec: vault.record(one.rec, scope, one.kind) for one in family}
    restated = [_restated(one, scope, back=there[one.rec] is not None) for one in family]
    steps = [new for one in reversed(family) for new in _steps_again(one, there[one.rec], scope)]
    marks = [saved(one, {"~moved": scope}) for one in reversed(family)]
    vault.write([*restated, *steps, *marks])
    return record.kind


def _steps_again(record: Record, there: Record | None, scope: str) -> list[NewChange]:
    path = [step.name for step in gates.path_again(kinds.kind(record.kind), record.state)]
    if there is not None and there.state == record.state:
        path = []  # it had stood there before, as far as this
    return [NewChange(record.kind, record.rec, scope, {}, parent=record.parent, step=name) for name in path]


def descendants(vault: "Vault", record: Record) -> list[Record]:
    """Return parts, and parts of parts, parents first."""
    found: list[Record] = []
    for child in vault.children(record.rec):
        if child.scope == record.scope and not child.moved_to:
            found.extend([child, *descendants(vault, child)])
    return found


def _restated(record: Record, scope: str, *, back: bool) -> NewChange:
    fields: dict[str, Any] = {
        name: value
        for name, value in record.values.items()
        if value is not None and name != STATE and not name.startswith("~")
    }
    if record.order:
        fields["~order"] = record.order
    if record.deleted:
        fields["~deleted"] = True
    if back:
        fields["~moved"] = None
    # what an earlier stay in that village left is replaced: the heads held there now
    return NewChange(record.kind, record.rec, scope, fields, parent=record.parent)


def _ids(record: Record, field: str) -> list[str]:
    return [head.change for head in record.heads.get(field, ())]
