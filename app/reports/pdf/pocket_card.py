"""The pocket card (随身卡片): one A4 sheet with the steps of a day and the keys; nothing of any vault."""

from collections.abc import Iterable

from app.reports.issue import Issue
from app.reports.pdf.fonts import Fonts, Role, choose
from app.reports.pdf.interview import Printed
from app.reports.pdf.sheet import HEIGHT, MM, WIDTH, Hand, Sheet

LEFT, RIGHT = 20 * MM, 190 * MM
TITLE = Hand(Role.TITLE, 20, bold=True, stretch=4)
HEAD = Hand(Role.HEAD, 12.5)
KEY = Hand(Role.HEAD, 10.5)
WORDS = Hand(Role.BODY, 11)
SMALL = Hand(Role.HINT, 9, 0.25)
ROW = 17
NAMES_WIDE = 30 * MM
KEYS_WIDE = 36 * MM
COLUMN = (RIGHT - LEFT) / 2

DAY = (
    ("出发前", "插U盘，“U盘交接”，点一个按钮，收下任务包。核对窗口上方的村（居）名。"),
    ("进村", "“现场今日”看计划谈话。“资料调阅”一键列出清单，登记已提供、部分提供、无此材料、拒绝提供。"),
    ("谈话", "两人以上。出示身份、告知事项后点“开始谈话”。回车换对方说，不用点保存。"),
    ("核对签字", "念给本人听，改完按 Ctrl+P 打印，逐页签字；在“登记已签字”里写明签字方式。"),
    ("拍照存回", "签字页扫描或拍照，附到这次谈话。“组长看板”（组员为“我的村情”）列着还缺的。"),
    ("写底稿", "一事一底稿：时间、地点、人员、经过、数额；来源两个以上，说法不一致的并列写明。"),
    (
        "傍晚合并",
        "组员把改动交到组长电脑：“我的改动交到”选组长，插U盘，点按钮；组长再点一次，收齐、回传、交办公室。",
    ),
    ("离开前", "上交包写到U盘、拔下再插复核过；Ctrl+L 锁定；U盘、纸质件当面清点。"),
)
KEYS = (
    ("Ctrl+L", "锁定（先保存）"),
    ("Ctrl+Shift+L", "换人：同事接着用本机"),
    ("Ctrl+K", "找人找页面，拼音首字母"),
    ("Ctrl+N　Ctrl+F", "新增　筛选"),
    ("Alt+1　Alt+2　Alt+3", "今日　U盘交接　看板"),
    ("Alt+←　Esc", "返回"),
    ("回车　Tab", "谈话：换对方说　换说话人"),
    ("Ctrl+回车", "从提纲取下一问"),
    ("Shift+回车", "同一条里换行"),
    ("Ctrl+M　Ctrl+T", "存疑　加标签"),
    ("Ctrl+G", "由此写问题底稿"),
    ("Ctrl+P　Ctrl+Shift+E", "打印　导出"),
    ("Ctrl+Shift+S", "看板里：附上扫描件"),
    ("Ctrl+Z", "撤销；签字后写补充说明"),
    ("1 2 3 4 5", "登记资料给没给"),
    ("F6　F1", "到右侧栏　使用说明"),
)
NEVER = (
    "不得录入国家秘密。",
    "口令不写下、不告诉别人；U盘不离身。",
    "打不开：先看大写锁定和全角，再找巡察办，不要重装。",
)


def print_card(issue: Issue, fonts: Fonts | None = None) -> Printed:
    """Print the card.

    Raises:
        NoUsableFontError: no font of this machine can be embedded.
    """
    fonts = fonts or choose()
    sheet = Sheet(fonts, issue, "随身卡片")
    sheet.background()
    y = HEIGHT - 26 * MM
    sheet.text(WIDTH / 2, y, "村（居）巡察　随身卡片", TITLE, "centre")
    y = _steps(sheet, y - 12 * MM)
    y = _keys(sheet, y - 6 * MM)
    y = _never(sheet, y - 4 * MM)
    _own(sheet, y - 7 * MM)
    sheet.turn()
    return Printed(sheet.finish(), 1, fonts.missing)


def _heading(sheet: Sheet, y: float, words: str) -> float:
    sheet.text(LEFT, y, words, HEAD)
    sheet.rule(LEFT, y - 5, RIGHT, 0.8)
    return y - 20


def _steps(sheet: Sheet, y: float) -> float:
    y = _heading(sheet, y, "一天的步骤")
    for number, (name, words) in enumerate(DAY, 1):
        sheet.text(LEFT, y, f"{number}　{name}", KEY)
        for line in sheet.wrap(words, WORDS, RIGHT - LEFT - NAMES_WIDE):
            sheet.text(LEFT + NAMES_WIDE, y, line, WORDS)
            y -= ROW
        y -= 3
    return y


def _keys(sheet: Sheet, y: float) -> float:
    """Two columns, filled downwards."""
    y = _heading(sheet, y, "常用键")
    half = (len(KEYS) + 1) // 2
    for x, part in ((LEFT, KEYS[:half]), (LEFT + COLUMN, KEYS[half:])):
        _column(sheet, x, y, part)
    return y - half * (ROW + 2)


def _column(sheet: Sheet, x: float, y: float, keys: Iterable[tuple[str, str]]) -> None:
    for key, words in keys:
        sheet.text(x, y, key, KEY)
        sheet.text(x + KEYS_WIDE, y, words, WORDS)
        y -= ROW + 2


def _never(sheet: Sheet, y: float) -> float:
    y = _heading(sheet, y, "记住")
    for words in NEVER:
        sheet.text(LEFT, y, f"·　{words}", WORDS)
        y -= ROW
    return y


def _own(sheet: Sheet, y: float) -> None:
    """What each writes in by hand: never a passphrase."""
    middle = (LEFT + RIGHT) / 2
    sheet.blank(LEFT, y, "组长电话", middle - 6 * MM, WORDS)
    sheet.blank(middle, y, "巡察办电话", RIGHT, WORDS)
    sheet.text(LEFT, y - 20, "卡片上不写口令，不写工号，不写群众姓名。", SMALL)
