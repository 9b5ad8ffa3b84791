import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.jobs import Progress
from ui.jobs import JobRunner


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[JobRunner]:
    runner = JobRunner()
    yield runner
    runner.close()


def test_a_result_comes_home_to_the_windows_thread(qtbot: QtBot, runner: JobRunner):
    heard = []
    runner.job(runner, lambda _: threading.get_ident()).then(
        lambda there: heard.append((there, threading.get_ident()))
    ).start()
    qtbot.waitUntil(lambda: bool(heard))
    there, here = heard[0]
    assert here == threading.get_ident() != there


def test_no_result_is_lost_in_a_thousand_jobs(qtbot: QtBot, runner: JobRunner):
    heard = []
    for number in range(1000):
        runner.job(runner, lambda _, number=number: number).then(heard.append).start()
    qtbot.waitUntil(lambda: len(heard) == 1000)
    assert heard == list(range(1000))
    assert runner.idle


def test_a_dead_owner_hears_nothing(qtbot: QtBot, runner: JobRunner):
    owner, heard, gate = QObject(), [], threading.Event()
    runner.job(owner, lambda _: gate.wait(5)).then(heard.append).start()
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: runner.idle)
    assert heard == []


class Slow(JobRunner):
    """Its worker holds a job until ``gate`` is opened, long after the window has heard the answer."""

    gate = threading.Event()

    def deliver(self, answer: Callable[[], None]) -> None:
        super().deliver(answer)
        self.gate.wait(10)


@pytest.mark.parametrize("fails", [False, True])
def test_the_window_lets_go_what_a_job_held_while_the_worker_still_has_it(qtbot: QtBot, fails):
    runner, heard = Slow(), []
    runner.gate = threading.Event()
    owner = QObject()
    told = weakref.ref(owner)

    def work(_: Progress) -> None:
        if fails:
            raise ValueError

    def listener(_: object, owner: QObject = owner) -> None:
        heard.append(owner.objectName())

    runner.job(owner, work).then(listener).otherwise(listener).start()
    del owner, listener
    qtbot.waitUntil(lambda: heard == [""])
    assert told() is None
    runner.gate.set()
    runner.close()


def test_a_trouble_nobody_takes_is_told(qtbot: QtBot, runner: JobRunner):
    def work(_: Progress) -> None:
        raise ValueError

    with qtbot.waitSignal(runner.trouble) as told:
        runner.job(runner, work).start()
    assert isinstance(told.args[0], ValueError)


def test_a_trouble_that_is_taken_is_not_told_again(qtbot: QtBot, runner: JobRunner):
    def work(_: Progress) -> None:
        raise ValueError

    heard, told = [], []
    runner.trouble.connect(told.append)
    runner.job(runner, work).otherwise(heard.append).start()
    qtbot.waitUntil(lambda: bool(heard))
    assert told == []


def test_stopping_ends_a_job_without_trouble(qtbot: QtBot, runner: JobRunner):
    began, told = threading.Event(), []
    runner.trouble.connect(told.append)

    def work(progress: Progress) -> None:
        began.set()
        while True:
            progress.step(0, 1)

    job = runner.long(runner, work).start()
    assert began.wait(5)
    assert runner.long_running
    job.stop()
    qtbot.waitUntil(lambda: runner.idle)
    assert told == []


def test_long_work_does_not_hold_up_the_vaults_verbs(qtbot: QtBot, runner: JobRunner):
    gate, heard = threading.Event(), []
    runner.long(runner, lambda _: gate.wait(5)).start()
    runner.job(runner, lambda _: 1).then(heard.append).start()
    qtbot.waitUntil(lambda: heard == [1])
    gate.set()


def test_closing_while_work_runs_joins_its_thread(qtbot: QtBot):
    runner, began = JobRunner(), threading.Event()

    def work(progress: Progress) -> None:
        began.set()
        while True:
            progress.step(0)

    runner.long(runner, work).start()
    assert began.wait(5)
    runner.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("satchel-")]
