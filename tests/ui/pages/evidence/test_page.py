"""A piece of evidence by keyboard: pages taken in, gone through, turned, moved, written about, made a finding of."""

import io
import sys

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication

from app.services.evidence import EvidenceService
from app.services.findings import FindingsService
from tests.app.viewing import samples
from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import focus, key, keys
from ui.pages.evidence import EvidencePage

CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        made.evidence = EvidenceService(made.world.session, made.world.clock.local)
        made.findings = FindingsService(made.world.session, made.world.clock.local)
        made.folder = tmp_path / "card"
        made.folder.mkdir()
        yield made


def settle(bench):
    """Wait until every job has answered: pages are drawn by processes, which a busy machine starts slowly."""
    bench.qtbot.waitUntil(lambda: bench.jobs.idle, timeout=60_000)
    bench.qtbot.wait(5)
    bench.qtbot.waitUntil(lambda: bench.jobs.idle, timeout=60_000)


def two_sheets():
    return samples.pdf(
        samples.CATALOGUE,
        b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>",
        samples.PAGE,
        samples.WORDS,
        samples.FONT,
        samples.PAGE.replace(b"300 400", b"400 300"),
    )


def files(bench, **named):
    found = []
    for name, data in named.items():
        path = bench.folder / name.replace("_", ".")
        path.write_bytes(data)
        found.append(path)
    return found


def piece(bench, **named):
    rec = bench.world.put("evidence", {"title": "记账凭证", "sort": "copy"})
    if named:
        taken = bench.evidence.take_pages(rec, files(bench, **named))
        bench.evidence.spread(taken.pages, shown(bench))
    return rec


def shown(bench):
    from app.services.evidence_showing import ShowingService

    bench.showing = ShowingService(bench.world.session)
    return bench.showing


def opened(bench, rec):
    page = bench.show(EvidencePage(bench.desk))
    if getattr(bench, "showing", None):
        bench.showing.close()
    page.open(rec)
    bench.qtbot.waitUntil(lambda: page.view.page is not None, timeout=60_000)
    settle(bench)
    return page


def labels(bench, rec):
    return [page.values["label"] for page in bench.evidence.pages(rec)]


def wait_for_page(bench, page):
    bench.qtbot.waitUntil(lambda: not page.view.viewer.canvas.image.isNull(), timeout=60_000)
    settle(bench)


def done(bench, page):
    page.flush()
    page.view.pictures.close()
    settle(bench)


PNG, JPEG = samples.picture("PNG", (60, 80)), samples.picture("JPEG", (90, 60))


def test_an_empty_piece_says_what_to_do_first(bench):
    page = opened(bench, piece(bench))
    view = page.view
    assert view.stack.currentIndex() == 0
    assert (view.first.isVisible(), view.first.text()) == (True, "Add files…  Ctrl+O")
    done(bench, page)


def test_one_keyboard_walk_from_the_card_to_the_finding(bench):
    paths = files(bench, scan10_png=PNG, scan2_jpg=JPEG, book_pdf=two_sheets())
    page = bench.show(EvidencePage(bench.desk))
    page.list.view.setFocus()
    key(page.list.view, Qt.Key.Key_N, CONTROL)
    bench.qtbot.waitUntil(lambda: page.view.page is not None, timeout=60_000)
    settle(bench)
    view = page.view
    bench.desk.ask.next([str(path) for path in paths])
    key(focus(), Qt.Key.Key_O, CONTROL)
    bench.qtbot.waitUntil(lambda: len(view.pages) == 4, timeout=60_000)
    settle(bench)
    rec = view.rec
    # by name as people count, the PDF one page a sheet
    assert labels(bench, rec) == ["book-1", "book-2", "scan2", "scan10"]
    assert bench.world.vault.record(rec).values["title"] == "book"
    wait_for_page(bench, page)
    # the strip has the focus; Enter goes to the page, Page Down to the next
    bench.qtbot.waitUntil(view.strip.hasFocus, timeout=60_000)
    key(focus(), Qt.Key.Key_Return)
    assert focus() is view.viewer.canvas
    key(focus(), Qt.Key.Key_PageDown)
    key(focus(), Qt.Key.Key_Right)
    assert (view.viewer.place, view.strip.currentIndex().row(), view.notes.boxes["label"].editor.value()) == (
        2,
        2,
        "scan2",
    )
    wait_for_page(bench, page)
    # turned and moved, for good; the original stays
    key(focus(), Qt.Key.Key_BracketRight, CONTROL)
    settle(bench)
    key(focus(), Qt.Key.Key_Up, ALT)
    settle(bench)
    assert labels(bench, rec) == ["book-1", "scan2", "book-2", "scan10"]
    assert bench.evidence.pages(rec)[1].values["turn"] == "90"
    assert bench.evidence.altered(rec) == []
    assert view.viewer.place == 1, "the page moved is still the page shown"
    # a note, then a finding that names the page and says the note
    note = view.notes.boxes["note"].editor
    note.setFocus()
    keys(focus(), "no date")
    key(focus(), Qt.Key.Key_G, CONTROL)
    bench.qtbot.waitUntil(lambda: len(bench.went) == 1, timeout=60_000)
    settle(bench)
    ((place, finding),) = bench.went
    (side,) = bench.findings.side_by_side(finding)
    assert place == "records:finding"
    assert (side.points_to, side.pages, side.says) == (("evidence", rec), (2, 2), "no date")
    # a page is taken out, and the list is one key away
    view.strip.setFocus()
    key(focus(), Qt.Key.Key_Delete)
    bench.qtbot.waitUntil(lambda: len(view.pages) == 3, timeout=60_000)
    assert labels(bench, rec) == ["book-1", "book-2", "scan10"]
    settle(bench)
    key(focus(), Qt.Key.Key_Left, ALT)
    bench.qtbot.waitUntil(lambda: page.stack.currentWidget() is page.list, timeout=60_000)
    settle(bench)
    assert view.pictures.service._kept is None, "the process apart ended with the record"


