import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.recovering import Owner, RecoveryService
from app.services.setup import SetupService
from tests.ui.conftest import PASSPHRASE, settle
from ui.widgets.asking import RecoverDialog


@pytest.fixture
def page(shell, office, qtbot):
    shell.change_settings(recent=(str(office[0]),))
    shell.show_unlock()
    shell.unlock._look()
    settle(qtbot, shell)
    return shell.unlock


def fill(page, staff, passphrase):
    page.staff.setText(staff)
    page.passphrase.set_text(passphrase)


def test_the_right_passphrase_opens_the_work(shell, page, qtbot):
    fill(page, "b01", PASSPHRASE)
    QTest.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.main is not None)
    assert shell.session.me_name == "周敏"
    assert shell.settings().recent[0] == str(shell.session.vault.folder)


def test_a_wrong_passphrase_says_so_and_counts_down(shell, page, qtbot):
    fill(page, "B01", "not this one at all")
    page.unlock()
    qtbot.waitUntil(page.banner.isVisible)
    assert "staff number or passphrase is wrong" in page.banner.text.text()
    assert page.passphrase.text() == ""
    qtbot.waitUntil(lambda: "Next try in" in page.unlock_button.text())
    assert not page.unlock_button.isEnabled()
    page._tick()
    assert page.unlock_button.text() == "Unlock"


def test_the_window_stays_alive_while_the_key_is_derived(shell, page, qtbot, monkeypatch):
    import threading

    gate = threading.Event()
    monkeypatch.setattr(SetupService, "unlock", lambda *_: gate.wait(10) and None)
    fill(page, "B01", PASSPHRASE)
    page.unlock()
    assert page.unlock_button.text() == "Checking the passphrase…"
    assert not page.staff.isEnabled()
    page.unlocked.disconnect()
    gate.set()
    settle(qtbot, shell)
    assert page.staff.isEnabled()


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (lambda folder: (folder / "vault.json").write_bytes(b"{}"), ("not a file of Satchel", "Choose again")),
        (lambda folder: (folder / "vault.json").unlink(), ("not a file of Satchel", "Choose again")),
        (
            lambda folder: (folder / "vault.json").write_bytes(
                (folder / "vault.json").read_bytes().replace(b'"generation":', b'"generatioN":')
            ),
            ("damaged", "Use the previous one"),
        ),
    ],
)
def test_what_cannot_be_a_vault_is_said_at_once(shell, page, qtbot, damage, expected):
    damage(page.folder)
    page._look()
    settle(qtbot, shell)
    assert expected[0] in page.banner.text.text()
    assert page.banner.step.text() == expected[1]
    assert page.banner.step.isVisible()


def test_a_damaged_database_has_a_sentence_of_its_own(shell, page, office, qtbot):
    data = bytearray((office[0] / "vault.db").read_bytes())
    data[:4096] = bytes(4096)
    (office[0] / "vault.db").write_bytes(data)
    for left in office[0].glob("vault.db-*"):
        left.unlink()
    fill(page, "B01", PASSPHRASE)
    page.unlock()
    qtbot.waitUntil(page.banner.isVisible)
    assert "database" in page.banner.text.text().lower()


def test_full_width_typing_and_caps_lock_are_noticed(page):
    page.passphrase.set_text("ａｂｃ")
    assert "full width" in page.passphrase.warning.text()
    page.passphrase.clear()
    QTest.keyClicks(page.passphrase.edit, "A")
    assert page.passphrase.warning.text() in ("", "Caps Lock is on.")


def test_the_passphrase_is_shown_only_on_request(page):
    edit = page.passphrase.edit
    assert edit.echoMode() == edit.EchoMode.Password
    page.passphrase.eye.click()
    assert edit.echoMode() == edit.EchoMode.Normal
    assert not edit.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_the_language_switches_at_once(shell, page, qtbot):
    page.language.setCurrentIndex(page.language.findData("zh_CN"))
    page.language.activated.emit(page.language.currentIndex())
    qtbot.waitUntil(lambda: page.unlock_button.text() == "打开加密柜")
    assert shell.windowTitle() == "巡察工作本"
    assert shell.settings().language == "zh_CN"


def test_a_forgotten_passphrase_is_answered(page):
    page.forgot.click()
    assert page.guidance.isVisible()


def test_nothing_chosen_points_at_what_is_missing(page):
    page.unlock()
    assert page.staff.hasFocus() or page.focusProxy() is page.staff
    page.vault.setCurrentIndex(-1)
    page.unlock()
    assert page.banner.isVisible()


def test_unlocking_works_by_keyboard_alone(shell, page, qtbot):
    page.staff.setFocus()
    QTest.keyClicks(page.staff, "B01")
    QTest.keyClick(page.staff, Qt.Key.Key_Return)
    QTest.keyClicks(page.passphrase.edit, PASSPHRASE)
    QTest.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.main is not None)


def test_the_offices_key_opens_it_again(shell, page, office, qtbot, monkeypatch):
    session = SetupService().unlock(office[0], "B01", PASSPHRASE)
    with session.vault:
        key = RecoveryService(session).write_key(office[1])
    page.forgot.click()
    monkeypatch.setattr(RecoverDialog, "exec", lambda _: 1)
    monkeypatch.setattr(RecoverDialog, "owner", lambda _: Owner("周敏", "B01", "bai yun lan tian xiao qiao"))
    shell.ask.next(key)
    page.recover_button.click()
    qtbot.waitUntil(lambda: shell.main is not None, timeout=10_000)
    assert shell.session.me_name == "周敏"
    settle(qtbot, shell)


def test_a_file_that_is_no_key_is_refused_in_words(shell, page, qtbot, tmp_path, monkeypatch):
    (tmp_path / "letter.txt").write_text("AGE-SECRET-KEY-1NOPE")
    monkeypatch.setattr(RecoverDialog, "exec", lambda _: 1)
    monkeypatch.setattr(RecoverDialog, "owner", lambda _: Owner("周敏", "B01", "bai yun lan tian xiao qiao"))
    shell.ask.next(tmp_path / "letter.txt")
    page.recover()
    qtbot.waitUntil(page.banner.isVisible)
    assert page.banner.text.text()
    assert page.staff.isEnabled()
