"""What a scenario may expect of a form, and how each expectation is judged."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.forms import answers
from app.forms.choices import Offer
from app.forms.instance import state_of
from app.forms.markdown import Marked
from app.forms.shown import Problem
from app.forms.trials.scenario import Scenario
from app.forms.walk import places, readonly
from app.forms.xpath.nodes import OPENROSA, XFORMS, Node, folded, parse
from app.forms.xpath.values import to_boolean, to_number, typed

ALIASES = {"search": "autocomplete"}


@dataclass(frozen=True, slots=True)
class Subject:
    """What an expectation is about."""

    scenario: Scenario
    value: Any

    @property
    def node(self) -> Node:
        """The node it is about."""
        if not isinstance(self.value, Node):
            raise TypeError(self.value)
        return self.value

    @property
    def text(self) -> str:
        """Its text."""
        return self.value.value if isinstance(self.value, Node) else str(self.value)

    def problem(self) -> Problem | None:
        """What is wrong with it."""
        found = self.scenario.runner.problems_of(self.node)
        return found[0] if found else None


def follow(scenario: Scenario, chain: Sequence[Any]) -> Subject:
    """Follow a chain of calls and properties to what is meant."""
    value: Any = scenario
    for link in chain:
        if isinstance(link, list):
            value = CALLS[link[0]](scenario, value, *link[1])
        else:
            value = _property(scenario, value, link)
    return Subject(scenario, value)


def _property(scenario: Scenario, value: Any, name: str) -> Any:
    if name in {"node", "currentState", "validationState", "nodeOptions", "required", "message"}:
        return value  # ways to the same thing
    if name == "formatted":
        return [_tree(piece) for piece in value.marked()] if isinstance(value, Offer) else _formatted(scenario, value)
    if name == "length":
        return len(value)
    if name.isdigit():
        return value[int(name)]
    return PROPERTIES[name](scenario, value)


def _formatted(scenario: Scenario, value: Any) -> list[dict[str, Any]]:
    if isinstance(value, Node):
        message = state_of(value).bind.required_message
        return [_tree(piece) for piece in scenario.engine.texts.marked(message, value)]
    return [_tree(piece) for piece in value]


def _tree(piece: Marked) -> dict[str, Any]:
    if not piece.element:
        return {"value": piece.value}
    found: dict[str, Any] = {"elementName": piece.element}
    if piece.children:
        found["children"] = [_tree(child) for child in piece.children]
    if piece.url:
        found["url"] = piece.url
    if piece.style:
        found["properties"] = {"style": dict(piece.style)}
    return found


def _media(scenario: Scenario, node: Any) -> dict[str, str | None]:
    control = scenario.engine.form.control(state_of(node).path)
    accept = (control.settings.get("mediatype") if control is not None else None) or "*"
    kind, slash, inner = accept.partition("/")
    known = bool(slash) and kind in {"audio", "image", "video", "text"}
    return {"accept": accept if known else "*", "type": kind if known else None, "subtype": inner if known else None}


PROPERTIES: dict[str, Callable[[Scenario, Any], Any]] = {
    "xpathReference": lambda _, place: place.reference,
    "reference": lambda _, problem: problem.reference,
    "asString": lambda _, problem: problem.message,
    "failedPrompt": lambda _, problem: problem,
    "outcome": lambda _s, _p: None,
    "eventType": lambda scenario, _: "END_OF_FORM" if scenario.at_end else scenario.place.kind,
    "media": _media,
}


def _node(scenario: Scenario, _: Any, reference: str) -> Node:
    return scenario.engine.instance.at(reference)


def _answered(scenario: Scenario, _: Any, *given: Any) -> Node:
    scenario.answer(given)
    return scenario.engine.instance.at(given[0]) if len(given) == 2 else scenario.current()


def _next(scenario: Scenario, _: Any, *_wanted: str) -> Any:
    scenario.move(1)
    return scenario.place


def _choices(scenario: Scenario, _: Any, reference: str) -> list[Offer]:
    return scenario.runner.choices(scenario.engine.instance.reference(scenario.engine.instance.at(reference)))


def _rows(scenario: Scenario, _: Any, reference: str) -> int:
    parent, _slash, name = reference.rpartition("/")
    return len(scenario.engine.instance.at(parent).elements(name))


def _index(scenario: Scenario, _: Any, reference: str) -> int | None:
    found = [place.reference for place in places(scenario.engine)]
    return found.index(reference) if reference in found else None


def _shown(scenario: Scenario) -> list[Offer]:
    return scenario.runner.choices(scenario.place.reference)


def _selected(scenario: Scenario) -> list[Offer]:
    chosen = scenario.current().value.split()
    return [offer for offer in _shown(scenario) if offer.value in chosen]


def _label_text(scenario: Scenario) -> str:
    control = scenario.place.control
    return scenario.engine.texts.words(control.label, scenario.current()) if control is not None else ""


CALLS: dict[str, Callable[..., Any]] = {
    "answerOf": _node,
    "getInstanceNode": _node,
    "attributeOf": lambda scenario, _, reference, name: scenario.engine.instance.at(reference).attribute(name),
    "getValue": lambda _s, node: node.value,
    "answer": _answered,
    "refAtIndex": lambda scenario, _: scenario.place,
    "next": _next,
    "indexOf": _index,
    "choicesOf": _choices,
    "size": lambda _s, offers: len(offers),
    "countRepeatInstancesOf": _rows,
    "atTheEndOfForm": lambda scenario, _: scenario.at_end,
    "getValidationOutcome": lambda scenario, _: (scenario.problems or (None,))[0],
    "getQuestionLabelText": lambda scenario, _v, _a: _label_text(scenario),
    "getQuestionLabel": lambda scenario, _v, _a: scenario.runner.question(scenario.place.reference).label,
    "getQuestionHint": lambda scenario, _v, _a: scenario.runner.question(scenario.place.reference).hint,
    "availableOptionLabels": lambda scenario, _v, _a: [offer.label for offer in _shown(scenario)],
    "getSelectedOptionLabels": lambda scenario, _v, _a: _selected(scenario),
}


def equal_answer(subject: Subject, wanted: Mapping[str, Any]) -> bool:
    """Whether an answer equals a typed value of the file."""
    kind, value = wanted.get("__ans"), wanted.get("v")
    if kind == "int":
        return to_number(subject.text) == float(value or 0)
    if kind == "boolean":
        if state_of(subject.node).bind.type == "boolean":
            return to_boolean(typed(subject.node)) == value
        return bool(subject.text) == value
    if state_of(subject.node).bind.type == "decimal":
        return to_number(subject.text) == to_number(str(value))  # "0" and "0.0" are one number
    return subject.text == str(value)


def _close(subject: Subject, wanted: Mapping[str, Any]) -> bool:
    value, within = wanted["v"]
    return value is None or abs(to_number(subject.text) - float(value)) <= float(within)


def _appearances(subject: Subject) -> list[str]:
    control = next(
        (c for c in subject.scenario.engine.form.controls() if c.path == state_of(subject.node).path and c.appearance),
        None,
    )
    found = []
    for name in control.appearance if control is not None else ():
        found.append(name)
        if name in ALIASES:
            found.append(ALIASES[name])
    return found


def _contains(subject: Subject, wanted: Sequence[Mapping[str, Any]]) -> bool:
    offers = [(offer.value, offer.label) for offer in subject.value]
    return all((choice["v"], choice["l"]) in offers for choice in wanted)


def _in_order(subject: Subject, wanted: Sequence[Mapping[str, Any]]) -> bool:
    offers = iter([(offer.value, offer.label) for offer in subject.value])
    return all(any(offer == (choice["v"], choice["l"]) for offer in offers) for choice in wanted)


def matches(found: Any, wanted: Any) -> bool:
    """Whether everything that is wanted is found; what is found may hold more."""
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(matches(found.get(key), value) for key, value in wanted.items())
    if isinstance(wanted, list):
        return isinstance(found, list) and len(found) == len(wanted) and all(map(matches, found, wanted))
    return bool(found == wanted)


def _message(subject: Subject, rule: str, wanted: str | None) -> bool:
    problem = subject.problem()
    if problem is None or (rule and problem.rule != rule):
        return wanted is None
    return problem.message == wanted


def _default_message(subject: Subject, rule: str) -> bool:
    problem = subject.problem()
    return problem is not None and problem.rule == rule and not problem.message


def _submitted(subject: Subject, xml: str) -> bool:
    made = parse(answers.submission(subject.scenario.engine))
    return _canonical(folded(made.elements()[0])) == _canonical(folded(parse(xml).elements()[0]))


def _canonical(node: Node) -> tuple[Any, ...]:
    attributes = sorted((a.name, a.value) for a in node.attributes)
    return (node.name, tuple(attributes), node.value, tuple(_canonical(child) for child in node.elements()))


def _instance_id(subject: Subject, about: Mapping[str, str]) -> bool:
    meta = subject.scenario.engine.instance.top.first("meta")
    found = meta.first("instanceID") if meta is not None else None
    wanted = about["metaNamespaceURI"]
    inside = {wanted} | ({XFORMS, ""} if wanted == XFORMS else {OPENROSA})
    return (
        found is not None and found.value.startswith("uuid:") and len(found.value) == 41 and found.namespace in inside
    )


MATCHERS: dict[str, Callable[..., bool]] = {
    "toEqualAnswer": equal_answer,
    "toHaveAnswerCloseTo": _close,
    "toBe": lambda subject, wanted: _raw(subject) == wanted,
    "toEqual": lambda subject, wanted: _raw(subject) == wanted,
    "toBeNull": lambda subject: subject.value is None,
    "toMatchObject": lambda subject, wanted: matches(subject.value, wanted),
    "toStartWith": lambda subject, wanted: subject.text.startswith(wanted),
    "toEqualTreeReference": lambda subject, wanted: subject.value.reference == wanted["v"],
    "toHaveAppearance": lambda subject, name: name in _appearances(subject),
    "notToHaveAppearance": lambda subject, name: name not in _appearances(subject),
    "toYieldAppearances": lambda subject, names: sorted(_appearances(subject)) == sorted(names),
    "toHaveClass": lambda subject, name: name in subject.scenario.engine.form.body_class,
    "notToHaveClass": lambda subject, name: name not in subject.scenario.engine.form.body_class,
    "toBeRelevant": lambda subject: subject.node.relevant,
    "toBeNonRelevant": lambda subject: not subject.node.relevant,
    "toBeEnabled": lambda subject: not readonly(subject.scenario.engine, subject.node),
    "toBeReadonly": lambda subject: readonly(subject.scenario.engine, subject.node),
    "toBeRequired": lambda subject: state_of(subject.node).required,
    "toBeOptional": lambda subject: not state_of(subject.node).required,
    "toContainChoices": _in_order,
    "toContainChoicesInAnyOrder": _contains,
    "toHaveConstraintMessage": lambda subject, text: _message(subject, "constraint", text),
    "toHaveRequiredMessage": lambda subject, text: _message(subject, "required", text),
    "toHaveValidityMessage": lambda subject, text: _message(subject, "", text),
    "toHaveDefaultConstraintMessage": lambda subject: _default_message(subject, "constraint"),
    "toHaveDefaultRequiredMessage": lambda subject: _default_message(subject, "required"),
    "toHaveValidityStatus": lambda subject, status: (subject.problem() is None) == (status == "OK"),
    "toHaveSerializedSubmissionXML": _submitted,
    "toHaveComputedPreloadInstanceID": _instance_id,
}


def _raw(subject: Subject) -> Any:
    return subject.value.value if isinstance(subject.value, Node) else subject.value
