"""The register of a questionnaire in a village (F20 问卷发放回收统计表): handed out, returned, valid, spoiled."""

from app.records.kinds import Choice, Field, Kind, Place, Type, Words

# filled in on the spot or collected later: it changes what people answer, so it is kept
WAYS = (
    Choice("meeting", Words("现场集中", "Filled in at a meeting")),
    Choice("household", Words("入户", "At home")),
    Choice("envelope", Words("预留信封", "Left with an envelope")),
    Choice("box", Words("投箱回收", "Returned into a box")),
    Choice("scan", Words("扫码（本地汇总）", "By telephone, gathered here")),
    Choice("delegate", Words("委托代发", "Handed out by others")),
    Choice("other", Words("其他", "Another way")),
)

KIND = Kind(
    code="questionnaire_register",
    form="F20",
    words=Words("问卷发放回收登记", "Questionnaire register"),
    plural=Words("问卷发放回收登记", "Questionnaire registers"),
    place=Place.VILLAGE,
    stage="field",
    parent="questionnaire",
    title=("edition",),
    listed=False,
    fields=(
        Field("edition", Type.TEXT, Words("版别", "Edition"), column=True),
        Field("way", Type.CHOICE, Words("发放方式", "How handed out"), choices=WAYS, column=True),
        Field("handed_out_at", Type.MOMENT, Words("发放时间", "Handed out at"), column=True),
        Field("place", Type.TEXT, Words("发放地点", "Place"), column=True),
        Field("handed_out", Type.INTEGER, Words("发放份数", "Handed out"), column=True),
        Field("returned", Type.INTEGER, Words("回收份数", "Returned"), column=True),
        Field("valid", Type.INTEGER, Words("有效份数", "Valid"), column=True),
        Field("spoiled", Type.INTEGER, Words("作废份数", "Spoiled"), column=True),
        Field("spoiled_reason", Type.LONG_TEXT, Words("作废原因", "Why spoiled")),
        Field("handed_out_by", Type.REFERENCES, Words("发放人（2人）", "Handed out by (two)"), of="inspector"),
        Field("collected_by", Type.REFERENCES, Words("回收人（2人）", "Collected by (two)"), of="inspector"),
        Field("seal", Type.TEXT, Words("封存号", "Seal number")),
        Field("counted_by", Type.REFERENCE, Words("统计人", "Counted by"), of="inspector"),
        Field("checked_by", Type.REFERENCE, Words("复核人", "Checked by"), of="inspector"),
    ),
)
