"""Human numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.records.kinds import kinds
from app.records.numbers import NumberPatternError, next_number

PATTERN = "{year}巡-{group}-谈-{village}-{laptop}{seq}"
BLANKS = {"year": "2026", "group": "1组", "village": "03", "laptop": "A"}


def test_numbers_count_up():
    first = next_number(PATTERN, BLANKS, [])
    assert first == "2026巡-1组-谈-03-A001"
    assert next_number(PATTERN, BLANKS, [first]) == "2026巡-1组-谈-03-A002"


def test_gaps_are_not_filled_and_other_numbers_do_not_count():
    given_out = [
        "2026巡-1组-谈-03-A007",
        "2026巡-1组-谈-03-B050",
        "2026巡-1组-谈-04-A099",
        "手写12",
        "2026巡-1组-谈-03-A",
    ]
    assert next_number(PATTERN, BLANKS, given_out) == "2026巡-1组-谈-03-A008"


def test_a_thousand_needs_one_more_digit():
    assert next_number(PATTERN, BLANKS, ["2026巡-1组-谈-03-A999"]) == "2026巡-1组-谈-03-A1000"


def test_signs_in_a_blank_are_taken_as_they_are():
    blanks = {**BLANKS, "village": "(.*)+"}
    number = next_number(PATTERN, blanks, ["2026巡-1组-谈-03-A007"])
    assert number == "2026巡-1组-谈-(.*)+-A001"
    assert next_number(PATTERN, blanks, [number]).endswith("A002")


@given(st.lists(st.tuples(st.sampled_from("AB"), st.booleans()), max_size=20))
def test_no_two_laptops_give_out_one_number(script):
    seen = {"A": [], "B": []}
    given_out = []
    for laptop, exchange in script:
        number = next_number(PATTERN, {**BLANKS, "laptop": laptop}, seen[laptop])
        given_out.append(number)
        seen[laptop].append(number)
        if exchange:
            seen["A"] = seen["B"] = list(given_out)
    assert len(set(given_out)) == len(given_out)


@pytest.mark.parametrize("pattern", ["no number", "{seq}{seq}"])
def test_a_pattern_has_one_running_number(pattern):
    with pytest.raises(NumberPatternError) as caught:
        next_number(pattern, BLANKS, [])
    assert caught.value.data == {"pattern": pattern, "blank": "seq"}


def test_a_blank_nobody_fills_is_told():
    with pytest.raises(NumberPatternError) as caught:
        next_number("{mood}-{seq}", BLANKS, [])
    assert caught.value.data["blank"] == "mood"


def test_declared_patterns_use_known_blanks_and_stand_in_a_generated_field():
    for kind in kinds().values():
        if kind.number:
            assert next_number(kind.number, BLANKS, [])
            assert kind.field("number").generated
