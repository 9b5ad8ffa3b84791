"""A response being filled in: rules are worked out again whenever something they read has changed.

Nothing here knows of pages, of languages' words or of saving; `app.forms.runner` does.
"""

import logging
from collections.abc import Callable, Iterator, Mapping

from app.errors import AppError
from app.forms import graph
from app.forms.birth import Birth, Surroundings
from app.forms.choices import Chooser
from app.forms.definition import Action, Control, Form
from app.forms.instance import Instance, State, acceptable, state_of, stored
from app.forms.texts import Texts
from app.forms.trouble import RepeatFixedError, RunawayRulesError
from app.forms.xpath import Context, Expression, Host
from app.forms.xpath.nodes import Node
from app.forms.xpath.paths import Path
from app.forms.xpath.values import Value, to_boolean, to_number, to_text, unpacked

log = logging.getLogger(__name__)
LOAD = frozenset({"odk-instance-first-load", "odk-instance-load"})
ROUNDS = 200
Touched = set[Node]


class Engine:
    """One response. ``first`` runs what belongs to a new response only: preloads, defaults, instance id."""

    def __init__(self, form: Form, around: Surroundings | None = None, *, first: bool = True) -> None:
        self.form = form
        self.around = around or Surroundings()
        self.plan = graph.plan(form)
        self.instance = Instance(form, self.around.zone)
        self.host = Host(
            zone=self.around.zone,
            now=self.around.moment,
            instances=_Lists(form, self.instance.top),
            namespaces=form.namespaces,
            properties={"version": form.version, **self.around.known()},
            chance=self.around.chance,
        )
        self.document = Node("document")
        self.document.add(self.instance.top)
        self.birth = Birth(self.instance, form, self.around)
        self.texts = Texts(self)
        self.chooser = Chooser(self)
        self.host.text = self.texts.translated
        self.host.choice_name = self.chooser.name
        self.on_change: Callable[[Node, str, str], None] = lambda *_: None
        self.troubles: dict[str, AppError] = {}  # path → what its rule ran into last
        self.spare: dict[
            tuple[int, str], list[Node]
        ] = {}  # rows a smaller count took away; a larger one brings them back
        self.loaded = False
        if first:
            self._begin()

    def _begin(self) -> None:
        self.birth.identify()
        self.birth.preload()
        self.birth.cast()
        self.settle(None)
        self._fire(lambda action: bool(action.events & LOAD) and not action.source)
        self.loaded = True

    def reopen(self) -> None:
        """Make the nodes a response always has, without working anything out."""
        self.birth.identify()

    def resume(self) -> None:
        """Work out what is shown of a response that was read back; its values are left as they were saved."""
        self.settle(None, values=False)
        self.loaded = True

    # what rules say

    def evaluate(self, expression: Expression, node: Node, where: str = "") -> Value:
        """Work out an expression at ``node``; what cannot be worked out is the empty text, and remembered."""
        # `position()` in a rule of a row is the number of the row
        row = node.position() if getattr(node.state, "path", "") in self.plan.repeats else 1
        context = Context(self.host, node=node, top=self.document, current=node, position=row)
        return self.safely(expression, context, where or state_of(node).path)

    def safely(self, expression: Expression, context: Context, where: str = "") -> Value:
        """The same in a context of one's own."""
        try:
            found = expression.value(context)
            if self.troubles:
                self.troubles.pop(where, None)
        except (AppError, RecursionError) as error:
            self.troubles[where] = error if isinstance(error, AppError) else RunawayRulesError(details="depth")
            return ""
        return found

    def holds(self, expression: Expression, node: Node) -> bool:
        """Whether a condition is true at ``node``."""
        return to_boolean(self.evaluate(expression, node))

    def settle(self, changed: Touched | None, *, values: bool = True) -> None:
        """Work out every rule that reads what changed, until nothing changes any more. None is everything.

        Raises:
            RunawayRulesError: it does not come to rest.
        """
        for _ in range(ROUNDS):
            self._one_round(changed, values=values)
            added = self._count_repeats() if values else set()
            if not added:
                return
            changed = added
        raise RunawayRulesError(details="count")

    def _one_round(self, changed: Touched | None, *, values: bool) -> None:
        dirty: dict[str, Touched] = {}
        fresh: set[int] = set()
        for node in changed or ():
            dirty.setdefault(state_of(node).path, set()).add(node)
            fresh.add(id(node))
        for rule in self.plan.rules:
            if rule.kind == "calculate" and not values:
                continue
            for node in self._due(rule, dirty, fresh, everything=changed is None):
                for touched in self._apply(rule, node):
                    dirty.setdefault(state_of(touched).path, set()).add(touched)

    def _due(self, rule: graph.Rule, dirty: dict[str, Touched], fresh: set[int], *, everything: bool) -> list[Node]:
        """Nodes whose rule has to be worked out again."""
        nodes = self.instance.nodes(rule.path)
        if everything or not nodes:
            return nodes
        causes: Touched = set()
        for path in rule.reads:
            causes |= dirty.get(path, set())
        if not causes:
            return [node for node in nodes if id(node) in fresh] if fresh else []
        if not rule.volatile:
            return nodes
        rows = {id(self.instance.repeated(cause)) for cause in causes}
        none = id(None)
        return [n for n in nodes if none in rows or id(self.instance.repeated(n)) in rows or id(n) in fresh]

    def _apply(self, rule: graph.Rule, node: Node) -> list[Node]:
        """Work out one rule; return the nodes it changed for others."""
        state = state_of(node)
        if rule.kind == "calculate":
            value = stored(self.evaluate(rule.expression, node), state.bind.type)
            return [node] if self._store(node, value) else []
        if rule.kind == "choices":
            return self._prune(rule, node)
        holds = self.holds(rule.expression, node)
        if rule.kind == "readonly":
            state.readonly = holds
        elif rule.kind == "required":
            state.required = holds
        elif state.relevant != holds:
            state.relevant = holds
            return self._inherit(node)
        return []

    def _prune(self, rule: graph.Rule, node: Node) -> list[Node]:
        """Drop chosen values that the choices no longer offer."""
        if not node.value or rule.control is None or not self.loaded:
            return []
        offered = self.chooser.values(rule.control, node)
        kept = [value for value in node.value.split() if value in offered]
        if rule.control.kind == "select1":
            kept = [node.value] if node.value in offered else []
        return [node] if len(kept) != len(node.value.split()) and self._store(node, " ".join(kept)) else []

    def _inherit(self, node: Node) -> list[Node]:
        """Pass relevance down; return every node whose own has changed by it."""
        above = node.parent.relevant if node.parent is not None else True
        now = above and state_of(node).relevant
        if node.relevant == now:
            return []
        node.relevant = now
        found = [node]
        for child in node.children:
            found.extend(self._inherit(child))
        return found

    # what a person does

    def answer(self, reference: str, value: str) -> None:
        """Store an answer and work out what depends on it.

        Raises:
            NoSuchQuestionError: there is no such question.
        """
        node = self.instance.at(reference)
        kind = state_of(node).bind.type
        text = value if acceptable(value, state_of(node).bind, None) else stored(value, kind)
        if self._store(node, text):
            self.settle({node})

    def _store(self, node: Node, value: str) -> bool:
        if node.value == value:
            return False
        before, node.value = node.value, value
        self.on_change(node, before, value)
        if self.loaded:
            self._changed(node)
        return True

    def _changed(self, node: Node) -> None:
        """Fire the actions that stand at a question whose value has changed."""
        path = state_of(node).path
        for action in self.form.actions:
            if action.source == path and "xforms-value-changed" in action.events:
                self._run(action, node)

    def _fire(self, wanted: Callable[[Action], bool]) -> None:
        for action in self.form.actions:
            if wanted(action):
                starts = self.instance.nodes(action.repeat) if action.repeat else [self.instance.top]
                for start in starts:
                    self._run(action, start)

    def _run(self, action: Action, start: Node) -> None:
        targets = self.evaluate(action.target, start)
        changed: Touched = set()
        for target in targets if isinstance(targets, list) else []:
            value: Value = ""
            if action.value is not None:
                value = unpacked(self.evaluate(action.value, target))
            if self._store(target, stored(value, state_of(target).bind.type)):
                changed.add(target)
        if changed:
            self.settle(changed)

    # repeats

    def add_repeat(self, path: str, parent: Node | None = None, *, by_hand: bool = True) -> Node:
        """Add one more of the repeat ``path`` under ``parent`` (the first node it can stand under).

        Raises:
            RepeatFixedError: the form says how many there are.
        """
        control = self.plan.repeats[path]
        if by_hand and (control.count is not None or control.fixed):
            raise RepeatFixedError(reference=path)
        above = parent if parent is not None else self.instance.nodes(path.rpartition("/")[0])[0]
        made = self.instance.add(above, path)
        self.birth.preload(made)
        self.settle(set(made.walk()))
        self._born(made)
        return made

    def _born(self, made: Node) -> None:
        inside = {state_of(node).path for node in made.walk()}
        for action in self.form.actions:
            if "odk-new-repeat" in action.events and action.repeat in inside:
                for start in [n for n in made.walk() if state_of(n).path == action.repeat]:
                    self._run(action, start)

    def remove_repeat(self, node: Node, *, by_hand: bool = True) -> None:
        """Remove one of a repeat.

        Raises:
            RepeatFixedError: the form says how many there are.
        """
        control = self.plan.repeats[state_of(node).path]
        if by_hand and (control.count is not None or control.fixed):
            raise RepeatFixedError(reference=self.instance.reference(node))
        parent = node.parent
        gone = set(node.walk())
        self.instance.remove(node)
        rows = parent.elements(node.name) if parent is not None else []
        self.settle(
            gone | {inner for row in rows for inner in row.walk()} | ({parent} if parent is not None else set())
        )

    def _count_repeats(self) -> Touched:
        """Bring counted repeats to their number."""
        changed: Touched = set()
        for path, control in self.plan.repeats.items():
            if control.count is not None:
                for parent in list(self.instance.nodes(path.rpartition("/")[0])):
                    changed |= self._bring_to(path, control, parent)
        return changed

    def _bring_to(self, path: str, control: Control, parent: Node) -> Touched:
        wanted = self._wanted(path, control, parent)
        name = path.rpartition("/")[2]
        rows = parent.elements(name)
        if wanted is None or wanted == len(rows):
            return set()
        changed: Touched = set()
        spare = self.spare.setdefault((id(parent), path), [])
        for row in reversed(rows[wanted:]):
            changed |= set(row.walk())
            spare.append(row)
            parent.children.remove(row)
        fresh = []
        for _ in range(wanted - len(rows)):
            made = self.instance.add(parent, path, index=False)
            if spare:
                made = self._put_back(parent, made, spare.pop())
            else:
                fresh.append(made)
            changed |= set(made.walk())
        self.instance.index()
        for made in fresh:
            self.birth.preload(made)
            self._born(made)
        return changed

    @staticmethod
    def _put_back(parent: Node, made: Node, kept: Node) -> Node:
        """Put a row that was taken away in the place of a new one."""
        parent.children[parent.children.index(made)] = kept
        kept.parent = parent
        return kept

    def _wanted(self, path: str, control: Control, parent: Node) -> int | None:
        """How many a counted repeat should have; None while the count is empty."""
        expression = control.count
        if expression is None:
            return None
        start = parent
        if not (isinstance(expression, Path) and expression.steps and expression.steps[0].axis == "child"):
            start = Node("element", path.rpartition("/")[2])  # a row that is not there yet
            start.parent, start.state = parent, State(path, state_of(parent).bind, self.around.zone)
        found = unpacked(self.evaluate(expression, start, path))
        number = to_number(found)
        if number != number or to_text(found) == "":  # noqa: PLR0124 - NaN
            return None
        return max(0, min(int(number), 1000))


class _Lists(Mapping[str, Node]):
    """Lists beside the form, and the answers themselves under their own name."""

    def __init__(self, form: Form, top: Node) -> None:
        self.form, self.top = form, top

    def __getitem__(self, name: str) -> Node:
        if name in self.form.lists:
            return self.form.lists[name]
        if name == self.form.instance.attribute("id"):
            return self.top.parent or self.top
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self.form.lists)

    def __len__(self) -> int:
        return len(self.form.lists)
