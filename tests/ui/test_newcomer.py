"""What somebody who opens the program for the first time may rely on, on every page."""

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.conftest import settle
from ui.widgets.record_empty import EmptyPage

LONGEST = {"en": 18, "zh_CN": 8}  # characters; more do not fit the left side at 125 percent in bold


@pytest.fixture(params=["en", "zh_CN"])
def spoken(request, opened, qtbot):
    """The office without anything, in both languages."""
    opened.change_settings(language=request.param)
    settle(qtbot, opened)
    return opened, request.param


def test_a_page_is_called_what_its_entry_at_the_left_is_called(spoken, qtbot):
    shell, _ = spoken
    other = {}
    for spec in shell.main.specs:
        shell.main.go(spec.code, "")
        settle(qtbot, shell)
        titles = [
            label.text()
            for label in shell.main.page(spec.code).findChildren(QLabel)
            if label.property("role") == "title"
        ]
        if spec.words() not in titles:
            other[spec.words()] = titles
    assert other == {}


def test_names_at_the_left_are_short(spoken):
    shell, language = spoken
    names = [spec.words() for spec in shell.main.specs if spec.in_list]
    assert [name for name in names if len(name) > LONGEST[language]] == []


def test_every_list_without_rows_says_so_and_what_to_do(spoken, qtbot):
    shell, _ = spoken
    silent, seen = [], 0
    for spec in shell.main.specs:
        shell.main.go(spec.code, "")
        settle(qtbot, shell)
        for empty in shell.main.page(spec.code).findChildren(EmptyPage):
            if empty.isVisible():
                seen += 1
                silent += [spec.code] if not (empty.title.text() and len(empty.text.text()) > 8) else []
    assert seen >= 8
    assert silent == []


def test_the_button_of_the_handover_is_in_sight_on_a_low_screen(opened, qtbot):
    opened.resize(1092, 574)  # 1366x768 at 125 percent, above the task bar
    opened.main.go("handover", "")
    settle(qtbot, opened)
    button = opened.main.page("handover").button
    qtbot.waitUntil(lambda: not button.visibleRegion().isEmpty())
    assert button.visibleRegion().boundingRect().size() == button.size()
