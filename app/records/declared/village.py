"""The village file (F05 村情档案)."""

from app.records.kinds import Choice, Field, Kind, Place, State, Step, Type, Words

SORTS = (
    Choice("key", Words("重点", "Key")),
    Choice("attention", Words("关注", "Needs attention")),
    Choice("ordinary", Words("一般", "Ordinary")),
)
FORMS = (Choice("village", Words("村", "Village")), Choice("community", Words("社区（居）", "Community")))

MAIN = (
    Field("name", Type.TEXT, Words("村（居）名", "Village"), required=True, search=True, column=True),
    Field("town", Type.TEXT, Words("乡镇（街道）", "Town"), required=True, search=True, column=True, filter=True),
    Field("code", Type.TEXT, Words("行政区划码", "Division code"), search=True, column=True),
    Field(
        "short",
        Type.TEXT,
        Words("编号用村码", "Code for numbers"),
        help=Words("用于各类编号，如：03", "Used in numbers, such as 03"),
    ),
    Field("form", Type.CHOICE, Words("村或社区", "Village or community"), choices=FORMS, filter=True),
    Field("sort", Type.CHOICE, Words("类型", "Type"), choices=SORTS, column=True, filter=True),
    Field("local_sort", Type.TEXT, Words("本地分类", "Local type")),
    Field("round", Type.REFERENCE, Words("轮次", "Round"), of="round", filter=True),
    Field("group", Type.REFERENCE, Words("负责的巡察组", "Group"), of="group", column=True, filter=True),
    Field("weak", Type.BOOLEAN, Words("软弱涣散党组织", "Weak Party organisation"), filter=True),
)
PEOPLE = (
    Field("households", Type.INTEGER, Words("户数", "Households"), column=True, group="people"),
    Field("population", Type.INTEGER, Words("人口数", "Population"), column=True, group="people"),
    Field("area", Type.INTEGER, Words("面积（亩）", "Area (mu)"), group="people"),
    Field("groups_count", Type.INTEGER, Words("村民小组数", "Villagers' groups"), group="people"),
    Field("party_members", Type.INTEGER, Words("党员数", "Party members"), column=True, group="people"),
    Field("branches", Type.INTEGER, Words("支部数", "Party branches"), group="people"),
)
LEADERS = (
    Field("first_secretary", Type.TEXT, Words("第一书记", "First secretary"), search=True, group="leaders"),
    Field("work_team", Type.TEXT, Words("驻村工作队", "Work team"), search=True, group="leaders"),
    Field("town_leader", Type.TEXT, Words("镇挂片领导", "Town leader in charge"), search=True, group="leaders"),
    Field("town_cadre", Type.TEXT, Words("镇驻村干部", "Town cadre stationed here"), search=True, group="leaders"),
    Field("contact", Type.TEXT, Words("联络人", "Contact"), search=True, group="leaders"),
)
MONEY = (
    Field("debt", Type.MONEY, Words("村级债务（元）", "Debt (yuan)"), group="money"),
    Field(
        "accounts",
        Type.LONG_TEXT,
        Words("“三资”账户", "Accounts"),
        group="money",
        help=Words(
            "开户行、用途、管理人；账号只写后四位。", "Bank, use, keeper; only the last four digits of a number."
        ),
    ),
    Field("assets", Type.LONG_TEXT, Words("主要资产资源", "Main assets"), search=True, group="money"),
)
AID = (
    Field("low_income", Type.INTEGER, Words("低保户数", "Low-income households"), group="aid"),
    Field("destitute", Type.INTEGER, Words("特困户数", "Destitute households"), group="aid"),
    Field("lifted", Type.INTEGER, Words("脱贫户数", "Households out of poverty"), group="aid"),
    Field("monitored", Type.INTEGER, Words("监测户数", "Monitored households"), group="aid"),
)
HISTORY = (
    Field("past_inspections", Type.LONG_TEXT, Words("历次巡察", "Past inspections"), search=True, group="history"),
    Field("past_audits", Type.LONG_TEXT, Words("历次审计", "Past audits"), search=True, group="history"),
    Field("past_cases", Type.LONG_TEXT, Words("查处案件", "Past cases"), search=True, group="history"),
    Field("petitions", Type.LONG_TEXT, Words("信访情况", "Petitions"), search=True, group="history"),
)
PORTRAIT = (
    Field("self_portrait", Type.LONG_TEXT, Words("自画像", "As it sees itself"), search=True, group="portrait"),
    Field("early_portrait", Type.LONG_TEXT, Words("预画像", "As seen before entry"), search=True, group="portrait"),
    Field("full_portrait", Type.LONG_TEXT, Words("全面画像", "As seen in full"), search=True, group="portrait"),
    Field("priority", Type.INTEGER, Words("优先级分", "Priority score"), column=True, group="portrait"),
    Field("priority_reason", Type.LONG_TEXT, Words("优先理由", "Why"), search=True, group="portrait"),
)

KIND = Kind(
    code="village",
    form="F05",
    words=Words("村（居）", "Village"),
    plural=Words("村（居）", "Villages"),
    place=Place.VILLAGE,
    stage="prepare",
    title=("name", "town"),
    attachments=True,
    fields=MAIN + PEOPLE + LEADERS + MONEY + AID + HISTORY + PORTRAIT,
    states=(
        State("draft", Words("整理中", "In preparation")),
        State("confirmed", Words("已确认", "Confirmed")),
    ),
    steps=(
        Step(
            "confirm",
            Words("组长确认", "Confirm"),
            ("draft",),
            "confirmed",
            requires=("name", "town"),
            roles=("leader", "deputy", "office"),
        ),
        Step("reopen", Words("重新整理", "Open again"), ("confirmed",), "draft"),
    ),
    groups=(
        ("main", Words("基本情况", "Main")),
        ("people", Words("人口与党组织", "People and Party")),
        ("leaders", Words("联系领导与驻村力量", "Leaders and stationed cadres")),
        ("money", Words("集体经济", "Collective economy")),
        ("aid", Words("帮扶救助", "Assistance")),
        ("history", Words("历史情况", "History")),
        ("portrait", Words("画像与优先级", "Portrait and priority")),
    ),
)
