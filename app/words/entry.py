"""Words for typed paper sheets at the terminal."""

WORDS: dict[str, tuple[str, str]] = {
    "cli-help-form-batches": (
        "列出纸质问卷录入批次和录入差错率",
        "list batches of typed paper sheets and how often two typings differed",
    ),
    "cli-form-no-batches": ("还没有录入批次", "no batch of typed sheets yet"),
    "cli-form-batch-first": (
        "{day}  {title}：首次录入中，已录 {typed} 份",
        "{day}  {title}: first typing, {typed} sheets",
    ),
    "cli-form-batch-second": (
        "{day}  {title}：录入 {typed} 份，复录 {again}/{drawn}",
        "{day}  {title}: {typed} sheets, {again} of {drawn} typed a second time",
    ),
    "cli-form-batch-compare": (
        "{day}  {title}：录入 {typed} 份，复录 {drawn} 份，待选定 {differing} 题",
        "{day}  {title}: {typed} sheets, {drawn} typed twice, {differing} answers to decide",
    ),
    "cli-form-batch-entered": (
        "{day}  {title}：已入柜 {sheets} 份，复录 {drawn} 份，比对 {compared} 题，不一致 {differing} 题（{share}）",
        "{day}  {title}: {sheets} entered, {drawn} typed twice, {differing} of {compared} answers differed ({share})",
    ),
}
