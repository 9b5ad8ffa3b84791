"""What the vault takes and gives: frozen facts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.records.change import Change


@dataclass(frozen=True, slots=True)
class NewChange:
    """A change to be written. ``sup`` None means: the heads held now; ``on`` None with a step: the heads held now."""

    kind: str
    rec: str
    scope: str
    fields: Mapping[str, Any]
    parent: str = ""
    order: str = ""
    sup: Mapping[str, Sequence[str]] | None = None
    rests: Sequence[str] = ()
    step: str = ""
    on: Sequence[str] | None = None
    redact: Mapping[str, Sequence[str]] = field(default_factory=dict)
    as_office: bool = False


@dataclass(frozen=True, slots=True)
class Head:
    """One standing value of a field. ``person`` is a record id or '' when the writer is unknown.

    ``agreed``: every lock on the field pins this very value, or there is none.
    """

    change: str
    value: Any
    writer: str
    person: str
    clock: tuple[int, int]
    redacted: bool = False
    agreed: bool = True


@dataclass(frozen=True, slots=True)
class Irregular:
    """A change that stands in the journal but is not applied (手续待补)."""

    change: str
    rule: str
    details: Mapping[str, Any]
    writer: str
    person: str
    clock: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it stands: displayed values, and for each field every head."""

    rec: str
    scope: str
    kind: str
    parent: str
    order: str
    values: dict[str, Any]
    heads: dict[str, tuple[Head, ...]]
    conflicts: tuple[str, ...]
    state: str
    lock: str
    changed_since: tuple[str, ...]
    irregular: tuple[Irregular, ...]
    deleted: bool
    deleted_beside: tuple[str, ...]  # edits whose writer had not seen the deletion
    moved_to: str
    same_as: str
    created: int
    updated: int
    author: str
    writer: str
    strangers: tuple[str, ...] = ()  # changes that mean another record under the same id


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list. ``row`` is local to this vault and only a handle."""

    row: int
    rec: str
    scope: str
    parent: str
    order: str
    values: dict[str, Any]
    state: str
    conflicts: int
    irregular: int
    changed_since: int
    hidden: bool
    created: int
    updated: int
    writer: str


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which rows of a kind, in which order. ``sort`` is (field or updated/created/state, descending)."""

    kind: str
    scopes: tuple[str, ...] | None = None
    parent: str = ""
    text: str = ""
    filters: Mapping[str, Any] = field(default_factory=dict)
    sort: tuple[str, bool] | None = None
    hidden: bool = False
    only: str = ""  # "", conflicts, irregular, deleted


@dataclass(frozen=True, slots=True)
class Hit:
    """One record found by search; a part (a transcript line) is found as itself, with its parent."""

    rec: str
    scope: str
    kind: str
    parent: str
    title: str
    snippet: str


@dataclass(frozen=True, slots=True)
class HistoryItem:
    """One change of a record and what became of it: regular, irregular, waiting, newer.

    ``outside``: its writer was never assigned to this village, as far as the roster held here knows.
    """

    change: Change
    person: str
    state: str
    rule: str
    details: Mapping[str, Any]
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has typed and not yet left: one per person and record."""

    person: str
    rec: str
    scope: str
    kind: str
    fields: dict[str, Any]
    parent: str = ""
    order: str = ""
    opened_on: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cursor: dict[str, Any] = field(default_factory=dict)
    at: int = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """Last contiguous change held of one writer in one scope."""

    writer: str
    scope: str
    n: int
    id: str


@dataclass(frozen=True, slots=True)
class PackageRecord:
    """A package that came in or went out."""

    id: str
    direction: str
    kind: str
    sender: str
    recipient: str
    counter: int
    sha256: str
    at: int
    state: str
    manifest: bytes = field(repr=False)
    details: Mapping[str, Any] = field(default_factory=dict)
    row: int = 0


@dataclass(frozen=True, slots=True)
class SetAside:
    """One bad thing inside an intact package, kept with its reason (暂存待核)."""

    row: int
    package: int
    item: str
    reason: str
    details: Mapping[str, Any]
    at: int


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a package brought."""

    changes_new: int
    changes_known: int
    blobs_new: int
    waiting: int
    conflicts: int


@dataclass(frozen=True, slots=True)
class Founder:
    """The person a vault is made for or a slot is added for."""

    person: str
    name: str
    staff: str
