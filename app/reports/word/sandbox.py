"""What a template may do: name values, walk lists, ask whether something is filled in. Nothing else, and no calls.

The stock environment of Jinja runs code from a template; a sandbox still lets it eat all memory (`'x' * 300000000`).
Here the parsed template is held against a short list of allowed parts before anything of it is run.
"""

from typing import Any

from jinja2 import StrictUndefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.For,
    nodes.If,
    nodes.CondExpr,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
    nodes.Filter,
)
FILTERS = {"default": 1, "length": 0}  # how many words each may be given: more would fail only while filling
COMPARED = frozenset({"eq", "ne"})  # greater and less would fail on words, and every value is words
DEEPEST = 3  # loops within loops


class Row:
    """The values of one row by name; a plain dict would give its own methods to a field named ``items``."""

    __slots__ = ("_held",)

    def __init__(self, held: dict[str, Any]) -> None:
        self._held = held

    def __getattr__(self, name: str) -> Any:
        """Return the value of that name."""
        try:
            return self._held[name]
        except KeyError:
            raise AttributeError(name) from None


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment templates are read and run in."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.filters = {name: one for name, one in self.filters.items() if name in FILTERS}
        self.tests, self.globals = {}, {}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for forbidden in refused(tree):
            raise SecurityError(type(forbidden).__name__)
        return tree


def refused(tree: nodes.Node) -> list[nodes.Node]:
    """Return every part of a parsed template that is not allowed, in order of lines."""
    found = [node for node in tree.find_all(nodes.Node) if not _allowed(node)]
    return sorted([*found, *_too_deep(tree, 0)], key=lambda node: node.lineno or 0)


def _allowed(node: nodes.Node) -> bool:
    if isinstance(node, nodes.Filter):
        more = node.kwargs or node.dyn_args or node.dyn_kwargs
        return len(node.args) <= FILTERS.get(node.name, -1) and not more
    if isinstance(node, nodes.Compare):
        return all(one.op in COMPARED for one in node.ops)
    if isinstance(node, nodes.Getattr):
        return not node.attr.startswith("_")
    if isinstance(node, nodes.For):
        return isinstance(node.target, nodes.Name) and not node.recursive
    return isinstance(node, ALLOWED)


def _too_deep(node: nodes.Node, depth: int) -> list[nodes.Node]:
    depth += isinstance(node, nodes.For)
    if depth > DEEPEST:
        return [node]
    return [found for child in node.iter_child_nodes() for found in _too_deep(child, depth)]
