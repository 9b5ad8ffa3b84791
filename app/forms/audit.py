"""The trail of a response in ODK's vocabulary, written below the window so that no path misses it.

Columns as in ODK's audit.csv: event, node, start, end, old-value, new-value, user, change-reason.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.forms import cells

COLUMNS = ("event", "node", "start", "end", "old-value", "new-value", "user", "change-reason")
Kept = list[str | int]
META = re.compile(r"/meta/|#$|/@")


@dataclass(frozen=True, slots=True)
class Event:
    """One event; times are milliseconds since 1970, ``end`` 0 for events without a length."""

    event: str
    node: str = ""
    start: int = 0
    end: int = 0
    old: str = ""
    new: str = ""
    reason: str = ""

    def row(self, user: str = "") -> tuple[str, ...]:
        """As a row of audit.csv."""
        times = (str(self.start or ""), str(self.end or ""))
        return (self.event, self.node, *times, self.old, self.new, user, self.reason)

    def kept(self) -> Kept:
        """As it is kept: event, node, start, end, old, new, reason; empty ones at the end left out."""
        found: Kept = [self.event, self.node, self.start, self.end, self.old, self.new, self.reason]
        while found and not found[-1]:
            found.pop()
        return found

    @classmethod
    def of(cls, kept: Sequence[str | int]) -> "Event":
        """An event as it was kept; what a later release added is left out."""
        whole = [*kept, *("", "", 0, 0, "", "", "")[len(kept) :]]
        event, node, start, end, old, new, reason = whole[:7]
        return cls(str(event), str(node), int(start or 0), int(end or 0), str(old), str(new), str(reason))


class Trail:
    """Collects events and hands each one on as soon as it is complete. ``before``: those of an earlier sitting."""

    def __init__(
        self, clock: Callable[[], int], hand_on: Callable[[Event], None] | None = None, before: Iterable[Event] = ()
    ) -> None:
        self.clock = clock
        self.hand_on = hand_on
        self.events: list[Event] = list(before)
        self._open: dict[str, Event] = {}

    def note(self, event: str, node: str = "", reason: str = "") -> None:
        """An event without a length."""
        self._add(Event(event, node, self.clock(), 0, reason=reason))

    def answering(self, node: str, value: str) -> None:
        """An answer comes for ``node``, whose answer so far is ``value``, whether or not anybody was shown it."""
        if node not in self._open:
            self.enter("question", node, value)

    def enter(self, event: str, node: str, value: str = "") -> None:
        """Something is shown."""
        self._open[node] = Event(event, node, self.clock(), 0, value)

    def leave(self, node: str, value: str = "") -> None:
        """It is shown no longer; ``value`` is its answer now. The old value stands only beside a new one."""
        opened = self._open.pop(node, None)
        if opened is not None:
            self._add(self._closed(opened, value))

    def _closed(self, opened: Event, value: str) -> Event:
        if opened.old == value:
            return replace(opened, end=self.clock(), old="")
        return replace(opened, end=self.clock(), new=value)

    def leave_all(self, value_of: Callable[[str], str]) -> None:
        """Close whatever is still open."""
        for node in list(self._open):
            self.leave(node, value_of(node))

    def so_far(self, value_of: Callable[[str], str]) -> list[Event]:
        """Every event, with what is still open as if it were left now: so a power cut loses none."""
        return [*self.events, *(self._closed(opened, value_of(node)) for node, opened in self._open.items())]

    def _add(self, event: Event) -> None:
        self.events.append(event)
        if self.hand_on is not None:
            self.hand_on(event)


def entered(answers: Mapping[str, str | int], at: int) -> list[Kept]:
    """What is kept of a response that came as a whole (typed in a batch): its answers, at the moment it was entered."""
    asked = [(node, str(value)) for node, value in answers.items() if node.startswith("/") and not META.search(node)]
    events = [Event("question", node, at, at, "", value) for node, value in asked]
    return [one.kept() for one in (Event("form start", "", at), *events, Event("form finalize", "", at))]


def as_csv(events: Iterable[Event], user: str = "") -> str:
    """The trail as ODK's audit.csv; ``user`` is who filled it in."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows([cells.plain(cell) for cell in event.row(user)] for event in events)
    return out.getvalue()
