"""A form as it stands on paper: every question in order with a number, repeats as several blocks, skips in words."""

import datetime as dt
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import NamedTuple

from typing_extensions import override

from app.forms import markdown
from app.forms.birth import Surroundings
from app.forms.definition import Control, Form, Output, Text
from app.forms.engine import Engine
from app.forms.instance import state_of
from app.forms.texts import Texts
from app.forms.xpath.nodes import Node
from app.reports.forms_paper import BLANK, Asked, Heading, Look, Note, Part, Questionnaire, Table, Tick
from app.reports.forms_paper_words import said
from app.services.paper_form_skips import Condition, Conditions, Say, Source, jumps, told

MOST_CHOICES = 30  # a longer list is written, not ticked
MOST_COLUMNS = 7
WIDEST_HEAD = 14  # characters of a column's words
TABLES = frozenset({"table-list", "field-list"})
LABELS_ONLY = frozenset({"label"})  # a row of column words that a table prints by itself
OWN_NUMBER = re.compile(r"^\s*[Qq]?(\d+(?:\.\d+)*)\s*[.、．)）:：]\s*")
UNSAID = frozenset({"", "-"})  # a dash stands in an XForm where a language has no words
HAN = re.compile("[\u4e00-\u9fff]")
NUMBERS = frozenset({"int", "integer"})
SOMEWHEN = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
KINDS = {"select1": "one", "select": "many", "rank": "rank", "trigger": "tick", "range": "number"}


class _BlankTexts(Texts):
    """Texts of a form in which no answer is known: where one is quoted, there is room to write it."""

    @override
    def _output(self, part: Output, node: Node) -> str:
        return BLANK


class _Step(NamedTuple):
    """A question as the skips see it."""

    path: str
    number: str
    conditions: tuple[Condition, ...]


def on_paper(form: Form, look: Look) -> Questionnaire:
    """Return a form as it stands on paper; the same form and look always give the same."""
    return _Reader(form, look).read()


def languages(form: Form) -> tuple[str, ...]:
    """Languages a form can be printed in; one that names none has one without a name."""
    return form.languages or ("",)


@dataclass(slots=True)
class _Where:
    """Where the reader is: the node of the row, conditions around, the number above."""

    node: Node
    conditions: tuple[Condition, ...] = ()
    unsaid: tuple[Condition, ...] = ()
    prefix: str = ""
    count: list[int] = field(default_factory=lambda: [0])
    together: bool = False

    def number(self) -> str:
        self.count[0] += 1
        return f"{self.prefix}{self.count[0]}"


