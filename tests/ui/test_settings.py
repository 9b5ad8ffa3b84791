import shutil

import pytest

from app import paths
from app.errors import AppError
from app.services.recovering import KEY_FILE
from app.services.setup import SetupService
from app.services.upkeep import UpkeepService
from app.storage.verifying import Finding, Verified
from tests.ui.conftest import PASSPHRASE, settle
from ui.pages.settings.checked import CheckedDialog
from ui.pages.settings.dialogs import AddPersonDialog, ChangePassphraseDialog, notices

OTHER = "lan tian bai yun xiao qiao"


@pytest.fixture
def page(opened, qtbot):
    opened.main.go("settings", "")
    settle(qtbot, opened)
    return opened.main.page("settings")


def said(shell, qtbot, page):
    settle(qtbot, shell)
    qtbot.waitUntil(page.banner.isVisible)
    return page.banner.text.text()


def test_language_and_look_take_effect_at_once(opened, page, qtbot):
    page.text_size.setCurrentIndex(2)
    page.text_size.activated.emit(2)
    assert opened.settings().text_size == 3
    assert opened.font().pointSizeF() == 14
    page.theme.setCurrentIndex(2)
    page.theme.activated.emit(2)
    assert opened.palette().window().color().lightness() < 60
    opened.change_settings(theme="light", text_size=1)


def test_the_passphrase_is_changed(opened, page, qtbot, monkeypatch):
    monkeypatch.setattr(ChangePassphraseDialog, "exec", lambda _: 1)
    monkeypatch.setattr(ChangePassphraseDialog, "answers", lambda _: ("B01", PASSPHRASE, OTHER))
    page.passphrase_button.click()
    assert said(opened, qtbot, page).startswith("The passphrase was changed")
    folder = opened.session.vault.folder
    opened.lock()
    with pytest.raises(AppError):
        SetupService().unlock(folder, "B01", PASSPHRASE)


def test_a_wrong_old_passphrase_changes_nothing(opened, page, qtbot, monkeypatch):
    monkeypatch.setattr(ChangePassphraseDialog, "exec", lambda _: 1)
    monkeypatch.setattr(ChangePassphraseDialog, "answers", lambda _: ("B01", "wrong", OTHER))
    page.passphrase_button.click()
    assert "wrong" in said(opened, qtbot, page)


def test_a_person_comes_and_goes(opened, page, qtbot, monkeypatch):
    monkeypatch.setattr(AddPersonDialog, "exec", lambda _: 1)
    monkeypatch.setattr(AddPersonDialog, "answers", lambda _: ("王强", "B02", OTHER))
    page.add_button.click()
    assert said(opened, qtbot, page).startswith("Added")
    assert [resident.name for resident in page._residents] == ["周敏", "王强"]
    opened.ask.next(True)
    page.remove_person(page._residents[1])
    assert said(opened, qtbot, page).startswith("Removed")
    settle(qtbot, opened)
    assert [resident.name for resident in page._residents] == ["周敏"]


def test_backup_check_and_rebuild_say_what_came_of_it(opened, page, qtbot):
    page.back_up()
    assert "A checked copy lies in" in said(opened, qtbot, page)
    page.check()
    assert said(opened, qtbot, page).startswith("Sound. Saves: ")
    assert page.banner.step.text() == ""
    heard = []
    page._desk.notices.changed.connect(heard.append)
    page.rebuild()
    assert said(opened, qtbot, page).startswith("Lists and search were rebuilt")
    assert heard == [frozenset()]  # whoever shows a list reads it again


def test_locking_after_other_minutes_is_kept(opened, page, qtbot):
    page.minutes.setCurrentIndex(page.minutes.findData(10))
    page.minutes.activated.emit(page.minutes.currentIndex())
    assert opened.session.vault.setting("auto lock") == 10
    assert opened._idle._timer.interval() == 600_000


def test_dialogs_accept_only_what_is_complete(opened, page, qtbot):
    dialog = AddPersonDialog(page)
    qtbot.addWidget(dialog)
    assert dialog.lacks() == "Enter name and staff number."
    dialog.name.setText("王强")
    dialog.staff.setText("B02")
    dialog.new.set_text("short")
    assert "too weak" in dialog.lacks()
    dialog.new.set_text(OTHER)
    dialog.again.set_text(OTHER + "x")
    assert dialog.lacks() == "The two new passphrases differ."
    dialog.again.set_text(OTHER)
    assert dialog.lacks() == ""
    change = ChangePassphraseDialog(page)
    qtbot.addWidget(change)
    assert "staff number" in change.lacks()


def test_no_passphrase_stays_behind_in_a_dialog(opened, page, qtbot):
    dialog = AddPersonDialog(page)
    dialog.open()
    dialog.new.set_text(OTHER)
    dialog.reject()
    qtbot.waitUntil(lambda: page.findChildren(AddPersonDialog) == [])


def test_the_licences_can_be_read():
    assert "SQLCipher" in notices()


def test_damage_is_told_with_what_to_do(opened, page, qtbot, monkeypatch):
    findings = (
        Finding("gap", "ab" * 16, {"scope": "common", "from": 2, "to": 3}, grave=False),
        Finding("id", "cd" * 32),
    )
    found = Verified(10, 1, 9, 0, 0, findings)
    monkeypatch.setattr(UpkeepService, "check", lambda *_: found)
    page.check()
    assert "Damage was found: 1. Stop working here" in said(opened, qtbot, page)
    shown = []
    monkeypatch.setattr(CheckedDialog, "exec", lambda dialog: shown.append(dialog))  # noqa: PLW0108 - bound to the dialog
    page.banner.step.click()
    lines = shown[0].text.toPlainText().splitlines()
    assert lines[0].startswith("✗")
    assert "altered" in lines[0]
    assert "have not come" in lines[1]


def test_the_office_writes_its_words_down(opened, page, qtbot, tmp_path):
    path = tmp_path / "words.txt"
    opened.ask.next(path)
    page.office.words.save_button.click()
    assert opened.session.vault.card.words[0] in path.read_text("utf-8-sig")
    assert str(path) in page.office.words.said.text()


def test_the_recovery_key_is_written_only_after_asking(opened, page, qtbot, tmp_path):
    opened.ask.next(tmp_path)
    opened.ask.next(False)
    page.office.key_button.click()
    assert not (tmp_path / KEY_FILE).exists()
    opened.ask.next(tmp_path)
    opened.ask.next(True)
    page.office.key_button.click()
    assert "Delete it once it was used" in said(opened, qtbot, page)
    assert (tmp_path / KEY_FILE).exists()


def test_an_office_put_on_another_computer_signs_only_after_the_card_is_confirmed(shell, qtbot, office):
    shutil.rmtree(paths.data_folder())  # another computer: this vault was never seen here
    shell.open(SetupService().unlock(office[0], "B01", PASSPHRASE))
    settle(qtbot, shell)
    shell.main.go("settings", "")
    settle(qtbot, shell)
    part = shell.main.page("settings").office
    assert part.confirm_card.isVisible()
    shell.ask.next(False)
    part.confirm_button.click()
    assert shell.session.vault.office_elsewhere == "unknown"
    shell.ask.next(True)
    part.confirm_button.click()
    assert shell.session.vault.office_elsewhere == ""
    assert not part.confirm_card.isVisible()
