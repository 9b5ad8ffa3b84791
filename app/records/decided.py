"""What a step was decided on, read from its citations alone: values of a record and its parts among the heads named.

Everything here asks the cited changes by id and nothing else, so a rule built on it is pure.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from app.records import canonical
from app.records.change import Change
from app.records.kinds import STATE, Field, Kind, kinds
from app.records.values import is_empty
from app.records.verdicts import Judged

Cited = Mapping[str, Judged]

# A signed record may still turn out to stand in the wrong village or twice; nothing it says changes by that.
FREE_AFTER_LOCK = (STATE, "~moved", "~same_as")
GONE = b"gone"  # never canonical JSON, so no value equals it


def free(field: Field | None, name: str) -> bool:
    """Whether a lock or a signature leaves a field alone."""
    return name in FREE_AFTER_LOCK or (field is not None and field.after_lock)


def heads(change: Change, name: str, cited: Cited, rec: str = "") -> list[Change]:
    """Return what gave a field of a record (by default the change's own) among the heads its step named."""
    on = [cited[i] for i in (change.step or {"on": ()})["on"]]
    read = on + [cited[i] for i in change.body.get("rests", ())]
    key = (rec or change.rec, change.scope)
    gone = {i for j in read if _gives(j, key, name) for i in j.change.body["fields"][name]["sup"]}
    return [j.change for j in on if _gives(j, key, name) and j.change.id not in gone]


def persons(change: Change, name: str, cited: Cited) -> list[str]:
    """Return record ids a field named when the step was taken; none when the field was in conflict."""
    return _ids(said(change, name, cited))


def said(change: Change, name: str, cited: Cited) -> Any:
    """Return the one value a field had when the step was taken; None when it was empty or in conflict."""
    if name in change.body["fields"]:
        return change.value(name)
    found = heads(change, name, cited)
    return found[0].value(name) if len({canonical.write(head.value(name)) for head in found}) == 1 else None


def present(change: Change, name: str, cited: Cited, rec: str = "") -> bool:
    """Whether a field said something when the step was taken: one value, not empty.

    A value that a redaction took away counts as having been there: a text may name somebody who must not be named,
    and taking that name out of the papers takes back no signature.
    """
    own = not rec or rec == change.rec
    found = [change] if own and name in change.body["fields"] else heads(change, name, cited, rec)
    tokens = {canonical.write(head.value(name)) if name in head.values else GONE for head in found}
    return len(tokens) == 1 and (GONE in tokens or not is_empty(found[0].value(name)))


def parts(change: Change, code: str, cited: Cited) -> Iterator[str]:
    """Yield the record ids of the parts of one kind that the step saw standing, neither deleted nor moved away."""
    seen: set[str] = set()
    for cid in (change.step or {"on": ()})["on"]:
        other = cited[cid].change
        if (other.kind, other.parent, other.scope) == (code, change.rec, change.scope):
            seen.add(other.rec)
    for rec in sorted(seen):
        deleted = [head.value("~deleted") for head in heads(change, "~deleted", cited, rec)]
        moved = [head.value("~moved") for head in heads(change, "~moved", cited, rec)]
        if not (deleted and all(deleted)) and not any(moved):
            yield rec


def content(change: Change, kind: Kind, cited: Cited, procedural: frozenset[str]) -> set[str]:
    """Return the heads a step named that say something of the record or its parts, beyond the procedure itself."""
    found: set[str] = set()
    for cid in (change.step or {"on": ()})["on"]:
        judged = cited[cid]
        other = judged.change
        if not judged.verdict.regular or other.scope != change.scope or change.rec not in {other.rec, other.parent}:
            continue
        of = kind if other.rec == change.rec else kinds().get(other.kind)
        if of is not None and says(other, of, procedural):
            found.add(cid)
    return found


def says(change: Change, kind: Kind, procedural: frozenset[str]) -> bool:
    """Whether a change says something that a signature stands for."""
    if kind.after_lock:
        return False
    return any(not free(kind.field(n), n) and n not in procedural for n in change.body["fields"])


def _gives(judged: Judged, key: tuple[str, str], name: str) -> bool:
    other = judged.change
    return judged.verdict.regular and (other.rec, other.scope) == key and name in other.body["fields"]


def _ids(value: Any) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [one for one in found if isinstance(one, str)]
