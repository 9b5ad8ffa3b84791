"""A key of a person on an installation (录入人): whose changes these are, and where the key ends.

The record id of a writer is the writer id of its key, so one key has one record and nobody can claim another's.
"""

from app.records.kinds import Field, Kind, Place, Type, Words, Writes

KIND = Kind(
    code="writer",
    form="",
    words=Words("录入人", "Writer"),
    plural=Words("录入人", "Writers"),
    place=Place.COMMON,
    stage="manage",
    writes=Writes.OFFICE,
    title=("person", "laptop"),
    fields=(
        Field("person", Type.REFERENCE, Words("人员", "Person"), of="inspector", required=True, column=True),
        Field(
            "laptop",
            Type.TEXT,
            Words("本机代号", "Laptop code"),
            column=True,
            search=True,
            help=Words("用于编号，同一轮次内不得重复。", "Part of numbers; no two laptops of a round share one."),
        ),
        Field("key", Type.TEXT, Words("数字签名公钥", "Signing key"), required=True, generated=True),
        Field("recipient", Type.TEXT, Words("接收公钥", "Receiving key"), required=True, generated=True),
        Field("installation", Type.TEXT, Words("安装编号", "Installation"), generated=True),
        Field("vouched_by", Type.TEXT, Words("由谁的旧钥匙担保", "Vouched for by"), generated=True),
        Field(
            "ended",
            Type.JSON,
            Words("停用于", "Ended at"),
            generated=True,
            help=Words(
                "每个范围最后一条有效改动的序号和编号。",
                "For each scope the number and id of the last change that counts.",
            ),
        ),
        Field("ended_on", Type.DATE, Words("停用日期", "Ended on"), column=True),
        Field("ended_reason", Type.TEXT, Words("停用原因", "Why ended")),
    ),
)
