"""One page of a piece of evidence: which file, turned how, what is written about it."""

from app.records.kinds import Choice, Field, Kind, Place, Type, Words

TURNS = (
    Choice("0", Words("不转", "Upright")),
    Choice("90", Words("右转90°", "90° to the right")),
    Choice("180", Words("倒转180°", "Upside down")),
    Choice("270", Words("左转90°", "90° to the left")),
)

KIND = Kind(
    code="evidence_page",
    form="F24",
    words=Words("证据页", "Page"),
    plural=Words("证据页", "Pages"),
    place=Place.VILLAGE,
    stage="field",
    parent="evidence",
    title=("label",),
    listed=False,
    fields=(
        Field("label", Type.TEXT, Words("页名", "Label"), search=True, column=True),
        Field(
            "turn",
            Type.CHOICE,
            Words("旋转", "Turned"),
            choices=TURNS,
            default="0",
            column=True,
            help=Words("只改显示，原件不动。", "Only how it is shown; the original stays as it is."),
        ),
        Field("note", Type.LONG_TEXT, Words("本页批注", "Note on this page"), search=True, column=True),
        Field("file", Type.REFERENCE, Words("文件", "File"), of="attachment", generated=True),
        Field("sheet", Type.INTEGER, Words("文件中的页", "Page of the file"), generated=True),
        Field("sha256", Type.TEXT, Words("原件指纹", "Digest of the original"), generated=True),
        Field("original_name", Type.TEXT, Words("原文件名", "Name of the original"), generated=True),
        Field("original_size", Type.INTEGER, Words("原件大小（字节）", "Size of the original"), generated=True),
    ),
)
