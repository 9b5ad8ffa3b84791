"""The answers while a form is filled in: the tree, its repeats, what each node is typed as, how nodes are named."""

import datetime as dt
import math
import re
from collections.abc import Iterator

from app.forms.definition import Bind, Control, Form
from app.forms.trouble import NoSuchQuestionError
from app.forms.xpath.nodes import ELEMENT, JAVAROSA, Node
from app.forms.xpath.values import Moment, Value, parse_moment, parse_time, to_number, to_text, unpacked

REFERENCE = re.compile(r"([^\[\]/]+)(?:\[(\d+)\])?")
NUMBERS = frozenset({"int", "integer", "decimal"})


class State:
    """What is known of one node: its path, its rules, and what they gave last."""

    __slots__ = ("bind", "path", "readonly", "relevant", "required", "zone")

    def __init__(self, path: str, bind: Bind, zone: dt.tzinfo | None) -> None:
        self.path = path
        self.bind = bind
        self.zone = zone
        self.relevant = True  # by its own rule; Node.relevant also counts those above it
        self.readonly = False
        self.required = False

    def typed(self, text: str) -> Value:
        """The answer as its declared type."""
        kind = self.bind.type
        if kind in NUMBERS:
            number = to_number(text)
            return text if math.isnan(number) else number
        if kind == "boolean":
            return text.strip() in {"true", "1"}
        if kind in {"date", "dateTime"}:
            found = parse_moment(text, self.zone)
            return found if found is not None else text
        return text


class Instance:
    """The tree of answers. Templates of repeats are kept apart; `nodes` finds nodes by path."""

    def __init__(self, form: Form, zone: dt.tzinfo | None) -> None:
        self.form = form
        self.zone = zone
        self.repeats = {control.path: control for control in form.controls() if control.kind == "repeat"}
        self.templates: dict[str, Node] = {}
        self.by_path: dict[str, list[Node]] = {}
        self.top = form.instance.copy()
        self._collect_templates(self.top, f"/{self.top.name}")
        self.index()

    def _collect_templates(self, node: Node, path: str) -> None:
        for child in list(node.children):
            inner = f"{path}/{child.name}"
            is_template = child.attribute("template", JAVAROSA) is not None
            self._collect_templates(child, inner)
            if is_template:
                child.attributes = [a for a in child.attributes if a.namespace != JAVAROSA]
                node.children.remove(child)
            if is_template or (inner in self.repeats and inner not in self.templates):
                self.templates.setdefault(inner, child.copy())

    def index(self) -> None:
        """Give every node its state and find nodes by path anew; call after the shape of the tree changed."""
        self.by_path = {}
        self._index(self.top, f"/{self.top.name}")

    def _index(self, node: Node, path: str) -> None:
        if node.state is None:
            node.state = State(path, self.form.binds.get(path) or Bind(path), self.zone)
        self.by_path.setdefault(path, []).append(node)
        for attribute in node.attributes:
            self._index(attribute, f"{path}/@{attribute.name}")
        for child in node.children:
            self._index(child, f"{path}/{child.name}")
            child.relevant = node.relevant and state_of(child).relevant

    def nodes(self, path: str) -> list[Node]:
        """Every node of a path, in document order."""
        return self.by_path.get(path, [])

    def find(self, reference: str) -> Node | None:
        """The node a reference names: ``/data/person[2]/age``; without a number the first is meant."""
        node: Node | None = None
        for depth, part in enumerate(reference.strip("/").split("/")):
            match = REFERENCE.fullmatch(part)
            if match is None:
                return None
            if depth == 0:
                node = self.top if match[1].rpartition(":")[2] == self.top.name else None
            elif node is not None:
                found, place = node.elements(match[1].rpartition(":")[2]), int(match[2] or 1)
                node = found[place - 1] if 0 < place <= len(found) else None
        return node

    def at(self, reference: str) -> Node:
        """The node a reference names.

        Raises:
            NoSuchQuestionError: there is none.
        """
        found = self.find(reference)
        if found is None:
            raise NoSuchQuestionError(reference=reference)
        return found

    def reference(self, node: Node) -> str:
        """How a node is named: numbers only where it repeats."""
        parts = []
        for step in node.chain():
            numbered = state_of(step).path in self.repeats
            parts.append(f"{step.name}[{step.position()}]" if numbered else step.name)
        return "/" + "/".join(parts)

    def add(self, parent: Node, path: str, *, index: bool = True) -> Node:
        """Add one more of a repeat under ``parent``, from its template; ``index=False``: the caller calls `index`."""
        name = path.rpartition("/")[2]
        siblings = [at for at, child in enumerate(parent.children) if child.name == name]
        at = siblings[-1] + 1 if siblings else self._slot(parent, path)
        made = parent.add(self.templates[path].copy(), at)
        if index:
            self.index()
        return made

    def _slot(self, parent: Node, path: str) -> int:
        """Where the first of a repeat belongs: after what the form declares before it."""
        declared = self.form.instance
        for name in path.strip("/").split("/")[1:-1]:
            declared = declared.first(name) or declared
        order = [child.name for child in declared.children]
        mine = path.rpartition("/")[2]
        before = set(order[: order.index(mine)]) if mine in order else set(order)
        places = [at for at, child in enumerate(parent.children) if child.name in before]
        return places[-1] + 1 if places else 0

    def remove(self, node: Node) -> None:
        """Take one of a repeat out."""
        if node.parent is not None:
            node.parent.children.remove(node)
            self.index()

    def repeated(self, node: Node) -> Node | None:
        """The innermost repeat a node stands in, itself included."""
        found: Node | None = node
        while found is not None and found.kind == ELEMENT:
            if state_of(found).path in self.repeats:
                return found
            found = found.parent
        return None

    def leaves(self) -> Iterator[Node]:
        """Every node that can hold an answer."""
        yield from (node for node in self.top.walk() if not node.children)


