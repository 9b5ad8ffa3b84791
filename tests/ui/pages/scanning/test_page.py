"""Ticked sheets in the window: chosen, decided by digits, compared, kept; blank ones printed."""

import pytest
from PySide6.QtCore import Qt

from app.forms import builtin
from app.reports.forms_paper import Look
from app.scan.target import Crop
from app.services.paper_forms import layout
from app.services.questionnaires import QuestionnaireService
from app.services.scan_sheets import Item, Seen, Sheet, questions
from app.services.scanning import Batch, Unread
from tests.app.scan import paper
from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import focus, key, keys
from ui.pages.questionnaires import QuestionnairesPage
from ui.pages.scanning import page as module
from ui.pages.scanning import words
from ui.pages.scanning.page import ScanningPage
from ui.pages.scanning.picture import SheetPicture
from ui.widgets import paper_printing

CODE = "QV-TEAM"


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    marks = [("A-0001", paper.everything(CODE, 1, q02=("1", "3"), q03=())), ("A-0002", paper.everything(CODE, 2))]
    return paper.sheets(tmp_path_factory.mktemp("sheets"), CODE, marks)


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def page(bench):
    QuestionnaireService(bench.desk.session, bench.world.clock.local).take_builtin(CODE)
    return bench.show(ScanningPage(bench.desk))


def read(bench, page, pictures):
    bench.ask.next(pictures)
    page.choose.click()
    bench.settle()
    return page


def texts(page):
    return [page.list.item(row).text() for row in range(page.list.count())]


def test_sheets_are_decided_by_digits_compared_and_kept(bench, page, pictures):
    read(bench, page, pictures)
    assert texts(page) == ["? A-0001: 2 to decide", "○ A-0002: to be compared"]
    assert page.doubt.item.asked.number == "2"
    assert page.doubt.findChildren(SheetPicture)
    assert focus() is page.doubt
    key(page.doubt, Qt.Key.Key_Return)
    assert page.doubt.item.asked.number == "2", "two are ticked: Enter alone says nothing"
    key(page.doubt, Qt.Key.Key_3)
    key(page.doubt, Qt.Key.Key_Return)
    assert (page.doubt.item.asked.number, page.doubt.none.isChecked()) == ("3", True)
    key(page.doubt, Qt.Key.Key_Return)
    assert page.doubt is None
    assert texts(page)[0] == "○ A-0001: to be compared"
    bench.qtbot.waitUntil(lambda: len(page.inside.findChildren(SheetPicture)) == 1)
    key(page, Qt.Key.Key_Return)
    bench.settle()
    assert texts(page) == ["✓ A-0001: kept", "○ A-0002: to be compared"]
    key(page, Qt.Key.Key_Return)
    bench.settle()
    assert page.batch is None
    assert "2 sheets kept" in page.banner.text.text()
    (survey,) = page.service.surveys()
    assert (survey.unfinished, survey.waiting, survey.entered) == (2, 0, 0)


def test_f7_asks_again_what_was_decided(bench, page, pictures):
    read(bench, page, pictures[:1])
    key(page.doubt, Qt.Key.Key_1)
    key(page.doubt, Qt.Key.Key_Return)
    assert page.doubt.item.asked.number == "3"
    page.take_back()
    assert page.doubt.item.asked.number == "2"
    assert page.doubt.item.answer is None
    assert not page.back.isEnabled()


def test_zero_says_that_nothing_is_ticked(bench, page, pictures):
    read(bench, page, pictures[:1])
    key(page.doubt, Qt.Key.Key_0)
    key(page.doubt, Qt.Key.Key_Return)
    assert page.sheet().answers().get("/data/q02") is None
    assert next(item for item in page.sheet().items if item.asked.number == "2").answer == ""


def test_what_is_not_read_is_named_and_nothing_is_lost(bench, page, pictures, tmp_path):
    other = tmp_path / "cat.png"
    other.write_bytes(b"no picture")
    read(bench, page, [other, pictures[1]])
    assert "cat.png" in page.banner.text.text()
    assert texts(page) == ["○ A-0002: to be compared"]


def test_what_is_written_is_typed(bench, page):
    form = builtin.form(CODE).form
    laid = layout(form, Look())
    asked = next(one for one in questions(laid.questionnaire) if one.kind == "lines")
    white = Seen(Crop(210, 297, b"\xff" * 210 * 297), 1.0, "made up")
    sheet = Sheet("", 1, {1: white}, [Item(asked, 1, written=True, top=10, height=20)])
    page._read(Batch(page.survey.currentData(), "x", form, [sheet]))
    bench.settle()
    assert page.doubt.reason.text().startswith("Something is written here")
    keys(focus(), "很好")
    key(focus(), Qt.Key.Key_Return)
    assert sheet.answers() == {asked.reference: "很好"}


def test_without_the_parts_the_page_says_which_are_missing(bench, monkeypatch):
    monkeypatch.setattr(module, "lacking", lambda: ("numpy",))
    made = bench.show(ScanningPage(bench.desk))
    assert "numpy" in made.banner.text.text()
    assert not made.choose.isEnabled()


def test_without_a_questionnaire_in_use_it_says_what_to_do(bench):
    made = bench.show(ScanningPage(bench.desk))
    assert "Begin to use one first" in made.hint.text()
    assert not made.choose.isEnabled()


def test_every_reason_has_words():
    reasons = ("outline", "faint", "ring", "several", "painted", "page", "blank", "against-skip", "written")
    assert len({words.why(one) for one in reasons}) == len(reasons)
    assert all(words.why(one) != one for one in reasons)
    for why in ("no-code", "other-form", "other-print", "not-flat", "twice", "unreadable", "damaged", "sort"):
        assert "x.jpg" in words.unread(Unread("x.jpg", 1, why))


# -- printing, from the page of questionnaires -----------------------------------------------------------------------


@pytest.fixture
def list_page(bench):
    made = bench.show(QuestionnairesPage(bench.desk))
    made.take("QV-SAT")
    bench.settle()
    return made


def test_blank_sheets_are_written_where_no_printer_is(bench, list_page, tmp_path, monkeypatch):
    monkeypatch.setattr(paper_printing, "printers", list)
    list_page.blank.click()
    dialog = list_page.on_paper.dialog
    assert dialog.rows.isVisibleTo(dialog)
    dialog.copies.setValue(2)
    dialog.big.setChecked(True)
    assert dialog.told.text() == f"{_pages(dialog)} pages a sheet, {2 * _pages(dialog)} pages in all"
    path = tmp_path / "sheets.pdf"
    bench.ask.next(path)
    dialog.yes.click()
    bench.qtbot.waitUntil(path.exists, timeout=10_000)
    bench.settle()
    assert path.read_bytes().startswith(b"%PDF")
    bench.qtbot.waitUntil(lambda: "numbers" in list_page.banner.text.text(), timeout=10_000)


def _pages(dialog):
    return dialog._size(dialog.look()).pages


def test_the_way_to_reading_leads_from_the_questionnaire(bench, list_page):
    list_page.scan.click()
    assert bench.went == [("scanning", list_page.chosen().rec)]


def test_a_closed_questionnaire_is_not_read_any_more(bench, list_page):
    bench.ask.next(True)
    list_page.close_it.click()
    bench.settle()
    assert not list_page.scan.isVisibleTo(list_page)
    assert list_page.blank.isVisibleTo(list_page)
