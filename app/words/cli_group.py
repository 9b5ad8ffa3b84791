"""Words of the command line about the leader's look, the evening and the pocket card."""

CODES = "planned held unsigned printed unscanned asked overdue missing drafts review approved behind"
PARTS: dict[str, tuple[str, str]] = {
    "help-look": ("组长看板：每个村（居）还有什么没了结", "what waits in every village"),
    "help-look-number": (
        f"只列出这一个数字背后的记录：{CODES}",
        f"only the records behind this number: {CODES}",
    ),
    "help-evening": ("今天谁还没有合并", "who has not merged today"),
    "help-pocket-card": ("把随身卡片写成 PDF", "write the pocket card as a PDF"),
    "look-village": ("村（居）", "Village"),
    "look-together": ("合计", "Total"),
    "look-empty": (
        "这里还没有您负责的村（居）。请先接收任务包。",
        "No village of yours is here yet. Receive the assignment first.",
    ),
    "look-planned": ("计划谈话", "planned"),
    "look-held": ("谈完", "held"),
    "look-unsigned": ("未签字", "to sign"),
    "look-printed": ("已印未签", "printed"),
    "look-unscanned": ("未附扫描", "no scan"),
    "look-asked": ("资料", "asked"),
    "look-overdue": ("逾期", "late"),
    "look-missing": ("缺件", "missing"),
    "look-drafts": ("底稿暂存", "drafts"),
    "look-review": ("审签中", "review"),
    "look-approved": ("已审签", "done"),
    "look-behind": ("办公室未收", "awaiting receipt"),
    "evening-today": ("今天已合并", "merged today"),
    "evening-missing": ("今天还没有合并", "not merged today"),
    "evening-nobody": ("没有其他登记的人员。", "Nobody else is registered."),
    "card-written": ("随身卡片在 {path}", "The pocket card lies in {path}"),
}

WORDS: dict[str, tuple[str, str]] = {f"cli-{code}": pair for code, pair in PARTS.items()}
