"""Every control: it shows, takes its answer by keyboard, and stores what ODK stores."""

import datetime as dt
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QLineEdit, QPlainTextEdit, QSlider

from app.forms import xlsform
from app.forms.birth import Surroundings
from app.forms.runner import Runner
from app.services.questionnaires import Run
from tests.ui.pages.records.test_page import focus, key, keys
from ui.ask import Ask
from ui.jobs import JobRunner
from ui.pages.questionnaires.choosing import Choosing, Heading
from ui.pages.questionnaires.filling import Filling
from ui.pages.questionnaires.picking import Scale, Searching

FORM = """
| survey | | | | | | | |
| | type | name | label::中文 (zh) | label::English (en) | appearance | guidance_hint::中文 (zh) | parameters |
| | text | text | 姓名 | Name | | 念慢一点 | |
| | text | multi | 意见 | Opinion | multiline | | |
| | text | masked | 暗语 | Word | masked | | |
| | integer | int | 人数 | People | | | |
| | integer | counter | 次数 | Times | counter | | |
| | integer | thousands | 金额 | Sum | thousands-sep | | |
| | decimal | decimal | 面积 | Area | | | |
| | date | date | 日期 | Day | | | |
| | date | month | 月份 | Month | month-year | | |
| | date | year | 年份 | Year | year | | |
| | time | time | 时间 | Time | | | |
| | datetime | moment | 何时 | When | | | |
| | geopoint | place | 地点 | Place | | | |
| | barcode | code | 条码 | Code | | | |
| | select_one f | one | 一样 | One | | | |
| | select_one f | minimal | 折叠 | Folded | minimal | | |
| | select_one f | search | 搜索 | Search | autocomplete | | |
| | select_one f | quick | 快选 | Quick | quick | | |
| | select_one f | columns | 分栏 | Columns | columns-2 | | |
| | select_one f | packed | 紧排 | Packed | columns-pack | | |
| | select_one f | likert | 量表 | Likert | likert | | |
| | select_one f or_other | other | 其他 | Other | | | |
| | select_multiple f | many | 多样 | Many | | | |
| | select_multiple f | found | 多搜 | Find many | search | | |
| | rank f | rank | 排序 | Rank | | | |
| | range | range | 打分 | Score | | | start=0 end=10 step=5 |
| | range | tenths | 细分 | Tenths | | | start=0 end=1 step=0.1 |
| | range | stars | 几星 | Stars | rating | | start=1 end=5 step=1 |
| | acknowledge | agree | 同意 | Agree | | | |
| | note | note | 说明 | Note | | | |
| | image | photo | 照片 | Photo | | | |
| | begin_group | table | 表 | Table | table-list | | |
| | select_one f | t1 | 甲 | First | | | |
| | select_one f | t2 | 乙 | Second | | | |
| | end_group | | | | | | |
| | begin_repeat | person | 家人 | Person | | | |
| | text | who | 谁 | Who | | | |
| | end_repeat | | | | | | |
| | begin_group | cascade | 连选 | Cascade | field-list | | |
| | select_one f | first | 水果 | Fruit | | | |
| | text | why | 为什么选 ${first} | Why ${first} | | | |
| | end_group | | | | | | |
| choices | | | | |
| | list_name | name | label::中文 (zh) | label::English (en) |
| | f | apple | 苹果 | Apple |
| | f | pear | 梨 | Pear |
| | f | plum | 李子 | Plum |
"""
AROUND = Surroundings(
    now=lambda: dt.datetime(2026, 7, 9, 1, 0, tzinfo=dt.UTC), zone=ZoneInfo("Asia/Shanghai"), properties={}
)


@pytest.fixture(scope="module")
def form():
    return xlsform.read(FORM.encode()).form


@pytest.fixture
def desk(qtbot):
    jobs = JobRunner()
    yield SimpleNamespace(jobs=jobs, ask=Ask(), session=SimpleNamespace(vault=None))
    jobs.close()


class Kept:
    """Stands for the service: it keeps nothing, and says what it was told to keep."""

    def __init__(self):
        self.saved = []

    def save(self, run):
        self.saved.append(run.runner.kept())

    def leave(self, run):
        self.save(run)

    def media(self, _):
        return {}

    def keep_file(self, run, path, progress):
        progress.step(0)
        run.files[path.name] = {"name": path.name}
        return path.name


