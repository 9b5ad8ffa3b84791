"""Whole made-up worlds: writers, records, quarrels and mischief, as a bag of changes; nothing is signed or stored here.

A script is a list of small integers (hypothesis shrinks those well); every integer means something in every state.

Long because a made-up world must be read whole to be believed.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from app.records import canonical
from app.records.change import COMMON, Change, change_id, commitment
from app.security.keys import WriterKey

V1 = "village-" + "1" * 32
V2 = "village-" + "2" * 32
DAY = 1_790_000_000_000
STEPS = ("begin", "finish", "sign", "sign", "resume", "lock", "refuse", "no_such_step", "sign", "internal_record")
TO = {
    "begin": "in_progress",
    "resume": "in_progress",
    "finish": "to_check",
    "sign": "signed",
    "lock": "locked",
    "refuse": "refused",
    "internal_record": "internal",
}
WHO = (
    0,
    1,
    2,
    3,
    1,
    2,
    1,
    2,
    4,
    5,
)  # the office, three laptops (two of them busy), one registered late, one vouched for


def record_id(name: str) -> str:
    """A record id that is the same in every run."""
    return hashlib.sha256(name.encode()).hexdigest()[:32]


OFFICE = WriterKey.from_seed(hashlib.sha256(b"office").digest())
KEYS = [WriterKey.from_seed(hashlib.sha256(f"writer {i}".encode()).digest()) for i in range(8)]
PEOPLE = [record_id(f"person {i}") for i in range(4)]
TALKS = [record_id(f"talk {i}") for i in range(2)]
LINES = [record_id(f"line {i}") for i in range(4)]
SCANS = [record_id(f"scan {i}") for i in range(2)]
ADDENDA = [record_id(f"addendum {i}") for i in range(2)]
VILLAGE = record_id("village")
VILLAGERS = [record_id(f"villager {i}") for i in range(3)]


@dataclass
class Author:
    """One writer: its key, what it has seen, and where its chains stand."""

    key: WriterKey
    known: dict[str, Change] = field(default_factory=dict)
    tips: dict[str, tuple[int, str]] = field(default_factory=dict)
    past: list[tuple[dict[str, Change], dict[str, tuple[int, str]]]] = field(default_factory=list)

    def heads(self, rec: str, scope: str, name: str) -> list[str]:
        """Changes of a field this author has seen and nobody it has seen replaced."""
        gone: set[str] = set()
        found = []
        for change in self.known.values():
            if (change.rec, change.scope) == (rec, scope) and name in change.body["fields"]:
                found.append(change.id)
                gone.update(change.body["fields"][name]["sup"])
        return sorted(set(found) - gone)

    def whole(self, rec: str, scope: str) -> list[str]:
        """Every head of a record and its parts."""
        found: set[str] = set()
        for change in self.known.values():
            if change.scope == scope and rec in {change.rec, change.parent}:
                for name in change.body["fields"]:
                    if change.id in self.heads(change.rec, scope, name):
                        found.add(change.id)
        return sorted(found)

    def locks(self, rec: str, parent: str, scope: str) -> list[str]:
        """Signatures of a record or its parent this author has seen."""
        return sorted(
            c.id
            for c in self.known.values()
            if c.scope == scope and c.rec in {rec, parent} and c.step and c.step["name"] in {"sign", "lock", "refuse"}
        )


@dataclass
class World:
    """Everything ever written, in the order of writing."""

    authors: list[Author]
    changes: dict[str, Change] = field(default_factory=dict)
    clock: int = 0
    calm: bool = False  # no quarrels about keys; then laptops may redact (what is redacted cannot come back)

    def write(  # noqa: PLR0913 - a change has many parts
        self,
        author: Author,
        kind: str,
        rec: str,
        scope: str,
        values: Mapping[str, Any],
        *,
        parent: str = "",
        sup: Mapping[str, Sequence[str]] | None = None,
        rests: Iterable[str] = (),
        step: Mapping[str, Any] | None = None,
        redact: Mapping[str, Sequence[str]] | None = None,
        rules: int = 1,
        late: int = 0,
        before: str | None = None,
    ) -> Change:
        """Add the next change of an author's chain. ``late`` shifts its clock; ``before`` forges ``prev``."""
        number, prev = author.tips.get(scope, (0, ""))
        self.clock += 1
        entries = {}
        pairs = {}
        for name, value in values.items():
            salt = hashlib.sha256(f"{len(self.changes)} {name}".encode()).hexdigest()[:32]
            replaced = sup.get(name, ()) if sup is not None else author.heads(rec, scope, name)
            entries[name] = {"c": commitment(salt, value), "sup": sorted(set(replaced))}
            pairs[name] = (salt, value)
        body: dict[str, Any] = {
            "v": 1,
            "w": author.key.writer_id,
            "scope": scope,
            "n": number + 1,
            "prev": prev if before is None else before,
            "t": [DAY + (self.clock + late) // 2, 0],
            "kind": kind,
            "rec": rec,
            "rules": rules,
            "fields": entries,
        }
        if parent:
            body["in"] = parent
        if set(rests):
            body["rests"] = sorted(set(rests))
        if step is not None:
            body["step"] = dict(step)
        if redact:
            body["redact"] = {cid: sorted(names) for cid, names in redact.items()}
        change = Change(change_id(canonical.write(body)), body, bytes(64), pairs)
        author.tips[scope] = (number + 1, change.id)
        author.known[change.id] = change
        self.changes[change.id] = change
        return change


def begin() -> World:
    """Office, three inspectors, three registered laptops, one that is not yet, and keys to be vouched for."""
    world = World([Author(OFFICE), *(Author(key) for key in KEYS)])
    office = world.authors[0]
    for at, person in enumerate(PEOPLE[:3]):
        world.write(office, "inspector", person, COMMON, {"name": f"巡察员{at}", "staff": f"A{at}", "role": "member"})
    for at in range(3):
        register(world, at)
    for author in world.authors:
        author.known.update(world.changes)
    return world


def register(world: World, at: int, person: int | None = None) -> Change:
    """The office puts a key on the roster."""
    key = KEYS[at]
    fields = {"person": PEOPLE[at % 4 if person is None else person], "key": key.public.hex(), "recipient": "age1x"}
    return world.write(world.authors[0], "writer", key.writer_id, COMMON, fields)


# ---- what a script's numbers mean


def act(world: World, op: int, who: int, a: int, b: int) -> None:
    """Play one move."""
    author = world.authors[WHO[who % len(WHO)]]
    MOVES[op % len(MOVES)](world, author, a, b)


def _scope(a: int) -> str:
    return V2 if a % 16 == 15 else V1


def _hot(world: World, author: Author, a: int, b: int) -> None:
    """The field everybody writes: the place of one talk; sometimes blind, sometimes seeing the lock."""
    rec, scope = TALKS[0], V1
    seen = author.heads(rec, scope, "place")
    sup = ([], seen, seen, seen, seen[:1], seen)[b % 6]
    rests = author.locks(rec, "", scope) if b % 2 else ()
    world.write(
        author, "interview", rec, scope, {"place": f"村委会{a % 5}"}, sup={"place": sup}, rests=rests, late=a % 9 - 4
    )


def _talk(world: World, author: Author, a: int, b: int) -> None:
    values: dict[str, Any] = {
        "person_name": f"王{b % 3}",
        "talkers": [PEOPLE[a % 4]],
        "recorder": PEOPLE[b % 4],
        "paper_place": f"柜{b % 2}",
        "internal_note": "明文" if b % 7 == 6 else None,
    }
    names = sorted(values)
    chosen = {n: values[n] for i, n in enumerate(names) if (a + 1) >> i & 1 or b % 5 == i}
    rec, scope = TALKS[a % 2], _scope(b)
    rests = author.locks(rec, "", scope) if a % 3 == 0 else ()
    world.write(author, "interview", rec, scope, chosen or {"person_name": "王庄"}, rests=rests, late=b % 5)


def _line(world: World, author: Author, a: int, b: int) -> None:
    rec, parent = LINES[a % 4], TALKS[a % 2]
    values = {"text": f"答{b % 4}", **({"~order": "abc"[b % 3]} if b % 2 else {})}
    rests = author.locks(rec, parent, V1) if b % 3 == 0 else ()
    world.write(author, "interview_line", rec, V1, values, parent=parent, rests=rests, late=-(a % 5))


def _addendum(world: World, author: Author, a: int, b: int) -> None:
    rec, parent = ADDENDA[a % 2], TALKS[a % 2]
    rests = author.locks(rec, parent, V1) if b % 2 else ()
    values = {"text": f"补{b % 3}", "reason": "更正"}
    world.write(author, "interview_addendum", rec, V1, values, parent=parent, rests=rests)


def _scan(world: World, author: Author, a: int, b: int) -> None:
    rec, parent = SCANS[a % 2], TALKS[a % 2] if b % 4 else LINES[0]
    rests = author.locks(rec, parent, V1) if b % 2 else ()
    world.write(author, "attachment", rec, V1, {"name": f"扫描{b % 3}.pdf", "size": a}, parent=parent, rests=rests)


def _villager(world: World, author: Author, a: int, b: int) -> None:
    values: dict[str, Any] = {"name": f"李{b % 3}", "in_team": bool(b % 2), "roles": ["secretary"][: a % 2]}
    values["birth"] = 7 if b % 11 == 10 else "1975"  # the number is of the wrong type
    world.write(author, "person", VILLAGERS[a % 3], _scope(b), values, late=a % 3)


def _step(world: World, author: Author, a: int, b: int) -> None:
    name = STEPS[a % len(STEPS)]
    rec, scope = TALKS[b % 2] if b % 3 == 2 else TALKS[0], V1
    on = author.whole(rec, scope)
    if b % 5 == 4:
        on = on[: len(on) // 2]
    rests = author.locks(rec, "", scope) if b % 2 else ()
    world.write(
        author, "interview", rec, scope, {"state": TO.get(name, "nowhere")}, step={"name": name, "on": on}, rests=rests
    )


def _gather(world: World, author: Author, a: int, b: int) -> None:
    """Everything G04 wants at once, then the signature: locks come often enough to matter."""
    rec = TALKS[0]
    world.write(author, "interview", rec, V1, {"talkers": [PEOPLE[a % 4]], "recorder": PEOPLE[b % 3], "place": "祠堂"})
    for name in ("begin", "finish", "sign"):
        on = author.whole(rec, V1)
        world.write(author, "interview", rec, V1, {"state": TO[name]}, step={"name": name, "on": on})


def _registers(world: World, author: Author, a: int, b: int) -> None:
    rec, kind = (TALKS[a % 2], "interview") if b % 2 else (VILLAGERS[a % 3], "person")
    name = ("~deleted", "~deleted", "~deleted", "~moved", "~same_as")[b % 5]
    value: Any = {"~moved": V2, "~same_as": VILLAGERS[0]}.get(name, a % 3 != 0)
    rests = author.whole(rec, V1) if a % 2 and name == "~deleted" else ()
    world.write(author, kind, rec, V1, {name: value}, rests=rests)


def _undo(world: World, author: Author, a: int, _: int) -> None:
    own = [c for c in author.known.values() if c.writer == author.key.writer_id and c.kind == "person"]
    if not own:
        return
    last = own[-1 - a % len(own)]
    values, sup = {}, {}
    for name, entry in last.body["fields"].items():
        before = [author.known[i].value(name) for i in entry["sup"]]
        values[name] = before[0] if before else None
        sup[name] = [last.id]
    world.write(author, "person", last.rec, last.scope, values, sup=sup)


def _redact(world: World, author: Author, a: int, b: int) -> None:
    office = author.key == OFFICE
    if not office and not world.calm:
        return
    known = [
        c
        for c in author.known.values()
        if c.scope in {V1, V2} and (office or b % 4 or c.writer == author.key.writer_id)
    ]
    if not known:
        return
    target = known[a % len(known)]
    names = [n for n in target.body["fields"] if b % 8 == 7 or n in {"place", "text", "name", "person_name", "birth"}]
    values = {"name": "又名"} if b % 16 == 15 else {}
    if names:
        kind, parent = target.kind, target.parent
        world.write(author, kind, target.rec, target.scope, values, parent=parent, redact={target.id: names})


def _meet(world: World, author: Author, a: int, b: int) -> None:
    """Two authors meet: one learns all the other knows, or an older state of it."""
    other = world.authors[a % len(world.authors)]
    if b % 3 or not other.past:
        author.known.update(other.known)
    else:
        author.known.update(other.past[b % len(other.past)][0])
    author.past.append((dict(author.known), dict(author.tips)))


def _all_meet(world: World, *_: Any) -> None:
    for author in world.authors:
        author.known.update(world.changes)
        author.past.append((dict(author.known), dict(author.tips)))


def _restore(_: World, author: Author, a: int, __: int) -> None:
    """A laptop is put back to an older copy of itself and goes on with the same key: a fork."""
    if author.past and author.key != OFFICE:
        known, tips = author.past[a % len(author.past)]
        author.known, author.tips = dict(known), dict(tips)


def _roster(world: World, _: Author, a: int, b: int) -> None:
    """The office registers, ends, hands over or forgets a key, or takes a person off the list."""
    office = world.authors[0]
    at = a % 4
    key = KEYS[at]
    if world.calm:
        register(world, 3)
    elif b % 6 in {0, 1}:
        register(world, at)
    elif b % 6 == 2:
        register(world, at, person=(a + b) % 4)
    elif b % 6 == 3:
        tips = world.authors[at + 1].tips
        ended = {scope: [max(1, n - a % 3), cid] for scope, (n, cid) in sorted(tips.items())}
        world.write(office, "writer", key.writer_id, COMMON, {"ended": ended})
    elif b % 6 == 4:
        world.write(office, "inspector", PEOPLE[a % 4], COMMON, {"~deleted": bool(b % 4)})
    else:
        world.write(office, "writer", key.writer_id, COMMON, {"~deleted": bool(a % 3)})


def _vouch(world: World, author: Author, a: int, b: int) -> None:
    """A key vouches for another; at times for one that is somebody else's."""
    at = (4 + a % 3) if b % 4 else a % 4
    if world.calm and (author.key != KEYS[0] or at != 4):
        return
    key = KEYS[at]
    fields = {
        "person": PEOPLE[b % 4] if b % 5 == 4 else _person_of(author),
        "key": key.public.hex(),
        "recipient": "age1y",
        "vouched_by": author.key.writer_id,
    }
    world.write(author, "writer", key.writer_id, COMMON, fields, sup={} if b % 3 else None)


def _person_of(author: Author) -> str:
    at = KEYS.index(author.key) if author.key in KEYS else 0
    return PEOPLE[at % 4]


def _mischief(world: World, author: Author, a: int, b: int) -> None:
    """What no window of ours would write."""
    known = sorted(author.known)
    some = [known[(a * 7 + i) % len(known)] for i in range(1 + b % 2)]
    sort = b % 10
    if sort == 0:
        world.write(author, "person", VILLAGERS[0], V1, {"name": "外引"}, sup={"name": some})
    elif sort == 1:
        world.write(author, "person", VILLAGERS[0], V1, {"name": "外依"}, rests=some)
    elif sort == 2:
        world.write(author, "from_the_future", record_id("x"), V1, {"name": "新"})
    elif sort == 3:
        world.write(author, "person", VILLAGERS[1], V1, {"new_field": "新", "name": "半新"})
    elif sort == 4:
        world.write(author, "person", VILLAGERS[1], V1, {"name": "新规则"}, rules=9)
    elif sort == 5:
        world.write(author, "interview", VILLAGERS[2], V1, {"place": "同号异类"})
    elif sort == 6:
        world.write(author, "person", VILLAGERS[2], COMMON, {"name": "越界"}, rests=some)
    elif sort == 7:
        world.write(author, "interview_line", LINES[0], V1, {"text": "换了母记录"}, parent=TALKS[1])
    elif sort == 8 and author.tips.get(V1):
        world.write(author, "person", VILLAGERS[0], V1, {"name": "断链"}, before=some[0])
    else:
        world.write(author, "interview", TALKS[0], V1, {"place": "伪造", "state": "locked"}, sup={"place": some[:1]})


def _promote(world: World, _: Author, a: int, b: int) -> None:
    """The office gives a person another role."""
    fields = {"role": ("leader", "member", "deputy", "office")[b % 4]}
    world.write(world.authors[0], "inspector", PEOPLE[a % 3], COMMON, fields)


def _confirm(world: World, author: Author, a: int, b: int) -> None:
    """A step that belongs to a role, at times with the entry that gave it."""
    known = author.known
    on = author.whole(VILLAGE, V1)
    roles = [cid for person in PEOPLE for cid in author.heads(person, COMMON, "role")] if a % 3 == 0 else []
    name, state = ("confirm", "confirmed") if b % 3 else ("reopen", "draft")
    if not any(c.rec == VILLAGE for c in known.values()):
        world.write(author, "village", VILLAGE, V1, {"name": "石桥村", "town": "清河镇"})
    world.write(author, "village", VILLAGE, V1, {"state": state}, step={"name": name, "on": on}, rests=roles)


def _take_away(world: World, author: Author, a: int, b: int) -> None:
    """Somebody joins, moves or deletes what was signed or a part of it, having seen the signature or not."""
    rec, parent = (TALKS[0], "") if a % 2 else (LINES[a % 4], TALKS[0])
    kind = "interview_line" if parent else "interview"
    name = ("~moved", "~same_as", "~deleted")[b % 3]
    value: Any = {"~moved": V2, "~same_as": TALKS[1]}.get(name, True)
    rests = {*author.whole(rec, V1), *author.locks(rec, parent, V1)} if b % 4 else set()
    world.write(author, kind, rec, V1, {name: value}, parent=parent, rests=rests)


MOVES = (
    *(_hot,) * 6,
    *(_talk,) * 3,
    *(_line,) * 3,
    *(_villager,) * 3,
    *(_step,) * 3,
    *(_gather,) * 2,
    *(_meet,) * 4,
    *(_all_meet,) * 2,
    *(_registers,) * 2,
    _addendum,
    _scan,
    _undo,
    *(_redact,) * 2,
    _restore,
    *(_roster,) * 2,
    _vouch,
    *(_mischief,) * 2,
    *(_promote, _confirm) * 2,
    *(_take_away,) * 2,
)

moves = st.tuples(st.integers(0, len(MOVES) - 1), st.integers(0, len(WHO) - 1), st.integers(0, 63), st.integers(0, 63))
scripts = st.lists(moves, min_size=4, max_size=40)


def play(script: Sequence[tuple[int, int, int, int]]) -> World:
    """The world a script makes."""
    world = begin()
    world.calm = len(script) % 2 == 1
    for move in script:
        act(world, *move)
    return world
