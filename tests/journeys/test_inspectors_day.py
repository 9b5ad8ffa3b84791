"""The inspector's day from the window: talk, print, correct, sign, scan, addendum, documents, findings, papers, stick.

Long because one day is told from morning to evening, in the order it happens.
"""

from dataclasses import dataclass
from pathlib import Path

import docx
import pypdfium2
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from app.reports import papers
from tests.app.reports import samples
from tests.journeys.driver import CONTROL, Driver
from tests.ui.pages.records.test_page import keys
from ui.widgets import paper_printing

ANSWERS = ("两个账户，都是我管。", "2024年5月收的水塘租金3.6万元，我没有入账。", "会议记录在书记家里。")


@dataclass
class Day:
    """What one part of the day leaves to the next."""

    folder: Path
    out: Path
    opens: dict[str, str]
    talk: str = ""
    finding: str = ""
    confirmation: str = ""

    def who(self, place: int) -> tuple[str, str]:
        """Staff number and passphrase: 0 holder, 1 second handler, 2 deputy, 3 leader."""
        return list(self.opens.items())[place]


@pytest.fixture
def printer(monkeypatch, tmp_path):
    """One printer, which prints into a PDF file."""

    def named(_):
        to = QPrinter(QPrinter.PrinterMode.HighResolution)
        to.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        to.setOutputFileName(str(tmp_path / "printed.pdf"))
        to.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        to.setFullPage(True)
        return to

    monkeypatch.setattr(paper_printing, "printers", lambda: ["HP"])
    monkeypatch.setattr(paper_printing, "printer", named)
    return tmp_path / "printed.pdf"


def pages(path):
    document = pypdfium2.PdfDocument(str(path))
    try:
        return len(document)
    finally:
        document.close()


def test_an_inspectors_day_from_the_window(shell, qtbot, round_, tmp_path, printer):
    out = tmp_path / "papers"
    out.mkdir()
    day = Day(round_.out / "laptop-1", out, round_.opens["laptop-1"])
    driver = Driver(shell, qtbot)
    driver.unlock(day.folder, *day.who(0))
    talk_and_sign(driver, day, printer)
    after_the_signature(driver, day, tmp_path)
    ask_for_documents(driver, day)
    find(driver, day)
    four_hands(driver, day)
    before_the_village(driver, day)
    every_paper(driver, day)
    home_by_stick(driver, tmp_path)


def talk_and_sign(driver, day, printer):
    """A talk is begun, written by keyboard, printed, corrected, printed again, signed."""
    page = driver.go("records:interview")
    driver.press(page.list.new)
    view = driver.at("records:interview")
    day.talk = view.rec
    people = [person.name for person in driver.shell.session.vault.roster().inspectors.values()]
    me, other = driver.shell.session.me_name, next(n for n in people if n != driver.shell.session.me_name)
    driver.fill(view, person_name="钱七", role="ITV-ACC", place="村委会", talkers=[me], recorder=other)
    driver.step(view, "begin")
    text = view.transcript
    text.setFocus()
    driver.wait(lambda: len(view.outline.prompts()) > 5)
    for said in ANSWERS:
        driver.key(text, Qt.Key.Key_Return, CONTROL)  # opening wording, then the next questions
        keys(text, said)
    driver.key(text, Qt.Key.Key_Return)
    keys(text, "还有补充吗？")
    driver.key(text, Qt.Key.Key_Return)
    driver.key(text, Qt.Key.Key_2, CONTROL)  # a phrase
    driver.step(view, "finish")
    driver.shell.ask.next(0)
    driver.key(view, Qt.Key.Key_P, CONTROL)
    driver.wait(printer.exists)
    driver.wait(lambda: "Sent to printer HP" in view.banner.text.text())
    assert pages(printer) >= 1
    text.setFocus()
    driver.key(text, Qt.Key.Key_End, CONTROL)
    keys(text, "（核对后补充：账本愿意交。）")
    corrected = driver.out(view, "Save as PDF: Record of a talk", day.out)
    shown = samples.words(corrected.read_bytes())
    assert "第2次印制" in shown
    assert "账本愿意交" in shown
    view.tabs.setCurrentIndex(1)
    driver.fill(view, signing="signed")
    driver.step(view, "sign")
    assert text.isReadOnly()


