"""What a response is born with: its id, preloaded values, defaults of the right type; and the stamp at its end."""

import datetime as dt
import random
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.forms.definition import Form
from app.forms.instance import Instance, state_of, stored
from app.forms.xpath.nodes import OPENROSA, Node
from app.forms.xpath.values import local


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a response is filled in by: who, where, when. ``properties`` are deviceid, username, phonenumber."""

    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    zone: dt.tzinfo | None = None
    properties: Mapping[str, str] = field(default_factory=dict)
    chance: random.Random = field(default_factory=random.SystemRandom)
    anonymous: bool = False  # then no time of day and no name of person or machine gets into a response

    def moment(self) -> dt.datetime:
        """The time rules may know: to the day where a response is anonymous."""
        at = local(self.now(), self.zone)
        return at.replace(hour=0, minute=0, second=0, microsecond=0) if self.anonymous else at

    def known(self) -> Mapping[str, str]:
        """The properties rules may know."""
        return {} if self.anonymous else self.properties


class Birth:
    """Gives a response what it needs before anybody answers."""

    def __init__(self, instance: Instance, form: Form, around: Surroundings) -> None:
        self.instance, self.form, self.around = instance, form, around

    def cast(self) -> None:
        """Cast defaults written in the form to their types."""
        for node in self.instance.leaves():
            kind = state_of(node).bind.type
            if node.value and kind in {"int", "integer"}:
                node.value = stored(node.value, kind) or node.value

    def identify(self) -> None:
        """Make sure that there is an instance id."""
        top = self.instance.top
        meta = top.first("meta")
        if meta is None:
            meta = top.add(Node("element", "meta", OPENROSA, prefix="orx"))
        identity = meta.first("instanceID")
        if identity is None:
            identity = meta.add(Node("element", "instanceID", meta.namespace, prefix=meta.prefix))
        self.instance.index()
        if not identity.value and state_of(identity).bind.calculate is None:
            identity.value = self._new_id()

    def _new_id(self) -> str:
        return f"uuid:{uuid.UUID(int=self.around.chance.getrandbits(128), version=4)}"

    def preload(self, within: Node | None = None) -> None:
        """Fill in what is preloaded: everywhere, or in a new row."""
        inside = {id(node) for node in within.walk()} if within is not None else None
        for bind in self.form.binds.values():
            if bind.preload:
                for node in self.instance.nodes(bind.path):
                    if inside is None or id(node) in inside:
                        node.value = self._preloaded(bind.preload, bind.preload_params, node.value)

    def _preloaded(self, preload: str, params: str, before: str) -> str:
        if preload == "uid":
            return self._new_id()
        if self.around.anonymous:
            return before
        at = self.around.moment()
        if preload == "timestamp":
            return at.isoformat(timespec="milliseconds") if params == "start" else before
        if preload == "date":
            return at.date().isoformat() if params == "today" else before
        if preload in {"property", "patient", "context"}:
            return self.around.properties.get(params, before)
        return before

    def correct(self) -> None:
        """Make this a correction of the response it holds: a new id, and the old one as ``deprecatedID``."""
        meta = self.instance.top.first("meta")
        identity = meta.first("instanceID") if meta is not None else None
        if meta is None or identity is None:
            return
        before = meta.first("deprecatedID")
        if before is None:
            before = meta.add(Node("element", "deprecatedID", meta.namespace, prefix=meta.prefix))
            self.instance.index()
        before.value, identity.value = identity.value, self._new_id()

    def finish(self) -> None:
        """Stamp the end of the response; an anonymous one has no time."""
        if self.around.anonymous:
            return
        at = self.around.moment().isoformat(timespec="milliseconds")
        for bind in self.form.binds.values():
            if bind.preload == "timestamp" and bind.preload_params == "end":
                for node in self.instance.nodes(bind.path):
                    node.value = at
