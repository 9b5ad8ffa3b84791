"""What the runner shows: pages, questions, lines of the jump list, problems."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.forms.markdown import Marked
from app.forms.walk import Kind
from app.forms.xpath.values import number_text

Given = str | int | float | bool | None | Sequence[str]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with an answer.

    ``rule`` is required, constraint, or the type it is not: int, decimal, date, dateTime, time, geopoint, range.
    ``message`` is the form's own word for it in the language shown, or empty: then the window says its own.
    """

    reference: str
    rule: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is to be shown now."""

    reference: str
    kind: str  # input, select1, select, rank, trigger, upload, range, secret
    type: str  # string, int, decimal, date, time, dateTime, boolean, binary, barcode, geopoint …
    label: tuple[Marked, ...]
    hint: tuple[Marked, ...]
    guidance: str
    media: tuple[tuple[str, str], ...]
    appearance: tuple[str, ...]
    settings: Mapping[str, str]
    value: str
    required: bool
    readonly: bool

    @property
    def is_note(self) -> bool:
        """Whether there is nothing to answer."""
        return self.readonly and self.kind == "input" and not self.value

    def title(self) -> str:
        """The label without marks."""
        return "".join(piece.plain() for piece in self.label).strip()


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown at once. A ``row`` page begins a row; a ``prompt`` page asks for one more; ``end`` is the last."""

    kind: Kind
    reference: str
    questions: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()  # titles of the groups around, outermost first


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the jump list."""

    reference: str
    kind: Kind
    title: str
    answered: bool
    required: bool
    depth: int


def encoded(value: Given) -> str:
    """How a given value is written into the response."""
    if value is None or value is False:
        return ""
    if value is True:
        return "OK"
    if isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return number_text(float(value))
    return " ".join(value)
