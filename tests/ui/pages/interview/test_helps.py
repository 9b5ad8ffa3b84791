"""What helps while one talks: phrases, opening wording, pasted records, people named, the village's own outline."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from app.services.interviews import PHRASES, InterviewService
from app.storage.types import ListQuery
from tests.app.services.test_records import signed
from tests.ui.pages.interview.test_page import lines, opened, talk
from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import key, keys
from ui.pages.interview import pasting
from ui.pages.interview.outlines import OutlinesPage

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        yield made


def ready(bench, rec):
    page = opened(bench, rec)
    bench.qtbot.waitUntil(lambda: page.view.outline.questions.count() > 5)
    bench.qtbot.waitUntil(lambda: page.view.phrases.list.count() > 0)
    page.view.transcript.setFocus()
    return page


# -- outline and opening wording


def test_one_key_pulls_the_opening_wording_then_the_questions(bench):
    rec = talk(bench)
    page = ready(bench, rec)
    text = page.view.transcript
    key(text, Qt.Key.Key_Return, CONTROL)
    keys(text, "清楚了。")
    key(text, Qt.Key.Key_Return, CONTROL)
    page.flush()
    (opener, said), (_, answer), (asker, asked), *_ = lines(bench, rec)
    assert (opener, asker) == ("q", "q")
    assert "身份" in said
    assert "\n" in said  # one question, several sentences
    assert answer == "清楚了。"
    assert asked == page.view.outline.prompts()[1].text


def test_once_something_was_asked_the_opening_is_not_pulled_any_more(bench):
    page = ready(bench, talk(bench))
    panel = page.view.outline
    panel.questions.itemClicked.emit(panel.questions.item(3))
    assert panel.next_prompt().code == panel.prompts()[1].code


def test_ctrl_enter_is_left_to_the_input_method_while_it_composes(bench):
    page = ready(bench, talk(bench))
    text = page.view.transcript
    QApplication.sendEvent(text, QInputMethodEvent("jizhang", []))
    for modifier in (Qt.KeyboardModifier.NoModifier, CONTROL):
        key(text, Qt.Key.Key_Return, modifier)
        key(text, Qt.Key.Key_1, modifier)
    assert text.document().blockCount() == 1
    assert "OPEN" not in text.asked()
    done = QInputMethodEvent("", [])
    done.setCommitString("记账")
    QApplication.sendEvent(text, done)
    assert text.toPlainText() == "记账"
    page.flush()


def test_a_village_adapts_the_outline_and_the_next_village_begins_with_it(bench):
    rec = talk(bench)
    page = ready(bench, rec)
    panel = page.view.outline
    shipped = panel.prompts()[2]
    key(panel.adapt, Qt.Key.Key_Space)
    bench.qtbot.waitUntil(panel.text.isVisible)
    kept = panel.text.toPlainText().splitlines()
    panel.text.selectAll()
    keys(panel.text, "水塘租金为什么欠了三年？")
    key(panel.text, Qt.Key.Key_Return)
    keys(panel.text, kept[1])
    key(panel.adapt, Qt.Key.Key_Space)
    bench.settle()
    bench.qtbot.waitUntil(lambda: len(panel.prompts()) > 1 and panel.prompts()[1].text == "水塘租金为什么欠了三年？")
    assert panel.prompts()[2] == shipped  # its code and what to follow up came along
    page.flush()
    outline = bench.world.vault.record(bench.world.vault.record(rec).values["outline"])
    assert outline.scope == bench.world.scope
    assert outline.values["role"] == "ITV-ACC"
    assert page.view.form.boxes["outline"].editor.value() == outline.rec
    elsewhere = f"village-{bench.world.other_village}"
    talks = InterviewService(bench.world.session)
    bench.world.session.choose(village=bench.world.other_village)
    begun = talks.outline_to_adapt("0" * 32, "ITV-ACC")
    assert [one.text for one in begun.questions] == ["水塘租金为什么欠了三年？", kept[1]]
    own = talks.adapt_outline("0" * 32, "ITV-ACC", "", [*(one.text for one in begun.questions), "还有别的吗？"])
    assert own != outline.rec
    assert bench.world.vault.record(own).scope == elsewhere
    assert len(bench.world.vault.record(outline.rec).values["questions"]) == 2  # the first village keeps its own


def test_an_outline_the_leader_approved_is_copied_not_changed(bench):
    talks = InterviewService(bench.world.session)
    first = talks.adapt_outline("0" * 32, "ITV-ACC", "", ["甲？"])
    again = talks.adapt_outline("0" * 32, "ITV-ACC", first, ["甲？", "乙？"])
    assert again == first  # still a draft of this village
    bench.world.service.step(first, "approve")
    third = talks.adapt_outline("0" * 32, "ITV-ACC", first, ["丙？"])
    assert third != first
    assert [one["text"] for one in bench.world.vault.record(first).values["questions"]] == ["甲？", "乙？"]


def test_an_outlines_questions_are_read_and_changed_on_its_own_page(bench):
    talks = InterviewService(bench.world.session)
    rec = talks.adapt_outline("0" * 32, "ITV-ACC", "", ["甲？", "乙？"])
    first = bench.world.vault.record(rec).values["questions"][0]
    page = bench.show(OutlinesPage(bench.desk))
    bench.open(page, rec)
    text = page.view.questions
    assert text.toPlainText() == "甲？\n乙？"
    text.setFocus()
    key(text, Qt.Key.Key_End, CONTROL)
    key(text, Qt.Key.Key_Return)
    keys(text, "丙？")
    page.flush()
    held = bench.world.vault.record(rec).values["questions"]
    assert [one["text"] for one in held] == ["甲？", "乙？", "丙？"]
    assert held[0] == first
    bench.open(page, rec)
    page.flush()
    assert len(bench.world.vault.record(rec).heads["questions"]) == 1
    bench.settle()


# -- phrases


def test_a_phrase_of_ones_own_comes_by_one_key(bench):
    rec = talk(bench)
    page = ready(bench, rec)
    text = page.view.transcript
    keys(text, "听清楚了吗？")
    key(text, Qt.Key.Key_Return)
    key(text, Qt.Key.Key_1, CONTROL)
    page.flush()
    assert lines(bench, rec) == [("q", "听清楚了吗？"), ("a", PHRASES[0])]


def test_the_phrases_are_edited_beside_the_record_and_stay_mine(bench):
    rec = talk(bench)
    page = ready(bench, rec)
    panel = page.view.phrases
    key(panel.edit_button, Qt.Key.Key_Space)
    panel.text.selectAll()
    keys(panel.text, "由会计保管。")
    key(panel.text, Qt.Key.Key_Return)
    keys(panel.text, "记不得了。")
    key(panel.edit_button, Qt.Key.Key_Space)
    bench.qtbot.waitUntil(lambda: panel.list.count() == 2)
    text = page.view.transcript
    text.setFocus()
    key(text, Qt.Key.Key_2, CONTROL)
    key(text, Qt.Key.Key_9, CONTROL)  # there is no ninth
    assert text.toPlainText() == "记不得了。"
    page.flush()
    bench.settle()
    assert InterviewService(bench.world.session).phrases() == ("由会计保管。", "记不得了。")
    assert bench.world.vault.setting("phrases somebody else") is None


# -- pasting


def pasted(bench, page, text="", html=""):
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    assert page.view.transcript.canInsertFromMimeData(data)
    page.view.transcript.insertFromMimeData(data)
    page.flush()


WPS = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{mso-style-name:"正文"}</style></head>
<body><!--StartFragment--><p class=MsoNormal><b>问：</b><span style='font-family:仿宋'>现金由谁保管？</span></p>
<p class=MsoNormal><span>答：&nbsp;由出纳保管，</span><span lang=EN-US>486,500</span><span>元。</span></p>
<p class=MsoNormal><span>每月盘点一次。</span></p><p class=MsoNormal>&nbsp;</p><img src="file:///x.png">
<p class=MsoNormal><span>问：上次是什么时候？</span></p><!--EndFragment--></body></html>"""
TOLD = [("q", "现金由谁保管？"), ("a", "由出纳保管，486,500元。\n每月盘点一次。"), ("q", "上次是什么时候？")]


