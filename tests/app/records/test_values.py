"""Which values a field takes."""

import base64

import pytest

from app.records.kinds import META, STATE, Choice, Field, Sensitivity, Type, Words, kind
from app.records.values import REGISTERS, is_empty, is_sealed, missing, problem, register_problem, unknown_codes
from tests.app.records.world import AGE

ID = "a" * 32
NAME = Words("名", "Name")


def field(kind_of_value, **more):
    return Field("f", kind_of_value, NAME, **more)


@pytest.mark.parametrize(
    ("kind_of_value", "good", "bad"),
    [
        (Type.TEXT, ["", "张三", "\u202e👍" * 5000], [5, True, ["x"], {}]),
        (Type.LONG_TEXT, ["一\n二"], [5]),
        (Type.INTEGER, [0, -3, 2**53], [True, "5", [5]]),
        (Type.MONEY, [0, 123_456], [False, "1.00"]),
        (Type.DATE, ["2026-03-05", "2024-02-29"], ["2026-3-5", "2025-02-29", "2026-03-05T10:00", "", 20260305]),
        (
            Type.MOMENT,
            ["2026-03-05T14:30"],
            ["2026-03-05", "2026-03-05 14:30", "2026-03-05T24:01", "2026-03-05T14:30:00"],
        ),
        (Type.BOOLEAN, [True, False], [0, 1, "true"]),
        (Type.CHOICE, ["a", "later"], ["", 5, ["a"], "x" * 65]),
        (Type.CHOICES, [[], ["a", "b"]], ["a", ["a", "a"], [5], {"a": 1}]),
        (Type.REFERENCE, [ID], ["", "A" * 32, ID + "\n", [ID]]),
        (Type.REFERENCES, [[], [ID]], [ID, [ID, ID], ["x"]]),
        (Type.JSON, [{"a": [1]}, "x", 5, False], []),
    ],
)
def test_a_value_is_of_its_type_or_it_is_told(kind_of_value, good, bad):
    assert [problem(field(kind_of_value), value) for value in good] == [None] * len(good)
    assert [v for v in bad if problem(field(kind_of_value), v) is None] == []


@pytest.mark.parametrize("kind_of_value", list(Type))
def test_nothing_empties_any_field(kind_of_value):
    assert problem(field(kind_of_value), None) is None


def test_a_sealed_field_takes_an_age_file_only():
    sealed = field(Type.LONG_TEXT, sensitivity=Sensitivity.SEALED)
    assert problem(sealed, AGE) is None
    junk = base64.b64encode(b"something else").decode()
    wrong = ["clear", {"~sealed": junk}, {"~sealed": "%"}, {"~sealed": 5}, {**AGE, "more": 1}, {}]
    assert [problem(sealed, value) for value in wrong] == ["sealed"] * len(wrong)
    assert not is_sealed({"~sealed": AGE["~sealed"][:-4] + "Cg =="})


@pytest.mark.parametrize("kind_of_value", [Type.TEXT, Type.JSON])
def test_an_open_field_takes_nothing_sealed(kind_of_value):
    assert problem(field(kind_of_value), AGE) == "plain"


def test_a_code_from_a_later_release_is_told_apart():
    one = field(Type.CHOICES, choices=(Choice("a", NAME),))
    assert unknown_codes(one, ["a", "b"]) == ["b"]
    assert unknown_codes(one, None) == []
    assert unknown_codes(one, [["odd"]]) == []
    assert unknown_codes(field(Type.CHOICES), ["anything"]) == [], "a vocabulary is open"


@pytest.mark.parametrize(
    ("name", "good", "bad"),
    [
        ("~deleted", [True, False, None], [1, "true"]),
        ("~moved", ["village-" + ID, "common", None], ["nowhere", True]),
        ("~same_as", [ID], ["x"]),
        ("~order", ["V001", "1", "z"], ["", "V0", "V-1", "。", 5]),
        ("state", ["signed"], ["", 5, "Signed"]),
    ],
)
def test_registers_have_types_too(name, good, bad):
    assert [register_problem(name, value) for value in good] == [None] * len(good)
    assert [register_problem(name, value) for value in bad] == [name.removeprefix("~")] * len(bad)


def test_every_register_is_known():
    assert set(REGISTERS) == {*META, STATE}


def test_zero_and_false_are_not_empty():
    assert [is_empty(value) for value in (None, "", [], 0, False, "0")] == [True, True, True, False, False, False]


def test_missing_fields_are_named_in_declared_order():
    talk = kind("interview")
    assert missing(talk, {}) == ["person_name", "role"]
    assert missing(talk, {"role": "ITV-SEC"}, ("place", "role")) == ["place"]
