"""A form as it is declared: questions, groups, repeats, rules, texts. Nothing here changes while it is filled in."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from app.forms.xpath.context import Expression
from app.forms.xpath.nodes import Node

QUESTIONS = frozenset({"input", "select1", "select", "rank", "trigger", "upload", "range", "secret"})


@dataclass(frozen=True, slots=True)
class Output:
    """A value shown inside a text."""

    value: Expression


Template: TypeAlias = tuple[str | Output, ...]
NOTHING: Template = ()


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the form: written in place, or found in the translations by the name ``key`` works out to."""

    plain: Template = NOTHING
    key: Expression | None = None

    def __bool__(self) -> bool:
        return bool(self.plain) or self.key is not None


@dataclass(frozen=True, slots=True)
class Bind:
    """The rules of one path."""

    path: str
    type: str = "string"
    relevant: Expression | None = None
    required: Expression | None = None
    constraint: Expression | None = None
    calculate: Expression | None = None
    readonly: Expression | None = None
    required_message: Text = Text()
    constraint_message: Text = Text()
    preload: str = ""
    preload_params: str = ""

    def rules(self) -> Iterator[tuple[str, Expression]]:
        """The rules that other answers can change, by name."""
        for name in ("relevant", "calculate", "readonly", "required"):
            rule: Expression | None = getattr(self, name)
            if rule is not None:
                yield name, rule


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice written in the form itself."""

    value: str
    label: Text


@dataclass(frozen=True, slots=True)
class Itemset:
    """Choices taken from nodes: of a list beside the form, or of a repeat."""

    nodes: Expression
    value: Expression
    label: Expression


@dataclass(frozen=True, slots=True)
class Control:
    """One element of the form's body."""

    kind: str  # one of QUESTIONS, group, repeat
    path: str = ""
    label: Text = Text()
    hint: Text = Text()
    appearance: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    itemset: Itemset | None = None
    children: tuple["Control", ...] = ()
    count: Expression | None = None
    fixed: bool = False  # jr:noAddRemove: a person may neither add nor remove
    settings: Mapping[str, str] = field(default_factory=dict)  # start, end, step, mediatype, rows, max-pixels …

    @property
    def is_question(self) -> bool:
        """Whether it can be answered."""
        return self.kind in QUESTIONS

    def walk(self) -> Iterator["Control"]:
        """This and everything inside."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Action:
    """A ``setvalue``: on which events, which node, which value, and where in the body it stands."""

    events: frozenset[str]
    target: Expression
    value: Expression | None
    source: str = ""  # path of the question whose change fires it
    repeat: str = ""  # path of the innermost repeat it stands in


@dataclass(frozen=True, slots=True)
class Translation:
    """Texts of one language: name → form of the text (``""``, guidance, image, audio, video, short) → template."""

    language: str
    texts: Mapping[str, Mapping[str, Template]]


@dataclass(frozen=True, slots=True)
class Form:
    """A whole form. ``digest`` is the SHA-256 of its XForm; a response belongs to that and to nothing else."""

    id: str
    version: str
    title: str
    digest: str
    instance: Node = field(repr=False)  # the answers of an empty form, repeats' templates included
    lists: Mapping[str, Node] = field(repr=False)  # lists beside the form, by name
    missing_lists: Mapping[str, str]  # name → file that must be given
    binds: Mapping[str, Bind] = field(repr=False)
    body: tuple[Control, ...] = field(repr=False)
    body_class: tuple[str, ...] = ()
    actions: tuple[Action, ...] = field(default=(), repr=False)
    translations: tuple[Translation, ...] = field(default=(), repr=False)
    namespaces: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages in the order of the form; the first is the one it starts in."""
        return tuple(t.language for t in self.translations)

    def controls(self) -> Iterator[Control]:
        """Every control of the body."""
        for control in self.body:
            yield from control.walk()

    def control(self, path: str) -> Control | None:
        """The control that shows ``path``."""
        return next((c for c in self.controls() if c.path == path), None)
