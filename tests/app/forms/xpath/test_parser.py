import pytest

from app.forms.xpath import Context, Host, parse
from app.forms.xpath.trouble import ExpressionSyntaxError


def value(text):
    return parse(text).value(Context(Host()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 - 2 - 3", -4.0),
        ("2 + 3 * 4", 14.0),
        ("-2 * -3", 6.0),
        ("7 mod 3 + 1", 2.0),
        ("1 < 2 < 3", True),
        ("1 = 1 = 0", False),
        ("true() or false() and false()", True),
        ("(1 or 0) and 0", False),
        ("1div2", 0.5),
        ("1and0", False),
        ("'a''b'", None),
        ('concat("它说：", \'"好"\')', '它说："好"'),
        (".5 + 5.", 5.5),
    ],
)
def test_precedence_is_that_of_xpath(text, expected):
    if expected is None:
        with pytest.raises(ExpressionSyntaxError):
            parse(text)
    else:
        assert value(text) == expected


@pytest.mark.parametrize(
    ("text", "at", "why"),
    [
        ("", 1, "empty"),
        ("1 +", 4, "end"),
        ("(1", 3, "end"),
        ("1 ? 2", 2, "character"),
        ("f(1,", 5, "end"),
        ("/data/age = ‘a’", 12, "character"),
        ("1e5", 2, "character"),
        ("a b", 2, "character"),
        ("foo::a", 1, "axis"),
    ],
)
def test_a_wrong_expression_names_the_place(text, at, why):
    with pytest.raises(ExpressionSyntaxError) as caught:
        parse(text)
    assert caught.value.data["why"] == why
    assert abs(caught.value.data["at"] - at) <= 6
    assert caught.value.data["expression"] == text


def test_brackets_without_end_do_not_exhaust_the_stack():
    with pytest.raises(ExpressionSyntaxError) as caught:
        parse("(" * 5000 + "1")
    assert caught.value.data["why"] == "too deep"


def test_chinese_names_are_names():
    assert parse("/data/镇街 = '城关'").parts()[0].steps[1].test == "镇街"
