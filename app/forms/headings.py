"""Chinese names for XLSForm's sheets, columns, question types and settings; everything is turned into the English it means."""

import re

SHEETS = {
    "问卷": "survey", "题目": "survey", "问题": "survey", "调查": "survey", "表单": "survey",
    "选项": "choices", "选项表": "choices", "选择项": "choices",
    "设置": "settings", "设定": "settings",
    "外部选项": "external_choices",
}  # fmt: skip
SURVEY = {
    "类型": "type", "题型": "type", "名称": "name", "变量名": "name", "字段名": "name", "题号": "name",
    "标签": "label", "题目": "label", "题干": "label", "问题": "label",
    "提示": "hint", "说明": "hint", "填写说明": "guidance_hint", "指导": "guidance_hint",
    "必填": "required", "是否必填": "required", "必填提示": "required_message",
    "显示条件": "relevant", "相关条件": "relevant", "跳转条件": "relevant", "出现条件": "relevant",
    "约束": "constraint", "校验": "constraint", "限制条件": "constraint",
    "约束提示": "constraint_message", "校验提示": "constraint_message",
    "计算": "calculation", "公式": "calculation", "计算公式": "calculation",
    "默认值": "default", "缺省值": "default", "外观": "appearance", "样式": "appearance",
    "只读": "read_only", "选项筛选": "choice_filter", "选项过滤": "choice_filter",
    "重复次数": "repeat_count", "循环次数": "repeat_count", "触发": "trigger", "触发题": "trigger", "参数": "parameters",
    "图片": "image", "音频": "audio", "视频": "video",
}  # fmt: skip
CHOICES = {
    "列表名": "list_name", "列表名称": "list_name", "选项列表": "list_name", "列表": "list_name",
    "名称": "name", "选项值": "name", "值": "name", "代码": "name",
    "标签": "label", "选项": "label", "选项文字": "label", "显示文字": "label",
    "图片": "image", "音频": "audio", "视频": "video",
}  # fmt: skip
SETTINGS = {
    "表单标题": "form_title", "标题": "form_title", "问卷标题": "form_title", "表单编号": "form_id", "问卷编号": "form_id",
    "编号": "form_id", "版本": "version", "版本号": "version", "默认语言": "default_language", "实例名称": "instance_name",
    "答卷名称": "instance_name", "样式": "style",
}  # fmt: skip
COLUMNS = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS, "external_choices": CHOICES}
TYPES = {
    "单选": "select_one", "单选题": "select_one", "多选": "select_multiple", "多选题": "select_multiple", "排序": "rank",
    "排序题": "rank", "文本": "text", "填空": "text", "填空题": "text", "简答": "text", "问答": "text",
    "整数": "integer", "小数": "decimal", "数字": "decimal", "日期": "date", "时间": "time", "日期时间": "dateTime",
    "说明": "note", "提示语": "note", "计算": "calculate", "隐藏": "hidden", "确认": "acknowledge", "知晓": "acknowledge",
    "范围": "range", "滑块": "range", "图片": "image", "拍照": "image", "录音": "audio", "音频": "audio", "视频": "video",
    "文件": "file", "附件": "file", "条码": "barcode", "二维码": "barcode", "位置": "geopoint",
    "开始分组": "begin group", "分组开始": "begin group", "结束分组": "end group", "分组结束": "end group",
    "开始循环": "begin repeat", "循环开始": "begin repeat", "开始重复": "begin repeat", "重复开始": "begin repeat",
    "结束循环": "end repeat", "循环结束": "end repeat", "结束重复": "end repeat", "重复结束": "end repeat",
    "开始时间": "start", "结束时间": "end", "今天": "today",
}  # fmt: skip
ANSWERS = {"是": "yes", "否": "no", "必填": "yes", "选填": "no"}
YES_NO_COLUMNS = frozenset({"required", "read_only"})
RULE_COLUMNS = frozenset({"relevant", "constraint", "calculation", "required", "read_only", "choice_filter", "repeat_count"})
QUOTES = str.maketrans("‘’“”", "''\"\"")
SIGNS = str.maketrans("（），＝＞＜＋－＊［］｛｝＄！．", "(),=><+-*[]{}$!.")
OTHER = {"其他": "or_other", "含其他": "or_other", "或其他": "or_other"}


def sheet(name: str) -> str:
    """What a sheet is to XLSForm."""
    return SHEETS.get(name.strip(), name.strip().lower())


def column(name: str, on: str) -> str:
    """What a header means on a sheet; a language behind ``::`` or ``：：`` stays."""
    head, mark, language = re.sub("：：", "::", name.strip()).partition("::")
    known = COLUMNS.get(on, {}).get(head.strip())
    if known is None:
        return f"{head}{mark}{language}"
    return f"{known}{mark}{language}" if mark else known


def kind(text: str) -> str:
    """What a question type means: ``单选 是否 其他`` → ``select_one 是否 or_other``."""
    words = text.split()
    if not words:
        return text
    first = TYPES.get(words[0])
    if first is None:
        return text
    rest = [OTHER.get(word, word) for word in words[1:]]
    return " ".join([first, *rest])


def cell(text: str, heading: str) -> str:
    """What a cell of a column means."""
    if heading == "type":
        return kind(text)
    if heading in YES_NO_COLUMNS and text in ANSWERS:
        return ANSWERS[text]
    return rule(text) if heading in RULE_COLUMNS else text


def rule(text: str) -> str:
    """A rule with the signs of a Chinese keyboard, and Word's curly quotes, turned into those a rule is written with.

    Texts inside straight quotes are left alone.
    """
    parts = re.split(r"('[^']*'|"[^"]*")", text.translate(QUOTES))
    return "".join(part if part[:1] in {"'", '"'} else part.translate(SIGNS) for part in parts)
