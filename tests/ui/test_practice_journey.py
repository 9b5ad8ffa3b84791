"""The guided practice walked through the window: each exercise is done by keys and noticed by the guide."""

import shutil

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.practice import laptop
from app.services.guide import DONE, EXERCISES
from app.services.setup import SetupService
from app.storage.memory import InstallationMemory
from tests.ui.conftest import settle
from tests.ui.pages.records.test_page import focus, key, keys
from ui.widgets import paper_printing

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    home = tmp_path_factory.mktemp("journey")
    return laptop.start(home / "practice", InstallationMemory(home / "own"), megabytes=1)


@pytest.fixture
def walk(shell, qtbot, made, tmp_path):
    """The window over a copy of the practising laptop; ``walk.to`` skips to an exercise."""
    folder, staff, secret = made
    shutil.copytree(folder, tmp_path / "practice")
    shell.open(SetupService().unlock(tmp_path / "practice", staff, secret))
    settle(qtbot, shell)
    return Walk(shell, qtbot, (tmp_path / "practice", staff, secret))


class Walk:
    """Somebody who practises."""

    def __init__(self, shell, qtbot, opens):
        self.shell, self.qtbot, self.opens = shell, qtbot, opens

    @property
    def main(self):
        return self.shell.main

    def settle(self):
        settle(self.qtbot, self.shell)

    def at(self, exercise):
        """Wait until the guide has gone on to an exercise."""

        def there():
            standing = self.main.guide.standing
            return standing is not None and standing.exercise == exercise

        self.qtbot.waitUntil(there, timeout=10_000)
        self.settle()

    def skip_to(self, exercise):
        while self.main.guide.standing.exercise != exercise:
            self.main.guide.skip.click()
            self.settle()

    def taken_there(self, code):
        """Press “Take me there” and wait until the record, if there is one, is open."""
        self.main.guide.take_me.click()
        assert self.main.current == code
        page = self.main.page(code)
        rec = self.main.guide.standing.rec
        if rec:
            self.qtbot.waitUntil(lambda: page.view.page is not None and page.view.rec == rec)
        self.settle()
        self.shell.activateWindow()
        self.qtbot.waitUntil(self.shell.isActiveWindow)
        return page


def test_a_talk_is_opened_begun_and_written(walk):
    walk.main.go("today", "")
    page = walk.main.page("today")
    walk.qtbot.waitUntil(lambda: page._today is not None)
    walk.shell.activateWindow()
    walk.qtbot.waitUntil(walk.shell.isActiveWindow)
    page.setFocus()
    key(page, Qt.Key.Key_Down)
    key(focus(), Qt.Key.Key_Return)
    walk.at("begin")
    view = walk.main.page("records:interview").view
    walk.qtbot.waitUntil(lambda: "begin" in view.steps.buttons)
    view.steps.buttons["begin"].setFocus()
    key(view.steps.buttons["begin"], Qt.Key.Key_Space)
    walk.at("answer")
    view.transcript.setFocus()
    keys(view.transcript, "去年修路花了多少？")
    key(view.transcript, Qt.Key.Key_Return)
    keys(view.transcript, "说是二十四万。")
    walk.at("ask")
    key(view.transcript, Qt.Key.Key_Return, CONTROL)
    walk.at("refused")


def test_a_refused_document_two_sources_and_a_missing_amount(walk):
    walk.skip_to("refused")
    page = walk.taken_there("records:document_check")
    walk.qtbot.waitUntil(lambda: page.list.model.rowCount() > 0)
    page.list.view.setFocus()
    key(page.list.view, Qt.Key.Key_4)
    walk.qtbot.waitUntil(page.list.question.isVisible)
    keys(focus(), "演练说明2号")
    key(focus(), Qt.Key.Key_Return)
    walk.at("sources")

    view = walk.taken_there("records:finding").view
    assert {card.editors["stance"].value() for card in view.board.cards} == {"supports", "contradicts"}
    before = len(view.board.cards)
    view.board.adders["document"].setFocus()
    key(view.board.adders["document"], Qt.Key.Key_Space)
    finder = view.chooser.finder
    keys(finder.line, "误工")
    walk.qtbot.waitUntil(lambda: finder.open)
    popup = finder._completer.popup()
    key(popup, Qt.Key.Key_Down)
    key(popup, Qt.Key.Key_Return)
    walk.qtbot.waitUntil(view.chooser.go.isEnabled)
    key(view.chooser.go, Qt.Key.Key_Space)
    walk.qtbot.waitUntil(lambda: len(view.board.cards) == before + 1)
    walk.at("amount")

    view = walk.taken_there("records:finding").view
    amount = view.form.boxes["amount"].editor
    assert amount.value() is None
    amount.setFocus()
    keys(focus(), "12000")
    walk.at("settle")


def test_printed_signed_scanned_handed_over_and_locked(walk, tmp_path, monkeypatch):
    monkeypatch.setattr(paper_printing, "printers", list)
    walk.skip_to("settle")
    view = walk.taken_there("records:interview").view
    talk, service = view.rec, view.service
    for field in view.page.conflicts:
        service.resolve(talk, field, view.page.values[field])
    walk.at("print")
    view = walk.taken_there("records:interview").view
    assert view.rec == talk  # the other one that waits was held by one inspector alone and cannot be signed
    walk.shell.ask.next(True)  # the warning that the file is not encrypted
    walk.shell.ask.next(str(tmp_path))
    key(view, Qt.Key.Key_P, CONTROL)
    walk.at("sign")
    (paper,) = tmp_path.glob("*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")

    service.save_draft(talk, "interview", {"signing": "signed"}, {})
    service.step(talk, "sign")
    walk.at("scan")
    view = walk.taken_there("records:interview").view
    assert view.rec == talk
    walk.shell.ask.next([str(paper)])
    walk.main.go("group", f"unscanned:{walk.shell.session.village}")
    look = walk.main.page("group")
    walk.qtbot.waitUntil(look.listing.view.hasFocus)
    assert look.listing.chosen().rec == talk
    key(look.listing.view, Qt.Key.Key_S, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    walk.at("person")
    assert look.listing.model.rowCount() == 0

    walk.skip_to("handover")
    page = walk.taken_there("handover")
    (tmp_path / "stick").mkdir()
    page.stick.take(tmp_path / "stick")
    walk.qtbot.waitUntil(page.button.isEnabled)
    page.button.setFocus()
    key(page.button, Qt.Key.Key_Space)
    walk.at("lock")
    QTest.keyClick(walk.shell, Qt.Key.Key_L, CONTROL)
    walk.qtbot.waitUntil(lambda: walk.shell.session is None)
    walk.shell.open(SetupService().unlock(*walk.opens))
    walk.at(DONE)
    walk.main.guide.take_me.click()
    assert walk.main.current == "manual"
    assert walk.main.page("manual").card.isVisible()
    QApplication.processEvents()


def test_there_are_as_many_exercises_as_the_manual_lists(root):
    for code in ("zh_CN", "en"):
        text = (root / "resources" / "manual" / code / "8-practice.md").read_text("utf-8")
        listed = [line for line in text.splitlines() if line[:1].isdigit()]
        assert len(listed) == len(EXERCISES)
