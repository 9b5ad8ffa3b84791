"""Reads a questionnaire's workbook into plain sheets: .xlsx, .xls, .csv and Markdown, told apart by content."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.forms.trouble import FormError

LARGEST = 20 * 2**20  # bytes of a file
UNPACKED = 200 * 2**20  # bytes of what is inside an .xlsx
ROWS, COLUMNS = 20_000, 400
SEPARATOR = re.compile(r"\|?[\s:|-]+\|?")


class NotAWorkbookError(FormError):
    """A file is no workbook that can be read. Data: ``why`` (empty, size, format, sheet), ``details``."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, counted from one, and its cells."""

    number: int
    cells: tuple[str, ...]

    def __bool__(self) -> bool:
        return any(self.cells)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; the first row holds the headers."""

    name: str
    rows: tuple[Row, ...]


def read(data: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook.

    Raises:
        NotAWorkbookError: it cannot be read, or is larger than any questionnaire.
    """
    if not data.strip():
        raise NotAWorkbookError(why="empty", details="")
    if len(data) > LARGEST:
        raise NotAWorkbookError(why="size", details=str(len(data)))
    kind = sniffed(data)
    sheets = tuple({"xlsx": _xlsx, "xls": _xls, "md": _markdown, "csv": _csv}[kind](data))
    if not any(sheet.rows for sheet in sheets):
        raise NotAWorkbookError(why="sheet", details="")
    return sheets


def sniffed(data: bytes) -> str:
    """What a file is: ``xlsx``, ``xls``, ``md`` or ``csv``."""
    if data[:4] == b"PK\x03\x04":
        return "xlsx"
    if data[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        return "xls"
    if b"\x00" in data[:4096]:
        raise NotAWorkbookError(why="format", details="")
    lines = [line.strip() for line in decoded(data).splitlines() if line.strip()]
    tabled = [line for line in lines if line.startswith("|") and line.count("|") > 1]
    return "md" if len(tabled) * 2 > len(lines) else "csv"


def decoded(data: bytes) -> str:
    """Text of a file that names no encoding: UTF-8, or what Chinese Excel writes."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotAWorkbookError(why="format", details="encoding")


def _trimmed(cells: Sequence[str]) -> tuple[str, ...]:
    found = [cell.replace("\xa0", " ").strip() for cell in cells[:COLUMNS]]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def _sheet(name: str, rows: Iterator[Sequence[str]]) -> Sheet:
    found = []
    for number, cells in enumerate(rows, 1):
        if number > ROWS:
            raise NotAWorkbookError(why="size", details=name)
        found.append(Row(number, _trimmed(cells)))
    while found and not found[-1]:
        found.pop()
    return Sheet(name, tuple(found))


def _xlsx(data: bytes) -> Iterator[Sheet]:
    from openpyxl import load_workbook
    from pyxform.xls2json_backends import xlsx_value_to_str

    _check_size(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=False, data_only=True)
        for sheet in book.worksheets:
            rows = sheet.iter_rows(values_only=True)
            yield _sheet(sheet.title, ([xlsx_value_to_str(c) if c is not None else "" for c in row] for row in rows))
    except NotAWorkbookError:
        raise
    except Exception as error:
        raise NotAWorkbookError(why="format", details=type(error).__name__) from error


def _check_size(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(item.file_size for item in archive.infolist()) > UNPACKED:
                raise NotAWorkbookError(why="size", details="")
    except zipfile.BadZipFile as error:
        raise NotAWorkbookError(why="format", details="zip") from error


def _xls(data: bytes) -> Iterator[Sheet]:
    import xlrd
    from pyxform.xls2json_backends import xls_value_to_unicode

    try:
        book = xlrd.open_workbook(file_contents=data)
        for sheet in book.sheets():
            rows = (
                [
                    "" if cell.value in {"", None} else xls_value_to_unicode(cell.value, cell.ctype, book.datemode)
                    for cell in sheet.row(number)
                ]
                for number in range(sheet.nrows)
            )
            yield _sheet(sheet.name, rows)
    except NotAWorkbookError:
        raise
    except Exception as error:
        raise NotAWorkbookError(why="format", details=type(error).__name__) from error


def _csv(data: bytes) -> Iterator[Sheet]:
    """Sheets one below the other: the name in the first column, its rows in the others."""
    name: str = ""
    rows: list[Row] = []
    for number, line in enumerate(csv.reader(io.StringIO(decoded(data))), 1):
        cells = _trimmed(line)
        if cells and cells[0]:
            if name:
                yield Sheet(name, tuple(rows))
            name, rows = cells[0], []
            if len(cells) == 1:
                continue
        if name and any(cells[1:]):
            rows.append(Row(number, cells[1:]))
    if name:
        yield Sheet(name, tuple(rows))


def _markdown(data: bytes) -> Iterator[Sheet]:
    """The same as a table: ``| survey | | |`` begins a sheet, ``| | type | name |`` is one of its rows."""
    name: str = ""
    rows: list[Row] = []
    for number, line in enumerate(decoded(data).splitlines(), 1):
        text = line.strip()
        if not text.startswith("|") or SEPARATOR.fullmatch(text):
            continue
        cells = _trimmed([cell.replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", text)[1:-1]])
        if cells and cells[0]:
            if name:
                yield Sheet(name, tuple(rows))
            name, rows = cells[0], []
        if name and any(cells[1:]):
            rows.append(Row(number, cells[1:]))
    if name:
        yield Sheet(name, tuple(rows))


def letters(column: int) -> str:
    """Letters of a column counted from one: 1 → A, 27 → AA."""
    found = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
