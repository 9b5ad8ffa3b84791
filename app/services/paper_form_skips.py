"""When a question of a printed form is to be answered, and where to go on: relevance said in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from app.forms import graph
from app.forms.engine import Engine
from app.forms.xpath.context import Expression
from app.forms.xpath.expressions import Both, Comparison, Literal
from app.forms.xpath.nodes import Node
from app.forms.xpath.values import number_text
from app.reports.forms_paper import Tick

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Source:
    """A question that others may depend on."""

    path: str
    number: str
    kind: str
    choices: tuple[Tick, ...]
    node: Node


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a question: on which choices (digits) of which question it holds; () when it is no such one.

    ``tell`` gives its words in the language of what it is handed, None when there are none.
    """

    tell: Callable[[Say], str] | None = None
    path: str = ""
    digits: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()


@dataclass(slots=True)
class Conditions:
    """Finds the conditions of nodes, among the questions met so far."""

    engine: Engine
    sources: dict[str, Source] = field(default_factory=dict)

    def of(self, expression: Expression, node: Node, path: str) -> list[Condition]:
        """Conditions that must all hold."""
        return [self._one(part, node, path) for part in _parted(expression)]

    def _one(self, expression: Expression, node: Node, path: str) -> Condition:
        read = graph.reads(expression, path)
        source = self.sources.get(next(iter(read))) if len(read) == 1 else None
        if source is not None and source.choices:
            return self._by_choice(expression, node, source)
        if source is not None and isinstance(expression, Comparison):
            return Condition(_compared(expression, source))
        return Condition()

    def _by_choice(self, expression: Expression, node: Node, source: Source) -> Condition:
        """Ask the condition once for each choice."""
        kept, lit = source.node.value, [(at, at.relevant) for at in source.node.chain()]
        for at, _ in lit:
            at.relevant = True
        try:
            holds = {}
            for choice in source.choices:
                source.node.value = choice.value
                holds[choice.digit] = self.engine.holds(expression, node)
        finally:
            source.node.value = kept
            for at, was in lit:
                at.relevant = was
        on = tuple(digit for digit, does in holds.items() if does)
        off = tuple(digit for digit, does in holds.items() if not does)
        if not on or not off:
            return Condition()

        def tell(say: Say) -> str:
            return say("chosen", number=source.number, digits=listed(say, on))

        # of several choices one may be chosen besides: then only the words are true, no jump
        return Condition(tell, source.path if source.kind == "one" else "", on, off)


def _compared(expression: Comparison, source: Source) -> Callable[[Say], str] | None:
    if not isinstance(expression.right, Literal) or isinstance(expression.left, Literal):
        return None
    constant, sign = expression.right.constant, expression.sign
    value = (constant if isinstance(constant, str) else number_text(constant)) or "—"
    return lambda say: say("compared", number=source.number, sign=say(sign), value=value)


def listed(say: Say, digits: Sequence[int]) -> str:
    """Digits as they are read."""
    if len(digits) < 2:
        return "".join(map(str, digits))
    return say("digits-comma").join(map(str, digits[:-1])) + say("digits-or") + str(digits[-1])


def told(says: Sequence[Say], make: Callable[[Say], str]) -> str:
    """A sentence in every language wanted."""
    return "  ".join(dict.fromkeys(make(say) for say in says))


def _parted(expression: Expression) -> Iterator[Expression]:
    if isinstance(expression, Both):
        yield from _parted(expression.left)
        yield from _parted(expression.right)
    else:
        yield expression


def jumps(asked: Sequence[tuple[str, str, Sequence[Condition]]], says: Sequence[Say]) -> Mapping[str, tuple[str, ...]]:
    """Say of each question where to go on after which choice.

    ``asked`` is path, number and conditions of each question, in order. A choice jumps when the questions right after
    it do not apply to it.
    """
    found: dict[str, tuple[str, ...]] = {}
    for place, (path, _, _) in enumerate(asked):
        after = asked[place + 1 :]
        digits = {digit for _, _, held in after[:1] for one in held if one.path == path for digit in one.excluded}
        targets: dict[str, list[int]] = {}
        for digit in sorted(digits):
            goal = next((number for _, number, held in after if not _skips(held, path, digit)), "")
            targets.setdefault(goal, []).append(digit)
        if targets:
            found[path] = tuple(told(says, partial(_jump, goal, group)) for goal, group in targets.items())
    return found


def _jump(goal: str, digits: Sequence[int], say: Say) -> str:
    return say("jump" if goal else "jump-end", digits=listed(say, digits), number=goal)


def _skips(held: Sequence[Condition], path: str, digit: int) -> bool:
    return any(one.path == path and digit in one.excluded for one in held)
