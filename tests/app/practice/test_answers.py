"""The survey of the practice round."""

import datetime as dt
import re

from app.forms import builtin, tabulate
from app.practice import answers
from app.practice import village as villages
from app.practice.dice import Dice


def made(seed=1):
    village = villages.village(Dice(seed, dt.date(2026, 7, 9)), 0)
    return [change for piece in answers.surveyed(village) for change in piece]


def test_thirty_responses_come_out_the_same_for_the_same_seed():
    first, again, other = made(), made(), made(seed=2)
    batches = [change for change in first if change.kind == "response_batch"]
    assert sum(len(batch.fields["answers"]) for batch in batches) == 30
    assert [change.fields for change in first] == [change.fields for change in again]
    assert [change.fields for change in first] != [change.fields for change in other]


def test_the_responses_name_nobody_and_can_be_counted():
    responses = [one for change in made() if change.kind == "response_batch" for one in change.fields["answers"]]
    assert not any("meta" in name or "uuid:" in str(value) for one in responses for name, value in one.items())
    counts = tabulate.tabulate(builtin.form(answers.CODE).form, responses, closed=False)
    assert counts.counted == 25
    asked = [table for table in counts.tables if table.kind == "single"]
    assert any(cell.count and re.search(r"\w", cell.label) for table in asked for cell in table.cells)
