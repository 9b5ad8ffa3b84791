import random
import time

import pytest

from app.forms import tabulate, xlsform
from app.forms.crossing import cross
from app.forms.tabulate import Rates, TooFewReturnsError, counted
from app.forms.tabulate import tabulate as tell

TABLE = """
| survey | | | |
| | type | name | label |
| | select_one v | view | 总体评价 |
| | select_multiple k | kinds | 哪些问题 |
| | integer | age | 年龄 |
| | text | wish | 建议 |
| choices | | | |
| | list_name | name | label |
| | v | 1 | 好 |
| | v | 2 | 较好 |
| | v | 3 | 差 |
| | v | 9 | 不了解 |
| | k | a | 账目 |
| | k | b | 公开 |
"""
FORM = xlsform.read(TABLE.encode()).form


def responses(*groups):
    """(how many, view, kinds, age, wish)"""
    found = []
    for how_many, view, kinds, age, wish in groups:
        for _ in range(how_many):
            given = {"/data/view": view, "/data/kinds": kinds, "/data/age": age, "/data/wish": wish}
            found.append({"~form": FORM.digest, **{k: v for k, v in given.items() if v}})
    return found


MANY = responses((20, "1", "a b", "40", "修路"), (15, "2", "a", "50", ""), (10, "9", "", "60", ""))


def table(found, name):
    return next(t for t in found.tables if t.path == f"/data/{name}")


def test_a_question_is_counted_with_its_labels():
    view = table(tell(FORM, MANY), "view")
    assert [(c.label, c.count, c.share) for c in view.cells] == [
        ("好", 20, 444),
        ("较好", 15, 333),
        ("差", 0, 0),
        ("不了解", 10, 222),
    ]
    assert view.answered == 45


def test_several_choices_are_counted_each_by_itself():
    kinds = table(tell(FORM, MANY), "kinds")
    assert [(c.label, c.count, c.share) for c in kinds.cells] == [("账目", 35, 1000), ("公开", 20, 571)]


def test_numbers_have_a_mean_and_a_spread_and_no_extremes():
    age = table(tell(FORM, MANY), "age").numbers
    assert (age.answered, age.mean, age.spread) == (45, 47778, 7946)
    assert not hasattr(age, "least")


def test_fewer_than_five_returns_show_nothing():
    with pytest.raises(TooFewReturnsError):
        tell(FORM, MANY[:4])
    assert tell(FORM, MANY[:5]).counted == 5


def test_open_comments_need_ten_returns_and_come_shuffled():
    nine = responses((9, "1", "a", "40", "修路"))
    assert table(tell(FORM, nine), "wish").withheld
    ten = [{**one, "/data/wish": f"第{n}条"} for n, one in enumerate(responses((10, "1", "a", "40", "x")))]
    found = table(tell(FORM, ten, chance=random.Random(5)), "wish")  # noqa: S311 - the same in every run
    assert sorted(found.comments) == sorted(one["/data/wish"] for one in ten)
    assert list(found.comments) != [one["/data/wish"] for one in ten]


def test_a_small_cell_is_hidden_and_another_with_it():
    view = table(tell(FORM, responses((20, "1", "", "", ""), (10, "2", "", "", ""), (2, "3", "", "", ""))), "view")
    assert view.cell("3").count is None
    assert view.cell("2").count is None
    assert view.cell("1").count == 20


def test_one_who_left_a_question_blank_cannot_be_found_by_subtraction():
    view = table(tell(FORM, responses((20, "1", "", "", ""), (10, "2", "", "", ""), (1, "", "a", "", ""))), "view")
    assert view.answered is None
    assert sum(cell.count is None for cell in view.cells) == 1


def test_of_several_choices_neither_the_few_nor_all_but_few_show():
    kinds = table(tell(FORM, responses((20, "1", "a b", "", ""), (2, "1", "a", "", ""))), "kinds")
    assert kinds.cell("b").count is None
    assert kinds.cell("a").count == 22


def test_two_print_outs_one_response_apart_are_equal_while_the_round_is_open():
    stream = MANY * 2
    before = None
    for size in range(10, 60):
        found = tell(FORM, stream[:size], closed=False, chance=random.Random(1))  # noqa: S311
        now = (found.counted, [(t.answered, t.cells, t.numbers) for t in found.tables])
        if before is not None and now[0] == before[0]:
            assert now == before
        elif before is not None:
            assert now[0] - before[0] >= tabulate.LEAST
        before = now


@pytest.mark.parametrize("returned", range(10, 200))
def test_closing_a_round_adds_at_least_a_group(returned):
    for earlier in range(5, returned + 1):
        shown = counted(earlier, closed=False)
        assert shown == 0 or counted(returned, closed=True) - shown >= tabulate.LEAST


def test_a_question_is_crossed_with_another_and_with_the_village():
    found = cross(FORM, MANY, "/data/view", "/data/kinds")
    assert found.total == 45
    villages = ["甲村"] * 20 + ["乙村"] * 25
    found = cross(FORM, MANY, "/data/view", villages)
    assert found.columns == (("乙村", "乙村"), ("甲村", "甲村"))
    assert found.counts[0] == (0, 20)
    assert found.row_totals == (20, 15, 0, 10)


def test_rates_are_those_of_the_form_f20():
    rates = Rates(handed_out=100, returned=87, spoiled=7)
    assert (rates.valid, rates.return_rate, rates.valid_rate) == (80, 870, 920)
    assert Rates(0, 0, 0).return_rate == 0


def test_rows_of_a_repeat_are_counted_together():
    table_ = (
        "| survey | | | |\n| | type | name | label |\n| | begin repeat | p | 人 |\n| | select_one v | mark | 评 |\n"
        "| | end repeat | | |\n| choices | | | |\n| | list_name | name | label |\n| | v | 1 | 好 |\n| | v | 2 | 差 |\n"
    )
    form = xlsform.read(table_.encode()).form
    given = [{"/data/p[1]/mark": "1", "/data/p[2]/mark": "2", "/data/p#": 2} for _ in range(6)]
    assert [c.count for c in tell(form, given).tables[0].cells] == [6, 6]


def test_ten_thousand_responses_are_counted_within_a_second():
    many = (MANY * 223)[:10_000]
    spent = []
    for _ in range(3):
        begun = time.process_time()  # of this process alone: other tests run beside it
        tell(FORM, many)
        spent.append(time.process_time() - begun)
    assert min(spent) < 1
