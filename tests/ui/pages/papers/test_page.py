"""Paper from the window: a talk on paper or as PDF, blank forms, templates, and the list of what left in clear."""

import pypdfium2
import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from app.reports.papers import form, shipped
from tests.app.services.test_records import signed
from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import key
from ui.pages.interview import InterviewsPage
from ui.pages.papers import PapersPage
from ui.widgets import paper_printing

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def printer(monkeypatch, tmp_path):
    """A printer that prints into a file."""
    made = []

    def named(name):
        to = QPrinter(QPrinter.PrinterMode.HighResolution)
        to.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        to.setOutputFileName(str(tmp_path / "printed.pdf"))
        to.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        to.setFullPage(True)
        made.append(name)
        return to

    monkeypatch.setattr(paper_printing, "printers", lambda: ["HP", "Canon"])
    monkeypatch.setattr(paper_printing, "printer", named)
    return made


def talk(bench):
    page = bench.show(InterviewsPage(bench.desk))
    rec = signed(bench.world)
    bench.open(page, rec)
    return page, rec


def pages(path):
    document = pypdfium2.PdfDocument(str(path))
    try:
        return len(document)
    finally:
        document.close()


def test_without_a_printer_a_talk_becomes_a_pdf_in_a_folder(bench, tmp_path):
    page, rec = talk(bench)
    out = tmp_path / "out"
    out.mkdir()
    bench.ask.next(True)
    bench.ask.next(out)
    key(page.view, Qt.Key.Key_P, CONTROL)
    bench.qtbot.waitUntil(lambda: any(out.glob("*.pdf")), timeout=20_000)
    bench.settle()
    (path,) = out.glob("*.pdf")
    assert pages(path) >= 1
    told = page.view.banner.text.text()
    assert str(path) in told
    (line,) = page.view.papers.desk.service.in_clear()
    assert (line.what, line.form, line.subject) == ("export", "talk_sheet", rec)
    assert line.copy in told


def test_a_talk_goes_to_the_printer_chosen_and_every_print_is_a_new_copy(bench, tmp_path, printer):
    page, _ = talk(bench)
    for _ in range(2):
        bench.ask.next(1)
        key(page.view, Qt.Key.Key_P, CONTROL)
        bench.settle()
    assert printer == ["Canon", "Canon"]
    assert pages(tmp_path / "printed.pdf") >= 1
    second, first = page.view.papers.desk.service.in_clear()
    assert (first.what, first.file) == ("print", "")
    assert int(second.copy[-6:]) == int(first.copy[-6:]) + 1
    assert "Sent to printer Canon" in page.view.banner.text.text()
    assert second.copy in page.view.banner.text.text()


def test_a_printer_that_does_not_take_it_says_so_and_the_log_keeps_the_attempt(bench, monkeypatch, printer):
    page, _ = talk(bench)

    def broken(pdf, to, name):
        raise paper_printing.PaperNotPrintedError(printer="HP")

    monkeypatch.setattr(paper_printing, "send", broken)
    bench.ask.next(0)
    key(page.view, Qt.Key.Key_P, CONTROL)
    bench.settle()
    assert "did not take it" in page.view.banner.text.text()
    assert [line.what for line in page.view.papers.desk.service.in_clear()] == ["print"]


def test_the_menu_names_every_paper_of_a_record(bench):
    page, _ = talk(bench)
    texts = [action.text() for action in page.view.papers.menu().actions()]
    assert texts == [
        "Print: Record of a talk, to print…\tCtrl+P",
        "Save as PDF: Record of a talk, to print…",
        "Export to Word: Record of a talk…\tCtrl+Shift+E",
    ]


def test_what_left_in_clear_is_listed_with_file_copy_and_mark_and_leads_back(bench, tmp_path):
    page, rec = talk(bench)
    page.view.papers.desk.service.export(rec, "interview", tmp_path)
    page.hide()
    papers = bench.show(PapersPage(bench.desk))
    (row,) = [[papers.model.index(0, c).data() for c in range(papers.model.columnCount())]]
    assert row[2:4] == ["exported", "Record of a talk"]
    assert row[7].endswith(".docx")
    assert row[5]
    papers.view.setCurrentIndex(papers.model.index(0, 0))
    key(papers.view, Qt.Key.Key_Return)
    assert bench.went == [("records:interview", rec)]


def test_the_blank_record_is_printed_or_saved_without_a_warning(bench, tmp_path):
    papers = bench.show(PapersPage(bench.desk))
    out = tmp_path / "out"
    out.mkdir()
    bench.ask.next(out)
    papers.blank.setFocus()
    key(papers.blank, Qt.Key.Key_Space)
    bench.qtbot.waitUntil(lambda: any(out.glob("*.pdf")), timeout=20_000)
    bench.settle()
    (path,) = out.glob("*.pdf")
    assert pages(path) == 3
    assert str(path) in papers.banner.text.text()
    assert papers.model.rowCount() == 1
    assert len(bench.ask.asked) == 1


def test_the_whole_set_of_blank_forms_is_saved_and_listed_as_blank(bench, tmp_path):
    papers = bench.show(PapersPage(bench.desk))
    out = tmp_path / "out"
    out.mkdir()
    menu = papers.blank_menu()
    whole, *others = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.text().split()[0] for action in others] == ["F15", "F15", "F12", "F13", "F24", "F26", "F27"]
    bench.ask.next(out)
    whole.trigger()
    bench.settle()
    bench.qtbot.waitUntil(lambda: len(list(out.iterdir())) == len(others), timeout=20_000)
    bench.settle()
    bench.qtbot.waitUntil(lambda: papers.model.rowCount() == len(others))
    shown = {papers.model.index(row, 3).data() for row in range(papers.model.rowCount())}
    assert {"Blank finding", "Blank evidence sheet", "Blank record of a talk"} <= shown
    bench.ask.next(out)
    others[-1].trigger()
    bench.qtbot.waitUntil(lambda: len(list(out.iterdir())) == len(others) + 1, timeout=20_000)
    bench.settle()


