"""A form being walked through place by place, as the scenario files describe it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from app.forms.birth import Surroundings
from app.forms.definition import Form
from app.forms.instance import state_of
from app.forms.runner import Runner
from app.forms.walk import Kind, Place, places
from app.forms.xpath.nodes import Node

if TYPE_CHECKING:
    from app.forms.shown import Problem

ZONE = ZoneInfo("Asia/Shanghai")
PROPERTIES = {"deviceid": "satchel:practice", "username": "inspector"}


class Scenario:
    """A runner, and the place one stands at."""

    def __init__(self, form: Form) -> None:
        around = Surroundings(now=lambda: dt.datetime(2026, 3, 2, 9, tzinfo=ZONE), zone=ZONE, properties=PROPERTIES)
        self.runner = Runner(form, around)
        self.engine = self.runner.engine
        self.place: Place = places(self.engine)[0]
        self.number = 0
        self.problems: tuple[Problem, ...] | None = None

    @property
    def at_end(self) -> bool:
        """Whether one stands behind the last question."""
        return self.place.kind is Kind.END

    def move(self, by: int) -> None:
        """Go on or back by one place."""
        found = places(self.engine)
        keys = [(place.kind, place.reference) for place in found]
        here = (self.place.kind, self.place.reference)
        at = keys.index(here) if here in keys else min(self.number, len(found)) - 1
        self.number = max(0, min(at + by, len(found) - 1))
        self.place = found[self.number]

    def restart(self) -> None:
        """Go to the beginning."""
        self.number, self.place = 0, places(self.engine)[0]

    def go(self, reference: str) -> None:
        """Stand at a reference, if it is a place."""
        for number, place in enumerate(places(self.engine)):
            if place.reference == self.engine.instance.reference(self.engine.instance.at(reference)):
                self.number, self.place = number, place
                return

    def answer(self, given: Sequence[Any]) -> None:
        """Answer the question named, or the one stood at."""
        reference = given[0] if len(given) > 1 else self.place.reference
        node = self.engine.instance.at(reference)
        self.runner.answer(reference, self.encoded(given[-1], node) if len(given) < 3 else list(given[1:]))
        if len(given) > 1:
            self.go(reference)

    def encoded(self, value: Any, node: Node) -> Any:
        """A value of the file as the runner takes it."""
        if isinstance(value, bool) and state_of(node).bind.type == "boolean":
            return "true" if value else "false"
        if isinstance(value, Mapping) and "__ans" in value:
            return value["v"]
        return "upload.txt" if isinstance(value, Mapping) else value  # a file given to an upload control

    def add_row(self, where: Any) -> None:
        """Add a row where a prompt stands, or to the repeat named, and stand at it."""
        reference = self.place.reference if isinstance(where, Mapping) else where
        if isinstance(where, Mapping) and reference != where.get("assertCurrentReference", reference):
            raise ValueError(reference)
        self.go(self.runner.add_row(reference))

    def validate(self) -> None:
        """Look for everything that is wrong."""
        self.problems = self.runner.problems()

    def current(self) -> Node:
        """The node stood at."""
        if self.place.node is None:
            raise LookupError(self.place.reference)
        return self.place.node
