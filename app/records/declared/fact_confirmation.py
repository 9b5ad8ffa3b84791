"""Facts put before the inspected village (F27 事实确认单): facts only, no conclusion, never a source."""

from app.records.choices import ANSWERS, MARKS
from app.records.kinds import Field, Kind, Place, State, Step, Type, Words

KIND = Kind(
    code="fact_confirmation",
    form="F27",
    words=Words("事实确认单", "Fact confirmation"),
    plural=Words("事实确认单", "Fact confirmations"),
    place=Place.VILLAGE,
    stage="field",
    title=("summary", "number"),
    attachments=True,
    number="{year}巡-{group}-确-{village}-{laptop}{seq}",
    fields=(
        Field("summary", Type.TEXT, Words("概述", "In short"), required=True, search=True, column=True),
        Field("number", Type.TEXT, Words("编号", "Number"), search=True, column=True, generated=True),
        Field(
            "findings",
            Type.REFERENCES,
            Words("汇总自底稿", "From the findings"),
            of="finding",
            column=True,
            help=Words("只能选组长已审签的底稿。", "Only findings the leader has approved."),
        ),
        Field("area", Type.TEXT, Words("事实领域", "Field"), search=True, column=True),
        Field(
            "facts",
            Type.LONG_TEXT,
            Words("具体事实", "Facts"),
            search=True,
            help=Words(
                "只写事实，不写结论，不写来源和反映人。", "Facts only: no conclusion, no source, nobody who told."
            ),
        ),
        Field("mark", Type.CHOICE, Words("密级标识", "Mark"), choices=MARKS, default="work_secret"),
        Field("answer", Type.CHOICE, Words("被确认单位意见", "Answer"), choices=ANSWERS, column=True, group="answer"),
        Field("explanation", Type.LONG_TEXT, Words("情况说明", "Explanation"), search=True, group="answer"),
        Field("confirmed_by", Type.TEXT, Words("确认人", "Confirmed by"), search=True, column=True, group="answer"),
        Field("post", Type.TEXT, Words("职务", "Post"), search=True, group="answer"),
        Field("stamped", Type.BOOLEAN, Words("已盖章", "Stamped"), group="answer"),
        Field(
            "takers",
            Type.REFERENCES,
            Words("在场巡察人员", "Inspectors present"),
            of="inspector",
            group="answer",
            help=Words("不少于两人。", "Two persons at least."),
        ),
        Field("taken_at", Type.MOMENT, Words("确认时间", "When"), column=True, group="answer"),
        Field("not_shown_reason", Type.TEXT, Words("未出示或未确认原因", "Why not shown or confirmed"), group="answer"),
        Field("paper_place", Type.TEXT, Words("签字件存放处", "Where the paper is"), after_lock=True, group="answer"),
        Field("note", Type.LONG_TEXT, Words("备注", "Note"), search=True, after_lock=True, group="answer"),
    ),
    states=(
        State("draft", Words("拟稿", "Draft")),
        State("shown", Words("已出示", "Shown")),
        State("answered", Words("已签字确认", "Answered and signed"), locked=True),
        State("unanswered", Words("未确认", "Not confirmed"), locked=True),
    ),
    steps=(
        Step(
            "show",
            Words("向单位出示", "Show to the village"),
            ("draft",),
            "shown",
            ("G11", "no-source"),
            ("findings", "facts"),
        ),
        Step("take_back", Words("收回修改", "Take back"), ("shown",), "draft"),
        Step(
            "answer",
            Words("登记已签字确认", "Mark as answered and signed"),
            ("shown",),
            "answered",
            ("G04", "G11", "G06"),
            ("findings", "facts", "answer", "confirmed_by", "takers", "taken_at"),
        ),
        Step(
            "leave_unanswered",
            Words("登记未确认", "Mark as not confirmed"),
            ("draft", "shown"),
            "unanswered",
            ("G11", "G06"),
            ("not_shown_reason",),
        ),
    ),
    groups=(("main", Words("事实", "Facts")), ("answer", Words("确认", "Answer"))),
)
