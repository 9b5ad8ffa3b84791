"""Two results never differ by one to four responses, whatever comes, goes, or is closed in between."""

import random

import pytest

from app.forms.published import moved_on


def names(*numbers):
    return [f"r{number}" for number in numbers]


@pytest.mark.parametrize("seed", range(200))
def test_whatever_comes_and_goes_two_results_differ_by_a_group_or_not_at_all(seed):
    draw = random.Random(seed)  # noqa: S311 - the same in every run
    now, told, made, closed = [], None, 0, False
    for _ in range(30):
        for _ in range(draw.choice((0, 1, 1, 2, 6))):
            now.insert(draw.randint(0, len(now)), f"r{made}")
            made += 1
        if now and draw.random() < 0.3:
            del now[draw.randrange(len(now)) : draw.choice((1, 1, 7)) + draw.randrange(len(now))]
        closed = closed or draw.random() < 0.05
        after = list(moved_on(told, list(now), closed=closed))
        assert len(after) == len(set(after))
        assert not 0 < len(after) < 5
        if told and after:
            different = len(set(after) ^ set(told))
            assert different == 0 or different >= 5
        told = after or told


def test_a_batch_that_is_withdrawn_goes_at_once_and_a_single_response_waits():
    told = list(moved_on(None, names(*range(30)), closed=False))
    assert len(told) == 25
    assert list(moved_on(told, names(*range(1, 30)), closed=False)) == told
    assert list(moved_on(told, names(*range(10, 30)), closed=False)) == names(*range(10, 25))


def test_nothing_is_told_once_all_but_few_are_withdrawn():
    assert list(moved_on(names(*range(10)), names(0, 1), closed=True)) == []
