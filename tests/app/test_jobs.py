import pytest

from app.errors import CancelledError
from app.jobs import Progress


def test_work_without_a_listener_just_runs():
    Progress().step(1, 2)


def test_the_listener_hears_every_step():
    heard = []
    progress = Progress(lambda done, total: heard.append((done, total)))
    progress.step(1, 3)
    progress.step(2, 3)
    assert heard == [(1, 3), (2, 3)]


def test_the_step_after_stop_ends_the_work_and_reports_nothing_more():
    heard = []
    progress = Progress(lambda done, total: heard.append((done, total)))
    progress.stop()
    assert progress.stopped
    with pytest.raises(CancelledError):
        progress.step(1)
    assert heard == []
