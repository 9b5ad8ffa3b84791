"""Two people share one laptop: one shortcut, the other's passphrase, and everybody is where they were."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from app.records.change import COMMON, new_record_id
from app.security import header as headers
from app.services.records import RecordService
from app.services.session import Session
from app.services.setup import SetupService
from app.services.upkeep import UpkeepService
from app.storage.types import ListQuery, NewChange
from tests.app.services import evening_world
from tests.app.sync import circle
from tests.app.sync.circle import Table
from tests.outline import outline
from tests.ui.conftest import PASSPHRASE, settle

SECOND = "di er ge ren de kou ling"
SHARED = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def shared(opened, qtbot):
    """A vault two people unlock, both on the roster, with two villages."""
    session = opened.session
    UpkeepService(session).add_person("吴兰", "B02", SECOND)
    vault = session.vault
    for name in ("东村", "西村"):
        rec = new_record_id()
        vault.write([NewChange("village", rec, f"village-{rec}", {"name": name, "town": "柳河镇"})])
    opened.villages = {row.values["name"]: row.rec for row in vault.rows("village", vault.list(ListQuery("village")))}
    register(opened)
    opened.change_settings(recent=(str(vault.folder),))
    opened.main._count()
    settle(qtbot, opened)
    qtbot.waitUntil(opened.main.bar.switch.isVisible)
    return opened


def register(shell):
    """Put the second person's key on the roster, as the office does after an enrolment."""
    session = shell.session
    vault = session.vault
    other = next(one for one in UpkeepService(session).residents() if not one.me)
    opened = headers.open_with_passphrase(vault.header, SECOND, "B02")
    writer, recipient = opened.person.writer, opened.person.identity.recipient
    opened.wipe()
    entry = {"person": other.person, "key": writer.public.hex(), "recipient": recipient, "laptop": "00"}
    person = {"name": "吴兰", "staff": "B02", "role": "member"}
    vault.write([NewChange("inspector", other.person, COMMON, person, as_office=True)])
    vault.write([NewChange("writer", writer.writer_id, COMMON, entry, as_office=True)])


def change_over(shell, qtbot, passphrase):
    """By keyboard alone: the shortcut, the passphrase, Enter."""
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    QTest.keyClick(shell, Qt.Key.Key_L, SHARED)
    qtbot.waitUntil(lambda: shell.unlock is not None and shell.unlock.isVisible())
    page = shell.unlock
    qtbot.waitUntil(page.passphrase.edit.hasFocus)
    settle(qtbot, shell)
    QTest.keyClicks(page.passphrase.edit, passphrase)
    QTest.keyClick(page.passphrase.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.main is not None, timeout=10_000)
    settle(qtbot, shell)


def talk(shell, village, **fields):
    rec = new_record_id()
    told = {"person_name": "王小明", "role": "ITV-PTY", **fields}
    shell.session.vault.write([NewChange("interview", rec, f"village-{shell.villages[village]}", told)])
    return rec


def opened_talk(shell, qtbot, rec):
    shell.main.go("records:interview", rec)
    view = shell.main.page("records:interview").view
    qtbot.waitUntil(lambda: view.page is not None and view.rec == rec)
    settle(qtbot, shell)
    return view


def test_each_comes_back_to_the_own_place_and_village(shared, qtbot):
    shared.session.choose(village=shared.villages["东村"])
    rec = talk(shared, "东村")
    opened_talk(shared, qtbot, rec)

    change_over(shared, qtbot, SECOND)
    assert shared.session.me_name == "吴兰"
    assert shared.main.current == "today"
    assert shared.session.village == ""
    shared.session.choose(village=shared.villages["西村"])

    change_over(shared, qtbot, PASSPHRASE)
    assert shared.session.me_name == "周敏"
    assert shared.session.village == shared.villages["东村"]
    view = shared.main.page("records:interview").view
    qtbot.waitUntil(lambda: shared.main.current == "records:interview" and view.rec == rec)
    settle(qtbot, shared)


