"""A finding by keyboard: made of a line, told in full, its sources side by side, signed, exported to Word."""

import pytest
from docx import Document
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.services.findings import FindingsService
from tests.app.services.group_world import Group
from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import focus, key, keys
from ui.pages.findings import FindingsPage
from ui.pages.interview import InterviewsPage
from ui.widgets import record_lookup

BOTH = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        made.findings = FindingsService(made.world.session, made.world.clock.local)
        yield made


def line(bench, text="会计一直没有公开账目。还说……", person="张三"):
    talk = bench.world.put("interview", {"person_name": person, "role": "ITV-PUB"})
    said = {"speaker": "a", "text": text, "tags": ["B1-03"]}
    return talk, bench.world.put("interview_line", said, parent=talk)


def opened(bench, rec):
    page = bench.show(FindingsPage(bench.desk))
    bench.open(page, rec)
    return page


def missing(page):
    return {gap.point.value for gap in page.view.checks.gaps}


def said(page):
    return [label.text() for label in page.view.checks.findChildren(QLabel) if not label.isHidden()]


def choose(bench, finder, text):
    """Type into a finder and take the first offer."""
    keys(finder.line, text)
    bench.qtbot.waitUntil(lambda: finder.open)
    popup = finder._completer.popup()
    key(popup, Qt.Key.Key_Down)
    key(popup, Qt.Key.Key_Return)


