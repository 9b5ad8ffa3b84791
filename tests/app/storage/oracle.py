"""What must stand, worked out the plain way from a set of changes alone: readiness, roster, verdicts, rows.

It shares with the program only the pure rules of `app.records`; the journal, its order and its slices are unknown here.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from graphlib import TopologicalSorter
from typing import Any

from app.records.change import COMMON, Change
from app.records.heads import RecordState, fold
from app.records.judge import Judged, Roster, Verdict, is_lock, judge, roster_from, without
from app.records.kinds import kinds
from app.storage import views

Key = tuple[str, str, str, str]  # record, scope, kind, parent


class Expected:
    """The one state every vault that holds ``changes`` must show."""

    def __init__(self, office_key: str, changes: Iterable[Change]) -> None:
        self.changes = {c.id: c for c in changes}
        self.office_key = office_key
        self.roster = self._settle()
        self.ready, self.missing = self._readiness(self.changes, self.roster)
        self.judged = self._judge(self.ready, self.roster)
        self.states = self._fold(self.judged.values())

    # ---- readiness: the least fixed point

    def _readiness(self, changes: Mapping[str, Change], roster: Roster) -> tuple[dict[str, Change], dict[str, str]]:
        ready: dict[str, Change] = {}
        while True:
            more = {i: c for i, c in changes.items() if i not in ready and not self._waits(c, ready, roster)}
            if not more:
                break
            ready.update(more)
        return ready, {i: self._waits(c, ready, roster) for i, c in changes.items() if i not in ready}

    @staticmethod
    def _waits(change: Change, ready: Mapping[str, Change], roster: Roster) -> str:
        if change.writer not in roster.writers:
            return f"writer:{change.writer}"
        if change.n > 1 and change.body["prev"] not in ready:
            return str(change.body["prev"])
        for cid in sorted(change.cited()):
            if cid not in ready or (change.scope == COMMON and ready[cid].scope != COMMON):
                return cid
        return ""

    def _settle(self) -> Roster:
        common = {i: c for i, c in self.changes.items() if c.scope == COMMON}
        roster = roster_from(self.office_key, {}, {})
        for _ in range(40):
            ready, _waiting = self._readiness(common, roster)
            states = self._fold(self._judge(ready, roster).values())
            found: dict[str, dict[str, Any]] = {"inspector": {}, "writer": {}}
            for (rec, *_), state in states.items():
                if state.kind in found and not state.parent:
                    found[state.kind][rec] = {n: v for n, v in state.values.items() if n[0] != "~"}
            before, roster = roster, roster_from(self.office_key, found["inspector"], found["writer"])
            if roster == before:
                return roster
        raise AssertionError("the roster does not settle")

    # ---- verdicts

    def _judge(self, ready: Mapping[str, Change], roster: Roster) -> dict[str, Judged]:
        judged = self._in_order(ready, roster)
        redacted = {
            (cid, name)
            for j in judged.values()
            if j.verdict.regular
            for cid, names in j.change.body.get("redact", {}).items()
            for name in names
        }
        return self._in_order({i: without(c, redacted) for i, c in ready.items()}, roster) if redacted else judged

    def _in_order(self, ready: Mapping[str, Change], roster: Roster) -> dict[str, Judged]:
        judged: dict[str, Judged] = {}
        graph = {c.id: c.cited() | ({c.body["prev"]} if c.n > 1 else set()) for c in ready.values()}
        for cid in TopologicalSorter(graph).static_order():
            wrong = self._wrong_citation(ready[cid], ready)
            verdict = Verdict("irregular", "cites", {"why": wrong}) if wrong else judge(ready[cid], judged, roster)
            judged[cid] = Judged(ready[cid], verdict)
        return judged

    @staticmethod
    def _wrong_citation(change: Change, ready: Mapping[str, Change]) -> str:
        if change.n > 1:
            before = ready[change.body["prev"]]
            if (before.writer, before.scope, before.n) != (change.writer, change.scope, change.n - 1):
                return "prev"
        same = [
            ready[i] for i in sorted(change.cited()) if (ready[i].rec, ready[i].scope) == (change.rec, change.scope)
        ]
        if any((c.kind, c.parent) != (change.kind, change.parent) for c in same):
            return "kind"
        for name, ids in change.supersedes.items():
            for cid in ids:
                other = ready[cid]
                if (other.rec, other.scope) != (change.rec, change.scope) or name not in other.body["fields"]:
                    return "sup"
        outside = [*change.body.get("rests", ()), *(change.step or {"on": ()})["on"], *change.body.get("redact", ())]
        return "scope" if any(ready[i].scope not in {change.scope, COMMON} for i in outside) else ""

    # ---- records

    @staticmethod
    def _fold(judged: Iterable[Judged]) -> dict[Key, RecordState]:
        every = list(judged)
        records: dict[tuple[str, str], list[Judged]] = {}
        for item in every:
            records.setdefault((item.change.rec, item.change.scope), []).append(item)
        redacted = {
            (cid, name)
            for j in every
            if j.verdict.regular
            for cid, names in j.change.body.get("redact", {}).items()
            for name in names
        }
        states: dict[Key, RecordState] = {}
        for (rec, scope), items in records.items():
            for kind, parent in sorted({(j.change.kind, j.change.parent) for j in items}):
                own = [j for j in items if (j.change.kind, j.change.parent) == (kind, parent)]
                declared = kinds().get(kind)
                near = [j for j in records.get((parent, scope), ()) if is_lock(j)]
                locks = [j for j in near if declared and declared.parent in {"*", j.change.kind}]
                state = fold(own, locks=locks, redacted=redacted)
                others = [j.change for j in items if j.verdict.regular and j not in own]
                others = [] if state.empty else sorted(others, key=lambda c: c.clock, reverse=True)
                states[rec, scope, kind, parent] = replace(state, strangers=tuple(c.id for c in others))
        return states

    def dump(self) -> list[str]:
        """Rows as the vault's own dump writes them, without tips."""
        lines = [self._row(key, state) for key, state in self.states.items() if state.kind in kinds()]
        lines += [self._record(key, state) for key, state in self.states.items()]
        lines += [json.dumps(["waiting", cid, missing]) for cid, missing in self.missing.items()]
        for cid, judged in self.judged.items():
            verdict = judged.verdict
            if not verdict.regular:
                details = json.dumps(dict(verdict.details), ensure_ascii=False, sort_keys=True)
                lines.append(json.dumps(["irregular", cid, verdict.state, verdict.rule, details], ensure_ascii=False))
        return sorted(lines)

    def _numbers(self, key: Key, state: RecordState) -> tuple[int, int]:
        conflicts = len(state.conflicts) + bool(state.edited_beside_delete) + bool(state.strangers)
        unseen = len(state.changed_since)
        if state.locks:
            for (_, scope, *_), part in self.states.items():
                kind = kinds().get(part.kind)
                if kind is None or kind.after_lock or kind.parent not in {"*", state.kind}:
                    continue
                if part.parent == key[0] and scope == key[1]:
                    unseen += any(h.id not in state.locked for found in part.heads.values() for h in found)
        return conflicts, unseen

    def _row(self, key: Key, state: RecordState) -> str:
        kind = kinds()[state.kind]
        conflicts, unseen = self._numbers(key, state)
        start = [state.kind, *key[:2], state.parent, state.order, state.state, conflicts]
        start += [len(state.irregular) + len(state.newer), unseen, int(_hidden(state))]
        start += [state.created, state.updated, state.writer]
        fields = [views.to_column(f, state.values.get(f.name)) for f in kind.fields]
        return json.dumps([*start, *fields], ensure_ascii=False)

    def _record(self, key: Key, state: RecordState) -> str:
        conflicts, _ = self._numbers(key, state)
        heads: dict[str, list[str]] = {}
        for name in sorted(state.heads):
            for head in state.heads[name]:
                heads.setdefault(head.id, []).append(name)
        text = json.dumps(heads, sort_keys=True, separators=(",", ":"))
        lock = state.locks[-1] if state.locks else ""
        row = [*key[:2], state.kind, state.parent, text, lock, int(_hidden(state))]
        return json.dumps(["record", *row, state.created, state.updated, conflicts], ensure_ascii=False)

    def forks(self) -> set[tuple[str, str, int]]:
        """Numbers of which two changes exist."""
        seen: dict[tuple[str, str, int], int] = {}
        for change in self.changes.values():
            place = (change.writer, change.scope, change.n)
            seen[place] = seen.get(place, 0) + 1
        return {place for place, count in seen.items() if count > 1}


def _hidden(state: RecordState) -> bool:
    deleted = state.deleted and not state.edited_beside_delete
    return deleted or bool(state.moved_to) or bool(state.same_as) or state.empty
