"""Runs a file of whole-form behaviours (format of `scenario_cases.json`): form, steps, expectations.

A case passes when every step can be taken and every expectation holds. What an expectation compares with may not have
been recorded (a function or a constant of the engine it comes from); then it is only asked whether there is something.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.errors import AppError
from app.forms import xform
from app.forms.trials.expectations import MATCHERS, Subject, follow
from app.forms.trials.scenario import Scenario

OUT_OF_SCOPE: tuple[tuple[Callable[[Mapping[str, Any]], bool], str], ...] = (
    (
        lambda case: (
            "oneBasedPositionPredicates" in case["test"] and '"oneBasedPositionPredicates":false' in case["test"]
        ),
        "counts rows from zero, as JavaRosa's own test tool does; references here and in XPath count from one",
    ),
    (
        lambda case: "(issue 119)" in case["test"],
        "asks that a question inside a group that is not relevant be relevant by itself; contradicts SC0178",
    ),
    (
        lambda case: "(issue 135)" in case["test"],
        "names the second row by the number of the first; no engine can pass it with rows counted from one",
    ),
)


@dataclass(slots=True)
class Outcome:
    """What a run of cases gave, by id."""

    passed: list[str] = field(default_factory=list)
    failed: dict[str, str] = field(default_factory=dict)  # id → the step that did not hold
    out_of_scope: dict[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """As the command line prints it."""
        return {
            "total": len(self.passed) + len(self.failed) + len(self.out_of_scope),
            "passed": len(self.passed),
            "failed": sorted(self.failed),
            "why": self.failed,
            "out_of_scope": self.out_of_scope,
        }


def run(path: Path) -> Outcome:
    """Judge every case of a file."""
    outcome = Outcome()
    for case in json.loads(path.read_text("utf-8"))["cases"]:
        reason = next((why for applies, why in OUT_OF_SCOPE if applies(case)), "")
        if reason:
            outcome.out_of_scope[case["id"]] = reason
            continue
        trouble = judged(case)
        if trouble:
            outcome.failed[case["id"]] = trouble
        else:
            outcome.passed.append(case["id"])
    return outcome


def judged(case: Mapping[str, Any]) -> str:
    """What went wrong with a case, or nothing."""
    scenario: Scenario | None = None
    for number, step in enumerate(case["steps"]):
        try:
            if "form_xml" in step:
                scenario = Scenario(xform.read(step["form_xml"]))
                trouble = ""
            elif scenario is None:
                return "no form"
            else:
                trouble = _taken(scenario, step)
        except (AppError, LookupError, ValueError, TypeError) as error:
            trouble = f"{type(error).__name__} {getattr(error, 'data', error)}"
        if trouble:
            shown = {key: value for key, value in step.items() if key != "form_xml"}
            return f"step {number}: {trouble} ({json.dumps(shown, ensure_ascii=False)[:200]})"
    return ""


def _taken(scenario: Scenario, step: Mapping[str, Any]) -> str:
    if "matcher" in step:
        subject = follow(scenario, step.get("expect") or ())
        return _held(subject, step["matcher"], step["args"], negated=step["negated"])
    for name, do in STEPS.items():
        if name in step:
            return do(scenario, step[name]) or ""
    return f"unknown step {sorted(step)}"


def _held(subject: Subject, matcher: str, arguments: Sequence[Any], *, negated: bool) -> str:
    check = MATCHERS.get(matcher)
    if check is None:
        return f"unknown matcher {matcher}"
    if any(isinstance(argument, dict) and "fn" in argument for argument in arguments):
        return "" if subject.value is not None else "nothing there"
    return "" if check(subject, *arguments) != negated else f"{matcher}: {subject.value!r}"


def _moved(scenario: Scenario, wanted: str, by: int) -> str:
    scenario.move(by)
    if wanted == "END_OF_FORM":
        return "" if scenario.at_end else f"at {scenario.place.reference}"
    return "" if scenario.place.reference == wanted else f"at {scenario.place.kind} {scenario.place.reference}"


STEPS: dict[str, Callable[[Scenario, Any], str | None]] = {
    "answer": lambda scenario, given: scenario.answer(given),
    "next": lambda scenario, wanted: _moved(scenario, wanted, 1),
    "prev": lambda scenario, wanted: _moved(scenario, wanted, -1),
    "create_new_repeat": lambda scenario, where: scenario.add_row(where),
    "remove_repeat": lambda scenario, reference: scenario.runner.remove_row(reference),
    "jump_to_beginning": lambda scenario, _: scenario.restart(),
    "set_language": lambda scenario, language: setattr(scenario.runner, "language", language),
    "validate": lambda scenario, _: scenario.validate(),
}
