"""Filling a template the office edited in Word: checked, then rendered with nothing but the values it may use."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from app.errors import AppError
from app.reports.issue import Issue
from app.reports.word.check import Problem, check
from app.reports.word.names import Value


class TemplateRefusedError(AppError):
    """A template cannot be used as it stands. Data: ``name``, ``count``, ``first`` (words), ``problems``."""


def render(data: bytes, values: Sequence[Value], given: Mapping[str, Any], issue: Issue, name: str = "") -> bytes:
    """Return the filled document, with the copy's own marks in header and footer.

    Raises:
        TemplateRefusedError: it has problems; all of them are in ``problems``.
    """
    refuse(name, check(data, values))
    from docx import Document
    from docxtpl import DocxTemplate
    from jinja2.exceptions import TemplateError

    from app.reports.word import writing
    from app.reports.word.check import Place
    from app.reports.word.sandbox import Sandbox

    template = DocxTemplate(io.BytesIO(data))
    try:
        template.render(_ready(given), jinja_env=Sandbox(), autoescape=True)
    except TemplateError as error:  # what the check cannot see, such as a tag hidden in the layout
        refuse(name, [Problem(Place("body"), "template-syntax", str(error.message or ""))])
    filled = io.BytesIO()
    template.docx.save(filled)
    made = Document(filled)  # read again: docxtpl leaves headers and footers as bare bytes
    writing.stamp(made, issue)
    return writing.finished(made)


def refuse(name: str, problems: Sequence[Problem]) -> None:
    """Raise when there are problems.

    Raises:
        TemplateRefusedError: there are.
    """
    if problems:
        first = problems[0].words("zh_CN")
        raise TemplateRefusedError(name=name, count=len(problems), first=first, problems=tuple(problems))


def _ready(given: Any) -> Any:
    """Make values fit for Word: text XML admits, each line a paragraph of its own, rows that only know their names."""
    from app.reports.word.sandbox import Row
    from app.reports.word.writing import clean

    if isinstance(given, Mapping):
        return {name: _ready_row(one) if isinstance(one, list) else _ready(one) for name, one in given.items()}
    if isinstance(given, str):
        # \a is docxtpl's sign for a new paragraph in the same style
        return clean(given.replace("\r\n", "\n")).replace("\n", "\a")
    return Row({}) if given is None else given


def _ready_row(rows: list[Any]) -> list[Any]:
    from app.reports.word.sandbox import Row

    return [Row(_ready(one)) for one in rows]
