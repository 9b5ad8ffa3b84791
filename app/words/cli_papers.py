"""Words of the command line about steps, papers and people."""

PARTS: dict[str, tuple[str, str]] = {
    "help-step": ("办理一条记录的下一步（签字、复核……）", "take a step of a record (sign, review, …)"),
    "help-step-name": ("步骤的代码，见 kinds", "name of the step, see: satchel kinds KIND"),
    "help-report": (
        "把文书写到文件夹（明文，先记入操作日志）；多个村一次写出",
        "write papers into a folder, in clear, logged first; several villages at once",
    ),
    "help-paper": ("文书的代码", "code of the paper"),
    "help-report-village": (
        "村（居）名称或编号，可以写多次；不写为当前选定的村",
        "village by name or id, may be repeated; the chosen one when left out",
    ),
    "help-all-villages": ("这里的全部村（居）", "every village held here"),
    "help-report-rec": (
        "只要这一条：记录编号（交接单用交接文件的编号），可以写多次",
        "only this one, by id or number (of a slip: id of its package); may be repeated",
    ),
    "help-state": ("只要这一状态的（状态代码）", "only records in this state (code)"),
    "help-report-out": ("写到哪个文件夹", "folder to write into"),
    "help-report-blank": (
        "只要空白表，供没有电脑的一天手写",
        "only the empty form, to be written by hand on a day without the laptop",
    ),
    "help-in-clear": ("列出以明文离开过的全部文书和附件", "list everything that left in clear"),
    "help-check-template": ("检查 Word 模板，逐条指出位置", "check a Word template; each problem with its place"),
    "help-passphrase": ("更换本人口令", "change your passphrase"),
    "help-person": ("能打开这个加密柜的人：列出、增加、移除", "who can unlock this vault: list, add, remove"),
    "help-person-list": ("列出能打开的人", "list who can unlock"),
    "help-person-add": ("增加一名合用这台电脑的人", "let a second person of this laptop in"),
    "help-person-remove": ("移除一名，并重新加密", "let somebody out; the data are encrypted anew"),
    "help-person-number": ("这个人的工号", "that person's staff number"),
    "help-person-who": ("姓名、工号或编号", "name, staff number or id"),
    "help-new-passphrase": (
        "新口令所在的文件，- 为标准输入（旧口令之后的一行）",
        "file that holds the new passphrase, - for stdin (the line after the old one)",
    ),
    "ask-new-passphrase": ("新口令（输入时不显示）：", "New passphrase (not shown): "),
    "ask-again": ("再输入一遍：", "Once more: "),
    "stepped": ("{name}：{state}", "{name}: {state}"),
    "in-clear-now": (
        "共 {count} 份，已是明文，请按密级保管，用后收回。",
        "{count} written, now in clear: keep them as their mark says.",
    ),
    "nothing-in-clear": ("还没有以明文离开过的文书。", "Nothing has left in clear yet."),
    "when": ("时间", "When"),
    "how": ("方式", "How"),
    "paper": ("文书", "Paper"),
    "of": ("内容", "Of"),
    "copy": ("份号", "Copy"),
    "out-print": ("打印", "printed"),
    "out-export": ("导出", "written"),
    "template-good": ("“{name}”可以用作{form}的模板。", "“{name}” can be used as a template: {form}."),
    "passphrase-changed": (
        "口令已更换，旧口令不再有效。以前的备份仍用旧口令。",
        "The passphrase is changed; the old one no longer works. Older backups still open with it.",
    ),
    "me": ("本人", "you"),
    "person-added": (
        "{name} 现在可以打开。请本人打开一次，做本机登记，由巡察办确认。",
        "{name} can unlock it now. Let that person unlock it, enrol, and be confirmed by the office.",
    ),
    "person-removed": (
        "{name} 已不能打开，数据已重新加密。以前的备份仍能打开，请另行保管。",
        "{name} can no longer unlock it; the data are encrypted anew. Older backups still open: keep them apart.",
    ),
    "documents": ("文书", "Documents"),
    "no-font": (
        "有 {count} 份打印件没有写出：这台电脑没有能嵌入的中文字体（如 fonts-wqy-microhei）。",
        "{count} sheet(s) left out: no Chinese font here can be embedded (install fonts-wqy-microhei, say).",
    ),
    "demo-papers": ("现场打印谈话记录，导出清单和底稿", "papers printed and written in the field"),
    "demo-shared": ("第一台由四人合用，各自登记", "four people share the first laptop, each enrols"),
    "demo-signatures": ("底稿由承办人、副组长、组长依次签字", "a finding goes through four hands"),
    "demo-documents": ("巡察办写出各村巡察情况报告", "the office writes the village reports"),
}

WORDS: dict[str, tuple[str, str]] = {
    "different-passphrases": (
        "两次输入的新口令不一样，没有更换。请重新输入。",
        "The new passphrase was not typed the same twice; nothing was changed. Type it again.",
    ),
    **{f"cli-{code}": pair for code, pair in PARTS.items()},
}
