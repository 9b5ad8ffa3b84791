"""The panel beside a finding counts as the rule does."""

from app.records.check_patterns import Point
from app.records.checks import EXACT, SEEN
from ui.pages.findings.checks import counted


def test_the_four_exact_points_are_counted_as_four():
    assert counted(EXACT, ()) == "4/4"
    assert counted(EXACT, {Point.WHEN}) == "3/4"
    assert counted(EXACT, {Point.WHEN, Point.WHERE}) == "3/4"
    assert counted(EXACT, {Point.KNOWN, Point.WHERE}) == "2/4"
    assert counted(EXACT, set(EXACT)) == "0/4"


def test_the_other_points_count_one_by_one():
    assert counted(SEEN, ()) == "6/6"
    assert counted(SEEN, {Point.WHEN, Point.WHERE}) == "4/6"
