"""A talk and its record (F14 schedule, F15 谈话记录): planned, held, checked by the person, signed, locked."""

from app.records.choices import MARKS, POLITICAL, SEX, STANDING, TALK_ROLES
from app.records.kinds import Choice, Field, Kind, Place, Sensitivity, State, Step, Type, Words

NOTICES = (
    Choice("identity", Words("身份已出示", "Identity shown")),
    Choice("purpose", Words("目的已说明", "Purpose explained")),
    Choice("duties", Words("权利义务（如实反映、保密）已告知", "Rights and duties told")),
    Choice("alone", Words("无本村、单位人员陪同", "Nobody of the village present")),
)
SIGNING = (
    Choice("signed", Words("签字记录", "Signed")),
    Choice("fingerprint", Words("签字并按指印", "Signed with finger mark")),
    Choice("read_aloud", Words("宣读后按指印", "Read aloud, finger mark")),
    Choice("internal", Words("内部工作记录（不签字）", "Internal record, not signed")),
    Choice("refused", Words("拒签", "Refused to sign")),
)
LOCKED_WORDS = Words("已锁定", "Locked")

PERSON = (
    Field(
        "interviewee",
        Type.REFERENCE,
        Words("谈话对象", "Person"),
        of="person",
        group="person",
        help=Words(
            "选定后带出下面各项，签字时以本页为准。", "Fills the fields below; what stands here is what is signed."
        ),
    ),
    Field(
        "person_name",
        Type.TEXT,
        Words("被谈话人姓名", "Name"),
        required=True,
        search=True,
        column=True,
        group="person",
    ),
    Field("person_sex", Type.CHOICE, Words("性别", "Sex"), choices=SEX, group="person"),
    Field("person_birth", Type.TEXT, Words("出生年月", "Born"), group="person"),
    Field("person_political", Type.CHOICE, Words("政治面貌", "Political status"), choices=POLITICAL, group="person"),
    Field("person_standing", Type.CHOICE, Words("党员、监察对象", "Standing"), choices=STANDING, group="person"),
    Field("person_post", Type.TEXT, Words("单位及职务", "Unit and post"), search=True, column=True, group="person"),
    Field("person_address", Type.TEXT, Words("住址", "Address"), search=True, group="person"),
    Field(
        "person_phone",
        Type.TEXT,
        Words("联系方式", "Telephone"),
        search=True,
        sensitivity=Sensitivity.MASKED,
        group="person",
    ),
    Field(
        "role",
        Type.CHOICE,
        Words("身份类别", "Role"),
        choices=TALK_ROLES,
        required=True,
        column=True,
        filter=True,
        group="person",
    ),
)
TALK = (
    Field("number", Type.TEXT, Words("编号", "Number"), search=True, column=True, generated=True),
    Field("time_no", Type.INTEGER, Words("第几次谈话", "Which talk with this person"), default=1),
    Field("planned_for", Type.MOMENT, Words("拟谈时间", "Planned for"), column=True),
    Field("must_talk", Type.BOOLEAN, Words("必谈", "Required talk"), filter=True),
    Field("started", Type.MOMENT, Words("开始时间", "Began"), column=True),
    Field("ended", Type.MOMENT, Words("结束时间", "Ended")),
    Field("place", Type.TEXT, Words("地点", "Place"), search=True, column=True),
    Field(
        "talkers",
        Type.REFERENCES,
        Words("谈话人", "Talkers"),
        of="inspector",
        column=True,
        filter=True,
        help=Words("谈话人与记录人合计不少于两人。", "Talkers and recorder: two persons at least."),
    ),
    Field("recorder", Type.REFERENCE, Words("记录人", "Recorder"), of="inspector", column=True),
    Field("others", Type.TEXT, Words("在场其他人", "Others present"), search=True),
    Field("outline", Type.REFERENCE, Words("谈话提纲", "Outline"), of="outline"),
    Field("notices", Type.CHOICES, Words("告知事项", "Told at the opening"), choices=NOTICES),
    Field("leader_himself", Type.BOOLEAN, Words("组长亲自谈话", "Led by the leader himself"), filter=True),
    Field("recorded", Type.BOOLEAN, Words("经批准并告知后录音", "Recorded with approval and notice")),
    Field("mark", Type.CHOICE, Words("密级标识", "Mark"), choices=MARKS, default="work_secret"),
)
SIGNATURE = (
    Field("signing", Type.CHOICE, Words("签字方式", "Signing"), choices=SIGNING, filter=True, group="signing"),
    Field("pages", Type.INTEGER, Words("记录页数", "Pages"), group="signing"),
    Field("refusal_reason", Type.TEXT, Words("拒签原因", "Why not signed"), search=True, group="signing"),
    Field("witnesses", Type.REFERENCES, Words("拒签见证人", "Witnesses"), of="inspector", group="signing"),
    Field("paper_place", Type.TEXT, Words("签字原件存放处", "Where the paper is"), after_lock=True, group="after"),
    Field("talk_again", Type.BOOLEAN, Words("需再谈", "Talk again"), filter=True, after_lock=True, group="after"),
    Field(
        "internal_note",
        Type.LONG_TEXT,
        Words("内部备注（弦外之音）", "Internal note"),
        sensitivity=Sensitivity.SEALED,
        after_lock=True,
        group="after",
        help=Words("只有本人和巡察办能看，不随记录打印。", "Only you and the office can read it; never printed."),
    ),
)

