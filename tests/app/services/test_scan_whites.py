"""The white around boxes: as wide as it can be, and nothing printed in it."""

import pytest

from app.forms import builtin
from app.reports.forms_paper import Look
from app.reports.forms_paper_print import print_sheets
from app.services.paper_forms import layout
from app.services.scan_reading import ScanReader
from app.services.scan_whites import LEAST, MOST, whites
from tests.app.scan import simulation


@pytest.mark.parametrize("big", [False, True])
@pytest.mark.parametrize("code", ["QV-MASS", "QV-DEM"])
def test_a_blank_sheet_has_no_ink_around_its_boxes(code, big):
    form, look = builtin.form(code).form, Look(big=big)
    laid = layout(form, look)
    reader = ScanReader("", "", form)
    for page in simulation.plain(print_sheets(laid, ("W-1",)).pdf):
        reader.page(page)
    (sheet,) = reader.batch.sheets
    found = [box.found for item in sheet.items for box in item.boxes]
    assert max(one.round for one in found) < 0.01
    assert max(one.ink for one in found) < 0.01
    assert min(one.sure for one in found) > 0.7


def test_in_a_table_it_is_wide_and_between_lines_of_choices_it_reaches_half_way():
    page = layout(builtin.form("QV-DEM").form, Look()).pages[0]
    sides = dict(zip(((box.reference, box.value) for box in page.boxes()), whites(page), strict=True))
    left, _, right, _ = sides["/data/q05_row[1]/q05_1", "3"]
    assert (left, right) == (MOST, MOST)
    listed = layout(builtin.form("QV-MASS").form, Look()).pages[0]
    first, fourth = (box for box in listed.boxes() if box.reference == "/data/q07" and box.value in {"1", "4"})
    around = dict(zip(((box.reference, box.value) for box in listed.boxes()), whites(listed), strict=True))
    gap = fourth.y - first.y - first.side
    assert around["/data/q07", "1"][3] == pytest.approx(gap / 2)
    assert all(LEAST <= side <= MOST for one in around.values() for side in one)
