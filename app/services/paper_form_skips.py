"""When a question of a printed form is to be answered, and where to go on: relevance said in words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

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
    """One condition of a question: on which choices (digits) of which question it holds; () when it is no such one."""

    words: str
    path: str = ""
    digits: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()


@dataclass(slots=True)
class Conditions:
    """Finds the conditions of nodes, among the questions met so far."""

    engine: Engine
    say: Say
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
            return Condition(self._compared(expression, source))
        return Condition("")

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
            return Condition("")
        words = self.say("chosen", number=source.number, digits=self.listed(on))
        # of several choices one may be chosen besides: then only the words are true, no jump
        return Condition(words, source.path if source.kind == "one" else "", on, off)

    def _compared(self, expression: Comparison, source: Source) -> str:
        if not isinstance(expression.right, Literal) or isinstance(expression.left, Literal):
            return ""
        constant = expression.right.constant
        value = constant if isinstance(constant, str) else number_text(constant)
        return self.say("compared", number=source.number, sign=self.say(expression.sign), value=value or "—")

    def listed(self, digits: Sequence[int]) -> str:
        """Digits as they are read."""
        if len(digits) < 2:
            return "".join(map(str, digits))
        commas = "、" if self.say("year").startswith("年") else ", "
        return commas.join(map(str, digits[:-1])) + self.say("digits-or") + str(digits[-1])


def _parted(expression: Expression) -> Iterator[Expression]:
    if isinstance(expression, Both):
        yield from _parted(expression.left)
        yield from _parted(expression.right)
    else:
        yield expression


def jumps(
    asked: Sequence[tuple[str, str, Sequence[Condition]]], say: Say, listed: Callable[[Sequence[int]], str]
) -> Mapping[str, tuple[str, ...]]:
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
        lines = tuple(
            say("jump" if goal else "jump-end", digits=listed(group), number=goal) for goal, group in targets.items()
        )
        if lines:
            found[path] = lines
    return found


def _skips(held: Sequence[Condition], path: str, digit: int) -> bool:
    return any(one.path == path and digit in one.excluded for one in held)
