"""What is wrong or unwise in a questionnaire's workbook, said with sheet, row and column before it is converted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app import words
from app.forms.xpath import FUNCTIONS, parse
from app.forms.xpath.context import INSTEAD
from app.forms.xpath.expressions import Call
from app.forms.xpath.trouble import ExpressionError

RULES = ("relevant", "constraint", "calculation", "required", "read_only", "choice_filter", "repeat_count")
SYNONYMS = {
    "relevance": "relevant", "calculate": "calculation", "readonly": "read_only", "read only": "read_only",
    "count": "repeat_count", "jr:count": "repeat_count", "caption": "label", "command": "type",
    "list name": "list_name",
    "value": "name",
}  # fmt: skip
REFERENCE = re.compile(r"\$\{\s*([^}]*?)\s*\}")
SAFE = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
XML_NAME = re.compile(r"[^\W\d][\w.\-]*")
PLAIN_WORDS = {"yes", "no", "true", "false", "yes()", "是", "否"}
LISTED = re.compile(
    r"(?:select_one|select_multiple|rank|select one|select multiple|select all that apply|select1)\s+(?:from\s+)?(\S+)"
)
FROM_FILE = re.compile(r"select_(?:one|multiple)_from_file\s")
META_TYPES = {
    "start",
    "end",
    "today",
    "deviceid",
    "username",
    "audit",
    "phonenumber",
    "email",
    "simserial",
    "subscriberid",
}
RESERVED = {"meta", "instanceid"}
LONGEST_NAME = 32


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. ``code`` names its words; ``warning`` is for what converts all the same."""

    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    details: Mapping[str, str] = field(default_factory=dict)
    warning: bool = False

    def words(self, language: str) -> str:
        """The finding in words: where, what, what to do."""
        data = {"sheet": self.sheet, "row": self.row or "—", "column": self.column or "—", **self.details}
        what = words.sentence(f"form-problem-{self.code}", language, data)
        place = [self.sheet] if self.sheet else []
        if language.startswith("zh"):
            place += [f"第{self.row}行"] if self.row else []
            place += [f"“{self.column}”列"] if self.column else []
        else:
            place += [f"row {self.row}"] if self.row else []
            place += [f"column “{self.column}”"] if self.column else []
        head = "，".join(place) if language.startswith("zh") else ", ".join(place)
        colon = "：" if language.startswith("zh") else ": "
        return f"{head}{colon}{what}" if head else what