class _Reader:
    def __init__(self, form: Form, look: Look) -> None:
        self.form, self.look = form, look
        around = Surroundings(now=lambda: SOMEWHEN, zone=dt.UTC, chance=random.Random(1), anonymous=True)  # noqa: S311
        self.engine = Engine(form, around)
        self.engine.host.seed = 1  # choices in random order stand in one order on every sheet
        self.engine.texts = self.texts = _BlankTexts(self.engine)
        self.engine.host.text = self.texts.translated
        named = languages(form)
        self.spoken = tuple(named[one] for one in look.languages if one < len(named)) or named[:1]
        self.language = "+".join(dict.fromkeys(self._ours(one) for one in self.spoken))
        self.say = partial(said, self.language)
        self.says = [partial(said, one) for one in self.language.split("+")]
        self.conditions = Conditions(self.engine)
        self.steps: list[_Step] = []

    def _ours(self, language: str) -> str:
        if any(sign in language.lower() for sign in ("zh", "中", "汉", "chinese")):
            return "zh"
        if "en" in language.lower():
            return "en"
        return "zh" if HAN.search(self.form.title + "".join(self._sample(language))) else "en"

    def _sample(self, language: str) -> list[str]:
        self.texts.language = language
        top = self.engine.instance.top
        asked = [one for one in self.form.controls() if one.is_question][:5]
        return [self.texts.words(one.label, top) for one in asked]

    def read(self) -> Questionnaire:
        """Return the whole."""
        parts = self.walk(self.form.body, _Where(self.engine.instance.top))
        found = jumps([(one.path, one.number, one.conditions) for one in self.steps], self.says)
        covered = self._covered()
        parts = [self._finished(part, found, covered) for part in parts]
        return Questionnaire(self.form.title, self.form.digest, self.language, parts)

    def _finished(self, part: Part, found: "dict[str, tuple[str, ...]] | object", covered: set[str]) -> Part:
        if not isinstance(part, Asked) or not isinstance(found, dict):
            return part
        path = re.sub(r"\[\d+\]", "", part.reference)
        return replace(part, jumps=found.get(path, ()), only="" if path in covered else part.only)

    def _covered(self) -> set[str]:
        """Questions that an arrow leads around for every choice that skips them: nothing more has to be said there."""
        found = set()
        for place, step in enumerate(self.steps):
            sources = {one.path for one in step.conditions}
            if len(sources) != 1 or not (source := next(iter(sources))):
                continue
            start = next((at for at, one in enumerate(self.steps) if one.path == source), place)
            between = self.steps[start + 1 : place]
            if all(any(one.path == source for one in other.conditions) for other in between):
                found.add(step.path)
        return found

    # -- words ---------------------------------------------------------------------------------------------------

    def words(self, text: Text, node: Node) -> str:
        """A text in every language chosen."""
        found = []
        for language in self.spoken:
            self.texts.language = language
            found.append(markdown.plain(self.texts.words(text, node)).strip())
        return "\n".join(dict.fromkeys(part for part in found if part not in UNSAID))

    # -- the body ------------------------------------------------------------------------------------------------

    def walk(self, controls: Sequence[Control], where: _Where) -> list[Part]:
        """Parts of some controls, in order."""
        parts: list[Part] = []
        for control in controls:
            if control.is_question:
                parts.extend(self.question(control, where))
            elif control.kind == "repeat":
                parts.extend(self.repeat(control, where))
            else:
                parts.extend(self.group(control, where))
        return _tabled(parts) if where.together else parts

    def group(self, control: Control, where: _Where) -> list[Part]:
        """A group: a heading, and what is in it."""
        inner = control.children
        if len(inner) == 1 and inner[0].kind == "repeat" and inner[0].path == control.path:
            return self.repeat(inner[0], where, control.label)
        node = self.below(control.path, where.node) or where.node
        held = self._held(control.path, node)
        title = self.words(control.label, node)
        below = _Where(
            where.node,
            (*where.conditions, *held),
            () if title else (*where.unsaid, *held),
            where.prefix,
            where.count,
            bool(TABLES & set(control.appearance)) or where.together,
        )
        head: list[Part] = []
        if title:
            head.append(Heading(self._only(title, (*where.unsaid, *held))))
        return head + self.walk(inner, below)

    def repeat(self, control: Control, where: _Where, label: Text | None = None) -> list[Part]:
        """A repeat: its words once, then as many blocks as the look says (or the form itself)."""
        parent = self.below(control.path.rpartition("/")[0], where.node)
        if parent is None:
            return []
        number = where.number()
        held = (*where.conditions, *self._held(control.path, parent))
        self.steps.append(_Step(control.path, number, held))
        title = self.words(label or control.label, parent)
        parts: list[Part] = [Heading(self._only(f"{number}. {title}".rstrip(), (*where.unsaid, *held)))]
        for place, row in enumerate(self._rows(control, parent), 1):
            below = _Where(row, held, (), f"{number}.", together=True)
            parts.append(Heading(self.say("block", number=place), 2))
            parts.extend(self.walk(control.children, below))
        return parts

    def _rows(self, control: Control, parent: Node) -> list[Node]:
        name = control.path.rpartition("/")[2]
        wanted = self.look.rows
        if control.count is not None and parent.elements(name):
            wanted = len(parent.elements(name))  # the form counts by itself, and no answer was needed for it
        while len(parent.elements(name)) < wanted:
            self.engine.instance.add(parent, control.path)
        return list(parent.elements(name))[:wanted]

    def below(self, path: str, around: Node) -> Node | None:
        """The first node of a path in the row ``around``."""
        start = state_of(around).path
        if path != start and not path.startswith(f"{start}/"):
            return None
        found: Node | None = around
        for name in path[len(start) :].split("/")[1:]:
            found = next((child for child in found.children if child.name == name), None) if found else None
        return found

    # -- conditions ----------------------------------------------------------------------------------------------

    def _held(self, path: str, node: Node) -> tuple[Condition, ...]:
        bind = self.form.binds.get(path)
        if bind is None or bind.relevant is None:
            return ()
        return tuple(self.conditions.of(bind.relevant, node, path))

    def _only(self, words: str, held: Sequence[Condition]) -> str:
        if not held:
            return words
        return f"{words}{'' if self.language == 'zh' else ' '}{self._when(held, 'only-part')}"

    def _when(self, held: Sequence[Condition], name: str) -> str:
        if not held:
            return ""
        tellers = [one.tell for one in held if one.tell is not None]
        if len(tellers) < len(held):
            return told(self.says, lambda say: say("only-unclear"))

        def make(say: Say) -> str:
            return say(name, when=say("and").join(dict.fromkeys(tell(say) for tell in tellers)))

        return told(self.says, make)

    # -- questions -----------------------------------------------------------------------------------------------

    def question(self, control: Control, where: _Where) -> list[Part]:
        """One question, or a note."""
        node = self.below(control.path, where.node)
        if node is None or LABELS_ONLY & set(control.appearance):
            return []
        state = state_of(node)
        words, hint = self.words(control.label, node), self.words(control.hint, node)
        if state.bind.readonly is not None and control.kind == "input":
            return [Note("\n".join(part for part in (words, hint) if part))] if words or hint else []
        held = self._held(control.path, node)
        number = where.number()
        own = OWN_NUMBER.match(words)
        words = words[own.end() :] if own and own[1] == number else words
        choices = self._choices(control, node)
        kind = self._kind(control, state.bind.type, choices)
        asked = Asked(
            reference=self.engine.instance.reference(node),
            number=number,
            words=words or control.path.rpartition("/")[2],
            kind=kind,
            hint=hint,
            choices=choices if kind in {"one", "many", "rank"} else (),
            only=self._when((*where.unsaid, *held), "only"),
            required=state.bind.required is not None,
        )
        if not where.prefix:
            self.steps.append(_Step(control.path, number, (*where.conditions, *held)))
        self.conditions.sources[control.path] = Source(control.path, number, kind, asked.choices, node)
        return [asked]

    def _kind(self, control: Control, type_: str, choices: Sequence[Tick]) -> str:
        if control.kind in {"select1", "select", "rank"} and not 0 < len(choices) <= MOST_CHOICES:
            return "line"
        if control.kind in KINDS:
            return KINDS[control.kind]
        if control.kind == "upload" or type_ in {"geopoint", "geotrace", "geoshape", "barcode", "binary"}:
            return "other"
        if type_ in NUMBERS:
            return "number"
        if type_ in {"date", "time"}:
            return type_
        return "lines" if "multiline" in control.appearance else "line"

    def _choices(self, control: Control, node: Node) -> tuple[Tick, ...]:
        if control.kind not in {"select1", "select", "rank"}:
            return ()
        labels: dict[str, list[str]] = {}
        for language in self.spoken:
            self.texts.language = language
            for offer in self.engine.chooser.offers(control, node):
                labels.setdefault(offer.value, []).append(markdown.plain(offer.label).strip())
        said_of = {
            value: " / ".join(dict.fromkeys(part for part in found if part not in UNSAID))
            for value, found in labels.items()
        }
        return tuple(Tick(value, place, words or value) for place, (value, words) in enumerate(said_of.items(), 1))


def _tabled(parts: Sequence[Part]) -> list[Part]:
    """Neighbours with the same choices become one table."""
    found: list[Part] = []
    for part in parts:
        fits = (
            isinstance(part, Asked)
            and part.kind in {"one", "many"}
            and len(part.choices) <= MOST_COLUMNS
            and all(len(choice.words) <= WIDEST_HEAD for choice in part.choices)
        )
        last = found[-1] if found else None
        if fits and isinstance(part, Asked) and isinstance(last, Table) and last.choices == part.choices:
            found[-1] = Table(last.choices, (*last.rows, part))
        elif fits and isinstance(part, Asked):
            found.append(Table(part.choices, (part,)))
        else:
            found.append(part)
    # a table of one row is a question like any other
    return [part.rows[0] if isinstance(part, Table) and len(part.rows) == 1 else part for part in found]
