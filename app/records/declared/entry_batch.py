"""A batch of paper questionnaires that was typed: how many, how many a second time unseen, how often they differed."""

from app.records.kinds import Choice, Field, Kind, Place, Type, Words

WAYS = (
    Choice("meeting", Words("集中填写", "Filled in at a meeting")),
    Choice("household", Words("入户发放", "Handed out at home")),
    Choice("box", Words("投箱回收", "Returned into a box")),
    Choice("delegate", Words("委托代发", "Handed out by others")),
    Choice("other", Words("其他", "Another way")),
)

KIND = Kind(
    code="entry_batch",
    form="",
    words=Words("纸质问卷录入批次", "Batch of typed questionnaires"),
    plural=Words("纸质问卷录入批次", "Batches of typed questionnaires"),
    place=Place.VILLAGE,
    stage="field",
    parent="questionnaire",
    title=("day",),
    listed=False,
    fields=(
        Field("day", Type.DATE, Words("填写日期", "Filled in on"), column=True, generated=True),
        Field("way", Type.CHOICE, Words("发放方式", "How handed out"), choices=WAYS, column=True, generated=True),
        Field("where", Type.TEXT, Words("发放地点", "Where"), column=True, generated=True),
        Field("typed_by", Type.REFERENCES, Words("录入人", "Typed by"), of="inspector", generated=True),
        Field("sheets", Type.INTEGER, Words("录入份数", "Sheets"), column=True, generated=True),
        Field("share", Type.INTEGER, Words("复录比例（%）", "Second typing (%)"), generated=True),
        Field("seed", Type.TEXT, Words("抽样种子", "Seed of the draw"), generated=True),
        Field("drawn", Type.INTEGER, Words("复录份数", "Typed a second time"), column=True, generated=True),
        Field("again_by", Type.REFERENCES, Words("复录人", "Second typing by"), of="inspector", generated=True),
        Field(
            "same_person",
            Type.INTEGER,
            Words("同一人复录份数", "Typed twice by one person"),
            generated=True,
        ),
        Field("compared", Type.INTEGER, Words("比对题数", "Answers compared"), column=True, generated=True),
        Field("differing", Type.INTEGER, Words("不一致题数", "Answers that differed"), column=True, generated=True),
        Field("differing_sheets", Type.INTEGER, Words("有不一致的份数", "Sheets that differed"), generated=True),
        Field("first_wrong", Type.INTEGER, Words("首录有误题数", "Wrong in the first typing"), generated=True),
        Field(
            "no_answer",
            Type.INTEGER,
            Words("标为无答案或无法辨认的题数", "Marked as no answer or unreadable"),
            generated=True,
        ),
        Field("note", Type.LONG_TEXT, Words("批次备注", "Remark on the batch")),
    ),
)