@pytest.fixture
def at(qtbot, desk, form):
    """Show the page of one question."""

    def show(name, *, anonymous=False):
        runner = Runner(form, AROUND)
        run = Run("q", "问卷", "k", "face_to_face", anonymous, runner)
        filling = Filling(desk, Kept(), run)
        qtbot.addWidget(filling)
        filling.resize(1000, 700)
        with qtbot.waitExposed(filling):
            filling.show()
        filling.activateWindow()
        qtbot.waitUntil(filling.isActiveWindow)
        runner.jump(name if name.startswith("/") else f"/data/{name}")
        filling.show_page()
        qtbot.waitUntil(lambda: focus() is not None)
        return filling

    return show


def value(filling, name):
    return filling.run.runner.value(f"/data/{name}")


TYPED = [
    ("text", QLineEdit, "张三", "张三"),
    ("multi", QPlainTextEdit, "路灯坏了", "路灯坏了"),
    ("masked", QLineEdit, "abc", "abc"),
    ("int", QLineEdit, "１２", "12"),
    ("counter", QLineEdit, "3", "3"),
    ("thousands", QLineEdit, "1,234,567", "1234567"),
    ("decimal", QLineEdit, "3.50", "3.5"),
    ("date", QLineEdit, "20260709", "2026-07-09"),
    ("month", QLineEdit, "2026-7", "2026-07-01"),
    ("year", QLineEdit, "2026", "2026-01-01"),
    ("time", QLineEdit, "0930", "09:30:00.000+08:00"),
    ("moment", QLineEdit, "2026-07-09 9:30", "2026-07-09T09:30:00.000+08:00"),
    ("place", QLineEdit, "30.25,120.16", "30.25 120.16 0 0"),
    ("code", QLineEdit, "6901234567892", "6901234567892"),
]


@pytest.mark.parametrize(("name", "sort", "typed", "stored"), TYPED, ids=[row[0] for row in TYPED])
def test_what_is_typed_is_kept_and_enter_goes_on(at, name, sort, typed, stored):
    filling = at(name)
    assert isinstance(focus(), sort)
    keys(focus(), typed)
    before = filling.run.runner.page
    key(focus(), Qt.Key.Key_Return)
    assert value(filling, name) == stored
    assert filling.service.saved[-1][f"/data/{name}"] == stored
    assert filling.run.runner.page != before


CHOSEN = [
    ("one", Choosing, (Qt.Key.Key_2,), "pear"),
    ("columns", Choosing, (Qt.Key.Key_3,), "plum"),
    ("packed", Choosing, (Qt.Key.Key_1,), "apple"),
    ("likert", Choosing, (Qt.Key.Key_2,), "pear"),
    ("minimal", QComboBox, (Qt.Key.Key_Down, Qt.Key.Key_Down), "pear"),
    ("many", Choosing, (Qt.Key.Key_3, Qt.Key.Key_1), "apple plum"),
    ("rank", Choosing, (Qt.Key.Key_3, Qt.Key.Key_1, Qt.Key.Key_2), "plum apple pear"),
    ("range", QSlider, (Qt.Key.Key_Right, Qt.Key.Key_Right), "5"),
    ("tenths", QSlider, (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right), "0.3"),
    ("stars", Choosing, (Qt.Key.Key_4,), "4"),
    ("agree", Choosing, (Qt.Key.Key_1,), "OK"),
]


@pytest.mark.parametrize(("name", "sort", "pressed", "stored"), CHOSEN, ids=[row[0] for row in CHOSEN])
def test_what_is_chosen_by_keys_is_kept_at_once(at, name, sort, pressed, stored):
    filling = at(name)
    assert isinstance(focus(), sort)
    for one in pressed:
        key(focus(), one)
    assert value(filling, name) == stored
    assert filling.service.saved[-1][f"/data/{name}"] == stored
    before = filling.run.runner.page
    key(focus(), Qt.Key.Key_Return)
    assert filling.run.runner.page != before, "Enter goes on from here too"


