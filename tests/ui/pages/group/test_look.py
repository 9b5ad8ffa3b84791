import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.records.change import COMMON, new_record_id
from app.services.evening import Comer, Evening
from app.storage.types import NewChange
from tests.ui.conftest import settle

TODAY = dt.datetime.now().astimezone().date()
DUE = (TODAY - dt.timedelta(days=3)).isoformat()


@pytest.fixture
def look(opened, qtbot):
    """The page over two villages: two talks planned in the first, a late document in the second."""
    vault = opened.session.vault
    one, two = new_record_id(), new_record_id()
    for rec, name in ((one, "东村"), (two, "西村")):
        vault.write([NewChange("village", rec, f"village-{rec}", {"name": name, "town": "柳河镇"})])
    put(opened, one, "interview", {"person_name": "甲", "role": "ITV-PTY"})
    put(opened, one, "interview", {"person_name": "乙", "role": "ITV-PTY"})
    put(opened, two, "document_check", {"name": "现金日记账", "due_on": DUE})
    opened.one, opened.two = one, two
    opened.main.go("group", "")
    settle(qtbot, opened)
    opened.look = opened.main.page("group")
    qtbot.waitUntil(lambda: opened.look.table.rowCount() == 3)
    return opened


def put(shell, village, kind, fields, *steps):
    rec = new_record_id()
    scope = f"village-{village}"
    shell.session.vault.write([NewChange(kind, rec, scope, fields)])
    for step in steps:
        shell.session.vault.write([NewChange(kind, rec, scope, {}, step=step)])
    return rec


def row(table, place):
    return [table.index(place, column).data() for column in range(table.columnCount())]


def go_to(look, village, code):
    look.look.view.setCurrentIndex(look.look.table.place(village, code))


def titles(page):
    return [page.listing.model.row(place).title for place in range(page.listing.model.rowCount())]


def test_each_village_is_a_line_and_the_sums_stand_below(look, qtmodeltester):
    table = look.look.table
    qtmodeltester.check(table)
    assert row(table, 0)[:2] == ["东村", "2"]
    assert row(table, 1)[:2] == ["西村", "0"]
    assert row(table, 2)[:2] == ["Total", "2"]
    assert row(table, 1)[table.codes.index("overdue")] == "1"


def test_enter_shows_exactly_what_is_behind_a_number_and_escape_comes_back(look, qtbot):
    page = look.look
    go_to(look, look.one, "planned")
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.listing)
    assert sorted(titles(page)) == ["乙", "甲"]
    assert "东村" in page.listing.title.text()
    qtbot.waitUntil(page.listing.view.hasFocus)
    QTest.keyClick(page.listing.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.whole)
    assert page.table.at(page.view.currentIndex()) == (look.one, "planned")


def test_a_record_opened_from_there_leads_back_to_the_same_line(look, qtbot):
    page, main = look.look, look.main
    go_to(look, look.one, "planned")
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.waitUntil(page.listing.view.hasFocus)
    QTest.keyClick(page.listing.view, Qt.Key.Key_Down)
    chosen = page.listing.chosen().rec
    QTest.keyClick(page.listing.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: main.current == "records:interview")
    talk = main.page("records:interview").view
    qtbot.waitUntil(lambda: talk.page is not None and talk.rec == chosen)
    settle(qtbot, look)
    talk.back.click()
    qtbot.waitUntil(lambda: main.current == "group")
    settle(qtbot, look)
    assert page.stack.currentWidget() is page.listing
    assert page.listing.chosen().rec == chosen


def test_going_on_to_another_page_forgets_the_way_back(look, qtbot):
    page, main = look.look, look.main
    main.go("group", f"planned:{look.one}")
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.listing)
    page.listing.view.opened.emit(0)
    view = main.page("records:interview").view
    qtbot.waitUntil(lambda: view.page is not None)
    rec = view.rec
    main.go("today", "")
    main.go("records:interview", rec)
    qtbot.waitUntil(lambda: view.page is not None and view.rec == rec)
    settle(qtbot, look)
    view.back.click()
    assert main.current == "records:interview"
    settle(qtbot, look)


