"""The foot of each page and the closing of a talk's record, as its way of signing demands."""

from app.reports.pdf.fonts import Role
from app.reports.pdf.sheet import FAINT, GREY, LEFT, MM, RIGHT, Hand, Sheet
from app.reports.talk import Signing, Talk

LABEL = Hand(Role.BODY, 12)
HINT = Hand(Role.HINT, 10.5)
SMALL = Hand(Role.HINT, 8.5, GREY)
FOOT = 33 * MM  # baseline of the page's signature
LOW = 32 * MM  # baseline of the last row of the closing
STEP = 29.0
DATE = "年　　月　　日"
MOST = 8  # lines of a reason that stand in the closing
AGREED = "以上记录我已看过，与我所说的一致。"
READ_OUT = "以上记录已向我宣读，与我所说的一致。"


def carried(talk: Talk, sheet: Sheet) -> str:
    """What is too long for the closing and stands with the talk instead, '' when nothing is."""
    long = talk.signing is Signing.REFUSED and len(_reason(talk, sheet)) > MOST
    return f"拒签原因：{talk.refusal}" if long else ""


def foot(talk: Talk, sheet: Sheet) -> None:
    """Draw who signs this page."""
    signing = talk.signing
    if signing is Signing.INTERNAL:
        sheet.blank(LEFT, FOOT, "记录人签名：", LEFT + 75 * MM, LABEL)
        sheet.text(RIGHT, FOOT, "内部工作记录，不交被谈话人签字", HINT, "right")
        return
    if signing is Signing.REFUSED:
        sheet.blank(LEFT, FOOT, "被谈话人拒签。见证人签名：", LEFT + 105 * MM, LABEL)
        sheet.text(RIGHT, FOOT, DATE, LABEL, "right")
        return
    label = "被谈话人签名并按指印：" if signing.fingered else "被谈话人签名："
    sheet.blank(LEFT, FOOT, label, LEFT + 95 * MM, LABEL)
    if signing.fingered:
        _finger(sheet, LEFT + 97 * MM, FOOT - 9)
    sheet.text(RIGHT, FOOT, DATE, LABEL, "right")
    sheet.text(LEFT, FOOT - 17, _hint(talk), SMALL)


def top(talk: Talk, sheet: Sheet) -> float:
    """Height the closing begins at; the ruled lines end above it."""
    return LOW + STEP * len(_closing(talk, sheet)) + 3 * MM


def draw(talk: Talk, sheet: Sheet) -> None:
    """Draw the closing: statement, signatures of everybody, dates."""
    rows = _closing(talk, sheet)
    y = LOW + STEP * (len(rows) - 1)
    sheet.rule(LEFT, y + STEP - 2, RIGHT, 1.0)
    for kind, words in rows:
        DRAWN[kind](sheet, y, words)
        y -= STEP
    if talk.signing not in {Signing.INTERNAL, Signing.REFUSED}:
        sheet.text(LEFT, LOW - 14, _hint(talk), SMALL)


def _closing(talk: Talk, sheet: Sheet) -> list[tuple[str, str]]:
    """Rows of the closing: (how it is drawn, words)."""
    ours = [("two", "谈话人签名："), ("dated", "记录人签名：")]
    if talk.signing is Signing.INTERNAL:
        return [("hint", "本记录为内部工作记录，未交被谈话人核对、签字。"), *ours]
    if talk.signing is Signing.REFUSED:
        told = ["拒签原因：已记在谈话内容末尾。"] if carried(talk, sheet) else _reason(talk, sheet)
        reason = [("text", line) for line in told] if talk.refusal else [("line", "拒签原因："), ("line", "")]
        seen = f"（{talk.witnesses}）" if talk.witnesses else ""
        said = ("hint", "被谈话人已核对记录，拒绝签名，由两名巡察人员见证。")
        return [said, *reason, ("two", f"见证人{seen}签名："), *ours]
    own = ("finger" if talk.signing.fingered else "dated", "被谈话人签名：")
    if talk.signing is Signing.READ_ALOUD:
        read = [("hint", f"宣读后由本人确认：“{READ_OUT}”"), ("two", "宣读人、见证人签名：")]
        return [*read, ("finger", "被谈话人按指印："), *ours]
    return [("hint", f"请被谈话人在下面亲笔写明：“{AGREED}”"), ("line", ""), own, *ours]


def _reason(talk: Talk, sheet: Sheet) -> list[str]:
    return sheet.wrap(f"拒签原因：{talk.refusal}", LABEL, RIGHT - LEFT)


def _hint(talk: Talk) -> str:
    how = "签名并按指印" if talk.signing.fingered else "签名或按指印"
    return f"涂改、补充之处，须由被谈话人在该处{how}；{'空行须划去' if talk.blank else '空行已划去'}。"


def _said(sheet: Sheet, y: float, words: str) -> None:
    sheet.text(LEFT, y, words, HINT)


def _plain(sheet: Sheet, y: float, words: str) -> None:
    sheet.text(LEFT, y, words, LABEL)


def _line(sheet: Sheet, y: float, words: str) -> None:
    sheet.blank(LEFT, y, words, RIGHT, LABEL)


def _dated(sheet: Sheet, y: float, words: str) -> None:
    sheet.blank(LEFT, y, words, LEFT + 95 * MM, LABEL)
    sheet.text(RIGHT, y, DATE, LABEL, "right")


def _fingered(sheet: Sheet, y: float, words: str) -> None:
    _dated(sheet, y, words)
    _finger(sheet, LEFT + 97 * MM, y - 7)


def _two(sheet: Sheet, y: float, words: str) -> None:
    start = sheet.text(LEFT, y, words, LABEL) + 2
    until = RIGHT - sheet.width(DATE, LABEL) - 8
    half = (until - start - 5 * MM) / 2
    sheet.rule(start, y - 2.5, start + half)
    sheet.rule(until - half, y - 2.5, until)
    sheet.text(RIGHT, y, DATE, LABEL, "right")


def _finger(sheet: Sheet, x: float, y: float) -> None:
    sheet.canvas.setLineWidth(0.5)
    sheet.canvas.setStrokeGray(FAINT)
    sheet.canvas.setDash(2, 2)
    sheet.canvas.rect(x, y, 19 * MM, 22)
    sheet.canvas.setDash()
    sheet.text(x + 9.5 * MM, y + 8, "指印", Hand(Role.HINT, 8.5, FAINT), "centre")


DRAWN = {"hint": _said, "text": _plain, "line": _line, "dated": _dated, "finger": _fingered, "two": _two}
