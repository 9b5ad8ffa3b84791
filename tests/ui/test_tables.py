import time
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from ui.tables import Column, RowTable, RowView


@dataclass
class Thing:
    name: str
    size: int


COLUMNS = (
    Column(lambda: "Name", lambda thing: thing.name, key="name"),
    Column(lambda: "Size", lambda thing: str(thing.size), key="size", right=True, width=80),
)


def read(ids: Sequence[int]) -> list[Thing]:
    return [Thing(f"thing {i}", i) for i in ids]


def test_the_model_keeps_qts_rules(qapp: QApplication, qtmodeltester: ModelTester):
    model = RowTable(COLUMNS, read)
    model.show(list(range(450)))
    qtmodeltester.check(model)


def test_two_hundred_thousand_rows_open_at_once(qtbot: QtBot):
    reads = []
    model = RowTable(COLUMNS, lambda ids: reads.append(len(ids)) or read(ids))
    view = RowView(model)
    qtbot.addWidget(view)
    view.resize(900, 600)
    view.show()
    start = time.perf_counter()
    model.show(range(200_000))
    view.viewport().repaint()
    assert time.perf_counter() - start < 0.2
    assert sum(reads) <= 400
    view.scrollToBottom()
    view.viewport().repaint()
    assert model.index(199_999, 0).data() == "thing 199999"
    assert sum(reads) <= 800


def test_a_header_asks_for_the_order_instead_of_sorting(qtbot: QtBot):
    model = RowTable(COLUMNS, read)
    with qtbot.waitSignal(model.sort_wanted) as asked:
        model.sort(1, Qt.SortOrder.DescendingOrder)
    assert asked.args == ["size", True]


def test_enter_opens_the_row(qtbot: QtBot):
    model = RowTable(COLUMNS, read)
    view = RowView(model)
    qtbot.addWidget(view)
    model.show([7, 8])
    view.selectRow(1)
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [1]
    assert model.row_id(1) == 8
    assert model.place(8) == 1
    assert model.place(9) == -1


def test_a_narrow_list_leaves_out_what_can_be_spared_and_does_not_scroll_sideways(qtbot: QtBot) -> None:
    titles = ("Name", "Sex", "Born", "Group", "Saved")
    spares = (0, 0, 0, 2, 9)
    columns = [
        Column(lambda title=title: title, lambda _: "2026-11-23 08:30", width=100, spare=spare)  # type: ignore[misc]
        for title, spare in zip(titles, spares, strict=True)
    ]
    model: RowTable[Thing] = RowTable(columns, read)
    view = RowView(model)
    qtbot.addWidget(view)
    model.show(range(5))
    view.resize(2000, 300)
    view.show()
    qtbot.waitUntil(lambda: not any(view.isColumnHidden(n) for n in range(5)))
    one = view.columnWidth(0)
    view.resize(one * 4 + 60, 300)
    qtbot.waitUntil(lambda: [n for n in range(5) if view.isColumnHidden(n)] == [4])
    view.resize(one * 3 + 60, 300)
    qtbot.waitUntil(lambda: [n for n in range(5) if view.isColumnHidden(n)] == [3, 4])
    qtbot.waitUntil(lambda: not view.horizontalScrollBar().isVisible())
    view.resize(2000, 300)
    qtbot.waitUntil(lambda: not any(view.isColumnHidden(n) for n in range(5)))
    view.hide()
