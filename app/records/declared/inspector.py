"""A person on the roster (巡察人员): who may take part, in which role, from when to when."""

from app.records.choices import INSPECTOR_ROLES, SEX
from app.records.kinds import Field, Kind, Place, Sensitivity, Type, Words, Writes

KIND = Kind(
    code="inspector",
    form="F01",
    words=Words("巡察人员", "Inspector"),
    plural=Words("巡察人员", "Inspectors"),
    place=Place.COMMON,
    stage="prepare",
    writes=Writes.OFFICE,
    title=("name",),
    fields=(
        Field("name", Type.TEXT, Words("姓名", "Name"), required=True, search=True, column=True),
        Field("staff", Type.TEXT, Words("工号", "Staff number"), required=True, search=True, column=True),
        Field("sex", Type.CHOICE, Words("性别", "Sex"), choices=SEX, column=True),
        Field(
            "role",
            Type.CHOICE,
            Words("职责", "Role"),
            choices=INSPECTOR_ROLES,
            required=True,
            column=True,
            filter=True,
        ),
        Field("group", Type.REFERENCE, Words("组别", "Group"), of="group", column=True, filter=True),
        Field("villages", Type.REFERENCES, Words("负责的村（居）", "Villages"), of="village", column=True),
        Field("unit", Type.TEXT, Words("原单位及职务", "Own unit and post"), search=True, column=True),
        Field("phone", Type.TEXT, Words("联系电话", "Telephone"), sensitivity=Sensitivity.MASKED),
        Field("active_from", Type.DATE, Words("参加起始日期", "Active from"), group="time"),
        Field("active_until", Type.DATE, Words("参加截止日期", "Active until"), group="time"),
        Field("note", Type.LONG_TEXT, Words("备注", "Note"), search=True, group="time"),
    ),
    groups=(("main", Words("基本情况", "Main")), ("time", Words("参加时间", "Time of service"))),
)