@dataclass(frozen=True, slots=True)
class Line:
    """One row below the headers: meaning of the column → text. ``number`` is its row in the file."""

    number: int
    cells: Mapping[str, str]

    def get(self, heading: str) -> str:
        """A cell, or the empty text."""
        return self.cells.get(heading, "")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet whose headers are understood. ``titles`` gives back what the author wrote above a column."""

    name: str  # as in the file
    kind: str  # survey, choices, settings …
    headings: tuple[str, ...]
    titles: Mapping[str, str]
    lines: tuple[Line, ...]

    def problem(
        self, code: str, line: Line | None, heading: str = "", *, warning: bool = False, **details: str
    ) -> Problem:
        """A finding on this sheet."""
        row = line.number if line is not None else 0
        return Problem(code, self.name, row, self.titles.get(heading, heading), details, warning)


def checked(tables: Mapping[str, Table]) -> list[Problem]:
    """Every finding; those without ``warning`` stop the conversion."""
    survey = tables.get("survey")
    if survey is None:
        return [Problem("no-survey", details={"sheets": "、".join(t.name for t in tables.values())})]
    choices = tables.get("choices")
    found = list(_headings(survey, ("type",)))
    if choices is not None:
        found.extend(_headings(choices, ("list_name", "name")))
        found.extend(_choices(choices, survey))
    if not found:
        found.extend(_structure(survey))
        found.extend(_names(survey))
        found.extend(_lists(survey, choices))
        found.extend(_rules(survey))
    return found


def canonical(heading: str) -> str:
    """A header under the name this file uses for it."""
    text = heading.strip().lower()
    return SYNONYMS.get(text, text)


def _headings(table: Table, needed: Sequence[str]) -> Iterator[Problem]:
    have = {canonical(heading) for heading in table.headings}
    for heading in needed:
        if heading not in have and table.lines:
            yield table.problem("no-column", None, heading, needed=heading)


def _structure(survey: Table) -> Iterator[Problem]:
    """Groups and repeats that do not open and close in pairs."""
    open_: list[tuple[str, Line]] = []
    for line in survey.lines:
        kind = line.get("type").lower().replace("_", " ")
        if kind.startswith("begin "):
            open_.append((kind.split()[1], line))
        elif kind.startswith("end ") and len(kind.split()) == 2 and kind.split()[1] in {"group", "repeat", "loop"}:
            if not open_:
                yield survey.problem("end-without-begin", line, "type", kind=kind.split()[1])
            elif open_[-1][0] != kind.split()[1]:
                yield survey.problem("end-of-another", line, "type", kind=kind.split()[1], row=str(open_[-1][1].number))
                open_.pop()
            else:
                open_.pop()
    for kind, line in open_:
        yield survey.problem("begin-without-end", line, "type", kind=kind)


def _names(survey: Table) -> Iterator[Problem]:
    seen: dict[tuple[int, str], Line] = {}
    group: list[int] = [0]
    for line in survey.lines:
        kind, name = line.get("type").lower().replace("_", " "), line.get("name")
        if not line.get("type"):
            if name or line.get("label"):
                yield survey.problem("no-type", line, "type", name=name or line.get("label"))
            continue
        if kind.startswith("end ") and len(kind.split()) == 2:
            group = group[:-1] or [0]
            continue
        if kind.partition(" ")[0] == "include":
            yield survey.problem("include", line, "type", name=line.get("type").partition(" ")[2] or name)
            continue
        if not name and kind not in META_TYPES and kind != "note" and not kind.startswith("end"):
            yield survey.problem("no-name", line, "name", type=line.get("type"))
        if name:
            yield from _name(survey, line, name)
            yield from _twice(survey, line, name, seen, group[-1])
        if kind.startswith("begin "):
            group.append(line.number)


def _name(survey: Table, line: Line, name: str) -> Iterator[Problem]:
    if not XML_NAME.fullmatch(name):
        yield survey.problem("bad-name", line, "name", name=name)
    elif not SAFE.fullmatch(name):
        yield survey.problem("name-not-ascii", line, "name", warning=True, name=name)
    elif len(name) > LONGEST_NAME:
        yield survey.problem("name-long", line, "name", warning=True, name=name)
    if name.lower() in RESERVED:
        yield survey.problem("name-reserved", line, "name", name=name)


def _twice(survey: Table, line: Line, name: str, seen: dict[tuple[int, str], Line], group: int) -> Iterator[Problem]:
    before = seen.get((group, name.lower()))
    if before is not None and before.get("name") == name:
        yield survey.problem("name-twice", line, "name", name=name, other=str(before.number))
    elif before is not None:
        yield survey.problem("name-case", line, "name", warning=True, name=name, other=before.get("name"))
    seen.setdefault((group, name.lower()), line)


def _lists(survey: Table, choices: Table | None) -> Iterator[Problem]:
    known = {line.get("list_name") for line in choices.lines} if choices is not None else set()
    for line in survey.lines:
        found = None if FROM_FILE.match(line.get("type")) else LISTED.match(line.get("type"))
        if found and found[1] not in known and "${" not in found[1]:
            yield survey.problem("no-list", line, "type", list=found[1], known="、".join(sorted(known - {""})) or "—")


def _choices(choices: Table, survey: Table) -> Iterator[Problem]:
    multiple = {
        found[1]
        for line in survey.lines
        if (found := LISTED.match(line.get("type")))
        and not line.get("type").startswith(("select_one", "select one", "select1"))
    }
    for line in choices.lines:
        listed, name = line.get("list_name"), line.get("name")
        if not listed and not name:
            continue
        if not name:
            yield choices.problem("choice-no-name", line, "name", list=listed)
        elif " " in name and listed in multiple:
            yield choices.problem("choice-blank", line, "name", name=name)


def _rules(survey: Table) -> Iterator[Problem]:
    known = {line.get("name") for line in survey.lines if line.get("name")}
    for line in survey.lines:
        for heading in RULES:
            text = line.get(heading)
            if text and text.lower() not in PLAIN_WORDS:
                yield from _rule(survey, line, heading, text, known)


def _rule(survey: Table, line: Line, heading: str, text: str, known: set[str]) -> Iterator[Problem]:
    for name in REFERENCE.findall(text):
        plain = name.removeprefix("last-saved#")
        if plain not in known:
            yield survey.problem("unknown-reference", line, heading, name=plain, like=_like(plain, known))
    try:
        tree = parse(REFERENCE.sub(_stand_in, text))
    except ExpressionError as error:
        at = int(str(error.data.get("at") or 1))
        yield survey.problem("bad-rule", line, heading, rule=text, at=str(at), near=text[max(0, at - 1) : at + 11])
        return
    for part in tree.walk():
        if isinstance(part, Call) and (part.name not in FUNCTIONS or FUNCTIONS[part.name].wide):
            instead = INSTEAD.get(part.name, "") or _like(part.name, set(FUNCTIONS))
            yield survey.problem("unknown-function", line, heading, name=part.name, instead=instead or "—", rule=text)


def _stand_in(found: re.Match[str]) -> str:
    """A name of the same length for ``${…}``, so that places in the cell stay true."""
    return "_" + re.sub(r"[^\w]", "_", found[0][1:])


def _like(name: str, known: set[str]) -> str:
    import difflib

    found = difflib.get_close_matches(name, known, n=1)
    return found[0] if found else "—"
