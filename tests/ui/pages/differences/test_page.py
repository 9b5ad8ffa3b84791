"""The page of contradictions, by keyboard alone: choose, join, write, take back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.differences import DifferencesService
from tests.app.services.group_world import Group
from tests.app.services.test_differences import parted, write
from tests.ui.pages.records.bench import bench as make_bench
from ui.pages.differences import DifferencesPage
from ui.widgets.difference import BOTH, KEEP, PROPOSAL, THIRD
from ui.widgets.difference_text import DifferenceText

BASE = "三月五日到村，共谈三人。村账由王会计保管。"
LEFT = "三月六日到村，共谈三人。村账由王会计保管。"
RIGHT = "三月五日到村，共谈三人。村账由李会计保管。附照片。"


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        made.group = Group(made.world)
        yield made


def person(bench, field="note", base=BASE, values=(LEFT, RIGHT)):
    rec = bench.world.put("person", {"name": "王", field: base})
    parted(bench.world, bench.group, rec, field, *values)
    return rec


def page_of(bench, qtbot, count=1):
    page = bench.show(DifferencesPage(bench.desk))
    qtbot.waitUntil(lambda: page.model.rowCount() == count and page.chosen is not None, timeout=10_000)
    page.view.setFocus()
    bench.settle()
    return page


def press(code, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), code, modifier)


def value(bench, rec, field="note"):
    record = bench.world.vault.record(rec)
    return None if field in record.conflicts else record.values[field]


def test_a_digit_and_enter_keep_a_version(bench, qtbot):
    rec = person(bench)
    page = page_of(bench, qtbot)
    wanted = page.chosen.difference.sides[1].value
    press(Qt.Key.Key_2)
    assert page.chosen.chosen == (KEEP, 1)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: value(bench, rec) == wanted, timeout=10_000)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 1, timeout=10_000)
    bench.settle()


def test_enter_alone_decides_nothing_and_says_what_to_press(bench, qtbot):
    rec = person(bench)
    page = page_of(bench, qtbot)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(page.banner.isVisible)
    bench.settle()
    assert value(bench, rec) is None
    assert page.chosen is not None


def test_the_proposal_is_taken_by_p(bench, qtbot):
    rec = person(bench)
    page = page_of(bench, qtbot)
    press(Qt.Key.Key_P)
    assert page.chosen.chosen == (PROPOSAL, 0)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: value(bench, rec) == "三月六日到村，共谈三人。村账由李会计保管。附照片。", timeout=10_000)
    bench.settle()


def test_words_changed_by_both_are_chosen_place_by_place(bench, qtbot):
    rec = person(
        bench, values=("三月六日到村，共谈三人。村账由王会计保管。", "三月七日到村，共谈三人。村账由王会计保管。")
    )
    page = page_of(bench, qtbot)
    press(Qt.Key.Key_P)
    press(Qt.Key.Key_Return)  # not yet: somebody has to choose
    bench.settle()
    assert value(bench, rec) is None
    offered = [button.whole for button in page.chosen.proposal.buttons]
    assert len(offered) == 3
    wanted = page.chosen.difference.sides[0].value
    press(Qt.Key.Key_1)
    assert page.chosen.chosen == (PROPOSAL, 0)
    assert not page.chosen.proposal.asking
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: value(bench, rec) == wanted, timeout=10_000)
    bench.settle()


def test_both_are_kept_by_b(bench, qtbot):
    rec = person(bench)
    page = page_of(bench, qtbot)
    press(Qt.Key.Key_B)
    assert page.chosen.chosen == (BOTH, 0)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: value(bench, rec) is not None, timeout=10_000)
    assert LEFT in value(bench, rec)
    assert RIGHT in value(bench, rec)
    bench.settle()


def test_a_third_begins_with_the_proposal_and_digits_are_only_letters_in_it(bench, qtbot):
    rec = person(bench)
    page = page_of(bench, qtbot)
    joined = page.chosen.proposal.text()
    press(Qt.Key.Key_E)
    editor = page.chosen.editor.text
    qtbot.waitUntil(lambda: QApplication.focusWidget() is editor)
    assert editor.toPlainText() == joined
    press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(editor, "12bp")
    assert page.chosen.chosen == (THIRD, 0)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: value(bench, rec) == joined + "12bp", timeout=10_000)
    bench.settle()


def test_a_third_with_an_open_place_is_not_taken(bench, qtbot):
    rec = person(
        bench, values=("三月六日到村，共谈三人。村账由王会计保管。", "三月七日到村，共谈三人。村账由王会计保管。")
    )
    page = page_of(bench, qtbot)
    press(Qt.Key.Key_E)
    assert "⟦" in page.chosen.editor.text.toPlainText()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.chosen.editor.text)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.banner.isVisible)
    bench.settle()
    assert value(bench, rec) is None
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.view)


def test_a_decision_is_taken_back_by_ctrl_z(bench, qtbot):
    rec = person(bench)
    page = page_of(bench, qtbot)
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(page.undo.isEnabled, timeout=10_000)
    bench.settle()
    assert value(bench, rec) is not None
    page.undo.setFocus()
    press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: value(bench, rec) is None, timeout=10_000)
    qtbot.waitUntil(lambda: page.chosen is not None and page.chosen.isVisible(), timeout=10_000)
    assert {side.value for side in page.chosen.difference.sides} == {LEFT, RIGHT}
    bench.settle()


def test_arrows_go_from_conflict_to_conflict(bench, qtbot):
    recs = {person(bench), person(bench, "post", "会计", ("主任", "书记"))}
    page = page_of(bench, qtbot, 2)
    seen = {page.chosen.difference.rec}
    press(Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.chosen is not None and page.chosen.difference.rec not in seen, timeout=10_000)
    seen.add(page.chosen.difference.rec)
    assert seen == recs
    bench.settle()


def test_what_differs_is_underlined_or_struck_through_and_told(bench, qtbot):
    person(bench)
    page = page_of(bench, qtbot)
    left = next(body for body in page.chosen.findChildren(DifferenceText) if "六日" in body.toPlainText())
    looks = {}
    block = left.document().begin()
    while block.isValid():
        at = block.begin()
        while not at.atEnd():
            fragment = at.fragment()
            looks[fragment.text()] = (fragment.charFormat().fontUnderline(), fragment.charFormat().fontStrikeOut())
            at += 1
        block = block.next()
    assert looks["五"] == (False, True)
    assert looks["六"] == (True, False)
    assert "put in: 六" in left.accessibleDescription()
    press(Qt.Key.Key_C)  # with each other: nothing is struck through any more
    assert "五" not in left.toPlainText()


def test_what_is_being_written_stays_when_a_new_version_arrives(bench, qtbot):
    rec = person(bench)
    seen = list(bench.world.vault.record(rec).heads["note"])
    page = page_of(bench, qtbot)
    base = page.chosen.difference.base.voices[0].change
    press(Qt.Key.Key_E)
    editor = page.chosen.editor.text
    QTest.keyClicks(editor, "mine ")
    bench.group.act("zhao")
    write(bench.world, rec, {"note": "第三个版本。"}, [base])
    bench.world.vault._me = bench.group.office
    bench.notices.changed.emit(frozenset({"person"}))
    qtbot.waitUntil(page.banner.isVisible, timeout=10_000)
    bench.settle()
    assert "mine " in page.chosen.editor.text.toPlainText()
    page.banner.step.click()
    qtbot.waitUntil(lambda: page.chosen is not None and len(page.chosen.difference.sides) == 3, timeout=10_000)
    assert len(seen) == 2
    bench.settle()


def test_what_is_being_written_stays_when_somebody_decides_it_meanwhile(bench, qtbot):
    rec, other = person(bench), person(bench)
    page = page_of(bench, qtbot, 2)
    shown = page.chosen.difference.rec
    press(Qt.Key.Key_E)
    QTest.keyClicks(page.chosen.editor.text, "mine ")
    service = DifferencesService(bench.desk.session)
    service.keep(page.chosen.difference, 0)
    bench.notices.changed.emit(frozenset({"person"}))
    bench.settle()
    assert shown in {rec, other}
    assert page.chosen is not None
    assert "mine " in page.chosen.editor.text.toPlainText()
    assert page.banner.isVisible()


def test_the_record_is_opened_by_ctrl_o(bench, qtbot):
    rec = person(bench)
    page_of(bench, qtbot)
    press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert bench.went == [("records:person", rec)]


def test_a_version_a_signature_forbids_cannot_be_marked(bench, qtbot):
    person(bench, "post", "会计", ("主任", "书记"))
    page = page_of(bench, qtbot)
    from dataclasses import replace

    difference = page.chosen.difference
    sides = (difference.sides[0], replace(difference.sides[1], keep=False))
    page._put(replace(difference, sides=sides, why="signed"), force=True)
    press(Qt.Key.Key_2)
    assert page.chosen.chosen is None
    qtbot.waitUntil(page.banner.isVisible)
    bench.settle()


def test_an_empty_list_says_so(bench, qtbot):
    page = bench.show(DifferencesPage(bench.desk))
    qtbot.waitUntil(lambda: page.stack.currentIndex() == 1)
    bench.settle()
