"""The verdict of a change: a pure function of it, the changes it cites, and the newest roster held."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from graphlib import TopologicalSorter

from app.records.change import Change
from app.records.heads import fold
from app.records.kinds import kinds
from app.records.roster import InspectorEntry, Roster, WriterEntry, roster_from, writer_id
from app.records.rules_one import RuleSetOne, redactable
from app.records.rules_role import leans
from app.records.verdicts import FINE, IRREGULAR, NEWER, REGULAR, Judged, Verdict, is_lock, locks

__all__ = [
    "FINE",
    "IRREGULAR",
    "NEWER",
    "REGULAR",
    "RULE_SETS",
    "InspectorEntry",
    "Judged",
    "Roster",
    "Verdict",
    "WriterEntry",
    "is_lock",
    "judge",
    "judge_all",
    "leans_on_roles",
    "locks",
    "redactable",
    "roster_from",
    "settle",
    "writer_id",
]

RULE_SETS: Mapping[int, RuleSetOne] = {1: RuleSetOne()}


def judge(change: Change, cited: Mapping[str, Judged], roster: Roster) -> Verdict:
    """Return the verdict of a ready change.

    ``cited`` gives every id of `Change.cited` with its own verdict; it is only asked by id. Values that a redaction
    took away must be gone from ``change`` and ``cited`` alike; a later redaction means judging again the change it
    names and those that cite it.
    """
    rules = RULE_SETS.get(change.body["rules"])
    return rules.verdict(change, cited, roster) if rules else Verdict(NEWER)


def leans_on_roles(change: Change, cited: Mapping[str, Judged], roster: Roster) -> bool:
    """Whether a regular change counts only by the role its person has today."""
    kind = kinds().get(change.kind)
    return kind is not None and leans(change, kind, cited, roster)


def judge_all(changes: Iterable[Change], roster: Roster) -> dict[str, Judged]:
    """Judge a whole set of ready changes, closed under citation; the plain way, for tests and rebuilding by hand.

    The result does not depend on the order of ``changes``.
    """
    found = {change.id: change for change in changes}
    judged = _in_order(found, roster)
    redacted = {
        (cid, name)
        for j in judged.values()
        if j.verdict.regular
        for cid, names in j.change.body.get("redact", {}).items()
        for name in names
    }
    if not redacted:
        return judged
    return _in_order({cid: without(change, redacted) for cid, change in found.items()}, roster)


def without(change: Change, redacted: Iterable[tuple[str, str]]) -> Change:
    """Return a change without the values that (change id, field) pairs name."""
    gone = {name for cid, name in redacted if cid == change.id}
    if not gone & change.values.keys():
        return change
    return replace(change, values={n: pair for n, pair in change.values.items() if n not in gone})


def _in_order(changes: Mapping[str, Change], roster: Roster) -> dict[str, Judged]:
    judged: dict[str, Judged] = {}
    for cid in TopologicalSorter({c.id: c.cited() for c in changes.values()}).static_order():
        judged[cid] = Judged(changes[cid], judge(changes[cid], judged, roster))
    return judged


def settle(office_key: str, changes: Iterable[Change]) -> tuple[Roster, dict[str, Judged]]:
    """Judge the roster's own changes (kinds ``inspector`` and ``writer``) and build the roster from them.

    Starts from the office key alone and goes on while the roster grows: an office may register a key, that key vouch
    for a newer one. ``changes`` of the common scope, complete but for their writer; the order does not matter.
    Returns the roster and the verdicts of the changes whose writer is on it.
    """
    held = list(changes)
    roster, judged = roster_from(office_key, {}, {}), dict[str, Judged]()
    for _ in range(len(held) + 2):  # pragma: no branch - each turn knows a key more, or is the last
        judged = judge_all(_closed(held, roster), roster)
        records: dict[tuple[str, str], list[Judged]] = {}
        for item in judged.values():
            records.setdefault((item.change.kind, item.change.rec), []).append(item)
        folded = {key: fold(items).values for key, items in records.items()}
        people = {rec: values for (kind, rec), values in folded.items() if kind == "inspector"}
        writers = {rec: values for (kind, rec), values in folded.items() if kind == "writer"}
        before, roster = roster, roster_from(office_key, people, writers)
        if before == roster:
            break
    return roster, judged


def _closed(changes: Iterable[Change], roster: Roster) -> list[Change]:
    """Changes of known writers, without those that cite one of an unknown writer."""
    known = {c.id: c for c in changes if c.writer in roster.writers}
    while True:
        loose = [c for c in known.values() if not c.cited() <= known.keys()]
        if not loose:
            return list(known.values())
        for change in loose:
            del known[change.id]
