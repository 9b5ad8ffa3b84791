"""The six questionnaires that come with the program, written as XLSForm sheets by code.

Their content is `resources/lists/questionnaires.json`; what comes out is an ordinary workbook that a county can change.
"""

import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from app import paths
from app.forms.xlsform import Imported, read

VERSION = "1"
Cells = Sequence[str]
SURVEY_HEAD = ("type", "name", "label", "required", "relevant", "appearance")
CHOICES_HEAD = ("list_name", "name", "label")
SETTINGS_HEAD = ("form_title", "form_id", "version")
FOLLOWS = re.compile(
    r"^如有[,，]|^如有"
)  # "if so": asked only where the question before was answered with its first choice
EACH = re.compile(r"每人一行|一问题一行|逐项列出")
ASPECTS = re.compile(r"[:：](.+)$")
WEIGHTS: Mapping[str, int] = {"好": 100, "较好": 80, "一般": 60, "差": 0}  # F21, the note of QV-DEM


@dataclass(slots=True)
class Sheets:
    """Rows of the three sheets of a workbook, headers left out."""

    survey: list[Cells] = field(default_factory=list)
    choices: list[Cells] = field(default_factory=list)
    settings: list[Cells] = field(default_factory=list)


def codes() -> tuple[str, ...]:
    """Codes of the six questionnaires."""
    return tuple(one["code"] for one in _content()["sets"])


def title(code: str, language: str) -> str:
    """Title of a questionnaire."""
    return str(_one(code)["zh" if language.startswith("zh") else "en"])


def least_group(code: str) -> int:
    """The smallest group that may be reported (G23); never below what the questionnaire itself says."""
    return int(_one(code)["min_group_to_report"])


@cache
def form(code: str) -> Imported:
    """A questionnaire as a form."""
    return read(as_csv(code).encode(), code)


@cache
def _content() -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(paths.resource("lists", "questionnaires.json").read_text("utf-8"))
    return found


def _one(code: str) -> Mapping[str, Any]:
    return next(one for one in _content()["sets"] if one["code"] == code)


def sheets(code: str) -> Sheets:
    """The sheets of a questionnaire."""
    return _Writer(_one(code)).sheets()


class _Writer:
    def __init__(self, one: Mapping[str, Any]) -> None:
        self.one = one
        self.made = Sheets()
        self.lists: dict[tuple[str, ...], str] = {}
        self.before: tuple[str, bool] = ("", False)

    def sheets(self) -> Sheets:
        self.made.settings.append((self.one["zh"], self.one["code"].replace("-", "_"), VERSION))
        if self.one["intro"]:
            self.made.survey.append(("note", "intro", self.one["intro"], "", "", ""))
        for number, question in enumerate(self.one["questions"], 1):
            self.question(f"q{number:02d}", question)
        return self.made

    def options(self, options: Sequence[str]) -> str:
        """Name of the list with these choices; equal ones share a list. Values are digits, for entry by digit keys."""
        key = tuple(options)
        if key not in self.lists:
            self.lists[key] = f"l{len(self.lists) + 1:02d}"
            for number, option in enumerate(options, 1):
                self.made.choices.append((self.lists[key], str(number), option))
        return self.lists[key]

    def question(self, name: str, question: Mapping[str, Any]) -> None:
        kind, label = question["type"], question["zh"]
        relevant = self.relevant(label)
        if kind == "text":
            self.made.survey.append(("text", name, label, "", relevant, "multiline"))
        elif kind == "matrix" and EACH.search(label):
            self.rows(name, label, question["options"])
        else:
            how = "select_multiple" if kind == "multi" else "select_one"
            self.made.survey.append((f"{how} {self.options(question['options'])}", name, label, "", relevant, ""))
        self.before = (name, kind == "single")

    def relevant(self, label: str) -> str:
        name, single = self.before
        return f"${{{name}}} = '1'" if FOLLOWS.match(label) and single else ""

    def rows(self, name: str, label: str, options: Sequence[str]) -> None:
        """A matrix with a row for each person or matter: a repeat."""
        listed = self.options(options)
        found = ASPECTS.search(label)
        aspects = [part for part in re.split("[/、]", found[1]) if part] if found else []
        row = self.made.survey.append
        row(("begin repeat", f"{name}_row", label, "", "", "field-list"))
        row(("text", f"{name}_who", "姓名、职务" if "每人" in label else "事项", "", "", ""))
        for number, aspect in enumerate(aspects or ["评价"], 1):
            row((f"select_one {listed}", f"{name}_{number}", aspect, "", "", ""))
        row(("end repeat", "", "", "", "", ""))


def as_csv(code: str) -> str:
    """A questionnaire as one CSV text in pyxform's shape."""
    import csv

    made = sheets(code)
    out = io.StringIO()
    writer = csv.writer(out)
    for name, head, rows in _named(made):
        writer.writerow([name])
        writer.writerow(["", *head])
        writer.writerows(["", *row] for row in rows)
    return out.getvalue()


def as_xlsx(code: str) -> bytes:
    """A questionnaire as a workbook to be changed in Excel."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, head, rows in _named(sheets(code)):
        sheet = book.create_sheet(name)
        for row in (head, *rows):
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _named(made: Sheets) -> tuple[tuple[str, Cells, list[Cells]], ...]:
    return (
        ("survey", SURVEY_HEAD, made.survey),
        ("choices", CHOICES_HEAD, made.choices),
        ("settings", SETTINGS_HEAD, made.settings),
    )
