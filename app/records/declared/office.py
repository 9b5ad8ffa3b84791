"""The inspection office (巡察办): what its card says."""

from app.records.kinds import Field, Kind, Place, Type, Words, Writes

KIND = Kind(
    code="office",
    form="",
    words=Words("巡察办", "Inspection office"),
    plural=Words("巡察办", "Inspection offices"),
    place=Place.COMMON,
    stage="manage",
    writes=Writes.OFFICE,
    title=("name",),
    fields=(
        Field("name", Type.TEXT, Words("名称", "Name"), required=True, search=True, column=True),
        Field("region", Type.TEXT, Words("所在县（区）", "County"), search=True, column=True),
        Field("phone", Type.TEXT, Words("联系电话", "Telephone")),
        Field("address", Type.TEXT, Words("通信地址", "Address")),
        Field("fingerprint", Type.TEXT, Words("办公室名片指纹", "Card fingerprint"), generated=True, group="card"),
        Field("key", Type.TEXT, Words("数字签名公钥", "Signing key"), generated=True, group="card"),
        Field("receive", Type.JSON, Words("接收公钥", "Receiving keys"), generated=True, group="card"),
        Field("recover", Type.JSON, Words("恢复公钥", "Recovery keys"), generated=True, group="card"),
        Field("made", Type.MOMENT, Words("名片制作时间", "Card made"), generated=True, group="card"),
    ),
    groups=(("main", Words("基本情况", "Main")), ("card", Words("办公室名片", "Office card"))),
)
