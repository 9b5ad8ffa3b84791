"""The survey of the practice round."""

import datetime as dt
import re

from app.forms import builtin, tabulate
from app.practice import answers
from app.practice import village as villages
from app.practice.dice import Dice


def made(seed=1, numbers=(0, 1, 2)):
    dice = Dice(seed, dt.date(2026, 7, 9))
    found = [villages.village(dice, number) for number in numbers]
    return [change for one in found for piece in answers.surveyed(one, ["ab" * 16, "cd" * 16]) for change in piece]


def responses(changes):
    return [one for change in changes if change.kind == "response_batch" for one in change.fields["answers"]]


def test_sixty_responses_of_all_six_come_out_the_same_for_the_same_seed():
    first, again, other = made(), made(), made(seed=2)
    assert len(responses(first)) == 60
    assert {c.fields["code"] for c in first if c.fields.get("code")} == set(builtin.codes())
    assert [change.fields for change in first] == [change.fields for change in again]
    assert [change.fields for change in first] != [change.fields for change in other]


def test_the_responses_name_nobody_and_can_be_counted():
    held = responses(made(numbers=(0,)))[:20]
    assert not any("meta" in name or "uuid:" in str(value) for one in held for name, value in one.items())
    counts = tabulate.tabulate(builtin.form(answers.CODE).form, held, closed=False)
    assert counts.counted == 15
    asked = [table for table in counts.tables if table.kind == "single"]
    assert any(cell.count and re.search(r"\w", cell.label) for table in asked for cell in table.cells)


def test_fewer_than_ten_enter_together_only_where_the_survey_is_over():
    for surveys in answers.SURVEYS:
        assert all(one.closed or min(one.batches) >= 10 for one in surveys)
        assert all(sum(one.batches) >= tabulate.LEAST for one in surveys)


def test_registers_agree_with_the_responses_and_a_vote_has_two_counters():
    changes = made()
    valid = sum(c.fields["valid"] for c in changes if c.kind == "questionnaire_register")
    assert valid == 60
    for change in changes:
        if change.kind in {"questionnaire_register", "assessment_meeting"}:
            fields = change.fields
            assert fields["handed_out"] >= fields["returned"] == fields["valid"] + fields["spoiled"]
    (vote,) = [c for c in changes if c.kind == "assessment_meeting"]
    assert len(set(vote.fields["counters"])) == 2
    assert vote.fields["present"] >= vote.fields["handed_out"]
