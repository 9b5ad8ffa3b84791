"""The generated page, by keyboard: type, save, return, decide, move, delete.

Long because one page is tried from its list to its last drawer.
"""

import dataclasses
import sys
import types

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.records import kinds
from app.records.kinds import Field, Kind, Place, Type, Words
from tests.ui.pages.records.bench import bench as make_bench
from ui.pages.records import RecordsPage

HORRORS = [
    "\u202e反着写",
    "a\u200bb\u200dc",
    "👩‍🌾𠮷野家",
    "字" * 10_000,
    'O\'Brien "quoted" \\ %1 {x} <b>&amp;</b>',
    "'; DROP TABLE change; --",
    "  两头有空格  ",
]


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        yield made


def keys(widget, text):
    """Type: plain letters by key, everything else as an input method commits it."""
    if text.isascii():
        QTest.keyClicks(widget, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def key(widget, code, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(widget, code, modifier)


def focus():
    return QApplication.focusWidget()


def people(bench):
    return bench.show(RecordsPage(bench.desk, "person"))


def test_a_person_is_entered_by_keyboard_alone(bench, qtbot):
    page = people(bench)
    page.list.view.setFocus()
    key(page.list.view, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.view.page is not None)
    qtbot.waitUntil(lambda: page.view.form.boxes["name"].editor.isAncestorOf(focus() or page))
    keys(focus(), "王小明")
    for _ in range(3):  # other names, sex, born
        key(focus(), Qt.Key.Key_Tab)
    keys(focus(), "1970-05")
    qtbot.waitUntil(lambda: page.view.saved.text().startswith("Saved "), timeout=4000)
    rec = page.view.rec
    assert bench.world.vault.draft(rec).fields["name"] == "王小明"
    key(focus(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    assert page.stack.currentWidget() is page.list
    values = bench.world.vault.record(rec).values
    assert (values["name"], values["birth"]) == ("王小明", "1970-05")
    key(page.list.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.view.page is not None)
    assert page.view.title.text() == "王小明"
    bench.settle()


def test_the_same_record_field_and_cursor_return_after_a_power_cut(bench, qtbot):
    page = people(bench)
    page.new()
    qtbot.waitUntil(lambda: page.view.page is not None)
    rec = page.view.rec
    line = page.view.form.boxes["address"].editor.line
    page.view.form.boxes["name"].editor.setFocus()
    keys(focus(), "王小明")
    line.setFocus()
    keys(line, "三组 12 号")
    line.setCursorPosition(2)
    page.view.saving.save()
    bench.settle()
    bench.world = bench.world.again()  # the vault is closed without a commit
    assert bench.world.vault.record(rec) is None
    assert bench.world.service.last_place() == ("records:person", rec)
    bench.desk = type(bench.desk)(
        bench.world.session, bench.jobs, bench.notices, bench.ask, bench.desk.go, *list_rest(bench.desk)
    )
    page.hide()
    page.deleteLater()
    again = people(bench)
    again.show_argument(rec)
    qtbot.waitUntil(lambda: again.view.page is not None)
    editor = again.view.form.boxes["address"].editor
    assert editor.value() == "三组 12 号"
    assert again.view.form.boxes["name"].editor.value() == "王小明"
    qtbot.waitUntil(lambda: focus() is editor.line)
    assert editor.line.cursorPosition() == 2
    bench.settle()


def list_rest(desk):
    return [desk.settings, desk.change_settings, desk.extra]


def test_a_wrong_date_is_said_beside_the_field_and_kept(bench, qtbot):
    page = bench.show(RecordsPage(bench.desk, "outline"))
    page.new()
    qtbot.waitUntil(lambda: page.view.page is not None)
    rec, box = page.view.rec, page.view.form.boxes["approved_on"]
    keys(page.view.form.boxes["name"].editor.line, "会计提纲")
    keys(box.editor.line, "2026-02-30")
    assert "Not a day" in box.message.text()
    page.show_list()
    bench.settle()
    bench.open(page, rec)
    assert page.view.form.boxes["approved_on"].editor.line.text() == "2026-02-30"
    line = page.view.form.boxes["approved_on"].editor.line
    line.selectAll()
    keys(line, "3月5日")
    assert box.message.text() == "" or "Not a day" not in box.message.text()
    page.flush()
    assert bench.world.vault.record(rec).values["approved_on"].endswith("-03-05")


def test_a_conflict_is_decided_by_keyboard(bench, qtbot):
    rec = bench.world.put("person", {"name": "王", "post": "会计"})
    bench.world.conflict(rec, "post", "主任")
    page = people(bench)
    bench.open(page, rec)
    link = page.view.form.boxes["post"].conflict
    assert link.isVisible()
    link.setFocus()
    key(link, Qt.Key.Key_Space)
    kept = page.view.drawer.conflicts.buttons[0]
    assert focus() is kept
    shown = page.view.page.conflicts["post"][0].value
    key(kept, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not bench.world.vault.record(rec).conflicts, timeout=5000)
    assert bench.world.vault.record(rec).values["post"] == shown
    bench.settle()


def test_a_third_version_settles_a_conflict_too(bench, qtbot):
    rec = bench.world.put("person", {"name": "王", "post": "会计"})
    bench.world.conflict(rec, "post", "主任")
    page = people(bench)
    bench.open(page, rec)
    line = page.view.form.boxes["post"].editor.line
    line.selectAll()
    keys(line, "书记")
    page.flush()
    record = bench.world.vault.record(rec)
    assert (record.conflicts, record.values["post"]) == ((), "书记")


def test_delete_is_one_key_and_undo_another(bench, qtbot):
    rec = bench.world.put("person", {"name": "王"})
    page = people(bench)
    bench.open(page, rec)
    line = page.view.form.boxes["name"].editor.line
    line.setFocus()
    key(line, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 0 and page.list.banner.isVisible())
    assert bench.world.vault.record(rec).deleted
    page.list.banner.step.click()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    bench.settle()


def test_a_record_goes_to_another_village(bench, qtbot):
    rec = bench.world.put("person", {"name": "王"})
    page = people(bench)
    bench.open(page, rec)
    page.view.choose_village()
    finder = page.view.chooser.finder
    finder.line.setFocus()
    keys(finder.line, "南坪")
    qtbot.waitUntil(lambda: finder.open)
    key(finder.line, Qt.Key.Key_Down)
    key(finder._completer.popup(), Qt.Key.Key_Down)
    key(finder._completer.popup(), Qt.Key.Key_Return)
    qtbot.waitUntil(page.view.chooser.go.isEnabled)
    key(page.view.chooser.go, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bench.world.vault.record(rec).scope.endswith(bench.world.other_village))
    bench.settle()


def test_a_reference_is_added_without_leaving(bench, qtbot):
    page = bench.show(RecordsPage(bench.desk, "outline"))
    page.new()
    qtbot.waitUntil(lambda: page.view.page is not None)
    editor = page.view.form.boxes["person"].editor
    editor.finder.line.setFocus()
    keys(editor.finder.line, "钱多")
    qtbot.waitUntil(lambda: editor.finder.open)
    popup = editor.finder._completer.popup()
    assert popup.model().index(0, 0).data() == "Add “钱多” as new"
    key(popup, Qt.Key.Key_Down)
    key(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: editor.value() is not None)
    assert bench.world.service.title(editor.value()) == "钱多"
    assert editor.finder.line.text() == "钱多"
    bench.settle()


def test_the_same_name_is_noticed_while_entering(bench, qtbot):
    other = bench.world.put("person", {"name": "王小明", "post": "会计"})
    page = people(bench)
    page.new()
    qtbot.waitUntil(lambda: page.view.page is not None)
    line = page.view.form.boxes["name"].editor.line
    line.setFocus()
    keys(line, "王小明")
    key(line, Qt.Key.Key_Tab)
    qtbot.waitUntil(page.view.banner.isVisible)
    assert "王小明 · 会计" in page.view.banner.text.text()
    page.view.banner.step.click()
    qtbot.waitUntil(lambda: page.view.rec == other and page.view.page is not None)
    bench.settle()
    assert bench.world.vault.drafts() == []


def test_every_text_field_keeps_any_text(bench, qtbot):
    page = people(bench)
    texts = [f for f in page.kind.fields if f.type in (Type.TEXT, Type.LONG_TEXT)]
    for start in range(len(HORRORS)):
        page.new()
        qtbot.waitUntil(lambda: page.view.page is not None)
        rec = page.view.rec
        wanted = {}
        for place, field in enumerate(texts):
            text = HORRORS[(start + place) % len(HORRORS)]
            editor = page.view.form.boxes[field.name].editor
            box = editor.text if field.type is Type.LONG_TEXT else editor.line
            box.setFocus()
            box.insertPlainText(text) if field.type is Type.LONG_TEXT else box.insert(text)
            if field.type is Type.TEXT:
                box.textEdited.emit(box.text())
            wanted[field.name] = text
        page.flush()
        values = bench.world.vault.record(rec).values
        assert {name: values[name] for name in wanted} == wanted
        bench.settle()
        bench.open(page, rec)
        assert page.view.form.changed() == {}
        page.show_list()
        bench.settle()


def test_parts_are_typed_into_a_table(bench, qtbot):
    page = bench.show(RecordsPage(bench.desk, "village"))
    bench.open(page, bench.world.village)
    table = next(t for t in page.view.tables if t.kind.code == "income_year")
    table.add_row()
    row = table._rows[0]
    for name, text in zip([f.name for f in table.inline[:2]], ["2025", "12.5万"], strict=True):
        keys(row.editors[name].line, text)
    page.flush()
    (child,) = bench.world.vault.children(bench.world.village, "income_year")
    assert child.values[table.inline[0].name] == 2025
    bench.settle()


def test_files_are_added_and_saved_again(bench, qtbot, tmp_path):
    (tmp_path / "扫描件.png").write_bytes(b"\x89PNG" + bytes(1000))
    page = bench.show(RecordsPage(bench.desk, "village"))
    bench.open(page, bench.world.village)
    bench.ask.next([str(tmp_path / "扫描件.png")])
    page.view.drawer.files.add.click()
    qtbot.waitUntil(lambda: page.view.drawer.files.files.count() == 1, timeout=5000)
    assert "扫描件.png" in page.view.drawer.files.files.item(0).text()
    bench.ask.next(True)
    bench.ask.next(str(tmp_path / "copy.png"))
    page.view.drawer.files.files.setCurrentRow(0)
    page.view.drawer.files.copy.click()
    qtbot.waitUntil((tmp_path / "copy.png").exists)
    bench.settle()
    assert (tmp_path / "copy.png").read_bytes() == (tmp_path / "扫描件.png").read_bytes()


def test_a_list_is_filtered_sorted_and_kept_as_a_view(bench, qtbot):
    for name, sex in (("王一", "male"), ("李二", "female"), ("王三", "female")):
        bench.world.put("person", {"name": name, "sex": sex})
    page = people(bench)
    assert page.list.model.rowCount() == 3
    page.list.search.setText("王")
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 2)
    box = next(box for field, box in page.list.filters if field.name == "sex")
    box.setCurrentIndex(box.findData("female"))
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    bench.ask.next("女性")
    page.list.keep_view()
    page.list.clear_filters()
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 3)
    page.list.apply_view(page.service.saved_views("person")[0])
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    page.list.clear_filters()
    page.list.view.horizontalHeader().setSortIndicator(0, Qt.SortOrder.AscendingOrder)
    bench.settle()
    names = [page.list.model.row(i).values["name"] for i in range(3)]
    assert names == sorted(names)


def test_a_list_is_filtered_by_who_took_part(bench, qtbot):
    one, two = bench.world.inspectors
    for name, talkers in (("王", [one]), ("李", [one, two])):
        bench.world.put("interview", {"person_name": name, "talkers": talkers})
    page = bench.show(RecordsPage(bench.desk, "interview"))
    box = next(box for field, box in page.list.filters if field.name == "talkers")
    qtbot.waitUntil(lambda: box.count() == 4)  # all, the officer and two inspectors
    box.setCurrentIndex(box.findData(two))
    qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
    bench.settle()


def test_an_empty_list_says_what_to_do_first(bench, qtbot):
    page = people(bench)
    assert page.list.stack.currentIndex() == 1
    assert "Ctrl+N" in page.list.empty_text.text()
    bench.world.session.choose(village="")
    page.refresh()
    bench.settle()
    assert "Choose a village" in page.list.empty_text.text()
    bench.world.session.choose(village=bench.world.village)


def test_undo_takes_back_the_last_save(bench, qtbot):
    rec = bench.world.put("person", {"name": "王", "post": "会计"})
    page = people(bench)
    bench.open(page, rec)
    line = page.view.form.boxes["post"].editor.line
    line.setFocus()
    line.selectAll()
    keys(line, "主任")
    page.view.saving.save()
    bench.settle()
    page.view.undo.click()
    qtbot.waitUntil(lambda: line.text() == "会计", timeout=5000)
    assert len(bench.world.vault.history(rec)) == 3
    bench.settle()


def test_every_declared_kind_has_a_page_that_opens_a_new_record(bench, qtbot):
    for kind in bench.world.service.kinds():
        page = bench.show(RecordsPage(bench.desk, kind.code))
        page.new()
        qtbot.waitUntil(lambda page=page: page.view.page is not None)
        shown = {name for name, box in page.view.form.boxes.items() if not box.isHidden()}
        assert shown == {field.name for field in kind.fields if field.type is not Type.JSON}, kind.code
        assert page.view.form.changed() == {}
        page.show_list()
        bench.settle()
        assert bench.world.vault.drafts() == []
        page.hide()


def test_one_new_declaration_is_found_in_list_form_and_search(bench, qtbot, monkeypatch):
    """A form that nobody knows of yet appears by its declaration file alone."""
    kind = Kind(
        code="walk_through",
        form="F99",
        words=Words("走访", "Walk"),
        plural=Words("走访", "Walks"),
        place=Place.VILLAGE,
        stage="field",
        title=("subject",),
        fields=(
            Field("subject", Type.TEXT, Words("事由", "Subject"), required=True, search=True, column=True),
            Field("walked_on", Type.DATE, Words("日期", "Date"), column=True),
            Field("amount", Type.MONEY, Words("金额", "Amount"), column=True),
        ),
    )
    name = "app.records.declared.walk_through"
    module = types.ModuleType(name)
    module.KIND = kind
    monkeypatch.setitem(sys.modules, name, module)
    names = [*kinds.declared_modules(), name]
    monkeypatch.setattr(kinds, "declared_modules", lambda: iter(names))
    kinds.kinds.cache_clear()
    try:
        bench.world = bench.world.again()  # the views follow the declarations when a vault is opened
        bench.desk = type(bench.desk)(
            bench.world.session, bench.jobs, bench.notices, bench.ask, bench.desk.go, *list_rest(bench.desk)
        )
        assert "walk_through" in [one.code for one in bench.world.service.kinds()]
        page = bench.show(RecordsPage(bench.desk, "walk_through"))
        page.new()
        qtbot.waitUntil(lambda: page.view.page is not None)
        for field, text in (("subject", "看水塘承包"), ("walked_on", "20260305"), ("amount", "1,200.5")):
            keys(page.view.form.boxes[field].editor.line, text)
        page.show_list()
        qtbot.waitUntil(lambda: page.list.model.rowCount() == 1)
        row = page.list.model.row(0)
        marks = [column.title() for column in page.list.model.columns].index("Marks")
        cells = [page.list.model.index(0, column).data() for column in range(4) if column != marks]
        assert cells == ["看水塘承包", "2026-03-05", "1,200.50"]
        assert [hit.rec for hit in bench.world.vault.search("水塘")] == [row.rec]
        bench.settle()
    finally:
        kinds.kinds.cache_clear()


def test_a_change_from_outside_the_assignment_is_marked_in_the_history(qtbot):
    from app.records.kinds import kind
    from app.services.record_pages import HistoryLine
    from ui.widgets.record_drawer import History

    shown = History()
    qtbot.addWidget(shown)
    plain = HistoryLine("ab" * 32, "", 0, "", "regular", "", {}, (("name", None, "王桂花"),))
    shown.load(kind("person"), [plain, dataclasses.replace(plain, outside=True)], {})
    texts = [shown.item(row).text() for row in range(2)]
    assert "not assigned to this village" not in texts[0]
    assert "⚠ not assigned to this village" in texts[1]
