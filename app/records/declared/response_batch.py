"""Anonymous responses, shuffled and entered together (design: ten or more, or the end of the round)."""

from app.records.kinds import Field, Kind, Place, Type, Words

KIND = Kind(
    code="response_batch",
    form="",
    words=Words("不记名答卷批次", "Batch of anonymous responses"),
    plural=Words("不记名答卷批次", "Batches of anonymous responses"),
    place=Place.VILLAGE,
    stage="field",
    parent="questionnaire",
    title=("day",),
    listed=False,
    fields=(
        Field("day", Type.DATE, Words("入柜日期", "Entered on"), column=True, generated=True),
        Field("count", Type.INTEGER, Words("份数", "Responses"), column=True, generated=True),
        Field("digest", Type.TEXT, Words("问卷指纹", "Digest of the form"), generated=True),
        Field("answers", Type.JSON, Words("答案", "Answers"), generated=True),
        Field("note", Type.LONG_TEXT, Words("批次备注", "Remark on the batch")),
    ),
)
