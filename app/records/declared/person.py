"""A person of a village (村内人员): only what the work needs to know who somebody is."""

from app.records.choices import POLITICAL, SEX, STANDING, VILLAGE_ROLES
from app.records.kinds import Field, Kind, Place, Sensitivity, Type, Words

KIND = Kind(
    code="person",
    form="",
    words=Words("人员", "Person"),
    plural=Words("人员", "People"),
    place=Place.VILLAGE,
    stage="field",
    title=("name", "post"),
    fields=(
        Field("name", Type.TEXT, Words("姓名", "Name"), required=True, search=True, column=True),
        Field("other_names", Type.TEXT, Words("曾用名、小名", "Other names"), search=True),
        Field("sex", Type.CHOICE, Words("性别", "Sex"), choices=SEX, column=True, filter=True),
        Field(
            "birth",
            Type.TEXT,
            Words("出生年月", "Born"),
            column=True,
            help=Words("如 1975-06，只知道年份可只填年份。", "Such as 1975-06; the year alone is enough."),
        ),
        Field("roles", Type.CHOICES, Words("身份", "Roles"), choices=VILLAGE_ROLES, column=True, filter=True),
        Field("post", Type.TEXT, Words("单位及职务", "Unit and post"), search=True, column=True),
        Field("political", Type.CHOICE, Words("政治面貌", "Political status"), choices=POLITICAL),
        Field(
            "standing",
            Type.CHOICE,
            Words("党员、监察对象", "Standing"),
            choices=STANDING,
            column=True,
            filter=True,
            help=Words("决定线索移交给谁。", "Decides to whom a clue would go."),
        ),
        Field("in_team", Type.BOOLEAN, Words("班子成员", "Member of the leading team"), filter=True),
        Field("village_group", Type.TEXT, Words("村民小组", "Villagers' group"), search=True, column=True),
        Field("address", Type.TEXT, Words("住址", "Address"), search=True, group="contact"),
        Field(
            "phone",
            Type.TEXT,
            Words("联系电话", "Telephone"),
            search=True,
            sensitivity=Sensitivity.MASKED,
            group="contact",
        ),
        Field(
            "id_number",
            Type.TEXT,
            Words("身份证号", "ID number"),
            search=True,
            sensitivity=Sensitivity.MASKED,
            group="contact",
            help=Words("确有工作需要才填，并写明理由。", "Only where the work needs it; say why."),
        ),
        Field("id_reason", Type.TEXT, Words("填写身份证号的理由", "Why the ID number is kept"), group="contact"),
        Field("note", Type.LONG_TEXT, Words("备注", "Note"), search=True, group="contact"),
    ),
    groups=(("main", Words("基本情况", "Main")), ("contact", Words("联系方式", "Contact"))),
)
