"""Registers in the window: papers and votes are noted in their own forms."""

import pytest

from tests.app.services.test_questionnaires import CODE
from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import focus, keys
from ui.pages.questionnaires import QuestionnairesPage


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def view(bench):
    page = bench.show(QuestionnairesPage(bench.desk))
    page.service.now = bench.world.clock.local
    page.take(CODE)
    bench.settle()
    page.noted.click()
    bench.settle()
    return page.registers


def typed(bench, form, **values):
    for name, value in values.items():
        form.boxes[name].editor.setFocus()
        keys(focus(), value)
    bench.settle()


def test_papers_and_a_vote_are_noted_each_in_its_own_form(bench, view):
    assert view.model.rowCount() == 0
    view.papers.click()
    bench.settle()
    form = view.stack.currentWidget()
    typed(bench, form.form, edition="群众版", handed_out="60", returned="50", valid="48")
    form.back.click()
    bench.settle()
    (line,) = view._held
    assert (line.title, line.handed_out, line.returned, line.valid, line.wrong) == ("群众版", 60, 50, 48, False)
    view.vote.click()
    bench.settle()
    form = view.stack.currentWidget()
    typed(bench, form.form, subject="村两委班子", present="40", handed_out="45")
    form.back.click()
    bench.settle()
    assert {one.kind for one in view._held} == {"questionnaire_register", "assessment_meeting"}
    assert [one.wrong for one in view._held if one.kind == "assessment_meeting"] == [True]
    rec = view.survey.rec
    assert len(bench.world.vault.children(rec, "questionnaire_register")) == 1
    assert view.service.rates(rec).handed_out == 60
