"""A setting of the work (参数): chosen by the office, carried to every laptop."""

from app.records.kinds import Field, Kind, Place, Type, Words, Writes

KIND = Kind(
    code="setting",
    form="",
    words=Words("参数", "Setting"),
    plural=Words("参数", "Settings"),
    place=Place.COMMON,
    stage="manage",
    writes=Writes.OFFICE,
    title=("name",),
    listed=False,
    page="settings",
    fields=(
        Field("name", Type.TEXT, Words("名称", "Name"), required=True, column=True),
        Field("value", Type.JSON, Words("内容", "Value")),
        Field("source", Type.TEXT, Words("依据", "Basis"), column=True),
    ),
)
