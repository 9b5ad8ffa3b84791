"""What the window is told about one record: its values with the draft over them, its parts, the next steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.records.kinds import Field, Kind, Step, Type
from app.services import typed
from app.storage.types import Record


@dataclass(frozen=True, slots=True)
class Part:
    """One child record as the form shows it: the record with its draft, or a draft alone."""

    rec: str
    kind: str
    order: str
    values: dict[str, Any]
    record: Record | None = None
    draft: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Where it stands among its siblings: order key, then record id."""
        return (self.order, self.rec)


@dataclass(frozen=True, slots=True)
class StepOffer:
    """A step that starts from the present state, and what is still missing: (rule, details, soft)."""

    step: Step
    unmet: tuple[tuple[str, Mapping[str, Any], bool], ...] = ()

    @property
    def allowed(self) -> bool:
        """Whether nothing but warnings stands in the way."""
        return all(soft for _, _, soft in self.unmet)


@dataclass(frozen=True, slots=True)
class Version:
    """One of several standing values of a field (内容不一致), or one value a change gave."""

    change: str
    value: Any
    person: str
    at: int
    redacted: bool = False


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change: who, when, and for each field what it was and what it became.

    ``decided``: fields in which it settled a conflict. ``by_office``: it was written by the office or an officer of it.
    ``outside``: by somebody who was never assigned to this village.
    """

    change: str
    person: str
    at: int
    step: str
    state: str
    rule: str
    details: Mapping[str, Any]
    fields: tuple[tuple[str, Any, Any], ...]
    redacts: int = 0
    decided: tuple[str, ...] = ()
    by_office: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Everything a form needs about one record, read in one go."""

    rec: str
    kind: Kind
    scope: str
    parent: str
    order: str
    record: Record | None
    values: dict[str, Any]
    raw: dict[str, str]
    cursor: dict[str, Any]
    saved_at: int
    parts: dict[str, tuple[Part, ...]]
    names: dict[str, str]
    steps: tuple[StepOffer, ...]
    conflicts: dict[str, tuple[Version, ...]]
    readonly: bool
    locked: bool
    can_undo: bool
    author_name: str
    drafted: frozenset[str] = field(default_factory=frozenset)
    look_alikes: tuple[tuple[str, str], ...] = ()

    @property
    def state(self) -> str:
        """Code of the state it is in."""
        return (self.record.state if self.record else "") or self.kind.first_state

    def writable(self, of: Field) -> bool:
        """Whether this field may be typed into now."""
        return not (self.readonly or of.generated or (self.locked and not of.after_lock))


def title(kind: Kind, values: Mapping[str, Any], names: Mapping[str, str], language: str) -> str:
    """Return the words that name a record in a list; '' when it has none yet."""
    found = [
        words for name in kind.title if (words := field_words(kind.field(name), values.get(name), names, language))
    ]
    return " · ".join(found)


def field_words(of: Field | None, value: Any, names: Mapping[str, str], language: str) -> str:
    """Return a value as words, references by the title of what they point to."""
    if of is None or value is None or is_sealed(value):
        return ""
    if of.type is Type.REFERENCE:
        return names.get(str(value), "")
    if of.type is Type.REFERENCES and isinstance(value, list):
        joint = "、" if language.startswith("zh") else ", "
        return joint.join(names.get(str(one), "") for one in value)
    return typed.show(of, value, language)


def is_sealed(value: Any) -> bool:
    """Whether a value is ciphertext: only its presence is known."""
    return isinstance(value, dict) and set(value) == {"~sealed"}


def referenced(kind: Kind, values: Mapping[str, Any]) -> list[str]:
    """Record ids that a record's references name."""
    found: list[str] = []
    for of in kind.fields:
        value = values.get(of.name)
        if of.type is Type.REFERENCE and isinstance(value, str) and value:
            found.append(value)
        elif of.type is Type.REFERENCES and isinstance(value, list):
            found.extend(str(one) for one in value)
    return found
