"""The leader's look (组长看板): a line a village with what is planned, unsigned, missing, not handed over."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import NotFoundError
from app.jobs import Progress
from app.records import kinds
from app.records.change import new_record_id
from app.services import record_attachments, record_pages
from app.services.record_lists import RecordLists
from app.services.session import Session, Touched, village_scope
from app.storage import survey
from app.storage.types import ListQuery, NewChange, Row
from app.storage.vault import Vault
from app.sync import cargo, places
from app.sync.manifest import OFFICE

BEHIND = "behind"
CODES = (*survey.PICKS, BEHIND)
PAPER = ("unsigned", "unscanned")  # the evening's two lists of paper
EVERY = ""  # instead of a village: all that this person sees


@dataclass(frozen=True, slots=True)
class VillageLine:
    """One village and its numbers by code; ``behind`` is missing at the office, which everything comes to."""

    rec: str
    name: str
    town: str
    group: str
    counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Look:
    """The whole table, and the sums below it."""

    lines: tuple[VillageLine, ...] = ()
    total: dict[str, int] = field(default_factory=dict)
    leading: bool = False

    @property
    def empty(self) -> bool:
        """Whether no village is held here at all."""
        return not self.lines


@dataclass(frozen=True, slots=True)
class Found:
    """One record behind a number. ``when`` is milliseconds since 1970; ``late`` days overdue, 0 for none."""

    rec: str
    kind: str
    title: str
    village: str
    state: str
    person: str
    when: int
    late: int = 0


@dataclass(frozen=True, slots=True)
class Picked:
    """What a number stands for, ready to be read row by row."""

    code: str
    village: str
    village_name: str
    keys: tuple[tuple[str, int], ...]  # kind and row, in order
    changes: int = 0  # of ``behind``: how many changes these records carry


class GroupService:
    """The numbers and what is behind them. ``now`` gives the local wall time."""

    def __init__(self, session: Session, now: Callable[[], dt.datetime] = dt.datetime.now) -> None:
        self._session, self._vault, self._now = session, session.vault, now
        self._titles = RecordLists(session, now)

    def look(self) -> Look:
        """The table; meant for a job."""
        villages = self._villages()
        counted = survey.tallies(self._vault, self._today())
        late = None if self._session.is_office else survey.behind(self._vault, reached(self._vault))
        groups = self._groups()
        lines = []
        for row in villages:
            counts = {code: counted.get(row.scope, {}).get(code, 0) for code in survey.PICKS}
            if late is not None:
                counts[BEHIND] = late.get(row.scope, 0)
            values = row.values
            group = groups.get(str(values.get("group") or ""), "")
            name, town = str(values.get("name") or ""), str(values.get("town") or "")
            lines.append(VillageLine(row.rec, name, town, group, counts))
        codes = CODES if late is not None else tuple(survey.PICKS)
        total = {code: sum(line.counts[code] for line in lines) for code in codes}
        return Look(tuple(lines), total, self._session.leads)

    def paper(self) -> dict[str, Picked]:
        """What paper still waits for, of the village chosen or of all: unsigned, signed without a scan."""
        return {code: self.pick(code, self._session.village) for code in PAPER}

    def pick(self, code: str, village: str = EVERY) -> Picked:
        """The records behind a number of a village, or of all villages this person sees."""
        held = {row.rec: row for row in self._villages()}
        scopes = [village_scope(rec) for rec in ([village] if village else held)]
        name = str(held[village].values.get("name") or "") if village in held else ""
        if code == BEHIND:
            far = reached(self._vault)
            keys = self._keys(survey.records_behind(self._vault, far, scopes))
            changes = sum(n for scope, n in survey.behind(self._vault, far).items() if scope in scopes)
            return Picked(code, village, name, keys, changes)
        kind = survey.PICKS[code].kind
        rows = survey.rows(self._vault, code, scopes, self._today())
        return Picked(code, village, name, tuple((kind, row) for row in rows))

    def attach_scans(self, talk: str, paths: Sequence[Path], progress: Progress | None = None) -> Touched:
        """Keep the scanned or photographed pages of a signed talk with it; all of them or none.

        Raises:
            NotFoundError: no such talk.
        """
        record = self._vault.record(talk)
        if record is None:
            raise NotFoundError(what="record", name=talk)
        kept = [record_attachments.keep(self._vault, path, progress or Progress(), self._now()) for path in paths]
        whole = {"sort": "signed", "taken_by": self._session.person}
        self._vault.write(
            [NewChange("attachment", new_record_id(), record.scope, {**one, **whole}, parent=talk) for one in kept]
        )
        return self._session.touched(frozenset({"attachment", record.kind}) if kept else frozenset())

    def read(self, keys: Sequence[tuple[str, int]]) -> list[Found]:
        """The records of some rows, in their order."""
        names = {village_scope(row.rec): str(row.values.get("name") or "") for row in self._villages()}
        rows: dict[tuple[str, int], Row] = {}
        for kind in dict.fromkeys(kind for kind, _ in keys):
            numbers = [row for one, row in keys if one == kind]
            rows.update({(kind, row.row): row for row in self._vault.rows(kind, numbers)})
        return [self._found(kind, rows[kind, row], names) for kind, row in keys if (kind, row) in rows]

    # -- parts ---------------------------------------------------------------------------------------------------

    def _found(self, code: str, row: Row, names: dict[str, str]) -> Found:
        kind = kinds.kind(code)
        known = self._titles.names(record_pages.referenced(kind, {name: row.values.get(name) for name in kind.title}))
        title = record_pages.title(kind, row.values, known, "zh_CN")
        if code == "interview":
            post = str(row.values.get("person_post") or "")
            title = " · ".join(part for part in (str(row.values.get("person_name") or ""), post) if part)
        person = self._writer(row.writer)
        return Found(
            row.rec, code, title, names.get(row.scope, ""), row.state, person, row.updated, self._late(code, row)
        )

    def _writer(self, writer: str) -> str:
        """Whose key it is: a person's name, or the office's."""
        card = self._vault.card
        if card is not None and self._vault.roster().is_office(writer):
            return card.name
        return self._session.name_of(self._vault.person_of(writer))

    def _late(self, code: str, row: Row) -> int:
        due = str(row.values.get("due_on") or "") if code == "document_check" else ""
        if not due or due >= self._today() or row.state not in {"requested", "partly", ""}:
            return 0
        return (self._now().date() - dt.date.fromisoformat(due)).days

    def _keys(self, recs: Iterable[str]) -> tuple[tuple[str, int], ...]:
        """Rows of records that are seen in lists, by kind in the order of the declarations, the newest first."""
        order = {code: place for place, code in enumerate(kinds.kinds())}
        found = [line for line in survey.standing(self._vault, list(recs)) if line[0] in order]
        found.sort(key=lambda line: (order[line[0]], line[2], -line[3], line[4]))
        return tuple((kind, row) for kind, row, *_ in found)

    def _villages(self) -> list[Row]:
        """Villages this person sees, by group and name; of the round chosen."""
        held = self._vault.rows("village", self._vault.list(ListQuery("village", sort=("name", False))))
        allowed, chosen = self._allowed(), self._session.round
        found = [row for row in held if allowed is None or row.rec in allowed]
        if chosen:
            found = [row for row in found if row.values.get("round") in (chosen, None, "")]
        groups = self._groups()
        return sorted(found, key=lambda row: groups.get(str(row.values.get("group") or ""), ""))

    def _allowed(self) -> set[str] | None:
        """Record ids of villages this person may see, or None for every one that is held here."""
        if self._session.is_office:
            return None
        entry = self._vault.roster().inspectors.get(self._session.person)
        return places.villages(self._vault, entry) if entry is not None else None

    def _groups(self) -> dict[str, str]:
        rows = self._vault.rows("group", self._vault.list(ListQuery("group")))
        return {row.rec: str(row.values.get("name") or "") for row in rows}

    def _today(self) -> str:
        return self._now().date().isoformat()


def reached(vault: Vault) -> dict[str, dict[str, int]]:
    """Writer → scope → last number the office has said it holds."""
    theirs = cargo.peer_have(vault, OFFICE)
    return {writer: {scope: tip[0] for scope, tip in scopes.items()} for writer, scopes in theirs.items()}