def test_a_record_pasted_from_wps_becomes_clean_lines_with_their_speakers(bench):
    rec = talk(bench)
    page = ready(bench, rec)
    pasted(bench, page, html=WPS)
    assert lines(bench, rec) == TOLD
    assert "<" not in page.view.transcript.toPlainText()
    assert page.view.transcript.currentCharFormat().fontFamilies() is None or "仿宋" not in str(
        page.view.transcript.currentCharFormat().fontFamilies()
    )


def test_plain_text_that_comes_with_rich_text_is_preferred(bench):
    rec = talk(bench)
    page = ready(bench, rec)
    told = (
        "问：现金由谁保管？",
        "答：\u00a0由出纳保管，486,500元。",
        "每月盘点一次。",
        "\u200b",
        "问：上次是什么时候？",
        "",
    )
    plain = "\r\n".join(told)
    pasted(bench, page, text=plain, html="<p>something else</p>")
    assert lines(bench, rec) == TOLD


def test_words_pasted_into_a_line_stay_in_it(bench):
    rec = talk(bench)
    page = ready(bench, rec)
    text = page.view.transcript
    keys(text, "合同价元")
    key(text, Qt.Key.Key_Left)
    pasted(bench, page, text=" 486,500\n")
    assert lines(bench, rec) == [("q", "合同价486,500元")]


