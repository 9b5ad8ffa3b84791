"""Rule set 1 (docs/change-format.md, Verdict). Never edited after release: a new rule is a new rule set.

Every rule reads the change, the changes it cites by id, and the roster; nothing else.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from app.records import canonical
from app.records.change import HEX64, Change
from app.records.kinds import META, STATE, Field, Kind, Place, Step, Writes, kinds
from app.records.roster import Roster, writer_id
from app.records.values import is_empty, problem, register_problem, unknown_codes
from app.records.verdicts import FINE, NEWER, Judged, Verdict, irregular, is_lock, lockable

Cited = Mapping[str, Judged]

# G04 reads these fields of a talk; a redaction may not take them away, nor a register, nor anything of the roster.
TALK_FIELDS = ("talkers", "recorder")
GATE_FIELDS = {"G04": TALK_FIELDS}
ROSTER_KINDS = ("inspector", "writer", "office")
# A signed record may still turn out to stand in the wrong village or twice; nothing it says changes by that.
FREE_AFTER_LOCK = (STATE, "~moved", "~same_as")
VOUCHED_FIELDS = {"person", "key", "recipient", "laptop", "installation", "vouched_by"}


class RuleSetOne:
    """The rules, in the order in which they are asked; the first broken one names the verdict."""

    def verdict(self, change: Change, cited: Cited, roster: Roster) -> Verdict:
        """Return the verdict of a ready change."""
        kind = kinds().get(change.kind)
        if kind is None or self.unknown(change, kind):
            return Verdict(NEWER)
        for rule in (self.roster, self.type, self.redact, self.step, self.gate_04, self.gate_06):
            broken = rule(change, kind, cited, roster)
            if broken is not None:
                return broken
        return FINE

    def unknown(self, change: Change, kind: Kind) -> bool:
        """Whether a later release wrote this: a field, step or code not declared here."""
        for name in change.body["fields"]:
            field = kind.field(name)
            if field is None and not _is_register(kind, name):
                return True
            if field is not None and unknown_codes(field, change.value(name)):
                return True
        return change.step is not None and kind.step(change.step["name"]) is None

    def roster(self, change: Change, kind: Kind, _: Cited, roster: Roster) -> Verdict | None:
        """Refuse who may not write this kind, and what stands behind the end of a key."""
        if change.writer not in roster.writers:
            return irregular("roster", why="unknown")
        if roster.past_end(change):
            return irregular("roster", why="ended")
        if kind.writes is Writes.OFFICE and not roster.is_office(change.writer):
            why = _vouching_problem(change, roster) if kind.code == "writer" else "office"
            return irregular("roster", why=why) if why else None
        return None

    def type(self, change: Change, kind: Kind, _: Cited, __: Roster) -> Verdict | None:
        """Refuse a value that is not of its field's type, and a record outside its scope or parent."""
        if not _in_place(change, kind):
            return irregular("type", why="scope")
        if bool(change.parent) != bool(kind.parent):
            return irregular("type", why="parent")
        for name, (_salt, value) in change.values.items():
            field = kind.field(name)
            why = problem(field, value) if field else register_problem(name, value)
            if why:
                return irregular("type", field=name, why=why)
        return None

    def redact(self, change: Change, _: Kind, cited: Cited, roster: Roster) -> Verdict | None:
        """Refuse a redaction by neither author nor office, of what rules read, or together with anything else."""
        named: Mapping[str, list[str]] = change.body.get("redact", {})
        # Alone, so that whether a redaction counts never hangs on values that another redaction may take away.
        if named and (change.body["fields"] or change.step):
            return irregular("redact", why="alone")
        for cid, names in named.items():
            target = cited[cid].change
            if not roster.is_office(change.writer) and not roster.same_person(change.writer, target.writer):
                return irregular("redact", why="author")
            if any(not redactable(target.kind, name) for name in names):
                return irregular("redact", why="read by rules")
        return None

    def step(self, change: Change, kind: Kind, cited: Cited, _: Roster) -> Verdict | None:
        """Refuse a move that does not start from the state(s) it supersedes."""
        if change.step is None:
            return _settling(change, kind, cited) if STATE in change.body["fields"] else None
        step = _step(change, kind)
        if step is None or change.value(STATE) != step.to:
            return irregular("step", why="target")
        start = _states(change, kind, cited)
        if not start <= set(step.frm):
            return irregular("step", why="start", state=sorted(start))
        return None

    def gate_04(self, change: Change, kind: Kind, cited: Cited, roster: Roster) -> Verdict | None:
        """Refuse a talk signed with fewer than two different persons of the roster as talkers and recorder."""
        step = _step(change, kind)
        if step is None or "G04" not in step.gates:
            return None
        persons = {p for name in TALK_FIELDS for p in _decided(change, name, cited) if p in roster.inspectors}
        return None if len(persons) >= 2 else irregular("G04", persons=sorted(persons))

    def gate_06(self, change: Change, kind: Kind, cited: Cited, _: Roster) -> Verdict | None:
        """Refuse a change of what a lock it cites covers; restating the signed value is allowed."""
        names = [n for n in change.body["fields"] if not _free(kind.field(n), n)]
        if not names or not lockable(kind.code):
            return None
        for lock in _locks_seen(change, cited):
            named = _named(lock)
            for name in names:
                pinned = [cited[i].change for i in change.body["fields"][name]["sup"] if i in named]
                if kind.after_lock and lock.rec != change.rec and not pinned:
                    continue
                if not _restates(name, change, pinned):
                    return irregular("G06", field=name, lock=lock.id)
        return None


