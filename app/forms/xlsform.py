"""A questionnaire's workbook in, a form out: read, understood, checked, converted by pyxform, bound to its digest."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.forms import headings, lint, workbook, xform
from app.forms.definition import Form
from app.forms.graph import plan
from app.forms.lint import Line, Problem, Table
from app.forms.lists import from_file
from app.forms.trouble import FormCycleError, FormExpressionError, WorkbookError

PLACE = re.compile(r"\[row ?: ?(\d+)\]\s*")
ON_SHEET = re.compile(r"On the '(\w+)' sheet, the '([^']+)' value")
QUOTED = re.compile(r"'([^']+)'")
SAYINGS = (  # what the converter says most often, in words of our own
    (re.compile(r"'choices' sheet, the 'label' value is invalid\. Choices should have a label"), "choice-no-label"),
    (re.compile(r"'choices' sheet, the 'name' value is invalid\. Choice names must be unique"), "choice-twice"),
    (
        re.compile(r"Language '(?P<language>[^']+)' is missing the (?P<columns>.+?) columns?( [^.]*)?\."),
        "language-missing",
    ),
    (
        re.compile(r"language declarations do not contain valid machine-readable codes: (?P<language>[^.]+)\."),
        "language-code",
    ),
    (re.compile(r"max-pixels parameter"), "photo-size"),
    (re.compile(r"or_other and translations"), "other-translated"),
    (re.compile(r"Unknown question type '(?P<type>[^']+)'"), "unknown-type"),
)
KNOWN = ("survey", "choices", "settings", "external_choices", "entities", "osm")


HAN = re.compile(r"<label>[^<]*[\u4e00-\u9fff]")
TRANSLATION = re.compile(r'<translation\b[^>]*\blang="([^"]*)".*?</translation>', re.DOTALL)
CHINESE = re.compile(r"中文|汉语|\bzh\b|Chinese", re.IGNORECASE)
OTHER = {"Other": "其他", "Specify other.": "请写明"}


@dataclass(frozen=True, slots=True)
class Imported:
    """What came out of a workbook: the form, its XForm as bytes, and what would be wise to change."""

    form: Form
    xform: bytes
    warnings: tuple[Problem, ...]


def read(data: bytes, name: str = "form", files: Mapping[str, bytes] | None = None) -> Imported:
    """Make a form of a workbook; ``name`` is used where the workbook gives no id, ``files`` are lists it refers to.

    Raises:
        NotAWorkbookError: the file cannot be read.
        WorkbookError: it is a workbook, but no form; every finding is in its data.
    """
    tables = understood(workbook.read(data))
    found = lint.checked(tables)
    _stop_on(found)
    xml, warned = _converted(tables, name)
    try:
        form = xform.read(xml, {file: from_file(content, file) for file, content in (files or {}).items()})
        plan(form)
    except (FormExpressionError, FormCycleError) as error:
        raise _workbook_error([_located(error, tables)]) from error
    return Imported(form, xml, tuple(found + warned + _missing(form)))


def check(data: bytes, name: str = "form") -> list[Problem]:
    """Every finding of a workbook, those that stop it and those that do not."""
    try:
        return list(read(data, name).warnings)
    except WorkbookError as error:
        problems = error.data["problems"]
        return list(problems) if isinstance(problems, tuple) else []


def understood(sheets: tuple[workbook.Sheet, ...]) -> dict[str, Table]:
    """The sheets that mean something to XLSForm, headers and types in English.

    Raises:
        WorkbookError: a header stands twice.
    """
    found: dict[str, Table] = {}
    problems: list[Problem] = []
    for sheet in sheets:
        kind = headings.sheet(sheet.name)
        if kind in KNOWN and sheet.rows and kind not in found:
            found[kind] = _table(sheet, kind, problems)
    _stop_on(problems)
    if "survey" not in found and len(sheets) == 1 and sheets[0].rows:
        found["survey"] = _table(sheets[0], "survey", problems)  # a workbook of one sheet needs no name for it
    if not found:
        raise _workbook_error([Problem("no-survey", details={"sheets": "、".join(s.name for s in sheets)})])
    return found


def _table(sheet: workbook.Sheet, kind: str, problems: list[Problem]) -> Table:
    top = sheet.rows[0]
    names: list[str] = []
    titles: dict[str, str] = {}
    for number, title in enumerate(top.cells, 1):
        heading = headings.column(title, kind)
        if heading and heading in names:
            column = f"{workbook.letters(number)} {title}"
            other = workbook.letters(names.index(heading) + 1)
            problems.append(
                Problem("header-twice", sheet.name, top.number, column, {"header": heading, "other": other})
            )
        names.append(heading)
        titles.setdefault(lint.canonical(heading), f"{workbook.letters(number)} {title}")
    lines = tuple(_line(row, names) for row in sheet.rows[1:])
    return Table(sheet.name, kind, tuple(name for name in names if name), titles, lines)


def _line(row: workbook.Row, names: list[str]) -> Line:
    cells = {}
    for heading, text in zip(names, row.cells, strict=False):
        if heading and text:
            cells[heading] = headings.cell(text, lint.canonical(heading))
    # the checks ask by one name for each column
    short = {lint.canonical(heading): text for heading, text in cells.items()}
    return Line(row.number, {**cells, **short})


def _stop_on(problems: list[Problem]) -> None:
    stopping = [problem for problem in problems if not problem.warning]
    if stopping:
        raise _workbook_error(stopping)


def _workbook_error(problems: list[Problem]) -> WorkbookError:
    first = problems[0]
    return WorkbookError(
        problems=tuple(problems),
        count=len(problems),
        sheet=first.sheet or "—",
        row=first.row or "—",
        column=first.column or "—",
        what=first.code,
    )


def _converted(tables: Mapping[str, Table], name: str) -> tuple[bytes, list[Problem]]:
    from pyxform.errors import PyXFormError

    warnings: list[str] = []
    try:
        xml = _as_xform(_as_pyxform(tables, name), warnings)
    except PyXFormError as error:
        raise _workbook_error([_said(line, tables, warning=False) for line in _lines(str(error))]) from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        said = {"said": f"{type(error).__name__}: {error}"}
        raise _workbook_error([Problem("converter", details=said)]) from error
    remarks = [line for text in warnings for line in text.split("\n") if line.strip()]
    return in_chinese(xml).encode(), [_said(line, tables, warning=True) for line in remarks]


def in_chinese(xml: str) -> str:
    """The words that pyxform itself writes for ``or_other``, in Chinese where the form's own words are."""
    if "<translation" not in xml:
        return _said_in_chinese(xml) if HAN.search(xml) else xml
    return TRANSLATION.sub(lambda found: _said_in_chinese(found[0]) if CHINESE.search(found[1]) else found[0], xml)


