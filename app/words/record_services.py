"""Words for what the verbs on records refuse."""

WORDS: dict[str, tuple[str, str]] = {
    "not-allowed-undo": (
        "这里没有您可以撤销的保存，别人写的内容撤销不了。需要改动时直接在栏目里填写。",
        "There is no save of yours to take back here; what others wrote stays. Type the right value into the field.",
    ),
    "not-allowed-keep": (
        "这个版本现在不能保留：它已签字锁定、已清除，或只有别人能看。请选别的版本，或由办公室处理。",
        (
            "This version cannot be kept here: a signature forbids it, it was taken out, or only others may read it. "
            "Choose another one, or leave it to the office."
        ),
    ),
    "decided-meanwhile": (
        "您查看期间，{who}已经定了这一处。您的内容没有写入，也没有丢。请看一眼现在的内容，再决定要不要改。",
        (
            "While you were looking, {who} decided this one. Nothing of yours was written over it or lost. "
            "Look at what stands now, then decide again if needed."
        ),
    ),
}
