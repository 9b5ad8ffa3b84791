"""Files kept with any record open in the same viewer: the signed pages of a talk, a photo, what is no picture."""

import pytest
from PySide6.QtCore import Qt

from tests.app.viewing import samples
from tests.ui.pages.evidence.test_page import settle
from tests.ui.pages.records.bench import bench as make_bench
from tests.ui.pages.records.test_page import focus, key
from ui.pages.interview import InterviewsPage


@pytest.fixture
def bench(qtbot, tmp_path):
    with make_bench(qtbot, tmp_path) as made:
        made.talk = made.world.put("interview", {"person_name": "王小明", "role": "ITV-PUB"})
        for name, data in (
            ("签字页.png", samples.picture("PNG", (60, 80))),
            (
                "签字页.pdf",
                samples.pdf(samples.CATALOGUE, TREE, samples.PAGE, samples.WORDS, samples.FONT, samples.PAGE),
            ),
            ("名册.xlsx", samples.office_zip("xl", macro=False)),
        ):
            path = tmp_path / name
            path.write_bytes(data)
            made.world.service.attach(made.talk, path)
        yield made


TREE = b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2>>"


def looking(bench, row):
    page = bench.show(InterviewsPage(bench.desk))
    bench.open(page, bench.talk)
    files = page.view.drawer.files.files
    page.view.drawer.setCurrentWidget(page.view.drawer.files)
    names = [files.item(n).text().split("\n")[0] for n in range(files.count())]
    files.setCurrentRow(names.index(row))
    files.setFocus()
    key(files, Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: page.view.looking is not None, timeout=60_000)
    return page, page.view.looking


def test_enter_on_the_scan_of_the_signed_pages_shows_it(bench):
    page, dialog = looking(bench, "签字页.png")
    viewer = dialog.viewer
    bench.qtbot.waitUntil(lambda: not viewer.canvas.image.isNull(), timeout=60_000)
    assert dialog.name.text() == "签字页.png"
    key(viewer.canvas, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.ControlModifier)
    assert viewer.canvas.image.width() > viewer.canvas.image.height(), "turned on the screen"
    assert bench.world.service.attachments(bench.talk)[0].values.get("turn") is None
    key(viewer.canvas, Qt.Key.Key_Escape)
    bench.qtbot.waitUntil(lambda: page.view.looking is None, timeout=60_000)
    settle(bench)


def test_a_pdf_of_two_sheets_is_two_pages_to_go_through(bench):
    _, dialog = looking(bench, "签字页.pdf")
    viewer = dialog.viewer
    bench.qtbot.waitUntil(lambda: len(viewer.leaves) == 4, timeout=60_000)
    settle(bench)
    here = viewer.place
    key(viewer.canvas, Qt.Key.Key_PageDown)
    assert (viewer.place, viewer.leaf.sheet, viewer.leaf.label) == (here + 1, 1, "签字页.pdf")
    bench.qtbot.waitUntil(lambda: not viewer.canvas.image.isNull(), timeout=60_000)
    dialog.close()
    settle(bench)


def test_a_workbook_is_named_and_not_opened(bench):
    page, dialog = looking(bench, "名册.xlsx")
    viewer = dialog.viewer
    bench.qtbot.waitUntil(lambda: "Excel workbook" in viewer.why_facts.text(), timeout=60_000)
    assert viewer.copy.isVisible()
    page.flush()  # as when the vault is locked: the window over it goes too
    bench.qtbot.waitUntil(lambda: page.view.looking is None, timeout=60_000)
    settle(bench)
    assert focus() is not viewer.canvas