def go_to(driver, text, words):
    """Go down through the record to a line."""
    text.setFocus()
    driver.key(text, Qt.Key.Key_Home, CONTROL)
    for _ in range(40):
        if text.here()[1] == words:
            return
        driver.key(text, Qt.Key.Key_Down)
    raise AssertionError(words)


def after_the_signature(driver, day, tmp_path):
    """The signed pages come back as a picture; a line is tagged afterwards; the person adds something."""
    view = driver.go("records:interview", day.talk).view
    scan = tmp_path / "signed.png"
    Image.new("L", (400, 560), 255).save(scan)
    view.attach([scan])
    driver.settle()
    driver.wait(lambda: len(driver.shell.session.vault.children(day.talk, "attachment")) == 1)
    view.tabs.setCurrentIndex(0)
    text = view.transcript
    go_to(driver, text, ANSWERS[1])
    driver.key(text, Qt.Key.Key_T, CONTROL)
    driver.pick(view.chooser.finder, "C1-02")
    driver.wait(view.chooser.go.isEnabled)
    driver.press(view.chooser.go)
    driver.settle()
    driver.wait(lambda: len(driver.shell.session.vault.children(day.talk, "interview_mark")) == 1)
    view.tabs.setCurrentIndex(1)
    table = view.tables[0]
    table.add_row()
    editors = table._rows[-1].editors
    driver.put(editors["sort"], "supplement")
    driver.put(editors["text"], "租金是分两次收的。")
    driver.put(editors["reason"], "签字后想起")
    view.saving.commit()
    driver.settle()
    driver.wait(lambda: any("Addendum" in action.text() for action in view.papers.menu().actions()))
    added = driver.out(view, "Save as PDF: Addendum", day.out)
    assert "租金是分两次收的" in samples.words(added.read_bytes())


def ask_for_documents(driver, day):
    """A document that is refused, with a statement in writing."""
    page = driver.go("records:document_check")
    listed = page.list
    waiting = next(n for n in range(listed.model.rowCount()) if listed.model.row(n).state in ("", "requested"))
    rec = listed.model.row(waiting).rec
    listed.view.setCurrentIndex(listed.model.index(waiting, 0))
    driver.key(listed.view, Qt.Key.Key_4)
    driver.settle()
    assert listed.question.isVisible()
    editor = listed.question.editors["statement"]
    driver.type(editor.line, "书面说明2号")
    driver.key(editor.line, Qt.Key.Key_Return)
    driver.settle()
    driver.wait(lambda: driver.shell.session.vault.record(rec).state == "refused")


def find(driver, day):
    """A finding of a line of the talk; a second source contradicts it; the amount lacks and is then told."""
    view = driver.go("records:interview", day.talk).view
    view.tabs.setCurrentIndex(0)
    text = view.transcript
    go_to(driver, text, ANSWERS[1])
    driver.key(text, Qt.Key.Key_G, CONTROL)
    view = driver.at("records:finding")
    day.finding = view.rec
    board = view.board
    driver.press(board.adders["evidence"])
    driver.pick(view.chooser.finder, "结算")
    driver.wait(view.chooser.go.isEnabled)
    driver.press(view.chooser.go)
    driver.wait(lambda: len(board.cards) == 2)
    driver.settle()
    card = board.cards[-1]
    driver.put(card.editors["says"], "结算书上没有这笔租金。")
    driver.put(card.editors["stance"], "contradicts")
    said = [board.summary.itemAt(n).widget().text() for n in range(board.summary.count())]
    assert "They disagree: 1 contradict" in said
    driver.fill(view, title="村会计钱七收取水塘租金未入账", facts="2024年5月，村会计钱七收取水塘租金，没有入账。")
    driver.wait(lambda: "figure" in {gap.point.value for gap in view.checks.gaps})
    driver.fill(
        view,
        title="村会计钱七收取水塘租金3.6万元未入账",
        facts="2024年5月，村会计钱七在村委会收取水塘租金3.6万元，没有入账。",
        when="2024年5月",
        place="村委会",
        persons_text="村会计钱七",
        amount="36000",
        responsible_text="村会计钱七",
        basis="县《农村集体资金管理办法》第九条：收入须当日入账。",
    )
    driver.wait(lambda: "figure" not in {gap.point.value for gap in view.checks.gaps})
    driver.fill(view, proposal="report")
    driver.step(view, "sign")


