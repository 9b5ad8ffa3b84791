"""The practice talks: planned by the office, held on the laptops, in every state a talk may be in."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from app.practice import script
from app.practice.dice import Dice
from app.practice.team import Inspector, Team
from app.practice.village import Village, Villager
from app.records import numbers, ordering, vocabularies
from app.records.kinds import kind
from app.records.vocabularies import Outline
from app.storage.types import NewChange

PLACES = ("村委会二楼小会议室", "村卫生室旁谈话点", "本人家中", "巡察组临时办公室")


@dataclass(frozen=True, slots=True)
class Plan:
    """One talk to be: with whom, by which outline, and how far it will have come. ``day`` counts from today."""

    code: str
    role: str
    holder: str
    steps: tuple[str, ...]
    day: int
    begins: str
    ends: str
    signing: str = ""
    entries: int = 9


PLANS = (
    Plan("sec", "ITV-SEC", "both_posts", ("begin", "finish", "sign", "lock"), -4, "09:00", "10:40", "signed"),
    Plan("acc", "ITV-ACC", "accountant", ("begin", "finish", "sign"), -3, "09:10", "10:30", "fingerprint"),
    Plan("pub", "ITV-PUB", "household_representative", ("begin", "finish", "sign"), -2, "15:00", "15:45", "read_aloud"),
    Plan("sup", "ITV-SUP", "supervision", ("begin", "finish"), -1, "09:00", "09:50"),
    Plan("pty", "ITV-PTY", "party_member", ("begin",), 0, "08:40", "", entries=3),
    Plan("grp", "ITV-GRP", "group_head", ("begin", "internal_record"), -2, "16:20", "16:50", "internal"),
    Plan("aid", "ITV-AID", "low_income", (), 0, "15:00", ""),
    Plan("dir", "ITV-DIR", "deputy_secretary", (), 1, "09:00", ""),
)
OUTLINES = ("ITV-SEC", "ITV-ACC", "ITV-SUP", "ITV-PUB")


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk of a village: its record id, its plan and the person."""

    rec: str
    plan: Plan
    person: Villager
    village: Village
    dice: Dice


def talks_of(village: Village) -> tuple[Talk, ...]:
    """Every talk planned in a village."""
    found = []
    for plan in PLANS:
        dice = village.dice.at("talk", plan.code)
        found.append(Talk(dice.rec(), plan, village.who(plan.holder), village, dice))
    return tuple(found)


def addendum_rec(village: Village, code: str) -> str:
    """Record id of what was added to the talk of a plan."""
    return next(one.dice.rec("addendum") for one in talks_of(village) if one.plan.code == code)


# ---- prepared by the office


def outlines_of(village: Village, team: Team) -> list[NewChange]:
    """Outlines for the talks that matter most, from the shipped list."""
    made = []
    for role in OUTLINES:
        outline = vocabularies.outline(role)
        rec = outline_rec(village, role)
        made.append(NewChange("outline", rec, village.scope, _outline(village, team, outline)))
    return made


def outline_rec(village: Village, role: str) -> str:
    """Record id of a village's outline for a role, or ''."""
    return village.dice.rec("outline", role) if role in OUTLINES else ""


def _outline(village: Village, team: Team, outline: Outline) -> dict[str, Any]:
    story = village.story
    return {
        "name": f"{outline.words.zh.split('（')[0].split('(')[0]}谈话提纲",
        "role": outline.role,
        "purpose": f"弄清“{story.project}”从招标到结算的经过，以及资产发包收租情况。",
        "background": f"合同价{story.contract:,}元，结算{story.settled:,}元；"
        f"水塘租金每年{story.rent:,}元，欠收{story.owed}年。",
        "minutes": outline.minutes,
        "opening": "\n".join(outline.opening),
        "questions": [
            {"id": q.code, "text": q.text, "items": list(q.items), "follow_up": list(q.follow_up)}
            for q in outline.questions
        ],
        "closing": "\n".join(outline.closing),
        "avoid": "不问宗教信仰、民族；不问谁写的信。",
        "tips": outline.tips,
        "source": outline.role,
        "author": team.officer.rec,
    }


def planned(village: Village, team: Team, holder: Inspector) -> list[NewChange]:
    """The talks of a village as planned (F14), led by one of the group."""
    made = []
    for number, talk in enumerate(talks_of(village), 1):
        talker, recorder = team.pair(talk.dice, holder)
        fields = {
            **_person(talk.person, village),
            "role": talk.plan.role,
            "number": number_of(village, team, number),
            "time_no": 1,
            "planned_for": talk.dice.moment(talk.plan.day, talk.plan.begins),
            "must_talk": vocabularies.outline(talk.plan.role).must_talk,
            "place": talk.dice.pick(PLACES),
            "talkers": [talker.rec],
            "recorder": recorder.rec,
            "mark": "work_secret",
        }
        if outline := outline_rec(village, talk.plan.role):
            fields["outline"] = outline
        made.append(NewChange("interview", talk.rec, village.scope, fields))
    return made