def test_a_line_of_a_talk_becomes_a_finding_by_ctrl_g_also_when_it_is_not_saved_yet(bench):
    talk = bench.world.put("interview", {"person_name": "王小明", "role": "ITV-ACC", "started": "2026-07-09T09:00"})
    page = bench.show(InterviewsPage(bench.desk))
    bench.open(page, talk)
    text = page.view.transcript
    text.setFocus()
    keys(text, "question")
    key(text, Qt.Key.Key_Return)
    keys(text, "三年没有公开账目。")
    key(text, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    bench.qtbot.waitUntil(lambda: len(bench.went) == 1)
    bench.settle()
    ((place, rec),) = bench.went
    assert place == "records:finding"
    (side,) = bench.findings.side_by_side(rec)
    assert (side.points_to, side.says) == (("interview", talk), "三年没有公开账目。")
    assert "Ctrl+G" in page.view.keys.text()


def test_an_empty_line_makes_no_finding(bench):
    page = bench.show(InterviewsPage(bench.desk))
    bench.open(page, bench.world.put("interview", {"person_name": "王小明", "role": "ITV-ACC"}))
    key(page.view.transcript, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert page.view.banner.isVisible()
    assert bench.went == []


def test_a_piece_of_evidence_becomes_a_finding_by_ctrl_g(bench):
    from ui.pages.records import RecordsPage

    evidence = bench.world.put("evidence", {"title": "记账凭证", "sort": "copy"})
    page = bench.show(RecordsPage(bench.desk, "evidence"))
    page.list.view.setFocus()
    key(page.list.view, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: page.view.page is not None)
    bench.settle()
    key(focus(), Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    bench.qtbot.waitUntil(lambda: len(bench.went) == 1)
    bench.settle()
    ((_, rec),) = bench.went
    (side,) = bench.findings.side_by_side(rec)
    assert side.points_to == ("evidence", evidence)


def test_the_checks_follow_what_is_typed(bench):
    made = bench.findings.from_line(line(bench)[1])
    page = opened(bench, made.rec)
    assert {"when", "figure", "basis"} <= missing(page)
    assert "evidence" not in missing(page), "the line it was made of is its first source"
    facts = page.view.form.boxes["facts"].editor.text
    facts.setFocus()
    facts.selectAll()
    keys(facts, "2023年5月，石桥村会计李某将租金3.6万元存入个人账户。")
    bench.qtbot.waitUntil(lambda: not {"when", "figure"} & missing(page))
    assert "basis" in missing(page)
    # a label put into a layout is shown one turn of the loop later
    bench.qtbot.waitUntil(lambda: any(text.startswith("○ The text gives no basis") for text in said(page)))
    page.flush()


def test_a_problem_is_found_by_pinyin_initials_and_brings_its_frames(bench, monkeypatch):
    monkeypatch.setattr(record_lookup, "language", lambda: "zh_CN")
    initials = "jldcjz"  # 截留、代持、集中…
    page = bench.show(FindingsPage(bench.desk))
    page.new()
    bench.qtbot.waitUntil(lambda: page.view.page is not None)
    bench.settle()
    box = page.view.form.boxes["item"].editor
    box.setFocus()
    choose(bench, box.finder, initials)
    bench.qtbot.waitUntil(lambda: box.value() == "B1-03")
    assert page.view.form.boxes["four"].editor.value() == ["discipline"]
    assert page.view.form.boxes["three"].editor.value() == ["strictness"]
    assert "Lax governance" in page.view.fold.whole
    page.flush()
    bench.settle()


def test_sources_stand_side_by_side_and_say_that_they_disagree(bench):
    made = bench.findings.from_line(line(bench)[1])
    evidence = bench.world.put("evidence", {"title": "公开栏照片", "sort": "photo"})
    page = opened(bench, made.rec)
    board = page.view.board
    assert board.summary.itemAt(0).widget().text() == "1 independent source"
    board.adders["evidence"].setFocus()
    key(board.adders["evidence"], Qt.Key.Key_Space)
    choose(bench, page.view.chooser.finder, "公开栏")
    bench.qtbot.waitUntil(page.view.chooser.go.isEnabled)
    key(page.view.chooser.go, Qt.Key.Key_Space)
    bench.qtbot.waitUntil(lambda: len(page.view.board.cards) == 2)
    bench.settle()
    card = next(card for card in board.cards if card.points_to[1] == evidence)
    keys(card.editors["says"].text, "公开栏有账目。")
    stance = card.editors["stance"].box
    stance.setCurrentIndex(stance.findData("contradicts"))
    stance.activated.emit(stance.currentIndex())
    texts = [board.summary.itemAt(n).widget().text() for n in range(board.summary.count())]
    assert texts == ["2 independent sources", "They disagree: 1 contradict"]
    page.flush()
    kept = bench.world.vault.record(card.part.rec).values
    assert (kept["says"], kept["stance"]) == ("公开栏有账目。", "contradicts")


def test_a_source_is_a_line_of_another_talk_found_by_its_words(bench):
    made = bench.findings.from_line(line(bench)[1])
    talk, other = line(bench, "我看到过公开栏贴过一次", "李四")
    page = opened(bench, made.rec)
    page.view.choose_source("line")
    choose(bench, page.view.chooser.finder, "公开栏贴过")
    bench.qtbot.waitUntil(page.view.chooser.go.isEnabled)
    key(page.view.chooser.go, Qt.Key.Key_Space)
    bench.qtbot.waitUntil(lambda: len(page.view.board.cards) == 2)
    bench.settle()
    held = [s.values for s in bench.world.vault.children(made.rec, "finding_source")]
    assert {"line": other, "interview": talk, "says": "我看到过公开栏贴过一次"}.items() <= held[1].items()


def test_gates_are_shown_before_they_refuse(bench):
    group = Group(bench.world)
    group.act("li")
    rec = bench.world.put("finding", {"title": "账目不公开", "item": "B1-03", "found_how": ["talk"]})
    page = opened(bench, rec)
    sign = page.view.steps.buttons["sign"]
    assert not sign.isEnabled()
    assert "rests on no source" in sign.accessibleDescription()
    assert "too vague" not in sign.accessibleDescription(), "the checks beside it say that"
    bench.findings.add_source(rec, line=line(bench)[1])
    bench.notices.changed.emit(frozenset({"finding_source"}))
    bench.settle()
    sign = page.view.steps.buttons["sign"]
    assert sign.isEnabled()
    key(sign, Qt.Key.Key_Space)
    bench.settle()
    assert bench.world.vault.record(rec).state == "one_signed"
    again = page.view.steps.buttons["countersign"]
    assert not again.isEnabled()
    assert "two different handlers" in again.accessibleDescription().lower()


def test_a_finding_is_exported_to_word_from_the_window_and_says_where_it_went(bench, tmp_path):
    made = bench.findings.from_line(line(bench)[1])
    page = opened(bench, made.rec)
    title = page.view.form.boxes["title"].editor.line
    title.setFocus()
    title.selectAll()
    keys(title, "会计三年未公开账目")
    folder = tmp_path / "out"
    folder.mkdir()
    bench.ask.next(True)
    bench.ask.next(folder)
    key(title, Qt.Key.Key_E, BOTH)
    bench.qtbot.waitUntil(lambda: any(folder.glob("*.docx")), timeout=20_000)
    bench.settle()
    (path,) = folder.glob("*.docx")
    text = "\n".join(cell.text for t in Document(path).tables for row in t.rows for cell in row.cells)
    assert "会计三年未公开账目" in text, "what was typed a moment ago is on the paper"
    told = page.view.banner.text.text()
    assert str(path) in told
    assert "mark: 工作秘密" in told
    assert "copy " in told
    (line_,) = page.view.papers.desk.service.in_clear()
    assert (line_.form, line_.subject, line_.file) == ("finding", made.rec, str(path))


def test_nothing_leaves_when_the_warning_is_heeded(bench, tmp_path):
    made = bench.findings.from_line(line(bench)[1])
    page = opened(bench, made.rec)
    bench.ask.next(False)
    key(page.view, Qt.Key.Key_E, BOTH)
    bench.settle()
    assert page.view.papers.desk.service.in_clear() == []
    assert "leaves the encrypted vault" in bench.ask.asked[0]


def test_the_list_is_filtered_by_area(bench):
    for item in ("A1-01", "B1-03", "B2-01"):
        bench.world.put("finding", {"title": item, "item": item})
    page = bench.show(FindingsPage(bench.desk))
    assert page.list.model.rowCount() == 3
    area = page.list.area
    area.setFocus()
    key(area, Qt.Key.Key_B)
    bench.settle()
    assert area.currentData() == "B"
    assert page.list.model.rowCount() == 2
    page.list.view.setFocus()
    key(page.list.view, Qt.Key.Key_Escape)
    bench.settle()
    assert page.list.model.rowCount() == 3
    assert focus() is not None
