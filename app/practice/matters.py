"""What comes of the talks in a practice village: documents asked for, evidence, findings and the hands they go through.

Three findings: one that stands and is reported, one whose sources disagree, one that lacks its amount.
"""

from collections.abc import Callable, Iterator
from typing import Any

from app.practice import papers, sheets, talks
from app.practice.papers import Paper
from app.practice.team import Inspector, Team
from app.practice.village import Village
from app.records import numbers, ordering, vocabularies
from app.records.kinds import STATE, kind
from app.services.evidence import digest_of
from app.services.step_facts import FORMAL_PATTERN
from app.storage.types import NewChange, Record
from app.storage.vault import Vault

Piece = tuple[Inspector, list[NewChange]]
Look = Callable[[str, str], Record | None]
PAGES = 2
DOCUMENTS = {
    "minutes": "DOC19",
    "accounts": "DOC26",
    "cash": "DOC28",
    "labour": "DOC31",
    "leases": "DOC34",
    "committee": "DOC23",
    "project": "DOC54",
}


def work(vault: Vault, village: Village, team: Team, holder: Inspector) -> Iterator[list[NewChange]]:
    """What the laptop of a village writes of documents, evidence and findings, in pieces saved at once."""
    yield documents(village, team, holder)
    yield evidence(vault, village, team, holder)
    yield findings(village, team, holder)


def hands(look: Look, village: Village, team: Team, holder: Inspector) -> Iterator[Piece]:
    """Who signs what, one after another: four persons on the first finding, then what the village says to it.

    ``look`` finds a record by id and scope in whichever vault is open by then.
    """
    overrun, wages = (_at(village, "finding", code) for code in ("overrun", "wages"))
    yield holder, [_step(overrun, "sign"), _step(wages, "sign")]
    yield second(team), [_step(overrun, "countersign")]
    yield deputy(team), [_step(overrun, "review", deputy_opinion="事实清楚，依据准确，同意。（演练）")]
    formal = numbers.next_number(FORMAL_PATTERN, _blanks(village, team), [])
    yield (
        leader(team),
        [
            _step(overrun, "approve", leader_opinion="同意，写入报告。（演练）", formal_number=formal),
            _step(overrun, "to_report"),
        ],
    )
    yield holder, confirmation(look, village, team, holder)


def signers(team: Team) -> tuple[Inspector, ...]:
    """Who signs besides the holder of the laptop, in the order they do; they unlock the same laptop."""
    return second(team), deputy(team), leader(team)


def second(team: Team) -> Inspector:
    """The second handler: the liaison, who has no laptop of his own."""
    return next(p for p in team.people if p.role == "liaison")


def deputy(team: Team) -> Inspector:
    """The deputy leader."""
    return next(p for p in team.people if p.role == "deputy")


def leader(team: Team) -> Inspector:
    """The leader."""
    return next(p for p in team.people if p.role == "leader")


# ---- documents


def documents(village: Village, team: Team, holder: Inspector) -> list[NewChange]:
    """Documents in every state: returned, in use, copied, refused, not there, in part, and one overdue."""
    dice, year = village.dice, village.dice.today.year
    accountant, cashier = village.who("accountant").name, village.who("cashier").name
    given = {"given_on": dice.day(-4), "given_by": accountant, "receivers": [holder.rec, second(team).rec]}
    back = {"returned_on": dice.day(-1), "returned_by": holder.rec, "returned_to": accountant}
    kept = {**given, "medium": "paper", "kept_at": "巡察组铁皮柜第一层（演练）", "used_by": holder.rec}
    refusal = {"statement_on": dice.day(-3), "statement_by": cashier, "statement": f"演练说明〔{year}〕1号"}
    unwritten = {"statement_kind": "refused", "witnesses": [holder.rec, second(team).rec]}
    no_ledger = {"missing_reason": "监委会称没有记台账，也不愿写书面说明。", **unwritten}
    return [
        *_asked(village, holder, "minutes", -5, {**kept, "pages": 3}),
        *_taken(village, "minutes", "provide", "use"),
        _loan(village, holder, "minutes", 3, returned=True),
        *_taken(village, "minutes", "give_back", **back),
        *_asked(village, holder, "project", -5, {**kept, "pages": 86, "copied": "结算书、验收单复印2页"}),
        *_taken(village, "project", "provide", "use"),
        _loan(village, holder, "project", 86, returned=False),
        *_asked(village, holder, "accounts", -5, {**given, "pages": 12, "copied": "凭证复印12页"}),
        *_taken(village, "accounts", "provide", "keep_copy"),
        *_asked(village, holder, "cash", -3, {"missing_reason": "报账员称日记账放在家中，不愿提供。", **refusal}),
        *_taken(village, "cash", "refuse"),
        *_asked(village, holder, "committee", -3, no_ledger),
        *_taken(village, "committee", "report_none"),
        *_asked(village, holder, "labour", -2, {**given, "pages": 4, "missing_reason": "缺上一年的发放表。"}),
        *_taken(village, "labour", "provide_part"),
        *_asked(village, holder, "leases", -2, {}),
    ]


