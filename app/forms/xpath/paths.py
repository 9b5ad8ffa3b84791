"""Location paths: steps, predicates, and what an absolute path means inside a repeat."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import ClassVar

from app.forms.xpath.axes import AXES, ordered
from app.forms.xpath.context import Context, Expression, Host, wide_only
from app.forms.xpath.expressions import Call, Comparison, Literal, same
from app.forms.xpath.nodes import ATTRIBUTE, COMMENT, ELEMENT, INSTRUCTION, TEXT, XFORMS, Node
from app.forms.xpath.values import EPSILON, Value, to_boolean, typed

FEW = 50  # below this a list is walked as any other


@dataclass(frozen=True, slots=True)
class Union(Expression):
    """``left | right``."""

    left: Expression
    right: Expression

    def value(self, context: Context) -> Value:  # noqa: D102
        wide_only(context, "|")
        return ordered(self.left.nodes(context) + self.right.nodes(context))

    def parts(self) -> Sequence[Expression]:  # noqa: D102
        return self.left, self.right


@dataclass(frozen=True, slots=True)
class Filtered(Expression):
    """An expression with predicates: ``randomize(…)[1]``."""

    base: Expression
    predicates: tuple[Expression, ...]
    bracketed: bool = False

    def value(self, context: Context) -> Value:  # noqa: D102
        if self.bracketed:
            wide_only(context, "(…)[…]")
        return kept(self.base.nodes(context), self.predicates, context)

    def parts(self) -> Sequence[Expression]:  # noqa: D102
        return (self.base, *self.predicates)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path."""

    AXES: ClassVar[frozenset[str]] = frozenset(
        [
            "child",
            "parent",
            "self",
            "attribute",
            "ancestor",
            "ancestor-or-self",
            "descendant",
            "descendant-or-self",
            "following",
            "preceding",
            "following-sibling",
            "preceding-sibling",
            "namespace",
        ]
    )
    REVERSE: ClassVar[frozenset[str]] = frozenset({"ancestor", "ancestor-or-self", "preceding", "preceding-sibling"})
    NARROW: ClassVar[frozenset[str]] = frozenset({"child", "parent", "self", "attribute"})

    axis: str
    test: str
    predicates: tuple[Expression, ...] = ()

    def nodes(self, node: Node, context: Context) -> list[Node]:
        """Nodes this step finds from ``node``, in the order of the axis."""
        found = [n for n in AXES[self.axis](node) if self.matches(n, context.host)]
        return kept(found, self.predicates, context) if self.predicates else found

    def matches(self, node: Node, host: Host) -> bool:
        """Whether ``node`` passes the node test."""
        test = self.test
        if test.endswith(")"):
            return _of_type(node, test)
        if node.kind != (ATTRIBUTE if self.axis == "attribute" else ELEMENT):
            return False
        prefix, _, name = test.rpartition(":")
        if prefix:
            return name in {"*", node.name} and node.namespace == host.namespaces.get(prefix, node.namespace)
        # a form's own elements carry the XForms namespace, which a path does not spell
        return test in {"*", node.name} and (not host.wide or test == "*" or node.namespace in {"", XFORMS})


def _of_type(node: Node, test: str) -> bool:
    if test == "node()":
        return True
    if test == "text()":
        return node.kind == TEXT
    if test == "comment()":
        return node.kind == COMMENT
    return node.kind == INSTRUCTION and test[23:-1] in {"", node.name}


