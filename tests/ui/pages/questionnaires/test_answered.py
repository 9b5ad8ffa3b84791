"""Named responses in the window: read, corrected with a reason, never changed; anonymous ones are not listed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.storage.types import NewChange
from tests.app.services.test_questionnaires import give
from tests.ui.pages.questionnaires.test_page import CODE, begin, fill_by_keys
from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import focus, key
from ui.pages.questionnaires import QuestionnairesPage


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def page(bench):
    made = bench.show(QuestionnairesPage(bench.desk))
    made.service.now = bench.world.clock.local
    made.take(CODE)
    bench.settle()
    made.view.setFocus()
    return made


def named(bench, page):
    world = bench.world
    world.vault.write([NewChange("questionnaire", page.chosen().rec, world.scope, {"anonymous": False})])
    page.refresh()
    bench.settle()


def opened(bench, page):
    page.read.click()
    bench.settle()
    return page.answered


def shown(view):
    return " ".join(label.text() for label in view.inside.findChildren(QLabel))


def test_a_finished_response_is_read_and_corrected_with_a_reason(bench, page):
    named(bench, page)
    fill_by_keys(begin(bench, page))
    bench.settle()
    view = opened(bench, page)
    assert view.model.rowCount() == 1
    first = view.chosen().rec
    assert view.events.rowCount() > 3
    assert "没有" in shown(view)
    bench.ask.next("   ")
    view.correct.click()
    bench.settle()
    assert view.banner.isVisible(), "a correction without a reason is refused in words"
    bench.ask.next("念错了一题")
    view.correct.click()
    bench.settle()
    filling = page.filling
    assert "念错了一题" in filling.banner.text.text()
    fill_by_keys(filling, "2")
    bench.settle()
    view = opened(bench, page)
    assert [one.state for one in view._held] == ["counts", "corrected"]
    assert "念错了一题" in shown(view)
    key(view.view, Qt.Key.Key_Down)
    bench.settle()
    assert view.chosen().rec == first
    assert "念错了一题" in shown(view)
    assert not view.correct.isVisible(), "what was corrected is corrected in its correction"


def test_leaving_keeps_the_response_and_says_so_in_the_trail(bench, page, tmp_path):
    named(bench, page)
    filling = begin(bench, page)
    filling.go_on()
    key(focus() or filling, Qt.Key.Key_1)
    filling.leave_button.click()
    bench.settle()
    view = opened(bench, page)
    assert view.events.row(view.events.rowCount() - 1).event == "form exit"
    assert not view.correct.isVisible()
    bench.ask.next(False)
    view.save.click()
    assert bench.ask.asked[-1].endswith("leaves the encrypted vault")
    bench.ask.next(True)
    bench.ask.next(tmp_path / "audit.csv")
    view.save.click()
    bench.settle()
    assert "form exit" in (tmp_path / "audit.csv").read_text("utf-8-sig")
    key(view.view, Qt.Key.Key_Return)
    bench.settle()
    assert page.filling is not None


def test_what_nobody_answered_leaves_nothing(bench, page):
    named(bench, page)
    begin(bench, page).leave_button.click()
    bench.settle()
    assert bench.world.vault.drafts() == []


def test_of_an_anonymous_questionnaire_none_is_listed_and_the_reason_is_said(bench, page):
    for _ in range(10):
        give(page.service, page.chosen().rec)
    page.refresh()
    bench.settle()
    view = opened(bench, page)
    assert view.model.rowCount() == 0
    assert "anonymous" in view.hint.text()
    assert not view.correct.isVisible()
    key(focus(), Qt.Key.Key_Space)
    bench.settle()
    assert page.stack.currentWidget() is page.home
