"""What is plain enough to be believed, and what a person is asked."""

import pytest

from app.scan import judging
from app.scan.judging import Judged, Verdict
from app.scan.target import Found

CLEAR, TICK, FAINT = Found(0.9, 0.0, 0.0), Found(0.9, 0.25, 0.05), Found(0.9, 0.05, 0.0)
UNSEEN, RINGED, PAINTED = Found(0.2, 0.0, 0.0), Found(0.9, 0.0, 0.2), Found(0.9, 0.95, 0.1)
LIGHT = Found(0.9, 0.09, 0.0)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ((CLEAR, TICK, CLEAR), Judged((1,), Verdict.SURE)),
        ((CLEAR, PAINTED, CLEAR), Judged((1,), Verdict.SURE)),
        ((CLEAR, CLEAR), Judged((), Verdict.BLANK)),
        ((TICK, TICK, CLEAR), Judged((0, 1), Verdict.ASK, "several")),
        ((TICK, PAINTED), Judged((0, 1), Verdict.ASK, "several")),
        ((CLEAR, FAINT), Judged((1,), Verdict.ASK, "faint")),
        ((TICK, FAINT), Judged((0,), Verdict.ASK, "faint")),
        ((LIGHT, FAINT), Judged((0, ), Verdict.ASK, "several")),
        ((TICK, UNSEEN), Judged((0,), Verdict.ASK, "outline")),
        ((CLEAR, RINGED), Judged((1,), Verdict.ASK, "ring")),
        ((TICK, RINGED), Judged((0,), Verdict.ASK, "ring")),
    ],
)  # fmt: skip
def test_of_one_choice(found, wanted):
    assert judging.one(found) == wanted


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        ((TICK, CLEAR, TICK), Judged((0, 2), Verdict.SURE)),
        ((PAINTED, CLEAR, PAINTED), Judged((0, 2), Verdict.SURE)),
        ((CLEAR, CLEAR), Judged((), Verdict.BLANK)),
        ((TICK, PAINTED), Judged((0, 1), Verdict.ASK, "painted")),
        ((TICK, FAINT), Judged((0,), Verdict.ASK, "faint")),
        ((TICK, RINGED), Judged((0, 1), Verdict.ASK, "ring")),
        ((TICK, UNSEEN), Judged((0,), Verdict.ASK, "outline")),
    ],
)
def test_of_several_choices(found, wanted):
    assert judging.many(found) == wanted
