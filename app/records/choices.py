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

# Documents and evidence: F12, F13, F24.

DOCUMENT_FORMS = _choices(
    ("original", "原件", "Original"),
    ("copy", "复印件", "Copy"),
    ("table", "电子表", "Spreadsheet"),
    ("scan", "扫描件", "Scan"),
    ("photo", "照片", "Photo"),
)

EVIDENCE_SORTS = _choices(
    ("original", "原件", "Original"),
    ("copy", "复印件", "Copy"),
    ("photo", "照片", "Photo"),
    ("recording", "录音录像", "Recording"),
    ("table", "表格", "Table"),
    ("talk", "谈话", "Talk"),
    ("questionnaire", "问卷", "Questionnaire"),
    ("visit", "走访、现场查看", "Visit"),
    ("comparison", "数据比对", "Comparison of data"),
)

# A finding, F26, and its parallel frames.

FOUND_BY = _choices(
    ("talk", "谈话", "Talk"),
    ("questionnaire", "问卷", "Questionnaire"),
    ("documents", "调阅资料", "Documents"),
    ("visit", "走访", "Visit"),
    ("unannounced", "暗访、现场查看", "Unannounced look"),
    ("meeting", "座谈", "Meeting"),
    ("petition", "信访", "Petition"),
    ("comparison", "数据比对", "Comparison of data"),
    ("enquiry", "函询", "Enquiry by letter"),
    ("assigned", "上级交办", "Assigned from above"),
    ("audit", "审计移交", "Handed over by audit"),
)

AREAS = _choices(
    ("farm_subsidy", "涉农补助", "Farm subsidies"),
    ("relief", "救灾救济", "Relief"),
    ("collective", "集体“三资”", "Collective funds and assets"),
    ("infrastructure", "基础设施", "Infrastructure"),
    ("housing", "住房改造", "Housing repair"),
    ("small_works", "零星工程", "Small works"),
    ("land_taking", "征地拆迁", "Land taking"),
    ("industry", "产业发展", "Industry"),
    ("poverty", "巩固脱贫成果", "Keeping out of poverty"),
    ("party", "党组织建设", "Party organisation"),
    ("governance", "村级治理", "Village governance"),
    ("other", "其他", "Other"),
)

FOUR = _choices(
    ("policies", "落实党的路线方针政策和党中央重大决策部署", "Central policies and decisions"),
    ("discipline", "落实全面从严治党战略部署", "Strict governance of the Party"),
    ("organisation", "落实新时代党的组织路线", "The Party's organisational line"),
    ("rectification", "落实巡视巡察和审计等监督发现问题整改", "Rectifying what supervision found"),
)

THREE = _choices(
    ("leadership", "党的领导弱化", "Weakened leadership"),
    ("building", "党的建设缺失", "Deficient Party building"),
    ("strictness", "全面从严治党不力", "Lax governance of the Party"),
)

DISCIPLINES = _choices(
    ("political", "政治纪律", "Political"),
    ("organisational", "组织纪律", "Organisational"),
    ("integrity", "廉洁纪律", "Integrity"),
    ("masses", "群众纪律", "Towards the people"),
    ("work", "工作纪律", "Work"),
    ("life", "生活纪律", "Conduct of life"),
)

NATURE = _choices(("common", "共性问题", "Common"), ("single", "个性问题", "Of this village alone"))
AGE = _choices(("old", "老问题", "Old problem"), ("new", "新表现", "New appearance"))
EXTENT = _choices(
    ("team", "班子问题", "Of the leading team"),
    ("person", "个人问题", "Of a person"),
    ("group", "小组问题", "Of a villagers' group"),
)

DUTIES = _choices(
    ("main_body", "主体责任（班子）", "Main responsibility (team)"),
    ("first", "第一责任人（书记）", "First person responsible (secretary)"),
    ("leading", "主要领导责任", "Main leading responsibility"),
    ("direct", "直接责任", "Direct responsibility"),
    ("supervision", "监督责任", "Responsibility of supervision"),
)

PROPOSALS = _choices(
    ("report", "写入报告", "Into the report"),
    ("immediate", "立行立改", "Put right at once"),
    ("clue", "转线索", "Pass on as a clue"),
    ("reminder", "提醒谈话", "Reminder talk"),
    ("advice", "建议函", "Letter of advice"),
    ("none", "不处理", "Nothing"),
)

ANSWERS = _choices(
    ("true", "属实", "True"),
    ("partly", "部分属实", "Partly true"),
    ("untrue", "不属实", "Not true"),
)
