"""A small world to write changes in: a roster, writers with fake keys, and a book that knows who has seen what."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from app.records import canonical, citing
from app.records.change import Change, change_id, commitment
from app.records.heads import RecordState, fold, is_lock, whole
from app.records.judge import InspectorEntry, Judged, Roster, Verdict, WriterEntry, judge, judge_all, writer_id
from app.records.kinds import Step, kinds

OFFICE_KEY = hashlib.sha256(b"office").hexdigest()
VILLAGE = "village-" + "a" * 32
AGE = {"~sealed": "YWdlLWVuY3J5cHRpb24ub3JnL3YxCg=="}


def rec(name: str) -> str:
    """A record id that is the same for the same name."""
    return hashlib.sha256(f"record {name}".encode()).hexdigest()[:32]


def key(name: str) -> str:
    """A public key that is the same for the same name."""
    return hashlib.sha256(name.encode()).hexdigest()


def writer(name: str) -> str:
    """Writer id of a name's key."""
    return writer_id(key(name))


LI, WANG, ZHAO = rec("li"), rec("wang"), rec("zhao")
PERSONS = {"li": LI, "li again": LI, "wang": WANG, "zhao": ZHAO}


def roster(ended: Mapping[str, Any] | None = None, people: Iterable[str] = (LI, WANG, ZHAO)) -> Roster:
    """The office and three inspectors; Li has two keys. ``ended`` maps a name to where that key ends."""
    at = ended or {}
    entries = {writer(n): WriterEntry(writer(n), person, key(n), ended=at.get(n, {})) for n, person in PERSONS.items()}
    entries[writer("office")] = WriterEntry(writer("office"), "", OFFICE_KEY, office=True)
    return Roster(OFFICE_KEY, entries, {p: InspectorEntry(p, role="member") for p in people})


