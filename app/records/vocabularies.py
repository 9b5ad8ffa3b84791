"""The lists the program ships with (resources/lists): outlines, the problem tree, documents. Read when asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from app.errors import NotFoundError
from app.paths import resource
from app.records.kinds import Words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Question:
    """A prompt of an outline: its code, words, taxonomy items it touches, and what to follow up."""

    code: str
    text: str
    items: tuple[str, ...]
    follow_up: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The shipped outline for one kind of person; ``opening`` and ``closing`` are the same for all."""

    role: str
    words: Words
    must_talk: bool
    minutes: int
    tips: str
    opening: tuple[str, ...]
    closing: tuple[str, ...]
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A node of the problem tree. Level 3 is what a record is tagged with; 1 and 2 are headings."""

    code: str
    words: Words
    parent: str
    level: int
    disciplines: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document a village is asked for."""

    code: str
    words: Words
    category: str
    period: str
    provider: str
    form: str


def outlines() -> tuple[Outline, ...]:
    """Return the shipped outlines in their own order."""
    return tuple(_outlines().values())


def outline(role: str) -> Outline:
    """Return the outline of a role.

    Raises:
        NotFoundError: no such role.
    """
    return _found(_outlines(), "outline", role)


def taxonomy() -> tuple[Item, ...]:
    """Return the problem tree, parents before children."""
    return tuple(_items().values())


def item(code: str) -> Item:
    """Return a node of the problem tree.

    Raises:
        NotFoundError: no such code.
    """
    return _found(_items(), "taxonomy", code)


def documents() -> tuple[Document, ...]:
    """Return the documents a village must provide."""
    return tuple(_documents().values())


def words_of(vocabulary: str) -> dict[str, Words]:
    """Return code → words of a vocabulary a field may name: ``taxonomy``, ``outlines``, ``documents``.

    Raises:
        NotFoundError: no such vocabulary.
    """
    return _found(VOCABULARIES, "vocabulary", vocabulary)()


def _found(table: Mapping[str, T], what: str, code: str) -> T:
    try:
        return table[code]
    except KeyError:
        raise NotFoundError(what=what, name=code) from None


def _read(name: str) -> Any:
    return json.loads(resource("lists", f"{name}.json").read_text(encoding="utf-8"))


@cache
def _outlines() -> dict[str, Outline]:
    data = _read("interview_outlines")
    opening, closing = tuple(data["opening"]), tuple(data["closing"])
    return {
        role["code"]: Outline(
            role["code"],
            Words(role["zh"], role["en"]),
            role["must_talk"],
            role["suggested_minutes"],
            role["tips"],
            opening,
            closing,
            tuple(Question(q["id"], q["zh"], tuple(q["items"]), tuple(q["follow_up"])) for q in role["questions"]),
        )
        for role in data["roles"]
    }


@cache
def _items() -> dict[str, Item]:
    return {
        node["code"]: Item(
            node["code"],
            Words(node["zh"], node["en"]),
            node["parent"] or "",
            node["level"],
            tuple(node["disciplines"]),
            tuple(node["typical_evidence"]),
        )
        for node in _read("taxonomy")["tree"]
    }


@cache
def _documents() -> dict[str, Document]:
    return {
        d["code"]: Document(d["code"], Words(d["zh"], d["en"]), d["category"], d["period"], d["provider"], d["form"])
        for d in _read("document_list")["documents"]
    }


VOCABULARIES = {
    "taxonomy": lambda: {code: found.words for code, found in _items().items()},
    "outlines": lambda: {code: found.words for code, found in _outlines().items()},
    "documents": lambda: {code: found.words for code, found in _documents().items()},
}
