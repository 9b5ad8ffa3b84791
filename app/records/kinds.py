"""How a record kind is declared: fields, states, steps, scope. Everything else is derived from this."""

import dataclasses
import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from app.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Words:
    """The same words in Chinese and English; content words may have an English title only."""

    zh: str
    en: str

    def get(self, language: str) -> str:
        """Return the words in ``language`` (``zh_CN`` or ``en``)."""
        return self.zh if language.startswith("zh") else self.en


class Type(StrEnum):
    """What a field holds, as it stands in canonical JSON."""

    TEXT = "text"  # str, one line
    LONG_TEXT = "long_text"  # str, many lines
    INTEGER = "integer"  # int
    MONEY = "money"  # int, in fen (0.01 yuan)
    DATE = "date"  # "YYYY-MM-DD"
    MOMENT = "moment"  # "YYYY-MM-DDTHH:MM", local wall time
    BOOLEAN = "boolean"  # bool
    CHOICE = "choice"  # code of one choice
    CHOICES = "choices"  # list of codes
    REFERENCE = "reference"  # record id
    REFERENCES = "references"  # list of record ids
    JSON = "json"  # structured data with a page of its own; never shown by the generated form


class Sensitivity(StrEnum):
    """How careful the program is with a value."""

    PLAIN = "plain"
    MASKED = "masked"  # shown masked until asked for (an event): ID, phone and account numbers
    SEALED = "sealed"  # an age file to its author and the office; views and search know only "present"


class Place(StrEnum):
    """Which scope a record of a kind lives in."""

    COMMON = "common"
    VILLAGE = "village"
    CLUES = "clues"
    LOG = "log"


class Writes(StrEnum):
    """Who may write a kind at all (verdict ``roster``)."""

    ANYONE = "anyone"  # any writer on the roster
    OFFICE = "office"  # the office key only


@dataclass(frozen=True, slots=True)
class Choice:
    """One code of a choice and its words."""

    code: str
    words: Words


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``of`` names the kind a reference points to; ``group`` is the box it stands in on the form."""

    name: str
    type: Type
    words: Words
    required: bool = False
    choices: tuple[Choice, ...] = ()
    of: str = ""
    help: Words | None = None
    group: str = "main"
    sensitivity: Sensitivity = Sensitivity.PLAIN
    search: bool = False  # its text is found by search
    column: bool = False  # it is a column of the list
    after_lock: bool = False  # may be written after the record was signed
    filter: bool = False  # the list offers it as a filter
    default: str | int | bool | None = None
    generated: bool = False  # written by the program (numbers, digests), shown read-only
    vocabulary: str = ""  # a list of `app.records.vocabularies` that gives the codes, when `choices` is empty


@dataclass(frozen=True, slots=True)
class State:
    """One state of a kind's life."""

    code: str
    words: Words
    locked: bool = False  # G06: what a step into this state named cannot be changed


@dataclass(frozen=True, slots=True)
class Step:
    """A move from one state to another, and the gates it must pass (names in `app.records.gates`)."""

    name: str
    words: Words
    frm: tuple[str, ...]
    to: str
    gates: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()  # fields that must be filled before this step
    roles: tuple[str, ...] = ()  # roles that may take it at the window; empty = anyone


@dataclass(frozen=True, slots=True)
class Kind:
    """A record kind.

    ``parent`` names the kind a child record belongs to; ``title`` lists the fields that name a record in a list;
    ``number`` is the pattern of its human number, with ``{year} {group} {village} {laptop} {seq}``.
    """

    code: str
    form: str  # F05, F15 … or ""
    words: Words
    plural: Words
    place: Place
    stage: str  # prepare, field, assess, report, handover, follow_up, manage
    fields: tuple[Field, ...]
    title: tuple[str, ...]
    states: tuple[State, ...] = ()
    steps: tuple[Step, ...] = ()
    parent: str = ""
    writes: Writes = Writes.ANYONE
    after_lock: bool = False  # as a child, may be added after its parent was signed
    attachments: bool = False
    listed: bool = True  # has a list and form of its own
    number: str = ""
    page: str = ""  # a page made by hand instead of the generated one
    groups: tuple[tuple[str, Words], ...] = (("main", Words("基本情况", "Main")),)
    locks: bool = dataclasses.field(init=False, compare=False)  # one of its states is locked
    by_name: Mapping[str, Field] = dataclasses.field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # looked up for every field of every change: the fold would spend a fifth of its time searching
        object.__setattr__(self, "locks", any(state.locked for state in self.states))
        object.__setattr__(self, "by_name", {f.name: f for f in self.fields})

    def field(self, name: str) -> Field | None:
        """Return the declared field, or None."""
        return self.by_name.get(name)

    def state(self, code: str) -> State | None:
        """Return the declared state, or None."""
        return next((s for s in self.states if s.code == code), None)

    def step(self, name: str) -> Step | None:
        """Return the declared step, or None."""
        return next((s for s in self.steps if s.name == name), None)

    @property
    def by_hand(self) -> bool:
        """Whether a person may write it at all: a kind of generated fields only (the log) is read, never filled in."""
        return any(not f.generated for f in self.fields)

    @property
    def first_state(self) -> str:
        """State of a record that no step has moved."""
        return self.states[0].code if self.states else ""


RULES = 1  # the newest rule set this release knows
STATE = "state"  # the register a step writes: the code of the state it leads to; no kind declares a field of this name
META = ("~deleted", "~moved", "~same_as", "~order")  # registers every kind has
HIDING = ("~deleted", "~moved", "~same_as")  # those that take a record out of the lists


def declared_modules() -> Iterator[str]:
    """Names of the declaration files."""
    package = importlib.import_module("app.records.declared")
    for module in pkgutil.iter_modules(package.__path__):
        yield f"{package.__name__}.{module.name}"


@cache
def kinds() -> dict[str, Kind]:
    """Every declared kind by code, in order of file name."""
    found = (importlib.import_module(name).KIND for name in sorted(declared_modules()))
    return {kind.code: kind for kind in found}


def kind(code: str) -> Kind:
    """Return a declared kind.

    Raises:
        NotFoundError: no such kind.
    """
    try:
        return kinds()[code]
    except KeyError:
        raise NotFoundError(what="kind", name=code) from None


def children_of(code: str) -> tuple[Kind, ...]:
    """Kinds whose records are parts of ``code``'s; attachments are parts of any kind that has them."""
    own = kinds().get(code)
    return tuple(
        k for k in kinds().values() if k.parent == code or (k.parent == "*" and own is not None and own.attachments)
    )
