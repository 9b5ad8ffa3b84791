"""Paper sheets typed in the window, with nothing but the keyboard."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.questionnaires import QuestionnaireService
from app.storage import pool
from tests.ui.pages.records.bench import bench as make_bench
from ui.pages.entry.page import EntryPage

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
    typist = Typist()
    view = begin(bench, page, typist, share=3)
    before, themselves = typist.pressed, 0
    for number in range(60):
        themselves += type_sheet(typist, number)
    extra = typist.pressed - before - themselves
    assert view.typing.finished == 60
    assert extra <= 3 * 60
    assert view.typing.proposed == "61"
    typist.key(Qt.Key.Key_F12)
    bench.qtbot.waitUntil(lambda: page.differences is not None)
    typist.key(Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: "60 sheets have entered" in page.banner.text.text())
    bench.settle()
    (survey,) = page.service.surveys()
    assert (survey.entered, pool.waiting(bench.world.vault)) == (60, 0)
