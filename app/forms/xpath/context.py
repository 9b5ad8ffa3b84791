"""Where an expression is worked out: the form around it, the node it stands at, the functions it may call."""

import datetime as dt
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from app.forms.xpath.nodes import Node
from app.forms.xpath.trouble import NotComputableError, UnknownFunctionError
from app.forms.xpath.values import Value, to_text


def _no_text(_: str) -> str:
    return ""


@dataclass(slots=True)
class Host:
    """What surrounds an expression: the form, the clock, the zone, the texts.

    ``wide`` admits what XPath 1.0 has and JavaRosa lacks (``floor``, ``//``, ``|`` …); forms are judged without it, so
    that what runs here also runs in ODK Collect. ``seed`` keeps an unseeded ``randomize()`` in one order.
    """

    zone: dt.tzinfo | None = None
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
    instances: Mapping[str, Node] = field(default_factory=dict)
    namespaces: Mapping[str, str] = field(default_factory=dict)
    text: Callable[[str], str] = _no_text
    choice_name: Callable[[str, str], str] = lambda value, _: value
    properties: Mapping[str, str] = field(default_factory=dict)
    chance: random.Random = field(default_factory=random.SystemRandom)
    seed: int = field(default_factory=lambda: random.SystemRandom().randrange(1, 2**31 - 1))
    wide: bool = False


@dataclass(slots=True)
class Context:
    """Where an expression is worked out. ``node`` may be None: then only constants can be."""

    host: Host
    node: Node | None = None
    top: Node | None = None  # what ``/`` means; None is the root of the node's tree
    current: Node | None = None  # what ``current()`` means
    position: int = 1
    size: int = 1

    def root(self) -> Node:
        """The node that ``/`` stands for.

        Raises:
            NotComputableError: there is no form.
        """
        if self.top is not None:
            return self.top
        if self.node is None:
            raise NotComputableError(why="no form", value="/")
        return self.node.root()

    def here(self) -> Node:
        """The context node.

        Raises:
            NotComputableError: there is no form.
        """
        if self.node is None:
            raise NotComputableError(why="no form", value=".")
        return self.node


Function: TypeAlias = Callable[[Context, Sequence["Expression"]], Value]


class Expression:
    """Part of an expression."""

    __slots__ = ()

    def value(self, context: Context) -> Value:
        """Work it out."""
        raise NotImplementedError

    def parts(self) -> Sequence["Expression"]:
        """Sub-expressions."""
        return ()

    def walk(self) -> Iterator["Expression"]:
        """This and everything below."""
        yield self
        for part in self.parts():
            yield from part.walk()

    def nodes(self, context: Context) -> list[Node]:
        """Its node-set.

        Raises:
            NotComputableError: it gives something else.
        """
        found = self.value(context)
        if isinstance(found, list):
            return found
        raise NotComputableError(why="node-set", value=to_text(found))


@dataclass(frozen=True, slots=True)
class Known:
    """A function: how many arguments it takes (``most`` None is any), and whether only wide expressions have it."""

    run: Function
    least: int = 0
    most: int | None = None
    wide: bool = False


FUNCTIONS: dict[str, Known] = {}
INSTEAD = {"floor": "int", "ceiling": "round", "substring": "substr", "string-join": "join", "not-equal": "!="}


def wide_only(context: Context, what: str) -> None:
    """Refuse what JavaRosa does not have, unless wide expressions are admitted.

    Raises:
        UnknownFunctionError: they are not.
    """
    if not context.host.wide:
        raise UnknownFunctionError(name=what, instead="", at=0)
