import io
import zipfile

import pytest
from openpyxl import Workbook

from app.forms import workbook
from app.forms.workbook import NotAWorkbookError


def xlsx(**sheets):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_content_decides_what_a_file_is_and_not_its_name():
    assert workbook.sniffed(xlsx(survey=[["type"]])) == "xlsx"
    assert workbook.sniffed(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 9) == "xls"
    assert workbook.sniffed(b"| survey | | |\n| | type | name |\n") == "md"
    assert workbook.sniffed(b"survey,,\n,type,name\n") == "csv"


def test_numbers_become_text_and_rows_keep_their_place():
    (sheet,) = workbook.read(xlsx(survey=[["type", "name"], [None], ["integer", 7.0], ["decimal", 1.5]]))
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (1, ("type", "name")),
        (2, ()),
        (3, ("integer", "7")),
        (4, ("decimal", "1.5")),
    ]


def test_csv_of_a_chinese_excel_is_read():
    data = "survey,,\n,type,name,label\n,text,a,姓名\n".encode("gb18030")
    (sheet,) = workbook.read(data)
    assert sheet.rows[1].cells == ("text", "a", "姓名")
    assert sheet.rows[1].number == 3


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"PK\x03\x04broken", "format"),
        (b"abc\x00def", "format"),
        (b"hello", "sheet"),
    ],
)
def test_what_is_no_workbook_is_refused(data, why):
    with pytest.raises(NotAWorkbookError) as caught:
        workbook.read(data)
    assert caught.value.data["why"] == why


def test_a_bomb_is_refused_before_it_is_opened():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (workbook.UNPACKED + 1))
    with pytest.raises(NotAWorkbookError) as caught:
        workbook.read(out.getvalue())
    assert caught.value.data["why"] == "size"


def test_columns_have_the_letters_of_excel():
    assert [workbook.letters(n) for n in (1, 26, 27, 703)] == ["A", "Z", "AA", "AAA"]
