"""Chinese names for XLSForm's sheets, columns, question types and settings, turned into the English they mean."""

import re


def _aliases(table: str) -> dict[str, str]:
    """A line for each meaning: the English words joined by plus signs, then what may stand for it."""
    lines = [line.split() for line in table.strip().splitlines()]
    return {alias: words[0].replace("+", " ") for words in lines for alias in words[1:]}


SHEETS = _aliases("""
survey 问卷 题目 问题 调查 表单
choices 选项 选项表 选择项
settings 设置 设定
external_choices 外部选项
""")
SURVEY = _aliases("""
type 类型 题型
name 名称 变量名 字段名 题号
label 标签 题目 题干 问题
hint 提示 说明
guidance_hint 填写说明 指导
required 必填 是否必填
required_message 必填提示
relevant 显示条件 相关条件 跳转条件 出现条件
constraint 约束 校验 限制条件
constraint_message 约束提示 校验提示
calculation 计算 公式 计算公式
default 默认值 缺省值
appearance 外观 样式
read_only 只读
choice_filter 选项筛选 选项过滤
repeat_count 重复次数 循环次数
trigger 触发 触发题
parameters 参数
image 图片
audio 音频
video 视频
""")
CHOICES = _aliases("""
list_name 列表名 列表名称 选项列表 列表
name 名称 选项值 值 代码
label 标签 选项 选项文字 显示文字
image 图片
audio 音频
video 视频
""")
SETTINGS = _aliases("""
form_title 表单标题 标题 问卷标题
form_id 表单编号 问卷编号 编号
version 版本 版本号
default_language 默认语言
instance_name 实例名称 答卷名称
style 样式
""")
COLUMNS = {"survey": SURVEY, "choices": CHOICES, "settings": SETTINGS, "external_choices": CHOICES}
TYPES = _aliases("""
select_one 单选 单选题
select_multiple 多选 多选题
rank 排序 排序题
text 文本 填空 填空题 简答 问答
integer 整数
decimal 小数 数字
date 日期
time 时间
dateTime 日期时间
note 说明 提示语
calculate 计算
hidden 隐藏
acknowledge 确认 知晓
range 范围 滑块
image 图片 拍照
audio 录音 音频
video 视频
file 文件 附件
barcode 条码 二维码
geopoint 位置
begin+group 开始分组 分组开始
end+group 结束分组 分组结束
begin+repeat 开始循环 循环开始 开始重复 重复开始
end+repeat 结束循环 循环结束 结束重复 重复结束
start 开始时间
end 结束时间
today 今天
""")
ANSWERS = {"是": "yes", "否": "no", "必填": "yes", "选填": "no"}
YES_NO_COLUMNS = frozenset({"required", "read_only"})
LITERAL = re.compile(r"""('[^']*'|"[^"]*")""")
RULE_COLUMNS = frozenset(
    {"relevant", "constraint", "calculation", "required", "read_only", "choice_filter", "repeat_count"}
)
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
    parts = LITERAL.split(text.translate(QUOTES))
    return "".join(part if part[:1] in {"'", '"'} else part.translate(SIGNS) for part in parts)
