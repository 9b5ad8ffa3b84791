"""Paper sheets typed in the window, with nothing but the keyboard."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.questionnaires import QuestionnaireService
from app.storage import pool
from tests.ui.pages.records.bench import bench as make_bench
from ui.language import Languages
from ui.pages.entry.page import EntryPage
from ui.pages.questionnaires import QuestionnairesPage

CODE = "QV-PTY"  # fifteen questions: thirteen of one choice, one of several, one written


class Typist:
    """Presses keys where the cursor is, and counts them."""

    def __init__(self):
        self.pressed = 0

    def key(self, code, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), code, modifier)
        self.pressed += 1

    def type(self, text):
        for sign in text:
            QTest.keyClick(QApplication.focusWidget(), sign)
            self.pressed += 1


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def page(bench):
    QuestionnaireService(bench.desk.session, bench.world.clock.local).take_builtin(CODE)
    made = bench.show(EntryPage(bench.desk))
    made.service.now = made.service.questionnaires.now = bench.world.clock.local
    bench.qtbot.waitUntil(made.home.view.hasFocus)
    return made


def begin(bench, page, typist, share=0):
    """A new batch by keyboard; ``share`` is how often Down is pressed on the share."""
    typist.key(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    page.setup.share.setFocus()
    for _ in range(share):
        typist.key(Qt.Key.Key_Down)
    typist.key(Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: page.typing is not None)
    bench.settle()
    return page.typing


def answers(seed):
    """A sheet of fifteen answers: (keys of the answer, ends by Enter)."""
    draw = random.Random(seed)  # noqa: S311 - made-up answers
    single = [(draw.choice("123"), False) for _ in range(13)]
    several = "".join(sorted(draw.sample("1234", draw.randint(0, 3))))
    written = draw.choice(["", "", "well", "no idea"])
    return [*single, (several, True), (written, True)]


def type_sheet(typist, seed):
    """Returns how many of the keys were the answers themselves."""
    typist.key(Qt.Key.Key_Return)  # the number proposed
    themselves = 0
    for keys, enter in answers(seed):
        typist.type(keys)
        themselves += len(keys)
        if enter:
            typist.key(Qt.Key.Key_Return)
    return themselves


def test_sixty_sheets_of_fifteen_questions_take_three_keys_a_sheet_beyond_the_answers(bench, page):
    # keys are counted here: that each answer waits for the disk is tried elsewhere, and slow disks are slow
    bench.world.vault.database.writer.execute("PRAGMA synchronous = OFF")
    typist = Typist()
    view = begin(bench, page, typist, share=3)
    before, themselves = typist.pressed, 0
    for number in range(60):
        themselves += type_sheet(typist, number)
    extra = typist.pressed - before - themselves
    assert view.typing.finished == 60
    assert extra == 3 * 60, "the number of the sheet, the end of the several, the end of the written"
    assert themselves >= 13 * 60
    assert view.typing.proposed == "61"
    typist.key(Qt.Key.Key_F12)
    bench.qtbot.waitUntil(lambda: page.differences is not None)
    typist.key(Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: "60 sheets have entered" in page.banner.text.text())
    bench.settle()
    (survey,) = page.service.surveys()
    assert (survey.entered, pool.waiting(bench.world.vault)) == (60, 0)


def test_nothing_typed_says_what_to_do_first(bench, page):
    assert "press Ctrl+N" in page.home.hint.text()
    assert page.home.on.isHidden()


def test_a_wrong_key_is_told_on_the_page_and_changes_nothing(bench, page):
    typist = Typist()
    view = begin(bench, page, typist)
    typist.key(Qt.Key.Key_Return)
    before = view.typing.sheet.snapshot()
    typist.type("9")
    assert "There is no choice 9 here" in view.told.text()
    typist.type("x")
    assert "“x” means nothing here" in view.told.text()
    assert view.typing.sheet.snapshot() == before
    typist.type("2")
    assert view.told.text() == ""
    assert QApplication.activeModalWidget() is None


def test_tab_goes_on_shift_tab_and_f7_go_back(bench, page):
    typist = Typist()
    view = begin(bench, page, typist)
    typist.key(Qt.Key.Key_Tab)
    typist.type("12")
    assert view.typing.sheet.place == "/data/q03"
    typist.key(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    typist.key(Qt.Key.Key_F7)
    assert view.typing.sheet.place == "/data/q01"
    assert view.panel.choices[0].text().startswith("1   ●")
    typist.key(Qt.Key.Key_Tab)
    assert view.typing.sheet.place == "/data/q02"


def test_written_words_are_kept_while_they_are_typed_and_can_be_taken_out(bench, page):
    typist = Typist()
    view = begin(bench, page, typist)
    typist.key(Qt.Key.Key_Return)
    typist.type("1" * 13)
    typist.key(Qt.Key.Key_Return)
    bench.qtbot.waitUntil(view.panel.box.hasFocus)
    typist.type("the road")
    view.hold()
    assert view.typing.sheet.answer("/data/q15") == "the road"
    typist.key(Qt.Key.Key_Return)
    assert view.told.text() == "Sheet 1 is saved."
    typist.key(Qt.Key.Key_F7)
    bench.qtbot.waitUntil(view.panel.box.hasFocus)
    assert view.panel.box.toPlainText() == "the road"
    view.panel.box.clear()
    typist.key(Qt.Key.Key_Return)
    (held,) = view.typing.store.sheets().values()
    assert "/data/q15" not in held.held["answers"]


def test_a_sheet_is_left_out_only_when_asked_twice(bench, page):
    typist = Typist()
    view = begin(bench, page, typist)
    typist.key(Qt.Key.Key_Return)
    typist.type("1")
    typist.key(Qt.Key.Key_F9)
    assert "F9 once more" in view.told.text()
    typist.type("1")
    typist.key(Qt.Key.Key_F9)
    assert view.typing.sheet is not None, "another key took the question back"
    typist.key(Qt.Key.Key_F9)
    assert (view.typing.sheet, view.typing.begun) == (None, 0)


def test_leaving_and_coming_back_lands_on_the_same_question(bench, page):
    typist = Typist()
    view = begin(bench, page, typist)
    typist.key(Qt.Key.Key_Return)
    typist.type("123")
    typist.key(Qt.Key.Key_Escape)
    bench.settle()
    assert page.stack.currentWidget() is page.home
    bench.qtbot.waitUntil(page.home.view.hasFocus)
    typist.key(Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: page.typing is not None and page.typing is not view)
    assert (page.typing.typing.serial, page.typing.typing.sheet.place) == ("1", "/data/q04")


def test_two_typings_are_compared_by_keys_alone_and_the_rate_is_shown(bench, page):
    typist = Typist()
    begin(bench, page, typist, share=2)  # all of them
    for _ in range(3):
        plain_sheet(typist)
    typist.key(Qt.Key.Key_F12)
    bench.qtbot.waitUntil(lambda: page.typing is None)
    bench.settle()
    assert "3 were drawn" in page.banner.text.text()
    assert "You typed these sheets the first time" in page.home.quality.text()
    bench.qtbot.waitUntil(page.home.view.hasFocus)
    typist.key(Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: page.typing is not None)
    assert page.typing.turn.text() == "Second typing"
    plain_sheet(typist, "2")
    plain_sheet(typist, "23")
    plain_sheet(typist)
    bench.qtbot.waitUntil(lambda: page.differences is not None)
    view = page.differences
    assert [view.list.item(row).text() for row in range(view.list.count())] == [
        "1 · question 1",
        "2 · question 1",
        "2 · question 2",
    ]
    assert view.first_words.text().startswith("1 ")
    assert view.second_words.text().startswith("2 ")
    typist.type("1")
    assert "Press F7 for the first" in view.told.text()
    typist.key(Qt.Key.Key_F7)
    typist.key(Qt.Key.Key_F8)
    typist.key(Qt.Key.Key_Escape)
    typist.type("2")
    assert view.one is None
    assert (
        "Of 45 answers compared 3 differed (6.7%), on 2 sheets; in 2 the first typing was wrong" in view.question.text()
    )
    assert "typed twice by the same person" in view.question.text()
    typist.key(Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: page.differences is None)
    bench.settle()
    assert page.home.model.rowCount() == 1
    assert "3 differed (6.7%)" in page.home.quality.text()


def plain_sheet(typist, first=""):
    typist.key(Qt.Key.Key_Return)
    typist.type(first + "1" * (13 - len(first)))
    typist.key(Qt.Key.Key_Return)
    typist.key(Qt.Key.Key_Return)


def test_a_day_that_is_none_is_told_beside_it(bench, page):
    page.ask_new()
    page.setup.day.setText("20260230")
    Typist().key(Qt.Key.Key_Return)
    assert "There is no day “20260230”" in page.setup.told.text()
    Typist().key(Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.home


def test_a_batch_is_forgotten_only_when_agreed(bench, page):
    typist = Typist()
    begin(bench, page, typist)
    plain_sheet(typist)
    typist.key(Qt.Key.Key_Escape)
    bench.settle()
    bench.ask.next(False)
    page.home.drop.click()
    bench.settle()
    assert page.home.model.rowCount() == 1
    bench.ask.next(True)
    page.home.drop.click()
    bench.settle()
    assert page.home.model.rowCount() == 0


def test_the_page_is_reached_from_the_questionnaires_by_keyboard(bench, page):
    questionnaires = bench.show(QuestionnairesPage(bench.desk))
    questionnaires.view.setFocus()
    bench.qtbot.waitUntil(questionnaires.paper.isVisible)
    Typist().key(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert bench.went == [("entry", questionnaires.chosen().rec)]


def test_the_language_changes_in_the_middle_of_a_sheet(bench, page):
    typist = Typist()
    view = begin(bench, page, typist)
    typist.key(Qt.Key.Key_Return)
    typist.type("1")
    Languages(QApplication.instance()).switch("zh_CN")
    bench.qtbot.waitUntil(lambda: view.back.text() == "上一题 (F7)")
    assert view.typing.sheet.place == "/data/q02"


LANGUAGES = """
| survey |
| | type | name | label::中文 (zh) | label::English (en) |
| | select_one yn | q1 | 有地吗？ | Any land? |
| choices |
| | list_name | name | label::中文 (zh) | label::English (en) |
| | yn | 1 | 有 | Yes |
| | yn | 2 | 没有 | No |
"""


def test_a_form_of_two_languages_is_shown_in_the_one_of_the_paper(bench, page, tmp_path):
    path = tmp_path / "land.md"
    path.write_text(LANGUAGES, encoding="utf-8")
    service = page.service.questionnaires
    rec = service.bring_in(path).rec
    service.use(rec)
    page.show_argument(rec)
    bench.settle()
    typist = Typist()
    view = begin(bench, page, typist)
    typist.key(Qt.Key.Key_Return)
    assert view.panel.title.text() == "1. 有地吗？"
    typist.key(Qt.Key.Key_F2)
    assert view.panel.title.text() == "1. Any land?"
    assert "F2 language" in view.keys.text()
    typist.type("2")
    typist.key(Qt.Key.Key_Return)
    assert view.panel.choices[1].text().endswith("No"), "the next sheet is in the same language"
