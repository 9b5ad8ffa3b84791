"""Differences (内容不一致): every record whose contents contradict each other, and what a person decides about one.

A decision is an ordinary change that replaces exactly the versions the person was shown. A version that arrives
meanwhile stays beside it, and is said; nothing is ever lost by deciding.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.errors import AppError, NotAllowedError, NotFoundError
from app.records import kinds
from app.records.change import new_record_id
from app.records.kinds import STATE, Kind, Words, Writes
from app.services import record_correcting, record_pages
from app.services.differences_reading import DifferenceReader
from app.services.differences_sides import Difference, is_of, label_of
from app.storage.conflicting import BESIDE, STRANGER, Contested, Voice, contested
from app.storage.types import NewChange, Row

if TYPE_CHECKING:
    from app.services.records import RecordService
    from app.storage.vault import Vault

Touched = frozenset[str]
SEEN = "differences.seen strangers"  # setting: changes of strangers a person has looked at


class DecidedMeanwhileError(AppError):
    """Somebody else decided this conflict while it was being looked at. Data: ``who``."""


@dataclass(frozen=True, slots=True)
class Line:
    """One conflict in the list. ``whole`` is the record to open: of a part, the record it is a part of."""

    rec: str
    scope: str
    kind: Kind | None
    field: str
    label: Words
    title: str
    village: str
    who: tuple[str, ...]
    at: int
    versions: int
    whole: str
    whole_kind: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What deciding did: the change it wrote ('' for none), and how many versions still stand beside it."""

    rec: str
    scope: str
    kind: str
    field: str
    change: str
    touched: Touched
    beside: int = 0
    made: str = ""  # a record that was made anew
    undo: bool = True


