import pytest

from app.services.first_start import Answers, Road
from app.services.setup import SetupService
from tests.outline import outline
from tests.ui.conftest import PASSPHRASE, settle


@pytest.fixture
def stick(tmp_path):
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def laptop(office, tmp_path):
    """A laptop's vault, made from the office card."""
    setup = SetupService()
    card = setup.read_card(office[1])
    answers = Answers(
        Road.LAPTOP, card=card, name="李红", staff="A12", passphrase=PASSPHRASE, folder=tmp_path / "laptop"
    )
    setup.make(answers).vault.close()
    return tmp_path / "laptop"


def unlock(shell, qtbot, folder, staff):
    shell.open(SetupService().unlock(folder, staff, PASSPHRASE))
    shell.main.go("handover", "")
    settle(qtbot, shell)
    return shell.main.page("handover")


def hand_over(shell, qtbot, page, stick):
    page.stick.take(stick)
    settle(qtbot, shell)
    page.button.click()
    qtbot.waitUntil(lambda: page._outcome is not None, timeout=20_000)
    settle(qtbot, shell)


def test_the_whole_way_of_a_new_laptop(shell, qtbot, office, laptop, stick):
    page = unlock(shell, qtbot, laptop, "A12")
    assert page.button.text() == "Write enrolment"
    spoken = shell.session.own_words
    assert " ".join(spoken) in outline(page).replace("   ", " ")
    hand_over(shell, qtbot, page, stick)
    assert len(list(stick.glob("*.satchel"))) == 1
    shell.lock()

    page = unlock(shell, qtbot, office[0], "B01")
    hand_over(shell, qtbot, page, stick)
    assert page.enrolments.isVisible()
    assert "   ".join(spoken) in outline(page.enrolments)
    page.enrolments.findChildren(type(page.button))[-1].click()
    settle(qtbot, shell)
    assert not page.enrolments.isVisible()
    hand_over(shell, qtbot, page, stick)
    assert "Assignment" in outline(page)
    shell.lock()

    page = unlock(shell, qtbot, laptop, "A12")
    hand_over(shell, qtbot, page, stick)
    assert shell.session.registered
    assert page.button.text() == "Hand over"
    assert not page.words_card.isVisible()


def test_the_stick_is_checked_after_it_was_plugged_in_again(shell, qtbot, laptop, stick):
    page = unlock(shell, qtbot, laptop, "A12")
    hand_over(shell, qtbot, page, stick)
    page.check_button.click()
    qtbot.waitUntil(page.banner.isVisible)
    assert page.banner.text.text() == "Packages on the stick: 1. Every byte is as it was written."
    package = next(stick.glob("*.satchel"))
    data = bytearray(package.read_bytes())
    data[len(data) // 2] ^= 1
    package.write_bytes(data)
    settle(qtbot, shell)
    page.check_button.click()
    qtbot.waitUntil(lambda: "Not as it was written" in page.banner.text.text())


def test_a_stick_pulled_out_is_said_and_nothing_breaks(shell, qtbot, laptop, stick):
    page = unlock(shell, qtbot, laptop, "A12")
    page.stick.take(stick)
    settle(qtbot, shell)
    stick.rmdir()
    page.button.click()
    qtbot.waitUntil(page.banner.isVisible)
    settle(qtbot, shell)
    assert page.button.isEnabled() or not stick.exists()


def test_what_is_not_ours_is_left_alone(shell, qtbot, laptop, stick):
    (stick / "report.docx").write_bytes(b"somebody's report")
    (stick / "false.satchel").write_bytes(b"not a package")
    page = unlock(shell, qtbot, laptop, "A12")
    page.stick.take(stick)
    settle(qtbot, shell)
    assert "false.satchel" in outline(page)
    assert "Cannot be read" in outline(page)
    hand_over(shell, qtbot, page, stick)
    assert (stick / "report.docx").read_bytes() == b"somebody's report"


def test_an_officer_may_refuse_an_enrolment(shell, qtbot, office, laptop, stick):
    page = unlock(shell, qtbot, laptop, "A12")
    hand_over(shell, qtbot, page, stick)
    shell.lock()
    page = unlock(shell, qtbot, office[0], "B01")
    hand_over(shell, qtbot, page, stick)
    shell.ask.next(True)
    no = next(b for b in page.enrolments.findChildren(type(page.button)) if b.text() == "They do not agree")
    no.click()
    settle(qtbot, shell)
    assert shell.ask.asked[-1] == "Set this enrolment aside?"
    assert not page.enrolments.isVisible()
