"""A village that does not exist: what it is, who lives there, and its file (F05) as records."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.practice import names
from app.practice.dice import Dice
from app.records import ordering
from app.storage.types import NewChange

SPAN = (40, 80)  # people on file in one village
ROADS = ("村组道路硬化工程", "机耕道硬化工程", "通组公路拓宽工程")  # the talks are about a road
PROJECTS = ("高标准农田渠道维修", "文化广场建设", "安全饮水管网改造", "村级光伏电站", "污水管网二期")
FIRMS = ("演练宏达建筑队", "演练利民工程部", "演练顺发施工队", "演练众兴合作社")
POSTS: tuple[tuple[str, str, str, str], ...] = (
    # role of the person, body, post, standing
    ("both_posts", "branch", "村党总支书记、村委会主任", "both"),
    ("deputy_secretary", "branch", "村党总支副书记", "both"),
    ("committee_member", "committee", "村委会副主任", "both"),
    ("committee_member", "committee", "村委会委员、妇联主席", "supervised"),
    ("accountant", "finance", "村会计", "both"),
    ("cashier", "finance", "村报账员", "supervised"),
    ("supervision", "supervision", "村务监督委员会主任", "both"),
    ("supervision", "supervision", "村务监督委员会委员", "neither"),
    ("first_secretary", "stationed", "驻村第一书记", "both"),
)
ORDINARY = (
    (("party_member",), "党员", "party_member"),
    (("villagers_representative",), "村民代表", "neither"),
    (("low_income",), "低保户", "neither"),
    (("monitored",), "监测户", "neither"),
    (("household_representative",), "村民", "neither"),
    (("household_representative",), "村民", "neither"),
    (("contractor",), "水塘承包人", "neither"),
)
NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Villager:
    """Somebody of a village; ``roles`` and the rest are codes of the person's form."""

    rec: str
    name: str
    sex: str
    birth: str
    roles: tuple[str, ...]
    post: str
    standing: str
    body: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """What is wrong in this village; transcripts, file and papers tell the same. Amounts in yuan."""

    project: str
    firm: str
    year: int
    contract: int
    settled: int
    rent: int
    owed: int
    cash: int


@dataclass(frozen=True, slots=True)
class Village:
    """A village and its people. ``dice`` is its place in the round."""

    number: int
    rec: str
    name: str
    town: str
    dice: Dice
    groups: int
    people: tuple[Villager, ...]
    story: Story

    @property
    def scope(self) -> str:
        """Scope of its records."""
        return f"village-{self.rec}"

    @property
    def short(self) -> str:
        """Its code in human numbers."""
        return f"{self.number + 1:02}"

    def who(self, role: str) -> Villager:
        """Return the first who holds a role."""
        return next(p for p in self.people if role in p.roles)


def village(dice: Dice, number: int) -> Village:
    """Make up the village with a number (from 0)."""
    place = dice.at("village", number)
    name, town = names.village(number)
    groups = place.number(4, 7)
    return Village(number, place.rec(), name, town, place, groups, tuple(_people(place, groups)), _story(place))


def _people(dice: Dice, groups: int) -> Iterator[Villager]:
    taken: set[str] = set()
    heads = tuple(
        ("group_head", "group", f"第{NUMERALS[n]}村民小组组长", "neither" if n % 2 else "party_member")
        for n in range(groups)
    )
    officers = (*POSTS, *heads)
    for number in range(dice.number(*SPAN)):
        place = dice.at("person", number)
        somebody = names.person(place)
        while somebody.full in taken:
            somebody = names.person(place)
        taken.add(somebody.full)
        group = f"{NUMERALS[place.number(0, groups - 1)]}组"
        if number < len(officers):
            role, body, post, standing = officers[number]
            roles: tuple[str, ...] = (role,)
            birth = f"{place.number(1964, 1990)}-{place.number(1, 12):02}"
        else:
            roles, post, standing = ORDINARY[(number - len(officers)) % len(ORDINARY)]
            body, birth = "", f"{place.number(1944, 2002)}-{place.number(1, 12):02}"
        yield Villager(place.rec(), somebody.full, somebody.sex, birth, roles, post, standing, body, group)


def _story(dice: Dice) -> Story:
    place = dice.at("story")
    contract = place.number(12, 38) * 10_000
    return Story(
        project=place.pick(ROADS),
        firm=place.pick(FIRMS),
        year=dice.today.year - place.number(1, 2),
        contract=contract,
        settled=contract + place.number(2, 6) * 10_000 + place.number(1, 9) * 1000,
        rent=place.number(6, 18) * 1000,
        owed=place.number(2, 4),
        cash=place.number(8, 36) * 100,
    )


# ---- records


def file_of(village: Village, team_round: str, group: str) -> list[NewChange]:
    """The village file with its officers, projects and yearly income."""
    records = [NewChange("village", village.rec, village.scope, _facts(village, team_round, group))]
    for kind, rows in (
        ("committee_member", [_officer(p) for p in village.people if p.body]),
        ("village_project", list(_projects(village))),
        ("income_year", list(_incomes(village))),
    ):
        for number, (key, row) in enumerate(zip(ordering.spread(None, None, len(rows)), rows, strict=True)):
            rec = village.dice.rec(kind, number)
            records.append(NewChange(kind, rec, village.scope, row, parent=village.rec, order=key))
    return records


