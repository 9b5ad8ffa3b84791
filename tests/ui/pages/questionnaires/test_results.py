"""The counts of a questionnaire in the window: questions, cross tables, villages, and what may be saved."""

import pytest
from PySide6.QtWidgets import QLabel

from app.services.questionnaires import QuestionnaireService
from tests.app.services.counting_world import answer, batch, close, survey, votes
from tests.ui.pages.records.bench import bench as make_bench
from ui.pages.questionnaires.bars import Bars
from ui.pages.questionnaires.results import ResultsView
from ui.pages.questionnaires.stacked import Stacked


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        yield made


def view(bench, rec):
    return bench.show(ResultsView(bench.desk, QuestionnaireService(bench.world.session, bench.world.clock.local), rec))


def said(widget):
    return [label.text() for label in widget.findChildren(QLabel) if not label.isHidden()]


def two_villages(world):
    here, there = survey(world), survey(world, world.other_village)
    people = [answer("1", "1", "a", "30", "修路灯")] * 12 + [answer("2", "2", "b", "50", "路灯")] * 13
    batch(world, here, [*people, *votes((2, "4"), (6, "3"))])
    batch(world, there, votes((20, "1"), (10, "2")))
    for rec in (here, there):
        close(world, rec)
    return here


def test_questions_are_crossed_and_villages_compared_and_saved(bench, tmp_path):
    results = view(bench, two_villages(bench.world))
    assert any("hidden" in bars.accessibleName() for bars in results.counts.findChildren(Bars))
    assert any("Words that stand out" in words and "路灯 (25)" in words for words in said(results.counts))
    assert any(words.startswith("Score: about") for words in said(results.counts))

    results.tabs.setCurrentIndex(1)
    bench.settle()
    (bars,) = (one for one in results.cross.findChildren(Stacked) if not one.isHidden())
    assert "好" in bars.accessibleName()
    assert results.cross.chosen() == ("/data/who", "/data/view")
    results.cross.row.setCurrentIndex(3)
    results.cross.refresh()
    bench.settle()
    assert "Mean" in said(results.cross)

    results.tabs.setCurrentIndex(2)
    bench.settle()
    assert "Sum of 2 villages" in said(results.compare)
    assert {"石桥村", "南坪村"} <= set(said(results.compare))

    results.menu.fill()
    names = [action.text() for action in results.menu.actions()]
    assert all(action.isEnabled() for action in results.menu.actions())
    assert names[0] == "Analysis in Word…"
    for number, name in ((0, "a.docx"), (2, "c.xlsx"), (4, "r.zip"), (5, "k.xlsx"), (6, "s.zip")):
        bench.ask.next(True)
        bench.ask.next(tmp_path / name)
        results.menu.actions()[number].trigger()
        bench.settle()
        assert (tmp_path / name).stat().st_size > 500


def test_an_open_survey_says_why_single_responses_stay(bench):
    rec = survey(bench.world)
    batch(bench.world, rec, votes((20, "1")))
    results = view(bench, rec)
    results.menu.fill()
    actions = results.menu.actions()
    assert [action.isEnabled() for action in actions] == [True, True, True, True, False, False, False, False]
    assert actions[-1].text() == "Single anonymous responses leave when the survey is closed."
    results.tabs.setCurrentIndex(2)
    bench.settle()
    assert any(words.startswith("Nothing to compare with yet") for words in said(results.compare))
