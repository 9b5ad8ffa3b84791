"""What a finding rests on (对比印证): a piece of evidence, a talk or a document, its pages, and what it says."""

from app.records.choices import EVIDENCE_SORTS
from app.records.kinds import Choice, Field, Kind, Place, Type, Words

STANCES = (
    Choice("supports", Words("印证", "Supports")),
    Choice("partly", Words("部分印证", "Supports in part")),
    Choice("contradicts", Words("与之矛盾", "Contradicts")),
)

KIND = Kind(
    code="finding_source",
    form="F26",
    words=Words("印证材料", "Source"),
    plural=Words("印证材料", "Sources"),
    place=Place.VILLAGE,
    stage="field",
    parent="finding",
    title=("name", "says"),
    listed=False,
    fields=(
        Field("name", Type.TEXT, Words("材料名称", "Source"), search=True, column=True),
        Field("sort", Type.CHOICE, Words("种类", "Sort"), choices=EVIDENCE_SORTS, column=True),
        Field("evidence", Type.REFERENCE, Words("证据", "Evidence"), of="evidence", column=True),
        Field("interview", Type.REFERENCE, Words("谈话", "Talk"), of="interview", column=True),
        Field("line", Type.REFERENCE, Words("谈话内容", "Line of the talk"), of="interview_line"),
        Field("document", Type.REFERENCE, Words("调阅资料", "Document"), of="document_check", column=True),
        Field("page_from", Type.INTEGER, Words("起始页", "From page"), column=True),
        Field("page_to", Type.INTEGER, Words("截止页", "To page"), column=True),
        Field("says", Type.LONG_TEXT, Words("说明什么", "What it says"), search=True, column=True),
        Field("stance", Type.CHOICE, Words("印证关系", "Bearing"), choices=STANCES, default="supports", column=True),
        Field(
            "origin",
            Type.TEXT,
            Words("同源标记", "Same origin"),
            search=True,
            help=Words(
                "出自同一人、同一份材料的，写同一个记号，只算一个来源。",
                "Sources from one person or paper carry one mark and count as one.",
            ),
        ),
    ),
)
