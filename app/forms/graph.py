"""Which rule reads which answer, in what order they are worked out, and whether they wait for one another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from app.forms.definition import Bind, Control, Form
from app.forms.trouble import FormCycleError
from app.forms.xpath.context import Expression
from app.forms.xpath.expressions import Call
from app.forms.xpath.paths import Path, Step

VOLATILE = frozenset({"random", "uuid", "now", "today", "once"})
Names = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: of which path, which kind, what it reads.

    ``kind`` is relevant, calculate, readonly, required, count or choices.
    """

    path: str
    kind: str
    expression: Expression
    reads: frozenset[str]
    volatile: bool  # its value may change by itself: then only what it reads in its own repeat makes it run again
    control: Control | None = None
    bind: Bind | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The rules in an order in which each finds what it reads."""

    rules: tuple[Rule, ...]
    repeats: Mapping[str, Control] = field(default_factory=dict)


def names(path: str) -> Names:
    """Steps of a path."""
    return tuple(path.strip("/").split("/"))


def reads(expression: Expression, path: str) -> frozenset[str]:
    """Paths of the instance that an expression at ``path`` looks at."""
    return frozenset("/" + "/".join(found) for found in _reads(expression, names(path), names(path)) if found)


def _reads(expression: Expression, here: Names | None, original: Names) -> Iterator[Names]:
    """``here`` is the path of the context node, None inside a list beside the form."""
    if isinstance(expression, Path):
        yield from _path_reads(expression, here, original)
        return
    for part in expression.parts():
        yield from _reads(part, here, original)


def _path_reads(path: Path, here: Names | None, original: Names) -> Iterator[Names]:
    at: Names | None
    if path.base is not None:
        current = isinstance(path.base, Call) and path.base.name == "current"
        at = original if current else None
        if not current:
            yield from _reads(path.base, here, original)
    else:
        at = () if path.absolute else here
    for step in path.steps:
        at = _stepped(at, step)
        for predicate in step.predicates:
            yield from _reads(predicate, at, original)
    if at is not None:
        yield at


def _stepped(at: Names | None, step: Step) -> Names | None:
    if at is None or step.axis == "self":
        return at
    if step.axis == "attribute":
        return (*at, f"@{step.test}")
    if step.axis == "parent":
        return at[:-1]
    return (*at, step.test.rpartition(":")[2]) if step.axis == "child" else at


def plan(form: Form) -> Plan:
    """Put the rules of a form in order.

    Raises:
        FormCycleError: rules wait for one another.
    """
    rules = list(_rules(form))
    repeats = {control.path: control for control in form.controls() if control.kind == "repeat"}
    by_place = {(rule.path, rule.kind): rule for rule in rules}
    sorter: TopologicalSorter[tuple[str, str]] = TopologicalSorter()
    for place, rule in by_place.items():
        sorter.add(place, *_waits_for(rule, by_place, repeats))
    try:
        order = list(sorter.static_order())
    except CycleError as error:
        found = [path for path, _ in error.args[1]]
        raise FormCycleError(paths=" → ".join(dict.fromkeys(found)) + f" → {found[0]}") from error
    return Plan(tuple(by_place[place] for place in order if place in by_place), repeats)


def _rules(form: Form) -> Iterator[Rule]:
    for bind in form.binds.values():
        for kind, expression in bind.rules():
            yield _rule(bind.path, kind, expression, bind=bind)
    for control in form.controls():
        if control.itemset is not None:
            inner = frozenset(reads(control.itemset.nodes, control.path))
            if inner:
                volatile = _volatile(control.itemset.nodes)
                yield Rule(control.path, "choices", control.itemset.nodes, inner, volatile, control)


def _rule(path: str, kind: str, expression: Expression, bind: Bind) -> Rule:
    return Rule(path, kind, expression, reads(expression, path), _volatile(expression), bind=bind)


def _volatile(expression: Expression) -> bool:
    return any(isinstance(part, Call) and part.name in VOLATILE for part in expression.walk())


def _waits_for(
    rule: Rule, rules: Mapping[tuple[str, str], Rule], repeats: Mapping[str, Control]
) -> Iterable[tuple[str, str]]:
    found = set()
    for path in rule.reads:
        if path == rule.path and _by_place(rule, repeats):
            continue  # a running total reads the same question of the row before
        for place in ((path, "calculate"), *((upper, "relevant") for upper in _up(path))):
            if place in rules:
                found.add(place)
    if rule.kind == "choices":
        found.discard((rule.path, "relevant"))
    return found


def _by_place(rule: Rule, repeats: Mapping[str, Control]) -> bool:
    """Whether a rule in a repeat picks its rows by a predicate or by number."""
    inside = any(rule.path.startswith(f"{path}/") for path in repeats)
    picks = any(
        (isinstance(part, Path) and any(step.predicates for step in part.steps))
        or (isinstance(part, Call) and part.name == "indexed-repeat")
        for part in rule.expression.walk()
    )
    return inside and picks


def _up(path: str) -> Iterator[str]:
    while path.rfind("/") > 0:
        yield path
        path = path[: path.rfind("/")]
    yield path
