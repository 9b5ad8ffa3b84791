"""What stands against what in one field: versions with their authors, the value all of them replaced, a proposal."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.records import canonical, vocabularies
from app.records.change import Change
from app.records.kinds import STATE, Field, Kind, Sensitivity, Type, Words
from app.records.masks import mask
from app.services import differences_text as texts
from app.services.record_pages import field_words, is_sealed
from app.storage.conflicting import BESIDE, STRANGER
from app.storage.types import Record

LONG = (Type.TEXT, Type.LONG_TEXT)
Compared = tuple[tuple[texts.Run, ...], ...]
SETS = (Type.CHOICES, Type.REFERENCES)
REGISTERS = {
    STATE: Words("状态", "State"),
    "~deleted": Words("删除", "Deletion"),
    "~moved": Words("所属村（居）", "Village"),
    "~same_as": Words("同一人", "Same person"),
    "~order": Words("排列位置", "Place in the list"),
    BESIDE: Words("删除与修改", "Deleted and edited"),
    STRANGER: Words("两条记录共用一个内部编号", "Two records under one id"),
}


@dataclass(frozen=True, slots=True)
class Voice:
    """Who said something and when (milliseconds). ``again``: who brought it back by taking a decision back, or ''."""

    change: str
    person: str
    name: str
    at: int
    again: str = ""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the versions that stand beside each other; equal ones are one side with several voices.

    ``value`` is as the journal holds it (a sealed one sealed), ``plain`` what a person may read, ``words`` how it is
    shown.
    ``hidden``: masked, or sealed to others. ``keep``: whether this version may be kept here and now.
    """

    value: Any
    plain: Any
    words: str
    voices: tuple[Voice, ...]
    hidden: bool = False
    gone: bool = False
    keep: bool = True


@dataclass(frozen=True, slots=True)
class Difference:
    """One conflict as a person decides it. ``why`` says why less than everything is offered, or ''."""

    rec: str
    scope: str
    kind: Kind
    field: str
    of: Field | None
    label: Words
    title: str
    whole: str
    whole_kind: str
    sides: tuple[Side, ...]
    heads: tuple[str, ...]
    base: Side | None = None
    parts: tuple[texts.Part, ...] = ()
    proposal: Any = None
    why: str = ""
    masked: bool = False
    proposal_words: str = ""
    both_words: str = ""
    since: Compared = ()  # of a text: each version compared with what stood before
    between: Compared = ()  # and with the other one

    @property
    def two_records(self) -> bool:
        """Whether it is no field that differs, but two records under one id."""
        return self.field == STRANGER

    @property
    def is_text(self) -> bool:
        """Whether versions are read word by word."""
        return self.of is not None and self.of.type in (*LONG, Type.JSON) and not any(s.hidden for s in self.sides)

    @property
    def both(self) -> Any:
        """What keeping both would write; None where that makes no sense."""
        if self.of is None or self.why or any(side.gone for side in self.sides):
            return None
        values = [side.plain for side in self.sides]
        if self.of.type is Type.LONG_TEXT:
            return texts.both(str(value or "") for value in values)
        if self.of.type in SETS:
            return texts.union(value or [] for value in values)
        return None

    @property
    def third(self) -> bool:
        """Whether something else than the versions may be written."""
        return self.of is not None and not self.why and self.of.type is not Type.JSON and not self.of.generated

    @property
    def open_parts(self) -> tuple[int, ...]:
        """Places among the parts where a person has to choose."""
        return tuple(place for place, part in enumerate(self.parts) if part.chosen is None)