@pytest.mark.parametrize(("name", "more", "stored"), [("search", "", "pear"), ("found", "李", "pear plum")])
def test_choices_are_found_by_a_part_of_their_words(at, name, more, stored):
    filling = at(name)
    assert isinstance(filling.boxes[0].editor, Searching)
    for typed in filter(None, ("梨", more)):
        keys(focus(), typed)
        key(focus(), Qt.Key.Key_Return)
    assert value(filling, name) == stored
    assert filling.boxes[0].editor.line.text() == ""
    before = filling.run.runner.page
    key(focus(), Qt.Key.Key_Return)
    assert filling.run.runner.page != before


def test_a_quick_choice_goes_on_by_itself(at):
    filling = at("quick")
    key(focus(), Qt.Key.Key_2)
    assert value(filling, "quick") == "pear"
    assert filling.run.runner.page.reference == "/data/columns"


def test_another_one_is_written_in_words(at):
    filling = at("other")
    key(focus(), Qt.Key.Key_4)
    assert value(filling, "other") == "other"
    key(focus(), Qt.Key.Key_Return)
    keys(focus(), "桃子")
    key(focus(), Qt.Key.Key_Return)
    assert value(filling, "other_other") == "桃子"


def test_a_counter_and_a_day_move_by_arrows_and_a_calendar_takes_a_day(at, qtbot):
    filling = at("counter")
    for one in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        key(focus(), one)
    key(focus(), Qt.Key.Key_Return)
    assert value(filling, "counter") == "1"
    filling = at("date")
    keys(focus(), "2026-02-28")
    key(focus(), Qt.Key.Key_Up)
    filling.flush()
    assert value(filling, "date") == "2026-03-01"
    key(focus(), Qt.Key.Key_F9)
    editor = filling.boxes[0].editor
    qtbot.waitUntil(lambda: filling.findChild(QCalendarWidget) is not None)
    editor.days.setSelectedDate(editor.days.selectedDate().addDays(7))
    editor.days.activated.emit(editor.days.selectedDate())
    filling.flush()
    assert value(filling, "date") == "2026-03-08"
    at("month")
    assert filling.boxes[0].editor.calendar.isHidden() is False


def test_a_scale_can_be_emptied_again(at):
    filling = at("range")
    assert isinstance(filling.boxes[0].editor, Scale)
    key(focus(), Qt.Key.Key_Right)
    assert value(filling, "range") == "0"
    key(focus(), Qt.Key.Key_Delete)
    assert value(filling, "range") == ""


def test_a_sum_is_shown_with_its_thousands_apart(at):
    filling = at("thousands")
    keys(focus(), "1234567")
    assert filling.boxes[0].editor.grouped.text() == "1,234,567"


def test_a_place_that_is_nowhere_is_told(at):
    filling = at("place")
    keys(focus(), "120.16 30.25")
    key(focus(), Qt.Key.Key_Return)
    assert filling.run.runner.page.reference == "/data/place"
    assert "latitude" in filling.boxes[0].problem.text()


def test_a_note_is_read_and_enter_goes_on(at):
    filling = at("note")
    assert filling.boxes[0].editor is None
    key(focus() or filling, Qt.Key.Key_Return)
    assert filling.run.runner.page.reference == "/data/photo"


