"""The scanned pages of the practice round: the same bytes every time, and a picture that other programs open."""

import datetime as dt

from PIL import Image

from app.practice import sheets
from app.practice.dice import Dice


def drawn(seed=1, **more):
    return sheets.settlement(Dice(seed, dt.date(2026, 7, 1), "x"), 41, 286_400, **{"signed": True, **more})


def test_a_page_is_the_same_each_time_and_another_by_another_seed():
    assert drawn().read() == drawn().read()
    assert drawn().read() != drawn(2).read()


def test_a_page_is_a_picture_with_a_red_stamp_when_it_is_signed():
    for signed in (True, False):
        image = Image.open(drawn(signed=signed))
        image.load()
        assert image.size == (sheets.WIDTH, sheets.HEIGHT)
        assert (sheets.RED in {colour for _, colour in image.getcolors(1 << 20)}) is signed


def test_the_rows_add_up():
    amounts = sheets._amounts(Dice(3, dt.date(2026, 7, 1), "y"), 286_400)
    assert (sum(amounts), len(amounts)) == (286_400, sheets.ROWS - 2)


def test_what_lies_beyond_the_page_is_left_out():
    sheet = sheets.Sheet()
    sheet.box(-5, -5, 10, 10, sheets.RED)
    sheet.box(sheets.WIDTH - 3, sheets.HEIGHT - 3, 10, 10, sheets.RED)
    image = Image.open(sheet.png())
    assert image.getpixel((4, 4)) == image.getpixel((sheets.WIDTH - 1, sheets.HEIGHT - 1)) == sheets.RED
    assert image.getpixel((5, 5)) == sheets.PAPER


def test_a_signed_page_bears_a_finger_mark():
    image = Image.open(sheets.signed_page(Dice(1, dt.date(2026, 7, 1), "z")))
    assert image.getpixel((470, 761)) == sheets.RED
