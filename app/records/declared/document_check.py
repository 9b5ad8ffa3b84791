"""A document asked of a village (F12 调阅资料清单): of the standing list or supplementary, asked, given, returned."""

from app.records.choices import DOCUMENT_FORMS
from app.records.kinds import Choice, Field, Kind, Place, State, Step, Type, Words

MEDIA = (
    Choice("paper", Words("纸质", "Paper")),
    Choice("electronic", Words("电子", "Electronic")),
    Choice("both", Words("纸质和电子", "Both")),
)

STATEMENTS = (
    Choice("written", Words("已写书面说明", "Written and signed")),
    Choice("refused", Words("拒写书面说明", "Refused to write one")),
)

ASKED = (
    Field("name", Type.TEXT, Words("材料名称", "Document"), required=True, search=True, column=True),
    Field(
        "code",
        Type.CHOICE,
        Words("清单编码", "Code in the list"),
        vocabulary="documents",
        help=Words("补充清单的材料可以不填。", "May stay empty for a supplementary document."),
    ),
    Field("category", Type.TEXT, Words("类别", "Category"), search=True, filter=True),
    Field("supplementary", Type.BOOLEAN, Words("补充清单", "Supplementary"), filter=True, column=True),
    Field("period", Type.TEXT, Words("时间范围", "Period"), search=True),
    Field("forms", Type.CHOICES, Words("形式要求", "Form wanted"), choices=DOCUMENT_FORMS),
    Field("copies", Type.INTEGER, Words("份数", "Copies")),
    Field("asked_of", Type.TEXT, Words("提供单位", "Asked of"), search=True, column=True, filter=True),
    Field("asked_on", Type.DATE, Words("提出时间", "Asked on"), column=True),
    Field("due_on", Type.DATE, Words("提供时限", "Due on"), column=True),
    Field("asked_by", Type.REFERENCE, Words("提出人", "Asked by"), of="inspector"),
    Field("items", Type.CHOICES, Words("相关问题分类", "Problems it bears on"), vocabulary="taxonomy"),
    Field("remark", Type.LONG_TEXT, Words("口径说明", "What exactly is wanted"), search=True),
)
GIVEN = (
    Field("given_on", Type.DATE, Words("提供时间", "Given on"), column=True, group="given"),
    Field("given_by", Type.TEXT, Words("提供人", "Given by"), search=True, group="given"),
    Field(
        "receivers",
        Type.REFERENCES,
        Words("接收人", "Received by"),
        of="inspector",
        group="given",
        help=Words("两名巡察人员。", "Two inspectors."),
    ),
    Field("medium", Type.CHOICE, Words("介质", "Medium"), choices=MEDIA, group="given"),
    Field("pages", Type.INTEGER, Words("页数、册数", "Pages or volumes"), column=True, group="given"),
    Field("kept_at", Type.TEXT, Words("存放位置", "Kept at"), search=True, group="given"),
    Field("used_by", Type.REFERENCE, Words("使用人", "Used by"), of="inspector", filter=True, group="given"),
    Field("copied", Type.TEXT, Words("复制情况（页数、编号）", "Copies taken (pages, numbers)"), group="given"),
)
MISSING = (
    Field("missing_reason", Type.LONG_TEXT, Words("缺件说明", "Why it is missing"), search=True, group="missing"),
    Field(
        "statement",
        Type.TEXT,
        Words("书面说明编号", "Number of the written statement"),
        search=True,
        group="missing",
        help=Words(
            "“无此材料”或拒绝提供，由提供人写书面说明并签字。",
            "Who has no such document or refuses it writes and signs a statement.",
        ),
    ),
    Field(
        "statement_kind",
        Type.CHOICE,
        Words("书面说明情况", "Written statement"),
        choices=STATEMENTS,
        group="missing",
        help=Words(
            "连说明也拒写的，由在场的两名巡察人员见证。",
            "Who will not even write a statement: two inspectors who were present bear witness.",
        ),
    ),
    Field(
        "witnesses",
        Type.REFERENCES,
        Words("拒写见证人", "Witnesses of the refusal to write"),
        of="inspector",
        group="missing",
    ),
    Field("statement_on", Type.DATE, Words("书面说明时间", "Date of the statement"), group="missing"),
    Field("statement_by", Type.TEXT, Words("书面说明人", "Stated by"), search=True, group="missing"),
)
BACK = (
    Field("returned_on", Type.DATE, Words("归还时间", "Returned on"), column=True, group="back"),
    Field("returned_by", Type.REFERENCE, Words("归还人", "Returned by"), of="inspector", group="back"),
    Field("returned_to", Type.TEXT, Words("接收归还人", "Returned to"), search=True, group="back"),
    Field("note", Type.LONG_TEXT, Words("备注", "Note"), search=True, after_lock=True, group="back"),
)
OPEN = ("requested", "partly", "none", "refused")

KIND = Kind(
    code="document_check",
    form="F12",
    words=Words("资料调阅", "Document asked for"),
    plural=Words("资料调阅", "Documents"),
    place=Place.VILLAGE,
    stage="field",
    title=("name",),
    attachments=True,
    fields=ASKED + GIVEN + MISSING + BACK,
    states=(
        State("requested", Words("已要求", "Asked for")),
        State("provided", Words("已提供", "Given")),
        State("partly", Words("部分提供", "Given in part")),
        State("none", Words("无此材料", "Does not exist")),
        State("refused", Words("拒绝提供", "Refused")),
        State("in_use", Words("使用中", "In use")),
        State("returned", Words("已归还", "Returned"), locked=True),
        State("copied", Words("复制留存", "Copy kept")),
    ),
    steps=(
        Step("provide", Words("登记已提供", "Mark as given"), OPEN, "provided", requires=("given_on", "given_by")),
        Step(
            "provide_part",
            Words("登记部分提供", "Mark as given in part"),
            ("requested", "none", "refused"),
            "partly",
            requires=("given_on", "given_by"),
        ),
        Step("report_none", Words("登记无此材料", "Mark as not existing"), ("requested", "partly"), "none", ("G24",)),
        Step("refuse", Words("登记拒绝提供", "Mark as refused"), ("requested", "partly"), "refused", ("G24",)),
        Step("use", Words("开始使用", "Begin to use"), ("provided", "partly"), "in_use"),
        Step("keep_copy", Words("复制留存", "Keep a copy"), ("provided", "partly", "in_use"), "copied"),
        Step(
            "give_back",
            Words("登记已归还", "Mark as given back"),
            ("provided", "partly", "in_use", "copied"),
            "returned",
            ("loans", "G06"),
            ("returned_on", "returned_by", "returned_to"),
        ),
    ),
    groups=(
        ("main", Words("调阅要求", "What is asked")),
        ("given", Words("提供与保管", "Given and kept")),
        ("missing", Words("无此材料或拒绝", "Missing or refused")),
        ("back", Words("归还", "Returned")),
    ),
)
