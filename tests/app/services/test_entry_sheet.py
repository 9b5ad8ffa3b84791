"""One sheet: the engine says what is next, F7 leads back to the same state, no key breaks anything."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms import builtin, xlsform
from app.forms.birth import Surroundings
from app.services.entry_keys import BACK, ENTER, ERASE, REPEAT
from app.services.entry_sheet import PROMPT, SheetTyping, words_of

FORM = """
| survey | |  | |  | |  | |
| | type | name | label | required | constraint | relevant | appearance |
| | note | intro | Read this | |  | |  |
| | select_one yn | q01 | Land? | yes | |  | |
| | integer | q02 | How much? | | . >= 1 and . <= 45 | ${q01} = '1' | |
| | select_multiple k | q03 | Which? | |  | ${q01} = '1' | |
| | text | q04 | Phone | | regex(., '^[0-9]{11}$') | | numbers |
| | date | q05 | Since | |  | |  |
| | text | q06 | Words | |  | |  |
| | begin repeat | row | Children | |  | |  |
| | integer | age | Age | | . < 100 | |  |
| | end repeat | |  | |  | |  |
| | select_one yn | q07 | Last? | yes | |  | |
| choices | |  | |
| | list_name | name | label |
| | yn | 1 | Yes |
| | yn | 2 | No |
| | k | a | Wood |
| | k | b | Water |
| | k | c | Field |
| settings | |  | |
| | form_title | form_id | |
| | Made up | made | |
"""
KEYS = [*"0123456789+*x", ENTER, BACK, ERASE]
AROUND = Surroundings(now=lambda: dt.datetime(2026, 7, 9, tzinfo=dt.UTC), anonymous=True)


@pytest.fixture(scope="module")
def form():
    return xlsform.read(FORM.encode(), "made").form


@pytest.fixture
def sheet(form):
    return SheetTyping(form, AROUND)


def press(sheet, *keys):
    for one in keys:
        sheet.press(one)
    return sheet


def here(sheet):
    return sheet.place.rpartition("/")[2]


def test_the_engine_says_which_question_is_next(sheet):
    assert here(sheet) == "q01", "a note is not asked"
    assert here(press(sheet, "2")) == "q04"
    assert sheet.skipped == ("2", "3")
    assert here(press(sheet, BACK, "1")) == "q02"


def test_numbers_advance_as_soon_as_nothing_can_follow(sheet):
    press(sheet, "1")
    assert here(press(sheet, "4")) == "q02", "45 is still possible"
    assert here(press(sheet, "5")) == "q03"
    press(sheet, "2", ENTER, *"13900001111")
    assert here(sheet) == "q05", "eleven digits are a whole telephone number"
    assert here(press(sheet, *"0703", ENTER)) == "q06"
    assert sheet.answer("/data/q05") == "2026-07-03"


def test_what_the_form_does_not_admit_is_not_kept_and_is_said(sheet):
    press(sheet, "1", "9", BACK)
    press(sheet, "4", "6", ENTER)
    assert (here(sheet), sheet.said) == ("q02", "problem-constraint")
    assert sheet.typed == "46", "it can be put right where it stands"
    assert sheet.answer("/data/q02") == "9"


def test_a_required_answer_may_be_missing_on_paper_but_somebody_says_so(sheet):
    press(sheet, ENTER)
    assert (here(sheet), sheet.said) == ("q01", "needs-answer")
    press(sheet, "0", ENTER, ENTER, ENTER)
    while sheet.place.endswith(PROMPT) or "row" in sheet.place:
        press(sheet, ENTER)
    press(sheet, "2")
    assert sheet.place == "", "the end"
    assert sheet.none == {"/data/q01"}
    assert "/data/q01" not in sheet.sealed()


def test_rows_of_a_repeat_are_added_and_taken_away(sheet):
    press(sheet, "2", ENTER, ENTER, ENTER)
    rows = [one for one in sheet.sequence() if "row" in one]
    while not sheet.is_prompt:
        press(sheet, ENTER)
    press(sheet, "1")
    assert not sheet.is_prompt
    assert len([one for one in sheet.sequence() if "row" in one]) == len(rows) + 1
    press(sheet, "7", ENTER)
    assert sheet.is_prompt
    press(sheet, ERASE)
    assert [one for one in sheet.sequence() if "row" in one] == rows
    assert here(press(sheet, ENTER)) == "q07"


def test_plus_repeats_the_last_sheet(form):
    last = SheetTyping(form, AROUND)
    press(last, "1", "1", "2", "a", "c")
    press(last, "1", "3", ENTER)
    sheet = SheetTyping(form, AROUND, last=last.keep()["answers"])
    assert here(press(sheet, REPEAT)) == "q02"
    press(sheet, REPEAT, REPEAT)
    assert [sheet.answer(f"/data/{name}") for name in ("q01", "q02", "q03")] == [
        last.answer(f"/data/{name}") for name in ("q01", "q02", "q03")
    ]


def test_a_sheet_is_taken_up_where_it_was_left(form, sheet):
    press(sheet, "1", "4", "5", "1", "3", ENTER)
    again = SheetTyping(form, AROUND, sheet.keep())
    assert again.snapshot() == sheet.snapshot()


def test_answers_that_a_changed_answer_skips_do_not_count(sheet):
    press(sheet, "1", "4", "5", BACK, BACK, "2")
    while sheet.place:
        press(sheet, "1" if here(sheet) == "q07" else ENTER)
    sealed = sheet.sealed()
    assert "/data/q02" not in sealed
    assert (sealed["/data/q01"], sealed["/data/q07"]) == ("2", "1")


def test_choices_have_the_digits_of_the_paper_and_read_as_words():
    sheet = SheetTyping(builtin.form("QV-TEAM").form, AROUND)
    offers = sheet.offers(sheet.place)
    assert len(offers) >= 2
    assert words_of(offers[1].value, offers).startswith("2 ")
    assert words_of("", offers) == ""


@settings(max_examples=60, deadline=None)
@given(keys=st.lists(st.sampled_from(KEYS), max_size=25))
def test_any_keys_leave_a_sheet_that_can_be_kept_and_taken_up(form, keys):
    sheet = press(SheetTyping(form, AROUND), *keys)
    assert not sheet.place or sheet.place in sheet.sequence()
    for reference in sheet.asked():
        assert all(one.rule == "required" for one in sheet.problems() if one.reference == reference), keys
        assert not (sheet.answer(reference) and reference in sheet.none)
    again = SheetTyping(form, AROUND, sheet.keep())
    assert again.snapshot().answers == sheet.snapshot().answers
    assert not sheet.place or again.place == sheet.place


@settings(max_examples=80, deadline=None)
@given(keys=st.lists(st.sampled_from(KEYS), max_size=18), last=st.sampled_from([*"12", "+", "*", "0", ENTER]))
def test_back_after_any_step_leads_to_where_it_was(form, keys, last):
    sheet = press(SheetTyping(form, AROUND), *keys)
    before, stood = sheet.place, sheet.typed
    if not before or stood or sheet.is_prompt:
        return  # a step is a whole answer, and a row added moves by itself
    outcome = sheet.press(last)
    if outcome.move < 1 or sheet.place == before or sheet.said:
        return
    after = sheet.snapshot()
    sheet.press(BACK)
    if sheet.place.endswith(PROMPT):
        return
    assert sheet.place == before
    back = sheet.snapshot()
    assert (back.answers, back.none) == (after.answers, after.none), "going back changes no answer"
    sheet.press(ENTER)
    assert sheet.snapshot() == after, "Enter there goes on to the same state"
