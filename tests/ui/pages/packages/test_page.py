"""Packages in and out: how far each came, declaring one void, the rule for sticks, the list of a village."""

import contextlib
import csv

import pytest

from app.services.handover import HandoverService
from app.services.handover_packages import Aside, PackageLine, Stage
from app.services.papers import PaperService
from app.services.session import Session
from tests.app.sync.circle import add_person
from tests.app.sync.test_circle import two_laptops
from tests.outline import outline
from ui.pages.packages import PackagesPage
from ui.pages.packages.chosen import ChosenPackage
from ui.widgets import paper_printing


def states(page):
    """Way, kind, state of every line."""
    return [tuple(page.model.index(row, column).data() for column in (1, 2, 6)) for row in range(page.model.rowCount())]


def test_a_return_is_on_a_stick_until_the_office_has_it(table, benches, tmp_path):
    office, one, _, where = two_laptops(table)
    add_person(one, where, "王小明")
    stick = tmp_path / "stick"
    stick.mkdir()
    HandoverService(Session(one)).hand_over(stick)
    bench = benches(one)
    page = bench.show(PackagesPage(bench.desk))
    assert states(page)[0] == ("out", "Return", "On a stick, verified")
    assert not page.chosen.void.isHidden()
    HandoverService(Session(office)).hand_over(stick)
    HandoverService(Session(one)).hand_over(stick)
    page.refresh()
    bench.settle()
    assert ("out", "Return", "Office has it") in states(page)
    assert ("in", "Receipt", "Read") in states(page)

    other = benches(office)
    shown = other.show(PackagesPage(other.desk))
    assert ("in", "Return", "Receipt written") in states(shown)


def test_a_lost_stick_is_declared_void_with_a_reason(table, benches, tmp_path):
    _, one, _, where = two_laptops(table)
    add_person(one, where, "王小明")
    stick = tmp_path / "stick"
    stick.mkdir()
    HandoverService(Session(one)).hand_over(stick)
    bench = benches(one)
    page = bench.show(PackagesPage(bench.desk))
    bench.ask.next("")
    page.chosen.void.click()
    bench.settle()
    assert states(page)[0][2] == "On a stick, verified", "without a reason nothing happens"
    bench.ask.next("U盘丢失")
    page.chosen.void.click()
    bench.qtbot.waitUntil(lambda: states(page)[0][2] == "Void")
    assert "reason: U盘丢失" in page.chosen.detail.text()
    assert page.chosen.void.isHidden()
    assert "is void" in page.banner.text.text()


def test_the_slip_of_an_older_package_is_saved_again(table, benches, tmp_path, monkeypatch):
    monkeypatch.setattr(paper_printing, "printers", list)
    _, one, _, where = two_laptops(table)
    add_person(one, where, "王小明")
    stick = tmp_path / "stick"
    stick.mkdir()
    HandoverService(Session(one)).hand_over(stick)
    bench = benches(one)
    page = bench.show(PackagesPage(bench.desk))
    bench.ask.next(True)
    bench.ask.next(tmp_path)
    page.chosen.slip.click()
    bench.qtbot.waitUntil(lambda: list(tmp_path.glob("*.pdf")) != [], timeout=10_000)
    bench.settle()
    assert [one.form for one in PaperService(bench.desk.session).in_clear()] == ["slip"]


def test_the_list_of_a_village_is_written_logged_and_harmless_in_a_spreadsheet(table, benches, tmp_path):
    _, one, _, where = two_laptops(table)
    add_person(one, where, "=HYPERLINK(1)")
    bench = benches(one)
    page = bench.show(PackagesPage(bench.desk))
    target = tmp_path / "list.csv"
    for answer in (0, True, target):
        bench.ask.next(answer)
    page.export_list()
    bench.qtbot.waitUntil(target.exists, timeout=10_000)
    bench.settle()
    raw = target.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "a spreadsheet must know that it is UTF-8"
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert rows[0][0] == "交接进度清单"
    assert rows[1] == ["State", "Kind", "What", "Who", "Saved"]
    mine = next(row for row in rows[2:] if "HYPERLINK" in row[2])
    assert mine[0] == "Not handed over"
    assert mine[2].startswith("'=")
    logged = PaperService(bench.desk.session).in_clear()[0]
    assert (logged.what, logged.form, logged.file) == ("export", "road_list", str(target))
    assert logged.copy in page.banner.text.text()


def test_the_list_of_a_village_is_printed_and_logged(table, benches, tmp_path):
    _, one, _, where = two_laptops(table)
    for number in range(60):
        add_person(one, where, f"陈{number}" * 12)
    bench = benches(one)
    page = bench.show(PackagesPage(bench.desk))
    target = tmp_path / "list.pdf"
    for answer in (0, True, target):
        bench.ask.next(answer)
    page.export_list()
    bench.qtbot.waitUntil(target.exists, timeout=10_000)
    bench.settle()
    pypdf = pytest.importorskip("pypdfium2")
    with contextlib.closing(pypdf.PdfDocument(target.read_bytes())) as paper:
        pages = [one.get_textpage().get_text_bounded().replace("\r", "") for one in paper]
    assert len(pages) > 1
    assert all("State" in text and "Who" in text for text in pages)
    assert all(any(f"陈{number}陈" in text.replace("\n", "") for text in pages) for number in range(60))
    logged = PaperService(bench.desk.session).in_clear()[0]
    assert (logged.form, logged.file) == ("road_list", str(target))


def test_without_an_answer_no_list_is_written(table, benches, tmp_path):
    _, one, _, _ = two_laptops(table)
    bench = benches(one)
    page = bench.show(PackagesPage(bench.desk))
    bench.ask.next(0)
    bench.ask.next(False)
    page.export_list()
    bench.settle()
    assert PaperService(bench.desk.session).in_clear() == []


def test_only_the_office_sets_the_rule_for_sticks(table, benches):
    office, one, _, _ = two_laptops(table)
    bench = benches(office)
    page = bench.show(PackagesPage(bench.desk))
    assert page.rule.isEnabled()
    page.rule.setCurrentIndex(2)
    page.rule.activated.emit(2)
    bench.settle()
    assert str(page._service.policy()) == "refuse"
    page.rule.setCurrentIndex(1)
    page.rule.activated.emit(1)
    bench.settle()
    assert str(page._service.policy()) == "warn", "the same setting is changed, not a second one written"
    page.register.click()
    assert bench.went[-1] == ("records:media", "")
    laptop = benches(one)
    assert not laptop.show(PackagesPage(laptop.desk)).rule.isEnabled()


def test_what_was_set_aside_is_told_with_its_reason(qtbot):
    aside = (Aside("ab12cd34ef", "signature", 7, 0), Aside("changes/x/y.jsonl#3", "malformed", 0, 0))
    line = PackageLine(
        package="p",
        outgoing=False,
        kind="return",
        counter=4,
        place="B",
        person="李红",
        at=0,
        days=0,
        stage=Stage.READ,
        sha256="7c1d02ee" * 8,
        file="x.satchel",
        why="",
        aside=aside,
    )
    chosen = ChosenPackage()
    qtbot.addWidget(chosen)
    chosen.show_line(line)
    text = outline(chosen)
    assert "Return no. 4 from Laptop B" in text
    assert "digest 7C1D 02EE" in text
    assert "Save no. 7 (ab12cd34…): its digital signature does not hold" in text
    assert "changes/x/y.jsonl#3: not in the form a save has" in text
    assert chosen.slip.isHidden()
    assert chosen.void.isHidden()
