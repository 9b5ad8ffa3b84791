"""A talk's outline (F16 谈话提纲): prompts for the talker, never printed for the one who is talked with."""

from app.records.choices import TALK_ROLES
from app.records.kinds import Field, Kind, Place, State, Step, Type, Words

KIND = Kind(
    code="outline",
    form="F16",
    words=Words("谈话提纲", "Talk outline"),
    plural=Words("谈话提纲", "Talk outlines"),
    place=Place.VILLAGE,
    stage="prepare",
    title=("name",),
    attachments=True,
    fields=(
        Field("name", Type.TEXT, Words("提纲名称", "Outline"), required=True, search=True, column=True),
        Field(
            "role",
            Type.CHOICE,
            Words("对象角色", "For whom"),
            choices=TALK_ROLES,
            required=True,
            column=True,
            filter=True,
        ),
        Field("person", Type.REFERENCE, Words("谈话对象", "Person"), of="person", column=True),
        Field("purpose", Type.LONG_TEXT, Words("谈话目的", "Purpose"), search=True),
        Field("background", Type.LONG_TEXT, Words("背景材料", "Background"), search=True),
        Field("minutes", Type.INTEGER, Words("预计时长（分钟）", "Minutes planned")),
        Field("opening", Type.LONG_TEXT, Words("开场告知", "Opening"), search=True, group="talk"),
        Field("questions", Type.JSON, Words("问题列表", "Questions"), group="talk"),
        Field("closing", Type.LONG_TEXT, Words("收尾", "Closing"), search=True, group="talk"),
        Field("avoid", Type.LONG_TEXT, Words("不宜追问事项", "Not to be pressed"), search=True, group="talk"),
        Field("tips", Type.LONG_TEXT, Words("提示", "Tips"), search=True, group="talk"),
        Field("source", Type.TEXT, Words("来源清单", "Taken from"), generated=True, group="talk"),
        Field("author", Type.REFERENCE, Words("拟稿人", "Drafted by"), of="inspector", column=True, group="approval"),
        Field("approver", Type.REFERENCE, Words("审定人", "Approved by"), of="inspector", group="approval"),
        Field("approved_on", Type.DATE, Words("审定日期", "Approved on"), group="approval"),
    ),
    states=(State("draft", Words("拟稿", "Draft")), State("approved", Words("已审定", "Approved"))),
    steps=(
        Step(
            "approve",
            Words("组长审定", "Approve"),
            ("draft",),
            "approved",
            requires=("name", "role", "questions"),
            roles=("leader", "deputy"),
        ),
        Step("reopen", Words("退回修改", "Open again"), ("approved",), "draft"),
    ),
    groups=(
        ("main", Words("基本情况", "Main")),
        ("talk", Words("提纲内容", "Outline")),
        ("approval", Words("拟稿与审定", "Drafting and approval")),
    ),
)
