"""The checklist by keyboard: asked in one go, answered by single keys, printed, turned into a finding."""

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import focus, key, keys
from ui.pages.documents import DocumentsPage


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        yield made


def asked(bench, due="2026-07-12"):
    """The page over a village that was asked for the whole list."""
    page = bench.show(DocumentsPage(bench.desk))
    page.service.now = bench.world.clock.local
    page.documents.make_checklist(due)
    page.list.refresh()
    bench.settle()
    page.list.view.setFocus()
    return page


def held(bench, code):
    row = next(r for r in rows(bench) if r.values.get("code") == code)
    return bench.world.vault.record(row.rec)


def rows(bench):
    from app.services.documents import DocumentService

    return DocumentService(bench.world.session).every()


def press(bench, page, code, wanted):
    """Press the key of an answer on a document, and wait for its question."""
    place = next(n for n in range(page.list.model.rowCount()) if page.list.model.row(n).values["code"] == wanted)
    page.list.view.setCurrentIndex(page.list.model.index(place, 0))
    key(page.list.view, code)
    bench.settle()


def cells(page, row):
    return [page.list.model.index(row, column).data() for column in range(page.list.model.columnCount())]


def test_one_button_asks_for_the_whole_list_with_a_due_day(bench):
    page = bench.show(DocumentsPage(bench.desk))
    assert page.list.empty_button.isVisible()
    page.list.empty_button.setFocus()
    key(page.list.empty_button, Qt.Key.Key_Space)
    keys(focus(), "2026-07-12")
    key(focus(), Qt.Key.Key_Return)
    bench.settle()
    assert page.list.model.rowCount() == 63
    assert not page.list.whole.isVisible()
    assert {row.values["due_on"] for row in rows(bench)} == {"2026-07-12"}


def test_a_document_is_given_by_one_key_and_the_next_one_is_ready(bench):
    page = asked(bench)
    press(bench, page, Qt.Key.Key_1, "DOC01")
    assert page.list.question.isVisible()
    keys(focus(), "王会计")
    key(focus(), Qt.Key.Key_Tab)
    keys(focus(), "12")
    key(focus(), Qt.Key.Key_Return)
    bench.settle()
    given = held(bench, "DOC01")
    assert (given.state, given.values["given_by"], given.values["pages"]) == ("provided", "王会计", 12)
    assert given.values["given_on"] == "2026-07-09"
    assert focus() is page.list.view
    assert page.list.model.row(page.list.view.currentIndex().row()).values["code"] == "DOC02"
    key(page.list.view, Qt.Key.Key_1)
    bench.settle()
    assert focus().text() == "王会计", "whoever gave the last one most likely gives this one"
    key(focus(), Qt.Key.Key_Escape)
    assert not page.list.question.isVisible()
    assert focus() is page.list.view
    bench.settle()


def test_what_must_be_filled_is_said_before_anything_is_written(bench):
    page = asked(bench)
    press(bench, page, Qt.Key.Key_2, "DOC03")
    key(focus(), Qt.Key.Key_Return)
    assert page.list.question.isVisible()
    assert page.list.question.note.text() == "Still needed: Given by"
    assert held(bench, "DOC03").state in {"", "requested"}
    keys(focus(), "文书")
    key(focus(), Qt.Key.Key_Return)
    bench.settle()
    assert held(bench, "DOC03").state == "partly"


def test_a_refusal_asks_for_the_written_statement(bench):
    page = asked(bench)
    press(bench, page, Qt.Key.Key_3, "DOC06")
    assert "written statement" in page.list.question.note.text()
    keys(focus(), "说明3号")
    assert page.list.question.note.text() == ""
    key(focus(), Qt.Key.Key_Return)
    bench.settle()
    none = held(bench, "DOC06")
    assert (none.state, none.values["statement"], none.values["statement_kind"]) == ("none", "说明3号", "written")
    assert none.values["statement_on"] == "2026-07-09"


def test_g24_neither_statement_nor_witnesses_writes_nothing(bench):
    page = asked(bench)
    press(bench, page, Qt.Key.Key_4, "DOC05")
    key(focus(), Qt.Key.Key_Return)
    assert page.list.question.isVisible()
    assert "name two inspectors" in page.list.question.note.text()
    assert focus() is page.list.question.editors["witnesses"].finder.line
    find(bench, "吴一")
    key(focus(), Qt.Key.Key_Return)
    assert "needs two inspectors" in page.list.question.note.text(), "one is not two"
    assert held(bench, "DOC05").state in {"", "requested"}
    key(focus(), Qt.Key.Key_Escape)
    bench.settle()


