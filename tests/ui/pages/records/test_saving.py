"""What is typed is kept, whatever comes between: a busy vault, a lock, another record."""

import threading

import pytest
from PySide6.QtCore import Qt

from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import key, keys
from ui.pages.interview import InterviewsPage
from ui.pages.records import RecordsPage


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