def _said_in_chinese(xml: str) -> str:
    for english, chinese in OTHER.items():
        xml = xml.replace(f">{english}<", f">{chinese}<")
    return xml


def _as_xform(workbook_dict: dict[str, Any], warnings: list[str]) -> str:
    """The steps of pyxform's ``convert`` but the last, which lays the form in clear in the system's scrap folder."""
    from pyxform.builder import create_survey_element_from_dict
    from pyxform.validators.pyxform.iana_subtags.validation import get_languages_with_bad_tags
    from pyxform.xls2json import workbook_to_json
    from pyxform.xls2json_backends import get_xlsform

    definition = get_xlsform(workbook_dict)
    fallback = definition.fallback_form_name
    survey = create_survey_element_from_dict(
        workbook_to_json(workbook_dict=definition, fallback_form_name=fallback, warnings=warnings)
    )
    root = survey.xml()
    # a question may be called translation too, but it has no language, and none is passed over
    languages = [node.getAttribute("lang") for node in root.getElementsByTagName("translation")]
    if bad := get_languages_with_bad_tags(languages):
        # said as pyxform says it, for `SAYINGS` knows it by these words
        codes = "The following language declarations do not contain valid machine-readable codes: "
        warnings.append(codes + ", ".join(bad) + ". Learn more: http://xlsform.org#multiple-language-support")
    return f'<?xml version="1.0"?>{root.toxml()}'


