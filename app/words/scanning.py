"""Words for reading ticked sheets."""

WORDS: dict[str, tuple[str, str]] = {
    "no-scan-parts": (
        "这台电脑没有安装识读问卷的组件（{missing}）。其他功能照常；请改用按键录入，或安装 satchel[scan]。",
        (
            "The parts for reading sheets are not installed here ({missing}). Everything else works; type the sheets "
            "in, or have satchel[scan] installed."
        ),
    ),
    "cli-help-form-print": ("打印空白问卷（PDF）", "write blank sheets of a questionnaire (PDF)"),
    "cli-help-form-read": (
        "识读已填问卷的照片或扫描件：看得准的答案和要人定的地方；不保存",
        "read pictures of ticked sheets: plain answers and doubts; nothing is kept",
    ),
    "cli-help-form-which": (
        "问卷工作簿、自带问卷的代号，或加密柜里问卷的编号",
        "workbook, code of a built-in questionnaire, or id of a record of the vault",
    ),
    "cli-help-copies": ("份数", "how many sheets"),
    "cli-help-form-out": ("写到哪个 PDF 文件或文件夹", "PDF file or folder to write"),
    "cli-help-big": ("大字版", "large type"),
    "cli-help-unnumbered": ("不印卷号，供复印", "no sheet numbers, for copying"),
    "cli-help-rows": ("重复部分印几块", "blocks of each part that repeats"),
    "cli-help-language": (
        "问卷语言的名称或序号；给两次就双语对照",
        "language of the form, by name or place; twice for two side by side",
    ),
    "cli-help-picture": ("照片、扫描件或 PDF", "photo, scan or PDF"),
    "cli-form-printed": (
        "已写出 {file}：{pages} 页，卷号 {numbers}",
        "written: {file}, {pages} pages, numbers {numbers}",
    ),
    "cli-form-sheet": (
        "卷号 {serial}：看得准 {answers} 题，要人定 {doubts} 处",
        "sheet {serial}: {answers} answers plain, {doubts} to be decided",
    ),
    "cli-form-unread": ("没有读出：{file}，第 {page} 页（{why}）", "not read: {file}, page {page} ({why})"),
}