class Book:
    """Changes and the chains they stand in. ``write`` sees everything unless told what was ``seen``."""

    def __init__(self, on: Roster | None = None) -> None:
        self.roster = on or roster()
        self.changes: dict[str, Change] = {}
        self.last: dict[tuple[str, str], tuple[int, str]] = {}
        self.clock = 1000

    def write(  # noqa: PLR0913 - a change has that many sides
        self,
        name: str,
        record: str,
        fields: Mapping[str, Any],
        *,
        kind: str = "interview",
        seen: Iterable[Change] | None = None,
        sup: Mapping[str, Iterable[str]] | None = None,
        step: str = "",
        on: Iterable[str] | None = None,
        rests: Iterable[str] | None = None,
        redact: Mapping[str, list[str]] | None = None,
        parent: str = "",
        t: int = 0,
        scope: str = VILLAGE,
        rules: int = 1,
        withheld: Iterable[str] = (),
    ) -> Change:
        """Write one change as the vault would: replacing the heads seen, citing locks seen."""
        held = {c.id: c for c in (self.changes.values() if seen is None else seen)}
        judged = judge_all(held.values(), self.roster)
        own = [j for j in judged.values() if (j.change.rec, j.change.scope) == (record, scope)]
        around = [
            j for j in judged.values() if j.change.scope == scope and is_lock(j) and j.change.rec in {record, parent}
        ]
        state = fold(own, locks=around) if own else None
        values = dict(fields)
        if step:
            declared = kinds()[kind].step(step)
            values.setdefault("state", declared.to if declared else step)
        heads = {n: [h.id for h in found] for n, found in state.heads.items()} if state else {}
        given = sup or {}
        replaced = {n: sorted(given.get(n, heads.get(n, []))) for n in values}
        decided: dict[str, Any] = {}
        if step:
            parts = [fold(p, locks=around) for p in self._parts(judged.values(), record)]
            named = sorted(on) if on is not None else (whole(state, parts) if state else [])
            decided = {"step": {"name": step, "on": named}}
            if rests is None:
                near = [j for j in judged.values() if j.change.scope == scope]
                rests = self._rests(kinds()[kind].step(step), record, named, near)
        cites = sorted({*(rests or ()), *(j.change.id for j in around)} if rests is None or step else set(rests))
        if redact:
            decided["redact"] = redact
        return self.put(name, record, values, replaced, kind, scope, t, rules, parent, cites, decided, withheld)

    @staticmethod
    def _rests(step: Step | None, record: str, on: Iterable[str], near: Iterable[Judged]) -> list[str]:
        """What the vault would cite for a step: see `app.records.citing`."""
        if step is None:
            return []
        parts = citing.reads_parts(step)
        read = [j for j in near if record == j.change.rec or (parts and record == j.change.parent)]
        return citing.for_step(step, record, read, on)

    @staticmethod
    def _parts(judged: Iterable[Judged], record: str) -> list[list[Judged]]:
        found: dict[str, list[Judged]] = {}
        for j in judged:
            if j.change.parent == record:
                found.setdefault(j.change.rec, []).append(j)
        return list(found.values())

    def put(  # noqa: PLR0913, PLR0917 - the raw form
        self,
        name: str,
        record: str,
        values: Mapping[str, Any],
        sup: Mapping[str, list[str]],
        kind: str = "interview",
        scope: str = VILLAGE,
        t: int = 0,
        rules: int = 1,
        parent: str = "",
        rests: Iterable[str] = (),
        more: Mapping[str, Any] | None = None,
        withheld: Iterable[str] = (),
    ) -> Change:
        """Write a change exactly as said."""
        self.clock += 1
        number, before = self.last.get((name, scope), (0, ""))
        salts = {n: hashlib.sha256(f"{self.clock}{n}".encode()).hexdigest()[:32] for n in values}
        body: dict[str, Any] = {
            "v": 1,
            "w": writer(name),
            "scope": scope,
            "n": number + 1,
            "prev": before,
            "t": [t or self.clock, 0],
            "kind": kind,
            "rec": record,
            "rules": rules,
            "fields": {n: {"c": commitment(salts[n], v), "sup": sorted(sup.get(n, []))} for n, v in values.items()},
            **(more or {}),
        }
        if parent:
            body["in"] = parent
        if rests:
            body["rests"] = sorted(rests)
        kept = {n: (salts[n], v) for n, v in values.items() if n not in set(withheld)}
        change = Change(change_id(canonical.write(body)), body, bytes(64), kept)
        self.changes[change.id] = change
        self.last[name, scope] = (number + 1, change.id)
        return change

    def judged(self) -> dict[str, Judged]:
        """Every change with its verdict."""
        return judge_all(self.changes.values(), self.roster)

    def verdict(self, change: Change) -> Verdict:
        """The verdict of one change."""
        return judge(change, self.judged(), self.roster)

    def rule(self, change: Change) -> str:
        """The rule a change breaks, its state when that is not irregular, or ''."""
        verdict = self.verdict(change)
        return verdict.rule or ("" if verdict.regular else verdict.state)

    def last_state(self, record: str) -> list[str]:
        """Ids of the heads of a record's state."""
        return [head.id for head in self.state(record).heads.get("state", ())]

    def state(self, record: str, scope: str = VILLAGE) -> RecordState:
        """A record as it stands."""
        judged = self.judged().values()
        own = [j for j in judged if (j.change.rec, j.change.scope) == (record, scope)]
        parent = own[0].change.parent
        return fold(own, locks=[j for j in judged if is_lock(j) and j.change.rec == parent])


def talk(book: Book, talkers: Iterable[str] = (LI, WANG), recorder: str | None = None) -> str:
    """A talk that waits to be signed; returns its record id."""
    record = rec("talk")
    book.write("li", record, {"person_name": "张三", "talkers": list(talkers), "recorder": recorder})
    book.write("li", record, {}, step="begin")
    book.write("li", record, {}, step="finish")
    return record


def signed(book: Book) -> str:
    """A talk with one line, signed by two; returns its record id."""
    record = talk(book)
    book.write("li", rec("line"), {"text": "你好"}, kind="interview_line", parent=record)
    book.write("li", record, {}, step="sign")
    return record
