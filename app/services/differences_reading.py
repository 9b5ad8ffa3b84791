"""Reading one conflict: what stands against what in a record, in words, and which of it may be kept here and now."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from app.records import canonical, kinds
from app.records.change import LOG
from app.records.kinds import STATE, Field, Kind, Place, Sensitivity, Type, Words, Writes
from app.records.rules_one import covered
from app.services import record_pages
from app.services.differences_sides import Difference, Reading, Side, Trail, Voice, compared, is_of, label_of, proposed
from app.services.differences_text import Part
from app.services.records import RecordService
from app.services.session import Session
from app.storage.conflicting import BESIDE, STRANGER, contested
from app.storage.types import Head, HistoryItem, Record

if TYPE_CHECKING:
    from app.records.change import Change

NOTHING = Words("未填", "(nothing)")
DELETED, KEPT = Words("删除", "Deleted"), Words("保留", "Not deleted")
ALL_DELETED = Words("整条删除", "The whole record deleted")
LESS = ("signed", "step")  # a version may be kept, nothing else written
LINE = Words("第 %1 条", "Line %1")


@dataclass(frozen=True, slots=True)
class _Case:
    """A field in conflict while it is read."""

    record: Record
    field: str
    of: Field | None
    trail: Trail
    reading: Reading
    why: str


class DifferenceReader:
    """Reads conflicts of single records; `language` is that of the window."""

    def __init__(self, session: Session, now: Callable[[], dt.datetime] = dt.datetime.now) -> None:
        self._session, self._vault = session, session.vault
        self._records = RecordService(session, now)
        self.language = "zh_CN"

    # -- one conflict ------------------------------------------------------------------------------------------------

    def get(
        self, rec: str, field: str, scope: str = "", kind: str = "", *, unmasked: bool = False
    ) -> Difference | None:
        """Return one conflict with everything needed to decide it; None when it is decided already.

        ``kind`` where somebody used the id for something else too. ``unmasked`` shows a masked number in full; the log
        says who asked.
        """
        record = self._vault.record(rec, scope, kind)
        if record is None or record.kind not in kinds.kinds():
            return None
        if unmasked:
            self._vault.log("reveal", rec, {"field": field})
        self._records.language = self.language
        return self._difference(record, field, self._vault.history(rec), unmasked=unmasked)

    def of_record(self, rec: str) -> tuple[Difference, ...]:
        """Return every conflict of a record and of its parts, for its drawer."""
        found = [
            self.get(one.rec, name, one.scope, one.kind)
            for one in sorted(contested(self._vault, rec), key=lambda one: (one.rec != rec, one.rec))
            for name in one.fields
        ]
        return tuple(one for one in found if one is not None)

    def _difference(
        self, record: Record, field: str, history: Sequence[HistoryItem], *, unmasked: bool = False
    ) -> Difference | None:
        if field == STRANGER:
            return self._of_strangers(record, history)
        if field == BESIDE:
            return self._of_deletion(record) if record.deleted_beside else None
        if field not in record.conflicts:
            return None
        heads, of = record.heads[field], kinds.kind(record.kind).field(field)
        trail = Trail(i.change for i in history if i.state == "regular" and is_of(i.change, record))
        ancestor = trail.ancestor([head.change for head in heads], field) if of else None
        values = [head.value for head in heads] + ([ancestor.value(field)] if ancestor else [])
        reading = Reading(
            self.language,
            self._names(of, values) if of else {},
            lambda value: self._opened(record.rec, field, value),
            unmasked,
        )
        case = _Case(record, field, of, trail, reading, self._why(record, field))
        sides = tuple(self._side(case, group) for group in _grouped(heads))
        closed = any(side.hidden and not side.gone for side in sides)
        base, proposal, parts = (None, None, ()) if closed else self._joined(case, ancestor, sides)
        sealed = closed and of is not None and of.sensitivity is Sensitivity.SEALED
        found = Difference(
            **self._frame(record, field),
            sides=sides,
            heads=tuple(head.change for head in heads),
            base=base,
            parts=parts,
            proposal=proposal,
            why=case.why or ("sealed" if sealed else ""),
            masked=bool(of and of.sensitivity is Sensitivity.MASKED and not unmasked),
        )
        since, between = compared(found)
        return replace(
            found,
            proposal_words=_said(reading, of, proposal),
            both_words=_said(reading, of, found.both),
            since=since,
            between=between,
        )

    def _joined(
        self, case: "_Case", ancestor: "Change | None", sides: Sequence[Side]
    ) -> tuple[Side | None, Any, tuple[Part, ...]]:
        """What the versions parted from, and what joining them gives."""
        if case.of is None or ancestor is None or case.field not in ancestor.values or any(side.gone for side in sides):
            return None, None, ()
        voice = self._voice(case.trail, ancestor.id, case.field)
        base = case.reading.side(case.of, ancestor.value(case.field), [voice])
        if base.hidden or case.why or case.of.type is Type.JSON:
            return (None if base.hidden else base), None, ()
        return base, *proposed(case.of, base, sides)

    def _frame(self, record: Record, field: str) -> dict[str, Any]:
        kind = kinds.kind(record.kind)
        whole, whole_kind = self._whole(record.rec, record.kind, record.parent)
        return {
            "rec": record.rec,
            "scope": record.scope,
            "kind": kind,
            "field": field,
            "of": kind.field(field),
            "label": label_of(kind, field),
            "title": self._title(record.rec, whole),
            "whole": whole,
            "whole_kind": whole_kind,
        }

    def _side(self, case: "_Case", group: Sequence[Head]) -> Side:
        first, everyone = group[0], case.record.heads[case.field]
        voices = tuple(self._voice(case.trail, head.change, case.field) for head in group)
        keep = case.why in ("", *LESS) and (first.agreed or not any(head.agreed for head in everyone))
        if case.of is not None:
            return case.reading.side(case.of, first.value, voices, gone=first.redacted, keep=keep)
        if case.field == STATE:
            keep = keep and _keeps_locks(case.record, first.value)
        words = self._register_words(case.record, case.field, first.value)
        return Side(first.value, first.value, words, voices, keep=keep)

    def _voice(self, trail: Trail, cid: str, field: str) -> Voice:
        origin = trail.by_id.get(trail.origin(cid, field))
        own = trail.by_id.get(cid)
        shown = origin or own
        if shown is None:
            return Voice(cid, "", "", 0)
        person = self._person(shown)
        again = self._name(self._person(own)) if own is not None and own.id != shown.id else ""
        return Voice(shown.id, person, self._name(person), shown.clock[0], again)

    def _of_deletion(self, record: Record) -> Difference:
        """A record one person deleted while another wrote in it."""
        deletions, seen_by_nobody = record.heads["~deleted"], set(record.deleted_beside)
        edits = {
            name: [head for head in heads if head.change in seen_by_nobody]
            for name, heads in record.heads.items()
            if name[0] != "~"
        }
        written = {name: record.values.get(name) for name, heads in edits.items() if heads}
        writers = {head.change: self._said_by(head) for heads in edits.values() for head in heads}
        keep = self._why(record, "~deleted") in ("", *LESS)
        words = (ALL_DELETED.get(self.language), self._summary(record.kind, written))
        voices = (tuple(self._said_by(head) for head in deletions), tuple(writers.values()))
        sides = tuple(Side(gone, gone, words[not gone], voices[not gone], keep=keep) for gone in (True, False))
        return Difference(**self._frame(record, BESIDE), sides=sides, heads=tuple(head.change for head in deletions))

    def _of_strangers(self, record: Record, history: Sequence[HistoryItem]) -> Difference | None:
        """Another record that somebody wrote under the id of this one."""
        if not record.strangers:
            return None
        own = Side(record.rec, None, self._summary(record.kind, record.values), (self._made_by(record),))
        groups: dict[tuple[str, str], list[Change]] = {}
        for item in history:
            if item.change.id in record.strangers:
                groups.setdefault((item.change.kind, item.change.parent), []).append(item.change)
        others = [self._stranger(changes) for changes in groups.values()]
        return Difference(**self._frame(record, STRANGER), sides=(own, *others), heads=record.strangers)

    def _stranger(self, changes: "Sequence[Change]") -> Side:
        values = _folded(changes)
        known = kinds.kinds().get(changes[0].kind)
        voices = tuple(
            Voice(one.id, self._person(one), self._name(self._person(one)), one.clock[0]) for one in (changes[-1],)
        )
        words = self._summary(changes[0].kind, values)
        return Side([changes[0].kind, changes[0].parent], values, words, voices, keep=known is not None)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _why(self, record: Record, field: str) -> str:
        """Why not everything is offered: office, log, gone, step, signed; '' when it is."""
        kind = kinds.kind(record.kind)
        if kind.writes is Writes.OFFICE and self._vault.office is None:
            return "office"
        if kind.place is Place.LOG or record.scope == LOG:
            return "log"
        if (record.moved_to and field != "~moved") or (record.same_as and field != "~same_as"):
            return "gone"
        if field == STATE:
            return "step"
        return "signed" if self._locked(kind, record, field) else ""

    def _locked(self, kind: Kind, record: Record, field: str) -> bool:
        """Whether a signature, of the record or of what it is a part of, covers the field."""
        if not covered(kind, field):
            return False
        if record.lock or any(not head.agreed for head in record.heads.get(field, ())):
            return True
        parent = self._vault.record(record.parent, record.scope) if record.parent and not kind.after_lock else None
        return bool(parent and parent.lock)

    def _opened(self, rec: str, field: str, value: Any) -> Any:
        shown = cast("Record", SimpleNamespace(rec=rec, values={field: value}))
        return self._vault.open_sealed(shown, field)

    def _names(self, of: Field, values: Sequence[Any]) -> dict[str, str]:
        kind = cast("Kind", SimpleNamespace(fields=(of,)))
        wanted = [one for value in values for one in record_pages.referenced(kind, {of.name: value})]
        return self._records.names(wanted)

    def _register_words(self, record: Record, field: str, value: Any) -> str:
        """A value of what is no declared field."""
        if field == STATE:
            state = kinds.kind(record.kind).state(str(value))
            return state.words.get(self.language) if state else str(value)
        if field == "~deleted":
            return (DELETED if value else KEPT).get(self.language)
        if field == "~moved":
            return self._records.title(str(value).removeprefix("village-")) if value else NOTHING.get(self.language)
        if field == "~same_as":
            return self._records.title(str(value)) if value else NOTHING.get(self.language)
        return self._place(record, str(value or ""))

    def _place(self, record: Record, order: str) -> str:
        """Where a part would stand among its siblings."""
        siblings = [one for one in self._vault.children(record.parent, record.kind) if one.rec != record.rec]
        place = 1 + sum((one.order, one.rec) < (order, record.rec) for one in siblings)
        return LINE.get(self.language).replace("%1", str(place))

    def _summary(self, code: str, values: Mapping[str, Any]) -> str:
        """A whole record in a few lines: of which kind, and what its fields say; nothing masked or sealed."""
        kind = kinds.kinds().get(code)
        if kind is None:
            return code
        said = [kind.words.get(self.language)]
        for of in kind.fields:
            if of.sensitivity is Sensitivity.PLAIN and values.get(of.name) is not None:
                reading = Reading(self.language, self._names(of, [values[of.name]]), lambda one: one)
                words = reading.words(of, values[of.name])
                said += [f"{of.words.get(self.language)}: {words}"] if words else []
        return "\n".join(said)

    def _whole(self, rec: str, kind: str, parent: str) -> tuple[str, str]:
        return (parent, self._vault.kind_of(parent)) if parent else (rec, kind)

    def _title(self, rec: str, whole: str) -> str:
        own, outer = self._records.title(rec), self._records.title(whole) if whole != rec else ""
        return " › ".join(filter(None, (outer, own)))

    def _made_by(self, record: Record) -> Voice:
        return Voice("", record.author, self._name(record.author), record.created)

    def _said_by(self, head: Head) -> Voice:
        return Voice(head.change, head.person, self._name(head.person), head.clock[0])

    def _person(self, change: "Change") -> str:
        person = self._vault.person_of(change.writer)
        card = self._vault.card
        return person or (card.fingerprint[:32] if card and change.writer == card.writer_id else "")

    def _name(self, person: str) -> str:
        return self._records.title(person) or self._session.name_of(person)


def _said(reading: Reading, of: Field | None, value: Any) -> str:
    return "" if of is None or value is None else reading.words(of, value)


def _grouped(heads: Sequence[Head]) -> list[list[Head]]:
    """Heads that say the same are one version."""
    groups: dict[bytes, list[Head]] = {}
    for head in heads:
        key = b"redacted" if head.redacted else canonical.dump_checked(head.value)
        groups.setdefault(key, []).append(head)
    return list(groups.values())


def _keeps_locks(record: Record, state: Any) -> bool:
    """Whether choosing a state opens nothing that was signed."""
    locked = {one.code for one in kinds.kind(record.kind).states if one.locked}
    return state in locked or not any(head.value in locked for head in record.heads[STATE])


def _folded(changes: "Sequence[Change]") -> dict[str, Any]:
    """What the changes of one stranger say together, in the order of display."""
    values: dict[str, Any] = {}
    for change in sorted(changes, key=lambda one: one.clock):
        values.update({name: value for name, (_, value) in change.values.items()})
    return values