class DifferencesService(DifferenceReader):
    """Lists conflicts, decides them, takes decisions back. ``now`` gives the local wall time."""

    # -- the list ----------------------------------------------------------------------------------------------------

    def lines(self) -> list[Line]:
        """Every conflict of the chosen village and of what is common, the newest first."""
        self._records.language = self.language
        self._records.forget_names()
        scopes, seen = self._session.scopes(), set(self._vault.setting(SEEN, []))
        held = [one for one in contested(self._vault) if scopes is None or one.scope in scopes]
        titles = _Titles(self._vault, self._records, self.language)
        titles.learn(held)
        villages = {village.scope: village.name for village in self._session.villages()}
        found = [
            self._line(one, name, voices, titles, villages.get(one.scope, ""))
            for one in held
            for name, voices in one.fields.items()
            if not _looked_at(name, voices, seen)
        ]
        return sorted(found, key=lambda line: (-line.at, line.rec, line.field))

    def count(self) -> int:
        """How many conflicts wait, in every village."""
        seen = set(self._vault.setting(SEEN, []))
        every = ((name, voices) for one in contested(self._vault) for name, voices in one.fields.items())
        return sum(not _looked_at(name, voices, seen) for name, voices in every)

    def _line(self, one: Contested, name: str, voices: Sequence[Voice], titles: "_Titles", village: str) -> Line:
        said = self._strangers_voices(voices) if name == STRANGER else voices  # the fold names no authors of these
        kind = kinds.kinds().get(one.kind)
        whole, whole_kind = self._whole(one.rec, one.kind, one.parent)
        return Line(
            rec=one.rec,
            scope=one.scope,
            kind=kind,
            field=name,
            label=label_of(kind, name),
            title=" › ".join(filter(None, (titles.of(one.parent) if one.parent else "", titles.of(one.rec, one.kind)))),
            village=village,
            who=tuple(dict.fromkeys(self._name(voice.person) for voice in said)),
            at=max((voice.at for voice in said), default=0),
            versions=len(voices),
            whole=whole,
            whole_kind=whole_kind,
        )

    def _strangers_voices(self, voices: Sequence[Voice]) -> list[Voice]:
        changes = [self._vault.change(voice.change) for voice in voices]
        return [Voice(one.id, self._person(one), one.clock[0]) for one in changes if one is not None]

    # -- deciding ----------------------------------------------------------------------------------------------------

    def keep(self, difference: Difference, side: int) -> Decision:
        """Keep one version; the others stay in the history.

        Raises:
            NotAllowedError: this version may not be kept (rule ``keep``), or a rule of the record refuses it.
            DecidedMeanwhileError: somebody decided before.
        """
        chosen = difference.sides[side]
        if not chosen.keep:
            raise NotAllowedError(rule="keep", details={"why": difference.why})
        if difference.field == STRANGER:
            return self._part(difference, side)
        decision = self.decide(difference, chosen.value)
        if difference.field == "~moved":
            self._leave_other_villages(difference, str(chosen.value))
        return decision

    def decide(self, difference: Difference, value: Any) -> Decision:
        """Write a value in the place of exactly the versions that were shown.

        Raises:
            NotAllowedError: a rule of the record refuses it, such as a signature (``G06``).
            DecidedMeanwhileError: somebody decided before; nothing was written.
        """
        record = self._vault.record(difference.rec, difference.scope, difference.kind.code)
        if record is None:
            raise NotFoundError(what="record", name=difference.rec)
        name = "~deleted" if difference.field == BESIDE else difference.field
        standing = [head.change for head in record.heads.get(name, ())]
        gone = set(difference.heads) - set(standing)
        if gone:
            new = [head for head in record.heads.get(name, ()) if head.change not in difference.heads]
            raise DecidedMeanwhileError(who="、".join(dict.fromkeys(self._name(head.person) for head in new)))
        change = record_correcting.saved(record, {name: value}, sup={name: difference.heads})
        written = self._vault.write([change])
        beside = len(set(standing) - set(difference.heads))
        undo = name != STATE
        touched = frozenset({record.kind})
        return Decision(record.rec, record.scope, record.kind, name, written[0].id, touched, beside, undo=undo)

    def take_back(self, decision: Decision) -> Touched:
        """Let the versions stand again that a decision replaced.

        Raises:
            NotAllowedError: it is signed meanwhile, or somebody wrote after the decision (rule ``undo``).
        """
        record = self._vault.record(decision.rec, decision.scope, decision.kind)
        change = self._vault.change(decision.change)
        heads = record.heads.get(decision.field, ()) if record else ()
        if record is None or change is None or decision.change not in {head.change for head in heads}:
            raise NotAllowedError(rule="undo", details={})
        own = [item for item in self._vault.history(record.rec) if is_of(item.change, record)]
        self._vault.write(record_correcting.restated(own, record, change))
        return frozenset({record.kind})

    def _part(self, difference: Difference, side: int) -> Decision:
        """Of two records under one id: look no more, or write the other one anew under an id of its own."""
        made, touched = "", {difference.kind.code}
        if side:
            code, parent = difference.sides[side].value
            made = self._written_anew(kinds.kind(code), parent, difference)
            touched.add(code)
        seen = set(self._vault.setting(SEEN, []))
        self._vault.put_setting(SEEN, sorted(seen | set(difference.heads)))
        where = (difference.rec, difference.scope, difference.kind.code)
        return Decision(*where, STRANGER, "", frozenset(touched), made=made, undo=False)

    def _written_anew(self, kind: Kind, parent: str, difference: Difference) -> str:
        values = next(side.plain for side in difference.sides[1:] if side.value == [kind.code, parent])
        fields: dict[str, Any] = {}
        for of in kind.fields:
            value = values.get(of.name)
            if value is None or (of.generated and of.name == "number"):
                continue
            fields[of.name] = self._opened(difference.rec, of.name, value) if record_pages.is_sealed(value) else value
        rec = new_record_id()
        office = kind.writes is Writes.OFFICE
        self._vault.write([NewChange(kind.code, rec, difference.scope, fields, parent=parent, as_office=office)])
        return rec

    def _leave_other_villages(self, difference: Difference, scope: str) -> None:
        """Of a record moved to two villages at once, let the copy in the other one point to the one chosen."""
        others = {str(side.value) for side in difference.sides if side.value and side.value != scope}
        for other in sorted(others):
            record = self._vault.record(difference.rec, other, difference.kind.code)
            if record is not None and record.scope == other and not record.moved_to:
                record_correcting.set_meta(self._vault, record, "~moved", scope)


def _looked_at(name: str, voices: Sequence[Voice], seen: set[str]) -> bool:
    return name == STRANGER and {voice.change for voice in voices} <= seen


class _Titles:
    """Titles of many records, read from their lists and not by folding each."""

    def __init__(self, vault: "Vault", records: "RecordService", language: str) -> None:
        self._vault, self._records, self._language = vault, records, language
        self._held: dict[tuple[str, str], str] = {}

    def learn(self, held: Sequence[Contested]) -> None:
        """Read the titles of all these at once."""
        by_kind: dict[str, list[int]] = {}
        for one in held:
            if one.kind in kinds.kinds():
                by_kind.setdefault(one.kind, []).append(one.row)
        for code, numbers in by_kind.items():
            for row in self._vault.rows(code, numbers):
                self._held[row.rec, code] = self._title(code, row)

    def of(self, rec: str, kind: str = "") -> str:
        """The title of a record, '' when it has none; of the first of this id when no kind is named."""
        if (rec, kind) not in self._held:
            row, code = self._vault.find_row(rec), self._vault.kind_of(rec)
            self._held[rec, kind] = self._title(code, row) if row is not None and code in kinds.kinds() else ""
        return self._held[rec, kind]

    def _title(self, code: str, row: Row) -> str:
        kind = kinds.kind(code)
        named = {name: row.values.get(name) for name in kind.title}
        names = self._records.names(record_pages.referenced(kind, named))
        return record_pages.title(kind, named, names, self._language)
