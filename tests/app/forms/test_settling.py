"""Working out only what changed must give what working out everything gives."""

from hypothesis import given, settings
from hypothesis import strategies as st

from app.forms import answers, xlsform
from app.forms.runner import Runner

TABLE = """
| survey | | | | | | | |
| | type | name | label | relevant | calculation | repeat_count | choice_filter |
| | integer | n | N | | | | |
| | select_one g | g | G | | | | |
| | begin group | box | Box | ${n} > 1 | | | |
| | select_one i | i | I | | | | gr = ${g} |
| | calculate | twice | | | ${n} * 2 | | |
| | begin repeat | row | Row | | | ${n} | |
| | integer | x | X | ${g} = 'a' or position(..) = 1 | | | |
| | calculate | before | | | coalesce(indexed-repeat(${x}, ${row}, position(..) - 1), 0) | | |
| | calculate | share | | | ${x} div ${all} | | |
| | begin repeat | part | Part | | | | |
| | integer | y | Y | | | | |
| | calculate | z | | | coalesce(${y}, 0) + coalesce(${x}, 0) + position(../..) | | |
| | end repeat | | | | | | |
| | end repeat | | | | | | |
| | end group | | | | | | |
| | calculate | all | | | sum(${x}) + sum(${z}) | | |
| | calculate | rows | | | count(${row}) * 100 + count(${part}) | | |
| | text | last | L | ${all} > 10 and selected(${i}, '1') | | | |
| | calculate | echo | | | concat(${last}, '/', ${i}, '/', ${twice}) | | |
| choices | | | | |
| | list_name | name | label | gr |
| | g | a | A | |
| | g | b | B | |
| | i | 1 | 1 | a |
| | i | 2 | 2 | a |
| | i | 3 | 3 | b |
"""
FORM = xlsform.read(TABLE.encode()).form
SMALL = st.integers(0, 4)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("/data/n"), SMALL),
        st.tuples(st.just("/data/g"), st.sampled_from(["a", "b", ""])),
        st.tuples(st.just("/data/box/i"), st.sampled_from(["1", "2", "3"])),
        st.tuples(st.sampled_from([f"/data/box/row[{k}]/x" for k in (1, 2, 3)]), st.integers(0, 20)),
        st.tuples(st.sampled_from([f"/data/box/row[{k}]/part[1]/y" for k in (1, 2)]), st.integers(0, 20)),
        st.tuples(st.just("/data/last"), st.just("x")),
        st.tuples(st.just("+"), st.integers(1, 3)),
        st.tuples(st.just("-"), st.integers(1, 3)),
    ),
    max_size=14,
)


def state(runner):
    engine = runner.engine
    shown = {
        engine.instance.reference(node): (node.value, node.relevant, node.state.required, node.state.readonly)
        for node in engine.instance.top.walk()
    }
    return shown, answers.submission(engine)


def take(runner, what, value):
    rows = len(runner.engine.instance.nodes("/data/box/row"))
    if what in {"+", "-"}:
        if rows >= value and what == "+":
            runner.add_row(f"/data/box/row[{value}]/part")
        elif rows >= value and runner.engine.instance.find(f"/data/box/row[{value}]/part[1]") is not None:
            runner.remove_row(f"/data/box/row[{value}]/part[1]")
    elif runner.engine.instance.find(what) is not None:
        runner.answer(what, value)


@settings(max_examples=60)
@given(STEPS)
def test_small_steps_end_where_one_great_step_would(steps):
    runner = Runner(FORM, timed=False)
    for what, value in steps:
        take(runner, what, value)
        found = state(runner)
        runner.engine.settle(None)
        assert state(runner) == found
