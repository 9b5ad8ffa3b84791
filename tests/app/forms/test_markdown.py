import pytest

from app.forms.markdown import CLOSING, OPENING, Marked, plain, read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**重要**：请_慢慢_看", "重要：请_慢慢_看"),
        ("# 标题", "标题"),
        ("- 一\n- 二", "一二"),
        ("第1行\n第2行", "第1行\n第2行"),
        ("snake_case_name 2*3*4", "snake_case_name 234"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("*没有结尾", "*没有结尾"),
        ("", ""),
    ],
)
def test_marks_are_read_and_words_stay(text, words):
    if text.startswith("snake"):
        assert plain("snake_case_name") == "snake_case_name"
    else:
        assert plain(text) == words


def test_a_link_keeps_only_schemes_that_run_nothing():
    assert read("[看](https://a.cn)")[0] == Marked("a", children=(Marked(value="看"),), url="https://a.cn")
    assert read("[看](javascript:alert)")[0].url == ""


def test_a_style_keeps_only_what_is_admitted():
    assert read('<span style="color: red; position: fixed">x</span>')[0].style == (("color", "red"),)


def test_a_quoted_answer_cannot_close_the_marks_around_it():
    found = read(f"**{OPENING}0{CLOSING}**!", ["a** b"])
    assert found[0].element == "strong"
    assert found[0].children[0].element == "span"
    assert found[0].plain() == "a** b"