def _asked(village: Village, holder: Inspector, code: str, due: int, fields: dict[str, Any]) -> list[NewChange]:
    listed = next(d for d in vocabularies.documents() if d.code == DOCUMENTS[code])
    asked = {
        "code": listed.code,
        "name": listed.words.zh,
        "category": listed.category,
        "period": listed.period,
        "asked_of": listed.provider,
        "asked_on": village.dice.day(-7),
        "due_on": village.dice.day(due),
        "asked_by": holder.rec,
    }
    return [NewChange(*_at(village, "document_check", code), {**asked, **fields})]


def _taken(village: Village, code: str, *steps: str, **fields: Any) -> list[NewChange]:
    """Steps of a document; what the last one needs is filled in before it."""
    at = _at(village, "document_check", code)
    return [*([NewChange(*at, fields)] if fields else []), *(_step(at, name) for name in steps)]


def _loan(village: Village, holder: Inspector, code: str, pages: int, *, returned: bool) -> NewChange:
    dice, (_, parent, scope) = village.dice, _at(village, "document_check", code)
    lender = village.who("accountant").name
    fields: dict[str, Any] = {
        "what": "原件一册",
        "pages": pages,
        "form": "original",
        "borrowed_on": dice.day(-4),
        "lender": lender,
        "borrower": holder.rec,
        "lent_signed": True,
    }
    if returned:
        fields |= {"returned_on": dice.day(-1), "returner": holder.rec, "receiver": lender, "return_signed": True}
    return NewChange("document_loan", dice.rec("loan", code), scope, fields, parent=parent)


# ---- evidence


def evidence(vault: Vault, village: Village, team: Team, holder: Inspector) -> list[NewChange]:
    """Two photographed pages of the settlement, signed for by the accountant and two inspectors."""
    dice, at = village.dice.at("evidence"), _at(village, "evidence", "settlement")
    fields: dict[str, Any] = {
        "title": f"“{village.story.project}”结算书、验收单复印件",
        "number": _number(village, team, "evidence", 1),
        "sort": "copy",
        "items": ["B3-04"],
        "page_from": 41,
        "page_to": 42,
        "copies": 1,
        "mark": "work_secret",
        "unit": f"{village.name}村民委员会",
        "provider": village.who("accountant").name,
        "document": _at(village, "document_check", "project")[1],
        "holder": "镇三资中心（演练）",
        "agrees": True,
        "provider_signed": True,
        "takers": [holder.rec, second(team).rec],
        "taken_at": dice.moment(-3, "11:10"),
        "taken_place": "村会计室",
        "how": "由村会计当面取出原件，用巡察组相机逐页拍照，核对后签字。（演练）",
    }
    pages, digests = [], []
    for number, order in enumerate(ordering.spread(None, None, PAGES), 1):
        file = _page_file(village, at[1], number)
        made = papers.keep(vault, file, holder.rec)
        pages += [made, _page(village, at, number, order, made)]
        digests.append(str(made.fields["sha256"]))
    fields |= {"page_count": PAGES, "digest": digest_of(digests)}
    return [NewChange(*at, fields), *pages, _step(at, "take")]


def _page_file(village: Village, parent: str, number: int) -> Paper:
    dice = village.dice.at("evidence", "page", number)
    return Paper(
        dice.rec("file"),
        parent,
        village.scope,
        f"演练-结算书{number:02}.png",
        "photo",
        "image/png",
        dice.moment(-3, "11:10"),
        lambda: sheets.settlement(dice, 40 + number, _billed(village, number), signed=number != PAGES),
    )


