import shutil

import pytest

from app.practice import laptop
from app.services.guide import DONE, EXERCISES
from app.services.setup import SetupService
from app.storage.memory import InstallationMemory
from app.storage.types import ListQuery
from tests.ui.conftest import settle


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    home = tmp_path_factory.mktemp("guide")
    return laptop.start(home / "practice", InstallationMemory(home / "own"), megabytes=1)


@pytest.fixture
def practising(shell, qtbot, tmp_path, made):
    _, staff, secret = made
    folder = tmp_path / "practice"
    shutil.copytree(made[0], folder)
    shell.open(SetupService().unlock(folder, staff, secret))
    settle(qtbot, shell)
    shell.folder, shell.staff, shell.secret = folder, staff, secret
    return shell


def planned(shell):
    vault = shell.session.vault
    (number, *_) = vault.list(ListQuery("interview", shell.session.scopes(), filters={"state": "planned"}))
    return vault.rows("interview", [number])[0].rec


def test_the_guide_notices_by_itself_what_was_done(practising, qtbot):
    main = practising.main
    assert main.guide.isVisible()
    assert "Planned talks" in main.guide.text.text()
    main.go("records:interview", planned(practising))
    qtbot.waitUntil(lambda: main.guide.standing.exercise == "begin", timeout=10_000)
    view = main.page("records:interview").view
    qtbot.waitUntil(lambda: "begin" in view.steps.buttons)
    view.steps.buttons["begin"].click()
    qtbot.waitUntil(lambda: main.guide.standing.exercise == "answer", timeout=10_000)
    assert f"3/{len(EXERCISES)}" in main.guide.number.text()


def test_it_goes_where_the_exercise_is(practising, qtbot):
    guide = practising.main.guide
    for _ in range(EXERCISES.index("handover")):
        guide.skip.click()
        settle(qtbot, practising)
    guide.take_me.click()
    assert practising.main.current == "handover"
    settle(qtbot, practising)


def test_put_away_it_stays_away_until_it_is_asked_for(practising, qtbot):
    main = practising.main
    main.guide.away.click()
    settle(qtbot, practising)
    assert not main.guide.isVisible()
    assert main.practice.isVisible()  # practice is marked all the same
    practising.lock()
    practising.open(SetupService().unlock(practising.folder, practising.staff, practising.secret))
    settle(qtbot, practising)
    assert not practising.main.guide.isVisible()
    practising.main.guide.bring()
    settle(qtbot, practising)
    assert practising.main.guide.isVisible()
    assert not practising.main.practice.isVisible()


def test_at_the_end_it_says_how_real_work_begins(practising, qtbot):
    guide = practising.main.guide
    for _ in EXERCISES:
        guide.skip.click()
        settle(qtbot, practising)
    assert guide.standing.exercise == DONE
    assert "Set up this computer" in guide.text.text()
    assert not guide.skip.isVisible()
    guide.take_me.click()
    assert practising.main.current == "manual"  # where the card is printed


def test_real_work_has_no_guide(opened):
    assert not opened.main.guide.offered
    assert not opened.main.guide.isVisible()