def number_of(village: Village, team: Team, number: int) -> str:
    """Return the human number of the talk with a place in the schedule."""
    blanks = {"year": str(village.dice.today.year), "group": team.group_name, "village": village.short, "laptop": "00"}
    pattern = kind("interview").number
    return numbers.next_number(pattern, blanks, [pattern.format(**blanks, seq=f"{number - 1:03}")])


def _person(person: Villager, village: Village) -> dict[str, Any]:
    return {
        "interviewee": person.rec,
        "person_name": person.name,
        "person_sex": person.sex,
        "person_birth": person.birth,
        "person_political": "party_member" if person.standing in ("both", "party_member") else "none",
        "person_standing": person.standing,
        "person_post": f"{village.name} {person.post}",
        "person_address": f"{village.name}{person.group}",
    }


# ---- held on a laptop


def held(talk: Talk) -> Iterator[NewChange]:
    """Everything a laptop writes of one talk: header, lines, then each step of it, the internal note last."""
    plan, common = talk.plan, ("interview", talk.rec, talk.village.scope)
    if not plan.steps:
        return
    header: dict[str, Any] = {
        "started": talk.dice.moment(plan.day, plan.begins),
        "notices": ["identity", "purpose", "duties", "alone"],
    }
    if plan.ends:
        header["ended"] = talk.dice.moment(plan.day, plan.ends)
    if plan.signing:
        header.update(signing=plan.signing, pages=2)
    yield NewChange(*common, header)
    yield NewChange(*common, {}, step=plan.steps[0])
    yield from lines(talk)
    for step in plan.steps[1:]:
        yield NewChange(*common, {}, step=step)
    if plan.ends:
        after: dict[str, Any] = {"internal_note": "演练：" + script.NOTES.get(plan.role, "无。")}
        if plan.signing and plan.signing != "internal":
            after.update(paper_place="巡察组铁皮柜第二层（演练）", talk_again=plan.role == "ITV-ACC")
        yield NewChange(*common, after)


def added(talk: Talk, lock: str) -> NewChange:
    """What the person added the day after signing; ``lock`` is the change that locked the record."""
    text = "本人补充：结算单上第二笔签字不是我签的，当天我在镇里开会，有会议签到。（演练）"
    fields = {
        "sort": "supplement",
        "text": text,
        "reason": "签字后本人想起会议日期",
        "at": talk.dice.moment(talk.plan.day + 1, "08:30"),
        "signed": True,
        "signed_change": lock,
        "text_digest": hashlib.sha256(text.encode()).hexdigest(),
    }
    return NewChange(
        "interview_addendum", talk.dice.rec("addendum"), talk.village.scope, fields, parent=talk.rec, order="a"
    )


def lines(talk: Talk) -> list[NewChange]:
    """The record of a talk, line by line."""
    rows = list(_rows(talk))
    keys = ordering.spread(None, None, len(rows))
    where = ("interview_line", talk.village.scope)
    return [
        NewChange(where[0], talk.dice.rec("line", number), where[1], row, parent=talk.rec, order=key)
        for number, (row, key) in enumerate(zip(rows, keys, strict=True))
    ]


def _rows(talk: Talk) -> Iterator[dict[str, Any]]:
    outline = vocabularies.outline(talk.plan.role)
    questions = {question.code: question for question in outline.questions}
    blanks = script.blanks(talk.village)
    yield {"speaker": "q", "text": script.OPENING}
    yield {"speaker": "a", "text": script.OPENING_ANSWER}
    for code, answer, *more in script.SCRIPTS[talk.plan.role][: talk.plan.entries]:
        question = questions[code]
        yield {"speaker": "q", "text": question.text, "question": code}
        yield _answer(answer, blanks, code, list(question.items[:1]))
        for number, said in enumerate(more):
            if number % 2:
                yield _answer(said, blanks, code, list(question.items[:2]))
            else:
                yield {"speaker": "q", "text": said.format(**blanks), "question": code}
    if talk.plan.ends:
        yield {"speaker": "q", "text": script.CLOSING[0]}
        yield {"speaker": "a", "text": script.CLOSING[1]}
        yield {"speaker": "n", "text": "（以下无正文。演练记录，内容全部是编的。）"}


def _answer(said: str, blanks: dict[str, str], code: str, tags: list[str]) -> dict[str, Any]:
    row: dict[str, Any] = {"speaker": "a", "text": said.removeprefix("!").format(**blanks), "question": code}
    if tags:
        row["tags"] = tags
    if said.startswith("!"):
        row["doubt"] = True
    return row
