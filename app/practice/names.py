"""Names for people and places that do not exist; places carry the mark 演练 in their name."""

from dataclasses import dataclass

from app.practice.dice import Dice

OFFICE = "演练县委巡察办"
COUNTY = "演练县"
MARK = "（演练）"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


SURNAMES = (
    *"王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余",
    *("欧阳", "单", "仇"),
)
MALE = _words(
    "建国 永福 大山 长河 志远 春生 秋实 根宝 水旺 金贵 铁柱 福来 有田 海平 明亮 喜顺 双全 保民 "
    "德厚 学文 贵生 石头 新民 守信 冬林 家旺 连喜 广财 茂才 平安 青山 长庚 庆丰 来顺 满仓 三娃"
)
FEMALE = _words(
    "桂花 秀兰 春梅 玉珍 冬菊 凤英 巧云 小满 金莲 翠屏 月娥 素芬 香草 腊梅 雪梅 彩霞 兰芝 银环 "
    "惠芳 菊香 美玲 红杏 水仙 阿妹 招弟 玉兰 丹桂 云霞 秋月 爱珍 细妹 莲香 凤仙 春燕 小荷 麦香"
)
TOWNS = ("云岭镇", "清溪镇", "枫林乡", "石门镇", "芦花乡")
VILLAGES = (
    "青石湾村", "柳树坡村", "双泉村", "枣园村", "白鹭洲村", "松塘村", "小桥头村", "鹅岭村", "竹海村", "红土坎村",
    "麦浪村", "南渡村", "茶山坳村", "古井村", "月亮坪村", "桃源里社区", "荷塘村", "大樟树村", "银杏沟村", "晒谷坪村",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody's name and sex (code)."""

    full: str
    sex: str


def person(dice: Dice) -> Name:
    """Return the name of somebody who does not exist."""
    sex = "female" if dice.chance(46) else "male"
    return Name(dice.pick(SURNAMES) + dice.pick(FEMALE if sex == "female" else MALE), sex)


def village(number: int) -> tuple[str, str]:
    """Return name and town of the village with a number (from 0); after the last name the list begins anew."""
    again, at = divmod(number, len(VILLAGES))
    name = VILLAGES[at] if not again else f"{VILLAGES[at][:-1]}{again + 1}{VILLAGES[at][-1]}"
    return name + MARK, TOWNS[at // 4] + MARK


def phone(dice: Dice) -> str:
    """Return eleven digits that nobody's telephone has: none begins with 100."""
    return f"100{dice.number(0, 99_999_999):08}"


def id_number(dice: Dice, birth: str) -> str:
    """Return eighteen characters that look like an ID number and can be nobody's.

    The area 999999 exists nowhere, and the check character (GB 11643) is deliberately another than the right one.
    """
    body = f"999999{birth.replace('-', '')}{dice.number(1, 28):02}{dice.number(1, 999):03}"
    wrong = (_check(body) + 1 + dice.number(0, 8)) % 11
    return body + "0123456789X"[wrong]


def _check(body: str) -> int:
    """Value of the right check character, 10 for X."""
    rest = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body)) % 11
    return (12 - rest) % 11
