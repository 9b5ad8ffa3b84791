"""Journals of any size for measuring: villagers and notes by registered writers, signed, four fields a change."""

import hashlib
import secrets
from collections.abc import Iterator

from app.records import canonical
from app.records.change import COMMON, Change, change_id, commitment
from app.security.keys import WriterKey

SCOPE = "village-" + "ab" * 16
START = 1_790_000_000_000
FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建国春梅海燕志文庆云龙飞鹏宇浩然欣怡梓涵俊"


class Pen:
    """One writer's chains; each change is signed as the program signs it."""

    def __init__(self, name: str) -> None:
        self.key = WriterKey.from_seed(hashlib.sha256(name.encode()).digest())
        self.tips: dict[str, tuple[int, str]] = {}
        self.clock = START

    def write(  # noqa: PLR0913, PLR0917 - a change has many parts
        self, kind: str, rec: str, scope: str, values: dict[str, object], sup: dict[str, list[str]], parent: str = ""
    ) -> Change:
        number, prev = self.tips.get(scope, (0, ""))
        self.clock += 7
        salts = {name: secrets.token_hex(16) for name in values}
        body: dict[str, object] = {
            "v": 1,
            "w": self.key.writer_id,
            "scope": scope,
            "n": number + 1,
            "prev": prev,
            "t": [self.clock, 0],
            "kind": kind,
            "rec": rec,
            "rules": 1,
            "fields": {n: {"c": commitment(salts[n], v), "sup": sup.get(n, [])} for n, v in values.items()},
        }
        if parent:
            body["in"] = parent
        raw = canonical.write(body)
        change = Change(change_id(raw), body, self.key.sign(raw), {n: (salts[n], v) for n, v in values.items()})
        self.tips[scope] = (number + 1, change.id)
        return change


def roster(office: Pen, pens: list[Pen]) -> list[Change]:
    """The office's list of people and keys."""
    changes = []
    for at, pen in enumerate(pens):
        person = hashlib.sha256(f"person {at}".encode()).hexdigest()[:32]
        fields: dict[str, object] = {"name": f"巡察员{at}", "staff": f"A{at}", "role": "member"}
        changes.append(office.write("inspector", person, COMMON, fields, {}))
        entry: dict[str, object] = {"person": person, "key": pen.key.public.hex(), "recipient": "age1x"}
        changes.append(office.write("writer", pen.key.writer_id, COMMON, entry, {}))
    return changes


def name(at: int) -> str:
    """A villager's name."""
    return FAMILY[at % len(FAMILY)] + GIVEN[at // 7 % len(GIVEN)] + GIVEN[at // 53 % len(GIVEN)]


def villagers(pens: list[Pen], count: int, edits: int = 3) -> Iterator[Change]:
    """``count`` changes of four fields; every ``edits``-th corrects somebody entered before."""
    last: list[tuple[str, str]] = []
    for at in range(count):
        pen = pens[at % len(pens)]
        values: dict[str, object] = {
            "name": name(at),
            "post": f"村民{at % 97}组",
            "address": f"王庄村东街{at}号",
            "phone": f"138{at * 7919 % 10**8:08d}",
        }
        if edits and at % edits == edits - 1 and last:
            place = at * 31 % len(last)
            rec, before = last[place]
            change = pen.write("person", rec, SCOPE, values, {n: [before] for n in values})
            last[place] = (rec, change.id)
        else:
            rec = hashlib.sha256(f"villager {at}".encode()).hexdigest()[:32]
            change = pen.write("person", rec, SCOPE, values, {})
            last.append((rec, change.id))
        yield change
