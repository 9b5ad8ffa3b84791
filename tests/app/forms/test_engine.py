import time

import pytest

from app.forms.trouble import RepeatFixedError, WorkbookError

HOUSEHOLD = """
| survey | | | | | | |
| | type | name | label | relevant | calculation | repeat_count |
| | integer | size | 几口人 | | | |
| | begin repeat | person | 家庭成员 | | | ${size} |
| | text | name | 姓名 | | | |
| | integer | age | 年龄 | | | |
| | calculate | adult | | | if(${age} >= 18, 1, 0) | |
| | end repeat | | | | | |
| | calculate | adults | | | sum(${adult}) | |
| | text | guardian | 监护人 | ${adults} = 0 and ${size} > 0 | | |
"""


def value(run, reference):
    return run.value(reference)


def test_a_counted_repeat_follows_its_count_and_gives_rows_back(run):
    runner = run(HOUSEHOLD)
    runner.answer("/data/size", 3)
    runner.answer("/data/person[3]/name", "王芳")
    runner.answer("/data/size", 1)
    assert len(runner.engine.instance.nodes("/data/person")) == 1
    runner.answer("/data/size", 3)
    assert runner.value("/data/person[3]/name") == "王芳"
    with pytest.raises(RepeatFixedError):
        runner.add_row("/data/person")


def test_calculations_run_through_rows_and_out_of_them(run):
    runner = run(HOUSEHOLD)
    runner.answer("/data/size", 2)
    assert runner.engine.instance.at("/data/guardian").relevant
    runner.answer("/data/person[2]/age", 40)
    assert runner.value("/data/adults") == "1"
    assert not runner.engine.instance.at("/data/guardian").relevant


def test_an_empty_count_changes_nothing(run):
    runner = run(HOUSEHOLD)
    runner.answer("/data/size", 2)
    runner.answer("/data/size", "")
    assert len(runner.engine.instance.nodes("/data/person")) == 2


TOTAL = """
| survey | | | | |
| | type | name | label | calculation |
| | begin repeat | pay | 付款 | |
| | integer | amount | 金额 | |
| | calculate | total | | coalesce(indexed-repeat(${total}, ${pay}, position(..) - 1), 0) + coalesce(${amount}, 0) |
| | end repeat | | | |
"""


def test_a_running_total_over_rows_is_no_cycle(run):
    runner = run(TOTAL)
    runner.add_row("/data/pay")
    runner.add_row("/data/pay")
    for number, amount in enumerate((10, 20, 30), 1):
        runner.answer(f"/data/pay[{number}]/amount", amount)
    assert [runner.value(f"/data/pay[{n}]/total") for n in (1, 2, 3)] == ["10", "30", "60"]
    runner.answer("/data/pay[1]/amount", 100)
    assert runner.value("/data/pay[3]/total") == "150"
    runner.remove_row("/data/pay[2]")
    assert runner.value("/data/pay[2]/total") == "130"


@pytest.mark.parametrize(
    "rules",
    [("${b} + 1", "${a} + 1"), (". + 1", "1"), ("if(${b} = 1, 2, 3)", "${a}")],
)
def test_rules_that_wait_for_one_another_are_refused(form, rules):
    table = (
        "| survey | | | |\n| | type | name | calculation |\n"
        f"| | calculate | a | {rules[0]} |\n| | calculate | b | {rules[1]} |\n"
    )
    with pytest.raises(WorkbookError) as caught:
        form(table)
    assert caught.value.data["problems"][0].code == "cycle"


CHOICES = """
| survey | | | | |
| | type | name | label | choice_filter |
| | select_one town | town | 镇 | |
| | select_one village | village | 村 | town = ${town} |
| | select_multiple village | more | 还有 | town = ${town} |
| choices | | | | |
| | list_name | name | label | town |
| | town | t1 | 城关镇 | |
| | town | t2 | 石桥乡 | |
| | village | v1 | 东村 | t1 |
| | village | v2 | 西村 | t1 |
| | village | v3 | 南村 | t2 |
"""


def test_choices_follow_the_answer_before_and_drop_what_is_no_longer_offered(run):
    runner = run(CHOICES)
    runner.answer("/data/town", "t1")
    assert [offer.label for offer in runner.choices("/data/village")] == ["东村", "西村"]
    runner.answer("/data/village", "v2")
    runner.answer("/data/more", ["v1", "v2"])
    runner.answer("/data/town", "t2")
    assert runner.value("/data/village") == ""
    assert runner.value("/data/more") == ""
    assert [offer.label for offer in runner.choices("/data/village")] == ["南村"]