def test_the_sum_lists_all_villages_with_their_names(look, qtbot):
    page = look.look
    go_to(look, "", "overdue")
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stack.currentWidget() is page.listing)
    model = page.listing.model
    shown = [model.index(0, column).data() for column in range(model.columnCount())]
    assert shown[:3] == ["现金日记账", "西村", "overdue by 3 days"]


def test_a_key_attaches_the_scan_and_the_talk_leaves_the_list(look, qtbot, tmp_path):
    page, village = look.look, look.one
    one, two = new_record_id(), new_record_id()
    vault = look.session.vault
    for rec, name in ((one, "吴一"), (two, "郑二")):
        fields = {"name": name, "staff": name, "role": "member"}
        vault.write([NewChange("inspector", rec, COMMON, fields, as_office=True)])
    told = {"started": "2026-07-08T09:00", "ended": "2026-07-08T10:00", "place": "村委会", "talkers": [one]}
    talk = {"person_name": "丙", "role": "ITV-PTY", "recorder": two, "signing": "signed", **told}
    rec = put(look, village, "interview", talk, "begin", "finish", "sign")
    look.main.go("group", f"unscanned:{village}")
    qtbot.waitUntil(lambda: titles(page) == ["丙"])
    paper = tmp_path / "page.jpg"
    paper.write_bytes(b"a photographed page")
    look.ask.next([str(paper)])
    qtbot.waitUntil(page.listing.view.hasFocus)
    QTest.keyClick(
        page.listing.view, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    qtbot.waitUntil(lambda: page.listing.model.rowCount() == 0, timeout=10_000)
    settle(qtbot, look)
    (kept,) = vault.children(rec, "attachment")
    assert (kept.values["sort"], kept.values["name"]) == ("signed", "page.jpg")
    qtbot.waitUntil(page.listing.empty.isVisible)
    qtbot.waitUntil(page.listing.back.hasFocus)


def test_a_save_elsewhere_is_counted_when_one_looks_again(look, qtbot):
    look.main.go("today", "")
    put(look, look.one, "finding", {"title": "多付"})
    look.session.touched(frozenset({"finding"}))
    settle(qtbot, look)
    QTest.keyClick(look, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    table = look.look.table
    qtbot.waitUntil(lambda: row(table, 0)[table.codes.index("drafts")] == "1")


def test_before_there_is_a_village_it_says_what_to_do(opened, qtbot):
    opened.main.go("group", "")
    page = opened.main.page("group")
    qtbot.waitUntil(page.none_button.isVisible)
    page.none_button.click()
    assert opened.main.current == "records:village"
    settle(qtbot, opened)


def test_who_has_not_merged_is_named_with_the_day_they_came_last(look, qtbot):
    card = look.look.evening
    came = int(dt.datetime(2026, 7, 8, 18, 5).timestamp() * 1000)  # noqa: DTZ001 - wall time
    comers = (
        Comer("a", "李组员", "member", ("2",), came),
        Comer("b", "赵组员", "member", ("3",)),
        Comer("c", "钱组员", "member", ("4",), came, today=True, left=2),
        Comer("d", "孙联络", "liaison", ()),
    )
    card.show_evening(Evening(comers, meant=True))
    qtbot.waitUntil(card.isVisible)
    assert card.title.text() == "Handed nothing in today: 2 of 3"  # at the office
    assert "李组员 (laptop 2, last on 07-08 18:05)" in card.names.text()
    assert "赵组员 (laptop 3, never yet)" in card.names.text()
    assert "钱组员 left 2 half-typed records behind" in card.names.text()
    assert "孙联络: no laptop registered" in card.names.text()
    card.button.click()
    assert look.main.current == "handover"
    settle(qtbot, look)


def test_the_space_bar_puts_the_highest_first_and_back(look):
    page = look.look
    go_to(look, look.one, "overdue")
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    assert [row(page.table, place)[0] for place in range(3)] == ["西村", "东村", "Total"]
    assert page.table.at(page.view.currentIndex()) == (look.two, "overdue")
    QTest.keyClick(page.view, Qt.Key.Key_Space)
    assert [row(page.table, place)[0] for place in range(3)] == ["东村", "西村", "Total"]
