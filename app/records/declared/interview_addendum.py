"""An addendum to a signed talk (补充): what came after signing, quoting what was signed."""

from app.records.kinds import Choice, Field, Kind, Place, Type, Words

SORTS = (
    Choice("supplement", Words("补充", "Supplement")),
    Choice("correction", Words("更正", "Correction")),
    Choice("withdrawal", Words("本人撤回、改口", "Withdrawn by the person")),
)

KIND = Kind(
    code="interview_addendum",
    form="F15",
    words=Words("谈话补充", "Addendum"),
    plural=Words("谈话补充", "Addenda"),
    place=Place.VILLAGE,
    stage="field",
    parent="interview",
    title=("sort", "text"),
    listed=False,
    after_lock=True,
    attachments=True,
    fields=(
        Field("sort", Type.CHOICE, Words("种类", "Sort"), choices=SORTS, required=True, column=True),
        Field("text", Type.LONG_TEXT, Words("内容", "Text"), required=True, search=True, column=True),
        Field("reason", Type.TEXT, Words("原因", "Reason"), required=True, search=True),
        Field("at", Type.MOMENT, Words("时间", "When"), required=True, column=True),
        Field("author", Type.REFERENCE, Words("记录人", "Written by"), of="inspector", required=True, column=True),
        Field("witness", Type.REFERENCE, Words("见证的巡察人员", "Second inspector"), of="inspector"),
        Field("signed", Type.BOOLEAN, Words("被谈话人已签字", "Signed by the person")),
        Field("signed_change", Type.TEXT, Words("原记录指纹", "Digest of the signed record"), generated=True),
        Field("text_digest", Type.TEXT, Words("补充内容指纹", "Digest of the addendum"), generated=True),
    ),
)
