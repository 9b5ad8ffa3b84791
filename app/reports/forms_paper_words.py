"""Our own words on a printed questionnaire, in the language of the form; a sheet in both languages says both."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "how-one": ("（选一项）", " (choose one)"),
    "how-many": ("（可选多项）", " (choose all that apply)"),
    "how-rank": ("（在格内写名次 1、2、3…）", " (write 1, 2, 3… in the squares)"),
    "how-tick": ("", ""),
    "how-line": ("", ""),
    "how-lines": ("", ""),
    "how-number": ("（填数字）", " (number)"),
    "how-date": ("", ""),
    "how-time": ("", ""),
    "how-other": ("（另附）", " (attach)"),
    "agreed": ("是", "Yes"),
    "year": ("年", "year"),
    "month": ("月", "month"),
    "day": ("日", "day"),
    "hour": ("时", "h"),
    "minute": ("分", "min"),
    "only": ("（{when} 才填这一题）", "(Only if {when})"),
    "only-part": ("（{when} 才填这一部分）", "(This part only if {when})"),
    "only-unclear": ("（符合条件才填）", "(Only where it applies)"),
    "and": ("，并且", " and "),
    "chosen": ("第 {number} 题选 {digits}", "question {number} is {digits}"),
    "digits-or": ("或", " or "),
    "digits-comma": ("、", ", "),
    "compared": ("第 {number} 题{sign} {value}", "question {number} is {sign} {value}"),
    "=": ("填", ""),
    "!=": ("不是", "not"),
    ">": ("大于", "more than"),
    ">=": ("不小于", "at least"),
    "<": ("小于", "less than"),
    "<=": ("不大于", "at most"),
    "jump": ("→ 选 {digits} 请跳到第 {number} 题", "→ If {digits}, go on to question {number}"),
    "jump-end": ("→ 选 {digits} 就填完了", "→ If {digits}, this was the last question"),
    "block": ("第 {number} 份", "No. {number}"),
    "how-to": (
        "在方框内打√；选错了把方框涂满再重新选。请勿折叠、涂画四边的黑方块和二维码。",
        "Tick the box. To correct, fill it in wholly and tick another. Keep the black squares and the code clean.",
    ),
    "page": ("第 {page} 页　共 {pages} 页", "Page {page} of {pages}"),
    "serial": ("卷号 {serial}（只用来核对各页，不对应个人）", "Sheet {serial} (only keeps its pages together)"),
    "practice": ("【演练】不作正式材料使用", "[Practice] not a real paper"),
}


def said(language: str, name: str, **blanks: object) -> str:
    """Words of a name in ``zh``, ``en``, or in both (``zh+en``)."""
    pair = WORDS[name]
    found = [pair[0 if one == "zh" else 1].format(**blanks) for one in language.split("+")]
    return " ".join(dict.fromkeys(part for part in found if part))
