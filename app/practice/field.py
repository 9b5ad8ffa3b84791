"""Field work in a practice village: who writes what, where two did not see each other, and what is left undone."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from app.practice import papers, talks
from app.practice import village as villages
from app.practice.team import Inspector, Team
from app.practice.village import Village
from app.records import ordering
from app.storage.types import Draft, NewChange
from app.storage.vault import Vault

DISPUTED = (("village", "population"), ("interview", "place"))  # fields that two laptops change unseen
UNDECIDED = ("interview", "others")  # one more, which the office leaves for whoever practises
LATE = "sup"  # the talk whose header both change


def prepared(village: Village, team: Team, holder: Inspector) -> list[NewChange]:
    """What the office brings along: the village file, outlines, the schedule of talks."""
    return [
        *villages.file_of(village, team.round, team.group),
        *talks.outlines_of(village, team),
        *talks.planned(village, team, holder),
    ]


def work(vault: Vault, village: Village) -> Iterator[list[NewChange]]:
    """What a laptop writes in its village, in pieces that are each saved at once; attachments are sealed on the way."""
    yield [*villages.people_of(village), twin(village)]
    for talk in talks.talks_of(village):
        yield list(talks.held(talk))
        yield [papers.keep(vault, paper) for paper in papers.of_talk(talk)]
    yield [papers.keep(vault, paper) for paper in papers.of_village(village)]
    yield [addendum(vault, village)]


def addendum(vault: Vault, village: Village) -> NewChange:
    """What the secretary added after signing; it quotes what was signed."""
    talk = next(t for t in talks.talks_of(village) if t.plan.code == "sec")
    record = vault.record(talk.rec)
    people = record.values if record else {}
    made = talks.added(talk, record.lock if record else "")
    named = {"author": people.get("recorder"), "witness": next(iter(people.get("talkers") or ()), None)}
    return replace(made, fields={**made.fields, **named})


def twin(village: Village) -> NewChange:
    """Somebody entered twice, under a post of another wording: for practising “same person”."""
    person = village.who("both_posts")
    fields: dict[str, Any] = {
        "name": person.name,
        "sex": person.sex,
        "birth": person.birth[:4],
        "post": f"{village.name} 书记",
        "standing": person.standing,
        "note": "与村干部名册上的疑为同一人，重复录入（演练）。",
    }
    return NewChange("person", village.dice.rec("twin"), village.scope, fields)


def recording(vault: Vault, village: Village, megabytes: int) -> NewChange:
    """The large attachment: a recording of the talk with the secretary."""
    talk = next(t for t in talks.talks_of(village) if t.plan.code == "sec")
    return papers.keep(vault, papers.recording(talk, megabytes))


def irregular(village: Village, team: Team, alone: Inspector) -> tuple[list[NewChange], NewChange]:
    """A talk one inspector held alone: what may be written, and the signing that no rule admits (G04)."""
    dice = village.dice.at("talk", "alone")
    person = village.who("contractor") if any("contractor" in p.roles for p in village.people) else village.people[-1]
    common = ("interview", dice.rec(), village.scope)
    header: dict[str, Any] = {
        "interviewee": person.rec,
        "person_name": person.name,
        "person_sex": person.sex,
        "person_standing": person.standing,
        "person_post": f"{village.name} {person.post}",
        "role": "ITV-CON",
        "number": talks.number_of(village, team, len(talks.PLANS) + 1),
        "started": dice.moment(-1, "16:00"),
        "ended": dice.moment(-1, "16:40"),
        "place": "水塘边（演练）",
        "talkers": [alone.rec],
        "recorder": alone.rec,
        "signing": "signed",
        "mark": "work_secret",
    }
    said = ("q", "水塘的租金交到哪一年了？"), ("a", f"欠{village.story.owed}年，说好年底一起交。")
    keys = ordering.spread(None, None, len(said))
    lines = [
        NewChange("interview_line", dice.rec(n), common[2], {"speaker": who, "text": text}, parent=common[1], order=key)
        for n, ((who, text), key) in enumerate(zip(said, keys, strict=True))
    ]
    steps = [NewChange(*common, {}, step=name) for name in ("begin", "finish")]
    return [NewChange(*common, header), *lines, *steps], NewChange(*common, {}, step="sign")


def edits(vault: Vault, village: Village, whose: int) -> list[NewChange]:
    """The changes that collide: each writer replaces what was there before either of them wrote."""
    talk = next(t for t in talks.talks_of(village) if t.plan.code == LATE)
    before = int(_value(vault, village.rec, "population") or 0)
    population = before + (37 if whose else 12)
    place = ("村卫生室旁谈话点", "镇政府三楼小会议室")[whose]
    others = ("无", "镇驻村干部在门外等候")[whose]
    return [
        NewChange("village", village.rec, village.scope, {"population": population}),
        NewChange("interview", talk.rec, village.scope, {"place": place, UNDECIDED[1]: others}),
    ]


def held_before(vault: Vault, changes: list[NewChange]) -> dict[tuple[str, str], tuple[str, ...]]:
    """The heads these changes would replace, noted before anybody writes."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for change in changes:
        record = vault.record(change.rec, change.scope)
        for name in change.fields:
            heads = record.heads.get(name, ()) if record else ()
            found[change.rec, name] = tuple(head.change for head in heads)
    return found


def draft(village: Village, person: str) -> Draft:
    """Half a sentence in the talk that is going on: what a power cut would find."""
    talk = next(t for t in talks.talks_of(village) if t.plan.code == "pty")
    key = talks.lines(talk)[-1].order
    fields: dict[str, Any] = {"speaker": "a", "text": "欠租那件事，去年开会的时候书记说过一次，后来"}
    return Draft(
        person=person,
        rec=talk.dice.rec("draft"),
        scope=village.scope,
        kind="interview_line",
        fields=fields,
        parent=talk.rec,
        order=ordering.between(key, None),
        cursor={"field": "text", "position": len(fields["text"])},
    )


def _value(vault: Vault, rec: str, name: str) -> Any:
    record = vault.record(rec)
    return record.values.get(name) if record else None
