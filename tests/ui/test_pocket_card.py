from tests.ui.conftest import settle
from ui.widgets import paper_printing


def test_without_a_printer_the_card_becomes_a_file(opened, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(paper_printing, "printers", list)
    opened.main.go("manual", "practice")
    page = opened.main.page("manual")
    opened.ask.next(str(tmp_path / "card.pdf"))
    page.card.click()
    qtbot.waitUntil(page.banner.isVisible, timeout=10_000)
    assert "card.pdf" in page.banner.text.text()
    assert (tmp_path / "card.pdf").read_bytes().startswith(b"%PDF")
    settle(qtbot, opened)


def test_with_a_printer_it_is_asked_which(opened, qtbot, monkeypatch):
    sent = []
    monkeypatch.setattr(paper_printing, "printers", lambda: ["Office", "Cellar"])
    monkeypatch.setattr(paper_printing, "printer", lambda name: name)
    monkeypatch.setattr(paper_printing, "send", lambda pdf, to, name: sent.append((pdf[:4], to, name)))
    opened.main.go("manual", "practice")
    page = opened.main.page("manual")
    opened.ask.next(1)
    page.card.click()
    qtbot.waitUntil(lambda: bool(sent), timeout=10_000)
    assert sent == [(b"%PDF", "Cellar", "随身卡片")]
    settle(qtbot, opened)