def state_of(node: Node) -> State:
    """The state of a node of the instance."""
    found = node.state
    assert isinstance(found, State)  # noqa: S101 - index() gave it one
    return found


def stored(value: Value, kind: str) -> str:
    """How a value is kept in a node of type ``kind``; what is no number there is kept as nothing."""
    value = unpacked(value)
    if isinstance(value, float) and math.isnan(value):
        return ""
    if kind in {"int", "integer"}:
        number = to_number(value)
        return "" if math.isnan(number) or math.isinf(number) else to_text(float(math.trunc(number)))
    if kind == "decimal":
        number = to_number(value)
        return "" if math.isnan(number) else to_text(number)
    if isinstance(value, Moment):
        return _moment(value, kind)
    return to_text(value)


def _moment(value: Moment, kind: str) -> str:
    if kind == "date":
        return value.iso()
    if kind == "dateTime":
        return value.full()
    return value.full()[11:] if kind == "time" else to_text(value)


def acceptable(text: str, bind: Bind, control: Control | None) -> str:
    """The rule of its type that a typed answer breaks (``int``, ``decimal``, ``date`` …), or the empty text."""
    kind = bind.type
    if not text:
        return ""
    if kind in {"int", "integer"} and not re.fullmatch(r"-?\d+(\.\d*)?", text.strip()):
        return "int"
    understood = {
        "decimal": lambda: not math.isnan(to_number(text)),
        "date": lambda: parse_moment(text, None) is not None,
        "dateTime": lambda: parse_moment(text, None) is not None,
        "time": lambda: parse_time(text) is not None,
        "geopoint": lambda: _on_earth(text),
    }
    if kind in understood and not understood[kind]():
        return kind
    return _within(text, control)


def _on_earth(text: str) -> bool:
    """Latitude and longitude in degrees, with or without height and accuracy."""
    numbers = [to_number(part) for part in text.split()]
    if not 2 <= len(numbers) <= 4 or any(math.isnan(number) for number in numbers):
        return False
    return abs(numbers[0]) <= 90 and abs(numbers[1]) <= 180


def _within(text: str, control: Control | None) -> str:
    if control is None or control.kind != "range":
        return ""
    low, high = to_number(control.settings.get("start", "")), to_number(control.settings.get("end", ""))
    number = to_number(text)
    if math.isnan(low) or math.isnan(high) or math.isnan(number):
        return ""
    return "" if min(low, high) <= number <= max(low, high) else "range"


__all__ = ["ELEMENT", "Instance", "State", "acceptable", "state_of", "stored"]
