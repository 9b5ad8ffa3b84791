import io
import tempfile

from openpyxl import load_workbook

from app.services import plain_workbook

LINES = [
    ("题目", "选项", "份数"),
    ('路灯 <坏> & "黑"', "  两头有空格  ", 12),
    ("一行\n二行", "", 0.375),
    ("👩‍🌾𠮷", "=1+1", -3),
]


def read(data):
    return [tuple(row) for row in load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True)]


def test_lines_come_back_as_they_went_in():
    assert read(plain_workbook.workbook(LINES)) == [tuple(None if v == "" else v for v in line) for line in LINES]


def test_a_text_is_never_a_formula():
    book = load_workbook(io.BytesIO(plain_workbook.workbook([("=1+1",)])))
    assert book.worksheets[0]["A1"].data_type != "f"


def test_characters_no_xml_may_hold_are_left_out():
    assert read(plain_workbook.workbook([("a\x00\x0bb\ud800c\uffff",)])) == [("abc",)]


def test_nothing_is_laid_in_the_systems_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "there is none"))
    assert plain_workbook.workbook(LINES).startswith(b"PK")
