"""Words for counting: what may not leave, and the verbs of the command line."""

WORDS: dict[str, tuple[str, str]] = {
    "answers-stay": (
        "不记名答卷的逐份数据现在不能导出。请改为导出统计结果或统计分析。",
        "Single anonymous responses may not leave now. Save the counts or the analysis instead.",
    ),
    "answers-stay-office": (
        "不记名答卷的逐份数据只能在巡察办导出，本机不能。请导出统计结果或统计分析，或把答卷上交后在巡察办导出。",
        "Single anonymous responses leave at the office only. Save the counts here, or hand over first.",
    ),
    "answers-stay-open": (
        "调查还没有结束，不记名答卷的逐份数据不能导出。请先结束调查，再导出。",
        "The survey is still open, so single anonymous responses stay. Close it first, then export.",
    ),
    "answers-stay-few": (
        "计入的答卷不足 {least} 份，逐份数据不能导出，以免认出填写人。",
        "Fewer than {least} responses count, so single ones stay: they would point at people. Save the counts instead.",
    ),
    "cli-help-form-results": (
        "问卷逐题结果：不足5份的和能推算出它们的不显示",
        "counts of a questionnaire; small groups, and what would tell them, are hidden",
    ),
    "cli-help-form-compare": (
        "同一份问卷在各村、各轮次的对比；巡察办另有合计",
        "the same questionnaire of other villages and earlier rounds; at the office with their sum",
    ),
    "cli-help-form-analyse": (
        "写出问卷统计分析（Word，带图表）；先记操作日志",
        "write the analysis of a questionnaire (Word, with charts); logged first",
    ),
    "cli-help-form-answers": (
        "逐份导出答卷（ODK Central、KoboToolbox 或 SPSS 格式）；先记操作日志",
        "write the responses, one a row, as ODK Central, KoboToolbox or SPSS would have them; logged first",
    ),
    "cli-help-counted-rec": ("问卷记录的编号", "id of the questionnaire's record"),
    "cli-help-analysis-out": ("写到哪个文件或文件夹", "file or folder to write"),
    "cli-help-comments": (
        "列出意见建议（满10份才有；已知姓名和号码隐去）",
        "with the open answers (from ten returns; known names and numbers left out)",
    ),
    "cli-help-cross": (
        "交叉分析的两道题，题号或题目；可以重复",
        "two questions to cross, by name or label; may be repeated",
    ),
    "cli-help-way": ("用哪一种格式", "whose columns"),
    "cli-help-value-labels": ("写选项文字，不写选项值", "labels of choices instead of their values"),
    "cli-help-unsplit": ("多选题不拆成每个选项一列", "no column of its own for each choice of several"),
    "cli-hidden": ("不足5份不显示", "hidden, too few"),
    "cli-counted": ("计入 {counted} 份，已录入 {entered} 份", "{counted} counted of {entered} entered"),
    "cli-too-few-returns": ("答卷太少，不显示结果：满 {least} 份才显示", "too few responses: shown from {least} on"),
    "cli-analysis-written": ("已写出：{file}（份号 {copy}）", "written: {file} (copy {copy})"),
}
