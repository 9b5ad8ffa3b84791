"""What a person types is read freely and exactly."""

import datetime as dt

import pytest

from app.errors import BadInputError
from app.records.kinds import Choice, Field, Type, Words
from app.services import typed

NOW = dt.datetime(2026, 7, 9, 15, 4)  # noqa: DTZ001 - wall time, as the form keeps it
W = Words("栏", "Field")


def field(of: Type) -> Field:
    return Field("f", of, W, choices=(Choice("a", Words("甲", "A")), Choice("b", Words("乙", "B"))))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026年3月5日", "2026-03-05"),
        ("20260305", "2026-03-05"),
        ("2026-3-5", "2026-03-05"),
        ("2026/03/05", "2026-03-05"),
        ("2026.3.5", "2026-03-05"),
        ("２０２６年３月５日", "2026-03-05"),
        ("3月5日", "2026-03-05"),
        ("今天", "2026-07-09"),
        ("yesterday", "2026-07-08"),
        (" ", None),
    ],
)
def test_dates_are_read_as_people_write_them(text, value):
    assert typed.read(field(Type.DATE), text, NOW) == value


@pytest.mark.parametrize("text", ["2026-02-30", "20261301", "三月", "2026", "5日"])
def test_a_day_that_does_not_exist_is_refused(text):
    with pytest.raises(BadInputError):
        typed.read(field(Type.DATE), text, NOW)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-03-05 14:30", "2026-03-05T14:30"),
        ("2026-03-05T14:30", "2026-03-05T14:30"),
        ("2026年3月5日下午2点半", "2026-03-05T14:30"),
        ("2026年3月5日 14时30分", "2026-03-05T14:30"),
        ("9:05", "2026-07-09T09:05"),
        ("下午3点", "2026-07-09T15:00"),
        ("20260305 14:30", "2026-03-05T14:30"),
        ("现在", "2026-07-09T15:04"),
    ],
)
def test_moments_are_read_as_people_write_them(text, value):
    assert typed.read(field(Type.MOMENT), text, NOW) == value


@pytest.mark.parametrize("text", ["25:00", "2026-03-05", "14:61", "2026-02-30 10:00"])
def test_a_time_that_does_not_exist_is_refused(text):
    with pytest.raises(BadInputError):
        typed.read(field(Type.MOMENT), text, NOW)


@pytest.mark.parametrize(
    ("text", "fen"),
    [("1,234.5", 123450), ("￥1234元", 123400), ("1.2万", 1200000), ("-3", -300), ("0.01", 1), ("1.20000001万", None)],
)
def test_money_is_kept_in_fen_and_never_rounded(text, fen):
    if fen is None:
        with pytest.raises(BadInputError):
            typed.read(field(Type.MONEY), text, NOW)
    else:
        assert typed.read(field(Type.MONEY), text, NOW) == fen


def test_whole_numbers_take_commas_and_wide_digits_and_nothing_else():
    assert typed.read(field(Type.INTEGER), "１，２００", NOW) == 1200
    with pytest.raises(BadInputError):
        typed.read(field(Type.INTEGER), "12.5", NOW)


def test_values_are_shown_in_the_language_of_the_window():
    assert typed.show(field(Type.MONEY), 123450, "en") == "1,234.50"
    assert typed.show(field(Type.CHOICE), "a", "zh_CN") == "甲"
    assert typed.show(field(Type.CHOICES), ["a", "b"], "zh_CN") == "甲、乙"
    assert typed.show(field(Type.CHOICE), "newer", "en") == "newer"
    assert typed.show(field(Type.BOOLEAN), False, "zh_CN") == "否"  # noqa: FBT003 - the value shown
    assert typed.show(field(Type.MOMENT), "2026-03-05T14:30", "en") == "2026-03-05 14:30"