def test_who_refuses_even_the_statement_is_entered_with_two_witnesses_without_the_mouse(bench):
    page = asked(bench)
    press(bench, page, Qt.Key.Key_4, "DOC05")
    key(focus(), Qt.Key.Key_Return)
    find(bench, "吴一")
    find(bench, "郑二")
    assert page.list.question.note.text() == ""
    key(focus(), Qt.Key.Key_Return)
    bench.settle()
    assert not page.list.question.isVisible()
    refused = held(bench, "DOC05")
    assert (refused.state, refused.values["statement_kind"]) == ("refused", "refused")
    assert refused.values["witnesses"] == list(bench.world.inspectors)
    assert "statement_on" not in refused.values
    chips = [label.text() for label in page.list.counts.findChildren(QLabel) if not label.isHidden()]
    assert "✕ Refused 1" in chips
    assert not any("statement" in chip for chip in chips)
    place = next(n for n in range(page.list.model.rowCount()) if page.list.model.row(n).values["code"] == "DOC05")
    assert cells(page, place)[6] == "refused too, witnessed"


def find(bench, name):
    """Type a name, wait for the one that fits, choose it."""
    finder = focus().parent()
    keys(finder.line, name)
    bench.qtbot.waitUntil(lambda: finder.open and name in str(finder._model.stringList()), timeout=5000)
    key(finder._completer.popup(), Qt.Key.Key_Down)
    key(finder._completer.popup(), Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: any(name in chip.text() for chip in finder.parent()._chips), timeout=5000)


def test_what_is_out_is_not_given_back_and_what_was_never_given_neither(bench):
    page = asked(bench)
    press(bench, page, Qt.Key.Key_5, "DOC01")
    assert not page.list.question.isVisible()
    assert page.list.banner.isVisible()
    rec = held(bench, "DOC01").rec
    page.documents.step(rec, "provide", given_on="2026-07-09", given_by="会计")
    page.documents.lend(rec, "账本")
    page.list.refresh()
    bench.settle()
    press(bench, page, Qt.Key.Key_5, "DOC01")
    assert "loan" in page.list.banner.text.text()
    (loan,) = bench.world.vault.children(rec, "document_loan")
    page.documents.take_back(loan.rec, "会计", both_signed=True)
    press(bench, page, Qt.Key.Key_5, "DOC01")
    keys(focus(), "王会计")
    key(focus(), Qt.Key.Key_Return)
    bench.settle()
    back = held(bench, "DOC01")
    assert (back.state, back.values["returned_by"]) == ("returned", bench.world.session.person)


def test_what_is_overdue_comes_first_and_says_for_how_long(bench):
    page = asked(bench, due="2026-07-05")
    page.documents.ask_more(["砍伐审批"], due_on="2026-07-01")
    page.list.refresh()
    bench.settle()
    assert cells(page, 0)[1] == "砍伐审批"
    assert cells(page, 0)[3] == "2026-07-01, +8 days"


def test_several_more_are_asked_for_in_one_line(bench):
    page = asked(bench)
    page.list.extra.setFocus()
    key(page.list.extra, Qt.Key.Key_Space)
    keys(focus(), "林地合同；砍伐审批")
    key(focus(), Qt.Key.Key_Return)
    bench.settle()
    names = {row.values["name"] for row in rows(bench) if row.values.get("supplementary")}
    assert names == {"林地合同", "砍伐审批"}


def test_request_list_and_borrowing_register_are_exported_for_the_village(bench, tmp_path):
    page = asked(bench)
    bench.ask.next(True)
    bench.ask.next(tmp_path)
    key(page.list.view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    bench.qtbot.waitUntil(lambda: any(tmp_path.glob("*.docx")), timeout=20_000)
    bench.settle()
    (path,) = tmp_path.glob("*.docx")
    assert len(Document(path).tables[-1].rows) >= 63
    assert str(path) in page.list.banner.text.text()
    texts = [action.text() for action in page.list.papers.menu().actions()]
    assert any("Borrowing register" in text for text in texts)


def test_a_document_becomes_a_finding_by_ctrl_g(bench):
    page = asked(bench)
    press(bench, page, Qt.Key.Key_G, "DOC01")
    key(page.list.view, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    ((place, rec),) = bench.went
    assert place == "records:finding"
    (source,) = bench.world.vault.children(rec, "finding_source")
    assert source.values["document"] == held(bench, "DOC01").rec
