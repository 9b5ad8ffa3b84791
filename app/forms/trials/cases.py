"""Runs a file of expressions with expected results (columns of `xpath_cases.tsv`).

Columns: id, source, functions, expression, context_xml, context_node, result_type, expected, notes, javarosa_result,
javarosa_agrees. A row marked ``no`` passes when it gives JavaRosa's answer. That was recorded in America/Phoenix and
without any form, so such a row over an empty document is worked out without a form too. Rows that JavaRosa did not
answer are judged with wide expressions, by the other engine's answer.
"""

import datetime as dt
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

from app.errors import AppError
from app.forms.xpath.context import Context, Host
from app.forms.xpath.nodes import ATTRIBUTE, COMMENT, ELEMENT, INSTRUCTION, TEXT, Node, parse
from app.forms.xpath.parser import parse as parse_expression
from app.forms.xpath.values import Moment, Value, to_boolean, to_number, to_text

ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
RECORDED_IN = "America/Phoenix"
RECORDED_AT = dt.datetime(2026, 11, 22, 20, 0, 33, tzinfo=ZoneInfo(RECORDED_IN))  # what "today" was to the rows
KINDS = {"text": TEXT, "comment": COMMENT, "(node type 7)": INSTRUCTION}
CHILDREN = re.compile(r"(child|following)::(node|text)")
OUT_OF_SCOPE: tuple[tuple[str, str], ...] = (
    (r"namespace::", "the namespace axis, deprecated in XPath 2 and unknown to forms"),
    (r"\(node type 10\)", "the document type as a node; forms have none"),
    (r"\(detached\)", "a node outside any document"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """One row."""

    id: str
    source: str
    expression: str
    xml: str
    node: str
    type: str
    expected: str
    notes: dict[str, str]
    javarosa: str
    agrees: str

    @property
    def out_of_scope(self) -> str:
        """Why this row is not judged; empty when it is."""
        if "<![CDATA[" in self.xml and CHILDREN.search(self.expression):
            return "CDATA sections as nodes of their own; XPath joins them to the text"
        shown = f"{self.expression}\n{self.node}\n{self.expected}"
        return next((reason for pattern, reason in OUT_OF_SCOPE if re.search(pattern, shown)), "")


@dataclass(slots=True)
class Outcome:
    """What a run of rows gave, by id."""

    passed: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)
    groups: dict[str, list[int]] = field(default_factory=dict)  # javarosa_agrees → [passed, judged]

    def note(self, case: Case, *, good: bool) -> None:
        """Count one row."""
        (self.passed if good else self.failed).append(case.id)
        group = self.groups.setdefault(case.agrees or "unmarked", [0, 0])
        group[0] += good
        group[1] += 1

    def as_json(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "total": len(self.passed) + len(self.failed),
            "passed": len(self.passed),
            "failed": self.failed,
            "out_of_scope": self.skipped,
            "by_agreement": {k: {"passed": v[0], "judged": v[1]} for k, v in sorted(self.groups.items())},
        }


def read(path: Path) -> Iterator[Case]:
    """The rows of a file."""
    lines = path.read_text("utf-8").split("\n")
    names = lines[0].split("\t")
    for line in lines[1:]:
        if line:
            row = dict(zip(names, map(_unescaped, line.split("\t")), strict=False))
            yield Case(
                id=row["id"],
                source=row["source"],
                expression=row["expression"],
                xml=row["context_xml"],
                node=row["context_node"],
                type=row["result_type"],
                expected=row["expected"],
                notes=dict(n.partition("=")[::2] for n in row.get("notes", "").split(";") if n),
                javarosa=row.get("javarosa_result", ""),
                agrees=row.get("javarosa_agrees", ""),
            )


def run(path: Path) -> Outcome:
    """Judge every row of a file."""
    outcome = Outcome()
    for case in read(path):
        reason = case.out_of_scope
        if reason:
            outcome.skipped[case.id] = reason
        else:
            outcome.note(case, good=judged(case))
    return outcome


def judged(case: Case) -> bool:
    """Whether the engine gives the answer this row asks for."""
    try:
        context = _context(case)
        found = parse_expression(case.expression).value(context)
        if case.agrees == "no":
            return _as_javarosa(found, case.javarosa)
        return _as_expected(found, case) or (case.agrees == "yes" and _as_javarosa(found, case.javarosa))
    except (AppError, RecursionError):
        return case.javarosa.startswith("ERR") if case.agrees == "no" else case.type == "error"


def _context(case: Case) -> Context:
    zone = RECORDED_IN if case.agrees == "no" else case.notes.get("TZ", RECORDED_IN)
    host = Host(
        zone=ZoneInfo(zone), now=lambda: RECORDED_AT, wide=not case.agrees and not case.source.startswith("javarosa")
    )
    if not case.xml or (case.agrees == "no" and case.xml == "<root/>"):
        return Context(host)
    document = parse(case.xml.lstrip())
    host.namespaces = {"xhtml": "http://www.w3.org/1999/xhtml", "xml": "http://www.w3.org/XML/1998/namespace"}
    top = _at(document, case.notes["rootNode"]) if "rootNode" in case.notes else document
    host.text = _Texts(document, case.notes.get("lang", "")).text
    host.instances = {
        node.attribute("id") or "": node for node in document.walk() if node.kind == ELEMENT and node.name == "instance"
    }
    node = _at(document, case.node) if case.node not in {"", "/"} else document
    return Context(host, node=node, top=top, current=node)


class _Texts:
    """Translations of a document, for rows about jr:itext."""

    def __init__(self, document: Node, language: str) -> None:
        found = [n for n in document.walk() if n.kind == ELEMENT and n.name == "translation"]
        first = next((n for n in found if n.attribute("default") is not None), found[0] if found else None)
        self.chosen = next((n for n in found if n.attribute("lang") == language), first)

    def text(self, name: str) -> str:
        """The text called ``name``: its first plain value."""
        texts = self.chosen.elements("text") if self.chosen is not None else []
        entry = next((t for t in texts if t.attribute("id") == name), None)
        if entry is None:
            return ""
        values = [v for v in entry.elements("value") if v.attribute("form") is None] or entry.elements("value")
        return values[0].text() if values else ""


def _at(document: Node, place: str) -> Node:
    """The node a positional path names, such as ``/*[1]/*[2]/@id`` or ``/*[1]/text()[1]``."""
    node = document
    for step in place.strip("/").split("/"):
        if step.startswith("@"):
            name = step[1:].rpartition(":")[2]
            node = next(a for a in node.attributes if a.name == name)
            continue
        name, _, number = step.partition("[")
        at = int(number.rstrip("]") or 1) - 1
        kind = ELEMENT if name == "*" else KINDS.get(name.removesuffix("()"), "")
        node = [c for c in node.children if c.kind == kind][at]
    return node


def place_of(node: Node) -> str:
    """The positional path of a node."""
    parts: list[str] = []
    while node.parent is not None:
        parent = node.parent
        if node.kind == ATTRIBUTE:
            parts.append(f"@{node.prefix}:{node.name}" if node.prefix else f"@{node.name}")
        else:
            number = [c for c in parent.children if c.kind == node.kind].index(node) + 1
            name = {ELEMENT: "*", TEXT: "text()", COMMENT: "comment()"}.get(node.kind)
            parts.append(f"{name}[{number}]" if name else "(node type 7)")
        node = parent
    return "/" + "/".join(reversed(parts))


def _as_expected(found: Value, case: Case) -> bool:  # noqa: PLR0911 - one for each type
    if case.type == "error":
        return False
    if case.type.startswith("nodeset"):
        if isinstance(found, str):  # jr:itext gives a text where the other engine gives its node
            return bool(found) == bool(case.expected)
        places = [place_of(node) for node in found] if isinstance(found, list) else ["not a node-set"]
        wanted = case.expected.split(" | ") if case.expected else []
        return sorted(places) == sorted(wanted) if case.type == "nodeset-unordered" else places == wanted
    if case.type == "boolean":
        return to_boolean(found) == (case.expected == "true")
    if case.type.startswith("number"):
        return _near(to_number(found), case)
    if case.type == "date":
        return isinstance(found, Moment) and found.iso() == case.expected[:10]
    return _texts_agree(to_text(found), case)


def _near(found: float, case: Case) -> bool:
    wanted = float(case.expected.replace("Infinity", "inf"))
    if math.isnan(wanted) or math.isinf(wanted):
        return math.isnan(found) if math.isnan(wanted) else found == wanted
    if "~" in case.type:
        return abs(found - wanted) <= 0.51 / float(case.type.split("/")[1])
    return abs(found - wanted) <= max(float(case.notes.get("tol", "1e-9")), 1e-12 * abs(wanted))


def _texts_agree(found: str, case: Case) -> bool:
    if case.type == "string-length":
        return len(found) == int(case.expected)
    if case.type == "string-matches":
        pattern, _, flags = case.expected[1:].rpartition("/")
        return re.search(pattern, found, re.IGNORECASE if "i" in flags else 0) is not None
    return found == case.expected


def _as_javarosa(found: Value, recorded: str) -> bool:
    """Whether a value is JavaRosa's: ``Double:…``, ``Boolean:…``, ``String:…``, ``Date:YYYY-MM-DD``, ``ERR:…``."""
    kind, _, text = recorded.partition(":")
    if kind == "ERR":
        return False
    if kind == "Date":
        return isinstance(found, Moment) and found.iso() == text[:10]
    if kind == "Boolean":
        return isinstance(found, bool) and found == (text == "true")
    if kind == "Double":
        wanted, given = float(text.replace("Infinity", "inf")), to_number(found)
        if math.isnan(wanted):
            return isinstance(found, float) and math.isnan(given)
        return isinstance(found, float) and math.isclose(given, wanted, rel_tol=1e-12, abs_tol=1e-9)
    return to_text(found) == text


def _unescaped(text: str) -> str:
    return re.sub(r"\\([ntr\\])", lambda m: ESCAPES[m[1]], text)