def _billed(village: Village, number: int) -> int:
    """What a page of the settlement sums up to: the contract, then what was added to it."""
    story = village.story
    return story.settled - story.contract if number == PAGES else story.contract


def _page(village: Village, at: tuple[str, str, str], number: int, order: str, file: NewChange) -> NewChange:
    fields = {
        "label": f"第{40 + number}页",
        "turn": "0",
        "note": "增加工程量一栏没有日期和签字。" if number == PAGES else None,
        "file": file.rec,
        "sha256": file.fields["sha256"],
        "original_name": file.fields["name"],
        "original_size": file.fields["size"],
    }
    held = {name: value for name, value in fields.items() if value is not None}
    return NewChange(
        "evidence_page", village.dice.rec("evidence", "sheet", number), at[2], held, parent=at[1], order=order
    )


# ---- findings


def findings(village: Village, team: Team, holder: Inspector) -> list[NewChange]:
    """The three findings with their sources."""
    made = []
    for number, (code, told, sources) in enumerate(
        (("overrun", _overrun(village), _overrun_sources(village)), *_open(village)), 1
    ):
        at = _at(village, "finding", code)
        own = {
            "number": _number(village, team, "finding", number),
            "found_on": village.dice.day(-2),
            "found_by": holder.rec,
            "handlers": [holder.rec, second(team).rec],
            "mark": "work_secret",
            "four": ["discipline"],
            "three": ["strictness"],
        }
        made += [NewChange(*at, {**own, **told}), *_sources(village, code, sources)]
    return made


def _overrun(village: Village) -> dict[str, Any]:
    story, head = village.story, village.who("both_posts")
    over = story.settled - story.contract
    return {
        "title": f"{village.name}“{story.project}”超合同价结算{over:,}元，未办变更手续",
        "item": "B3-04",
        "found_how": ["documents", "talk"],
        "party_body": f"{village.name}党总支",
        "facts": f"{story.year}年，{village.name}村党总支书记、村委会主任{head.name}主持实施“{story.project}”，"
        f"由{story.firm}施工，合同价{story.contract:,}元。{story.year}年12月按{story.settled:,}元结算付款，"
        f"超出合同价{over:,}元。增加的路肩、涵管没有变更签证，也没有经村民代表会议讨论。",
        "when": f"{story.year}年12月",
        "place": f"{village.name}通往晒场的村组道路",
        "persons": [head.rec],
        "persons_text": f"{head.name}（{head.post}）",
        "amount": over * 100,
        "effect": "道路建成不足两年已有裂缝，村民对工程量有疑问。",
        "basis": "《村级组织“四议两公开”工作办法》第六条：重大项目变更须经村民代表会议决议；"
        "县《村级小型工程管理办法》第十五条：工程变更须事先办理签证。（演练用条文）",
        "causes": "重进度、轻程序，结算只由村主任一人签字。",
        "duty": ["leading"],
        "responsible": [head.rec],
        "responsible_text": f"{head.name}（{head.post}）",
        "proposal": "report",
        "proposal_reason": "事实清楚，属工程管理不规范。",
    }


def _overrun_sources(village: Village) -> list[dict[str, Any]]:
    story = village.story
    return [
        {
            "name": "结算书、验收单复印件",
            "sort": "copy",
            "evidence": _at(village, "evidence", "settlement")[1],
            "page_from": 41,
            "page_to": 42,
            "says": f"结算{story.settled:,}元，增加工程量一栏没有签证。",
            "stance": "supports",
        },
        {
            "name": "与村党总支书记的谈话",
            "sort": "talk",
            "interview": _talk(village, "sec"),
            "says": "承认增加部分只有口头同意，签证没有补齐。",
            "stance": "supports",
        },
    ]


