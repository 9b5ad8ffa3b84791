"""Checking a template before it is used (检查模板): every problem with the place where it stands."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from app.reports.word.names import Value
from app.reports.word.sandbox import refused

LARGEST = 32 << 20  # bytes unpacked
MOST = 1000  # members
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
KINDS = re.compile(r"(\{[{%])(?:tr|tc|p|r) ")  # docxtpl's marks for a whole row, cell, paragraph, run
FULL_WIDTH = re.compile(r"[｛{]\s*[｛％]|[｛]\s*[{%]|[｝％]\s*[｝}]|[%}]\s*[｝]")
SINGLE = re.compile(r"(?<!\{)\{\s*(\w+)\s*\}(?!\})")
CURLY = str.maketrans("“”‘’", "\"\"''")
PARTS = ((re.compile(r"word/document\.xml"), "body"), (re.compile(r"word/header\d*\.xml"), "header"))
MORE_PARTS = ((re.compile(r"word/footer\d*\.xml"), "footer"), (re.compile(r"word/footnotes\.xml"), "footnotes"))
PROPERTIES = "docProps/core.xml"
# cut short, damaged, encrypted, not XML, parts missing
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, ValueError, SyntaxError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a template. ``part`` is a key of `WHERE`; numbers count from 1, 0 means none."""

    part: str
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0

    def words(self, language: str) -> str:
        """Say it: 正文第3段, 表格1第2行第4列."""
        zh = language.startswith("zh")
        part = WHERE[self.part][0 if zh else 1]
        if self.table:
            at = (self.table, self.row, self.column)
            return part + ("，表格{}第{}行第{}列" if zh else ", table {} row {} column {}").format(*at)
        if self.paragraph:
            return part + (f"第{self.paragraph}段" if zh else f", paragraph {self.paragraph}")
        return part


