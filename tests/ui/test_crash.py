import sys
import threading

import pytest
from PySide6.QtWidgets import QLabel

from app import paths
from ui import crash, errors
from ui.crash import CrashWatch, report
from ui.crash_dialog import CrashDialog


def fall(secret):
    raise ValueError(f"cannot use {secret}")


@pytest.fixture
def taken():
    try:
        fall("李红 610000199001011234")
    except ValueError:
        return sys.exc_info()


def test_a_report_names_places_and_no_word_of_a_record(taken):
    text = report(taken[0], taken[2])
    assert "builtins.ValueError" in text
    assert "fall (test_crash.py" in text
    assert "李红" not in text
    assert "610000" not in text


@pytest.mark.logs_warning
def test_one_dialog_for_one_kind_of_crash(qapp, taken):
    watch, shown = CrashWatch(), []
    watch.show_report = shown.append
    watch.take(*taken)
    watch.take(*taken)
    assert len(shown) == 1


def test_the_dialog_says_that_nothing_was_lost(qtbot, taken):
    dialog = CrashDialog(report(taken[0], taken[2]))
    qtbot.addWidget(dialog)
    assert any("What you typed is safe" in label.text() for label in dialog.findChildren(QLabel))
    dialog._save("text", dialog.findChildren(type(dialog.findChild(QLabel)))[0])
    assert (paths.log_folder() / "crash-report.txt").read_text("utf-8") == "text"


def test_expected_troubles_are_told_apart_from_bugs():
    from app.errors import NotFoundError

    assert errors.expected(NotFoundError(what="x", name="y"))
    assert errors.expected(OSError(13, "Permission denied", "/x"))
    assert not errors.expected(ValueError("x"))
    assert "/x" in errors.words(OSError(13, "Permission denied", "/x"))
    assert "Lock, unlock" in errors.words(ValueError("x"))


def test_what_the_machine_wrote_the_last_time_is_offered_once(qapp, monkeypatch):
    monkeypatch.setattr("faulthandler.enable", lambda file: file.close())
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    folder = paths.log_folder()
    folder.mkdir(parents=True)
    (folder / crash.FAULTS).write_text("Fatal Python error: Segmentation fault\n", "utf-8")
    for expected in (1, 0):
        watch, shown = CrashWatch(), []
        watch.show_fault = shown.append
        watch.install_rest()
        assert len(shown) == expected
        assert all("Segmentation fault" in text and "Satchel" in text for text in shown)


def test_the_offer_at_the_next_start_says_what_comes_back(qtbot):
    dialog = CrashDialog("frames", earlier=True)
    qtbot.addWidget(dialog)
    assert any("comes back when you unlock" in label.text() for label in dialog.findChildren(QLabel))
