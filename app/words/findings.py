"""Words for what may stand against a step of a finding, a document or evidence (G07 to G11, G24, and the checks)."""

WORDS: dict[str, tuple[str, str]] = {
    "gate-g07": (
        "这份底稿还没有一份印证材料。请在“印证材料”里选证据、谈话或调阅资料，再签字。",
        "This finding rests on no source yet. Choose evidence, a talk or a document under Sources, then sign.",
    ),
    "gate-g07-two": (
        "现在只有 {count} 个独立来源，对比印证一般要两个以上。建议再找一份不同来源的材料。",
        "There is {count} independent source; two or more are better. Look for one from elsewhere.",
    ),
    "gate-g08": (
        "签字次序不对：两名承办人、副组长、组长要是四个不同的人，而且签的是同一内容。请由规定的人接着签。",
        "Signatures out of order: two handlers, deputy, leader are four persons on one text. Let the right one sign.",
    ),
    "gate-g08-person": (
        "您不在巡察人员名册上，不能在底稿上签字。请由名册上的人员签字，或请巡察办登记。",
        "You are not on the roster and cannot sign a finding. Let somebody on it sign, or let the office register you.",
    ),
    "gate-g08-deputy": (
        "这一步由副组长办理。请交副组长复核。",
        "This step is the deputy leader's. Hand it to a deputy for review.",
    ),
    "gate-g08-leader": (
        "这一步由组长办理。请交组长审签。",
        "This step is the leader's. Hand it to the leader for approval.",
    ),
    "gate-g08-handlers": (
        "承办人要有两名不同的人签字。请另一名承办人签字。",
        "Two different handlers must have signed. Let the other one sign.",
    ),
    "gate-g08-same": (
        "您前面已经签过字，同一人不能再签这一步。请由另一人办理。",
        "You have signed an earlier step; one person does not sign twice. Let somebody else take this step.",
    ),
    "gate-g08-stale": (
        "签字以后内容又改过，原来的签字不算数。请先退回承办人，核对后重新签字。",
        "The text was changed after a signature, which no longer counts. Send it back, check it, and sign again.",
    ),
    "gate-g09": (
        "四准确还不齐：怎么知道的、谁的责任、何时何地、依据什么。请填齐再复核。",
        "The four exact points are not all there: how known, whose duty, when and where, on what basis. Fill them in.",
    ),
    "gate-g09-known": (
        "没有写怎么知道的。请在“问题来源”里选一项。",
        "How it is known is missing. Choose it under How it is known.",
    ),
    "gate-g09-responsible": (
        "没有写谁的责任。请填“责任人”或“责任人及职务”。",
        "Who is responsible is missing. Fill in Responsible, or Responsible with post.",
    ),
    "gate-g09-when": (
        "没有写什么时间。请在“时间”里写明年月。",
        "The time is missing. Write year and month under When.",
    ),
    "gate-g09-place": ("没有写什么地点。请在“地点”里写明。", "The place is missing. Write it under Where."),
    "gate-g09-basis": (
        "没有写认定依据。请写明文件名称和条款。",
        "The policy basis is missing. Write the name of the rule and its article.",
    ),
    "gate-g10": (
        "见人见事见数据还不齐，不能写入报告。请补齐人员、经过、时间、地点、金额或数量、印证材料。",
        "Person, act, time, place, figure and source are not all there. Complete them before it goes into the report.",
    ),
    "gate-g10-person": ("没有写到人。请填“涉及人员”或“人员及职务”。", "No person is named. Fill in Persons."),
    "gate-g10-act": ("没有写事实经过。请填“查证事实”。", "What happened is missing. Fill in Facts."),
    "gate-g10-when": ("没有写时间。请填“时间”。", "The time is missing. Fill in When."),
    "gate-g10-place": ("没有写地点。请填“地点”。", "The place is missing. Fill in Where."),
    "gate-g10-figure": (
        "没有金额、数量或人数。请填一项；确实没有的，写明原因。",
        "There is no amount, quantity or number of people. Fill in one, or say why there is none.",
    ),
    "gate-g10-evidence": (
        "没有印证材料。请在“印证材料”里补上。",
        "There is no source. Add one under Sources.",
    ),
    "gate-g11": (
        "这些底稿组长还没有审签：{names}。审签后才能拿出来用，请先办完签字。",
        "Not yet approved by the leader: {names}. Only approved findings are put forward; finish the signatures first.",
    ),
    "gate-g11-none": (
        "没有选底稿。请在“汇总自底稿”里选组长已审签的底稿。",
        "No finding is chosen. Choose findings the leader has approved.",
    ),
    "gate-g24": (
        "还没有提供人的书面说明。请让提供人写说明并签字，填上编号；连说明也拒写的，填两名在场巡察人员见证。",
        "There is no written statement. Enter its number; if even that is refused, name two inspectors who saw it.",
    ),
    "gate-g24-witnesses": (
        "拒写书面说明要有两名在场巡察人员见证。请在“拒写见证人”里填两名名册上的人。",
        "A refusal to write the statement needs two inspectors who were present. Name two of the roster as witnesses.",
    ),
    "gate-loans": (
        "还有 {count} 笔借阅没有归还或双方没有签字。请先在“借阅归还”里登记。",
        "{count} loan(s) are not back, or not signed by both sides. Enter their return under Loans first.",
    ),
    "gate-copy": (
        "复印件或照片应注明“与原件核对一致”，并由提供人签字或单位盖章。请补上。",
        "A copy or photo should state that it agrees with the original and be signed or stamped by who provided it.",
    ),
    "gate-no-pages": (
        "这份证据还没有页面。请先把扫描件或照片放进来。",
        "This evidence has no pages yet. Take in the scans or photos first.",
    ),
    "gate-no-source": (
        "事实里出现“{said}”，可能透露来源或反映人。给被巡察单位看之前请删去。",
        "The facts say “{said}”, which may tell the source or who told. Take it out before the village sees it.",
    ),
    "gate-check-known": (
        "文字里看不出是怎么知道的。请写明经查阅、谈话、走访还是比对。",
        "The text does not say how it is known: documents, a talk, a visit, a comparison.",
    ),
    "gate-check-responsible": (
        "文字里看不出是谁的责任。请写明责任人和责任类型。",
        "The text does not say who is responsible. Name the person and the kind of duty.",
    ),
    "gate-check-responsible-vague": (
        "“{said}”没有写到人。请写明责任人姓名和职务。",
        "“{said}” names nobody. Write the name and post of who is responsible.",
    ),
    "gate-check-when": ("文字里没有时间。请写明年月。", "The text gives no time. Write year and month."),
    "gate-check-when-vague": (
        "“{said}”太笼统。请写明从哪年哪月到哪年哪月。",
        "“{said}” is too vague. Write from which month of which year until when.",
    ),
    "gate-check-where": (
        "文字里没有地点。请写明哪个村、组或场所。",
        "The text gives no place. Name village, group or spot.",
    ),
    "gate-check-where-vague": (
        "“{said}”太笼统。请写明哪个村、组或场所。",
        "“{said}” is too vague. Name village, group or spot.",
    ),
    "gate-check-basis": (
        "文字里没有依据。请写明文件名称和条款。",
        "The text gives no basis. Name the rule and its article.",
    ),
    "gate-check-basis-vague": (
        "“{said}”不是具体依据。请写明文件名称和条款。",
        "“{said}” is no exact basis. Name the rule and its article.",
    ),
    "gate-check-person": (
        "文字里没有写到人（见人）。请写明姓名或职务。",
        "The text names no person. Write name or post.",
    ),
    "gate-check-person-vague": (
        "“{said}”没有写到具体的人（见人）。请写明姓名或职务。",
        "“{said}” is nobody in particular. Write name or post.",
    ),
    "gate-check-act": (
        "文字里看不出具体做了什么、没做什么（见事）。请写明经过。",
        "The text does not say what exactly was done or left undone. Write what happened.",
    ),
    "gate-check-act-vague": (
        "“{said}”是评价，不是事实（见事）。请写明做了什么、没做什么。",
        "“{said}” is an opinion, not a fact. Write what was done or left undone.",
    ),
    "gate-check-figure": (
        "文字里没有金额、数量（见数据）。请写明；确实没有的，填写原因。",
        "The text gives no figure. Write amount or quantity, or say why there is none.",
    ),
    "gate-check-figure-vague": (
        "“{said}”不是准确数字（见数据）。请写明金额、数量或次数。",
        "“{said}” is no exact figure. Write amount, quantity or how often.",
    ),
    "gate-check-evidence": (
        "文字里没有提到证据，也没有印证材料。请补上凭证号、记录页码或印证材料。",
        "The text points to no evidence and there is no source. Add a voucher number, a page or a source.",
    ),
    "gate-check-evidence-vague": (
        "“{said}”不能作为印证。请补上证据或谈话记录。",
        "“{said}” proves nothing. Add evidence or the record of a talk.",
    ),
}