WHERE = {
    "body": ("正文", "text"),
    "header": ("页眉", "header"),
    "footer": ("页脚", "footer"),
    "footnotes": ("脚注", "footnotes"),
    "properties": ("文档属性", "document properties"),
    "file": ("文件", "file"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: ``code`` names a sentence of `app.words` (``template-…``), ``found`` is what stands there."""

    place: Place
    code: str
    found: str = ""

    def words(self, language: str) -> str:
        """Say place and trouble in one sentence."""
        from app.words import sentence

        return sentence(self.code, language, {"place": self.place.words(language), "found": self.found})


@dataclass(frozen=True, slots=True)
class _Paragraph:
    place: Place
    text: str


def check(data: bytes, values: Sequence[Value]) -> list[Problem]:
    """Return every problem of a template that may use these values; an empty list means it can be used."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            outside = list(_outside(packed))
            if outside:
                return outside
            parts = list(_parts(packed))
        Document(io.BytesIO(data))  # what names no Word document inside would fail only while filling
    except UNREADABLE:
        return [Problem(Place("file"), "template-not-word")]
    return [problem for paragraphs in parts for problem in _check_part(paragraphs, values)]


# -- the file ----------------------------------------------------------------------------------------------------


def _outside(packed: zipfile.ZipFile) -> Iterator[Problem]:
    """Find what would make Word do more than show a form: macros, parts fetched from elsewhere, bombs."""
    members = packed.infolist()
    if len(members) > MOST or sum(member.file_size for member in members) > LARGEST:
        yield Problem(Place("file"), "template-too-large")
        return
    names = {member.filename for member in members}
    if "word/document.xml" not in names:
        yield Problem(Place("file"), "template-not-word")
        return
    for name in sorted(names):
        if name.lower().endswith(("vbaproject.bin", ".exe", ".dll")) or "/activeX/" in name or "/embeddings/" in name:
            yield Problem(Place("file"), "template-active", name)
        if name.endswith(".rels"):
            for relation in parse_xml(packed.read(name)):
                kind = str(relation.get("Type", "")).rpartition("/")[2]
                if relation.get("TargetMode") == "External" and kind != "hyperlink":
                    yield Problem(Place("file"), "template-active", str(relation.get("Target", "")))


def _parts(packed: zipfile.ZipFile) -> Iterator[list[_Paragraph]]:
    for name in sorted(packed.namelist()):
        for pattern, part in (*PARTS, *MORE_PARTS):
            if pattern.fullmatch(name):
                yield list(_paragraphs(parse_xml(packed.read(name)), part))
    if PROPERTIES in packed.namelist():
        root = parse_xml(packed.read(PROPERTIES))
        yield [_Paragraph(Place("properties"), str(one.text or "")) for one in root]


def _paragraphs(root: Any, part: str) -> Iterator[_Paragraph]:
    tables = [table for table in root.iter(qn("w:tbl")) if next(table.iterancestors(qn("w:tbl")), None) is None]
    count = 0
    for paragraph in root.iter(qn("w:p")):
        text = "".join(str(one.text or "") for one in paragraph.iter(qn("w:t")))
        table = next((n for n, one in enumerate(tables, 1) if one in paragraph.iterancestors()), 0)
        if table:
            yield _Paragraph(_cell(paragraph, part, tables[table - 1], table), text)
        else:
            count += 1
            yield _Paragraph(Place(part, count), text)


def _cell(paragraph: Any, part: str, table: Any, number: int) -> Place:
    cell = next(one for one in paragraph.iterancestors(qn("w:tc")))
    *_, outer = paragraph.iterancestors(qn("w:tr"))
    row = list(table.iter(qn("w:tr"))).index(outer) + 1
    cells = list(outer.iter(qn("w:tc")))
    return Place(part, 0, number, row, cells.index(cell) + 1)


# -- the words ---------------------------------------------------------------------------------------------------


def _check_part(paragraphs: list[_Paragraph], values: Sequence[Value]) -> list[Problem]:
    found = list(chain.from_iterable(_check_text(one, values) for one in paragraphs))
    lines = [KINDS.sub(r"\1 ", "".join(TAG.findall(_plain(one.text)))) for one in paragraphs]
    try:
        tree = ImmutableSandboxedEnvironment(autoescape=True).parse("\n".join(lines))
    except TemplateSyntaxError as error:
        place = paragraphs[min(error.lineno, len(paragraphs)) - 1].place
        return [*found, Problem(place, "template-syntax", error.message or "")]
    for node in refused(tree):
        place, line = paragraphs[(node.lineno or 1) - 1].place, lines[(node.lineno or 1) - 1]
        problem = Problem(place, "template-forbidden", line)
        found += [problem] if problem not in found else []
    if any(problem.code == "template-forbidden" for problem in found):
        return found
    scope = {name: value for value in values for name in (value.code, value.name)}
    unknown = (
        Problem(paragraphs[line - 1].place, "template-unknown-name", name) for line, name in _unknown(tree, scope)
    )
    return [*found, *dict.fromkeys(unknown)]


def _plain(text: str) -> str:
    """Return text as docxtpl reads it: curly quotes inside a tag are straight ones, a tag is on one line."""
    return TAG.sub(lambda tag: tag[0].translate(CURLY).replace("\n", " "), text)


def _check_text(one: _Paragraph, values: Sequence[Value]) -> Iterator[Problem]:
    if FULL_WIDTH.search(one.text):
        yield Problem(one.place, "template-full-width", one.text.strip()[:40])
        return
    rest = TAG.sub("", one.text)
    if any(mark in rest for mark in ("{{", "}}", "{%", "%}")):
        yield Problem(one.place, "template-open-tag", one.text.strip()[:40])
    known = {name for value in values for name in (value.code, value.name)}
    for single in SINGLE.finditer(rest):
        if single[1] in known:
            yield Problem(one.place, "template-single-brace", single[0])


Scope = dict[str, Value]


def _unknown(tree: nodes.Node, scope: Scope) -> list[tuple[int, str]]:
    """Names a template uses and nobody gives, with their lines. A loop gives its own name the values of the list."""
    if isinstance(tree, nodes.For):
        listed = _value(tree.iter, scope)
        own = dict(scope) | {"loop": LOOP}
        if isinstance(tree.target, nodes.Name):
            own[tree.target.name] = Value("", "", "", listed.inner if listed else ())
        if isinstance(tree.iter, nodes.Name) and listed is not None and not listed.inner:
            return [(tree.lineno, tree.iter.name)]
        inside = [found for child in (*tree.body, *tree.else_) for found in _unknown(child, own)]
        return [*_unknown(tree.iter, scope), *inside]
    if isinstance(tree, nodes.Getattr):
        if isinstance(tree.node, nodes.Name) and (held := scope.get(tree.node.name)) is not None:
            known = any(tree.attr in (value.code, value.name) for value in held.inner)
            return [] if known else [(tree.lineno, f"{tree.node.name}.{tree.attr}")]
        return _unknown(tree.node, scope)
    if isinstance(tree, nodes.Name) and tree.ctx == "load" and tree.name not in scope:
        return [(tree.lineno, tree.name)]
    return [found for child in tree.iter_child_nodes() for found in _unknown(child, scope)]


def _value(node: nodes.Node, scope: Scope) -> Value | None:
    if isinstance(node, nodes.Name):
        return scope.get(node.name)
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name in scope:
        inner = scope[node.node.name].inner
        return next((value for value in inner if node.attr in (value.code, value.name)), None)
    return None


LOOP = Value("loop", "loop", "", tuple(Value(n, n, n) for n in ("index", "first", "last", "length")))