TO_SIGN = ("person_name", "role", "started", "ended", "place", "talkers", "recorder", "signing")

KIND = Kind(
    code="interview",
    form="F15",
    words=Words("谈话", "Talk"),
    plural=Words("谈话", "Talks"),
    place=Place.VILLAGE,
    stage="field",
    title=("person_name", "number"),
    attachments=True,
    number="{year}巡-{group}-谈-{village}-{laptop}{seq}",
    page="interview",
    fields=PERSON + TALK + SIGNATURE,
    states=(
        State("planned", Words("计划", "Planned")),
        State("notified", Words("已通知", "Notified")),
        State("unscheduled", Words("临时安排", "Mark as unscheduled")),
        State("in_progress", Words("进行中", "Under way")),
        State("to_check", Words("待核对", "To be checked")),
        State("signed", Words("已签字", "Signed"), locked=True),
        State("refused", Words("拒签", "Refused"), locked=True),
        State("internal", Words("内部记录", "Internal record"), locked=True),
        State("locked", LOCKED_WORDS, locked=True),
    ),
    steps=(
        Step("notify", Words("登记已通知", "Mark as notified"), ("planned",), "notified"),
        Step("unschedule", Words("临时安排", "Mark as unscheduled"), ("planned",), "unscheduled"),
        Step("begin", Words("开始谈话", "Begin the talk"), ("planned", "notified", "unscheduled"), "in_progress"),
        Step("finish", Words("谈完，交本人核对", "Finished, to be checked"), ("in_progress",), "to_check"),
        Step("resume", Words("继续记录", "Continue the record"), ("to_check",), "in_progress"),
        Step("sign", Words("登记已签字", "Mark as signed"), ("to_check",), "signed", ("G04", "G05", "G06"), TO_SIGN),
        Step(
            "refuse",
            Words("登记拒签", "Mark as refused"),
            ("to_check",),
            "refused",
            ("G04", "G05", "G06"),
            (*TO_SIGN, "refusal_reason", "witnesses"),
        ),
        Step(
            "internal_record",
            Words("作为内部记录", "Keep as internal record"),
            ("in_progress", "to_check"),
            "internal",
            ("G04", "G05", "G06"),
            TO_SIGN,
        ),
        Step("lock", Words("锁定这份记录", "Lock this record"), ("signed", "refused", "internal"), "locked"),
    ),
    groups=(
        ("person", Words("被谈话人", "Person")),
        ("main", Words("谈话", "Talk")),
        ("signing", Words("签字", "Signing")),
        ("after", Words("签字后", "After signing")),
    ),
)
