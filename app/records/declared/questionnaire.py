"""A questionnaire (调查问卷): the form that is asked, bound to its digest; answers are parts of it."""

from app.records.kinds import Field, Kind, Place, State, Step, Type, Words

KIND = Kind(
    code="questionnaire",
    form="F18",
    words=Words("问卷", "Questionnaire"),
    plural=Words("问卷", "Questionnaires"),
    place=Place.VILLAGE,
    stage="field",
    title=("title",),
    attachments=True,
    page="questionnaires",
    fields=(
        Field("title", Type.TEXT, Words("问卷名称", "Title"), required=True, search=True, column=True),
        Field("code", Type.TEXT, Words("问卷编号", "Code"), search=True, column=True),
        Field("audience", Type.TEXT, Words("调查对象", "Who is asked"), search=True, column=True),
        Field(
            "anonymous",
            Type.BOOLEAN,
            Words("不记名", "Anonymous"),
            default=True,
            column=True,
            help=Words(
                "不记名的答卷攒够10份才打乱次序成批入柜，不留时间、次序和填写人。",
                "Anonymous responses are entered ten or more at a time, shuffled, without time, order or person.",
            ),
        ),
        Field(
            "least",
            Type.INTEGER,
            Words("最小统计份数", "Smallest group shown"),
            default=5,
            help=Words("少于这个份数的结果不显示；不会低于5份。", "Smaller groups are not shown; never below five."),
        ),
        Field("digest", Type.TEXT, Words("问卷指纹", "Digest of the form"), generated=True),
        Field("questions", Type.INTEGER, Words("题数", "Questions"), column=True, generated=True),
        Field("source", Type.TEXT, Words("来源", "Taken from"), generated=True),
        Field("xform", Type.JSON, Words("问卷内容", "The form"), generated=True),
    ),
    states=(
        State("draft", Words("拟稿", "Draft")),
        State("in_use", Words("使用中", "In use")),
        State("closed", Words("已结束", "Closed")),
    ),
    steps=(
        Step("use", Words("开始使用", "Begin to use"), ("draft",), "in_use", requires=("title",)),
        Step("close", Words("结束调查", "Close"), ("in_use",), "closed"),
    ),
)
