"""A survey in a practice village: one built-in questionnaire, thirty made-up anonymous responses, papers counted."""

from collections.abc import Iterator
from typing import Any

from app.forms import builtin
from app.forms.runner import Runner
from app.forms.walk import Kind
from app.practice.dice import Dice
from app.practice.village import Village
from app.storage.types import NewChange

CODE = "QV-MASS"
BATCHES, EACH = 3, 10
COMMENTS = (
    "希望村里的账目公开得勤一些。（演练）",
    "村口的路灯坏了半年，盼着早点修。（演练）",
    "低保评议最好提前几天通知。（演练）",
    "水渠修得好，浇地方便多了。（演练）",
    "没有意见。（演练）",
)
CONTENT, LESS_CONTENT = (50, 25, 15, 10), (15, 25, 35, 25)  # how often each of the first choices is taken, in percent


def surveyed(village: Village) -> Iterator[list[NewChange]]:
    """The questionnaire, its register, and its batches; the survey is still open."""
    dice = village.dice.at("survey")
    made, rec = builtin.form(CODE), dice.rec("questionnaire")
    asked = sum(1 for control in made.form.controls() if control.is_question)
    fields: dict[str, Any] = {
        "title": builtin.title(CODE, "zh_CN"),
        "code": CODE,
        "audience": "随机入户的群众（演练）",
        "anonymous": True,
        "least": builtin.least_group(CODE),
        "digest": made.form.digest,
        "questions": asked,
        "source": f"builtin:{CODE}",
        "xform": made.xform.decode(),
    }
    yield [
        NewChange("questionnaire", rec, village.scope, fields),
        NewChange("questionnaire", rec, village.scope, {}, step="use"),
        NewChange("questionnaire_register", dice.rec("register"), village.scope, _papers(dice), parent=rec),
    ]
    for number in range(BATCHES):
        answers = [response(dice.at(number, each)) for each in range(EACH)]
        batch = {"day": dice.day(number - 3), "count": EACH, "digest": made.form.digest, "answers": answers}
        yield [NewChange("response_batch", dice.rec("batch", number), village.scope, batch, parent=rec)]


def _papers(dice: Dice) -> dict[str, Any]:
    returned = BATCHES * EACH + 2
    return {
        "edition": "群众版（演练）",
        "handed_out_at": dice.moment(-3, "09:00"),
        "place": "村文化广场和入户",
        "handed_out": returned + 6,
        "returned": returned,
        "valid": returned - 2,
        "spoiled": 2,
        "spoiled_reason": "两份整页未作答。",
        "seal": "演练-01",
    }


def response(dice: Dice) -> dict[str, str | int]:
    """One made-up response, answered as a person would: page by page, nothing that is not asked."""
    runner = Runner(builtin.form(CODE).form, timed=False)
    while runner.page.kind is not Kind.END:
        for reference in runner.page.questions:
            _answer(runner, reference, dice)
        runner.next(force=True)
    return {name: value for name, value in runner.sealed().items() if "/meta/" not in name}


def _answer(runner: Runner, reference: str, dice: Dice) -> None:
    question = runner.question(reference)
    values = [offer.value for offer in runner.choices(reference)] if question.kind in {"select1", "select"} else []
    if question.readonly or dice.chance(4):
        return
    if question.kind == "select1":
        runner.answer(reference, _weighed(values, dice))
    elif values:
        runner.answer(reference, sorted(dice.some(values, dice.number(1, 3)), key=values.index))
    elif question.type == "string" and dice.chance(60):
        runner.answer(reference, dice.pick(COMMENTS))


def _weighed(values: list[str], dice: Dice) -> str:
    weights = CONTENT if dice.chance(70) else LESS_CONTENT
    drawn, place = dice.number(1, sum(weights)), 0
    while place < len(weights) - 1 and drawn > weights[place]:
        drawn -= weights[place]
        place += 1
    return values[place % len(values)]
