"""A finding (F26 巡察问题底稿): one matter on one paper, from its first note to the report."""

from app.records.choices import (
    AGE,
    AREAS,
    DISCIPLINES,
    DUTIES,
    EXTENT,
    FOUND_BY,
    FOUR,
    MARKS,
    NATURE,
    PROPOSALS,
    THREE,
)
from app.records.kinds import Field, Kind, Place, State, Step, Type, Words

WHAT = (
    Field(
        "title",
        Type.TEXT,
        Words("问题概述", "In one line"),
        required=True,
        search=True,
        column=True,
        help=Words("一句话：谁、干了什么、造成什么后果。", "One line: who, did what, with what result."),
    ),
    Field("number", Type.TEXT, Words("预编号", "First number"), search=True, column=True, generated=True),
    Field("formal_number", Type.TEXT, Words("正式编号", "Formal number"), search=True, column=True, generated=True),
    Field("found_on", Type.DATE, Words("发现时间", "Found on"), column=True),
    Field("found_by", Type.REFERENCE, Words("发现人", "Found by"), of="inspector"),
    Field("handlers", Type.REFERENCES, Words("承办人", "Handlers"), of="inspector", column=True, filter=True),
    Field(
        "found_how",
        Type.CHOICES,
        Words("问题来源", "How it is known"),
        choices=FOUND_BY,
        required=True,
        filter=True,
        help=Words("四准确之一：怎么知道的。", "One of the four exact points: how it is known."),
    ),
    Field("party_body", Type.TEXT, Words("被巡察党组织", "Party organisation"), search=True),
    Field("in_charge", Type.TEXT, Words("分管、联系领导", "Leader in charge"), search=True),
    Field("proposal", Type.CHOICE, Words("处理建议", "Proposal"), choices=PROPOSALS, filter=True, column=True),
    Field("proposal_reason", Type.TEXT, Words("建议理由", "Why so"), search=True),
    Field("mark", Type.CHOICE, Words("密级标识", "Mark"), choices=MARKS, default="work_secret"),
)
FRAMES = (
    Field(
        "item",
        Type.CHOICE,
        Words("问题分类", "Problem"),
        vocabulary="taxonomy",
        required=True,
        column=True,
        filter=True,
        group="frames",
        help=Words("选定后带出下面各种口径，请核对。", "Proposes the frames below; check them."),
    ),
    Field("areas", Type.CHOICES, Words("问题领域", "Field"), choices=AREAS, filter=True, group="frames"),
    Field("four", Type.CHOICES, Words("四个落实", "Four implementations"), choices=FOUR, filter=True, group="frames"),
    Field("three", Type.CHOICES, Words("三大问题", "Three problems"), choices=THREE, filter=True, group="frames"),
    Field(
        "disciplines",
        Type.CHOICES,
        Words("六大纪律", "Six disciplines"),
        choices=DISCIPLINES,
        filter=True,
        group="frames",
    ),
    Field("nature", Type.CHOICE, Words("共性或个性", "Common or single"), choices=NATURE, filter=True, group="frames"),
    Field("age", Type.CHOICE, Words("新老", "Old or new"), choices=AGE, filter=True, group="frames"),
    Field("extent", Type.CHOICE, Words("班子、个人、小组", "Whose"), choices=EXTENT, filter=True, group="frames"),
    Field("key", Type.BOOLEAN, Words("重点关注清单", "On the key list"), filter=True, group="frames"),
)
FACTS = (
    Field(
        "facts",
        Type.LONG_TEXT,
        Words("查证事实", "Facts"),
        search=True,
        group="facts",
        help=Words(
            "时间、地点、人员（职务）、经过、数额或数量；先写现象，再定性，再写责任。",
            "When, where, who (post), what happened, how much; first the facts, then what they are, then whose duty.",
        ),
    ),
    Field("when", Type.TEXT, Words("时间", "When"), search=True, group="facts"),
    Field("place", Type.TEXT, Words("地点", "Where"), search=True, group="facts"),
    Field("persons", Type.REFERENCES, Words("涉及人员", "Persons"), of="person", group="facts"),
    Field("persons_text", Type.TEXT, Words("人员及职务", "Persons and posts"), search=True, group="facts"),
    Field("amount", Type.MONEY, Words("金额（元）", "Amount (yuan)"), column=True, group="facts"),
    Field("quantity", Type.TEXT, Words("数量", "Quantity"), search=True, group="facts"),
    Field("people_count", Type.INTEGER, Words("涉及人数", "How many people"), group="facts"),
    Field("no_amount", Type.TEXT, Words("无金额、数量的原因", "Why there is no figure"), group="facts"),
    Field("duration", Type.TEXT, Words("持续期间", "How long"), group="facts"),
    Field("effect", Type.LONG_TEXT, Words("群众影响", "Effect on the people"), search=True, group="facts"),
)
JUDGEMENT = (
    Field(
        "basis",
        Type.LONG_TEXT,
        Words("认定依据", "Policy basis"),
        search=True,
        group="judgement",
        help=Words(
            "文件名称、条款、原文要点、施行日期。", "Name of the rule, article, what it says, since when in force."
        ),
    ),
    Field("policy_limits", Type.LONG_TEXT, Words("政策界限", "Limits of the policy"), search=True, group="judgement"),
    Field("analysis", Type.LONG_TEXT, Words("定性分析", "What it amounts to"), search=True, group="judgement"),
    Field("causes", Type.LONG_TEXT, Words("原因剖析", "Causes"), search=True, group="judgement"),
    Field("duty", Type.CHOICES, Words("责任类型", "Kind of duty"), choices=DUTIES, group="judgement"),
    Field("responsible", Type.REFERENCES, Words("责任人", "Responsible"), of="person", group="judgement"),
    Field(
        "responsible_text", Type.TEXT, Words("责任人及职务", "Responsible, with post"), search=True, group="judgement"
    ),
)
REVIEW = (
    Field("deputy_opinion", Type.LONG_TEXT, Words("副组长复核意见", "Deputy's opinion"), search=True, group="review"),
    Field("leader_opinion", Type.LONG_TEXT, Words("组长审签意见", "Leader's opinion"), search=True, group="review"),
    Field("return_reason", Type.LONG_TEXT, Words("退回原因", "Why sent back"), search=True, group="review"),
    Field("meeting_on", Type.DATE, Words("组务会日期", "Group meeting on"), after_lock=True, group="review"),
    Field("meeting", Type.LONG_TEXT, Words("组务会意见", "What the group said"), after_lock=True, group="review"),
    Field("left_out_reason", Type.TEXT, Words("未写入原因", "Why left out"), after_lock=True, group="review"),
    Field("left_out_by", Type.TEXT, Words("未写入批准人", "Left out by"), after_lock=True, group="review"),
    Field("report_place", Type.TEXT, Words("报告中的位置", "Place in the report"), after_lock=True, group="review"),
    Field(
        "supplement", Type.LONG_TEXT, Words("审签后补充", "Supplement"), search=True, after_lock=True, group="review"
    ),
    Field("paper_place", Type.TEXT, Words("签字件存放处", "Where the paper is"), after_lock=True, group="review"),
)

