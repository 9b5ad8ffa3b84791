"""Words for what may stand against a step (gates) and for the errors of `app.records`."""

WORDS: dict[str, tuple[str, str]] = {
    "malformed-change": (
        "收到的一条改动格式不对（{why}），已暂存待核，其余内容照常接收。请把 U盘交接页上的说明告诉对方。",
        "A change that came in is malformed ({why}). It was set aside, the rest goes on; tell its sender.",
    ),
    "not-canonical": (
        "这段数据不是规定的写法（{why}），没有采用。请对方用新版本重新导出。",
        "This data is not in the required form ({why}) and was not taken. Ask the sender to export it again.",
    ),
    "number-pattern": (
        "编号规则“{pattern}”缺少“{blank}”，编不出号。请巡察办在参数里改正编号规则。",
        "The number pattern “{pattern}” lacks “{blank}”: no number can be made. The office corrects it in settings.",
    ),
    "gate-state": (
        "现在的状态不能直接走这一步。请先完成前面的步骤。",
        "This step does not start from the present state. Take the steps before it first.",
    ),
    "gate-role": (
        "这一步要由组长、副组长或巡察办办理。请交给他们。",
        "This step is for the leader, a deputy or the office. Please hand it to them.",
    ),
    "gate-signed": (
        "这条记录别人已签字，删除、合并、移村要由签字人本人、组长、副组长或巡察办办理。请交给他们。",
        "Somebody else signed this. Who signed it, the leader, a deputy or the office may delete, join or move it.",
    ),
    "gate-required": (
        "还有必填项没有填：{fields}。请填好再办。",
        "Still to be filled in: {fields}. Fill them in first.",
    ),
    "gate-conflict": (
        "有内容不一致的项目：{fields}。请先选定以哪个为准。",
        "These fields hold different values: {fields}. Choose one of them first.",
    ),
    "gate-g04": (
        "要有两名名册上的巡察人员参加，现在是 {count} 名。请补上。",
        "Two inspectors of the roster must take part; there are {count}. Name them.",
    ),
    "gate-g04-active": (
        "{names} 在 {day} 不在参加巡察的日期内，当天不足两人。请换人，或由巡察办更正参加日期。",
        "{names}: not on duty on {day}, which leaves fewer than two. Name others, or let the office correct the dates.",
    ),
    "gate-overlap-inspector": (
        "{names} 同一时间还在另一场谈话（{other}）中。请核对时间和谈话人。",
        "{names}: also in another talk ({other}) at that time. Check the times and the talkers.",
    ),
    "gate-overlap-person": (
        "同一时间这个人还有另一场谈话（{other}）。请核对时间。",
        "This person is in another talk ({other}) at that time. Check the times.",
    ),
    "gate-g05": (
        "谈话对象是女同志，在场没有女巡察人员。建议安排一名。",
        "A woman is being talked with and no woman inspector is present. One should be.",
    ),
    "gate-g06": (
        "记录已签字锁定，不能改动。有补充或更正请写“谈话补充”。",
        "The record was signed and is locked. Write an addendum for what is to be added or corrected.",
    ),
    "gate-no-lines": (
        "谈话内容还是空的。请先记录问答，或在扫描件里附上手写记录。",
        "The talk has no lines yet. Write them down, or attach a scan of the handwritten record.",
    ),
    "gate-times": (
        "结束时间早于开始时间。请改正时间。",
        "The end is before the beginning. Correct the times.",
    ),
    "gate-future": (
        "开始时间在今天之后。请核对电脑时间和填写的时间。",
        "The beginning is after today. Check the computer's clock and the time entered.",
    ),
    "gate-changed-since": (
        "签字之后又收到改动：{fields}。请核对，纸质原件以签字时为准。",
        "Changes arrived after signing: {fields}. Check them; the paper holds what was signed.",
    ),
    "gate-roster": (
        "这项内容只能由巡察办写，或者这把钥匙已经停用。请交由巡察办办理。",
        "Only the office writes this, or this key has been ended. Let the office do it.",
    ),
    "gate-type": (
        "“{field}”填写的内容不是这一栏的格式。请按提示修改。",
        "What stands in “{field}” is not of its kind. Correct it as the hint says.",
    ),
    "gate-step": (
        "这一步与记录现在的状态接不上。请打开记录看最新状态再办。",
        "This step does not follow from the record's state. Open the record and look at its state first.",
    ),
    "gate-redact": (
        "只有录入人本人或巡察办可以抹去内容，状态、谈话人等办理手续用的项目不能抹去。请交由巡察办办理。",
        "Only its author or the office redacts a value, and never what the rules read. Let the office do it.",
    ),
    "gate-cites": (
        "这条改动引用的内容对不上。它已保留但没有采用，请对方重新导出。",
        "What this change refers to does not fit. It was kept but not applied; ask the sender to export again.",
    ),
}
