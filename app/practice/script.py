"""What is said in the practice talks: answers to questions of the shipped outlines, with blanks for the story.

An entry is (code of the outline's question, answer, further question and answer, …); a leading ``!`` on an answer
marks it as doubtful for the recorder's eyes. Codes of tags come from the outline.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.practice.village import Village

Entry = tuple[str, ...]

SCRIPTS: dict[str, tuple[Entry, ...]] = {
    "ITV-SEC": (
        (
            "ITV-SEC-01",
            "这一届主要抓了三件事：修路、改水、把水塘重新发包。路和水都做完了，水塘还有两户租金没收上来。",
        ),
        (
            "ITV-SEC-02",
            "大事都上会。一万元以上开两委会，五万元以上要开村民代表会议。",
            "“{project}”结算时开村民代表会议了没有？",
            "!合同签的时候开了。结算那次人没到齐，后来让他们补签的字。",
        ),
        ("ITV-SEC-03", "我抓全面，{deputy}管党建，{member}管工程。配合上没有大问题，就是年轻人少。"),
        (
            "ITV-SEC-08",
            "三年一共三个项目，最大的是{year}年的“{project}”，由{firm}做，合同价{contract}元。",
            "最后结算是多少？",
            "结算{settled}元，多出来的是增加的路肩和涵管。",
            "增加的部分有没有变更签证？",
            "!当时催得急，口头同意的，签证后来没有补齐。",
            "{firm}是怎么选出来的？",
            "三家报的价，选的最低的。另外两家报价单在会计那里。",
        ),
        (
            "ITV-SEC-07",
            "水塘两口、机动地和旧村小都包出去了，水塘一年租金{rent}元。",
            "收齐了吗？",
            "有一口欠了{owed}年，承包人说年成不好，一直在催，没有发过书面通知。",
        ),
        ("ITV-SEC-12", "上轮反馈六个问题，五个销了号，剩下一个是欠租，还在收。"),
        ("ITV-SEC-13", "群众意见最大的还是工程质量和低保评定，信访三件，都答复了。"),
    ),
    "ITV-ACC": (
        ("ITV-ACC-01", "一个基本户，一个镇里代管的专户。微信收款码是报账员的，收了当天转。"),
        (
            "ITV-ACC-03",
            "现金在报账员{cashier}那里，平时不超过三千。",
            "最近一次盘点是什么时候？",
            "去年审计的时候盘过，比账面少{cash}元，说是垫付了误工费，票还没有报。",
        ),
        (
            "ITV-ACC-04",
            "小额的用白条，村主任签字就付。",
            "一年大概有多少？",
            "!没有细算过，两三万是有的。",
        ),
        (
            "ITV-ACC-05",
            "就说“{project}”吧：村里申请，镇里批，按进度付三次，最后一次凭验收单付。",
            "验收单上是谁签的字？",
            "村主任、监委主任和镇里的人。监委主任那天不在，字是后来补的。",
        ),
        (
            "ITV-ACC-10",
            "水塘租金应收{rent}元一年，账上挂了{owed}年没有收到。",
            "有没有催收的记录？",
            "没有书面的，打过电话。",
        ),
        ("ITV-ACC-11", "每季度公开一次，贴在村委会门口，贴一个星期左右。"),
        (
            "ITV-ACC-14",
            "改账没有。拆单……有一次镇里说超过五万要招标，让分成两张合同报。",
            "是哪个项目？",
            "!就是路肩和涵管那一块，算在“{project}”里的。",
        ),
    ),
    "ITV-SUP": (
        ("ITV-SUP-01", "开会通知我就去，去年提过两条，一条是误工补助的名单，一条是公开栏更新慢。"),
        ("ITV-SUP-02", "票据每季度看一次，看的是汇总，盖章，没有退回过。"),
        (
            "ITV-SUP-03",
            "开工和完工去看过。",
            "“{project}”验收那天您在不在场？",
            "!那天我在县里看病，字是后来他们把单子拿到家里让我签的。",
        ),
        ("ITV-SUP-04", "低保名单看过，是镇里定好以后拿来的。"),
        ("ITV-SUP-06", "会计贴的，贴一个星期左右，问的人不多。"),
        ("ITV-SUP-07", "误工名单的事跟书记说过，有几个名字我不认识，会计说是施工队的小工，后来就没有回音了。"),
    ),
    "ITV-DIR": (
        ("ITV-DIR-01", "我分管工程和环境，今年做的是渠道维修和垃圾清运。"),
        ("ITV-DIR-03", "我不签钱，只在验收单上签字。"),
        ("ITV-DIR-04", "工程是书记定，我在现场看着，没有亲戚参与。"),
        ("ITV-DIR-06", "代表会议一年开两三次，用微信群通知。"),
    ),
    "ITV-PTY": (
        ("ITV-PTY-01", "主题党日一个月一次，多数是学文件、打扫卫生，人能到一半。"),
        ("ITV-PTY-02", "按季度交给支部，有时候是支委代垫，年底一起补。"),
        ("ITV-PTY-03", "去年发展了一个，听说是{deputy}家的亲戚，票是够的，别的我不清楚。"),
        ("ITV-PTY-05", "书记办事有魄力，就是不大听别人的意见。"),
        ("ITV-PTY-06", "公开的账只有总数，看不懂，不知道花在哪里。"),
        ("ITV-PTY-08", "路灯是修好了，欠租那件事没有听到下文。"),
    ),
    "ITV-PUB": (
        ("ITV-PUB-01", "四口人，三亩多地，领地力补贴一种，数目对不对没有看过。"),
        ("ITV-PUB-02", "卡在我自己手里，没有请人代取过。"),
        ("ITV-PUB-03", "办证明不收钱，就是要跑两趟，人不一定在。"),
        ("ITV-PUB-04", "低保怎么评的不清楚，没有叫我们开过会，是念的名单。"),
        (
            "ITV-PUB-06",
            "路是修了，就是修得薄，去年下大雨，我们那一段已经裂了。",
            "裂的是哪一段？",
            "从{group}小桥到晒场，大约两百米，施工的时候我拍过照片。",
        ),
        ("ITV-PUB-14", "把自来水压力弄大一点，夏天晚上上不去二楼。"),
    ),
    "ITV-AID": (
        ("ITV-AID-01", "前年开始拿的，组长帮我写的申请。"),
        ("ITV-AID-02", "每个月打到卡上，数目我记在本子上。"),
        ("ITV-AID-04", "村里来过两个人，看了房子，填了表，我按的手印。"),
        ("ITV-AID-06", "没有给谁送过东西，也没有人跟我要过。"),
    ),
    "ITV-GRP": (
        ("ITV-GRP-01", "四十来户，集体有一块晒场、半口塘，塘是外面的人包去养鱼。"),
        ("ITV-GRP-04", "晒场的租金交给报账员{cashier}，开的是收据。"),
        ("ITV-GRP-05", "修路是{firm}干的，我们组每户出过两个工，说是算误工，钱没有见到。"),
        ("ITV-GRP-09", "就是路面裂缝和自来水压力。"),
    ),
}

CLOSING = ("以上记录请您核对，是否与您说的一致？", "看过了，一致。")
OPENING = "我们是演练县委巡察组的，这是证件。谈话内容只用于巡察，不告诉第三人。请您先说说自己的情况，再实事求是地谈。"
OPENING_ANSWER = "清楚了，知道多少说多少。"
NOTES = {
    "ITV-SEC": "说到结算时停顿较久，“催得急”重复了三次；签证一事先问会计再回头问他。",
    "ITV-ACC": "愿意配合，谈到拆单时压低了声音，担心说出去影响工作，注意保护。",
    "ITV-SUP": "监委形同虚设，补签两次。下次带验收单原件请他辨认签字。",
    "ITV-PUB": "家里正好有工程留下的照片，可再去一次，不要由村干部带路。",
    "ITV-PTY": "对书记有看法，所说需要旁证。",
    "ITV-DIR": "与书记口径一致，像是商量过。",
    "ITV-AID": "识字不多，卡和存折请帮着看一遍。",
}


def blanks(village: "Village") -> dict[str, str]:
    """Return what stands in the blanks for one village."""
    story = village.story
    return {
        "project": story.project,
        "firm": story.firm,
        "year": str(story.year),
        "contract": f"{story.contract:,}",
        "settled": f"{story.settled:,}",
        "rent": f"{story.rent:,}",
        "owed": str(story.owed),
        "cash": f"{story.cash:,}",
        "deputy": village.who("deputy_secretary").name,
        "member": village.who("committee_member").name,
        "cashier": village.who("cashier").name,
        "group": village.people[-1].group,
    }