def redactable(code: str, name: str) -> bool:
    """Whether a value of this field may be redacted: not when a rule reads it."""
    return code not in ROSTER_KINDS and name != STATE and name not in META and name not in TALK_FIELDS


def covered(kind: Kind, name: str) -> bool:
    """Whether a lock covers a field of this kind at all."""
    return not _free(kind.field(name), name)


def says_nothing(name: str, value: Any) -> bool:
    """Whether a value equals one that was never given."""
    return is_empty(value) or (name == "~deleted" and value is False)


def _is_register(kind: Kind, name: str) -> bool:
    return name in META or (name == STATE and bool(kind.states))


def _free(field: Field | None, name: str) -> bool:
    return name in FREE_AFTER_LOCK or (field is not None and field.after_lock)


def _in_place(change: Change, kind: Kind) -> bool:
    if kind.parent == "*":
        return True
    if kind.place is Place.VILLAGE:
        return change.scope.startswith("village-")
    return change.scope == kind.place.value


def _vouching_problem(change: Change, roster: Roster) -> str:
    """What is wrong with a new key that an older key of the same person vouches for, or ''."""
    person = roster.person_of(change.writer)
    fields: Mapping[str, Any] = change.body["fields"]
    first = not any(entry["sup"] for entry in fields.values())
    if not person or not set(fields) <= VOUCHED_FIELDS or not first or change.step or "redact" in change.body:
        return "office"
    key = change.value("key")
    if not isinstance(key, str) or HEX64.match(key) is None or writer_id(key) != change.rec:
        return "key"
    if change.value("person") != person or change.value("vouched_by") != change.writer:
        return "person"
    held = roster.writers.get(change.rec)
    return "taken" if held is not None and held.person != person else ""


def _step(change: Change, kind: Kind) -> Step | None:
    return kind.step(change.step["name"]) if change.step else None


def _states(change: Change, kind: Kind, cited: Cited) -> set[str]:
    """States a change starts from: those it replaces, or the first one."""
    entry = change.body["fields"].get(STATE)
    replaced = [cited[i] for i in entry["sup"]] if entry else []
    return {str(j.change.value(STATE)) for j in replaced if j.verdict.regular} or {kind.first_state}


def _settling(change: Change, kind: Kind, cited: Cited) -> Verdict | None:
    """Without a step the state may only be settled: one of several states that stood beside each other."""
    start = _states(change, kind, cited)
    if len(start) < 2 or change.value(STATE) not in start:
        return irregular("step", why="no step")
    locked = {s.code for s in kind.states if s.locked}
    # Settling never opens what was signed.
    if start & locked and change.value(STATE) not in locked:
        return irregular("step", why="opens a lock")
    return None


def _decided(change: Change, name: str, cited: Cited) -> list[str]:
    """Persons a field named among the heads a step was decided on; none when the field was in conflict."""
    if name in change.body["fields"]:
        return _persons(change.value(name))
    on = [cited[i] for i in (change.step or {"on": ()})["on"]]
    read = on + [cited[i] for i in change.body.get("rests", ())]
    gone = {i for j in read if _gives(j, change, name) for i in j.change.body["fields"][name]["sup"]}
    heads = [j.change for j in on if _gives(j, change, name) and j.change.id not in gone]
    if len({canonical.write(head.value(name)) for head in heads}) != 1:
        return []
    return _persons(heads[0].value(name))


def _gives(judged: Judged, change: Change, name: str) -> bool:
    other = judged.change
    same = (other.rec, other.scope) == (change.rec, change.scope)
    return judged.verdict.regular and same and name in other.body["fields"]


def _persons(value: Any) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [person for person in found if isinstance(person, str)]


def _locks_seen(change: Change, cited: Cited) -> Iterator[Change]:
    """Locks of this record or of its parent that the change cites."""
    ids = {i for entry in change.body["fields"].values() for i in entry["sup"]}
    ids.update(change.body.get("rests", ()), (change.step or {"on": ()})["on"])
    for cid in sorted(ids):
        judged = cited[cid]
        other = judged.change
        if is_lock(judged) and other.scope == change.scope and other.rec in {change.rec, change.parent}:
            yield other


def _named(lock: Change) -> set[str]:
    """What a lock covers: every head it was decided on, and what it says itself."""
    return {*(lock.step or {"on": ()})["on"], lock.id}


def _restates(name: str, change: Change, pinned: list[Change]) -> bool:
    if not pinned:
        return says_nothing(name, change.value(name))
    return any(canonical.write(p.value(name)) == canonical.write(change.value(name)) for p in pinned)
