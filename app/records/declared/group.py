"""An inspection group (巡察组) of a round."""

from app.records.choices import FORMATION
from app.records.kinds import Field, Kind, Place, Type, Words, Writes

KIND = Kind(
    code="group",
    form="F01",
    words=Words("巡察组", "Group"),
    plural=Words("巡察组", "Groups"),
    place=Place.COMMON,
    stage="prepare",
    writes=Writes.OFFICE,
    title=("name",),
    fields=(
        Field("name", Type.TEXT, Words("组别", "Group"), required=True, search=True, column=True),
        Field(
            "code",
            Type.TEXT,
            Words("组号", "Group no."),
            column=True,
            help=Words("用于编号，如：1组", "Used in numbers, such as 1"),
        ),
        Field("round", Type.REFERENCE, Words("轮次", "Round"), of="round", required=True, column=True, filter=True),
        Field("leader", Type.REFERENCE, Words("组长", "Leader"), of="inspector", required=True, column=True),
        Field("deputies", Type.REFERENCES, Words("副组长", "Deputy leaders"), of="inspector", column=True),
        Field("liaison", Type.REFERENCE, Words("联络员", "Liaison"), of="inspector", column=True),
        Field("villages", Type.REFERENCES, Words("负责的村（居）", "Villages"), of="village"),
        Field("formation", Type.CHOICE, Words("组建方式", "Formation"), choices=FORMATION, filter=True),
        Field("reason", Type.LONG_TEXT, Words("重点理由", "Why these villages"), search=True),
        Field("note", Type.LONG_TEXT, Words("备注", "Note"), search=True),
    ),
)