def test_a_file_is_chosen_by_keyboard_and_taken_away_again(at, desk, qtbot, tmp_path):
    filling = at("photo")
    desk.ask.next(tmp_path / "wall.jpg")
    key(focus(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: value(filling, "photo") == "wall.jpg")
    assert filling.boxes[0].editor.name.text() == "wall.jpg"
    key(focus(), Qt.Key.Key_Delete)
    assert value(filling, "photo") == ""


def test_an_anonymous_response_says_why_it_takes_no_file(at):
    filling = at("photo", anonymous=True)
    assert "anonymous" in filling.boxes[0].editor.text()
    key(focus() or filling, Qt.Key.Key_Return)
    assert filling.run.runner.page.reference != "/data/photo"


def test_a_table_shows_its_choices_once_and_is_answered_row_by_row(at):
    filling = at("/data/table/t1")
    title, *rows = filling.boxes
    assert title.question.is_note
    assert [type(box.editor) for box in rows] == [Heading, Choosing, Choosing]
    assert focus() is rows[1].editor
    key(focus(), Qt.Key.Key_2)
    key(focus(), Qt.Key.Key_Tab)
    key(focus(), Qt.Key.Key_3)
    assert (value(filling, "table/t1"), value(filling, "table/t2")) == ("pear", "plum")
    heading = rows[0].question.reference
    assert heading not in filling.run.runner.unanswered()
    assert heading not in [line.reference for line in filling.run.runner.outline()]


def test_a_row_is_added_and_removed_by_keyboard(at, desk):
    filling = at("/data/person[1]/who")
    keys(focus(), "李梅")
    key(focus(), Qt.Key.Key_Return)
    assert filling.run.runner.page.kind == "prompt"
    keys(focus() or filling, "+")
    key(focus() or filling, Qt.Key.Key_Return)
    keys(focus(), "李明")
    key(focus(), Qt.Key.Key_F7)
    assert (value(filling, "person[1]/who"), value(filling, "person[2]/who")) == ("李梅", "李明")
    assert filling.run.runner.page.reference == "/data/person[2]"
    desk.ask.next(False)
    key(focus() or filling, Qt.Key.Key_Delete)
    assert value(filling, "person[2]/who") == "李明", "a row with answers is not removed unasked"
    desk.ask.next(True)
    key(focus() or filling, Qt.Key.Key_Delete)
    assert value(filling, "person[2]/who") == ""


def test_words_that_quote_an_answer_change_while_one_answers(at):
    filling = at("/data/cascade/first")
    key(focus(), Qt.Key.Key_2)
    assert filling.boxes[1].question.title() == "为什么选 pear"
    assert focus() is filling.boxes[0].editor, "the cursor stays where one answered"
    assert focus().buttons[1].isChecked()


def test_the_language_changes_and_the_place_stays(at):
    filling = at("one")
    key(focus(), Qt.Key.Key_2)
    assert filling.boxes[0].question.title() == "一样"
    filling.language.setCurrentText("English (en)")
    assert filling.run.runner.page.reference == "/data/one"
    assert filling.boxes[0].question.title() == "One"
    assert "Pear" in focus().buttons[1].text()
    assert focus().buttons[1].isChecked()


def test_what_is_being_typed_survives_a_change_of_language_or_size(at):
    filling = at("text")
    keys(focus(), "张")
    filling.language.setCurrentText("English (en)")
    assert focus().text() == "张"
    keys(focus(), "三")
    key(focus(), Qt.Key.Key_F6)
    assert focus().text() == "张三"
    assert value(filling, "text") == "张三"


def test_large_type_is_large_and_stays_from_page_to_page(at):
    filling = at("one")
    usual = filling.boxes[0].sizeHint().height()
    key(focus(), Qt.Key.Key_F6)
    assert filling.boxes[0].sizeHint().height() > usual
    key(focus(), Qt.Key.Key_Return)
    assert filling.large.isChecked()
    assert filling.boxes[0]._points > 1.5 * filling.font().pointSizeF()
    key(focus(), Qt.Key.Key_F6)
    assert not filling.large.isChecked()


def test_guidance_is_shown_when_asked_for(at):
    filling = at("text")
    box = filling.boxes[0]
    assert box.guidance.isHidden()
    key(focus(), Qt.Key.Key_F2)
    assert not box.guidance.isHidden()
    assert box.guidance.text() == "念慢一点"
    filling = at("multi")
    assert filling.boxes[0].more.isHidden()


def test_the_jump_list_marks_what_has_no_answer_and_goes_there(at):
    filling = at("text")
    keys(focus(), "张三")
    key(focus(), Qt.Key.Key_F4)
    filling.flush()
    lines = [filling.list.item(n).text() for n in range(filling.list.count())]
    assert [line.split()[0] for line in lines[:2]] == ["●", "○"]
    assert "·" in next(line for line in lines if "说明" in line)
    filling.list.setCurrentRow(2)
    key(filling.list, Qt.Key.Key_Return)
    assert filling.run.runner.page.reference == "/data/masked"


def test_every_control_of_the_form_was_tried(form):
    tried = {row[0] for row in (*TYPED, *CHOSEN)} | {"search", "found", "quick", "other", "note", "photo"}
    asked = {control.path.removeprefix("/data/") for control in form.controls() if control.is_question}
    assert {name for name in asked if "/" not in name} - {"other_other"} <= tried
