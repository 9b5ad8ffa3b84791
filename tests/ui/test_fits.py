"""Every page, with a practice village in it, fits a village laptop at 125 percent."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea

from app.practice import laptop
from app.services.setup import SetupService
from app.storage.types import ListQuery
from tests.ui.conftest import settle

WIDTH, HEIGHT = 1366 / 1.25, 768 / 1.25 - 40  # the task bar


def places(shell):
    """Every page, and one record of each kind."""
    vault = shell.session.vault
    for spec in shell.main.specs:
        yield spec.code, ""
        kind = spec.code.removeprefix("records:")
        if kind != spec.code and (found := vault.list(ListQuery(kind))):
            yield spec.code, vault.rows(kind, found[:1])[0].rec


def cut_off(shell):
    """What reaches beyond an area that scrolls up and down only."""
    never = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    for area in shell.findChildren(QScrollArea):
        if area.isVisible() and area.widget() and area.horizontalScrollBarPolicy() == never:
            beyond = area.widget().width() - area.viewport().width()
            if beyond > 0:
                yield type(area.parent()).__name__, type(area.widget()).__name__, beyond


def still_cut_off(shell, qtbot):
    """The same, of what is drawn already: a bar that has just come takes its room one turn later."""
    for _ in range(25):
        if not (found := list(cut_off(shell))):
            break
        qtbot.wait(20)
    return found


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_page_makes_the_window_wider_than_the_screen(shell, qtbot, tmp_path, language):
    setup = SetupService()
    folder, staff, secret = laptop.start(tmp_path / "practice", setup.memory, megabytes=0)
    shell.change_settings(language=language)
    shell.open(setup.unlock(folder, staff, secret))
    settle(qtbot, shell)
    shell.main.bar.switch.show()  # as where two people share the laptop
    shell.main.bar.show_waiting(12_345)
    screen = QSize(int(WIDTH), int(HEIGHT))
    shell.resize(screen)
    too_wide, grown, beyond = {}, {}, {}
    for code, rec in places(shell):
        shell.main.go(code, rec)
        settle(qtbot, shell)
        least = shell.minimumSizeHint()
        if (least.width() > WIDTH or least.height() > HEIGHT) and least not in too_wide.values():
            too_wide[code, bool(rec)] = least
        if shell.size() != screen:  # a glimpse of something wide, hidden again by now, has widened it for good
            grown[code, bool(rec)] = shell.size()
            shell.resize(screen)
        if found := still_cut_off(shell, qtbot):
            beyond[code, bool(rec)] = found
    assert too_wide == {}
    assert grown == {}
    assert beyond == {}
