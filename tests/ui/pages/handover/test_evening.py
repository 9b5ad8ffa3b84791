import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.services.session import Session
from tests.app.services import evening_world
from tests.app.sync.circle import Table, add_person
from tests.ui.conftest import settle
from ui.shell import Shell


@pytest.fixture
def table(tmp_path):
    found = Table(tmp_path / "table")
    found.folder.mkdir()
    yield found
    found.close()


def page_of(shell: Shell, qtbot, vault):
    shell.open(Session(vault))
    shell.main.go("handover", "")
    settle(qtbot, shell)
    return shell.main.page("handover")


def press(shell, qtbot, page, stick):
    page.stick.take(stick)
    settle(qtbot, shell)
    page.button.click()
    qtbot.waitUntil(lambda: page._outcome is not None, timeout=20_000)
    settle(qtbot, shell)


def test_in_the_evening_a_member_hands_over_to_the_leader_who_sees_that_nobody_is_missing(shell, qtbot, table):
    _, leader, member, where = evening_world.made(table)
    person, stick = add_person(member, where, "陈一"), table.stick("evening")
    page = page_of(shell, qtbot, member)
    qtbot.waitUntil(page.target.isVisible)
    assert not page.evening.isVisible()  # nobody brings a member a stick
    page.target.box.setFocus()
    QTest.keyClick(page.target.box, Qt.Key.Key_Down)
    assert page.target.code == "1"
    settle(qtbot, shell)
    press(shell, qtbot, page, stick)
    assert [sent.place for sent in page._outcome.written] == ["1"]
    shell.lock()

    page = page_of(shell, qtbot, leader)
    qtbot.waitUntil(page.evening.isVisible)
    assert "Not merged today: 1 of 1" in page.evening.title.text()
    assert "李组员 (laptop 2" in page.evening.names.text()
    press(shell, qtbot, page, stick)
    assert leader.record(person) is not None
    # the clock of the table stands still far in the past: what came today came on that day
    comers = page.evening._service.look().comers
    assert [comer.last > 0 for comer in comers] == [True]