class Trail:
    """The changes of one record by id: what replaced what in a field."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self.by_id: Mapping[str, Change] = {change.id: change for change in changes}

    def origin(self, cid: str, field: str) -> str:
        """The change that first said what this one says; another one when a decision was taken back."""
        change = self.by_id.get(cid)
        replaced = self._replaced(cid, field)
        decided = self.by_id.get(replaced[0]) if len(replaced) == 1 else None
        if change is None or decided is None:
            return cid
        choices = self._replaced(decided.id, field)
        if len(choices) < 2:
            return cid
        same = [one for one in choices if _equal(self.by_id.get(one), change, field)]
        return self.origin(same[0], field) if same else cid

    def ancestor(self, heads: Sequence[str], field: str) -> Change | None:
        """The newest change that every head saw replaced, directly or not: where they parted."""
        pasts = [self._past(self.origin(head, field), field) for head in heads]
        shared = set.intersection(*pasts) if pasts else set()
        older = {past for one in shared for past in self._past(one, field) - {one}}
        nearest = [self.by_id[one] for one in shared - older]
        return max(nearest, key=lambda change: change.clock, default=None)

    def _past(self, cid: str, field: str) -> set[str]:
        found: set[str] = set()
        ahead = [cid]
        while ahead:
            one = ahead.pop()
            if one in self.by_id and one not in found and field in self.by_id[one].body["fields"]:
                found.add(one)
                ahead += self._replaced(one, field)
        return found

    def _replaced(self, cid: str, field: str) -> list[str]:
        change = self.by_id.get(cid)
        return list(change.supersedes.get(field, ())) if change is not None else []


@dataclass(frozen=True, slots=True)
class Reading:
    """How values become words. ``open_seal`` gives the plain value of a sealed one, or raises."""

    language: str
    names: Mapping[str, str]
    open_seal: Callable[[Any], Any]
    unmasked: bool = False

    def words(self, of: Field, value: Any) -> str:
        """One value of a field as a person reads it."""
        if of.type is Type.JSON:
            return "\n".join(_lines(value))
        if of.sensitivity is Sensitivity.MASKED and value and not self.unmasked:
            return mask(str(value))
        if of.vocabulary and value:
            known = vocabularies.words_of(of.vocabulary)
            codes = value if isinstance(value, list) else [value]
            said = [f"{code} {known[code].get(self.language)}" if code in known else str(code) for code in codes]
            return ("、" if self.language.startswith("zh") else ", ").join(said)
        return field_words(of, value, self.names, self.language)

    def side(self, of: Field, value: Any, voices: Sequence[Voice], *, gone: bool = False, keep: bool = True) -> Side:
        """A version of a field, opened if it is sealed to me."""
        plain, hidden = value, of.sensitivity is Sensitivity.MASKED and bool(value) and not self.unmasked
        if is_sealed(value):
            try:
                plain = self.open_seal(value)
            except Exception as error:
                if type(error).__name__ not in ("NotForMeError", "SealBrokenError", "MisplacedSealError"):
                    raise
                return Side(value, None, "", tuple(voices), hidden=True, keep=False)
        return Side(value, plain, self.words(of, plain), tuple(voices), hidden, gone, keep and not gone)


def is_of(change: Change, record: Record) -> bool:
    """Whether a change means this record: its id may have been used by somebody else for another one."""
    return (change.scope, change.kind, change.parent) == (record.scope, record.kind, record.parent)


def label_of(kind: Kind | None, name: str) -> Words:
    """Return how a field, or what is no field, is called."""
    of = kind.field(name) if kind else None
    return of.words if of else REGISTERS.get(name, Words(name, name))


def compared(difference: Difference) -> tuple[Compared, Compared]:
    """Compare the versions of a text with what stood before, and with each other; long ones take a while."""
    if not difference.is_text:
        return (), ()
    said = [side.words for side in difference.sides]
    base = difference.base
    others = [said[0 if place else -1] for place in range(len(said))]
    between = (texts.compare(other, text) for other, text in zip(others, said, strict=True))
    since = () if base is None else tuple(texts.compare(base.words, text) for text in said)
    return since, tuple(tuple(run for run in runs if run.kind != texts.GONE) for runs in between)


def proposed(of: Field, base: Side, sides: Sequence[Side]) -> tuple[Any, tuple[texts.Part, ...]]:
    """Join what the versions made of the value they parted from: (the value or None, parts of a text)."""
    if of.type in LONG:
        parts = texts.merge(str(base.plain or ""), [str(side.plain or "") for side in sides])
        if len(parts) == 1 and parts[0].chosen is None:
            return None, ()  # nothing to join: choosing there would be choosing a version
        return texts.joined(parts), parts
    if of.type in SETS:
        return texts.merged_set(base.plain or [], [side.plain or [] for side in sides]), ()
    changed = [side for side in sides if canonical.write(side.plain) != canonical.write(base.plain)]
    return (changed[0].plain if len(changed) == 1 else None), ()


def _equal(one: Change | None, other: Change, field: str) -> bool:
    if one is None or field not in one.values or field not in other.values:
        return False
    return canonical.dump_checked(one.value(field)) == canonical.dump_checked(other.value(field))


def _lines(value: Any, before: str = "") -> list[str]:
    """Structured data as lines of words, in the order in which it stands."""
    if isinstance(value, dict):
        return [line for key, inner in value.items() for line in _lines(inner, f"{before}{key}: ")]
    if isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        return [line for place, inner in enumerate(value, 1) for line in _lines(inner, f"{before}{place}. ")]
    if isinstance(value, list):
        return [before + ", ".join(str(one) for one in value)]
    return [] if value is None else [f"{before}{value}"]
