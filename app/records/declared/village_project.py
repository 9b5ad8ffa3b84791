"""A project of a village, running or of the last three years (part of F05)."""

from app.records.kinds import Choice, Field, Kind, Place, Type, Words

PROGRESS = (
    Choice("planned", Words("未开工", "Not begun")),
    Choice("running", Words("在建", "Running")),
    Choice("done", Words("已完工", "Finished")),
    Choice("accepted", Words("已验收", "Accepted")),
    Choice("stopped", Words("停工", "Stopped")),
)

KIND = Kind(
    code="village_project",
    form="F05",
    words=Words("工程项目", "Project"),
    plural=Words("工程项目", "Projects"),
    place=Place.VILLAGE,
    stage="prepare",
    parent="village",
    title=("name",),
    listed=False,
    attachments=True,
    fields=(
        Field("name", Type.TEXT, Words("项目名称", "Project"), required=True, search=True, column=True),
        Field("year", Type.INTEGER, Words("年度", "Year"), column=True),
        Field("amount", Type.MONEY, Words("金额（元）", "Amount (yuan)"), column=True),
        Field("settled", Type.MONEY, Words("结算金额（元）", "Settled at (yuan)")),
        Field("contractor", Type.TEXT, Words("承建人", "Contractor"), search=True, column=True),
        Field("funding", Type.TEXT, Words("资金来源", "Paid from"), search=True),
        Field("progress", Type.CHOICE, Words("进度", "Progress"), choices=PROGRESS, column=True, filter=True),
        Field("manager", Type.TEXT, Words("村里负责人", "Managed by"), search=True),
        Field("note", Type.LONG_TEXT, Words("备注", "Note"), search=True),
    ),
)
