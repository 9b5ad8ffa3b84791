"""A window that was closed leaves nothing of itself: no widget, no page, no record it showed."""

import gc
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.services.setup import SetupService
from tests.ui.conftest import PASSPHRASE, settle
from ui.shell import Shell


@pytest.fixture
def visit(qapp, qtbot, office):
    """Open the vault in a window of its own, look at pages, lock, close; returns what must be gone then."""

    def visit():
        window = Shell(qapp, locked=lambda: None)
        window.show()
        window.open(SetupService().unlock(office[0], "B01", PASSPHRASE))
        settle(qtbot, window)
        for code, argument in (("records:person", "new"), ("records:finding", ""), ("differences", "")):
            window.main.go(code, argument)
            settle(qtbot, window)
        gone = [weakref.ref(window), weakref.ref(window.main), weakref.ref(window.session)]
        gone += [weakref.ref(page) for page in window.main._pages.values()]
        window.close()
        window.shut()
        window.deleteLater()
        return gone

    return visit


def left():
    """How many objects of Qt are held: those of Python, and widgets of any kind."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    return sum(isinstance(one, QObject) for one in gc.get_objects()), len(QApplication.allWidgets())


def test_windows_opened_and_closed_one_after_another_leave_nothing(visit, qtbot):
    visit()  # the first also makes what is kept for good: icons, the style
    before = left()
    for _ in range(3):
        gone = visit()
        qtbot.waitUntil(lambda: all(now <= then for now, then in zip(left(), before, strict=True)))
        assert [one() for one in gone if one() is not None] == []
