"""A line of the log (操作日志): written by the program, by nobody's hand."""

from app.records.kinds import Choice, Field, Kind, Place, Type, Words

WHAT = tuple(
    Choice(code, Words(zh, en))
    for code, zh, en in (
        ("created", "新建加密柜", "Vault created"),
        ("unlock", "打开", "Unlocked"),
        ("unlock_failed", "打开失败", "Failed unlock"),
        ("lock", "锁定", "Locked"),
        ("reveal", "查看隐去的号码", "Masked value shown"),
        ("open_sealed", "查看密封内容", "Sealed value opened"),
        ("view_attachment", "查看附件", "Attachment viewed"),
        ("open_outside", "用其他程序打开", "Opened in another program"),
        ("export", "导出", "Exported"),
        ("print", "打印", "Printed"),
        ("pack", "写出上交包等", "Package written"),
        ("receive", "接收", "Package received"),
        ("refuse", "拒收", "Package refused"),
        ("receipt", "回执", "Receipt"),
        ("enrol", "本机登记", "Enrolment"),
        ("passphrase", "更换口令", "Passphrase changed"),
        ("person_added", "增加使用人", "Person added"),
        ("person_removed", "移除使用人", "Person removed"),
        ("recovery", "经巡察办恢复", "Recovered through the office"),
        ("new_writer", "更换录入人钥匙", "New writer key"),
        ("office_elsewhere", "办公室签发暂停", "Office signing paused"),
        ("office_confirmed", "确认本机为现用巡察办", "Confirmed as the office"),
        ("fork", "发现重号改动", "Fork found"),
        ("backup", "备份", "Backed up"),
        ("restore", "从备份恢复", "Restored"),
        ("erase", "清除数据", "Erased"),
        ("clock", "电脑时间跳变", "Clock jumped"),
    )
)

KIND = Kind(
    code="event",
    form="",
    words=Words("操作日志", "Log"),
    plural=Words("操作日志", "Log"),
    place=Place.LOG,
    stage="manage",
    title=("what", "at"),
    fields=(
        Field(
            "what",
            Type.CHOICE,
            Words("事项", "What"),
            choices=WHAT,
            required=True,
            column=True,
            filter=True,
            generated=True,
        ),
        Field("at", Type.MOMENT, Words("时间", "When"), generated=True),
        Field(
            "person", Type.REFERENCE, Words("操作人", "Who"), of="inspector", column=True, filter=True, generated=True
        ),
        Field("subject", Type.TEXT, Words("对象编号", "Subject"), search=True, generated=True),
        Field("subject_kind", Type.TEXT, Words("对象种类", "Kind of subject"), generated=True),
        Field("detail", Type.JSON, Words("详情", "Detail"), generated=True),
    ),
)
