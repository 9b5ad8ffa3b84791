import pytest

from app.forms import headings


@pytest.mark.parametrize(
    ("written", "on", "meaning"),
    [
        ("题目::中文 (zh)", "survey", "label::中文 (zh)"),
        ("题目：：English (en)", "survey", "label::English (en)"),
        ("label::English (en)", "survey", "label::English (en)"),
        ("名称", "choices", "name"),
        ("名称", "survey", "name"),
        ("bind::foo", "survey", "bind::foo"),
        ("自己的列", "choices", "自己的列"),
    ],
)
def test_a_header_keeps_its_language(written, on, meaning):
    assert headings.column(written, on) == meaning


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("多选 列表 其他", "select_multiple 列表 or_other"),
        ("开始循环", "begin repeat"),
        ("select_one x", "select_one x"),
        ("", ""),
    ],
)
def test_a_type_in_chinese_means_one_in_english(written, meaning):
    assert headings.kind(written) == meaning


@pytest.mark.parametrize(
    ("written", "meaning"),
    [
        ("${a}＞1 and ${b}＝‘是’", "${a}>1 and ${b}='是'"),
        ("if（. = '（注）'，1，2）", "if(. = '（注）',1,2)"),
        ("${a} > 1", "${a} > 1"),
    ],
)
def test_signs_of_a_chinese_keyboard_become_those_of_a_rule(written, meaning):
    assert headings.rule(written) == meaning


def test_only_rules_and_answers_to_yes_or_no_are_touched():
    assert headings.cell("（注）", "label") == "（注）"
    assert headings.cell("是", "required") == "yes"
    assert headings.cell("是", "label") == "是"
