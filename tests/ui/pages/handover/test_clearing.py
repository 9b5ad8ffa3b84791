"""Clearing a laptop from the window: what is missing is said, two persons confirm, and then nothing is left."""

import pytest

from app.services.session import Session
from tests.app.sync.circle import PASSPHRASE, Table, add_person
from tests.app.sync.test_circle import over, two_laptops
from tests.ui.conftest import settle


@pytest.fixture
def table(tmp_path):
    found = Table(tmp_path / "table")
    found.folder.mkdir()
    yield found
    found.close()


def test_a_laptop_is_cleared_when_the_office_has_everything_and_not_before(shell, qtbot, table, tmp_path):
    office, one, _, where = two_laptops(table)
    add_person(one, where, "陈大山")
    shell.open(Session(one))
    shell.main.go("handover", "")
    settle(qtbot, shell)
    card = shell.main.page("handover").clearing
    card.look_button.click()
    qtbot.waitUntil(lambda: not card.found.isHidden())
    assert "changes the office has not confirmed: 1" in card.found.text()
    assert "陈大山" in card.found.text()
    assert card.form.isHidden()

    for vault in (one, office, one):
        over(vault, table.stick("usb"))
    card.look_button.click()
    qtbot.waitUntil(lambda: not card.form.isHidden())
    assert not card.button.isEnabled()  # nobody was chosen
    card.pair.second.setCurrentIndex(1)
    assert card.button.isEnabled()
    assert card.pair.theirs.isHidden()  # who does not unlock this vault signs the slip
    slip = tmp_path / "slip.pdf"
    card.mine.set_text("另外一句 口令 不对")
    for answer in (True, slip):
        shell.ask.next(answer)
    card.button.click()
    banner = shell.main.page("handover").banner
    qtbot.waitUntil(lambda: not banner.isHidden())
    assert one.folder.exists()
    assert not slip.exists()

    table.now += 60_000
    card.mine.set_text(PASSPHRASE)
    for answer in (True, slip):
        shell.ask.next(answer)
    card.button.click()
    qtbot.waitUntil(lambda: shell.session is None, timeout=20_000)
    assert slip.exists()
    assert not one.folder.exists()
