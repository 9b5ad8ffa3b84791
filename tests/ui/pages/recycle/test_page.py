"""The recycle list brings things back."""

import pytest
from PySide6.QtCore import Qt

from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import key
from ui.pages.recycle import RecyclePage


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        yield made


def test_enter_brings_back_what_was_deleted_or_joined(bench):
    one, two = bench.world.put("person", {"name": "王"}), bench.world.put("person", {"name": "李"})
    bench.world.service.delete(one)
    bench.world.service.same_person(two, one)
    page = bench.show(RecyclePage(bench.desk))
    assert page.model.rowCount() == 2
    for left in (1, 0):
        page.view.setFocus()
        key(page.view, Qt.Key.Key_Return)
        bench.qtbot.waitUntil(lambda left=left: page.model.rowCount() == left, timeout=5000)
    bench.settle()
    assert not bench.world.vault.record(one).deleted
    assert not bench.world.vault.record(two).same_as
    assert page.stack.currentIndex() == 1


def test_a_deleted_line_names_the_record_it_was_part_of(bench):
    rec = bench.world.put("interview", {"person_name": "王"})
    part = bench.world.put("interview_line", {"speaker": "q", "text": "问"}, parent=rec)
    bench.world.service.delete(part)
    page = bench.show(RecyclePage(bench.desk))
    assert [page.model.index(0, column).data() for column in range(4)] == ["Line", "问", "王", "Deleted"]
