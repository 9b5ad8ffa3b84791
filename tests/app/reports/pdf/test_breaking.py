import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.reports.pdf import breaking

TEXT = st.text(alphabet="一二三，。（）“”、；abc12 .%村民", max_size=60)


def wide(text: str) -> float:
    return sum(0.5 if ord(character) < 128 else 1.0 for character in text)


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("一二三四五六", 3, ["一二三", "四五六"]),
        ("一二三，四五", 3, ["一二", "三，四", "五"]),
        ("一二（三四）五", 3, ["一二", "（三", "四）五"]),
        ("价1,234.50元", 4, ["价", "1,234.50", "元"]),
        ("abc def ghi", 4, ["abc def", "ghi"]),
        ("", 3, [""]),
    ],
)
def test_lines_break_where_they_may(text, room, lines):
    assert breaking.lines(text, wide, room) == lines


def test_a_word_wider_than_the_line_is_cut_rather_than_lost():
    assert breaking.lines("a" * 12, wide, 2) == ["aaaa", "aaaa", "aaaa"]


@given(TEXT)
def test_no_character_is_lost_and_no_line_is_too_wide(text):
    lines = breaking.lines(text, wide, 6)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(wide(line) <= 6 for line in lines)


@given(st.text(alphabet="一二三四五六，。（）", max_size=40))
def test_no_mark_stands_at_the_wrong_end_unless_nothing_else_fits(text):
    lines = breaking.lines(text, wide, 20)
    if len(max(breaking.atoms(text), key=len, default="")) <= 20:
        assert not any(line[:1] in breaking.NOT_FIRST for line in lines[1:] if line)


def test_paragraphs_are_those_that_were_typed():
    assert breaking.paragraphs("一\r\n\r\n　二\t三\n") == ["一", "二 三"]