def people_of(village: Village) -> list[NewChange]:
    """Everybody on file, with numbers that can be nobody's."""
    return [NewChange("person", p.rec, village.scope, _person(village, p)) for p in village.people]


def _facts(village: Village, team_round: str, group: str) -> dict[str, object]:
    dice, story = village.dice.at("file"), village.story
    households = dice.number(280, 720)
    return {
        "name": village.name,
        "town": village.town,
        "code": f"990101{village.number + 1:06}",
        "short": village.short,
        "form": "community" if "社区" in village.name else "village",
        "sort": dice.pick(("key", "attention", "ordinary")),
        "round": team_round,
        "group": group,
        "weak": dice.chance(20),
        "households": households,
        "population": households * 3 + dice.number(40, 300),
        "area": dice.number(1800, 5200),
        "groups_count": village.groups,
        "party_members": dice.number(38, 90),
        "branches": dice.number(1, 3),
        "first_secretary": village.who("first_secretary").name,
        "work_team": "演练县乡村振兴局驻村工作队",
        "town_leader": names.person(dice.at("leader")).full,
        "town_cadre": names.person(dice.at("cadre")).full,
        "contact": village.who("cashier").name,
        "debt": dice.number(0, 60) * 1_000_000,
        "accounts": "演练农商银行：基本户，管理人村报账员，尾号0000；镇三资代管专户，尾号0001。",
        "assets": f"水塘2口、机动地{dice.number(30, 90)}亩、旧村小1处、光伏电站1座。",
        "low_income": dice.number(9, 28),
        "destitute": dice.number(1, 6),
        "lifted": dice.number(30, 80),
        "monitored": dice.number(1, 5),
        "past_inspections": f"{dice.today.year - 3}年十三届演练县委第四轮巡察，反馈问题6个，台账显示已整改5个。",
        "past_audits": f"{dice.today.year - 1}年镇级村账审计：现金库存与账面相差{story.cash}元。",
        "petitions": f"近三年信访3件，2件反映“{story.project}”工程量不实，1件反映低保评定。",
        "self_portrait": "班子较团结，集体收入逐年增长，群众满意度较高。",
        "early_portrait": "工程项目多、结算超合同，资产发包租金长期未收，列为重点了解事项。",
        "priority": dice.number(40, 95),
        "priority_reason": "项目资金量大、信访集中、上轮整改有一项未销号。",
    }


def _officer(person: Villager) -> dict[str, object]:
    return {
        "name": person.name,
        "body": [person.body],
        "post": person.post,
        "sex": person.sex,
        "birth": person.birth,
        "standing": person.standing,
        "person": person.rec,
    }


def _projects(village: Village) -> Iterator[dict[str, object]]:
    story = village.story
    yield {
        "name": story.project,
        "year": story.year,
        "amount": story.contract * 100,
        "settled": story.settled * 100,
        "contractor": story.firm,
        "funding": "财政奖补资金与村集体自筹",
        "progress": "accepted",
        "manager": village.who("both_posts").name,
        "note": "结算超过合同价，未见变更签证。",
    }
    for number, name in enumerate(village.dice.at("projects").some(PROJECTS, 2)):
        dice = village.dice.at("project", number)
        amount = dice.number(4, 30) * 1_000_000
        yield {
            "name": name,
            "year": village.dice.today.year - number,
            "amount": amount,
            "settled": amount,
            "contractor": dice.pick(FIRMS),
            "funding": "上级专项资金",
            "progress": "done" if number else "running",
            "manager": village.who("committee_member").name,
        }


def _incomes(village: Village) -> Iterator[dict[str, object]]:
    for back in (3, 2, 1):
        dice = village.dice.at("income", back)
        income = dice.number(120, 420) * 100_000
        yield {
            "year": village.dice.today.year - back,
            "income": income,
            "operating": income * dice.number(30, 70) // 100,
            "expense": income * dice.number(60, 98) // 100,
            "source": "水塘和机动地发包、光伏发电",
        }


def _person(village: Village, person: Villager) -> dict[str, object]:
    dice = village.dice.at("contact", person.rec)
    facts: dict[str, object] = {
        "name": person.name,
        "sex": person.sex,
        "birth": person.birth,
        "roles": list(person.roles),
        "post": f"{village.name} {person.post}",
        "political": "party_member" if person.standing in ("both", "party_member") else "none",
        "standing": person.standing,
        "in_team": bool(person.body) and person.body != "stationed",
        "village_group": person.group,
        "address": f"{village.name}{person.group}",
        "phone": names.phone(dice),
    }
    if "low_income" in person.roles:
        facts["id_number"] = names.id_number(dice, person.birth)
        facts["id_reason"] = "核对低保名册与发放记录（演练号码，校验位是错的）。"
    return facts
