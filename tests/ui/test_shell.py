"""The window closes what it opened, also on a bad day."""

import errno

import pytest

from app import settings
from app.errors import NotAllowedError
from app.storage.disk import DiskFullError
from tests.ui.conftest import settle
from ui.ask import plain_name


def broken(error):
    def flush():
        raise error

    return flush


@pytest.mark.parametrize(
    ("error", "data"),
    [(DiskFullError, {"path": ""}), (lambda: OSError(errno.ENOSPC, "full"), {}), (NotAllowedError, {"rule": "G06"})],
)
def test_an_unwatched_vault_locks_although_something_cannot_be_saved(opened, qtbot, error, data):
    vault, others = opened.session.vault, []
    opened.main.page("today").flush = broken(error(**data))  # made here: an error keeps the window of its traceback
    opened.main.page("recycle").flush = lambda: others.append(1)
    opened.lock()
    assert vault.closed
    assert others == [1]
    assert opened._idle is None
    settle(qtbot, opened)


def test_who_locks_by_hand_is_told_once_what_cannot_be_saved(opened, qtbot):
    vault = opened.session.vault
    opened.main.page("today").flush = broken(DiskFullError(path=""))
    opened.main.lock_wanted.emit()
    assert not vault.closed
    qtbot.waitUntil(opened.main.banner.isVisible)
    opened.main.lock_wanted.emit()
    assert vault.closed
    settle(qtbot, opened)


def test_settings_that_cannot_be_kept_hold_for_this_run(shell, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(settings, "save", full)
        shell.change_settings(text_size=2)
        assert shell.settings().text_size == 2
    shell.change_settings(text_size=1)


def test_an_attachment_does_not_choose_where_it_is_saved():
    assert plain_name("../../.config/autostart/x.desktop") == "-..-.config-autostart-x.desktop"
    assert plain_name("收据\u202egnp.exe") == "收据-gnp.exe"
    assert plain_name("C:\\收据.jpg") == "C--收据.jpg"
    assert plain_name("..") == "-"
