"""What the papers say, gathered from the vault: words in order, conflicts with both values, nothing sealed."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from app.errors import NotFoundError
from app.records import kinds
from app.records.choices import MARKS
from app.records.kinds import Kind
from app.reports import showing
from app.reports.issue import Issue
from app.reports.talk import Line, Signing, Talk
from app.reports.word.names import UNSHOWN, Filled, offered
from app.services.interviews import ADDENDUM
from app.services.record_pages import referenced
from app.services.records import RecordService
from app.storage.types import ListQuery, Record

if TYPE_CHECKING:
    from app.services.session import Session


BOXED = ("notices", "signing", "time_no")


class PaperFacts:
    """Gathers what a paper says. ``records`` knows the titles of what references point to."""

    def __init__(self, session: "Session", records: RecordService) -> None:
        self._session, self._vault, self._records = session, session.vault, records

    # -- one record ----------------------------------------------------------------------------------------------

    def record(self, rec: str) -> Record:
        """Return a record that is not deleted.

        Raises:
            NotFoundError: there is none.
        """
        record = self._vault.record(rec)
        if record is None or record.deleted:
            raise NotFoundError(what="record", name=rec)
        return record

    def filled(self, record: Record) -> Filled:
        """Return a record and its parts as a template wants them."""
        kind = kinds.kind(record.kind)
        parts = {child.code: tuple(self._part(one) for one in self._children(record, child)) for child in _parts(kind)}
        one = self._part(record)
        return Filled(one.values, one.names, record.state or kind.first_state, one.said, parts)

    def _part(self, record: Record) -> Filled:
        kind = kinds.kind(record.kind)
        shown = {field.name for field in offered(kind)}
        values = {name: value for name, value in record.values.items() if name in shown}
        return Filled(values, self._names(kind, record), record.state, self.said(record))

    def said(self, record: Record) -> dict[str, str]:
        """Words of the fields in conflict: every standing value with who wrote it."""
        kind, names = kinds.kind(record.kind), self._names(kinds.kind(record.kind), record)
        found: dict[str, str] = {}
        for name in record.conflicts:
            field = kind.field(name)
            if field is None or field not in offered(kind):
                continue
            heads = record.heads[name]
            told = [(showing.value(field, head.value, names), self._session.name_of(head.person)) for head in heads]
            found[name] = showing.disagreement(told)
        return found

    def words(self, record: Record) -> dict[str, str]:
        """Every offered field of a record as words."""
        kind, names, said = kinds.kind(record.kind), self._names(kinds.kind(record.kind), record), self.said(record)
        return {
            field.name: said.get(field.name) or showing.value(field, record.values.get(field.name), names)
            for field in offered(kind)
        }

    def _names(self, kind: Kind, record: Record) -> Mapping[str, str]:
        wanted = set(referenced(kind, record.values))
        for name in record.conflicts:
            for head in record.heads.get(name, ()):
                wanted.update(referenced(kind, {name: head.value}))
        return self._records.names(wanted)

    def _children(self, record: Record, kind: Kind) -> list[Record]:
        held = self._vault.children(record.rec, kind.code)
        return sorted((one for one in held if not one.deleted), key=lambda one: (one.order, one.rec))

    # -- a talk --------------------------------------------------------------------------------------------------

    def talk(self, record: Record) -> Talk:
        """Return a talk as its record says it. Tags, doubts and the internal note stay behind."""
        words, held = self.words(record), record.values
        notices = kinds.kind("interview").field("notices")
        when = "；".join(words[name] for name in ("started", "ended") if name in record.conflicts)
        return Talk(
            number=words["number"],
            time_no=int(held.get("time_no") or 1),
            when=when or showing.span(str(held.get("started") or ""), str(held.get("ended") or "")),
            place=words["place"],
            talkers=words["talkers"],
            recorder=words["recorder"],
            others=words["others"],
            name=words["person_name"],
            sex=words["person_sex"],
            birth=words["person_birth"] if "person_birth" in record.conflicts else showing.day(words["person_birth"]),
            political=words["person_political"],
            post=words["person_post"],
            address=words["person_address"],
            phone=words["person_phone"],
            role=words["role"],
            notices=showing.ticks(notices, held.get("notices")) if notices else (),
            signing=Signing.of(held.get("signing")),
            refusal=words["refusal_reason"],
            witnesses=words["witnesses"],
            lines=(*self._lines(record), *self._unsettled(record)),
        )

    def _lines(self, record: Record) -> Iterator[Line]:
        for line in self._children(record, kinds.kind("interview_line")):
            said, held = self.said(line), line.values
            text = said.get("text") or str(held.get("text") or "")
            yield Line(str(held.get("speaker") or ""), text + said.get("speaker", ""))

    def _unsettled(self, record: Record) -> Iterator[Line]:
        """Conflicts of what the paper shows as boxes or layout: told in words at the end."""
        said, kind = self.said(record), kinds.kind("interview")
        for name in BOXED:
            field = kind.field(name)
            if field is not None and name in said:
                yield Line("n", f"{field.words.zh}{said[name]}")

    # -- the copy ------------------------------------------------------------------------------------------------

    def issue(self, record: Record | None, copy: str, earlier: int, at: dt.datetime) -> Issue:
        """Return what every sheet of one copy carries."""
        return Issue(
            number=self.number(record),
            mark=self.mark(record),
            copy=copy,
            earlier=earlier,
            group=self.place(record)["group_name"],
            person=self._session.me_name,
            at=at,
            head=self._head(record.scope if record else ""),
            practice=self._session.practice,
        )

    def number(self, record: Record | None) -> str:
        """Human number of a record; an addendum counts on from its talk, a deleted one keeps its place."""
        if record is None:
            return ""
        if record.kind != ADDENDUM:
            return str(record.values.get("formal_number") or record.values.get("number") or "")
        held = self._vault.children(record.parent, ADDENDUM, hidden=True)
        made = [one.rec for one in sorted(held, key=lambda one: (one.created, one.rec))]
        talk = self._vault.record(record.parent)
        return f"{self.number(talk) or record.parent[:8]}-补{made.index(record.rec) + 1}"

    def mark(self, record: Record | None) -> str:
        """Words of the mark: the record's own or that of what it is part of, else the round's; '' for none."""
        own = record.values.get("mark") if record else None
        if own is None and record and record.parent and (whole := self._vault.record(record.parent)):
            own = whole.values.get("mark")
        round_ = self._round(record)
        code = own or (round_.values.get("mark") if round_ else None)
        return next((one.words.zh for one in MARKS if one.code == code and code != "none"), "")

    def place(self, record: Record | None) -> dict[str, str]:
        """Names of office, round, group, village and town, as templates want them."""
        village = self.village(record)
        entry = self._vault.roster().inspectors.get(self._session.person)
        group = self._of(village, "group") or (self._vault.record(entry.group) if entry and entry.group else None)
        round_ = self._round(record)
        card = self._vault.card
        return {
            "office": str(card.name) if card else "",
            "round_name": _text(round_, "name"),
            "group_name": _text(group, "name"),
            "village_name": _text(village, "name"),
            "town": _text(village, "town"),
        }

    def village(self, record: Record | None) -> Record | None:
        """Return the village whose scope a record lives in, or the one chosen."""
        scope = record.scope if record else ""
        rec = scope.removeprefix("village-") if scope.startswith("village-") else self._session.village
        return self._vault.record(rec) if rec else None

    def _round(self, record: Record | None) -> Record | None:
        found = self._of(self.village(record), "round")
        if found is None and self._session.round:
            found = self._vault.record(self._session.round)
        if found is None:
            numbers = self._vault.list(ListQuery("round", sort=("starts", True)))
            row = next(iter(self._vault.rows("round", numbers[:1])), None)
            found = self._vault.record(row.rec) if row else None
        return found

    def _of(self, record: Record | None, field: str) -> Record | None:
        rec = record.values.get(field) if record else None
        return self._vault.record(str(rec)) if rec else None

    def _head(self, scope: str) -> str:
        """First 8 hex of my chain's last change in a scope, else in the log."""
        mine = self._vault.chains().get(self._vault.me.writer_id, {})
        chain = mine.get(scope) or mine.get("log")
        return chain.id[:8] if chain else ""


def _parts(kind: Kind) -> list[Kind]:
    return [child for child in kinds.children_of(kind.code) if child.code not in UNSHOWN]


def _text(record: Record | None, field: str) -> str:
    value: Any = record.values.get(field) if record else None
    return str(value or "")
