"""Functions that choose: if, selected, checklist and their kin."""

import math
from collections.abc import Sequence

from app.forms.xpath.context import Context, Expression
from app.forms.xpath.functions.registry import eager, lazy
from app.forms.xpath.trouble import NotComputableError
from app.forms.xpath.values import Value, to_boolean, to_int, to_number, to_text, typed


@lazy("if", 3, 3)
def _if(context: Context, arguments: Sequence[Expression]) -> Value:
    found = to_boolean(arguments[0].value(context))
    return arguments[1 if found else 2].value(context)


@lazy("coalesce", 1)
def _coalesce(context: Context, arguments: Sequence[Expression]) -> Value:
    for argument in arguments[:-1]:
        found = argument.value(context)
        text = to_text(found)
        if text and text != "NaN":
            return found
    return arguments[-1].value(context)


def _chosen(value: Value) -> list[str]:
    return to_text(value).split()


@eager("selected", 2, 2)
def _selected(_: Context, value: Value, choice: Value) -> Value:
    wanted = to_text(choice).strip()
    chosen = _chosen(value)
    return wanted in chosen or (not wanted and not chosen)


eager("is-selected", 2, 2)(_selected)


@eager("count-selected", 1, 1)
def _count_selected(_: Context, value: Value) -> Value:
    return float(len(_chosen(value)))


@eager("selected-at", 2, 2)
def _selected_at(_: Context, value: Value, place: Value) -> Value:
    chosen, at = _chosen(value), to_int(place)
    return chosen[at] if 0 <= at < len(chosen) else ""


@eager("checklist", 2)
def _checklist(_: Context, least: Value, most: Value, *answers: Value) -> Value:
    opened: list[Value] = []
    for answer in answers:
        opened.extend([typed(node) for node in answer] if isinstance(answer, list) else [answer])
    return _between(float(sum(1 for answer in opened if to_boolean(answer))), least, most)


@eager("weighted-checklist", 2)
def _weighted(_: Context, least: Value, most: Value, *pairs: Value) -> Value:
    flags, weights = pairs[::2], pairs[1::2]
    if len(flags) != len(weights):
        raise NotComputableError(why="pairs", value="")
    total = 0.0
    for flag, weight in zip(flags, weights, strict=True):
        answers = [typed(n) for n in flag] if isinstance(flag, list) else [flag]
        sizes = [to_number(typed(n)) for n in weight] if isinstance(weight, list) else [to_number(weight)]
        total += sum(size for answer, size in zip(answers, sizes, strict=False) if to_boolean(answer))
    low, high = to_number(least), to_number(most)
    return low <= total <= high  # no bound is waived by a negative number here, unlike in checklist


def _between(total: float, least: Value, most: Value) -> bool:
    low, high = to_number(least), to_number(most)
    if math.isnan(low) or math.isnan(high):
        return False
    return (low < 0 or total >= low) and (high < 0 or total <= high)


@eager("jr:choice-name", 2, 2)
def _choice_name(context: Context, value: Value, question: Value) -> Value:
    return context.host.choice_name(to_text(value), to_text(question))


@eager("jr:itext", 1, 1)
def _itext(context: Context, name: Value) -> Value:
    return context.host.text(to_text(name))