def test_the_reports_of_several_villages_are_written_from_the_window(bench, tmp_path):
    papers = bench.show(PapersPage(bench.desk))
    out = tmp_path / "out"
    out.mkdir()
    bulk = papers.bulk
    bench.qtbot.waitUntil(lambda: bulk.villages.count() == 2)
    assert not bulk.go.isEnabled()
    bulk.every.setFocus()
    key(bulk.every, Qt.Key.Key_Space)
    assert bulk.go.text() == "Export for 2 villages…"
    bench.ask.next(True)
    bench.ask.next(out)
    bulk.go.setFocus()
    key(bulk.go, Qt.Key.Key_Space)
    bench.qtbot.waitUntil(lambda: len(list(out.glob("*.docx"))) == 2, timeout=20_000)
    bench.settle()
    assert {name for name in ("石桥村", "南坪村") for path in out.iterdir() if name in path.name} == {
        "石桥村",
        "南坪村",
    }
    bench.qtbot.waitUntil(lambda: papers.model.rowCount() == 2)
    assert len(bulk.chosen()) == 2  # the next form may follow


def test_the_talks_of_the_villages_ticked_are_written_each_by_itself(bench, tmp_path):
    first = signed(bench.world)
    second = signed(bench.world)
    papers = bench.show(PapersPage(bench.desk))
    out = tmp_path / "out"
    out.mkdir()
    bulk = papers.bulk
    bench.qtbot.waitUntil(lambda: bulk.villages.count() == 2)
    bulk.form.setCurrentIndex(bulk.form.findData("interview"))
    for place in range(bulk.villages.count()):
        bulk.villages.item(place).setCheckState(Qt.CheckState.Checked)
    bench.ask.next(True)
    bench.ask.next(out)
    bulk.export()
    bench.qtbot.waitUntil(lambda: len(list(out.glob("*.docx"))) == 2, timeout=20_000)
    bench.settle()
    assert {one.subject for one in papers.papers.service.in_clear()} == {first, second}


def test_an_addendum_that_left_leads_back_to_its_talk(bench):
    rec = signed(bench.world)
    fields = {"sort": "supplement", "text": "还有一件", "reason": "想起", "at": "2026-07-10T08:00"}
    part = bench.world.put("interview_addendum", fields, parent=rec)
    papers = bench.show(PapersPage(bench.desk))
    papers.papers.service.print_pdf(part, "addendum_sheet")
    papers.refresh()
    bench.settle()
    bench.qtbot.waitUntil(lambda: papers.model.rowCount() == 1)
    papers.view.setCurrentIndex(papers.model.index(0, 0))
    key(papers.view, Qt.Key.Key_Return)
    assert bench.went == [("records:interview", rec)]


def template(tmp_path, text, name="own.docx"):
    path = tmp_path / name
    path.write_bytes(shipped(form("finding")))
    document = Document(path)
    document.add_paragraph(text)
    document.save(path)
    return path


def choose_form(papers, code):
    papers.templates.form.setCurrentIndex(papers.templates.form.findData(code))


def test_a_template_with_a_wrong_name_is_told_with_its_place(bench, tmp_path):
    papers = bench.show(PapersPage(bench.desk))
    choose_form(papers, "finding")
    bench.ask.next(template(tmp_path, "{{ 没有这个 }} ｛｛概述｝｝"))
    papers.templates.check_button.setFocus()
    key(papers.templates.check_button, Qt.Key.Key_Space)
    bench.settle()
    lines = [papers.templates.found.item(n).text() for n in range(papers.templates.found.count())]
    assert any("没有这个" in line for line in lines)
    assert any("full-width" in line for line in lines)
    assert not papers.templates.use_button.isVisible()
    assert "to correct" in papers.banner.text.text()


def test_the_office_uses_its_own_template_and_goes_back(bench, tmp_path):
    papers = bench.show(PapersPage(bench.desk))
    choose_form(papers, "finding")
    bench.settle()
    assert papers.templates.in_use.text() == "in use: the one that ships"
    bench.ask.next(template(tmp_path, "县里自己的表"))
    papers.templates.check()
    bench.settle()
    assert papers.templates.use_button.isVisible()
    key(papers.templates.use_button, Qt.Key.Key_Space)
    bench.settle()
    assert papers.templates.in_use.text() == "in use: own.docx"
    key(papers.templates.drop_button, Qt.Key.Key_Space)
    bench.settle()
    assert papers.templates.in_use.text() == "in use: the one that ships"


def test_the_template_in_use_can_be_taken_out_and_its_names_listed(bench, tmp_path):
    papers = bench.show(PapersPage(bench.desk))
    choose_form(papers, "document_request")
    path = tmp_path / "taken.docx"
    bench.ask.next(path)
    papers.templates.save()
    bench.settle()
    assert path.read_bytes() == shipped(form("document_request"))
    papers.templates.show_names()
    lines = [papers.templates.found.item(n).text() for n in range(papers.templates.found.count())]
    assert any(line.startswith("{%tr for 行 in 各项 %}") for line in lines)
    assert any(line.startswith("{{ 行.材料名称 }}") for line in lines)
