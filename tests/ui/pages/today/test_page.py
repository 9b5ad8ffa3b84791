import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.records.change import COMMON, new_record_id
from app.storage.types import NewChange
from tests.outline import outline
from tests.ui.conftest import settle


@pytest.fixture
def today(opened, qtbot):
    """A village with a talk to be signed and a signed one without its scan."""
    vault = opened.session.vault
    village, one, two = (new_record_id() for _ in range(3))
    scope = f"village-{village}"
    vault.write([NewChange("village", village, scope, {"name": "东村", "town": "柳河镇"})])
    for rec, name in ((one, "吴一"), (two, "郑二")):
        fields = {"name": name, "staff": name, "role": "member"}
        vault.write([NewChange("inspector", rec, COMMON, fields, as_office=True)])
    told = {"started": "2026-07-08T09:00", "ended": "2026-07-08T10:00", "place": "村委会", "talkers": [one]}
    opened.talks = {}
    for name, steps in (("甲", ("begin", "finish")), ("乙", ("begin", "finish", "sign"))):
        rec = opened.talks[name] = new_record_id()
        whole = {"person_name": name, "role": "ITV-PTY", "recorder": two, "signing": "signed", **told}
        vault.write([NewChange("interview", rec, scope, whole)])
        for step in steps:
            vault.write([NewChange("interview", rec, scope, {}, step=step)])
    opened.session.choose(village=village)
    opened.village = village
    opened.main._fill_bar()
    opened.main.go("today", "")
    opened.main.page("today").refresh()
    settle(qtbot, opened)
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    return opened


def go_down_to(page, words):
    """Press Down until the line that says so has the focus."""
    page.setFocus()
    for _ in range(20):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Down)
        line = QApplication.focusWidget()
        if line is not None and words in line.accessibleName():
            return line
    pytest.fail(f"no line says {words!r}")


def test_paper_that_waits_stands_on_today(today):
    page = today.main.page("today")
    shown = outline(page)
    assert "Paper of talks" in shown
    assert "Not signed yet" in shown
    assert "Signed, scan not attached" in shown


def test_enter_opens_the_talk(today, qtbot):
    line = go_down_to(today.main.page("today"), "乙")
    QTest.keyClick(line, Qt.Key.Key_Return)
    view = today.main.page("records:interview").view
    qtbot.waitUntil(lambda: view.page is not None and view.rec == today.talks["乙"])
    settle(qtbot, today)


def test_the_count_opens_the_whole_list_of_the_village(today, qtbot):
    line = go_down_to(today.main.page("today"), "Not signed yet")
    QTest.keyClick(line, Qt.Key.Key_Return)
    look = today.main.page("group")
    qtbot.waitUntil(lambda: look.stack.currentWidget() is look.listing)
    assert look.listing.picked.village == today.village
    assert [look.listing.model.row(0).title] == ["甲"]
    settle(qtbot, today)


def test_with_nothing_waiting_it_says_so(opened, qtbot):
    settle(qtbot, opened)
    assert "Every talk that was held is signed and its scan is here." in outline(opened.main.page("today"))
