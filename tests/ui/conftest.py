import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from app.services.first_start import Answers, Road
from app.services.setup import SetupService
from build_spec import words
from ui import language
from ui.shell import Shell

PASSPHRASE = "qing shan lv shui chang liu"


@pytest.fixture(scope="session", autouse=True)
def _catalogue():
    words.compile_stale()


def _speak_english():
    application = QApplication.instance()
    if isinstance(application, QApplication) and language.current() != language.ENGLISH:
        language.Languages(application).switch(language.ENGLISH)


@pytest.fixture(autouse=True)
def _nothing_left(request):
    """No thread of a job, no window and no language outlives its test."""
    _speak_english()
    yield
    _speak_english()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [thread.name for thread in threading.enumerate() if thread.name.startswith("satchel-")]
    assert left == []
    if QApplication.instance():
        assert [w for w in QApplication.topLevelWidgets() if w.isVisible()] == []


@pytest.fixture
def office(tmp_path):
    """An office with a vault and a card: (folder, card folder)."""
    answers = Answers(
        road=Road.OFFICE,
        office_name="青山县委巡察办",
        card_folder=tmp_path / "card",
        name="周敏",
        staff="B01",
        passphrase=PASSPHRASE,
        folder=tmp_path / "office",
    )
    session = SetupService().make(answers)
    session.vault.close()
    return tmp_path / "office", tmp_path / "card"


@pytest.fixture
def shell(qtbot, qapp):
    """The window; locking stays in this process."""
    made = []

    def locked():
        made[0].show_locked()

    window = Shell(qapp, locked=locked)
    made.append(window)
    window.change_settings(language="en")
    window.resize(1280, 720)
    window.show()
    yield window
    window.close()
    window.shut()
    window.deleteLater()


@pytest.fixture
def opened(shell, qtbot, office):
    """The window over the office's open vault."""
    session = SetupService().unlock(office[0], "B01", PASSPHRASE)
    shell.open(session)
    settle(qtbot, shell)
    return shell


def settle(qtbot, shell):
    """Wait until every job has answered."""
    qtbot.waitUntil(lambda: shell.jobs.idle, timeout=10_000)
    QApplication.processEvents()  # a layout shows what was put into it only now
