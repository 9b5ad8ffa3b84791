"""Today in the field (现场今日): what is planned, unfinished, needs a hand, or has not been handed over."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from app.records import kinds
from app.records.change import LOG
from app.records.kinds import Kind
from app.services.group import GroupService, Picked
from app.services.session import Session
from app.storage.types import ListQuery, Row

PLANNED = ("planned", "notified", "unscheduled")
UNFINISHED = ("in_progress", "to_check")
SHOWN = 8  # lines of a box; the rest is one click away


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to open. ``when`` is a moment as stored (``YYYY-MM-DDTHH:MM``) or milliseconds since 1970, or ''."""

    kind: str
    rec: str
    title: str
    detail: str = ""
    when: str | int = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Records of one kind that need a hand: how many, and which first."""

    kind: str
    count: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Today:
    """Everything the page shows; counts are of the village now chosen, except what waits for the handover."""

    planned: tuple[Line, ...] = ()
    planned_count: int = 0
    unfinished: tuple[Line, ...] = ()
    unfinished_count: int = 0
    drafts: tuple[Line, ...] = ()
    conflicts: tuple[Trouble, ...] = ()
    irregular: tuple[Trouble, ...] = ()
    not_handed_over: int | None = None
    waiting: int = 0
    set_aside: int = 0
    forks: int = 0
    enrolments: int = 0
    registered: bool = True
    empty: bool = False  # nothing has been entered or received yet
    villages: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    unsigned: Trouble = Trouble("interview", 0, ())
    unscanned: Trouble = Trouble("interview", 0, ())


class TodayService:
    """Reads only. ``now`` gives the local wall time."""

    def __init__(self, session: Session, now: Callable[[], dt.datetime] = dt.datetime.now) -> None:
        self._session, self._vault, self._now = session, session.vault, now
        self._group = GroupService(session, now)

    def look(self) -> Today:
        """Everything at once; meant for a job."""
        planned, planned_count = self._talks(PLANNED)
        unfinished, unfinished_count = self._talks(UNFINISHED)
        counts = {code: self._vault.count(ListQuery(code, self._scopes(code))) for code in ("person", "interview")}
        villages = self._vault.count(ListQuery("village"))
        waiting = {change for change, _ in self._vault.waiting()}
        paper = self._group.paper()
        return Today(
            planned=planned,
            planned_count=planned_count,
            unfinished=unfinished,
            unfinished_count=unfinished_count,
            drafts=self._drafts(),
            conflicts=self._troubles("conflicts"),
            irregular=self._troubles("irregular"),
            not_handed_over=self.not_handed_over(),
            waiting=len(waiting),
            set_aside=len(self._vault.set_aside()),
            forks=len(self._vault.forks()),
            enrolments=self._enrolments(),
            registered=self._session.registered,
            empty=not villages,
            villages=villages,
            counts=counts,
            unsigned=self._paper(paper["unsigned"]),
            unscanned=self._paper(paper["unscanned"]),
        )

    def not_handed_over(self) -> int | None:
        """Saves here that the office has not confirmed; None at the office itself and before registration.

        Lines of the operation log are left out: each unlock makes one, and they travel with the rest.
        """
        if self._session.is_office or not self._session.registered:
            return None  # before the enrolment nothing can be handed over, so nothing is “all handed over” either
        from app.sync import cargo, manifest

        theirs = cargo.peer_have(self._vault, manifest.OFFICE)
        count = 0
        for writer, chains in self._vault.chains().items():
            for scope, chain in chains.items():
                if scope != LOG:
                    count += max(chain.n - theirs.get(writer, {}).get(scope, (0, ""))[0], 0)
        return count

    # -- parts ---------------------------------------------------------------------------------------------------

    def _talks(self, states: tuple[str, ...]) -> tuple[tuple[Line, ...], int]:
        """Talks in some states that are due by tonight, the earliest first."""
        tonight = self._now().strftime("%Y-%m-%dT23:59")
        found: list[Row] = []
        for state in states:
            query = ListQuery(
                "interview", self._scopes("interview"), filters={"state": state}, sort=("planned_for", False)
            )
            found += self._vault.rows("interview", self._vault.list(query)[:400])
        due = [row for row in found if states is UNFINISHED or str(row.values.get("planned_for") or "") <= tonight]
        due.sort(key=lambda row: (str(row.values.get("planned_for") or "9"), row.created))
        return tuple(self._line("interview", row) for row in due[:SHOWN]), len(due)

    def _paper(self, picked: Picked) -> Trouble:
        """Talks whose paper waits for something; the whole list is one click away."""
        rows = self._vault.rows("interview", [row for _, row in picked.keys[:SHOWN]])
        return Trouble("interview", len(picked.keys), tuple(self._line("interview", row) for row in rows))

    def _drafts(self) -> tuple[Line, ...]:
        """What I have typed and not left, the newest first; a part is shown as its whole."""
        found: dict[str, Line] = {}
        for draft in sorted(self._vault.drafts(self._session.person), key=lambda draft: -draft.at):
            declared = kinds.kinds().get(draft.kind)
            if declared is None:
                continue
            rec = draft.parent if declared.parent and draft.parent else draft.rec
            row = self._vault.find_row(rec)
            code = self._vault.kind_of(rec) or draft.kind
            values = dict(row.values) if row else {}
            if rec == draft.rec:
                values.update(draft.fields)
            found.setdefault(rec, Line(code, rec, _title(kinds.kind(code), values), when=draft.at))
        return tuple(found.values())

    def _troubles(self, only: str) -> tuple[Trouble, ...]:
        """Kinds with records in conflict or irregular; those of parts count too."""
        found = []
        for kind in kinds.kinds().values():
            if kind.code == "event":
                continue
            query = ListQuery(kind.code, self._scopes(kind.code), only=only, sort=("updated", True))
            ids = self._vault.list(query)
            if ids:
                rows = self._vault.rows(kind.code, ids[:SHOWN])
                found.append(Trouble(kind.code, len(ids), tuple(self._part_line(kind, row) for row in rows)))
        return tuple(found)

    def _part_line(self, kind: Kind, row: Row) -> Line:
        """A line that opens a record; for a part, the record it is a part of."""
        if not row.parent:
            return self._line(kind.code, row)
        whole = self._vault.find_row(row.parent)
        code = self._vault.kind_of(row.parent) or kind.parent
        title = _title(kinds.kind(code), whole.values) if whole else ""
        return Line(code, row.parent, title, _title(kind, row.values), row.updated)

    def _line(self, code: str, row: Row) -> Line:
        kind = kinds.kind(code)
        when = row.values.get("planned_for") or row.values.get("started") or row.updated
        detail = str(row.values.get("place") or "") if code == "interview" else ""
        return Line(code, row.rec, _title(kind, row.values), detail, when, row.state)

    def _scopes(self, code: str) -> tuple[str, ...] | None:
        return None if code in ("village", "round", "group", "inspector") else self._session.scopes()

    def _enrolments(self) -> int:
        if not self._session.is_office:
            return 0
        from app.sync import enrolment

        return len(enrolment.enrolments(self._vault))


def _title(kind: Kind, values: "dict[str, object]") -> str:
    """Words of the fields that name a record; a reference or a choice does not name one here."""
    if kind.code == "interview":
        name = str(values.get("person_name") or "")
        post = str(values.get("person_post") or "")
        return " · ".join(part for part in (name, post) if part)
    return " · ".join(str(values[name]) for name in kind.title if isinstance(values.get(name), str | int))