def test_zoom_goes_by_keys_and_a_larger_page_is_drawn_anew(bench):
    page = opened(bench, piece(bench, big_jpg=samples.picture("JPEG", (2400, 3200))))
    wait_for_page(bench, page)
    canvas = page.view.viewer.canvas
    canvas.setFocus()
    fitted = canvas.image.width()
    assert abs(fitted - canvas._room().width()) <= 20, "the scroll bar takes a little"
    key(canvas, Qt.Key.Key_Plus)
    key(canvas, Qt.Key.Key_Plus)
    assert canvas.percent() == 156
    bench.qtbot.waitUntil(lambda: canvas.image.width() > fitted * 1.4, timeout=60_000)
    key(canvas, Qt.Key.Key_0)
    assert canvas._shown().height() <= canvas.viewport().height()
    key(canvas, Qt.Key.Key_W)
    assert canvas.percent() == 100
    done(bench, page)


def test_a_turned_page_is_fitted_by_its_new_width(bench):
    rec = piece(bench, wide_png=samples.picture("PNG", (400, 200)))
    bench.evidence.turn(bench.evidence.pages(rec)[0].rec)
    page = opened(bench, rec)
    wait_for_page(bench, page)
    canvas = page.view.viewer.canvas
    assert canvas.image.height() == 2 * canvas.image.width()
    done(bench, page)


def test_only_small_pictures_in_sight_are_asked_for(bench):
    rec = piece(bench)
    named = {f"p{number:03}_png": samples.picture("PNG", (20 + number, 30)) for number in range(60)}
    bench.evidence.take_pages(rec, files(bench, **named))
    page = opened(bench, rec)
    wait_for_page(bench, page)
    view = page.view
    bench.qtbot.waitUntil(lambda: view.pictures._thumb is None and not view.pictures._wished, timeout=60_000)
    assert 1 <= len(view.pictures._thumbs) <= 10
    done(bench, page)


def test_what_cannot_be_shown_says_why_what_it_is_and_offers_a_copy(bench, tmp_path):
    rec = piece(bench, book_jpg=samples.office_zip("xl", macro=True))
    page = opened(bench, rec)
    viewer = page.view.viewer
    bench.qtbot.waitUntil(
        lambda: viewer.stack.currentIndex() == 1 and "Excel" in viewer.why_facts.text(), timeout=60_000
    )
    settle(bench)
    assert "macros" in viewer.why.text()
    assert "not what its name says" in viewer.why_facts.text()
    original = bench.evidence.pages(rec)[0].values["sha256"]
    assert original in viewer.why_facts.text().replace(" ", "")
    copy = tmp_path / "copy.xlsm"
    bench.desk.ask.next(True)
    bench.desk.ask.next(copy)
    viewer.copy.setFocus()
    key(viewer.copy, Qt.Key.Key_Space)
    bench.qtbot.waitUntil(copy.exists, timeout=60_000)
    settle(bench)
    assert "leaves the encrypted vault" in bench.desk.ask.asked[0]
    bench.desk.ask.next(False)
    viewer.save_copy()
    assert len(bench.desk.ask.asked) == 3, "without the yes no place is asked for"
    done(bench, page)


