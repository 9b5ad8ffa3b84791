import sys

import pytest
from PySide6.QtWidgets import QLabel

from app import paths
from ui import errors
from ui.crash import CrashDialog, CrashWatch, report


def crash(secret):
    raise ValueError(f"cannot use {secret}")


@pytest.fixture
def taken():
    try:
        crash("李红 610000199001011234")
    except ValueError:
        return sys.exc_info()


def test_a_report_names_places_and_no_word_of_a_record(taken):
    text = report(taken[0], taken[2])
    assert "builtins.ValueError" in text
    assert "crash (test_crash.py" in text
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