def test_lines_pasted_into_the_middle_take_the_rest_along(bench):
    rec = talk(bench)
    page = ready(bench, rec)
    text = page.view.transcript
    keys(text, "前后")
    key(text, Qt.Key.Key_Left)
    pasted(bench, page, text="一\n二")
    assert lines(bench, rec) == [("q", "前一"), ("a", "二后")]
    assert len(bench.world.vault.children(rec, "interview_line")) == 2


@pytest.mark.parametrize("nothing", ["", "\n\n", "\u200b\ufeff", "\ufffc"])
def test_nothing_pasted_changes_nothing(bench, nothing):
    data = QMimeData()
    data.setText(nothing)
    assert pasting.lines(data) == []


# -- people and tags


def found(bench, page, letters):
    finder = page.view.chooser.finder
    keys(finder.line, letters)
    bench.qtbot.waitUntil(lambda: finder.open)
    popup = finder._completer.popup()
    key(popup, Qt.Key.Key_Down)
    key(popup, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(page.view.chooser.go.isEnabled)
    key(page.view.chooser.go, Qt.Key.Key_Space)


def test_a_person_named_in_a_line_is_tagged_by_keyboard(bench):
    person = bench.world.put("person", {"name": "Zhao Si"})
    rec = talk(bench)
    page = ready(bench, rec)
    text = page.view.transcript
    keys(text, "he took the cash")
    key(text, Qt.Key.Key_T, CONTROL | SHIFT)
    found(bench, page, "Zhao")
    assert "Zhao Si" in page.view.keys.text()
    page.flush()
    (line,) = bench.world.vault.children(rec, "interview_line")
    assert line.values["persons"] == [person]


@pytest.mark.parametrize("field", ["tags", "persons"])
def test_a_signed_record_is_tagged_afterwards_and_stays_as_it_was_signed(bench, field):
    person = bench.world.put("person", {"name": "Zhao Si"})
    rec = signed(bench.world)
    page = opened(bench, rec)
    text = page.view.transcript
    bench.qtbot.waitUntil(text.isReadOnly)
    (line,) = bench.world.vault.children(rec, "interview_line")
    before = (line.values, bench.world.vault.record(rec).lock)
    text.setFocus()
    key(text, Qt.Key.Key_T, CONTROL | (SHIFT if field == "persons" else Qt.KeyboardModifier.NoModifier))
    found(bench, page, "Zhao" if field == "persons" else "C1-02")
    bench.settle()
    (mark,) = bench.world.vault.children(rec, "interview_mark")
    assert mark.values == {"line": line.rec, field: [person] if field == "persons" else ["C1-02"]}
    bench.qtbot.waitUntil(lambda: text.tags(field) == mark.values[field])
    bench.qtbot.waitUntil(lambda: ("Zhao Si" if field == "persons" else "C1-02") in page.view.keys.text())
    (line,) = bench.world.vault.children(rec, "interview_line")
    record = bench.world.vault.record(rec)
    assert (line.values, record.lock) == before
    assert (record.changed_since, record.irregular) == ((), ())
    InterviewService(bench.world.session).mark(
        rec, line.rec, field, mark.values[field][0]
    )  # the same again takes it off
    (mark,) = bench.world.vault.children(rec, "interview_mark")
    assert not mark.values.get(field)
    bench.settle()


def test_a_person_is_added_without_leaving_the_talk(bench):
    rec = talk(bench)
    page = ready(bench, rec)
    page.view._unfold(on=True)
    editor = page.view.form.boxes["interviewee"].editor
    line = editor.finder.line if hasattr(editor, "finder") else editor.line
    line.setFocus()
    keys(line, "钱七")
    bench.qtbot.waitUntil(lambda: line.completer() is not None and line.completer().popup().isVisible())
    popup = line.completer().popup()
    key(popup, Qt.Key.Key_Down)
    key(popup, Qt.Key.Key_Return)
    bench.settle()
    page.flush()
    bench.settle()
    rows = bench.world.vault.rows("person", bench.world.vault.list(ListQuery("person")))
    assert [row.values["name"] for row in rows] == ["钱七"]
    assert bench.world.vault.record(rec).values["interviewee"] == rows[0].rec
    assert bench.went == []


# -- two talks at once


def test_somebody_in_two_talks_at_the_same_time_is_told_while_one_plans(bench):
    one, two = bench.world.inspectors
    other = {"person_name": "李四", "role": "ITV-PTY", "number": "谈-9", "recorder": one}
    bench.world.put("interview", {**other, "started": "2026-07-09T09:20", "ended": "2026-07-09T10:00"})
    rec = talk(bench, ended="2026-07-09T09:30", recorder=two)
    page = opened(bench, rec)
    bench.qtbot.waitUntil(lambda: "谈-9" in page.view.banner.text.text())
    assert "吴一" in page.view.banner.text.text()
    bench.settle()


def test_talks_one_after_the_other_are_no_trouble(bench):
    one, _ = bench.world.inspectors
    other = {"person_name": "李四", "role": "ITV-PTY", "number": "谈-9", "recorder": one}
    bench.world.put("interview", {**other, "started": "2026-07-09T09:30", "ended": "2026-07-09T10:00"})
    rec = talk(bench, ended="2026-07-09T09:30")
    talks = InterviewService(bench.world.session)
    assert talks.meetings(rec, bench.world.vault.record(rec).values) == []


@pytest.mark.parametrize(("planned", "count"), [("2026-07-09T09:10", 1), ("2026-07-09T10:00", 0), ("", 0)])
def test_planned_talks_count_too(bench, planned, count):
    person = bench.world.put("person", {"name": "赵四"})
    bench.world.put(
        "interview", {"person_name": "赵四", "interviewee": person, "role": "ITV-PTY", "planned_for": planned or None}
    )
    values = {"interviewee": person, "planned_for": "2026-07-09T09:00"}
    found = InterviewService(bench.world.session).meetings("0" * 32, values)
    assert len(found) == count
    assert all(one.names == ("赵四",) for one in found)