def test_the_others_staff_number_stands_there_and_only_the_passphrase_is_typed(shared, qtbot):
    shared.main.bar.switch.click()
    qtbot.waitUntil(lambda: shared.unlock is not None and shared.unlock.isVisible())
    assert shared.unlock.staff.text() == "B02"
    qtbot.waitUntil(shared.unlock.passphrase.edit.hasFocus)
    settle(qtbot, shared)
    shared.show_unlock()  # the next time nobody is expected
    assert shared.unlock.staff.text() == ""
    settle(qtbot, shared)


def test_what_one_was_typing_is_kept_for_them(shared, qtbot):
    shared.session.choose(village=shared.villages["东村"])
    mine = shared.session.person
    rec = talk(shared, "东村")
    view = opened_talk(shared, qtbot, rec)
    editor = view.form.boxes["planned_for"].editor
    editor.show_value(None, "明天下")  # not a moment yet: it cannot become a change
    editor.edited.emit()
    settle(qtbot, shared)

    change_over(shared, qtbot, SECOND)
    drafts = shared.session.vault.drafts(mine)
    assert [(draft.rec, draft.cursor["raw"]) for draft in drafts] == [(rec, {"planned_for": "明天下"})]
    assert shared.session.vault.drafts(shared.session.person) == []

    change_over(shared, qtbot, PASSPHRASE)
    view = shared.main.page("records:interview").view
    qtbot.waitUntil(lambda: view.rec == rec and view.page is not None)
    assert view.page.raw == {"planned_for": "明天下"}


def test_the_sealed_note_of_one_is_closed_to_the_other(shell, qtbot, tmp_path):
    """On a laptop; at the office everybody who unlocks reads what is sealed to the office."""
    table = Table(tmp_path)
    office, _, member, where = evening_world.made(table)
    rec = new_record_id()
    member.write([NewChange("interview", rec, f"village-{where}", {"person_name": "王小明", "role": "ITV-PTY"})])
    UpkeepService(Session(member)).add_person("吴兰", "B02", SECOND)
    shell.open(Session(member))
    settle(qtbot, shell)
    note = opened_talk(shell, qtbot, rec).form.boxes["internal_note"].editor
    note.toggle()
    QTest.keyClicks(note.text.findChild(QPlainTextEdit), "he looked at the mayor first")
    shell.switch("B02")
    assert shell.unlock.staff.text() == "B02"

    second = SetupService(home=tmp_path / "two-home").unlock(tmp_path / "two", "B02", SECOND)
    shell.open(second)
    settle(qtbot, shell)
    note = opened_talk(shell, qtbot, rec).form.boxes["internal_note"].editor
    note.button.click()
    settle(qtbot, shell)
    assert "Written by somebody else" in note.head.text()
    assert not note.text.isVisible()
    assert "mayor" not in outline(shell.main)
    shell.lock()

    first = SetupService(home=tmp_path / "two-home").unlock(tmp_path / "two", "X2", circle.PASSPHRASE)
    assert RecordService(first).open_sealed(rec, "internal_note") == "he looked at the mayor first"
    first.vault.close()
    table.close()
    assert office.closed


def test_alone_it_says_where_a_colleague_is_added(opened, qtbot):
    settle(qtbot, opened)
    assert not opened.main.bar.switch.isVisible()
    QTest.keyClick(opened, Qt.Key.Key_L, SHARED)
    qtbot.waitUntil(opened.main.banner.isVisible)
    opened.main.banner.step.click()
    assert opened.main.current == "settings"
    assert opened.session is not None
    settle(qtbot, opened)


def test_with_several_colleagues_it_asks_who(shared, qtbot):
    UpkeepService(shared.session).add_person("何三", "B03", "di san ge ren de kou ling")
    shared.ask.next(0)
    QTest.keyClick(shared, Qt.Key.Key_L, SHARED)
    qtbot.waitUntil(lambda: shared.unlock is not None and shared.unlock.isVisible())
    assert shared.unlock.staff.text() in {"B02", "B03"}
    settle(qtbot, shared)


def test_it_is_found_by_its_name(shared, qtbot):
    shared.main.palette_box.open()
    shared.main.palette_box.edit.setText("change over")
    shared.main.palette_box._run(shared.main.palette_box.list.item(0))
    qtbot.waitUntil(lambda: shared.unlock is not None and shared.unlock.isVisible())
    assert shared.unlock.staff.text() == "B02"
    settle(qtbot, shared)
