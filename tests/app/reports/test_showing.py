import pytest

from app.records.kinds import Field, Sensitivity, Type, Words, kind
from app.reports import showing

NAME = Words("", "")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("2026-03-05", "2026年3月5日"),
        ("1975-06", "1975年6月"),
        ("1975", "1975年"),
        ("去年春天", "去年春天"),
        ("2026-3-x", "2026-3-x"),
    ],
)
def test_a_day_is_written_without_leading_zeros(given, shown):
    assert showing.day(given) == shown


@pytest.mark.parametrize(
    ("started", "ended", "shown"),
    [
        ("2026-07-09T09:05", "2026-07-09T10:20", "自2026年7月9日9时05分至10时20分"),
        ("2026-07-09T23:50", "2026-07-10T00:20", "自2026年7月9日23时50分至2026年7月10日0时20分"),
        ("2026-07-09T09:05", "", "自2026年7月9日9时05分起"),
        ("", "2026-07-09T10:20", ""),
    ],
)
def test_a_span_says_the_day_once(started, ended, shown):
    assert showing.span(started, ended) == shown


@pytest.mark.parametrize(("fen", "shown"), [(123456789, "1,234,567.89"), (5, "0.05"), (-100, "-1.00")])
def test_money_is_yuan_with_two_decimals(fen, shown):
    assert showing.yuan(fen) == shown


def test_nothing_sealed_ever_becomes_words():
    sealed = Field("x", Type.LONG_TEXT, NAME, sensitivity=Sensitivity.SEALED)
    assert showing.value(sealed, "in clear by mistake", {}) == ""
    assert showing.value(Field("y", Type.TEXT, NAME), {"~sealed": "age"}, {}) == ""


def test_codes_become_words_and_references_titles():
    interview = kind("interview")
    assert showing.value(interview.field("role"), "ITV-PTY", {}) == "普通党员"
    assert showing.value(interview.field("talkers"), ["a", "b"], {"a": "吴一", "b": "郑二"}) == "吴一、郑二"
    assert [showing.value(interview.field("must_talk"), one, {}) for one in (False, True)] == ["否", "是"]
    assert showing.value(interview.field("role"), "from-a-newer-release", {}) == "from-a-newer-release"


def test_a_disagreement_tells_every_value_and_who_gave_it():
    told = showing.disagreement([("3户", "吴一"), ("", "郑二"), ("5户", "")])
    assert told == "【内容不一致】①3户（吴一）；②（空）（郑二）；③5户（待登记）"