@dataclass(frozen=True, slots=True)
class Path(Expression):
    """A location path, from a base expression, from the top, or from the context node."""

    base: Expression | None
    absolute: bool
    steps: tuple[Step, ...]

    def value(self, context: Context) -> Value:  # noqa: D102
        if self.base is not None:
            nodes, steps = self.base.nodes(context), self.steps
        elif self.absolute:
            nodes, steps = self._pinned(context)
        else:
            nodes, steps = [context.here()], self.steps
        for step in steps:
            nodes = self._after(step, nodes, context)
        return [node for node in nodes if node.relevant]

    @staticmethod
    def _after(step: Step, nodes: list[Node], context: Context) -> list[Node]:
        if step.axis not in Step.NARROW:
            wide_only(context, f"{step.axis}::")
        found = [n for node in nodes for n in step.nodes(node, context)]
        if step.axis in Step.NARROW and (step.axis != "parent" or len(nodes) < 2):
            return found
        return ordered(found)

    def _pinned(self, context: Context) -> tuple[list[Node], tuple[Step, ...]]:
        """Where an absolute path starts.

        Inside a repeat, ``/data/person/age`` means the age of *this* person: steps that lead to an ancestor of the
        question are taken through that very ancestor, up to the first predicate; the last step is left open, so that
        ``count(/data/person)`` counts them all.
        """
        root = context.root()
        anchor = context.node if context.node is not None and context.node.state is not None else context.current
        if anchor is None or anchor.state is None:
            return [root], self.steps
        depth, node = 0, root
        chain = anchor.chain()
        for step, ancestor in zip(self.steps[:-1], chain, strict=False):
            if step.predicates or step.axis != "child" or step.test.rpartition(":")[2] != ancestor.name:
                break
            node = ancestor
            depth += 1
        if depth and chain[0].root() is not root.root():
            return [root], self.steps
        return [node], self.steps[depth:]

    def parts(self) -> Sequence[Expression]:  # noqa: D102
        inner = [p for step in self.steps for p in step.predicates]
        return [self.base, *inner] if self.base is not None else inner


def kept(nodes: list[Node], predicates: Sequence[Expression], context: Context) -> list[Node]:
    """Nodes that pass every predicate; a number is a position."""
    for predicate in predicates:
        wanted = sought(predicate)
        if wanted is not None and len(nodes) > FEW and nodes[0].state is None:
            nodes = _found(nodes, wanted, context)
            continue
        size = len(nodes)
        passed = []
        for position, node in enumerate(nodes, 1):
            inner = replace(context, node=node, position=position, size=size)
            found = predicate.value(inner)
            keep = abs(found - position) < EPSILON if isinstance(found, float) else to_boolean(found)
            if keep:
                passed.append(node)
        nodes = passed
    return nodes


@lru_cache(maxsize=1024)
def sought(predicate: Expression) -> tuple[str, Expression] | None:
    """Name and value of a predicate such as ``town = /data/town``, if the value is the same for every node."""
    if not isinstance(predicate, Comparison) or predicate.sign != "=":
        return None
    for name, value in ((predicate.left, predicate.right), (predicate.right, predicate.left)):
        if isinstance(name, Path) and name.base is None and not name.absolute and len(name.steps) == 1:
            step = name.steps[0]
            if step.axis == "child" and not step.predicates and step.test.isidentifier() and _fixed(value):
                return step.test, value
    return None


def _fixed(value: Expression) -> bool:
    """Whether an expression does not look at the node it is worked out at."""
    if isinstance(value, Literal):
        return True
    if isinstance(value, Path) and not any(step.predicates for step in value.steps):
        return value.absolute or (isinstance(value.base, Call) and value.base.name == "current")
    return False


def _found(nodes: list[Node], wanted: tuple[str, Expression], context: Context) -> list[Node]:
    """Nodes of a long list whose child has a value: worked out once, then only compared."""
    name, expression = wanted
    value = expression.value(replace(context, node=nodes[0]))
    values = [typed(node) for node in value] or [""] if isinstance(value, list) else [value]
    if all(isinstance(one, str) for one in values):
        texts = {str(one) for one in values}
        blank = "" in texts
        return [n for n in nodes if _any_child(n, name, texts, blank=blank)]
    return [n for n in nodes if any(same(c.text(), one) for c in n.elements(name) for one in values)]


def _any_child(node: Node, name: str, texts: set[str], *, blank: bool) -> bool:
    missing = True
    for child in node.children:
        if child.name == name:
            missing = False
            if child.text() in texts:
                return True
    return missing and blank
