"""A vote in a meeting (F21 民主测评/满意度测评): who was judged, how many were there and voted; two counters sign."""

from app.records.kinds import Choice, Field, Kind, Place, State, Step, Type, Words

SUBJECTS = (
    Choice("team", Words("领导班子", "The leading team")),
    Choice("secretary", Words("书记", "The secretary")),
    Choice("director", Words("主任", "The director")),
    Choice("member", Words("委员", "A member")),
    Choice("rectification", Words("整改成效", "What was put right")),
)

KIND = Kind(
    code="assessment_meeting",
    form="F21",
    words=Words("民主测评登记", "Assessment vote"),
    plural=Words("民主测评登记", "Assessment votes"),
    place=Place.VILLAGE,
    stage="field",
    parent="questionnaire",
    title=("subject",),
    listed=False,
    attachments=True,
    fields=(
        Field("subject_sort", Type.CHOICE, Words("测评对象类别", "Sort"), choices=SUBJECTS, column=True),
        Field("subject", Type.TEXT, Words("测评对象", "Who is assessed"), required=True, column=True),
        Field("held_at", Type.MOMENT, Words("测评时间", "Held at"), column=True),
        Field("place", Type.TEXT, Words("测评地点", "Place"), column=True),
        Field("present", Type.INTEGER, Words("参会人数", "Present"), column=True),
        Field("handed_out", Type.INTEGER, Words("发出票数", "Handed out"), column=True),
        Field("returned", Type.INTEGER, Words("收回票数", "Returned"), column=True),
        Field("valid", Type.INTEGER, Words("有效票数", "Valid"), column=True),
        Field("spoiled", Type.INTEGER, Words("作废票数", "Spoiled"), column=True),
        Field("counters", Type.REFERENCES, Words("计票人（2人）", "Counted by (two)"), of="inspector"),
        Field("watched_by", Type.TEXT, Words("监票人", "Watched by"), column=True),
        Field("seal", Type.TEXT, Words("封存号", "Seal number")),
        Field("note", Type.LONG_TEXT, Words("情况说明", "Note"), after_lock=True),
    ),
    states=(
        State("draft", Words("登记中", "Being written down")),
        State("counted", Words("已计票签字", "Counted and signed"), locked=True),
    ),
    steps=(
        Step(
            "count",
            Words("计票签字", "Sign the count"),
            ("draft",),
            "counted",
            ("G04", "G06"),
            ("subject", "present", "handed_out", "returned", "valid", "counters"),
        ),
    ),
)
