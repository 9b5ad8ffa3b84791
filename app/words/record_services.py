"""Words for what the verbs on records refuse."""

WORDS: dict[str, tuple[str, str]] = {
    "not-allowed-undo": (
        "这里没有您可以撤销的保存，别人写的内容撤销不了。需要改动时直接在栏目里填写。",
        "There is no save of yours to take back here; what others wrote stays. Type the right value into the field.",
    ),
}
