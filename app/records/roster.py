"""The roster: whose key is whose, who may take part, and where a key ends. Signed by the office; pure facts here."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from app.records.change import HEX64, Change

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WriterEntry:
    """A key of a person on an installation.

    ``ended`` maps a scope to the number and id of the last change that counts; in a scope it leaves out none counts.
    Empty: the key is in use.
    """

    writer: str
    person: str
    key: str
    recipient: str = ""
    laptop: str = ""
    vouched_by: str = ""
    ended: Mapping[str, tuple[int, str]] = field(default_factory=dict)
    office: bool = False


@dataclass(frozen=True, slots=True)
class InspectorEntry:
    """A person who takes part: role, group, villages, and from when to when (dates, '' = open)."""

    person: str
    name: str = ""
    staff: str = ""
    role: str = ""
    sex: str = ""
    group: str = ""
    villages: tuple[str, ...] = ()
    active_from: str = ""
    active_until: str = ""

    def active(self, day: str) -> bool:
        """Whether this person takes part on a day (``YYYY-MM-DD``)."""
        return (not self.active_from or self.active_from <= day) and (not self.active_until or day <= self.active_until)


@dataclass(frozen=True, slots=True)
class Roster:
    """The newest roster held. The office's own key is always on it."""

    office_key: str
    writers: Mapping[str, WriterEntry]
    inspectors: Mapping[str, InspectorEntry]

    def is_office(self, writer: str) -> bool:
        """Whether a writer is the office key."""
        entry = self.writers.get(writer)
        return entry is not None and entry.office

    def person_of(self, writer: str) -> str:
        """Return the person a writer belongs to, or ''."""
        entry = self.writers.get(writer)
        return entry.person if entry else ""

    def role_of(self, person: str) -> str:
        """Return the role a person has, or ''."""
        entry = self.inspectors.get(person)
        return entry.role if entry else ""

    def same_person(self, writer: str, other: str) -> bool:
        """Whether two writers are the same key or keys of the same person."""
        person = self.person_of(writer)
        return writer == other or (person != "" and person == self.person_of(other))

    def past_end(self, change: Change) -> bool:
        """Whether a change stands behind the number and hash at which its writer's key was ended."""
        entry = self.writers.get(change.writer)
        if entry is None or not entry.ended:
            return False
        number, last = entry.ended.get(change.scope, (0, ""))
        return change.n > number or (change.n == number and change.id != last)


def writer_id(key: str) -> str:
    """Return the writer id of a public key given as 64 hex: the first 32 hex of its SHA-256."""
    return hashlib.sha256(bytes.fromhex(key)).hexdigest()[:32]


def roster_from(office_key: str, inspectors: Mapping[str, Values], writers: Mapping[str, Values]) -> Roster:
    """Build the roster from the folded values of the kinds ``inspector`` and ``writer``, by record id.

    ``office_key`` is the signing key of the pinned office card, 64 hex, or '' while none is pinned.
    A vouched key sits at the laptop of the one that vouches for it.
    When two records name one key, the office's (not vouched for) wins, then the one whose id is the key's.
    """
    entries: dict[str, WriterEntry] = {}
    if HEX64.match(office_key):
        own = writer_id(office_key)
        entries[own] = WriterEntry(own, "", office_key, office=True)
    for rec in sorted(writers, key=lambda rec: _rank(rec, writers[rec]), reverse=True):
        entry = _writer_entry(writers[rec], office_key)
        if entry is not None:
            entries[entry.writer] = entry
    entries = {writer: _seated(entry, entries) for writer, entry in entries.items()}
    people = {rec: _inspector_entry(rec, values) for rec, values in inspectors.items() if _says_anything(values)}
    return Roster(office_key, entries, people)


def _seated(entry: WriterEntry, entries: Mapping[str, WriterEntry]) -> WriterEntry:
    """Put a vouched key at the laptop of the key the office registered: nobody moves to another one by vouching."""
    seen, at = {entry.writer}, entry
    while at.vouched_by:
        before = entries.get(at.vouched_by)
        if before is None or before.writer in seen:
            return replace(entry, laptop="")
        seen.add(before.writer)
        at = before
    return entry if entry.laptop == at.laptop else replace(entry, laptop=at.laptop)


def _says_anything(values: Values) -> bool:
    """Whether the office wrote the record at all: one that somebody else made stands empty."""
    return any(value not in (None, "", []) for value in values.values())


def _rank(rec: str, values: Values) -> tuple[bool, bool, str]:
    key = values.get("key")
    fits = isinstance(key, str) and HEX64.match(key) is not None and writer_id(key) == rec
    return (bool(values.get("vouched_by")), not fits, rec)


def _writer_entry(values: Values, office_key: str) -> WriterEntry | None:
    key = values.get("key")
    if not isinstance(key, str) or HEX64.match(key) is None:
        return None
    return WriterEntry(
        writer=writer_id(key),
        person=_text(values, "person"),
        key=key,
        recipient=_text(values, "recipient"),
        laptop=_text(values, "laptop"),
        vouched_by=_text(values, "vouched_by"),
        # The office key ends only with the card: its own end could otherwise not be taken back.
        ended={} if key == office_key else _ended(values.get("ended")),
        office=key == office_key,
    )


def _ended(value: Any) -> dict[str, tuple[int, str]]:
    if not isinstance(value, dict):
        return {}
    # A place that cannot be read ends the chain before its first change: an ended key never comes back by a slip.
    return {scope: (at[0], at[1]) if _is_place(at) else (0, "") for scope, at in value.items()}


def _is_place(at: Any) -> bool:
    if not isinstance(at, list) or len(at) != 2 or type(at[0]) is not int or not isinstance(at[1], str):
        return False
    return at[0] > 0 and HEX64.match(at[1]) is not None


def _inspector_entry(rec: str, values: Values) -> InspectorEntry:
    villages = values.get("villages")
    return InspectorEntry(
        person=rec,
        name=_text(values, "name"),
        staff=_text(values, "staff"),
        role=_text(values, "role"),
        sex=_text(values, "sex"),
        group=_text(values, "group"),
        villages=tuple(villages) if isinstance(villages, list) else (),
        active_from=_text(values, "active_from"),
        active_until=_text(values, "active_until"),
    )


def _text(values: Values, name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""