DEFAULTS = """
| survey | | | | | | |
| | type | name | label | default | calculation | trigger |
| | start | began | | | | |
| | end | ended | | | | |
| | today | day | | | | |
| | username | who | | | | |
| | date | visit | 日期 | today() | | |
| | text | source | 来源 | | | |
| | text | copy | 抄 | | concat('抄', ${source}) | ${source} |
| | calculate | once | | | once(random()) | |
| | begin repeat | row | 行 | | | |
| | integer | number | 号 | position(..) | | |
| | end repeat | | | | | |
"""


def test_preloads_and_dynamic_defaults_come_with_a_new_response(run):
    runner = run(DEFAULTS)
    assert runner.value("/data/began") == "2026-03-02T07:30:00.000+08:00"
    assert runner.value("/data/day") == "2026-03-02"
    assert runner.value("/data/who") == "0017"
    assert runner.value("/data/visit") == "2026-03-02"
    assert runner.value("/data/ended") == ""
    runner.finalise()
    assert runner.value("/data/ended").startswith("2026-03-02T07:30")


def test_a_trigger_fires_when_its_question_changes_and_not_before(run):
    runner = run(DEFAULTS)
    assert runner.value("/data/copy") == ""
    runner.answer("/data/source", "x")
    assert runner.value("/data/copy") == "抄x"
    runner.answer("/data/copy", "改过")
    runner.answer("/data/source", "x")
    assert runner.value("/data/copy") == "改过"


def test_each_new_row_gets_its_default(run):
    runner = run(DEFAULTS)
    runner.add_row("/data/row")
    assert runner.value("/data/row[2]/number") == "2"


def test_a_random_number_is_drawn_once(run):
    runner = run(DEFAULTS)
    before = runner.value("/data/once")
    runner.answer("/data/source", "y")
    assert before
    assert runner.value("/data/once") == before


def test_an_answer_in_one_row_draws_no_number_anew_in_another(run):
    runner = run(
        "| survey | | | | |\n| | type | name | label | calculation |\n| | begin repeat | r | R | |\n"
        "| | integer | x | X | |\n| | calculate | luck | | if(${x} = '', '', random()) |\n| | end repeat | | | |\n"
    )
    runner.add_row("/data/r")
    runner.answer("/data/r[1]/x", 1)
    first = runner.value("/data/r[1]/luck")
    runner.answer("/data/r[2]/x", 1)
    assert runner.value("/data/r[2]/luck")
    assert runner.value("/data/r[1]/luck") == first
    runner.answer("/data/r[1]/x", 2)
    assert runner.value("/data/r[1]/luck") != first


def test_a_thousand_rows_are_made_at_once(run):
    runner = run(HOUSEHOLD)
    begun = time.process_time()
    runner.answer("/data/size", 1000)
    assert len(runner.engine.instance.nodes("/data/person")) == 1000
    assert time.process_time() - begun < 2


def test_a_rule_that_cannot_be_worked_out_is_remembered_and_gives_nothing(run):
    runner = run(
        "| survey | | | | |\n| | type | name | label | calculation |\n"
        "| | text | t | T | |\n| | calculate | d | | format-date(${t}, '%Y') |\n"
    )
    runner.answer("/data/t", "昨天")
    assert runner.value("/data/d") == ""
    assert runner.engine.troubles["/data/d"].code == "not-computable"
    runner.answer("/data/t", "2026-01-01")
    assert runner.value("/data/d") == "2026"
    assert "/data/d" not in runner.engine.troubles


def test_an_answer_of_a_hidden_question_is_kept_but_not_read(run):
    runner = run(
        "| survey | | | | | |\n| | type | name | label | relevant | calculation |\n"
        "| | text | a | A | | |\n| | text | b | B | ${a} = '1' | |\n| | calculate | c | | | concat('<', ${b}, '>') |\n"
    )
    runner.answer("/data/a", "1")
    runner.answer("/data/b", "x")
    runner.answer("/data/a", "2")
    assert runner.value("/data/c") == "<>"
    runner.answer("/data/a", "1")
    assert runner.value("/data/b") == "x"
    assert runner.value("/data/c") == "<x>"