REVIEWED = ("one_signed", "signed", "reviewed")
DEPUTY, LEADER = ("deputy",), ("leader",)

KIND = Kind(
    code="finding",
    form="F26",
    words=Words("问题底稿", "Finding"),
    plural=Words("问题底稿", "Findings"),
    place=Place.VILLAGE,
    stage="field",
    title=("title", "number"),
    attachments=True,
    number="{year}巡-{group}-底预-{village}-{laptop}{seq}",
    fields=WHAT + FRAMES + FACTS + JUDGEMENT + REVIEW,
    states=(
        State("draft", Words("暂存", "Draft")),
        State("one_signed", Words("一名承办人已签", "Signed by one handler")),
        State("signed", Words("承办人已签字", "Signed by the handlers")),
        State("reviewed", Words("副组长已复核", "Reviewed by the deputy")),
        State("approved", Words("组长已审签", "Approved by the leader"), locked=True),
        State("in_report", Words("写入报告", "In the report"), locked=True),
        State("left_out", Words("未写入报告", "Left out of the report"), locked=True),
        State("immediate", Words("立行立改", "To be put right at once"), locked=True),
        State("clue", Words("转线索", "Passed on as a clue"), locked=True),
    ),
    steps=(
        Step("sign", Words("承办人签字", "Sign as handler"), ("draft",), "one_signed", ("G07", "G08", "exact", "seen")),
        Step(
            "countersign", Words("第二承办人签字", "Sign as second handler"), ("one_signed",), "signed", ("G07", "G08")
        ),
        Step(
            "review",
            Words("副组长复核", "Deputy's review"),
            ("signed",),
            "reviewed",
            ("G07", "G08", "G09", "exact", "seen"),
            roles=DEPUTY,
        ),
        Step(
            "approve",
            Words("组长审签", "Leader's approval"),
            ("reviewed",),
            "approved",
            ("G07", "G08", "G09", "G06"),
            roles=LEADER,
        ),
        Step("send_back", Words("退回承办人", "Send back"), REVIEWED, "draft", requires=("return_reason",)),
        Step("to_report", Words("写入报告", "Into the report"), ("approved", "left_out"), "in_report", ("G10",)),
        Step(
            "leave_out",
            Words("不写入报告", "Leave out of the report"),
            ("approved", "in_report"),
            "left_out",
            requires=("left_out_reason", "left_out_by"),
        ),
        Step("put_right", Words("转立行立改", "To be put right at once"), ("approved",), "immediate"),
        Step("pass_on", Words("转为线索", "Pass on as a clue"), ("approved",), "clue"),
    ),
    groups=(
        ("main", Words("问题", "Finding")),
        ("frames", Words("分类口径", "Frames")),
        ("facts", Words("事实", "Facts")),
        ("judgement", Words("依据、原因与责任", "Basis, causes, duty")),
        ("review", Words("审签与去向", "Review and use")),
    ),
)
