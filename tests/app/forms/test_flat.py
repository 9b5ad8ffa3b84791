"""Responses as the tables that ODK Central and KoboToolbox write."""

import pytest

from app.forms import flat, xlsform
from app.forms.flat import CENTRAL, KOBO, Shape

TABLE = """
| survey | | | |
| | type | name | label |
| | begin group | home | 家 |
| | select_multiple k | kinds | 哪些 |
| | integer | people | 人数 |
| | end group | | |
| | begin group | children | 子女们 |
| | begin repeat | child | 子女 |
| | text | name | 姓名 |
| | begin repeat | shot | 疫苗 |
| | select_one v | sort | 哪种 |
| | end repeat | | |
| | end repeat | | |
| | end group | | |
| choices | | | |
| | list_name | name | label |
| | k | a | 账目 |
| | k | b | 公开 |
| | v | 1 | 甲 |
| | v | 2 | 乙 |
"""


@pytest.fixture(scope="module")
def form():
    return xlsform.read(TABLE.encode(), "own").form


@pytest.fixture(scope="module")
def responses(form):
    one = {
        "~form": form.digest,
        "/data/home/kinds": "a b",
        "/data/home/people": "3",
        "/data/children/child#": 2,
        "/data/children/child[1]/name": "小一",
        "/data/children/child[1]/shot#": 1,
        "/data/children/child[1]/shot[1]/sort": "2",
        "/data/children/child[2]/name": "小二",
        "/data/children/child[2]/shot#": 2,
        "/data/children/child[2]/shot[1]/sort": "1",
        "/data/children/child[2]/shot[2]/sort": "2",
    }
    return [("uuid:one", one), ("uuid:two", {"~form": form.digest, "/data/home/people": "1"})]


def test_central_puts_groups_in_names_and_repeats_in_tables_with_parent_key(form, responses):
    main, child, shot = flat.sheets(form, responses, Shape(CENTRAL), "own")
    assert [one.name for one in (main, child, shot)] == ["own", "own-children-child", "own-children-child-shot"]
    assert main.columns == ("meta-instanceID", "home-kinds", "home-kinds/a", "home-kinds/b", "home-people", "KEY")
    assert main.rows == (
        ("uuid:one", "a b", 1, 1, "3", "uuid:one"),
        ("uuid:two", "", "", "", "1", "uuid:two"),
    )
    assert child.columns == ("name", "PARENT_KEY", "KEY")
    assert child.rows == (
        ("小一", "uuid:one", "uuid:one/children/child[1]"),
        ("小二", "uuid:one", "uuid:one/children/child[2]"),
    )
    assert shot.rows[2] == ("2", "uuid:one/children/child[2]", "uuid:one/children/child[2]/shot[2]")


def test_kobo_keeps_whole_paths_and_counts_rows(form, responses):
    main, child, shot = flat.sheets(form, responses, Shape(KOBO, split=False), "own")
    assert main.columns == ("home/kinds", "home/people", "_uuid", "_index")
    assert main.rows == (("a b", "3", "one", 1), ("", "1", "two", 2))
    assert child.columns == (
        "children/child/name",
        "_index",
        "_parent_table_name",
        "_parent_index",
        "_submission__uuid",
    )
    assert child.rows == (("小一", 1, "own", 1, "one"), ("小二", 2, "own", 1, "one"))
    assert [row[1:4] for row in shot.rows] == [(1, "child", 1), (2, "child", 2), (3, "child", 2)]


def test_labels_stand_for_values_where_they_are_wanted(form, responses):
    main, _, shot = flat.sheets(form, responses, Shape(CENTRAL, split=False, labels=True), "own")
    assert main.rows[0][1] == "账目 公开"
    assert [row[0] for row in shot.rows] == ["乙", "甲", "乙"]


def test_what_is_left_out_has_no_column(form, responses):
    main, child, _ = flat.sheets(form, responses, Shape(CENTRAL, left_out=frozenset({"/data/home/kinds"})), "own")
    assert main.columns == ("meta-instanceID", "home-people", "KEY")
    assert len(child.rows) == 2
