"""What is typed becomes what ODK stores."""

import datetime as dt

import pytest

from app.forms.written import grouped, moved_day, shown, steps, stored

TYPED = [
    ("int", (), "１２", "12"),
    ("int", (), "12,345", "12345"),
    ("int", (), "twelve", "twelve"),
    ("decimal", (), "3．5", "3.5"),
    ("date", (), "2026-07-09", "2026-07-09"),
    ("date", (), "2026/7/9", "2026-07-09"),
    ("date", (), "２０２６年７月９日", "2026-07-09"),
    ("date", (), "20260709", "2026-07-09"),
    ("date", (), "2026-02-30", "2026-02-30"),
    ("date", ("month-year",), "2026-7", "2026-07-01"),
    ("date", ("month-year",), "202607", "2026-07-01"),
    ("date", ("month-year",), "2026年7月", "2026-07-01"),
    ("date", ("year",), "2026", "2026-01-01"),
    ("date", (), "2026", "2026"),
    ("time", (), "9:30", "09:30:00.000+08:00"),
    ("time", (), "0930", "09:30:00.000+08:00"),
    ("time", (), "9点30分", "09:30:00.000+08:00"),
    ("time", (), "9点", "09:00:00.000+08:00"),
    ("time", (), "25:00", "25:00"),
    ("dateTime", (), "2026-07-09 09:30", "2026-07-09T09:30:00.000+08:00"),
    ("dateTime", (), "2026年7月9日 9:30", "2026-07-09T09:30:00.000+08:00"),
    ("dateTime", (), "2026-07-09T09:30:00.000+08:00", "2026-07-09T09:30:00.000+08:00"),
    ("dateTime", (), "20260709 0930", "2026-07-09T09:30:00.000+08:00"),
    ("dateTime", (), "2026-07-09", "2026-07-09"),
    ("geopoint", (), "30.25，120.16", "30.25 120.16 0 0"),
    ("geopoint", (), "30.25 120.16 12 4.5", "30.25 120.16 12 4.5"),
    ("geopoint", (), "120.16 30.25", "120.16 30.25"),
    ("string", (), " 老人１人 ", "老人１人"),
    ("barcode", (), "ABC-1", "ABC-1"),
]


@pytest.mark.parametrize(("kind", "appearance", "typed", "value"), TYPED)
def test_what_is_typed_is_stored_as_odk_stores_it(kind, appearance, typed, value, china):
    assert stored(typed, kind, appearance, china) == value
    assert stored(shown(value, kind, appearance), kind, appearance, china) in {value, " ".join(value.split())} or (
        kind == "geopoint" and not value.endswith(" 0 0")
    ), "what is shown is stored as the same again"


def test_nothing_is_nothing():
    assert stored("  ", "date") == ""
    assert shown("", "date") == ""


def test_a_stored_value_is_shown_as_it_is_typed():
    assert shown("2026-07-01", "date", ("month-year",)) == "2026-07"
    assert shown("2026-01-01", "date", ("year",)) == "2026"
    assert shown("09:30:00.000+08:00", "time") == "09:30"
    assert shown("2026-07-09T09:30:00.000+08:00", "dateTime") == "2026-07-09 09:30"
    assert shown("30.25 120.16 0 0", "geopoint") == "30.25, 120.16"
    assert grouped("-1234567.5") == "-1,234,567.5"
    assert grouped("many") == "many"


def test_a_range_offers_its_steps_and_no_other():
    assert steps("0", "10", "5") == ["0", "5", "10"]
    assert steps("0", "1", "0.1")[3] == "0.3"
    assert steps("5", "1", "2") == ["5", "3", "1"]
    assert steps("0", "10", "4") == ["0", "4", "8"]
    assert steps("", "10", "1") == []
    assert steps("0", "10", "0") == []
    assert steps("0", "1000000", "1") == []


def test_a_day_moves_and_begins_today():
    today = dt.date(2026, 7, 9)
    assert moved_day("", 1, today) == "2026-07-09"
    assert moved_day("2026-02-28", 1, today) == "2026-03-01"
    assert moved_day("9999-12-31", 1, today) == "2026-07-09"
