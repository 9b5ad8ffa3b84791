"""Choices that several forms share (field dictionary of the inspection forms)."""

from app.records.kinds import Choice, Words


def _choices(*rows: tuple[str, str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(code, Words(zh, en)) for code, zh, en in rows)


SEX = _choices(("male", "男", "Male"), ("female", "女", "Female"))

POLITICAL = _choices(
    ("party_member", "中共党员", "Party member"),
    ("probationary", "中共预备党员", "Probationary Party member"),
    ("league", "共青团员", "Youth League member"),
    ("other_party", "民主党派", "Member of another party"),
    ("none", "群众", "No party"),
)

# S022: decides where a clue about this person goes; a village cadre may be neither.
STANDING = _choices(
    ("both", "党员、监察对象", "Party member and under supervision"),
    ("party_member", "党员", "Party member only"),
    ("supervised", "监察对象（非党员）", "Under supervision, not a Party member"),
    ("neither", "两者皆非", "Neither"),
)

# Kinds of person one talks with; the codes are those of resources/lists/interview_outlines.json.
TALK_ROLES = _choices(
    ("ITV-SEC", "村党组织书记（含“一肩挑”）", "Village Party secretary"),
    ("ITV-DIR", "村（居）委会主任、副主任、两委委员", "Village director or committee member"),
    ("ITV-ACC", "村会计、报账员、出纳", "Village accountant or cashier"),
    ("ITV-SUP", "村务监督委员会主任", "Head of the supervision committee"),
    ("ITV-GRP", "村民小组长", "Head of a villagers' group"),
    ("ITV-PTY", "普通党员", "Ordinary Party member"),
    ("ITV-REP", "村民代表、两代表一委员", "Villagers' representative"),
    ("ITV-PUB", "群众（随机入户）", "Villager met at random"),
    ("ITV-AID", "低保、特困、受灾、危改等受助户", "Recipient of assistance"),
    ("ITV-FST", "驻村第一书记、工作队员", "First secretary or work team"),
    ("ITV-TWN", "乡镇联村领导、驻村干部、经办人", "Township officer"),
    ("ITV-CON", "承包人、施工方、合作社负责人", "Contractor or head of a cooperative"),
    ("ITV-PET", "来信来访反映人", "Person who came with a matter"),
    ("ITV-OLD", "离任村干部、老干部、退休教师、乡贤", "Former cadre or elder"),
    ("ITV-COM", "社区书记、社区工作者、居民代表、物业", "Urban community"),
)

# Roles a person of a village may hold (§3.8 of the forms' field dictionary).
VILLAGE_ROLES = _choices(
    ("secretary", "村党组织书记", "Village Party secretary"),
    ("director", "村（居）委会主任", "Village director"),
    ("both_posts", "一肩挑", "Secretary and director in one"),
    ("deputy_secretary", "副书记", "Deputy secretary"),
    ("committee_member", "两委委员", "Member of the two committees"),
    ("accountant", "村会计", "Village accountant"),
    ("cashier", "出纳、报账员", "Cashier"),
    ("supervision", "村监委主任、委员", "Supervision committee"),
    ("group_head", "村民小组长", "Head of a villagers' group"),
    ("party_group_head", "党小组长", "Head of a Party group"),
    ("party_member", "党员", "Party member"),
    ("probationary", "预备党员", "Probationary Party member"),
    ("away_member", "流动党员", "Party member living elsewhere"),
    ("villagers_representative", "村民代表", "Villagers' representative"),
    ("household_representative", "户代表", "Household representative"),
    ("low_income", "低保户", "Low-income household"),
    ("destitute", "特困", "Destitute"),
    ("monitored", "监测户", "Monitored household"),
    ("business_head", "企业、合作社负责人", "Head of a firm or cooperative"),
    ("contractor", "承包人", "Contractor"),
    ("first_secretary", "第一书记", "First secretary"),
    ("work_team", "工作队员", "Work team member"),
    ("town_leader", "镇挂片领导", "Town leader in charge"),
    ("town_cadre", "镇驻村干部", "Town cadre stationed here"),
    ("grid_worker", "网格员", "Grid worker"),
    ("community_worker", "社区工作者", "Community worker"),
    ("property_head", "物业负责人", "Head of property management"),
    ("station_head", "站所负责人", "Head of a town station"),
)

INSPECTOR_ROLES = _choices(
    ("office", "巡察办", "Inspection office"),
    ("leader", "组长", "Leader"),
    ("deputy", "副组长", "Deputy leader"),
    ("member", "组员", "Member"),
    ("liaison", "联络员", "Liaison"),
)

TASK_TYPES = _choices(
    ("regular", "常规巡察", "Regular"),
    ("special", "专项巡察", "Special"),
    ("mobile", "机动巡察", "Mobile"),
    ("recheck", "回头看", "Re-inspection"),
    ("extended", "延伸巡察", "Extension to villages"),
    ("raised", "提级巡察", "Raised to a higher level"),
    ("town_with_villages", "巡镇带村", "Town inspection carrying villages"),
    ("with_audit", "巡审结合", "Joined with an audit"),
)

FORMATION = _choices(
    ("direct", "直接组建", "Formed directly"),
    ("joint", "协同组建", "Formed jointly"),
    ("authorised", "授权组建", "Formed by authorised town"),
)

# The organ decides the mark, never the program; there is no default above "internal".
MARKS = _choices(
    ("none", "无", "None"),
    ("internal", "内部资料 注意保存", "Internal, keep with care"),
    ("work_secret", "工作秘密", "Work secret"),
    ("secret", "秘密★", "Secret ★"),
    ("confidential", "机密★", "Confidential ★"),
)
