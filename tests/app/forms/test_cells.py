"""Nothing that somebody wrote is calculated by a spreadsheet."""

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from app.forms import cells


def test_what_looks_like_a_formula_stands_behind_an_apostrophe():
    assert [cells.plain(text) for text in ("=1+1", "+86", "-x", "@sum", "\t=1")] == [
        "'=1+1", "'+86", "'-x", "'@sum", "'\t=1",
    ]  # fmt: skip


def test_numbers_and_plain_words_stay_as_they_are():
    assert [cells.plain(cell) for cell in ("-5", "-5.25", "道路", "", -3, 0.5)] == ["-5", "-5.25", "道路", "", -3, 0.5]


@given(st.lists(st.lists(st.text(), min_size=1), max_size=5))
def test_no_cell_of_a_file_begins_like_a_formula(lines):
    text = cells.as_csv(lines).decode("utf-8-sig")
    for line in csv.reader(io.StringIO(text, newline="")):
        assert all(not cell.startswith(cells.FORMULA) or cells.NUMBER.fullmatch(cell) for cell in line)
