"""What is typed is kept, whatever comes between: a busy vault, a lock, another record."""

import errno
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.errors import NotAllowedError
from app.records.kinds import Type
from app.services.records import RecordService
from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import key, keys
from ui.pages.interview import InterviewsPage
from ui.pages.records import RecordsPage
from ui.widgets.record_saving import Saving, Typed


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def busy(bench):
    """The vault's thread works at something long until the test lets it go on."""
    go_on = threading.Event()

    def hold():
        bench.jobs.job(bench.notices, lambda _: go_on.wait(20)).start()

    hold.free = go_on.set
    yield hold
    go_on.set()
    bench.settle()


def test_what_waited_behind_long_work_is_kept_when_the_vault_is_locked(bench, busy):
    page = bench.show(RecordsPage(bench.desk, "person"))
    rec = bench.world.put("person", {"name": "王小明"})
    bench.open(page, rec)
    line = page.view.form.boxes["address"].editor.line
    busy()
    line.setFocus()
    keys(line, "三组27号")
    key(line, Qt.Key.Key_Tab)  # leaving the field saves it, behind the long work
    page.flush()  # locked now: the vault closes right after
    assert bench.world.vault.record(rec).values["address"] == "三组27号"
    busy.free()


def test_lines_and_header_of_a_talk_collected_apart_are_all_kept(bench, busy):
    rec = bench.world.put("interview", {"person_name": "王小明", "role": "ITV-ACC", "started": "2026-07-09T09:00"})
    page = bench.show(InterviewsPage(bench.desk))
    bench.open(page, rec)
    busy()
    page.view.transcript.setFocus()
    keys(page.view.transcript, "第一句")
    page.view.saving.save()
    line = page.view.form.boxes["place"].editor.line
    page.view._unfold(on=True)
    line.setFocus()
    keys(line, "村委会")
    page.view.saving.save()
    page.flush()
    assert bench.world.vault.record(rec).values["place"] == "村委会"
    (said,) = bench.world.vault.children(rec, "interview_line")
    assert said.values["text"] == "第一句"
    busy.free()


def test_a_record_read_before_what_was_typed_does_not_take_it_away(bench, busy):
    page = bench.show(RecordsPage(bench.desk, "person"))
    rec = bench.world.put("person", {"name": "王小明"})
    bench.open(page, rec)
    address, note = (page.view.form.boxes[name].editor for name in ("address", "post"))
    busy()
    page.view.reload()  # somebody changed something: read again, behind the long work
    address.line.setFocus()
    keys(address.line, "三组27号")
    page.view.saving.save()
    busy()  # the second one holds up what was typed, not what was read
    busy.free()
    bench.qtbot.waitUntil(lambda: bench.jobs.idle, timeout=10_000)
    assert address.value() == "三组27号"
    note.line.setFocus()
    keys(note.line, "会计")
    page.flush()
    values = bench.world.vault.record(rec).values
    assert (values.get("address"), values.get("post")) == ("三组27号", "会计")


@pytest.fixture
def full(bench, monkeypatch):
    """The disk takes no draft until the test makes room; `test.troubles` may be full of it."""
    service, state = RecordService, {"full": False}
    whole = service.save_draft

    def save_draft(self, *args, **more):
        if state["full"]:
            raise OSError(errno.ENOSPC, "full")
        return whole(self, *args, **more)

    monkeypatch.setattr(service, "save_draft", save_draft)
    return lambda *, on: state.update(full=on)


def test_lines_that_a_full_disk_refused_are_kept_with_the_next_key(bench, full):
    rec = bench.world.put("interview", {"person_name": "王小明", "role": "ITV-ACC", "started": "2026-07-09T09:00"})
    page = bench.show(InterviewsPage(bench.desk))
    bench.open(page, rec)
    text = page.view.transcript
    text.setFocus()
    full(on=True)
    keys(text, "第一句")
    page.view.saving.save()
    bench.settle()
    assert page.view.saved.text() == "Not saved"
    full(on=False)
    key(text, Qt.Key.Key_Return)
    keys(text, "第二句")
    page.view.saving.save()
    bench.settle()
    page.flush()
    assert [line.values["text"] for line in bench.world.vault.children(rec, "interview_line")] == ["第一句", "第二句"]


def test_what_a_verb_could_not_keep_is_kept_when_the_vault_is_locked(bench, full):
    page = bench.show(RecordsPage(bench.desk, "person"))
    rec = bench.world.put("person", {"name": "王小明"})
    bench.open(page, rec)
    line = page.view.form.boxes["address"].editor.line
    line.setFocus()
    keys(line, "三组27号")
    full(on=True)
    page.view.undo_last()
    bench.settle()
    full(on=False)
    page.flush()
    assert bench.world.vault.record(rec).values["address"] == "三组27号"


def test_what_a_rule_refuses_does_not_hold_up_what_was_typed_after_it(bench, monkeypatch):
    rec = bench.world.put("person", {"name": "王小明"})
    service, kept = bench.world.service, []
    typed = [Typed(rec, "person", {"address": "一"}), Typed(rec, "person", {"address": "二"})]

    def save_draft(rec, kind, fields, cursor, **where):
        if fields["address"] == "一":
            raise NotAllowedError(rule="G06", details={})
        kept.append(fields["address"])
        return 1

    monkeypatch.setattr(service, "save_draft", save_draft)
    saving = Saving(service, bench.jobs, lambda: [typed.pop(0)] if typed else [], bench.notices)
    saving.failed.connect(lambda _: None)
    saving.open(rec)
    for _ in range(2):
        saving.save()
        bench.settle()
    assert kept == ["二"]


@pytest.fixture
def committee(bench):
    """The committee of a village on its page, with an empty line, and what types into a field of that line."""
    page = bench.show(RecordsPage(bench.desk, "village"))
    bench.open(page, bench.world.village)
    table = next(one for one in page.view.tables if one.kind.code == "committee_member")
    table.add_row()

    def write(name, text):
        line = table._rows[0].editors[name].line
        line.setFocus()
        keys(line, text)

    return page, table, write


def test_a_line_of_a_table_stays_when_the_window_gets_narrower(bench, committee):
    page, table, write = committee
    write(table.inline[0].name, "张三")
    page.view.saving.save()
    bench.settle()
    before = len(table.inline)
    page.resize(660, 700)
    QApplication.processEvents()
    assert len(table.inline) != before
    assert [row.editors[table.inline[0].name].value() for row in table._rows] == ["张三"]
    page.flush()
    (child,) = bench.world.vault.children(bench.world.village, "committee_member")
    assert child.values[table.inline[0].name] == "张三"


def test_what_was_typed_into_a_field_now_folded_is_kept(bench, committee):
    page, table, write = committee
    first, folded = table.inline[0].name, next(of.name for of in table.more if of.type is Type.TEXT)
    write(first, "张三")
    row = table._rows[0]
    table._unfold(row, QPushButton())
    write(folded, "高中")
    page.view.saving.save()
    bench.settle()
    bench.notices.changed.emit(frozenset({"committee_member"}))  # read again: the line is folded now
    bench.settle()
    assert folded not in table._rows[0].editors
    write(first, "丰")
    page.flush()
    (child,) = bench.world.vault.children(bench.world.village, "committee_member")
    assert (child.values[first], child.values.get(folded)) == ("丰张三", "高中")
