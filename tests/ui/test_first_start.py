from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.first_start import Road, Step
from tests.ui.conftest import PASSPHRASE, settle


def begin(shell, road):
    page = shell.first_start
    page.road_buttons[road][0].click()
    return page


def current(page):
    return page._pages[page.step]


def passphrase_and_place(page, folder):
    step = current(page)
    step.passphrase.set_text(PASSPHRASE)
    step.again.set_text(PASSPHRASE)
    page.next()
    page.ask.next(folder)
    current(page).choose_button.click()
    page.next()


def test_a_computer_that_knows_nothing_begins_with_the_first_start(shell):
    assert shell.first_start is not None
    assert shell.first_start.title.text() == "What is this computer?"


def test_an_office_is_made(shell, qtbot, tmp_path):
    page = begin(shell, Road.OFFICE)
    assert not page.next_button.isEnabled()
    step = current(page)
    step.office_name.setText("青山县委巡察办")
    page.ask.next(tmp_path / "stick")
    step.choose_button.click()
    page.next()
    current(page).name.setText("周敏")
    current(page).staff.setText("B01")
    page.next()
    (tmp_path / "work").mkdir()
    passphrase_and_place(page, tmp_path / "work")
    qtbot.waitUntil(lambda: page.step is Step.DONE)
    assert (tmp_path / "stick" / "office-card.json").is_file()
    assert len(current(page).words.text().split()) == 8
    assert not page.back_button.isVisible()
    page.next()
    assert shell.main is not None
    settle(qtbot, shell)
    assert shell.session.is_office
    assert shell.session.role == "office"


def test_a_laptop_is_made_from_the_office_card(shell, qtbot, office, tmp_path):
    page = begin(shell, Road.LAPTOP)
    page.ask.next(office[1] / "office-card.json")
    current(page).choose_button.click()
    settle(qtbot, shell)
    assert current(page).office_name.text() == "青山县委巡察办"
    assert page.lacking.text() == "Compare the eight words, then tick the box."
    current(page).compared.setChecked(True)
    page.next()
    current(page).name.setText("李红")
    current(page).staff.setText("x12")
    page.next()
    (tmp_path / "laptop").mkdir()
    passphrase_and_place(page, tmp_path / "laptop")
    qtbot.waitUntil(lambda: page.step is Step.DONE)
    page.next()
    settle(qtbot, shell)
    assert not shell.session.registered
    assert shell.session.me_name == "李红"
    assert shell.session.vault.card.name == "青山县委巡察办"


def test_a_false_card_is_refused(shell, qtbot, office):
    card = office[1] / "office-card.json"
    card.write_bytes(card.read_bytes().replace("青山".encode(), "清山".encode()))
    page = begin(shell, Road.LAPTOP)
    page.ask.next(card)
    current(page).choose_button.click()
    settle(qtbot, shell)
    assert page.banner.isVisible()
    assert not page.next_button.isEnabled()


def test_a_weak_passphrase_says_why(shell):
    page = begin(shell, Road.OFFICE)
    page._go(Step.PASSPHRASE)
    step = current(page)
    step.passphrase.set_text("12345678")
    assert step.judgement.text() == "Too short: 12 characters, or four Chinese words."
    step.suggest_button.click()
    words, typed = step.suggested.text().splitlines()
    assert len(words.split()) == 5
    step.passphrase.set_text(typed)
    assert step.judgement.text() == "Strong enough."
    assert page.lacking.text() == "Type the same passphrase once more."


def test_back_leads_out_again(shell):
    page = begin(shell, Road.OFFICE)
    page.back()
    assert page.step is None
    page.back()
    assert shell.first_start is None
    assert shell.stack.currentWidget() is shell.unlock


def test_the_language_switches_in_the_middle(shell, qtbot):
    page = begin(shell, Road.OFFICE)
    shell.change_settings(language="zh_CN")
    qtbot.waitUntil(lambda: page.title.text() == "巡察办叫什么？")
    assert page.next_button.text() == "下一步"


def test_the_roads_are_chosen_by_keyboard(shell):
    page = shell.first_start
    button = page.road_buttons[Road.OFFICE][0]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert page.step is Step.OFFICE
