"""Counted: a record of a household's size without the mouse, and the keys of a talk of twenty lines."""

import pytest
from PySide6.QtCore import Qt

from app.records.kinds import Sensitivity, Type
from tests.journeys.driver import CONTROL, Counted
from tests.ui.pages.interview.test_page import lines, talk
from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import focus, key, keys
from ui.pages.interview import InterviewsPage
from ui.pages.records import RecordsPage
from ui.widgets.record_choices import BoxEditor, FewEditor, ManyEditor

QUESTIONS = [f"the {n}th question?" for n in range(1, 11)]
ANSWERS = [f"the {n}th answer." for n in range(1, 11)]


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def counted(qapp):
    made = Counted()
    yield made
    made.stop()


def ready(bench, rec):
    page = bench.show(InterviewsPage(bench.desk))
    bench.open(page, rec)
    bench.qtbot.waitUntil(lambda: page.view.outline.questions.count() > 9)
    page.view.transcript.setFocus()
    return page


def test_twenty_lines_typed_freely_take_one_key_a_line(bench, counted):
    rec = talk(bench)
    page = ready(bench, rec)
    text = page.view.transcript
    counted.seen.clear()
    told = [one for pair in zip(QUESTIONS, ANSWERS, strict=True) for one in pair]
    for place, said in enumerate(told):
        if place:
            key(text, Qt.Key.Key_Return)
        keys(text, said)
    seen = dict(counted.stop())
    page.flush()
    assert lines(bench, rec) == [("qa"[place % 2], said) for place, said in enumerate(told)]
    assert seen == {"letters": sum(map(len, told)), "keys": 19}  # one fewer than there are lines


def test_ten_questions_of_the_outline_and_ten_answers_take_half_a_key_a_line(bench, counted):
    rec = talk(bench)
    page = ready(bench, rec)
    text = page.view.transcript
    counted.seen.clear()
    for said in ANSWERS:
        key(text, Qt.Key.Key_Return, CONTROL)
        keys(text, said)
    seen = dict(counted.stop())
    page.flush()
    held = lines(bench, rec)
    assert len(held) == 20
    assert [said for speaker, said in held if speaker == "a"] == ANSWERS
    assert seen == {"letters": sum(map(len, ANSWERS)), "keys": 10}


def test_typed_by_an_input_method_a_line_costs_no_more_keys(bench, counted):
    """What pinyin takes to compose is the input method's own; of ours there is one key a line."""
    rec = talk(bench)
    page = ready(bench, rec)
    text = page.view.transcript
    counted.seen.clear()
    told = ("现金由谁保管？", "由出纳保管。") * 10
    for place, said in enumerate(told):
        if place:
            key(text, Qt.Key.Key_Return)
        keys(text, said)
    seen = dict(counted.stop())
    page.flush()
    assert [said for _, said in lines(bench, rec)] == list(told)
    assert seen == {"keys": 19}


def enter(editor):
    """Enter something into whatever the focus has come to, as its kind of field wants it; returns whether it could."""
    field = editor.field
    if hasattr(editor, "finder") or field.sensitivity is Sensitivity.SEALED:
        return False
    if isinstance(editor, BoxEditor):
        key(focus(), Qt.Key.Key_Down)
    elif isinstance(editor, FewEditor | ManyEditor):
        key(focus(), Qt.Key.Key_Space)
    else:
        keys(focus(), SAID.get(field.type, "some words"))
    return True


SAID = {Type.DATE: "2026-07-09", Type.MOMENT: "2026-07-09 09:30", Type.INTEGER: "412", Type.MONEY: "48650.50"}


@pytest.mark.parametrize(("code", "least"), [("person", 10), ("village", 25)])
def test_a_record_of_a_households_size_is_entered_without_the_mouse(bench, counted, code, least):
    """A person's file, and a village's with its counts: every field is reached by Tab, and what is typed is kept."""
    page = bench.show(RecordsPage(bench.desk, code))
    key(page, Qt.Key.Key_N, CONTROL)
    bench.qtbot.waitUntil(lambda: page.view.page is not None)
    bench.settle()
    view, entered, reached = page.view, [], set()
    bench.qtbot.waitUntil(lambda: focus() is not None and view.isAncestorOf(focus()))
    for _ in range(400):
        here = next((box for box in view.form.boxes.values() if box.isAncestorOf(focus())), None)
        if here is not None:
            reached.add(here.field.name)
            if here.field.name not in entered and enter(here.editor):
                entered.append(here.field.name)
        key(focus(), Qt.Key.Key_Tab)
        if reached >= set(view.form.boxes) - shown(view):
            break
    page.flush()
    bench.settle()
    assert counted.stop()["mouse"] == 0
    assert reached >= set(view.form.boxes) - shown(view)
    record = bench.world.vault.record(view.rec)
    assert {name for name in entered if record.values.get(name) in (None, "", [])} == set()
    assert len(entered) >= least


def shown(view):
    """Fields that only show something: nobody types into them."""
    return {name for name, box in view.form.boxes.items() if box.field.generated}
