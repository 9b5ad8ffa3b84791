"""The axes of XPath over our nodes, and document order."""

from collections.abc import Callable, Iterator, Sequence

from app.forms.xpath.nodes import ATTRIBUTE, ELEMENT, TEXT, Node


def ordered(nodes: Sequence[Node]) -> list[Node]:
    """Distinct nodes in document order."""
    distinct = list({id(node): node for node in nodes}.values())
    return distinct if len(distinct) < 2 else sorted(distinct, key=_place)


def _place(node: Node) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    while node.parent is not None:
        parent = node.parent
        if node.kind == ATTRIBUTE:
            found.append((0, next(i for i, a in enumerate(parent.attributes) if a is node)))
        else:
            found.append((1, next((i for i, c in enumerate(parent.children) if c is node), 0)))
        node = parent
    found.reverse()
    return found


def _children(node: Node) -> list[Node]:
    if node.children or node.kind != ELEMENT or not node.value:
        return node.children
    text = Node(TEXT, value=node.value)  # a leaf of a form keeps its text in itself
    text.parent = node
    return [text]


def _up(node: Node) -> Iterator[Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _following_siblings(node: Node) -> list[Node]:
    if node.parent is None or node.kind == ATTRIBUTE:
        return []
    siblings = node.parent.children
    return siblings[next(i for i, c in enumerate(siblings) if c is node) + 1 :]


def _preceding_siblings(node: Node) -> list[Node]:
    if node.parent is None or node.kind == ATTRIBUTE:
        return []
    siblings = node.parent.children
    return siblings[: next(i for i, c in enumerate(siblings) if c is node)][::-1]


def _descendants(node: Node) -> Iterator[Node]:
    for child in _children(node):
        yield child
        yield from _descendants(child)


def _following(node: Node) -> Iterator[Node]:
    if node.kind == ATTRIBUTE and node.parent is not None:
        yield from _descendants(node.parent)
        node = node.parent
    for start in (node, *_up(node)):
        for sibling in _following_siblings(start):
            yield sibling
            yield from _descendants(sibling)


def _preceding(node: Node) -> Iterator[Node]:
    if node.kind == ATTRIBUTE and node.parent is not None:
        node = node.parent
    for start in (node, *_up(node)):
        for sibling in _preceding_siblings(start):
            yield from reversed(list(_descendants(sibling)))
            yield sibling


AXES: dict[str, Callable[[Node], Iterator[Node] | Sequence[Node]]] = {
    "child": _children,
    "parent": lambda node: [node.parent] if node.parent is not None else [],
    "self": lambda node: [node],
    "attribute": lambda node: node.attributes,
    "ancestor": _up,
    "ancestor-or-self": lambda node: [node, *_up(node)],
    "descendant": _descendants,
    "descendant-or-self": lambda node: [node, *_descendants(node)],
    "following": _following,
    "preceding": _preceding,
    "following-sibling": _following_siblings,
    "preceding-sibling": _preceding_siblings,
    "namespace": lambda _: [],
}
