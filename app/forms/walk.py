"""The order in which a form is gone through: questions, rows of repeats, "one more?" and the end."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.forms.definition import Control
from app.forms.engine import Engine
from app.forms.instance import State, state_of
from app.forms.xpath.nodes import Node

TOGETHER = frozenset({"field-list", "table-list"})


class Kind(StrEnum):
    """What stands at a place."""

    START = "start"
    QUESTION = "question"
    ROW = "row"  # a row of a repeat begins
    PROMPT = "prompt"  # one more row?
    END = "end"


@dataclass(frozen=True, slots=True)
class Place:
    """One place. ``page`` is the reference of the field-list it stands on, or its own; ``inside`` the groups around."""

    kind: Kind
    reference: str
    control: Control | None = None
    node: Node | None = None
    page: str = ""
    inside: tuple[tuple[Control, Node], ...] = ()


def places(engine: Engine) -> list[Place]:
    """Every place there is now, in order, the end included."""
    walker = _Walker(engine)
    found = [Place(Kind.START, "")]
    found.extend(walker.walk(engine.form.body, engine.instance.top, "", ()))
    found.append(Place(Kind.END, ""))
    return found


class _Walker:
    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.instance = engine.instance

    def walk(
        self, controls: tuple[Control, ...], around: Node, page: str, inside: tuple[tuple[Control, Node], ...]
    ) -> Iterator[Place]:
        """Places of some controls; ``around`` is the node of the innermost row."""
        for control in controls:
            if control.is_question:
                yield from self.question(control, around, page, inside)
            elif control.kind == "repeat":
                yield from self.repeat(control, around, page, inside)
            else:
                yield from self.group(control, around, page, inside)

    def below(self, path: str, around: Node) -> list[Node]:
        """Nodes of a path that stand in the same row as ``around``."""
        start = state_of(around).path
        if path != start and not path.startswith(f"{start}/"):
            return []  # a question shown in a row it does not belong to
        found = [around]
        for name in path[len(start) :].split("/")[1:]:
            found = [child for node in found for child in node.children if child.name == name]
        return found

    def question(
        self, control: Control, around: Node, page: str, inside: tuple[tuple[Control, Node], ...]
    ) -> Iterator[Place]:
        for node in self.below(control.path, around)[:1]:
            if node.relevant:
                reference = self.instance.reference(node)
                yield Place(Kind.QUESTION, reference, control, node, page or reference, inside)

    def group(
        self, control: Control, around: Node, page: str, inside: tuple[tuple[Control, Node], ...]
    ) -> Iterator[Place]:
        repeated = control.path in self.instance.repeats
        nodes = [] if repeated or not control.path else self.below(control.path, around)[:1]
        if nodes and not nodes[0].relevant:
            return
        node = nodes[0] if nodes else around
        reference = self.instance.reference(node)
        together = page or (reference if TOGETHER & set(control.appearance) else "")
        yield from self.walk(control.children, around, together, (*inside, (control, node)))

    def repeat(
        self, control: Control, around: Node, page: str, inside: tuple[tuple[Control, Node], ...]
    ) -> Iterator[Place]:
        for parent in self.below(control.path.rpartition("/")[0], around)[:1]:
            rows = parent.elements(control.path.rpartition("/")[2])
            for row in rows:
                if row.relevant:
                    yield from self.row(control, row, page, inside)
            if parent.relevant and self.may_grow(control, parent):
                base = f"{self.instance.reference(parent)}/{control.path.rpartition('/')[2]}"
                yield Place(Kind.PROMPT, base, control, parent, base, inside)

    def row(self, control: Control, row: Node, page: str, inside: tuple[tuple[Control, Node], ...]) -> Iterator[Place]:
        reference = self.instance.reference(row)
        yield Place(Kind.ROW, reference, control, row, reference, inside)
        together = page or (reference if TOGETHER & set(control.appearance) else "")
        yield from self.walk(control.children, row, together, (*inside, (control, row)))

    def may_grow(self, control: Control, parent: Node) -> bool:
        """Whether a person may add a row: not where the form counts, not where a new row would not be relevant."""
        if control.count is not None or control.fixed:
            return False
        bind = self.engine.form.binds.get(control.path)
        if bind is None or bind.relevant is None:
            return True
        row = Node("element", control.path.rpartition("/")[2])
        row.parent, row.state = parent, State(control.path, bind, self.engine.around.zone)
        return self.engine.holds(bind.relevant, row)


def required_open(engine: Engine, node: Node) -> bool:
    """Whether a required answer is missing."""
    return node.relevant and state_of(node).required and not node.value.strip() and not readonly(engine, node)


def readonly(_: Engine, node: Node) -> bool:
    """Whether a node, or anything around it, is read-only."""
    found: Node | None = node
    while found is not None and isinstance(found.state, State):
        if found.state.readonly:
            return True
        found = found.parent
    return False
