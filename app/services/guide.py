"""The guided practice (演练引导): which exercise comes next, noticed from what stands in the vault."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.records import kinds
from app.records.change import new_record_id
from app.services.interviews import LINE
from app.services.records import RecordService
from app.services.session import Session
from app.storage.types import ListQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SETTING = "guide 2"  # the exercises of the first one were others
EXERCISES = (
    "open", "begin", "answer", "ask", "refused", "sources", "amount", "settle", "print", "sign", "scan", "person",
    "handover", "lock",
)  # fmt: skip
TALKING = ("begin", "answer", "ask")
DONE = "done"
LOOKED_AT = 20  # records of which the one in best order is taken
NOT_BEGUN = ("planned", "notified", "unscheduled")
FIGURES = ("amount", "quantity", "people_count", "no_amount")
WITHOUT_FIGURE = ListQuery("finding", filters=dict.fromkeys(FIGURES))
OPEN_STATES = (*NOT_BEGUN, "in_progress")
SIGNED = ("signed", "refused", "internal", "locked")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the person is: the exercise, its number, how many there are, and where it is done.

    ``page`` and ``rec`` name the place (`Desk.go`); ``shown`` is false once the guide was put away.
    """

    exercise: str
    number: int
    total: int
    page: str
    rec: str
    shown: bool


