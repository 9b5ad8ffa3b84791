"""Two persons confirm what was written: asked after the stick is written, by keyboard alone, and never in the way."""

import pytest
from PySide6.QtCore import Qt

from app.services.handover_second import SecondPersonService
from app.services.session import Session
from app.storage import persons
from app.storage.types import Founder
from tests.app.sync.circle import add_person
from tests.app.sync.test_circle import two_laptops
from ui.pages.handover import HandoverPage
from ui.widgets.road_words import fours

OTHER = "山路 云海 松林 桥头"


@pytest.fixture
def written(table, benches, tmp_path):
    """A laptop that two people unlock, its page after the stick was written, and the second one's session."""
    _, one, two, where = two_laptops(table)
    add_person(one, where, "王小明")
    other = Session(two)
    persons.add_person(one, Founder(other.person, other.me_name, other.staff), OTHER)
    bench = benches(one)
    page = bench.show(HandoverPage(bench.desk))
    stick = tmp_path / "stick"
    stick.mkdir()
    page.stick.take(stick)
    bench.settle()
    assert page.second.isHidden()
    page.button.click()
    bench.qtbot.waitUntil(lambda: not page.second.isHidden(), timeout=20_000)
    bench.settle()
    return bench, page, other


def test_the_second_person_confirms_with_the_keyboard_alone(written, table):
    bench, page, other = written
    card, press = page.second, bench.qtbot.keyClick
    (sent,) = page._outcome.written
    assert fours(sent.sha256) in card.packages.text()
    assert "Inspection office" in card.packages.text()
    assert card.state.text() == "Not yet checked by a second person."
    assert "Not yet checked by a second person." in page.hint.text()
    assert not card.button.isEnabled()  # nobody was chosen

    card.pair.second.setFocus()
    press(card.pair.second, Qt.Key.Key_Down)
    assert card.pair.chosen.person == other.person  # who unlocks here stands first
    field = card.pair.theirs.edit
    press(card.pair.second, Qt.Key.Key_Tab)
    assert page.window().focusWidget() is field
    bench.qtbot.keyClicks(field, "not this one")
    press(field, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: card.state.property("role") == "bad")
    bench.settle()
    assert page.second.missing
    assert field.text() == ""

    table.now += 60_000
    field.setText(OTHER)
    press(field, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: not card.missing)
    bench.settle()
    assert f"Checked by {other.me_name}, passphrase given" in card.state.text()
    assert card.pair.isHidden()
    assert "second person" not in page.hint.text()
    assert SecondPersonService(bench.desk.session).checked(sent.package).by_passphrase


def test_who_has_no_passphrase_here_signs_the_slip(written):
    bench, page, other = written
    card = page.second
    (office,) = [one for one in SecondPersonService(bench.desk.session).witnesses() if one.person != other.person]
    card.pair.second.setCurrentIndex(card.pair.second.findData(office.person))
    assert card.pair.theirs.isHidden()
    assert card.button.text() == "Same; signs the slip"
    bench.qtbot.keyClick(card.button, Qt.Key.Key_Space)
    bench.qtbot.waitUntil(lambda: not card.missing)
    bench.settle()
    assert f"Checked by {office.name}, who signs the slip" in card.state.text()