def test_a_folder_brings_its_pages_and_says_what_it_left_out(bench):
    files(bench, IMG2_png=PNG, IMG10_jpg=JPEG, list_txt=b"no page", dll_dll=b"MZ")
    rec = piece(bench)
    page = opened(bench, rec)
    bench.desk.ask.next(bench.folder)
    key(focus(), Qt.Key.Key_O, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    bench.qtbot.waitUntil(lambda: len(page.view.pages) == 2, timeout=60_000)
    assert labels(bench, rec) == ["IMG2", "IMG10"]
    bench.qtbot.waitUntil(lambda: "no PDFs: 2." in page.view.banner.text.text(), timeout=60_000)
    done(bench, page)


def test_files_dropped_become_pages_and_the_same_bytes_are_named(bench):
    rec = piece(bench, one_png=PNG)
    page = opened(bench, rec)
    other = bench.folder / "other"
    other.mkdir()
    (other / "again.png").write_bytes(PNG)
    (other / "new.jpg").write_bytes(JPEG)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(other))])
    copy = Qt.DropAction.CopyAction
    event = QDropEvent(QPointF(9, 9), copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    page.view.dropEvent(event)
    bench.qtbot.waitUntil(lambda: len(page.view.pages) == 2, timeout=60_000)
    assert "again.png" in page.view.banner.text.text()
    done(bench, page)


def test_pages_are_moved_by_mouse(bench):
    rec = piece(bench, a_png=PNG, b_jpg=JPEG, c_png=samples.picture("PNG", (50, 50)))
    page = opened(bench, rec)
    wait_for_page(bench, page)
    strip = page.view.strip
    strip.setCurrentIndex(strip.leaves.index(0))
    below = strip.visualRect(strip.leaves.index(2)).center() + QPoint(0, 400)
    data = strip.leaves.mimeData([strip.leaves.index(0)])
    move = Qt.DropAction.MoveAction
    strip.dropEvent(QDropEvent(QPointF(below), move, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier))
    settle(bench)
    assert labels(bench, rec) == ["b", "c", "a"]
    done(bench, page)


def test_signed_evidence_is_looked_at_and_not_changed(bench):
    one, two = bench.world.inspectors
    rec = piece(bench, a_png=PNG)
    fields = {"takers": [one, two], "taken_at": "2026-07-09T09:00", "taken_place": "村部"}
    bench.evidence.save_draft(rec, "evidence", fields, {})
    bench.evidence.step(rec, "take")
    page = opened(bench, rec)
    wait_for_page(bench, page)
    view = page.view
    key(view.viewer.canvas, Qt.Key.Key_BracketRight, CONTROL)
    view.take_out()
    view.shift(1)
    view.attach([bench.folder / "a.png"])
    settle(bench)
    assert view.viewer.leaf.turn == 90, "on the screen it may be turned"
    assert bench.evidence.pages(rec)[0].values["turn"] == "0"
    assert not view.add_files.isEnabled()
    done(bench, page)


def test_f9_gives_the_page_all_the_room(bench):
    page = opened(bench, piece(bench, a_png=PNG))
    wait_for_page(bench, page)
    view = page.view
    before = view.viewer.canvas.width()
    key(focus(), Qt.Key.Key_F9)
    bench.qtbot.waitUntil(lambda: view.viewer.canvas.width() > before + 300, timeout=60_000)
    assert not view.side.isVisible()
    key(focus(), Qt.Key.Key_F9)
    bench.qtbot.waitUntil(view.side.isVisible, timeout=60_000)
    done(bench, page)


def test_a_note_typed_is_not_lost_by_going_to_the_next_page(bench):
    rec = piece(bench, a_png=PNG, b_jpg=JPEG)
    page = opened(bench, rec)
    wait_for_page(bench, page)
    page.view.notes.boxes["note"].editor.setFocus()
    keys(focus(), "first")
    page.view.viewer.go_by(1)
    assert not page.view.notes.boxes["note"].editor.value()
    page.view.notes.boxes["note"].editor.setFocus()
    keys(focus(), "second")
    page.view.viewer.go_by(-1)
    assert page.view.notes.boxes["note"].editor.value() == "first"
    done(bench, page)
    assert [one.values.get("note") for one in bench.evidence.pages(rec)] == ["first", "second"]


@pytest.mark.skipif(sys.platform == "win32", reason="counts processes by /proc")
def test_leaving_the_page_ends_every_process_apart(bench):
    page = opened(bench, piece(bench, book_pdf=two_sheets()))
    wait_for_page(bench, page)
    worker = page.view.pictures.service._kept[1]._process
    assert worker.poll() is None
    page.hide()
    QApplication.processEvents()
    bench.qtbot.waitUntil(lambda: worker.poll() is not None, timeout=60_000)


def test_the_next_page_is_drawn_ahead_and_never_mistaken_for_another(bench):
    colours = {"a_png": "red", "b_png": "green", "c_png": "blue"}
    page = opened(bench, piece(bench, **{name: plain(colour) for name, colour in colours.items()}))
    wait_for_page(bench, page)
    viewer = page.view.viewer
    canvas = viewer.canvas
    bench.qtbot.waitUntil(lambda: (viewer.leaves[1].key, *canvas.box()) in page.view.pictures._pages, timeout=60_000)
    viewer.go_by(1)
    assert canvas.image.pixelColor(9, 9).name() == "#008000", "it was here already"
    viewer.go_by(1)  # on its way, or not yet asked for
    viewer.go_by(-2)
    viewer.go_by(2)
    wait_for_page(bench, page)
    assert canvas.image.pixelColor(9, 9).name() == "#0000ff"
    done(bench, page)


def plain(colour):
    out = io.BytesIO()
    Image.new("RGB", (60, 80), colour).save(out, "PNG")
    return out.getvalue()
