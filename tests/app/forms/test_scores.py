"""Scores are exact where every vote shows, and no finer than hidden votes allow."""

import itertools

import pytest

from app.forms.scores import CONTENT, MERIT, Score, scale_of, scored
from app.forms.standing_out import words
from app.forms.suppression import hidden_cells

LABELS = ["好", "较好", "一般", "差", "不了解"]


def test_the_score_leaves_out_those_who_do_not_know_and_blanks():
    found = scored(MERIT, LABELS, [20, 10, 5, 5, 30, 7], set(), 5)
    assert found == Score(MERIT, round(10 * (20 * 100 + 10 * 80 + 5 * 60) / 40), 1)


def test_content_counts_both_who_are_content_and_basically_content():
    found = scored(CONTENT, ["满意", "基本满意", "不满意", "不了解"], [10, 21, 9, 6, 0], set(), 5)
    assert (found.value, found.below) == (775, True)
    assert not scored(CONTENT, ["满意", "基本满意", "不满意", "不了解"], [10, 22, 8, 6, 0], set(), 5).below


def test_scales_are_known_by_their_answers():
    assert scale_of(LABELS) is MERIT
    assert scale_of(["满意", "基本满意", "不满意", "不了解"]) is CONTENT
    assert scale_of(["有", "没有", "不清楚"]) is None


@pytest.mark.parametrize(
    "counts", [[20, 8, 7, 2, 5, 0], [20, 8, 7, 2, 1, 1], [30, 9, 3, 6, 7, 0], [9, 3, 8, 0, 6, 2], [50, 12, 6, 4, 0, 0]]
)
def test_no_hidden_vote_follows_from_a_score(counts):
    hidden = sorted(hidden_cells(counts, 5))
    found = scored(MERIT, LABELS, counts, set(hidden), 5)
    if found is None:
        return
    total = sum(counts[at] for at in hidden)
    seen = {at: set() for at in hidden}
    for guess in itertools.product(range(total + 1), repeat=len(hidden)):
        if sum(guess) == total:
            tried = list(counts)
            for at, value in zip(hidden, guess, strict=True):
                tried[at] = value
            votes = sum(tried[:4])
            exact = 10 * (tried[0] * 100 + tried[1] * 80 + tried[2] * 60) / votes if votes else -1000
            if abs(exact - found.value) <= found.step / 2:
                for at in hidden:
                    seen[at].add(tried[at])
    for at in hidden:
        if 0 < counts[at] < 5:
            assert len(seen[at]) > 1
            assert 0 in seen[at] or max(seen[at]) >= 5


def test_nothing_is_scored_where_nobody_voted():
    assert scored(MERIT, LABELS, [0, 0, 0, 0, 9, 3], set(), 5) is None


def test_words_stand_out_that_several_wrote_and_not_every_piece_of_them():
    said = ["希望账目公开", "账目公开得太少", "账目公开", "账目公开！", "路灯不亮", "修路灯"]
    assert [(one.text, one.answers) for one in words(said, 4)] == [("账目公开", 4)]
    assert [one.text for one in words(said, 2)] == ["账目公开", "路灯"]
    assert words(said, 5) == ()