def four_hands(driver, day):
    """Second handler, deputy and leader, each with a passphrase of their own at the same laptop."""
    opinions = {2: ("review", "deputy_opinion"), 3: ("approve", "leader_opinion")}
    for place in (1, 2, 3):
        driver.shell.lock()
        driver.unlock(day.folder, *day.who(place))
        view = driver.go("records:finding", day.finding).view
        if place == 1:
            driver.step(view, "countersign")
            continue
        step, opinion = opinions[place]
        driver.fill(view, **{opinion: "同意。"})
        driver.step(view, step)
    driver.step(view, "to_report")
    driver.shell.lock()
    driver.unlock(day.folder, *day.who(0))


def before_the_village(driver, day):
    """The facts are put before the village: no source, nobody who told."""
    page = driver.go("records:fact_confirmation")
    driver.press(page.list.new)
    view = driver.at("records:fact_confirmation")
    day.confirmation = view.rec
    driver.fill(
        view, summary="水塘租金未入账", findings=["水塘租金3.6万"], facts="2024年5月收取的水塘租金3.6万元没有入账。"
    )
    paper = driver.out(view, "Export to Word: Fact confirmation", day.out)
    told = samples.outline(paper.read_bytes())
    assert "水塘租金3.6万元没有入账" in told
    assert "钱七" not in told
    driver.step(view, "show")


def every_paper(driver, day):
    """What is left of the papers, several villages at once, the empty forms; all of it stands in the list."""
    for page, rec, words in (
        ("records:interview", day.talk, "Export to Word: Record of a talk"),
        ("records:interview", day.talk, "Export to Word: Addendum"),
        ("records:finding", day.finding, "Export to Word: Finding"),
    ):
        driver.out(driver.go(page, rec).view, words, day.out)
    shown = driver.go("papers")
    for code in ("village_report", "document_request", "borrowing_register", "evidence"):
        before = len(list(day.out.iterdir()))
        driver.wait(lambda: shown.bulk.villages.count() > 0)
        driver.choose(shown.bulk.form, code)
        if not shown.bulk.chosen():
            driver.press(shown.bulk.every)
        driver.shell.ask.next(True)
        driver.shell.ask.next(day.out)
        driver.press(shown.bulk.go)
        driver.wait(lambda n=before: len(list(day.out.iterdir())) > n)
        driver.settle()
    driver.shell.ask.next(day.out)
    driver.menu(shown.blank_menu(), "The whole set")
    driver.wait(lambda: any("空白事实确认单" in p.name for p in day.out.iterdir()))
    driver.settle()
    told = driver.shell.session.vault
    (report,) = [p for p in day.out.glob("*巡察情况报告*") if "未入账" in samples.outline(p.read_bytes())]
    assert told.record(day.finding).values["formal_number"] in samples.outline(report.read_bytes())
    names = {path.name for path in day.out.iterdir()}
    left = {Path(one.file).name for one in shown.papers.service.in_clear() if one.file}
    assert names <= left  # every file that left in clear is listed
    for form in papers.FORMS:
        if form.code not in ("slip", "talk_sheet", "addendum_sheet"):
            assert any(form.words.zh in name for name in names), form.code
    for path in day.out.glob("*.docx"):
        assert docx.Document(path).paragraphs
        assert samples.in_order(path.read_bytes()) == [], path.name


def home_by_stick(driver, tmp_path):
    """In the evening everything goes on the stick."""
    stick = tmp_path / "stick"
    stick.mkdir()
    page = driver.go("handover")
    page.stick.take(stick)
    driver.settle()
    page.hand_over()
    driver.wait(lambda: any(stick.glob("*.satchel")))
    driver.settle()
