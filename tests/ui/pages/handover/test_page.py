"""The handover page over vaults that know each other: slips, the right stick, the register, alarms, what is missing."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from app.services.handover_facts import Forked, Gap, Policy, Standing
from app.services.papers import PaperService
from tests.app.sync.circle import add_person
from tests.app.sync.test_circle import two_laptops
from tests.outline import outline
from ui.pages.handover import HandoverPage
from ui.pages.handover.words import gap_lines
from ui.widgets import paper_printing


@pytest.fixture
def laptop(table, benches, tmp_path):
    """A registered laptop with something to hand over, its page, and an empty stick."""
    _, one, _, where = two_laptops(table)
    add_person(one, where, "王小明")
    bench = benches(one)
    page = bench.show(HandoverPage(bench.desk))
    stick = tmp_path / "stick"
    stick.mkdir()
    page.stick.take(stick)
    bench.settle()
    return bench, page, stick


def hand_over(bench, page):
    page.button.click()
    bench.qtbot.waitUntil(lambda: page._outcome is not None, timeout=20_000)
    bench.settle()


def button(page, words):
    return next(one for one in page.findChildren(QPushButton) if one.text() == words and not one.isHidden())


def test_the_slip_of_what_was_written_is_one_click_away(laptop, tmp_path, monkeypatch):
    monkeypatch.setattr(paper_printing, "printers", list)
    bench, page, _ = laptop
    hand_over(bench, page)
    bench.ask.next(True)
    bench.ask.next(tmp_path)
    button(page, "Print slip").click()
    bench.qtbot.waitUntil(lambda: list(tmp_path.glob("*.pdf")) != [], timeout=10_000)
    bench.settle()
    logged = PaperService(bench.desk.session).in_clear()
    assert [(one.form, one.subject) for one in logged] == [("slip", page._outcome.written[0].package)]
    assert "Exported in clear" in page.banner.text.text()


def test_eight_characters_of_a_slip_tell_the_right_stick(laptop):
    bench, page, stick = laptop
    hand_over(bench, page)
    sent = page._outcome.written[0]
    page.standing.digits.setText(sent.sha256[:7])
    assert not page.standing.ask.isEnabled()
    page.standing.digits.setText("zzzz zzzz")
    assert not page.standing.ask.isEnabled()
    page.standing.digits.setText(f"{sent.sha256[:4].upper()} {sent.sha256[4:8].upper()}")
    page.standing.ask.click()
    bench.settle()
    assert page.standing.answer.text() == f"Right stick: {sent.file} is the file of this slip, byte for byte."
    page.standing.digits.setText("0000 0000")
    assert page.standing.answer.isHidden(), "an answer does not outlive its question"
    page.standing.ask.click()
    bench.settle()
    assert "Wrong stick" in page.standing.answer.text()
    assert sent.sha256[:4].upper() in page.standing.answer.text()
    package = stick / sent.file
    package.write_bytes(package.read_bytes()[:-1] + b"?")
    page.standing.digits.setText(sent.sha256[:8])
    page.standing.ask.click()
    bench.settle()
    assert "is damaged" in page.standing.answer.text()


def test_what_comes_next_stands_out(laptop):
    bench, page, _ = laptop
    leads = [page.button.property("role"), page.check_button.isHidden()]
    hand_over(bench, page)
    assert leads == ["primary", True]
    assert [page.button.property("role"), page.check_button.property("role")] == ["", "primary"]
    assert "plug it in again" in page.hint.text()


def test_a_stick_pulled_out_and_plugged_in_again_is_checked_by_itself(laptop):
    bench, page, stick = laptop
    hand_over(bench, page)
    page.stick._choose(None)
    bench.settle()
    assert "plug the same stick in again" in page.hint.text()
    assert "Done" in outline(page), "what was done stays on the page while the stick is out"
    page.stick._choose(stick)
    bench.qtbot.waitUntil(page.banner.isVisible, timeout=10_000)
    bench.settle()
    assert page.banner.text.text() == "Packages on the stick: 1. Every byte is as it was written."
    (stick / page._outcome.written[0].file).unlink()
    page.check_button.click()
    bench.qtbot.waitUntil(lambda: "Not as it was written" in page.banner.text.text(), timeout=10_000)
    bench.settle()


def test_another_stick_begins_anew(laptop, tmp_path):
    bench, page, _ = laptop
    hand_over(bench, page)
    page.stick._choose(None)
    other = tmp_path / "other"
    other.mkdir()
    page.stick._choose(other)
    bench.settle()
    assert page._outcome is None
    assert not page.banner.isVisible()
    assert page._plan.drive.path == other


def test_how_a_stick_stands_is_said_in_words(laptop):
    bench, page, _ = laptop

    def said(standing):
        page._on_plan(replace(page._plan, stick=standing))
        return page.standing.chip.text(), page.standing.text.text()

    chip, text = said(Standing("4C53 0001", registered=True, number="U-07", holder="", policy=Policy.REFUSE))
    assert (chip, text) == ("In the register", "No. U-07 · Serial number 4C53 0001")
    chip, text = said(Standing("9F", registered=False, number="", holder="", policy=Policy.REFUSE))
    assert chip == "Not in the register"
    assert "nothing is read from it or written to it" in text
    assert page.standing.register.isHidden(), "only the office keeps the register"
    _, text = said(Standing("", registered=False, number="", holder="", policy=Policy.WARN))
    assert "have this one registered. Serial number cannot be read" in text
    bench.settle()


def test_the_office_puts_a_stick_into_the_register(table, benches, tmp_path):
    office, _, _, _ = two_laptops(table)
    bench = benches(office)
    page = bench.show(HandoverPage(bench.desk))
    stick = tmp_path / "new"
    stick.mkdir()
    page.stick.take(stick)
    bench.settle()
    page.standing.register.click()
    bench.settle()
    where, rec = bench.went[-1]
    assert where == "records:media"
    draft = office.draft(rec)
    assert draft.kind == "media"
    assert draft.fields["sort"] == "stick"


def test_a_copied_laptop_is_an_alarm_in_words(laptop):
    bench, page, _ = laptop
    me = bench.desk.session
    fork = Forked(me.vault.me.writer_id, me.person, "1", "common", 12)
    page._on_plan(replace(page._plan, forks=(fork,)))
    bench.settle()
    text = outline(page)
    assert "Alarm: a laptop or its data was copied" in text
    assert "李强, laptop 1: two different saves carry number 12 (shared data)." in text
    page._on_plan(replace(page._plan, forks=tuple(replace(fork, number=n) for n in range(1, 10))))
    bench.settle()
    assert "and 3 more" in outline(page)


@pytest.mark.parametrize(
    ("gap", "words"),
    [
        (Gap("1", "w", (2, 3, 4, 9), 0, 0), ["Package no. 2–4, 9 never came, but later ones made up for it."]),
        (Gap("1", "w", (5,), 12, 1), ["Package no. 5 has not come: 12 saves, 1 attachments. Ask for it."]),
        (
            Gap("1", "w", (), 3, 0),
            ["Every package came, yet 3 saves and 0 attachments are missing. Let them hand over again."],
        ),
        (
            Gap("1", "w", (), 0, 0, doubled=(7,)),
            [
                "Two different packages carry no. 7.",
                "The laptop went on from an older state of itself (restored or copied). Ask who restored it.",
            ],
        ),
        (
            Gap("1", "w", (), 0, 0, unlinked=(8,), behind=40),
            [
                "Package no. 8 does not follow the one before it.",
                "The sender once held 40 saves that it now no longer holds.",
                "The laptop went on from an older state of itself (restored or copied). Ask who restored it.",
            ],
        ),
    ],
)
def test_each_kind_of_gap_has_a_sentence(gap, words):
    assert [line for line, _ in gap_lines(gap)] == words


def test_what_is_missing_stands_on_the_page(laptop):
    bench, page, _ = laptop
    page._on_plan(replace(page._plan, gaps=(Gap("2", "w", (5,), 12, 1, doubled=(4,)),)))
    bench.settle()
    text = outline(page)
    assert "Still missing" in text
    assert "Laptop 2" in text
    assert "Two different packages carry no. 4." in text


def test_a_stick_that_does_not_answer_is_not_asked_again_meanwhile(laptop):
    bench, page, _ = laptop
    answer, asked = threading.Event(), []

    def failing():
        asked.append(1)
        answer.wait(10)
        return []

    page.stick.end()
    page.stick._drives = failing
    for _ in range(3):
        page.stick.look()
    answer.set()
    bench.settle()
    assert len(asked) == 1
    page.stick.look()
    bench.settle()
    assert len(asked) == 2
