"""Surveys of the practice round: all six built-in questionnaires, sixty made-up anonymous responses in two villages."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.forms import builtin
from app.forms.runner import Runner
from app.forms.walk import Kind
from app.practice.dice import Dice
from app.practice.village import Village
from app.storage.types import NewChange

CODE = "QV-MASS"
VOTE = "QV-DEM"


@dataclass(frozen=True, slots=True)
class Survey:
    """One questionnaire in one village: batches of so many responses, whether it is closed, who is asked and how."""

    code: str
    batches: tuple[int, ...]
    audience: str
    way: str
    closed: bool = True


# sixty in all; fewer than ten enter together only because their survey is over
SURVEYS: Sequence[Sequence[Survey]] = (
    (
        Survey(CODE, (10, 10), "随机入户的群众（演练）", "household", closed=False),
        Survey("QV-PTY", (10,), "党员大会到会党员（演练）", "meeting"),
        Survey("QV-TEAM", (5,), "村干部和群众代表（演练）", "envelope"),
    ),
    (
        Survey(CODE, (10,), "随机入户的群众（演练）", "household"),
        Survey("QV-CAD", (5,), "村组干部、包村干部（演练）", "meeting"),
        Survey(VOTE, (5,), "村民代表会议到会代表（演练）", "meeting"),
        Survey("QV-SAT", (5,), "整改回访的群众（演练）", "household"),
    ),
)
COMMENTS = (
    "希望村里的账目公开得勤一些。（演练）",
    "村口的路灯坏了半年，盼着早点修。（演练）",
    "低保评议最好提前几天通知。（演练）",
    "水渠修得好，浇地方便多了。（演练）",
    "没有意见。（演练）",
)
CONTENT, LESS_CONTENT = (50, 25, 15, 10), (15, 25, 35, 25)  # how often each of the first choices is taken, in percent


def surveyed(village: Village, people: Sequence[str] = ()) -> Iterator[list[NewChange]]:
    """The surveys of a village: none after the second one. ``people`` are ids of those who hand out and count."""
    for survey in SURVEYS[village.number] if village.number < len(SURVEYS) else ():
        yield from _surveyed(village, survey, list(people[:2]))


def _surveyed(village: Village, survey: Survey, people: list[str]) -> Iterator[list[NewChange]]:
    dice = village.dice.at("survey", survey.code)
    made, rec = builtin.form(survey.code), dice.rec("questionnaire")
    fields: dict[str, Any] = {
        "title": builtin.title(survey.code, "zh_CN"),
        "code": survey.code,
        "audience": survey.audience,
        "anonymous": True,
        "least": builtin.least_group(survey.code),
        "digest": made.form.digest,
        "questions": sum(1 for control in made.form.controls() if control.is_question),
        "source": f"builtin:{survey.code}",
        "xform": made.xform.decode(),
    }
    yield [
        NewChange("questionnaire", rec, village.scope, fields),
        NewChange("questionnaire", rec, village.scope, {}, step="use"),
        *_papers(dice, village, survey, rec, people),
    ]
    for number, size in enumerate(survey.batches):
        answers = [response(dice.at(number, each), survey.code) for each in range(size)]
        batch = {"day": dice.day(number - 3), "count": size, "digest": made.form.digest, "answers": answers}
        yield [NewChange("response_batch", dice.rec("batch", number), village.scope, batch, parent=rec)]
    if survey.closed:
        yield [NewChange("questionnaire", rec, village.scope, {}, step="close")]


def _papers(dice: Dice, village: Village, survey: Survey, rec: str, people: list[str]) -> Iterator[NewChange]:
    """What the registers say: handed out, returned, valid; of a vote also who was judged and who counted."""
    valid = sum(survey.batches)
    spoiled = 2 if valid >= 10 else 0
    fields: dict[str, Any] = {
        "edition": survey.audience,
        "way": survey.way,
        "handed_out_at": dice.moment(-3, "09:00"),
        "place": "村文化广场和入户" if survey.way == "household" else "村委会会议室",
        "handed_out": valid + spoiled + dice.number(2, 6),
        "returned": valid + spoiled,
        "valid": valid,
        "spoiled": spoiled,
        "seal": f"演练-{survey.code[3:]}",
    }
    if spoiled:
        fields["spoiled_reason"] = "两份整页未作答。"
    if people:
        fields |= {"handed_out_by": people, "collected_by": people, "counted_by": people[0], "checked_by": people[-1]}
    yield NewChange("questionnaire_register", dice.rec("register"), village.scope, fields, parent=rec)
    if survey.code == VOTE:
        yield _meeting(dice, village, rec, fields, people)


def _meeting(dice: Dice, village: Village, rec: str, papers: dict[str, Any], people: list[str]) -> NewChange:
    held = {name: papers[name] for name in ("handed_out", "returned", "valid", "spoiled", "place", "seal")}
    fields = held | {
        "subject_sort": "team",
        "subject": f"{village.name}两委班子",
        "held_at": papers["handed_out_at"],
        "present": papers["handed_out"] + 2,
        **({"counters": people} if people else {}),
    }
    return NewChange("assessment_meeting", dice.rec("meeting"), village.scope, fields, parent=rec)


def response(dice: Dice, code: str = CODE) -> dict[str, str | int]:
    """One made-up response, answered as a person would: page by page, nothing that is not asked."""
    runner = Runner(builtin.form(code).form, timed=False)
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
