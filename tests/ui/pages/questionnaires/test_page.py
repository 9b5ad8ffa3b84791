"""A questionnaire by keyboard: taken, asked, left to a villager alone, counted."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from app.forms.walk import Kind
from app.storage.disk import DiskFullError
from tests.app.services import records_world
from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import focus, key, keys
from ui.pages.questionnaires import QuestionnairesPage
from ui.pages.questionnaires.bars import Bars
from ui.pages.questionnaires.choosing import Choosing

CODE = "QV-MASS"


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
    yield made
    if made.kiosk is not None:
        made.kiosk.release()


def fill_by_keys(filling, digit="1"):
    """Answer everything by keyboard and press Enter on the last page."""
    for _ in range(200):
        page = filling.run.runner.page
        if page.kind is Kind.END:
            key(focus() or filling, Qt.Key.Key_Return)
            return
        if isinstance(focus(), Choosing):
            key(focus(), getattr(Qt.Key, f"Key_{digit}"))
        elif page.kind is Kind.QUESTION and filling.boxes[0].editor is not None:
            keys(focus(), "没有")
        key(focus() or filling, Qt.Key.Key_Return)
        if filling.run.runner.page is page:
            raise AssertionError(page)
    raise AssertionError("no end")


def begin(bench, page):
    key(page.view, Qt.Key.Key_Return)
    bench.settle()
    return page.filling


def test_a_questionnaire_is_answered_by_keyboard_and_counted(bench, page):
    for number in range(10):
        filling = begin(bench, page)
        fill_by_keys(filling, "1" if number < 5 else "2")
        bench.settle()
        assert page.stack.currentWidget() is page.home
    assert page.chosen().entered == 10, "ten enter when one is back at the list"
    assert page.chosen().waiting == 0
    bench.ask.next(True)
    page.close_it.click()
    bench.settle()
    assert page.chosen().state == "closed"
    page.counts.setFocus()
    key(page.counts, Qt.Key.Key_Space)
    bench.settle()
    bars = page.results.findChildren(Bars)
    assert bars
    assert any(": 5 · 50.0%" in bar.accessibleName() for bar in bars)
    key(focus(), Qt.Key.Key_Space)
    assert page.stack.currentWidget() is page.home


def test_back_takes_one_back_and_the_answer_is_still_there(bench, page):
    filling = begin(bench, page)
    while not isinstance(focus(), Choosing):
        key(focus() or filling, Qt.Key.Key_Return)
    shown = filling.run.runner.page
    key(focus(), Qt.Key.Key_2)
    key(focus(), Qt.Key.Key_Return)
    assert filling.run.runner.page != shown
    key(focus(), Qt.Key.Key_F7)
    assert filling.run.runner.page == shown
    assert focus().buttons[1].isChecked()
    key(focus(), Qt.Key.Key_Return)
    if isinstance(focus(), Choosing):
        key(focus(), Qt.Key.Key_Backspace)
        assert filling.run.runner.page == shown
    filling.go_away()
    bench.settle()
    assert page.chosen().unfinished == 1
    assert page.again.isVisible()
    page.again.click()
    bench.settle()
    assert page.filling.run.runner.value(shown.questions[0]) == "2"


def test_answers_that_a_full_disk_refuses_are_told_and_kept_later(bench, page, monkeypatch):
    filling = begin(bench, page)
    service, whole = filling.service, filling.service.save

    def full(_):
        raise DiskFullError

    monkeypatch.setattr(service, "save", full)
    while not isinstance(focus(), Choosing):
        key(focus() or filling, Qt.Key.Key_Return)
    key(focus(), Qt.Key.Key_1)
    assert filling.banner.isVisible()
    with pytest.raises(DiskFullError):
        page.flush()
    monkeypatch.setattr(service, "save", whole)
    page.flush()
    assert service.unfinished(page.chosen().rec) == [filling.run.key]


def test_the_jump_list_marks_what_has_no_answer(bench, page):
    filling = begin(bench, page)
    key(filling, Qt.Key.Key_F4)
    texts = [filling.list.item(n).text() for n in range(filling.list.count())]
    assert sum("○" in text for text in texts) >= len(filling.run.runner.unanswered()) - 1
    last = filling.list.item(filling.list.count() - 1)
    wanted = last.data(Qt.ItemDataRole.UserRole)
    filling.list.itemActivated.emit(last)
    assert wanted in filling.run.runner.page.questions


def test_few_returns_show_no_number_and_say_why(bench, page):
    fill_by_keys(begin(bench, page))
    bench.settle()
    page.count()
    bench.settle()
    assert page.results.findChildren(Bars) == []
    assert "at a time): 1" in page.results.summary.text()
    assert not page.results.export.isEnabled()


def test_a_villager_alone_sees_nothing_else_and_only_the_passphrase_leads_back(bench, page):
    page.hand_over()
    kiosk = page.kiosk
    bench.qtbot.waitUntil(kiosk.isActiveWindow)
    assert kiosk.isFullScreen()
    kiosk.close()
    assert kiosk.isVisible()
    key(kiosk.begin, Qt.Key.Key_Return)
    fill_by_keys(kiosk.filling)
    assert kiosk.stack.currentWidget() is kiosk.welcome
    assert kiosk.thanks.isVisible()
    kiosk.inspector.click()
    keys(kiosk.passphrase, "wrong wrong wrong")
    key(kiosk.passphrase, Qt.Key.Key_Return)
    bench.settle()
    assert kiosk.isVisible()
    assert kiosk.banner.isVisible()
    bench.world.clock.now += type(bench.world.clock.now - bench.world.clock.now)(minutes=5)
    keys(kiosk.passphrase, records_world.PASSPHRASE)
    key(kiosk.passphrase, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: page.kiosk is None, timeout=10_000)
    bench.settle()
    assert page.chosen().waiting == 1
    assert bench.world.vault.drafts() == []


def test_a_villager_may_withdraw(bench, page):
    page.hand_over()
    kiosk = page.kiosk
    kiosk.start()
    kiosk.service.save(kiosk.filling.run)
    bench.ask.next(True)
    kiosk.withdraw.click()
    assert kiosk.filling is None
    assert page.service.unfinished(page.chosen().rec) == []
    kiosk.release()
    bench.settle()


def test_locking_takes_the_laptop_back_and_keeps_what_was_answered(bench, page):
    page.hand_over()
    page.kiosk.start()
    page.kiosk.filling.go_on()
    page.flush()
    bench.settle()
    assert page.kiosk is None


def test_nobody_but_a_villager_sees_what_a_villager_left_unfinished(bench, page):
    rec = page.chosen().rec
    page.hand_over()
    page.kiosk.start()
    page.kiosk.service.save(page.kiosk.filling.run)
    page.flush()  # locked, or the power went
    bench.settle()
    assert page.service.unfinished(rec) == []
    assert not page.again.isVisible()
    page.hand_over()
    kiosk = page.kiosk
    assert kiosk.again.isVisible()
    kiosk.go_on()
    assert kiosk.filling is not None
    kiosk._checked(right=True)
    bench.settle()
    assert page.service.begun_alone(rec) == []


def test_a_response_may_be_discarded(bench, page):
    filling = begin(bench, page)
    filling.service.save(filling.run)
    bench.ask.next(True)
    filling.discard.click()
    bench.settle()
    assert page.stack.currentWidget() is page.home
    assert page.service.unfinished(page.chosen().rec) == []


def test_a_bad_workbook_is_refused_with_its_row(bench, page, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text("survey,,\n,type,name\n,select_one nothing,q1\n", encoding="utf-8")
    bench.ask.next(path)
    page.bring_in()
    bench.settle()
    assert page.banner.isVisible()
    assert "3" in page.banner.text.text()


def test_counts_are_saved_without_a_formula(bench, page, tmp_path):
    for _ in range(10):
        fill_by_keys(begin(bench, page))
        bench.settle()
    bench.ask.next(True)
    page.close_survey()
    bench.settle()
    page.count()
    bench.settle()
    for name in ("counts.xlsx", "counts.csv"):
        bench.ask.next(True)
        bench.ask.next(tmp_path / name)
        page.results.menu.counts()
        bench.settle()
        assert "Saved to" in page.results.banner.text.text()
    text = (tmp_path / "counts.csv").read_text("utf-8-sig")
    assert ",10," in text
    (sheet,) = load_workbook(tmp_path / "counts.xlsx").worksheets
    assert [10, 1] in [[row[2].value, row[3].value] for row in sheet.iter_rows()]


def test_papers_are_noted_and_give_rates(bench, page):
    page.count()
    bench.settle()
    for name, value in (("handed_out", "60"), ("returned", "45"), ("spoiled", "5")):
        keys(page.results.fields[name], value)
    page.results.note.click()
    bench.settle()
    assert "75.0%" in page.results.papers.text()
