"""The drawer of a record shows the same conflicts as the page, with those of its parts."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.records import kinds
from app.records.kinds import Sensitivity
from tests.app.services.group_world import Group
from tests.app.services.test_differences import parted
from tests.ui.pages.records.bench import bench as make_bench
from ui.pages.interview.page import InterviewsPage
from ui.pages.records import RecordsPage
from ui.widgets.difference_text import DifferenceText


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        made.group = Group(made.world)
        yield made


def opened(bench, qtbot, page, rec, count):
    bench.open(page, rec)
    drawer = page.view.drawer
    drawer.setCurrentWidget(drawer.conflicts)
    qtbot.waitUntil(lambda: len(drawer.conflicts.views) == count, timeout=10_000)
    bench.settle()
    return drawer.conflicts


def test_a_conflict_of_a_line_is_decided_in_the_drawer_of_its_talk(bench, qtbot):
    talk = bench.world.put("interview", {"person_name": "王某", "place": "村委会"})
    line = bench.world.put("interview_line", {"text": "答：每月少发。"}, parent=talk)
    parted(bench.world, bench.group, line, "text", "答：每月少发一百元。", "答：每月少发二百元。")
    page = bench.show(InterviewsPage(bench.desk))
    drawer = opened(bench, qtbot, page, talk, 1)
    wanted = drawer.views[0].difference.sides[1].value
    keep = [button for button in drawer.buttons if button.property("field") == "text"][1]
    keep.setFocus()
    QTest.keyClick(keep, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bench.world.vault.record(line).values["text"] == wanted, timeout=10_000)
    qtbot.waitUntil(lambda: not drawer.views, timeout=10_000)
    bench.settle()


def test_a_third_version_is_written_in_the_drawer(bench, qtbot):
    rec = bench.world.put("person", {"name": "王", "note": "甲。"})
    parted(bench.world, bench.group, rec, "note", "乙。", "丙。")
    page = bench.show(RecordsPage(bench.desk, "person"))
    drawer = opened(bench, qtbot, page, rec, 1)
    view = drawer.views[0]
    view.edit()
    view.editor.text.setPlainText("丁。")
    QTest.keyClick(view.editor.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bench.world.vault.record(rec).values["note"] == "丁。", timeout=10_000)
    assert bench.world.vault.record(rec).conflicts == ()
    bench.settle()


def test_undo_in_the_record_lets_the_versions_stand_again(bench, qtbot):
    rec = bench.world.put("person", {"name": "王", "post": "会计"})
    parted(bench.world, bench.group, rec, "post", "主任", "书记")
    page = bench.show(RecordsPage(bench.desk, "person"))
    drawer = opened(bench, qtbot, page, rec, 1)
    drawer.buttons[0].click()
    qtbot.waitUntil(lambda: not drawer.views, timeout=10_000)
    bench.settle()
    page.view.undo_last()
    qtbot.waitUntil(lambda: len(drawer.views) == 1, timeout=10_000)
    assert {side.value for side in drawer.views[0].difference.sides} == {"主任", "书记"}
    bench.settle()


def test_a_masked_number_is_shown_whole_only_when_asked_for(bench, qtbot):
    field = next(f.name for f in kinds.kind("person").fields if f.sensitivity is Sensitivity.MASKED)
    rec = bench.world.put("person", {"name": "王"})
    parted(bench.world, bench.group, rec, field, "110101197001011237", "110101197001011245")
    page = bench.show(RecordsPage(bench.desk, "person"))
    drawer = opened(bench, qtbot, page, rec, 1)

    def shown():
        return " ".join(body.toPlainText() for body in drawer.findChildren(DifferenceText))

    assert "110101197001011237" not in shown()
    drawer.views[0].reveal_wanted.emit()
    qtbot.waitUntil(lambda: "110101197001011237" in shown(), timeout=10_000)
    bench.settle()


def test_the_drawer_is_no_wider_than_its_place(bench, qtbot):
    rec = bench.world.put("person", {"name": "王", "note": "到村三次，共谈三人，村账由王会计保管，未见公示。"})
    parted(bench.world, bench.group, rec, "note", "到村四次，共谈三人。", "到村五次，共谈三人，村账由李会计保管。")
    page = bench.show(RecordsPage(bench.desk, "person"))
    drawer = opened(bench, qtbot, page, rec, 1)
    assert drawer.views[0].minimumSizeHint().width() <= drawer.viewport().width()