def _open(village: Village) -> Iterator[tuple[str, dict[str, Any], list[dict[str, Any]]]]:
    """A finding whose sources disagree, and one without its amount."""
    story, cashier = village.story, village.who("cashier")
    wages = {
        "title": f"村报账员{cashier.name}现金短少{story.cash:,}元，称垫付误工费",
        "item": "C1-04",
        "found_how": ["talk"],
        "facts": f"{village.dice.today.year - 1}年镇级审计盘点，"
        f"村报账员{cashier.name}经管的现金比账面少{story.cash:,}元。"
        "会计说是垫付了误工费，小组长说出工的人没有拿到钱。",
        "when": f"{village.dice.today.year - 1}年",
        "place": f"{village.name}村委会",
        "persons": [cashier.rec],
        "persons_text": f"{cashier.name}（{cashier.post}）",
        "amount": story.cash * 100,
        "responsible_text": f"{cashier.name}（{cashier.post}）",
        "basis": "县《农村集体资金管理办法》第九条：现金收支须日清月结。（演练用条文）",
    }
    heard: list[dict[str, Any]] = [
        {"interview": _talk(village, "acc"), "says": "少的钱是垫付了误工费，票没有报。", "stance": "supports"},
        {"interview": _talk(village, "grp"), "says": "每户出过两个工，钱没有见到。", "stance": "contradicts"},
    ]
    names = ("与村会计的谈话", "与村民小组长的谈话")
    yield "wages", wages, [{"name": n, "sort": "talk", **one} for n, one in zip(names, heard, strict=True)]
    rent = {
        "title": "水塘租金长期没有收回",
        "item": "C3-03",
        "found_how": ["talk"],
        "facts": "村集体水塘的承包人长期没有交租，村里没有发过书面催收通知。",
        "place": f"{village.name}水塘",
    }
    said = {"interview": _talk(village, "acc"), "says": "账上挂着没有收到，没有书面催收。", "stance": "supports"}
    yield "rent", rent, [{"name": names[0], "sort": "talk", **said}]


def _sources(village: Village, code: str, rows: list[dict[str, Any]]) -> list[NewChange]:
    _, parent, scope = _at(village, "finding", code)
    keys = ordering.spread(None, None, len(rows))
    return [
        NewChange("finding_source", village.dice.rec("source", code, number), scope, row, parent=parent, order=key)
        for number, (row, key) in enumerate(zip(rows, keys, strict=True))
    ]


def confirmation(look: Look, village: Village, team: Team, holder: Inspector) -> list[NewChange]:
    """The facts put before the village, which agrees; cites that the leader approved them."""
    story, at = village.story, _at(village, "fact_confirmation", "overrun")
    finding = _at(village, "finding", "overrun")
    held = look(finding[1], finding[2])
    approved = tuple(head.change for head in held.heads[STATE]) if held else ()
    shown = {
        "summary": f"“{story.project}”结算超出合同价",
        "number": _number(village, team, "fact_confirmation", 1),
        "findings": [finding[1]],
        "area": "村级工程项目",
        "facts": f"“{story.project}”合同价{story.contract:,}元，结算{story.settled:,}元，增加部分没有办理变更签证。",
        "mark": "work_secret",
    }
    answered = {
        "answer": "true",
        "confirmed_by": village.who("both_posts").name,
        "post": village.who("both_posts").post,
        "stamped": True,
        "takers": [holder.rec, second(team).rec],
        "taken_at": village.dice.moment(0, "09:20"),
    }
    return [
        NewChange(*at, shown),
        NewChange(*at, {}, step="show", rests=approved),
        NewChange(*at, answered),
        NewChange(*at, {}, step="answer", rests=approved),
    ]


# ---- parts


def _at(village: Village, code: str, name: str) -> tuple[str, str, str]:
    """Kind, record id and scope of something of a village."""
    return code, village.dice.rec(code, name), village.scope


def record_of(village: Village, code: str, name: str) -> str:
    """Record id of a document, evidence, finding or confirmation of a village by its name here."""
    return _at(village, code, name)[1]


def _step(at: tuple[str, str, str], name: str, **fields: Any) -> NewChange:
    return NewChange(*at, fields, step=name)


def _talk(village: Village, code: str) -> str:
    return next(talk.rec for talk in talks.talks_of(village) if talk.plan.code == code)


def _blanks(village: Village, team: Team) -> dict[str, str]:
    return {"year": str(village.dice.today.year), "group": team.group_name, "village": village.short, "laptop": "00"}


def _number(village: Village, team: Team, code: str, number: int) -> str:
    blanks, pattern = _blanks(village, team), kind(code).number
    return numbers.next_number(pattern, blanks, [pattern.format(**blanks, seq=f"{number - 1:03}")])
