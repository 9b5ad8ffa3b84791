"""One page in a picture: turned, cut, covered, bent; what cannot be seen is never believed."""

import numpy as np
import pytest

from app.forms import builtin
from app.reports.forms_paper import Look
from app.reports.forms_paper_places import MARKS
from app.reports.forms_paper_print import print_sheets
from app.scan.plane import Bend, affine, apply, homography
from app.services.paper_forms import layout
from app.services.scan_reading import ScanReader
from app.services.scan_sheets import questions
from tests.app.scan import simulation

CODE = "QV-TEAM"
DOT = simulation.DOT


@pytest.fixture(scope="module")
def laid():
    return layout(builtin.form(CODE).form, Look())


@pytest.fixture(scope="module")
def plain(laid):
    (page,) = simulation.plain(print_sheets(laid, ("R-1",)).pdf)
    return page


@pytest.fixture(scope="module")
def third(laid, plain):
    """The page with the third choice crossed everywhere."""
    return written(laid, plain, "cross", 2)


def written(laid, plain, style, pick):
    filled = simulation.Filled(style, {one.reference: (one.choices[pick].value,) for one in asked(laid)})
    return simulation.write(plain, laid.pages[0], filled, np.random.default_rng(3), 1)


def asked(laid):
    return [one for one in questions(laid.questionnaire) if one.choices]


def read(picture):
    reader = ScanReader("", "", builtin.form(CODE).form)
    reader.page(np.ascontiguousarray(picture))
    for sheet in reader.batch.sheets:
        sheet.judge()
    return reader.batch


def plainly(batch):
    """Values read without help."""
    (sheet,) = batch.sheets
    shown = {item.asked.reference for item in sheet.doubts(batch.form)}
    return {name: value for name, value in sheet.answers().items() if name not in shown}


@pytest.mark.parametrize("turns", range(4))
def test_it_may_lie_any_way_round(laid, third, turns):
    found = plainly(read(np.rot90(third, turns)))
    assert found == {one.reference: "3" for one in asked(laid)}


@pytest.mark.parametrize("dpi", [90, 110, 150])
def test_a_coarse_scan_is_read_or_shown_but_not_read_wrongly(laid, third, dpi):
    from PIL import Image

    image = Image.fromarray(third)
    small = image.resize((round(210 / 25.4 * dpi), round(297 / 25.4 * dpi)), Image.Resampling.BICUBIC)
    batch = read(np.array(small))
    for value in plainly(batch).values() if batch.sheets else ():
        assert value == "3"
    if dpi == 150:
        assert len(plainly(batch)) == len(asked(laid))


def test_a_torn_off_corner_leaves_the_rest_readable(laid, third):
    torn = third.copy()
    for x, y in MARKS[-2:]:
        torn[round((y - 8) * DOT) :, round((x - 8) * DOT) :] = 255
    assert plainly(read(torn)) == {one.reference: "3" for one in asked(laid)}


def test_a_covered_part_is_shown_and_never_taken_for_empty(laid, third):
    covered, boxes = third.copy(), laid.pages[0].boxes()
    first = asked(laid)[0].reference
    top = min(box.y for box in boxes if box.reference == first)
    covered[round((top - 1) * DOT) : round((top + 6) * DOT), round(60 * DOT) : round(150 * DOT)] = 90
    batch = read(covered)
    (sheet,) = batch.sheets
    assert [item.why for item in sheet.doubts(batch.form)][:1] == ["outline"]
    assert first not in plainly(batch)


def test_half_a_page_is_not_read_by_guess(third):
    batch = read(third[: third.shape[0] // 3])
    shown = batch.sheets[0].doubts(batch.form) if batch.sheets else []
    assert [one.why for one in batch.unread] == ["not-flat"] or shown
    if batch.sheets:
        assert set(plainly(batch).values()) <= {"3"}


def test_a_picture_of_nothing_has_no_code():
    batch = read(np.full((800, 600), 200, dtype=np.uint8))
    assert [one.why for one in batch.unread] == ["no-code"]


def test_two_pages_in_one_picture_are_both_read(third):
    both = np.hstack([third, np.full((third.shape[0], 40), 120, dtype=np.uint8), third])
    batch = read(both)
    assert len(batch.sheets) == 1
    assert [one.why for one in batch.unread] == ["twice"]


@pytest.mark.parametrize("style", ["tick", "fill"])
def test_ticked_and_painted_boxes_are_read(laid, plain, style):
    assert plainly(read(written(laid, plain, style, 1))) == {one.reference: "2" for one in asked(laid)}


def test_a_ring_is_shown_with_what_it_seems_to_mean(laid, plain):
    batch = read(written(laid, plain, "circle", 1))
    (sheet,) = batch.sheets
    shown = {item.asked.reference for item in sheet.doubts(batch.form)}
    assert shown >= {one.reference for one in asked(laid)}


# -- planes --------------------------------------------------------------------------------------------------------


def test_a_view_in_perspective_is_found_from_its_points():
    true = np.array([[5.0, 0.3, 40], [-0.2, 5.2, 60], [2e-4, -3e-4, 1]])
    mm = np.array([(12.0, 12), (198, 12), (198, 285), (12, 285), (105, 150), (60, 80)])
    found = homography(mm, apply(true, mm))
    assert np.allclose(apply(found, mm), apply(true, mm), atol=1e-6)


def test_a_view_without_perspective_needs_three_points():
    true = np.array([[5.0, 0.3, 40], [-0.2, 5.2, 60], [0, 0, 1]])
    mm = np.array([(12.0, 12), (198, 12), (60, 285)])
    assert np.allclose(affine(mm, apply(true, mm)), true)


def test_a_bend_follows_most_points_and_not_the_few_that_are_off():
    rng = np.random.default_rng(1)
    mm = rng.uniform((15, 40), (195, 280), (60, 2))
    off = np.stack([0.3 * mm[:, 0] / 210, 2.5 * np.sin(np.pi * mm[:, 1] / 297)], axis=1)
    wrong = off.copy()
    wrong[:6] += 3
    bend = Bend.fitted(mm, wrong, np.ones(len(mm)))
    assert np.abs(bend.at(mm) - off).max() < 0.5
