"""A piece of evidence (F24 取证单、复印件确认单): what it is, whence it came, who took it, its pages."""

from app.records.choices import EVIDENCE_SORTS, MARKS
from app.records.kinds import Field, Kind, Place, State, Step, Type, Words

WHAT = (
    Field("title", Type.TEXT, Words("材料名称", "Evidence"), required=True, search=True, column=True),
    Field("number", Type.TEXT, Words("证据编号", "Number"), search=True, column=True, generated=True),
    Field(
        "sort",
        Type.CHOICE,
        Words("证据种类", "Kind"),
        choices=EVIDENCE_SORTS,
        required=True,
        column=True,
        filter=True,
        help=Words("对文件拍的照片按复印件办理。", "A photo of a document counts as a copy."),
    ),
    Field("items", Type.CHOICES, Words("相关问题分类", "Problems it bears on"), vocabulary="taxonomy"),
    Field("page_from", Type.INTEGER, Words("起始页", "From page")),
    Field("page_to", Type.INTEGER, Words("截止页", "To page")),
    Field("copies", Type.INTEGER, Words("份数", "Copies")),
    Field("mark", Type.CHOICE, Words("密级标识", "Mark"), choices=MARKS, default="work_secret"),
    Field("page_count", Type.INTEGER, Words("已收页数", "Pages taken in"), column=True, generated=True),
    Field(
        "digest",
        Type.TEXT,
        Words("整份指纹", "Digest of all pages"),
        generated=True,
        help=Words(
            "由各页原件按页序算出，页面有增减、改动就不同。",
            "Made of the originals in page order; it changes with any of them.",
        ),
    ),
)
SOURCE = (
    Field("unit", Type.TEXT, Words("来源单位", "Unit it came from"), search=True, column=True, group="source"),
    Field("provider", Type.TEXT, Words("提供人", "Provided by"), search=True, column=True, group="source"),
    Field("document", Type.REFERENCE, Words("来自调阅资料", "Document"), of="document_check", group="source"),
    Field("interview", Type.REFERENCE, Words("来自谈话", "Talk"), of="interview", group="source"),
    Field("holder", Type.TEXT, Words("原件存放处", "Where the original is"), search=True, group="source"),
    Field("agrees", Type.BOOLEAN, Words("与原件核对一致", "Checked against the original"), group="source"),
    Field("provider_signed", Type.BOOLEAN, Words("提供人签字或单位盖章", "Signed or stamped"), group="source"),
)
TAKING = (
    Field(
        "takers",
        Type.REFERENCES,
        Words("取证人", "Taken by"),
        of="inspector",
        column=True,
        filter=True,
        group="taking",
        help=Words("不少于两人。", "Two persons at least."),
    ),
    Field("taken_at", Type.MOMENT, Words("取证时间", "Taken at"), column=True, group="taking"),
    Field("taken_place", Type.TEXT, Words("取证地点", "Taken where"), search=True, group="taking"),
    Field(
        "how",
        Type.LONG_TEXT,
        Words("取证经过", "How it was taken"),
        search=True,
        group="taking",
        help=Words("设备、拍摄或复印经过、在场人。", "Device, how it was copied or photographed, who was present."),
    ),
    Field("paper_place", Type.TEXT, Words("签字件存放处", "Where the paper is"), after_lock=True, group="taking"),
    Field("note", Type.LONG_TEXT, Words("备注", "Note"), search=True, after_lock=True, group="taking"),
)

KIND = Kind(
    code="evidence",
    form="F24",
    words=Words("证据", "Evidence"),
    plural=Words("证据", "Evidence"),
    place=Place.VILLAGE,
    stage="field",
    title=("title", "number"),
    attachments=True,
    number="{year}巡-{group}-证-{village}-{laptop}{seq}",
    fields=WHAT + SOURCE + TAKING,
    states=(
        State("draft", Words("整理中", "In preparation")),
        State("taken", Words("已取证签字", "Taken and signed"), locked=True),
    ),
    steps=(
        Step(
            "take",
            Words("登记已取证签字", "Mark as taken and signed"),
            ("draft",),
            "taken",
            ("G04", "copy", "G06"),
            ("title", "sort", "takers", "taken_at", "taken_place"),
        ),
    ),
    groups=(
        ("main", Words("证据", "Evidence")),
        ("source", Words("来源", "Source")),
        ("taking", Words("取证", "Taking")),
    ),
)
