"""Functions on node-sets, instances and places in a repeat."""

from collections.abc import Sequence
from dataclasses import replace

from app.forms.xpath.axes import ordered
from app.forms.xpath.context import Context, Expression
from app.forms.xpath.functions.registry import eager, lazy
from app.forms.xpath.nodes import ELEMENT, XML, Node
from app.forms.xpath.paths import Path, Step
from app.forms.xpath.trouble import NotComputableError
from app.forms.xpath.values import Value, to_int, to_number, to_text, typed


def nodes(value: Value) -> list[Node]:
    """The node-set a function asks for.

    Raises:
        NotComputableError: it is none.
    """
    if isinstance(value, list):
        return value
    raise NotComputableError(why="node-set", value=to_text(value))


@eager("count", 1, 1)
def _count(_: Context, value: Value) -> Value:
    return float(len(nodes(value)))


@eager("count-non-empty", 1, 1)
def _count_non_empty(_: Context, value: Value) -> Value:
    return float(sum(1 for node in nodes(value) if node.text() or node.elements()))


@eager("position", 0, 1)
def _position(context: Context, *given: Value) -> Value:
    if given:
        found = nodes(given[0])
        if not found:
            raise NotComputableError(why="node-set", value="")
        return float(found[0].position())
    return float(context.position)


@eager("last", 0, 0)
def _last(context: Context) -> Value:
    return float(context.size)


@eager("current", 0, 0)
def _current(context: Context) -> Value:
    return [context.current if context.current is not None else context.here()]


@eager("instance", 1, 1)
def _instance(context: Context, name: Value) -> Value:
    found = context.host.instances.get(to_text(name))
    if found is None:
        raise NotComputableError(why="instance", value=to_text(name))
    return [found]


@eager("pulldata", 4, 4)
def _pulldata(context: Context, name: Value, wanted: Value, key: Value, value: Value) -> Value:
    top = context.host.instances.get(to_text(name))
    if top is None:
        raise NotComputableError(why="instance", value=to_text(name))
    sought = to_text(value)
    for item in (n for n in top.walk() if n.kind == ELEMENT):
        if _column(item, to_text(key)) == sought:
            return _column(item, to_text(wanted)) or ""
    return ""


def _column(item: Node, name: str) -> str | None:
    # GeoJSON and XML lists may keep a column in an attribute
    if name.startswith("@"):
        return item.attribute(name[1:])
    found = item.first(name)
    return found.text() if found is not None else None


@lazy("indexed-repeat", 3)
def _indexed(context: Context, arguments: Sequence[Expression]) -> Value:
    """``indexed-repeat(target, group1, index1, …)``: the target with each group narrowed to one place."""
    if len(arguments) % 2 == 0:
        raise NotComputableError(why="indexed-repeat", value="")
    here = replace(context, node=context.here())
    limits: dict[tuple[str, ...], int] = {}
    for group, index in zip(arguments[1::2], arguments[2::2], strict=True):
        limits[_route(here, group)] = to_int(index.value(context))
    target = _route(here, arguments[0])
    found = [here.root()]
    for depth, name in enumerate(target, 1):
        found = [c for node in found for c in _narrowed(node.elements(name), limits.get(target[:depth]))]
    return [node for node in found if node.relevant]


def _narrowed(found: list[Node], place: int | None) -> list[Node]:
    if place is None:
        return found
    return found[place - 1 : place] if place > 0 else []


def _route(context: Context, expression: Expression) -> tuple[str, ...]:
    """Names from the top to what a path names, without places."""
    if not isinstance(expression, Path) or (expression.base is not None and not _is_current(expression.base)):
        raise NotComputableError(why="indexed-repeat", value="")
    names = [] if expression.absolute else [node.name for node in context.here().chain()]
    for step in expression.steps:
        names = _walked(names, step)
    return tuple(names)


def _is_current(base: Expression) -> bool:
    return getattr(base, "name", "") == "current"


def _walked(names: list[str], step: Step) -> list[str]:
    if step.axis == "parent":
        return names[:-1]
    return names if step.axis == "self" else [*names, step.test.rpartition(":")[2]]


@eager("randomize", 1, 2)
def _randomize(context: Context, value: Value, *seed: Value) -> Value:
    found = list(nodes(value))
    state = _seeded(seed[0] if seed else float(context.host.seed))
    for at in range(len(found) - 1, 0, -1):
        state = state * 16807 % 2147483647
        other = int((state - 1) / 2147483646 * (at + 1))
        found[at], found[other] = found[other], found[at]
    return found


def _seeded(value: Value) -> int:
    """Park and Miller's generator starts from a whole number above zero (ODK specification, randomize)."""
    number = to_number(value)
    seed = int(number) if number == number else int.from_bytes(to_text(value).encode()[-4:], "big")  # noqa: PLR0124 - NaN
    seed %= 2147483647
    return seed if seed > 0 else seed + 2147483646


@lazy("once", 1, 1)
def _once(context: Context, arguments: Sequence[Expression]) -> Value:
    """The answer that is there already; only an empty one is worked out."""
    here = context.current if context.current is not None else context.here()
    return here.text() or arguments[0].value(context)


@eager("id", 1, 1, wide=True)
def _id(context: Context, value: Value) -> Value:
    texts = [n.text() for n in value] if isinstance(value, list) else [to_text(value)]
    wanted = {word for text in texts for word in text.split()}
    return ordered([n for n in context.here().root().walk() if n.kind == ELEMENT and n.attribute("id") in wanted])


@eager("lang", 1, 1, wide=True)
def _lang(context: Context, value: Value) -> Value:
    node: Node | None = context.here()
    wanted = to_text(value).lower()
    while node is not None:
        own = node.attribute("lang", XML)
        if own is not None:
            return own.lower() == wanted or own.lower().startswith(f"{wanted}-")
        node = node.parent
    return False


def _named(context: Context, given: tuple[Value, ...]) -> Node | None:
    found = nodes(given[0]) if given else [context.here()]
    return ordered(found)[0] if found else None


@eager("local-name", 0, 1, wide=True)
def _local_name(context: Context, *given: Value) -> Value:
    node = _named(context, given)
    return node.name if node is not None else ""


@eager("name", 0, 1, wide=True)
def _name(context: Context, *given: Value) -> Value:
    node = _named(context, given)
    if node is None:
        return ""
    return f"{node.prefix}:{node.name}" if node.prefix else node.name


@eager("namespace-uri", 0, 1, wide=True)
def _namespace(context: Context, *given: Value) -> Value:
    node = _named(context, given)
    return node.namespace if node is not None else ""


def values(value: Value) -> list[Value]:
    """The values of a node-set, or the one value."""
    return [typed(node) for node in value] if isinstance(value, list) else [value]