def _lines(text: str) -> list[str]:
    found = [line for line in text.split("\n") if line.strip()]
    return found if all(PLACE.match(line) for line in found) else [" ".join(found)]


def _as_pyxform(tables: Mapping[str, Table], name: str) -> dict[str, Any]:
    found: dict[str, Any] = {"fallback_form_name": name}
    for kind, table in tables.items():
        # a row stays a row even when it is empty, so that row numbers in messages mean something
        found[kind] = [{h: line.cells[h] for h in table.headings if h in line.cells} for line in table.lines]
        found[f"{kind}_header"] = [dict.fromkeys(table.headings)]
    found["sheet_names"] = [table.kind for table in tables.values()]
    return found


def _said(text: str, tables: Mapping[str, Table], *, warning: bool) -> Problem:
    """What pyxform said, with the place in the author's own file."""
    place, on = PLACE.search(text), ON_SHEET.search(text)
    table = tables.get(on[1] if on else "survey")
    row = 0
    if place and table is not None:
        index = int(place[1]) - 2
        row = table.lines[index].number if 0 <= index < len(table.lines) else int(place[1])
    column = table.titles.get(lint.canonical(on[2]), on[2]) if on and table is not None else ""
    said = PLACE.sub("", text).strip()
    sheet = table.name if table is not None and (place or on) else ""
    if not row and not on and "survey" in tables:
        # the converter names no row: look for what it quotes
        survey, quoted = tables["survey"], set(QUOTED.findall(said))
        line = next((ln for ln in survey.lines if {ln.get("type"), ln.get("name")} & quoted), None)
        if line is not None:
            row, sheet = line.number, survey.name
            if "no label or hint" in said:
                return survey.problem("no-label", line, "label", name=line.get("name"))
    for pattern, code in SAYINGS:
        if known := pattern.search(said):
            return Problem(code, sheet, row, column, known.groupdict(""), warning)
    return Problem("converter-warning" if warning else "converter", sheet, row, column, {"said": said}, warning)


def _located(error: FormExpressionError | FormCycleError, tables: Mapping[str, Table]) -> Problem:
    """A trouble found in the converted form, brought back to the row it comes from."""
    survey = tables["survey"]
    if isinstance(error, FormCycleError):
        paths = str(error.data.get("paths", ""))
        name = paths.partition(" →")[0].rpartition("/")[2]
        line = next((line for line in survey.lines if line.get("name") == name), None)
        return survey.problem("cycle", line, "", paths=paths)
    name = str(error.data.get("where", "")).rpartition("/")[2]
    line = next((line for line in survey.lines if line.get("name") == name), None)
    rule = str(error.data.get("rule", ""))
    heading = {
        "calculate": "calculation",
        "readonly": "read_only",
        "count": "repeat_count",
        "choices": "choice_filter",
    }.get(rule, rule)
    expression, at = str(error.data.get("expression", "")), int(str(error.data.get("at") or 1))
    if error.data.get("why") == "function":
        named = str(error.data.get("name", ""))
        return survey.problem("unknown-function", line, heading, name=named, instead="—", rule=expression)
    near = expression[max(0, at - 1) : at + 11]
    return survey.problem("bad-rule", line, heading, rule=expression, at=str(at), near=near)


def _missing(form: Form) -> list[Problem]:
    return [
        Problem("list-file", details={"file": file, "name": name}, warning=True)
        for name, file in form.missing_lists.items()
    ]
