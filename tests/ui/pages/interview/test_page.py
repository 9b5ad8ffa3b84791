"""A talk from its first question to its signature, by keyboard."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from tests.app.services.test_records import signed
from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import HORRORS, focus, key, keys
from ui.pages.interview import InterviewsPage


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        yield made


def talk(bench, **fields):
    one, two = bench.world.inspectors
    whole = {"person_name": "王小明", "role": "ITV-ACC", "started": "2026-07-09T09:00", "place": "村部"}
    return bench.world.put("interview", {**whole, "talkers": [one], "recorder": two, **fields})


def opened(bench, rec):
    page = bench.show(InterviewsPage(bench.desk))
    bench.open(page, rec)
    return page


def lines(bench, rec):
    parts = bench.world.service.get(rec).parts["interview_line"]
    return [(part.values["speaker"], part.values.get("text")) for part in parts]


def test_enter_goes_on_with_the_other_speaker(bench):
    rec = talk(bench)
    page = opened(bench, rec)
    text = page.view.transcript
    text.setFocus()
    keys(text, "现金由谁保管？")
    key(text, Qt.Key.Key_Return)
    keys(text, "出纳。")
    key(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    keys(text, "每天存进去。")
    key(text, Qt.Key.Key_Return)
    key(text, Qt.Key.Key_Tab)
    key(text, Qt.Key.Key_Tab)
    keys(text, "停顿较久")
    page.flush()
    wanted = [("q", "现金由谁保管？"), ("a", "出纳。\n每天存进去。"), ("n", "停顿较久")]
    assert lines(bench, rec) == wanted
    assert len(bench.world.vault.children(rec, "interview_line")) == 3


def test_enter_belongs_to_the_input_method_while_it_composes(bench):
    rec = talk(bench)
    page = opened(bench, rec)
    text = page.view.transcript
    text.setFocus()
    QApplication.sendEvent(text, QInputMethodEvent("xianjin", []))
    assert text.composing
    key(text, Qt.Key.Key_Tab)
    assert [line.speaker for line in text._lines.values()] == ["q"]
    done = QInputMethodEvent("", [])
    done.setCommitString("现金")
    QApplication.sendEvent(text, done)
    assert not text.composing
    key(text, Qt.Key.Key_Return)
    page.flush()
    assert lines(bench, rec) == [("q", "现金")]


def test_backspace_on_an_empty_line_takes_it_out(bench):
    rec = talk(bench)
    page = opened(bench, rec)
    text = page.view.transcript
    text.setFocus()
    keys(text, "问")
    key(text, Qt.Key.Key_Return)
    keys(text, "a")
    page.view.saving.save()
    bench.settle()
    assert len(lines(bench, rec)) == 2
    key(text, Qt.Key.Key_Backspace)
    key(text, Qt.Key.Key_Backspace)
    page.flush()
    assert lines(bench, rec) == [("q", "问")]


def test_a_line_between_two_others_stays_there(bench):
    rec = talk(bench)
    page = opened(bench, rec)
    text = page.view.transcript
    text.setFocus()
    for word in ("a1", "a3"):
        keys(text, word)
        key(text, Qt.Key.Key_Return)
    page.flush()
    bench.open(page, rec)
    text.setFocus()
    key(text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    key(text, Qt.Key.Key_End)
    key(text, Qt.Key.Key_Return)
    keys(text, "a2")
    page.flush()
    assert [said for _, said in lines(bench, rec) if said] == ["a1", "a2", "a3"]


def test_the_next_question_of_the_outline_comes_by_ctrl_enter(bench):
    rec = talk(bench)
    page = opened(bench, rec)
    bench.qtbot.waitUntil(lambda: page.view.outline.questions.count() > 5)
    text = page.view.transcript
    text.setFocus()
    first, second = page.view.outline.prompts()[:2]
    key(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    keys(text, "两个。")
    key(text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    page.flush()
    assert lines(bench, rec)[:3] == [("q", first.text), ("a", "两个。"), ("q", second.text)]
    asked = [part.values.get("question") for part in bench.world.service.get(rec).parts["interview_line"]]
    assert asked[0] == first.code
    assert page.view.outline.questions.item(0).text().startswith("✓")


def test_the_line_and_cursor_return_after_a_power_cut(bench):
    rec = talk(bench)
    page = opened(bench, rec)
    text = page.view.transcript
    text.setFocus()
    keys(text, "one")
    key(text, Qt.Key.Key_Return)
    keys(text, "second line")
    cursor = text.textCursor()
    cursor.setPosition(cursor.block().position() + 3)
    text.setTextCursor(cursor)
    page.view.saving.save()
    bench.settle()
    assert bench.world.vault.children(rec, "interview_line") == []
    page.view.saving.close()
    page.view.rec = ""
    again = opened(bench, rec)
    bench.qtbot.waitUntil(lambda: focus() is again.view.transcript)
    back = again.view.transcript.textCursor()
    assert (back.block().text(), back.positionInBlock()) == ("second line", 3)
    bench.settle()


def test_signing_is_refused_until_two_inspectors_are_named_then_everything_is_read_only(bench):
    one, two = bench.world.inspectors
    rec = talk(bench, recorder=one, ended="2026-07-09T09:40", signing="signed")
    bench.world.put("interview_line", {"speaker": "q", "text": "问"}, parent=rec)
    bench.world.service.step(rec, "begin")
    bench.world.service.step(rec, "finish")
    page = opened(bench, rec)
    button = page.view.steps.buttons["sign"]
    assert not button.isEnabled()
    assert "Two inspectors of the roster" in button.accessibleDescription()
    editor = page.view.form.boxes["recorder"].editor
    page.view._unfold(on=True)
    editor.finder.line.setFocus()
    editor.finder.line.clear()
    keys(editor.finder.line, "郑二")
    bench.qtbot.waitUntil(lambda: editor.finder.open)
    popup = editor.finder._completer.popup()
    key(popup, Qt.Key.Key_Down)
    key(popup, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: editor.value() == two)
    bench.qtbot.waitUntil(lambda: page.view.steps.buttons["sign"].isEnabled(), timeout=5000)  # noqa: PLW0108 - the button is made anew
    bench.ask.next(True)
    page.view.steps.buttons["sign"].click()
    bench.qtbot.waitUntil(lambda: bench.world.vault.record(rec).state == "signed", timeout=5000)
    bench.qtbot.waitUntil(page.view.transcript.isReadOnly)
    before = page.view.transcript.toPlainText()
    keys(page.view.transcript, "more")
    assert page.view.transcript.toPlainText() == before
    assert page.view.form.boxes["place"].editor.line.isReadOnly()
    bench.settle()


def test_after_the_signature_an_addendum_quotes_what_was_signed(bench):
    rec = signed(bench.world)
    page = opened(bench, rec)
    page.view.tabs.setCurrentIndex(1)
    table = page.view.tables[0]
    assert table.isVisible()
    table.add_row()
    editors = table._rows[0].editors
    box = editors["sort"].box
    box.setCurrentIndex(box.findData("correction"))
    box.activated.emit(box.currentIndex())
    keys(editors["text"].line, "金额应为 3200 元")
    page.flush()
    (child,) = bench.world.vault.children(rec, "interview_addendum")
    assert child.values["signed_change"] == bench.world.vault.record(rec).lock
    assert len(child.values["text_digest"]) == 64
    assert bench.world.vault.record(rec).changed_since == ()
    bench.settle()
    bench.open(page, rec)
    offered = [action.text().partition("\t")[0] for action in page.view.papers.menu().actions()]
    assert "Print: Addendum to a talk, to print…" in offered
    assert "Export to Word: Addendum to a talk…" in offered


def test_the_internal_note_is_closed_until_opened_and_sealed_when_kept(bench):
    rec = talk(bench)
    page = opened(bench, rec)
    page.view.tabs.setCurrentIndex(2)  # the note has a tab of its own
    editor = page.view.form.boxes["internal_note"].editor
    assert not editor.text.isVisible()
    editor.button.click()
    keys(editor.text.text, "神色紧张")
    page.view.saving.save()
    bench.settle()
    assert "神色紧张" not in str(bench.world.vault.draft(rec).fields)
    page.flush()
    assert bench.world.service.open_sealed(rec, "internal_note") == "神色紧张"
    bench.open(page, rec)
    assert not editor.text.isVisible()
    editor.button.click()
    bench.qtbot.waitUntil(editor.text.isVisible)
    assert editor.text.value() == "神色紧张"


def test_a_sealed_note_opened_late_is_not_shown_in_the_next_talk(bench):
    first, second = (talk(bench, internal_note=note) for note in ("神色紧张", "回答流利"))
    page, go_on = opened(bench, first), threading.Event()
    editor = page.view.form.boxes["internal_note"].editor
    bench.jobs.job(bench.notices, lambda _: go_on.wait(20)).start()
    editor.toggle()  # asked for, behind the long work
    page.open(second)
    go_on.set()
    bench.qtbot.waitUntil(lambda: page.view.page is not None and page.view.page.rec == second)
    bench.settle()
    assert editor.text.value() is None
    assert editor.text.isHidden()


def test_choosing_a_person_on_file_fills_the_header(bench):
    person = bench.world.put("person", {"name": "李桂兰", "sex": "female", "post": "妇联主任"})
    page = bench.show(InterviewsPage(bench.desk))
    page.new()
    bench.qtbot.waitUntil(lambda: page.view.page is not None)
    rec, editor = page.view.rec, page.view.form.boxes["interviewee"].editor
    editor._choose(person, "李桂兰")
    bench.qtbot.waitUntil(lambda: page.view.form.boxes["person_name"].editor.value() == "李桂兰")
    bench.settle()
    page.flush()
    values = bench.world.vault.record(rec).values
    assert (values["person_name"], values["person_sex"], values["person_post"]) == ("李桂兰", "female", "妇联主任")
    assert values["time_no"] == 1


def test_any_text_survives_in_a_line(bench):
    rec = talk(bench)
    page = opened(bench, rec)
    text = page.view.transcript
    text.setFocus()
    for horror in HORRORS:
        text.insertPlainText(horror)
        key(text, Qt.Key.Key_Return)
    page.flush()
    assert [said for _, said in lines(bench, rec) if said] == HORRORS
    bench.open(page, rec)
    assert page.view.transcript.collect() == []


def test_pasted_paragraphs_become_lines_in_order(bench):
    from PySide6.QtCore import QMimeData

    rec = talk(bench)
    page = opened(bench, rec)
    data = QMimeData()
    data.setText("one\r\ntwo\nthree\n")
    page.view.transcript.insertFromMimeData(data)
    page.flush()
    assert lines(bench, rec) == [("q", "one"), ("a", "two"), ("q", "three")]


def test_an_open_note_does_not_follow_to_another_record(bench):
    rec, other = talk(bench), talk(bench, person_name="李")
    page = opened(bench, rec)
    editor = page.view.form.boxes["internal_note"].editor
    editor.button.click()
    keys(editor.text.text, "secret")
    page.show_list()
    bench.settle()
    bench.open(page, other)
    assert not editor.text.isVisible()
    assert editor.value() is None
    page.flush()
    assert "internal_note" not in bench.world.vault.record(other).heads
    assert bench.world.service.open_sealed(rec, "internal_note") == "secret"


def test_a_commit_while_typing_moves_neither_cursor_nor_text(bench):
    rec = talk(bench)
    page = opened(bench, rec)
    text = page.view.transcript
    text.setFocus()
    keys(text, "one")
    key(text, Qt.Key.Key_Return)
    keys(text, "two")
    key(text, Qt.Key.Key_Left)
    page.view.saving.commit()
    bench.settle()
    assert len(bench.world.vault.children(rec, "interview_line")) == 2
    assert (text.toPlainText(), text.textCursor().position()) == ("one\ntwo", 6)
    keys(text, "x")
    page.flush()
    assert lines(bench, rec) == [("q", "one"), ("a", "twxo")]
    assert len(bench.world.vault.children(rec, "interview_line")) == 2


def test_a_line_that_arrives_from_a_colleague_appears(bench):
    rec = talk(bench)
    page = opened(bench, rec)
    bench.world.put("interview_line", {"speaker": "q", "text": "from afar"}, parent=rec, order="V009")
    bench.notices.changed.emit(frozenset({"interview_line"}))
    bench.qtbot.waitUntil(lambda: "from afar" in page.view.transcript.toPlainText())
    bench.settle()


def test_a_line_is_tagged_and_marked_doubtful_by_keyboard(bench):
    rec = talk(bench)
    page = opened(bench, rec)
    text = page.view.transcript
    text.setFocus()
    keys(text, "two accounts")
    key(text, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    key(text, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    finder = page.view.chooser.finder
    assert focus() is finder.line
    keys(finder.line, "C1-02")
    bench.qtbot.waitUntil(lambda: finder.open)
    popup = finder._completer.popup()
    key(popup, Qt.Key.Key_Down)
    key(popup, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(page.view.chooser.go.isEnabled)
    key(page.view.chooser.go, Qt.Key.Key_Space)
    assert page.focusWidget() is text  # the window itself may still be waking up behind the popup
    assert "C1-02" in page.view.keys.text()
    page.flush()
    (line,) = bench.world.vault.children(rec, "interview_line")
    assert (line.values["doubt"], line.values["tags"]) == (True, ["C1-02"])


def test_on_a_low_screen_the_head_folds_while_one_writes(bench):
    rec = talk(bench)
    page = opened(bench, rec)
    page.view._unfold(on=True)
    page.resize(1080, 560)
    bench.settle()
    page.view.transcript.setFocus()
    keys(page.view.transcript, "低保是怎么评的？")
    assert page.view.header.isHidden()
    page.view.fold.click()
    assert not page.view.header.isHidden()
    bench.settle()
