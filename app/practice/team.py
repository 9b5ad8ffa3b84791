"""The practice round itself, its group and the people on the roster."""

import datetime as dt
from dataclasses import dataclass

from app.practice import names
from app.practice.dice import Dice
from app.records.change import COMMON
from app.storage.types import NewChange

OFFICER = "B001"  # staff number of the officer of the inspection office
LEAST = 6  # people of the group, so that talks have two of them also with a single laptop
ROLES = ("leader", "deputy", "liaison")
UNITS = ("演练县财政局 股长", "演练县审计局 干部", "演练县农业农村局 干部", "演练县民政局 干部", "演练县住建局 股长")


@dataclass(frozen=True, slots=True)
class Inspector:
    """Somebody on the practice roster. ``rec`` is the record id of the person."""

    rec: str
    name: str
    staff: str
    role: str
    sex: str
    unit: str


@dataclass(frozen=True, slots=True)
class Team:
    """The round, the group and its people; the first ``laptops`` members are those who get one."""

    round: str
    group: str
    group_name: str
    officer: Inspector
    people: tuple[Inspector, ...]

    def pair(self, dice: Dice, first: Inspector) -> tuple[Inspector, Inspector]:
        """Return who talks and who writes: two different people."""
        return first, dice.pick([p for p in self.people if p.rec != first.rec])


def team(dice: Dice, laptops: int = 1) -> Team:
    """Make up the people of the round. Whoever has a laptop comes first: members, not leaders."""
    count = max(LEAST, laptops + len(ROLES))
    found: list[Inspector] = []
    for number in range(count):
        place = dice.at("inspector", number)
        role = ROLES[number - (count - len(ROLES))] if number >= count - len(ROLES) else "member"
        # men and women in turn: a woman is talked with in the presence of a woman (G05)
        name = _somebody(place, "female" if number % 2 else "male", {p.name for p in found})
        found.append(Inspector(place.rec(), name, f"X{number + 1:03}", role, _sex(number), place.pick(UNITS)))
    place = dice.at("officer")
    name = _somebody(place, "female", {p.name for p in found})
    officer = Inspector(place.rec(), name, OFFICER, "office", "female", names.OFFICE)
    return Team(dice.rec("round"), dice.rec("group"), "演练1组", officer, tuple(found))


def _sex(number: int) -> str:
    return "female" if number % 2 else "male"


def _somebody(dice: Dice, sex: str, taken: set[str]) -> str:
    while True:
        name = names.person(dice)
        if name.sex == sex and name.full not in taken:
            return name.full


def records(dice: Dice, team: Team, villages: tuple[str, ...]) -> list[NewChange]:
    """The round, the group with its villages and the people, as the office writes them."""
    leader, deputies, liaison = _leading(team)
    group = {
        "name": team.group_name,
        "code": "1",
        "round": team.round,
        "leader": leader,
        "deputies": deputies,
        "liaison": liaison,
        "villages": list(villages),
        "formation": "direct",
        "reason": "演练用：挑选有工程项目、有集体收入的村（居），练一遍从谈话到上交的全过程。",
    }
    return [
        NewChange("round", team.round, COMMON, _round(dice), as_office=True),
        *(NewChange("round", team.round, COMMON, {}, step=step, as_office=True) for step in _entered()),
        NewChange("group", team.group, COMMON, group, as_office=True),
        *(NewChange("inspector", p.rec, COMMON, entry(dice, team, p), as_office=True) for p in team.people),
    ]


def _leading(team: Team) -> tuple[str, list[str], str]:
    by_role = {role: [p.rec for p in team.people if p.role == role] for role in ROLES}
    return by_role["leader"][0], by_role["deputy"], by_role["liaison"][0]


def _round(dice: Dice) -> dict[str, object]:
    year = dice.today.year
    return {
        "name": f"演练：{year}年第一轮村（居）巡察",
        "term": "十四届演练县委",
        "year": year,
        "number": 1,
        "starts": dice.day(-12),
        "ends": dice.day(33),
        "task_type": ["regular", "extended"],
        "formation": "direct",
        "mark": "internal",
        "note": "这一轮是演练：地名、人名、事情和数字全部是编的，可以随意改动，练完删掉整个文件夹即可。",
        "authorised_by": "演练县委巡察工作领导小组",
        "authority_number": f"演练巡组发〔{year}〕1号",
        "authority_date": dice.day(-20),
        "authority_scope": "本轮所列村（居）党组织及村（居）委会。",
    }


def _entered() -> tuple[str, ...]:
    return ("authorise", "prepare", "enter", "begin_field")


def entry(dice: Dice, team: Team, person: Inspector) -> dict[str, object]:
    """Return what the roster says of one of the people."""
    facts: dict[str, object] = {
        "name": person.name,
        "staff": person.staff,
        "sex": person.sex,
        "role": person.role,
        "unit": person.unit,
        "phone": names.phone(dice.at("phone", person.staff)),
        "active_from": dice.day(-15),
        "active_until": dice.day(60),
        "note": "演练人员",
    }
    return facts if person.role == "office" else {**facts, "group": team.group}


def today_of(clock_ms: int) -> dt.date:
    """Return the local day of a clock in milliseconds since 1970."""
    return dt.datetime.fromtimestamp(clock_ms / 1000).astimezone().date()
