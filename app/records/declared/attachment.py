"""A file that belongs to a record (附件): its parts are sealed blobs named by digest."""

from app.records.kinds import Choice, Field, Kind, Place, Type, Words

SORTS = (
    Choice("signed", Words("签字件扫描", "Scan of the signed paper")),
    Choice("photo", Words("照片", "Photo")),
    Choice("recording", Words("录音", "Recording")),
    Choice("video", Words("录像", "Video")),
    Choice("copy", Words("复印件", "Copy of a document")),
    Choice("table", Words("表格", "Table")),
    Choice("other", Words("其他", "Other")),
)

KIND = Kind(
    code="attachment",
    form="",
    words=Words("附件", "Attachment"),
    plural=Words("附件", "Attachments"),
    place=Place.VILLAGE,
    stage="field",
    parent="*",
    title=("name",),
    listed=False,
    after_lock=True,
    fields=(
        Field("name", Type.TEXT, Words("文件名", "File name"), required=True, search=True, column=True),
        Field("sort", Type.CHOICE, Words("种类", "Sort"), choices=SORTS, column=True, filter=True),
        Field("media_type", Type.TEXT, Words("格式", "Format"), generated=True),
        Field("size", Type.INTEGER, Words("大小（字节）", "Size (bytes)"), column=True, generated=True),
        Field("sha256", Type.TEXT, Words("文件指纹", "Digest"), column=True, generated=True),
        Field("parts", Type.JSON, Words("分块", "Parts"), generated=True),
        Field("pages", Type.INTEGER, Words("页数", "Pages")),
        Field("taken_at", Type.MOMENT, Words("取得时间", "Taken at"), column=True),
        Field("taken_by", Type.REFERENCE, Words("取得人", "Taken by"), of="inspector"),
        Field("note", Type.LONG_TEXT, Words("说明", "Note"), search=True),
    ),
)
