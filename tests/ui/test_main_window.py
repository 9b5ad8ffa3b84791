import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.records.change import new_record_id
from app.services.finding import matches, spellings
from app.services.setup import SetupService
from app.storage.types import Draft, NewChange
from tests.ui.conftest import PASSPHRASE, settle
from ui import locking, navigation
from ui.desk import Page


def village(session, name, town="云岭镇"):
    rec = new_record_id()
    session.vault.write([NewChange("village", rec, f"village-{rec}", {"name": name, "town": town})])
    return rec


@pytest.fixture
def filled(opened, qtbot):
    opened.villages = {name: village(opened.session, name) for name in ("青石湾村", "柳树坡村")}
    opened.main.notices.changed.emit(frozenset({"village"}))
    settle(qtbot, opened)
    return opened


def test_every_page_opens(opened, qtbot):
    for spec in opened.main.specs:
        opened.main.go(spec.code, "")
        settle(qtbot, opened)
        assert opened.main.current == spec.code
        assert not opened.main.banner.isVisible()


def test_the_left_side_comes_from_the_declarations(opened):
    codes = [spec.code for spec in navigation.pages(opened.session)]
    assert codes[0] == "today"
    assert {"records:village", "records:person", "records:interview", "handover", "recycle", "settings"} <= set(codes)
    assert codes.index("records:village") < codes.index("records:interview") < codes.index("handover")


def test_a_chosen_village_is_remembered_and_large(filled, qtbot):
    bar = filled.main.bar
    place = bar.village.findData(filled.villages["柳树坡村"])
    bar.village.setCurrentIndex(place)
    bar.village.activated.emit(place)
    assert filled.session.village == filled.villages["柳树坡村"]
    assert bar.village.font().pointSizeF() > bar.search.font().pointSizeF()
    folder = filled.session.vault.folder
    filled.lock()
    filled.open(SetupService().unlock(folder, "B01", PASSPHRASE))
    settle(qtbot, filled)
    assert filled.main.bar.village.currentText() == "柳树坡村"


def test_the_language_switches_live_on_every_page(opened, qtbot):
    opened.main.go("settings", "")
    opened.change_settings(language="zh_CN")
    qtbot.waitUntil(lambda: opened.main.bar.lock.text() == "锁定")
    assert opened.main.page("settings").title.text() == "设置"
    assert "现场今日" in opened.main._buttons["today"].text()


class TypingPage(Page):
    """A page with something typed that is not saved yet."""

    def __init__(self, vault, rec):
        super().__init__()
        self.vault, self.rec = vault, rec

    def flush(self):
        self.vault.save_draft(
            Draft(self.vault.me.person, self.rec, f"village-{self.rec}", "village", {"name": "半个名字"})
        )


def test_locking_saves_what_is_typed_and_closes_the_vault(filled, qtbot):
    vault, rec = filled.session.vault, filled.villages["青石湾村"]
    page = TypingPage(vault, rec)
    filled.main._pages["typing"] = page
    filled.main.stack.addWidget(page)
    QTest.keyClick(filled.main, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert filled.session is None
    assert vault.closed
    assert filled.stack.currentWidget() is filled.unlock
    session = SetupService().unlock(vault.folder, "B01", PASSPHRASE)
    assert session.vault.draft(rec).fields == {"name": "半个名字"}
    session.vault.close()


def test_nobody_there_locks(opened, qtbot):
    opened._idle._timer.start(1)
    qtbot.waitUntil(lambda: opened.session is None)


class Stopwatch:
    """Counts how often it is begun anew."""

    def __init__(self):
        self.begun = 0

    def isActive(self):  # noqa: N802 - Qt's name
        return True

    def start(self, *_):
        self.begun += 1

    def stop(self):
        pass


def test_somebody_there_does_not_lock(opened):
    watch = opened._idle
    watch._listen(opened.windowHandle())
    watch._timer.stop()
    watch._timer = Stopwatch()
    QTest.keyClick(opened.windowHandle(), Qt.Key.Key_Shift)
    assert watch._timer.begun == 1
    QApplication.inputMethod().cursorRectangleChanged.emit()  # what an input method composes moves the cursor
    assert watch._timer.begun == 2


def test_closing_the_window_closes_the_vault(opened):
    vault = opened.session.vault
    opened.close()
    assert vault.closed
    assert opened.settings().geometry


def test_the_program_starts_itself_again_after_locking():
    assert locking.own_command()[1:] == ["-m", "ui"]


# -- the search box ------------------------------------------------------------------------------------------------


def titles(palette):
    return [palette.list.item(row).text() for row in range(palette.list.count())]


def test_a_village_is_found_by_initials(filled, qtbot):
    palette = filled.main.palette_box
    QTest.keyClick(filled.main, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert palette.isVisible()
    QTest.keyClicks(palette.edit, "qsw")
    settle(qtbot, filled)
    assert titles(palette)[0].startswith("青石湾村")
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    settle(qtbot, filled)
    assert filled.main.current == "records:village"
    assert not palette.isVisible()


def test_what_an_input_method_composes_is_searched_too(filled, qtbot):
    palette = filled.main.palette_box
    palette.open()
    QApplication.sendEvent(palette.edit, QInputMethodEvent("liu's", []))
    assert palette.edit.text() == ""
    assert titles(palette)[0].startswith("柳树坡村")


def test_records_are_found_by_their_text(filled, qtbot):
    palette = filled.main.palette_box
    palette.open()
    palette.edit.setText("云岭镇")
    qtbot.waitUntil(lambda: any("青石湾村" in title for title in titles(palette)))


def test_nothing_found_says_so(filled, qtbot):
    palette = filled.main.palette_box
    palette.open()
    palette.edit.setText("zzzz")
    settle(qtbot, filled)
    assert titles(palette) == ["Nothing found. Try fewer words."]
    QTest.keyClick(palette.edit, Qt.Key.Key_Return)
    QTest.keyClick(palette.edit, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_pinyin_spellings():
    assert spellings("谈话记录") == ("谈话记录", "tanhuajilu", "thjl")
    assert matches("thjl", "谈话记录") > 0
    assert matches("jilu", "谈话记录") > 0
    assert matches("x", "谈话记录") == 0
    assert matches("sh", "Stick handover") > 0


# -- troubles --------------------------------------------------------------------------------------------------------


def test_an_expected_trouble_is_told_in_the_banner(opened):
    opened.main.notices.trouble.emit(OSError(28, "No space left on device"))
    assert "full" in opened.main.banner.text.text()
    opened.main.banner.close_button.click()
    assert not opened.main.banner.isVisible()


def test_the_counter_says_what_has_not_left(opened):
    assert not opened.main.bar.waiting.isVisible()  # at the office nothing has to leave
    opened.main.bar.show_waiting(12)
    assert opened.main.bar.waiting.text() == "Awaiting receipt: 12"
    opened.main.bar.show_waiting(0)
    assert opened.main.bar.waiting.text() == "Office has everything"


def test_a_change_of_language_reaches_a_page_opened_before(opened, qtbot):
    page = opened.main.page("today")
    opened.change_settings(language="zh_CN")
    qtbot.waitUntil(lambda: page.title.text() == "现场今日")
    QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    settle(qtbot, opened)