class GuideService:
    """Looks and remembers; it never writes a change. What it remembers is a setting of this vault."""

    def __init__(self, session: Session) -> None:
        self._session, self._vault = session, session.vault
        self._records = RecordService(session)
        self._unlocking = new_record_id()  # tells one unlocking from the next

    @property
    def offered(self) -> bool:
        """Whether there is a guide here: on a practising laptop."""
        return self._session.practice and not self._session.is_office

    def look(self) -> Standing:
        """Go on past every exercise that is done; meant for a job."""
        memory = self._remembered()
        before = dict(memory)
        while memory["at"] < len(EXERCISES) and self._is_done(EXERCISES[memory["at"]], memory):
            memory["at"] += 1
        if memory != before or self._vault.setting(SETTING) is None:
            self._vault.put_setting(SETTING, memory)
        return self._standing(memory)

    def skip(self) -> Standing:
        """Leave an exercise out."""
        memory = self._remembered()
        self._vault.put_setting(SETTING, {**memory, "at": min(memory["at"] + 1, len(EXERCISES))})
        return self.look()

    def show(self, *, on: bool) -> Standing:
        """Put the guide away, or take it out again; at its end it begins anew."""
        memory = self._remembered()
        if on and memory["at"] >= len(EXERCISES):
            memory = self._fresh()
        self._vault.put_setting(SETTING, {**memory, "shown": on})
        return self.look()

    # -- what is remembered ------------------------------------------------------------------------------------------

    def _remembered(self) -> dict[str, Any]:
        kept = self._vault.setting(SETTING)
        return dict(kept) if kept else self._fresh()

    def _fresh(self) -> dict[str, Any]:
        return {
            "at": 0,
            "shown": True,
            "talk": "",
            "lines": [0, 0],
            "unlocking": "",
            "conflicts": self._conflicts(),
            **{exercise: count() for exercise, count in self._counted().items()},
        }

    def _counted(self) -> "dict[str, Callable[[], int]]":
        """Exercises that are done when there is more of something than when the practice began."""
        count = self._vault.count
        return {
            "refused": lambda: count(ListQuery("document_check", filters={"state": "refused"})),
            "sources": lambda: count(ListQuery("finding_source")),
            "amount": lambda: self._figures() - count(WITHOUT_FIGURE),
            "print": lambda: sum(count(ListQuery("event", filters={"what": what})) for what in ("print", "export")),
            "sign": self._signed,
            "scan": lambda: count(ListQuery("attachment")),
            "person": lambda: count(ListQuery("person")),
            "handover": self._sent,
        }

    # -- what is done --------------------------------------------------------------------------------------------

    def _is_done(self, exercise: str, memory: dict[str, Any]) -> bool:
        if exercise in (*TALKING, "open"):
            return self._talked(exercise, memory)
        if exercise == "lock":
            return self._locked_since(memory)
        if exercise == "settle":
            return self._conflicts() < memory["conflicts"] or not self._conflicts()
        return bool(self._counted()[exercise]() > memory[exercise])

    def _talked(self, exercise: str, memory: dict[str, Any]) -> bool:
        if exercise == "open" or (not memory["talk"] and not self._opened(memory)):
            return exercise == "open" and self._opened(memory)  # the first was left out, and no talk is open
        if exercise == "begin":
            return self._state(memory["talk"]) not in NOT_BEGUN
        place = ("answer", "ask").index(exercise)
        return bool(self._lines(memory["talk"])[place] > memory["lines"][place])

    def _opened(self, memory: dict[str, Any]) -> bool:
        """Whether a talk that can be written in is open; it is the one the next exercises are done with."""
        page, rec = self._records.last_place()
        if page != "records:interview" or self._state(rec) not in OPEN_STATES:
            return False
        memory.update(talk=rec, lines=list(self._lines(rec)))
        return True

    def _locked_since(self, memory: dict[str, Any]) -> bool:
        if not memory["unlocking"]:
            memory["unlocking"] = self._unlocking
        return bool(memory["unlocking"] != self._unlocking)

    def _state(self, rec: str) -> str:
        record = self._vault.record(rec) if rec else None
        return record.state or kinds.kind("interview").first_state if record else ""

    def _lines(self, talk: str) -> tuple[int, int]:
        """How many answers with words a talk has, and how many questions pulled from the outline; drafts count."""
        values = {child.rec: child.values for child in self._vault.children(talk, LINE)} if talk else {}
        for draft in self._vault.drafts(self._session.person):
            if draft.kind == LINE and draft.parent == talk:
                values[draft.rec] = {**values.get(draft.rec, {}), **draft.fields}
        answers = sum(bool(one.get("text")) and one.get("speaker") == "a" for one in values.values())
        return answers, sum(bool(one.get("question")) for one in values.values())

    def _figures(self) -> int:
        """How many findings have got a figure in a draft; it counts before it is a change."""
        drafts = self._vault.drafts(self._session.person)
        return sum(any(draft.fields.get(name) for name in FIGURES) for draft in drafts if draft.kind == "finding")

    def _conflicts(self) -> int:
        declared = [kind.code for kind in kinds.kinds().values() if kind.code != "event"]
        return sum(self._vault.count(ListQuery(code, only="conflicts")) for code in declared)

    def _signed(self) -> int:
        return sum(self._vault.count(ListQuery("interview", filters={"state": state})) for state in SIGNED)

    def _sent(self) -> int:
        return len(self._vault.packages("out"))

    # -- where -------------------------------------------------------------------------------------------------------

    def _standing(self, memory: dict[str, Any]) -> Standing:
        at = memory["at"]
        exercise = EXERCISES[at] if at < len(EXERCISES) else DONE
        page, rec = self._place(exercise, memory["talk"])
        return Standing(exercise, min(at + 1, len(EXERCISES)), len(EXERCISES), page, rec, bool(memory["shown"]))

    def _place(self, exercise: str, talk: str) -> tuple[str, str]:
        checked = {"state": "to_check"}
        places: dict[str, Callable[[], tuple[str, str]]] = {
            "settle": lambda: self._first("interview", only="conflicts"),
            "print": lambda: self._first("interview", filters=checked),
            "sign": lambda: self._first("interview", filters=checked),
            "scan": lambda: self._first("interview", filters={"state": "signed"}),
            "refused": lambda: ("records:document_check", ""),
            "sources": self._contradicted,
            "amount": lambda: self._first("finding", filters=WITHOUT_FIGURE.filters),
            "person": lambda: ("records:person", "new"),
            "handover": lambda: ("handover", ""),
        }
        if exercise in TALKING:
            return ("records:interview", talk)
        return places[exercise]() if exercise in places else ("today", "")

    def _contradicted(self) -> tuple[str, str]:
        """The finding of which one source says otherwise."""
        query = ListQuery("finding_source", self._session.scopes(), filters={"stance": "contradicts"})
        rows = self._vault.rows("finding_source", self._vault.list(query)[:1])
        return ("records:finding", rows[0].parent if rows else "")

    def _first(self, kind: str, *, only: str = "", filters: "Mapping[str, Any] | None" = None) -> tuple[str, str]:
        """The first record of a kind that fits, in the village chosen; its list when there is none.

        One that is in order comes before one that waits for a formality or a decision.
        """
        query = ListQuery(kind, self._session.scopes(), only=only, filters=filters or {})
        rows = self._vault.rows(kind, self._vault.list(query)[:LOOKED_AT])
        rows.sort(key=lambda row: (row.irregular > 0, row.conflicts > 0))
        return (f"records:{kind}", rows[0].rec if rows else "")
