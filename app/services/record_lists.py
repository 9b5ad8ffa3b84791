"""What the service of records reads for lists: rows, titles, names, kept views, where one was, what was recycled."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.records import kinds
from app.records.change import COMMON, LOG, new_record_id
from app.records.kinds import Kind, Place, Sensitivity, Writes
from app.services import record_pages
from app.storage.types import Draft, ListQuery, NewChange, Record, Row

if TYPE_CHECKING:
    from app.services.session import Session

REFERENCES_SHOWN = 20
RECYCLED_SHOWN = 300  # of each kind, newest first
PLACE_SETTING, VIEWS_SETTING = "records.place", "records.views."


@dataclass(frozen=True, slots=True)
class SavedView:
    """A list somebody wants back: its words and what it asks for."""

    name: str
    text: str
    filters: Mapping[str, Any]
    sort: tuple[str, bool] | None
    only: str


@dataclass(frozen=True, slots=True)
class Recycled:
    """Something in the recycle list. ``other`` is the title of the record it was joined to, '' when it was deleted."""

    rec: str
    kind: Kind
    title: str
    parent: str
    by: str
    at: int
    other: str


class RecordLists:
    """Reading records of any declared kind. ``now`` gives the local wall time."""

    def __init__(self, session: "Session", now: Callable[[], dt.datetime] = dt.datetime.now) -> None:
        self._session, self._vault, self.now = session, session.vault, now
        self._opened: dict[str, dict[str, tuple[str, ...]]] = {}
        self._asked_as: dict[str, str] = {}  # record id → the kind it was opened as
        self._names: dict[str, str] = {}
        self.language = "zh_CN"

    def kinds(self) -> tuple[Kind, ...]:
        """Every declared kind with a list of its own."""
        return tuple(kind for kind in kinds.kinds().values() if kind.listed and not kind.parent)

    def query(self, kind: str, text: str = "", filters: Mapping[str, Any] | None = None, **more: Any) -> ListQuery:
        """Return the question of a list, limited to the village now chosen. ``more``: ``sort``, ``only``."""
        return ListQuery(kind=kind, scopes=self._scopes(kinds.kind(kind)), text=text, filters=filters or {}, **more)

    def list(self, query: ListQuery) -> list[int]:
        """Return the row ids of a list, in its order."""
        return self._vault.list(query)

    def rows(self, kind: str, ids: "Sequence[int]") -> "Sequence[Row]":
        """Return the rows of some ids, in the same order, and learn the names their references need."""
        rows = self._vault.rows(kind, list(ids))
        declared = kinds.kind(kind)
        self.names(one for row in rows for one in record_pages.referenced(declared, row.values))
        return rows

    def row_title(self, kind: Kind, row: Row) -> str:
        """Return the words that name a row."""
        return record_pages.title(kind, row.values, self._names, self.language)

    def cell(self, kind: Kind, row: Row, field: str) -> str:
        """Return one value of a row as words; masked values stay masked."""
        of = kind.field(field)
        if of is not None and of.sensitivity is Sensitivity.MASKED:
            return masked(row.values.get(field))
        return record_pages.field_words(of, row.values.get(field), self._names, self.language)

    def drafts(self, kind: str) -> "Sequence[tuple[str, str, int]]":
        """Return my unfinished records of a kind: (record id, title, when saved)."""
        declared = kinds.kind(kind)
        mine = [draft for draft in self._vault.drafts(self._me) if draft.kind == kind and not draft.parent]
        return [(draft.rec, self._draft_title(declared, draft), draft.at) for draft in mine]

    def saved_views(self, kind: str) -> "Sequence[SavedView]":
        """Return the lists kept under a name in this vault."""
        held = self._vault.setting(VIEWS_SETTING + kind, [])
        return [SavedView(v["name"], v["text"], v["filters"], _sort(v["sort"]), v["only"]) for v in held]

    def save_view(self, kind: str, view: SavedView) -> None:
        """Keep a list under a name; the same name replaces."""
        held = [v for v in self.saved_views(kind) if v.name != view.name]
        self._put_views(kind, [*held, view])

    def drop_view(self, kind: str, name: str) -> None:
        """Forget a kept list."""
        self._put_views(kind, [v for v in self.saved_views(kind) if v.name != name])

    def look_alikes(self, rec: str, kind: str, name: str) -> "Sequence[tuple[str, str]]":
        """Return records of the same village with exactly this name: (record id, title)."""
        field = kinds.kind(kind).title[0]
        wanted = "".join(name.split())
        if len(wanted) < 2:
            return []
        query = self.query(kind, text=wanted)
        rows = self.rows(kind, self._vault.list(query)[:REFERENCES_SHOWN])
        declared = kinds.kind(kind)
        same = [row for row in rows if row.rec != rec and "".join(str(row.values.get(field, "")).split()) == wanted]
        return [(row.rec, record_pages.title(declared, row.values, self._names, self.language)) for row in same]

    def recycled(self) -> "Sequence[Recycled]":
        """Return what was deleted or joined to another, of every kind, newest first."""
        found: list[Recycled] = []
        for kind in kinds.kinds().values():
            if kind.place is Place.LOG:
                continue
            scopes = self._scopes(kind)
            hidden = self._vault.list(ListQuery(kind=kind.code, scopes=scopes, hidden=True, only="deleted"))
            for row in self.rows(kind.code, hidden[:RECYCLED_SHOWN]):
                record = self._vault.record(row.rec, row.scope)
                if record is not None and not record.moved_to:
                    found.append(self._recycled(kind, row, record))
        return sorted(found, key=lambda one: -one.at)

    def _recycled(self, kind: Kind, row: Row, record: Record) -> "Recycled":
        mark = "~same_as" if record.same_as else "~deleted"
        heads = record.heads.get(mark, ())
        person = heads[0].person if heads else ""
        title = record_pages.title(kind, row.values, self._names, self.language)
        parent = self.title(row.parent) if row.parent else ""
        by, other = self.title(person), self.title(record.same_as) if record.same_as else ""
        return Recycled(row.rec, kind, title, parent, by, row.updated, other)

    def title(self, rec: str) -> str:
        """Return the words that name a record; '' when it has none yet."""
        return self.names([rec]).get(rec, "")

    def names(self, wanted: Iterable[str]) -> dict[str, str]:
        """Return record id → title for references and persons."""
        found: dict[str, str] = {}
        for rec in set(wanted) - {""}:
            known = self._names.get(rec)  # asked once: another thread may forget all of them meanwhile
            found[rec] = self._names[rec] = self._name(rec) if known is None else known
        return found

    def forget_names(self) -> None:
        """Read titles again: records were changed by somebody else."""
        self._names.clear()

    def references(self, kind: str, text: str) -> "Sequence[tuple[str, str]]":
        """Return the first records of a kind that match, for typing ahead: (record id, title)."""
        declared = kinds.kind(kind)
        rows = self.rows(kind, self._vault.list(self.query(kind, text=text))[:REFERENCES_SHOWN])
        return [(row.rec, record_pages.title(declared, row.values, self._names, self.language)) for row in rows]

    def quick_add(self, kind: str, text: str) -> str:
        """Make a record from the one name typed into a reference, and return its id."""
        declared, rec = kinds.kind(kind), new_record_id()
        fields = {**defaults(declared), declared.title[0]: text.strip()}
        office = declared.writes is Writes.OFFICE
        self._vault.write([NewChange(kind, rec, self.scope_for(declared, rec), fields, as_office=office)])
        return rec

    def may_add(self, kind: str) -> bool:
        """Whether this session may make records of a kind at all, here and now."""
        declared = kinds.kind(kind)
        return not self._readonly(declared, None) and bool(self.scope_for(declared, "0" * 32))

    def remember_place(self, page: str, rec: str) -> None:
        """Keep where the person is, so that the same record returns after a power cut or after a colleague."""
        self._vault.put_setting(f"{PLACE_SETTING}.{self._me}", [page, rec])

    def last_place(self) -> tuple[str, str]:
        """Return page and record of the last time, or two empty texts when there is nothing to go back to."""
        page, rec = self._vault.setting(f"{PLACE_SETTING}.{self._me}", ["", ""])
        there = bool(rec) and (self._vault.draft(rec) or self._vault.record(rec)) is not None
        return (str(page), str(rec)) if there else ("", "")

    def scope_for(self, kind: Kind, rec: str, parent: str = "") -> str:
        """Return the scope a new record of a kind goes to; '' when no village is chosen."""
        if parent:
            record, draft = self._vault.record(parent), self._vault.draft(parent)
            if record or draft:
                return record.scope if record else draft.scope if draft else ""
            if kind.parent == "village":
                return f"village-{parent}"
        if kind.place is Place.VILLAGE:
            village = rec if kind.code == "village" else self._session.village
            return f"village-{village}" if village else ""
        return {Place.COMMON: COMMON, Place.LOG: LOG}.get(kind.place, "clues")

    @property
    def _me(self) -> str:
        return str(self._session.person)

    def _scopes(self, kind: Kind) -> tuple[str, ...] | None:
        village = self._session.village
        return (f"village-{village}",) if village and kind.place is Place.VILLAGE and kind.code != "village" else None

    def _readonly(self, kind: Kind, record: Record | None) -> bool:
        office_only = kind.writes is Writes.OFFICE and self._vault.office is None
        gone = record is not None and (record.deleted or bool(record.moved_to) or bool(record.same_as))
        return office_only or gone or kind.place is Place.LOG

    def _draft_title(self, kind: Kind, draft: Draft) -> str:
        record = self._vault.record(draft.rec)
        values = {**(record.values if record else {}), **draft.fields}
        names = self.names(record_pages.referenced(kind, values))
        return record_pages.title(kind, values, names, self.language)

    def _name(self, rec: str) -> str:
        record = self._vault.record(rec)
        if record is None or record.kind not in kinds.kinds():
            return ""
        kind = kinds.kind(record.kind)
        direct = {name: record.values.get(name) for name in kind.title}
        inner = {one: self._names.get(one, "") for one in record_pages.referenced(kind, direct)}
        named = {one: title or self._shallow(one) for one, title in inner.items()}
        return record_pages.title(kind, direct, named, self.language)

    def _shallow(self, rec: str) -> str:
        record = self._vault.record(rec)
        if record is None or record.kind not in kinds.kinds():
            return ""
        return record_pages.title(kinds.kind(record.kind), record.values, {}, self.language)

    def _put_views(self, kind: str, views: "Sequence[SavedView]") -> None:
        plain = [
            {"name": v.name, "text": v.text, "filters": dict(v.filters), "sort": list(v.sort or ()), "only": v.only}
            for v in views
        ]
        self._vault.put_setting(VIEWS_SETTING + kind, plain)


def defaults(kind: Kind) -> dict[str, Any]:
    """Return the values a new record starts with."""
    return {field.name: field.default for field in kind.fields if field.default is not None}


def is_locked(kind: Kind, record: Record | None) -> bool:
    """Whether the record's state forbids changing what was signed (G06)."""
    state = kind.state(record.state) if record else None
    return bool(state and state.locked)


def masked(value: Any) -> str:
    """Return a number with its middle hidden."""
    from app.records.masks import mask

    return mask(str(value)) if value else ""


def _sort(held: Sequence[Any]) -> tuple[str, bool] | None:
    return (str(held[0]), bool(held[1])) if held else None
