"""The trail of a response in ODK's vocabulary, written below the window so that no path misses it.

Columns as in ODK's audit.csv: event, node, start, end, old-value, new-value.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, replace

COLUMNS = ("event", "node", "start", "end", "old-value", "new-value")


@dataclass(frozen=True, slots=True)
class Event:
    """One event; times are milliseconds since 1970, ``end`` 0 for events without a length."""

    event: str
    node: str = ""
    start: int = 0
    end: int = 0
    old: str = ""
    new: str = ""

    def row(self) -> tuple[str, ...]:
        """As a row of audit.csv."""
        return (self.event, self.node, str(self.start or ""), str(self.end or ""), self.old, self.new)


class Trail:
    """Collects events and hands each one on as soon as it is complete."""

    def __init__(self, clock: Callable[[], int], hand_on: Callable[[Event], None] | None = None) -> None:
        self.clock = clock
        self.hand_on = hand_on
        self.events: list[Event] = []
        self._open: dict[str, Event] = {}

    def note(self, event: str, node: str = "", old: str = "", new: str = "") -> None:
        """An event without a length."""
        self._add(Event(event, node, self.clock(), 0, old, new))

    def enter(self, event: str, node: str, value: str = "") -> None:
        """Something is shown."""
        self._open[node] = Event(event, node, self.clock(), 0, value)

    def leave(self, node: str, value: str = "") -> None:
        """It is shown no longer; ``value`` is its answer now. The old value stands only beside a new one."""
        opened = self._open.pop(node, None)
        if opened is None:
            return
        if opened.old == value:
            self._add(replace(opened, end=self.clock(), old=""))
        else:
            self._add(replace(opened, end=self.clock(), new=value))

    def leave_all(self, value_of: Callable[[str], str]) -> None:
        """Close whatever is still open."""
        for node in list(self._open):
            self.leave(node, value_of(node))

    def _add(self, event: Event) -> None:
        self.events.append(event)
        if self.hand_on is not None:
            self.hand_on(event)


def as_csv(events: list[Event]) -> str:
    """The trail as ODK's audit.csv."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(event.row() for event in events)
    return out.getvalue()
