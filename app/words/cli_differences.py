"""Words of the command line about contradicting contents."""

PARTS: dict[str, tuple[str, str]] = {
    "help-differences": ("列出所有内容不一致之处", "list all contradicting contents"),
    "help-differences-rec": ("只看这一条记录，列出各个版本", "only of this record, with its versions"),
    "help-decide": ("定一处内容不一致", "decide one contradiction"),
    "help-decide-field": ("栏目代码（见 differences）", "code of the field (see differences)"),
    "help-keep": ("保留第几个版本", "keep the version of this number"),
    "help-both": ("都保留：长文字一前一后，名单合并", "keep both: texts one after the other, lists united"),
    "help-proposal": ("采用建议：把各方改动合在一起", "take the proposal: the edits joined"),
    "differences-none": ("没有不一致的内容。", "Nothing contradicts itself."),
    "proposal": ("建议", "proposal"),
    "empty-value": ("（空）", "(empty)"),
    "decided": ("已定：{field}", "Decided: {field}"),
    "decided-beside": (
        "已写入：{field}。期间又收到一个新版本，请再定一次。",
        "Written: {field}. Another version arrived meanwhile: decide once more.",
    ),
}

WORDS: dict[str, tuple[str, str]] = {f"cli-{code}": pair for code, pair in PARTS.items()} | {
    "bad-input-keep": (
        "没有第 {details} 个版本。先用 differences 看看有几个。",
        "There is no version {details}. List them first.",
    ),
    "bad-input-both": ("“{field}”不能都保留。请选一个版本。", "“{field}” cannot keep both. Choose a version."),
    "bad-input-proposal": (
        "“{field}”没有现成的建议：有的地方要由人选。请在窗口里逐处选用，或选一个版本。",
        "“{field}” has no finished proposal: somebody has to choose. Do it at the window, or keep a version.",
    ),
}
