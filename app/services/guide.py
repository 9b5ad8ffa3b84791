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
    from collections.abc import Callable

SETTING = "guide"
EXERCISES = ("open", "begin", "answer", "ask", "settle", "sign", "person", "handover", "lock")
TALKING = ("begin", "answer", "ask")
DONE = "done"
NOT_BEGUN = ("planned", "notified", "unscheduled")
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
            "signed": self._signed(),
            "people": self._vault.count(ListQuery("person")),
            "sent": self._sent(),
        }

    # -- what is done --------------------------------------------------------------------------------------------

    def _is_done(self, exercise: str, memory: dict[str, Any]) -> bool:
        if exercise == "open":
            return self._opened(memory)
        if exercise in TALKING and not memory["talk"] and not self._opened(memory):
            return False  # the first exercise was left out, and no talk is open
        if exercise == "begin":
            return self._state(memory["talk"]) not in NOT_BEGUN
        if exercise in ("answer", "ask"):
            place = ("answer", "ask").index(exercise)
            return bool(self._lines(memory["talk"])[place] > memory["lines"][place])
        if exercise == "lock":
            return self._locked_since(memory)
        counts: dict[str, Callable[[], bool]] = {
            "settle": lambda: self._conflicts() < memory["conflicts"] or not self._conflicts(),
            "sign": lambda: self._signed() > memory["signed"],
            "person": lambda: self._vault.count(ListQuery("person")) > memory["people"],
            "handover": lambda: self._sent() > memory["sent"],
        }
        return counts[exercise]()

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
        if exercise in TALKING:
            return ("records:interview", talk)
        if exercise == "settle":
            rec = self._first(only="conflicts")
            return ("records:interview", rec) if rec else ("today", "")
        if exercise == "sign":
            return ("records:interview", self._first(state="to_check"))
        return {"person": ("records:person", "new"), "handover": ("handover", "")}.get(exercise, ("today", ""))

    def _first(self, *, only: str = "", state: str = "") -> str:
        query = ListQuery("interview", only=only, filters={"state": state} if state else {})
        rows = self._vault.rows("interview", self._vault.list(query)[:1])
        return rows[0].rec if rows else ""
