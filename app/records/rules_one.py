"""Rule set 1 (docs/change-format.md, Verdict). Never edited after release: a new rule is a new rule set.

Every rule reads the change, the changes it cites by id, and the roster; nothing else.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.records import canonical, rules_document, rules_finding, rules_role
from app.records.change import HEX64, Change
from app.records.decided import Cited, free, persons
from app.records.kinds import HIDING, META, STATE, Kind, Place, Step, Writes, kinds
from app.records.roster import Roster, writer_id
from app.records.rules_document import STATEMENT_FIELDS
from app.records.rules_finding import EXACT, SEEN, SOURCE_FIELDS
from app.records.values import is_empty, problem, register_problem, unknown_codes
from app.records.verdicts import FINE, NEWER, Verdict, irregular, is_lock, lockable

Rule = Callable[[Change, Kind, Cited, Roster], Verdict | None]

# G04 reads these fields: of a talk, of evidence taken or facts confirmed, of votes counted, wherever a kind has them.
TALK_FIELDS = ("talkers", "recorder")
PRESENT_FIELDS = (*TALK_FIELDS, "takers", "counters")
# What the gates read of the record itself, of its parts (G07, G10: the sources), and of others (G11).
GATE_FIELDS: Mapping[str, tuple[str, ...]] = {
    "G04": PRESENT_FIELDS,
    "G07": SOURCE_FIELDS,
    "G09": tuple(dict.fromkeys(name for names in EXACT.values() for name in names)),
    "G10": tuple(dict.fromkeys((*(name for names in SEEN.values() for name in names), *SOURCE_FIELDS))),
    "G11": ("findings",),
    "G24": STATEMENT_FIELDS,
}
# A redaction may not take these away, nor a register, nor anything of the roster: references, which name nobody.
NEVER_REDACTED = {*PRESENT_FIELDS, *SOURCE_FIELDS, "findings", "statement_kind", "witnesses"}
ROSTER_KINDS = ("inspector", "writer", "office")
VOUCHED_FIELDS = {"person", "key", "recipient", "laptop", "installation", "vouched_by"}


class RuleSetOne:
    """The rules, in the order in which they are asked; the first broken one names the verdict."""

    def verdict(self, change: Change, cited: Cited, roster: Roster) -> Verdict:
        """Return the verdict of a ready change."""
        kind = kinds().get(change.kind)
        if kind is None or self.unknown(change, kind):
            return Verdict(NEWER)
        for rule in self.asked(change):
            broken = rule(change, kind, cited, roster)
            if broken is not None:
                return broken
        return FINE

    def asked(self, change: Change) -> tuple[Rule, ...]:
        """Return the rules that can say anything of a change; most are plain edits."""
        body = change.body
        if "step" in body or "redact" in body or STATE in body["fields"]:
            signing = (self.gate_04, *rules_finding.RULES, *rules_document.RULES)
            mine = (self.roster, self.type, self.redact, self.step, rules_role.role, rules_role.signed)
            return (*mine, *signing, self.gate_06)
        if not body["fields"].keys().isdisjoint(HIDING):
            return (self.roster, self.type, rules_role.signed, self.gate_06)
        return (self.roster, self.type, self.gate_06)

    def unknown(self, change: Change, kind: Kind) -> bool:
        """Whether a later release wrote this: a field, step or code not declared here."""
        declared = kind.by_name
        for name in change.body["fields"]:
            field = declared.get(name)
            if field is None:
                if not _is_register(kind, name):
                    return True
            elif field.choices and unknown_codes(field, change.value(name)):
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
        declared = kind.by_name
        for name, (_salt, value) in change.values.items():
            field = declared.get(name)
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
        """Refuse a talk or evidence signed with fewer than two different persons of the roster who were there."""
        step = _step(change, kind)
        if step is None or "G04" not in step.gates:
            return None
        names = [name for name in PRESENT_FIELDS if kind.field(name)]
        there = {p for name in names for p in persons(change, name, cited) if p in roster.inspectors}
        return None if len(there) >= 2 else irregular("G04", persons=sorted(there))

    def gate_06(self, change: Change, kind: Kind, cited: Cited, _: Roster) -> Verdict | None:
        """Refuse a change of what a lock it cites covers; restating the signed value is allowed."""
        if not lockable(kind.code):
            return None
        names = [n for n in change.body["fields"] if not free(kind.field(n), n)]
        if not names:
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
    return code not in ROSTER_KINDS and name != STATE and name not in META and name not in NEVER_REDACTED


def covered(kind: Kind, name: str) -> bool:
    """Whether a lock covers a field of this kind at all."""
    return not free(kind.field(name), name)


def says_nothing(name: str, value: Any) -> bool:
    """Whether a value equals one that was never given."""
    return is_empty(value) or (name == "~deleted" and value is False)


def _is_register(kind: Kind, name: str) -> bool:
    return name in META or (name == STATE and bool(kind.states))


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
    # what the office registered itself is not for anybody to vouch for: it would rewrite the office's entry
    return "taken" if held is not None and (held.person != person or not held.vouched_by) else ""


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
