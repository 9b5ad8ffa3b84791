"""A member of a village's bodies: the two committees, supervision, finance, group heads (part of F05)."""

from app.records.choices import SEX, STANDING
from app.records.kinds import Choice, Field, Kind, Place, Type, Words

BODIES = (
    Choice("branch", Words("村党组织", "Village Party organisation")),
    Choice("committee", Words("村（居）委会", "Villagers' committee")),
    Choice("supervision", Words("村监委", "Supervision committee")),
    Choice("finance", Words("会计、出纳、报账员", "Accountant, cashier")),
    Choice("group", Words("村民小组", "Villagers' group")),
    Choice("stationed", Words("第一书记与工作队", "First secretary and work team")),
)

EDUCATION = (
    Choice("primary", Words("小学及以下", "Primary or less")),
    Choice("junior", Words("初中", "Junior middle school")),
    Choice("senior", Words("高中、中专", "Senior middle school")),
    Choice("college", Words("大专", "College")),
    Choice("bachelor", Words("本科及以上", "Bachelor or more")),
)

KIND = Kind(
    code="committee_member",
    form="F05",
    words=Words("班子成员", "Officer of the village"),
    plural=Words("两委、监委、财务、小组长", "Officers of the village"),
    place=Place.VILLAGE,
    stage="prepare",
    parent="village",
    title=("name", "post"),
    listed=False,
    fields=(
        Field("name", Type.TEXT, Words("姓名", "Name"), required=True, search=True, column=True),
        Field("body", Type.CHOICES, Words("所在组织", "Body"), choices=BODIES, required=True, column=True, filter=True),
        Field("post", Type.TEXT, Words("职务", "Post"), required=True, search=True, column=True),
        Field("sex", Type.CHOICE, Words("性别", "Sex"), choices=SEX, column=True),
        Field(
            "birth",
            Type.TEXT,
            Words("出生年月", "Born"),
            column=True,
            help=Words("如 1975-06，只知道年份可只填年份。", "Such as 1975-06; the year alone is enough."),
        ),
        Field("education", Type.CHOICE, Words("学历", "Education"), choices=EDUCATION),
        Field("term_from", Type.DATE, Words("任期起", "In office from")),
        Field("term_until", Type.DATE, Words("任期止", "In office until")),
        Field("standing", Type.CHOICE, Words("党员、监察对象", "Standing"), choices=STANDING, column=True),
        Field("person", Type.REFERENCE, Words("对应人员", "Person on file"), of="person"),
        Field("note", Type.TEXT, Words("备注", "Note"), search=True),
    ),
)
