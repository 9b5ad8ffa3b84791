import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.forms import answers, xlsform
from app.forms.engine import Engine
from app.forms.runner import Runner
from app.forms.trouble import OtherFormError
from app.records import canonical

TABLE = """
| survey | | | | |
| | type | name | label | relevant |
| | text | t | T | |
| | integer | i | I | |
| | select_multiple l | m | M | |
| | begin repeat | r | R | |
| | text | q | Q | |
| | begin repeat | s | S | |
| | decimal | d | D | |
| | end repeat | | | |
| | end repeat | | | |
| | text | hidden | H | ${i} = 1 |
| choices | | | |
| | list_name | name | label |
| | l | a | A |
| | l | b | B |
"""
FORM = xlsform.read(TABLE.encode()).form
WORDS = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=12)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("t"), WORDS),
        st.tuples(st.just("i"), st.integers(-5, 5)),
        st.tuples(st.just("m"), st.lists(st.sampled_from("ab"), unique=True)),
        st.tuples(st.just("hidden"), WORDS),
        st.tuples(st.just("add"), st.integers(1, 3)),
        st.tuples(st.just("inner"), st.integers(1, 3)),
        st.tuples(st.just("remove"), st.integers(1, 3)),
        st.tuples(st.just("q"), WORDS),
    ),
    max_size=15,
)


def take(runner, what, value):
    rows = len(runner.engine.instance.nodes("/data/r"))
    if what == "add":
        runner.add_row("/data/r")
    elif what == "inner" and rows:
        runner.add_row(f"/data/r[{min(value, rows)}]/s")
    elif what == "remove" and rows >= value:
        runner.remove_row(f"/data/r[{value}]")
    elif what == "q" and rows:
        runner.answer(f"/data/r[{rows}]/q", value)
    elif what in {"t", "i", "m", "hidden"}:
        runner.answer(f"/data/{what}", value)


@given(STEPS)
def test_a_saved_response_reads_back_as_it_was(steps):
    runner = Runner(FORM, timed=False)
    for what, value in steps:
        take(runner, what, value)
    saved = answers.save(runner.engine)
    again = answers.load(FORM, canonical.read(canonical.write(saved)))
    assert answers.save(again) == saved
    assert answers.submission(again) == answers.submission(runner.engine)


def test_what_is_not_relevant_is_kept_while_open_and_left_out_when_sealed():
    runner = Runner(FORM)
    runner.answer("/data/i", 1)
    runner.answer("/data/hidden", "x")
    runner.answer("/data/i", 2)
    assert runner.save()["/data/hidden"] == "x"
    runner.finalise()
    assert "/data/hidden" not in runner.sealed()
    assert "<hidden>" not in answers.submission(runner.engine)


def test_a_response_is_never_read_into_another_form():
    other = xlsform.read(TABLE.replace("| | text | t | T | |", "| | text | t | T! | |").encode()).form
    assert other.digest != FORM.digest
    with pytest.raises(OtherFormError):
        answers.load(other, answers.save(Engine(FORM)))


def test_reading_back_changes_no_stamp_and_no_random_number(form, around):
    table = (
        "| survey | | | |\n| | type | name | calculation |\n| | start | began | |\n| | calculate | luck | random() |\n"
        "| | calculate | at | now() |\n"
    )
    first = Runner(form(table), around)
    saved = first.save()
    again = Runner(form(table), saved=saved)
    assert again.save() == saved


def test_the_same_workbook_gives_the_same_digest():
    assert xlsform.read(TABLE.encode()).form.digest == FORM.digest
