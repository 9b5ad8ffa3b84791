"""What each key does to a field: digits choose, widths advance, nothing is guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services import entry_keys
from app.services.entry_keys import BACK, ENTER, ERASE, Field, Outcome, Sort, press

FIVE, TWELVE = tuple("abcde"), tuple("abcdefghijkl")
KEYS = [*"0123456789+*-.:x是＋１", ENTER, BACK, ERASE]


def field(sort, **more):
    return Field("/data/q", sort, **more)


def after(on, *keys):
    typed, outcome = "", Outcome()
    for one in keys:
        outcome = press(on, typed, one)
        typed = outcome.typed
    return outcome


def test_a_single_choice_is_made_by_its_digit_and_goes_on_at_once():
    assert press(field(Sort.ONE, offers=FIVE), "", "3") == Outcome(value="c", move=1)
    assert press(field(Sort.ONE, offers=FIVE), "", "３").value == "c", "full-width digits of an input method too"


def test_with_more_than_nine_choices_only_an_ambiguous_digit_waits():
    on = field(Sort.ONE, offers=TWELVE)
    assert press(on, "", "2") == Outcome(value="b", move=1)
    assert press(on, "", "1") == Outcome(typed="1")
    assert after(on, "1", "2") == Outcome(value="l", move=1)
    assert after(on, "1", "0").value == "j"
    assert after(on, "1", ENTER) == Outcome(value="a", move=1)
    refused = after(on, "1", "3")
    assert (refused.typed, refused.said, refused.move) == ("1", "no-such-choice", 0)


def test_nought_and_star_say_that_the_paper_has_no_answer():
    for sort in (Sort.ONE, Sort.MANY, Sort.RANK):
        assert press(field(sort, offers=FIVE, required=True), "", "0") == Outcome(value="", none=True, move=1)
    assert press(field(Sort.TEXT, required=True), "", "*") == Outcome(value="", none=True, move=1)
    assert press(field(Sort.NUMBER), "", "0").typed == "0", "in a number it is a number"


def test_a_digit_toggles_where_several_may_be_chosen_and_enter_goes_on():
    on = field(Sort.MANY, offers=FIVE, value="b")
    assert press(on, "", "4") == Outcome(value="b d")
    assert press(on, "", "1").value == "a b", "in the order of the paper"
    assert press(on, "", "2").value == ""
    assert press(on, "", ENTER) == Outcome(move=1)


def test_of_ten_choices_two_digits_are_told_apart_from_two_choices():
    ten = tuple("abcdefghij")
    on = field(Sort.MANY, offers=ten)
    assert press(on, "", "1") == Outcome(typed="1")
    assert press(on, "1", "3") == Outcome(value="a c")
    assert press(on, "1", "0") == Outcome(value="j")
    assert press(on, "1", " ") == Outcome(value="a")
    assert press(on, "1", ENTER) == Outcome(value="a", move=1)
    assert press(field(Sort.RANK, offers=ten), "1", "3") == Outcome(value="a c")


def test_a_ranking_takes_digits_in_order_and_goes_on_when_all_are_placed():
    on = field(Sort.RANK, offers=tuple("abc"), value="c a")
    assert press(on, "", "2") == Outcome(value="c a b", move=1)
    assert press(on, "", "3") == Outcome(value="a")


def test_a_number_goes_on_when_nothing_can_follow_and_else_on_enter():
    on = field(Sort.NUMBER, full=lambda text: len(text) == 2)
    assert press(on, "4", "5") == Outcome(value="45", move=1)
    assert press(on, "", "4") == Outcome(typed="4")
    assert press(on, "4", ENTER) == Outcome(value="4", move=1)
    assert press(on, "4", "x").said == "number-keys"
    assert press(on, "-", ENTER).said == "not-a-number"


def test_days_and_times_are_typed_as_digits():
    on = field(Sort.DATE, year=2026)
    assert after(on, *"20260703") == Outcome(value="2026-07-03", move=1)
    assert after(on, *"0703", ENTER).value == "2026-07-03"
    assert after(on, *"2026-7-3", ENTER).value == "2026-07-03"
    assert after(on, *"0230", ENTER).said == "no-such-day"
    assert after(field(Sort.TIME), *"0930") == Outcome(value="09:30", move=1)
    assert after(field(Sort.TIME), *"2561", ENTER).said == "no-such-time"


def test_plus_repeats_what_the_sheet_before_had():
    assert press(field(Sort.ONE, offers=FIVE, last="d"), "", "+") == Outcome(value="d", move=1)
    assert press(field(Sort.ONE, offers=FIVE, last="z"), "", "＋").said == "last-not-offered"
    assert press(field(Sort.TEXT, last=None), "", "+").said == "no-last"
    assert press(field(Sort.TEXT, last="", required=True), "", "+").said == "last-empty"
    assert press(field(Sort.TEXT, last="x"), "a", "+").typed == "a+", "in the middle of words it is a sign"


def test_enter_leaves_empty_only_what_may_be_empty():
    assert press(field(Sort.ONE, offers=FIVE), "", ENTER) == Outcome(move=1)
    assert press(field(Sort.ONE, offers=FIVE, required=True), "", ENTER).said == "needs-answer"
    assert press(field(Sort.ONE, offers=FIVE, required=True, none=True), "", ENTER).move == 1


def test_a_sheet_number_typed_short_is_completed():
    on = field(Sort.SERIAL, value="A-0006")
    assert press(on, "", ENTER) == Outcome(value="A-0006", move=1)
    assert after(on, "1", "2", ENTER).value == "A-0012"
    assert after(on, *"b-7", ENTER).value == "B-7"
    assert press(on, "", "是").said == "serial-keys", "no name gets into a number"
    assert entry_keys.following("A-0009") == "A-0010"
    assert entry_keys.following("A") == ""


def test_a_wrong_key_says_which_keys_there_are_and_changes_nothing():
    outcome = press(field(Sort.ONE, offers=FIVE), "", "7")
    assert (outcome.said, dict(outcome.blanks), outcome.move, outcome.value) == (
        "no-such-choice",
        {"number": "7", "most": "5"},
        0,
        None,
    )
    assert press(field(Sort.TICK), "", "7").said == "tick-keys"
    assert press(field(Sort.PROMPT), "", "7").said == "prompt-keys"


@pytest.mark.parametrize("sort", list(Sort))
@settings(max_examples=60, deadline=None)
@given(keys=st.lists(st.sampled_from(KEYS), max_size=12), required=st.booleans())
def test_no_sequence_of_keys_breaks_a_field(sort, keys, required):
    value, typed = "", ""
    for one in keys:
        on = field(sort, offers=TWELVE if sort in entry_keys.CHOOSING else (), value=value, required=required)
        outcome = press(on, typed, one)
        typed = outcome.typed
        assert outcome.move in {-1, 0, 1}
        assert not (outcome.said and outcome.move), "a wrong key goes nowhere"
        assert not (outcome.move and outcome.typed), "what is typed does not follow to the next question"
        if outcome.value is not None and sort in entry_keys.CHOOSING:
            assert set(outcome.value.split()) <= set(TWELVE)
            value = outcome.value
