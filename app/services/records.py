"""Records: what form and drawer do. One verb, one method; a verb returns what it touched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from app.errors import NotFoundError
from app.jobs import Progress
from app.records import kinds, ordering
from app.records.change import new_record_id
from app.records.kinds import Kind, Writes
from app.services import (
    record_attachments,
    record_correcting,
    record_history,
    record_numbers,
    record_pages,
    record_steps,
)
from app.services.record_lists import RecordLists, Recycled, SavedView, defaults, is_locked, masked
from app.services.record_pages import HistoryLine, Part, RecordPage, Version
from app.storage.types import Draft, NewChange, Record, Row

Touched = frozenset[str]


class RecordService(RecordLists):
    """The user's verbs on records of any declared kind."""

    # -- one record --------------------------------------------------------------------------------------------------

    def get(self, rec: str, kind: str = "", parent: str = "") -> RecordPage:
        """Return what the form shows; for a new record name its ``kind``.

        Raises:
            NotFoundError: no such record, and no draft of mine.
        """
        record, draft = self._find(rec, kind), self._vault.draft(rec)
        code = kind or (record.kind if record else draft.kind if draft else "")
        if not code:
            raise NotFoundError(what="record", name=rec)
        declared = kinds.kind(code)
        self._remember_heads(rec, record, draft)
        values = dict(record.values) if record else defaults(declared)
        values.update(draft.fields if draft else {})
        parts = self._parts(declared, rec)
        names = self.names(self._wanted(declared, values, parts))
        if record:
            names = {**names, **self.names({record.author} | {h.person for hs in record.heads.values() for h in hs})}
        return RecordPage(
            rec=rec,
            kind=declared,
            scope=record.scope if record else draft.scope if draft else self.scope_for(declared, rec, parent),
            parent=record.parent if record else draft.parent if draft else parent,
            order=record.order if record else draft.order if draft else "",
            record=record,
            values=values,
            raw=dict(draft.cursor.get("raw", {})) if draft else {},
            cursor=draft.cursor if draft else {},
            saved_at=draft.at if draft else record.updated if record else 0,
            parts=parts,
            names=names,
            steps=record_steps.offers(self._session, declared, record, values, parts, self.now()),
            conflicts=self._versions(record),
            readonly=self._readonly(declared, record),
            locked=is_locked(declared, record),
            can_undo=record is not None and record_correcting.undoable(self._vault, self._me, declared, record),
            author_name=names.get(record.author, "") if record else "",
            drafted=frozenset(draft.fields) if draft else frozenset(),
        )

    def new(self, kind: str, parent: str = "") -> str:  # noqa: ARG002 - the verb names what is to be made
        """Return the id of a record to be; nothing is written until a draft is."""
        return new_record_id()

    def new_part(self, kind: str, after: str = "", before: str = "") -> Part:
        """Return a child record to be, ordered between two order keys ('' = the end on that side)."""
        declared = kinds.kind(kind)
        key = ordering.between(after or None, before or None)
        return Part(new_record_id(), kind, key, defaults(declared))

    def save_draft(
        self, rec: str, kind: str, fields: Mapping[str, Any], cursor: Mapping[str, Any], **where: str
    ) -> int:
        """Keep what is typed, durably; ``fields`` is everything that differs from the record. Returns milliseconds.

        ``where``: ``parent`` and ``order`` of a child record that is not written yet.
        """
        declared, record, held = kinds.kind(kind), self._find(rec, kind), self._vault.draft(rec)
        if not fields and not cursor and held is None:
            return 0
        whole = {**defaults(declared), **fields} if fields and not record else dict(fields)
        heads = self._opened.get(rec) or {}
        opened = {name: (held.opened_on.get(name) if held else None) or heads.get(name, ()) for name in whole}
        parent = record.parent if record else where.get("parent", held.parent if held else "")
        draft = Draft(
            person=self._me,
            rec=rec,
            scope=record.scope if record else held.scope if held else self.scope_for(declared, rec, parent),
            kind=kind,
            fields=whole,
            parent=parent,
            order=where.get("order") or (record.order if record else held.order if held else ""),
            opened_on=opened,
            cursor=dict(cursor),
        )
        return self._vault.save_draft(draft).at

    def commit(self, rec: str) -> Touched:
        """Make changes of my drafts of a record and its parts; text that means nothing yet stays a draft."""
        mine = [draft for draft in self._vault.drafts(self._me) if rec in (draft.rec, draft.parent)]
        touched = self._begin(rec, mine)
        if touched:
            mine = [draft for draft in mine if draft.rec != rec]
        for draft in sorted(mine, key=lambda draft: draft.rec != rec):
            touched |= {draft.kind} if self._commit_one(draft) else set()
        self._opened.pop(rec, None)
        self._names.clear()
        return frozenset(touched)

    def commit_all(self) -> Touched:
        """Make changes of every draft of mine (before packing and locking)."""
        touched: set[str] = set()
        for draft in sorted(self._vault.drafts(self._me), key=lambda draft: bool(draft.parent)):
            touched |= {draft.kind} if self._commit_one(draft) else set()
        return frozenset(touched)

    def discard(self, rec: str) -> Touched:
        """Forget my drafts of a record and its parts; nothing written before is touched."""
        for draft in self._vault.drafts(self._me):
            if rec in (draft.rec, draft.parent):
                self._vault.drop_draft(draft.rec)
        self._opened.pop(rec, None)
        return frozenset()

    def step(self, rec: str, name: str, /, **fields: Any) -> Touched:
        """Take a step, with fields it fills (such as a reason).

        Raises:
            NotAllowedError: a condition is not met. Data: ``rule``, ``details``.
        """
        touched = self.commit(rec)
        page = self.get(rec)
        taken = record_steps.take(self._session, page, name, fields)
        return touched | {taken}

    # -- correcting --------------------------------------------------------------------------------------------------

    def undo(self, rec: str) -> Touched:
        """Take back my last save of a record, and only that.

        Raises:
            NotAllowedError: it is signed (rule ``G06``), or there is nothing of mine to take back (``undo``).
        """
        self.commit(rec)
        return self._after(rec, record_correcting.undo(self._vault, self._me, self._record(rec)))

    def delete(self, rec: str) -> Touched:
        """Put a record into the recycle list (a part goes with its parent's view of it)."""
        if self._find(rec) is None:
            return self.discard(rec)
        self.commit(rec)
        return self._after(rec, record_correcting.delete(self._vault, self._record(rec)))

    def restore(self, rec: str) -> Touched:
        """Bring a record back from the recycle list."""
        return self._after(rec, record_correcting.set_meta(self._vault, self._record(rec), "~deleted", value=False))

    def resolve(self, rec: str, field: str, value: Any) -> Touched:
        """Decide a conflict: this value replaces every version of the field that stands now."""
        record = self._record(rec)
        return self._after(rec, record_correcting.set_meta(self._vault, record, field, value))

    def move(self, rec: str, village: str) -> Touched:
        """Move a record, its parts and attachments to another village; ids and numbers stay."""
        self.commit(rec)
        return self._after(rec, record_correcting.move(self._vault, self._record(rec), f"village-{village}"))

    def move_part(self, rec: str, order: str) -> Touched:
        """Give a part another place among its siblings."""
        return self._after(rec, record_correcting.set_meta(self._vault, self._record(rec), "~order", order))

    def same_person(self, rec: str, other: str) -> Touched:
        """Say that ``rec`` was entered twice and is the same as ``other``, which stays."""
        self.commit(rec)
        return self._after(rec, record_correcting.set_meta(self._vault, self._record(rec), "~same_as", other))

    def not_same(self, rec: str) -> Touched:
        """Take a joining back."""
        return self._after(rec, record_correcting.set_meta(self._vault, self._record(rec), "~same_as", None))

    # -- drawer ------------------------------------------------------------------------------------------------------

    def history(self, rec: str) -> "Sequence[HistoryLine]":
        """Return every change of a record, newest first."""
        card = self._vault.card
        office = {card.writer_id: card.fingerprint[:32]} if card else {}  # its record has the office's name
        officers = {code for code, entry in self._vault.roster().inspectors.items() if entry.role == "office"}
        return record_history.lines(self._vault.history(rec), office, officers)

    def attach(self, rec: str, path: Path, progress: Progress | None = None) -> Touched:
        """Keep a file with a record; its bytes are encrypted part by part, nothing is opened or shown."""
        page = self.get(rec) if self._find(rec) or self._vault.draft(rec) else None
        if page is None or page.record is None:
            raise NotFoundError(what="record", name=rec)
        record_attachments.attach(self._vault, page.record, path, progress or Progress(), self.now())
        return frozenset({"attachment", page.kind.code})

    def attachments(self, rec: str) -> "Sequence[Record]":
        """Return the attachments of a record that are not deleted."""
        return [child for child in self._vault.children(rec, "attachment") if not child.deleted]

    def save_attachment(self, attachment: str, path: Path, progress: Progress | None = None) -> None:
        """Write a copy of an attachment outside the vault; the log says so first."""
        record = self._record(attachment)
        self._vault.log("export", attachment, {"kind": "attachment"})
        record_attachments.save(self._vault, record, path, progress or Progress())

    def reveal(self, rec: str, field: str) -> Any:
        """Return a masked value in full; the log says who asked."""
        self._vault.log("reveal", rec, {"field": field})
        record, draft = self._find(rec), self._vault.draft(rec)
        if draft and field in draft.fields:
            return draft.fields[field]
        return record.values.get(field) if record else None

    def open_sealed(self, rec: str, field: str) -> Any:
        """Return a sealed value that I may read, from my draft or the record; None when it is empty.

        Raises:
            NotForMeError: it is sealed to others.
        """
        draft, record = self._vault.draft(rec), self._find(rec)
        if draft and field in draft.fields and not record_pages.is_sealed(draft.fields[field]):
            return draft.fields[field]
        value = draft.fields.get(field) if draft else None
        held = value if value is not None else record.values.get(field) if record else None
        if held is None:
            return None
        # of a draft only the id and the value matter to what opens a seal
        shown = cast("Record", SimpleNamespace(rec=rec, values={field: held}))
        return self._vault.open_sealed(shown, field)

    # -- inside ------------------------------------------------------------------------------------------------------

    def _find(self, rec: str, kind: str = "") -> Record | None:
        """Return a record, of the kind it was last asked for as: somebody may have used its id for another kind."""
        if kind:
            self._asked_as[rec] = kind
        asked = self._asked_as.get(rec, "")
        return (self._vault.record(rec, kind=asked) if asked else None) or self._vault.record(rec)

    def _record(self, rec: str) -> Record:
        record = self._find(rec)
        if record is None:
            raise NotFoundError(what="record", name=rec)
        return record

    def _after(self, rec: str, kind: str) -> Touched:
        self._opened.pop(rec, None)
        self._names.clear()
        return frozenset({kind})

    def _begin(self, rec: str, drafts: "Sequence[Draft]") -> set[str]:
        """Write a record of which only parts were typed, so that they have something to be parts of."""
        own = next((draft for draft in drafts if draft.rec == rec), None)
        parts = [draft for draft in drafts if draft.parent == rec and draft.fields]
        if not parts or (own and own.fields) or self._find(rec) is not None:
            return set()
        kind = kinds.kind(own.kind if own else kinds.kind(parts[0].kind).parent)
        draft = own or Draft(self._me, rec, parts[0].scope, kind.code, {})
        first = {kind.title[0]: None, **defaults(kind)}
        self._commit_one(self._vault.save_draft(replace(draft, fields=first, opened_on={})))
        return {kind.code}

    def _commit_one(self, draft: Draft) -> bool:
        draft = self._completed(draft)
        if draft.fields and kinds.kind(draft.kind).writes is Writes.OFFICE:
            sup = {name: draft.opened_on.get(name, ()) for name in draft.fields}
            new = NewChange(
                draft.kind, draft.rec, draft.scope, draft.fields, draft.parent, draft.order, sup, as_office=True
            )
            self._vault.write([new])
            self._vault.drop_draft(draft.rec)
        elif draft.fields:
            self._vault.commit_draft(draft.rec)
        else:
            self._vault.drop_draft(draft.rec)
        if draft.cursor.get("raw"):
            self._vault.save_draft(replace(draft, fields={}, opened_on={}))
        return bool(draft.fields)

    def _completed(self, draft: Draft) -> Draft:
        """Fill what the program itself writes, such as the number of a new record."""
        kind = kinds.kind(draft.kind)
        if not draft.fields or not record_numbers.wanted(kind) or draft.fields.get(record_numbers.FIELD):
            return draft
        record = self._find(draft.rec, draft.kind)
        if record is not None and record.values.get(record_numbers.FIELD):
            return draft
        number = record_numbers.give(self._session, kind, draft.scope, self.now())
        return self._vault.save_draft(replace(draft, fields={**draft.fields, record_numbers.FIELD: number}))

    def _remember_heads(self, rec: str, record: Record | None, draft: Draft | None) -> None:
        if record and draft is None:
            self._opened[rec] = {name: tuple(h.change for h in heads) for name, heads in record.heads.items()}
        elif record is None:
            self._opened[rec] = {}
        elif rec not in self._opened:
            self._opened[rec] = {name: tuple(h.change for h in heads) for name, heads in record.heads.items()}

    def _parts(self, kind: Kind, rec: str) -> dict[str, tuple[Part, ...]]:
        drafts = {draft.rec: draft for draft in self._vault.drafts(self._me) if draft.parent == rec}
        found: dict[str, list[Part]] = {child.code: [] for child in kinds.children_of(kind.code)}
        for child in self._vault.children(rec):
            draft = drafts.pop(child.rec, None)
            if not child.deleted and not child.moved_to and child.kind in found:
                values = {**child.values, **(draft.fields if draft else {})}
                found[child.kind].append(Part(child.rec, child.kind, child.order, values, child, draft is not None))
            if draft is None:
                self._remember_heads(child.rec, child, None)
        for draft in drafts.values():
            if draft.kind in found:
                found[draft.kind].append(Part(draft.rec, draft.kind, draft.order, dict(draft.fields), None, draft=True))
        return {code: tuple(sorted(parts, key=lambda part: part.key)) for code, parts in found.items()}

    def _wanted(self, kind: Kind, values: Mapping[str, Any], parts: Mapping[str, Iterable[Part]]) -> set[str]:
        wanted = set(record_pages.referenced(kind, values))
        for code, some in parts.items():
            wanted.update(one for part in some for one in record_pages.referenced(kinds.kind(code), part.values))
        return wanted

    def _versions(self, record: Record | None) -> dict[str, tuple[Version, ...]]:
        if record is None:
            return {}
        return {
            field: tuple(Version(h.change, h.value, h.person, h.clock[0], h.redacted) for h in record.heads[field])
            for field in record.conflicts
        }


__all__ = [
    "HistoryLine",
    "Part",
    "RecordPage",
    "RecordService",
    "Recycled",
    "Row",
    "SavedView",
    "Touched",
    "Version",
    "defaults",
    "masked",
]
