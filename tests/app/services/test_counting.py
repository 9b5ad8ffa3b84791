"""Counting further: nothing told moves by fewer than a group; villages, their sum, earlier rounds, assessments."""

import random

import pytest

from app.forms import builtin
from app.records.change import new_record_id
from app.services.questionnaires import QuestionnaireService
from app.storage.types import NewChange
from tests.app.services import counting_world
from tests.app.services.counting_world import EARLIER, answer, batch, close, survey, told, votes


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    return counting_world.founded(tmp_path_factory.mktemp("office"))


@pytest.fixture
def world(office, tmp_path):
    with counting_world.copied(office, tmp_path) as made:
        yield made


# -- two results one response apart --------------------------------------------------------------------------------


def test_one_late_response_does_not_change_what_a_closed_survey_told(world):
    rec = survey(world)
    batch(world, rec, votes((20, "1"), (10, "2")))
    close(world, rec)
    before = told(world, rec)
    for _ in range(4):
        batch(world, rec, votes((1, "4")))
        assert told(world, rec) == before
        assert world.service.results(rec).counts.counted == 30
    batch(world, rec, votes((1, "4")))
    assert world.service.results(rec).counts.counted == 35


def test_taking_one_response_back_does_not_tell_what_it_said(world):
    rec = survey(world)
    batch(world, rec, votes((15, "1"), (10, "2")))
    last = batch(world, rec, votes((1, "1")))
    close(world, rec)
    before = told(world, rec)
    record = world.vault.record(last)
    world.vault.write([NewChange("response_batch", last, record.scope, {"~deleted": True}, parent=rec)])
    assert told(world, rec) == before


def test_responses_of_another_laptop_that_began_earlier_do_not_slip_in_one_by_one(world):
    rec = survey(world)
    batch(world, rec, votes((15, "1")))
    before = told(world, rec)
    assert world.service.results(rec).counts.counted == 10
    held = world.service._vault.setting(f"counted {rec}")
    batch(world, rec, votes((4, "2")))
    assert told(world, rec) == before
    assert world.service._vault.setting(f"counted {rec}") == held
    batch(world, rec, votes((6, "2")))
    assert world.service.results(rec).counts.counted == 20


@pytest.mark.parametrize("seed", range(5))
def test_however_responses_come_two_results_differ_by_a_group_or_not_at_all(world, seed):
    draw = random.Random(seed)  # noqa: S311 - the same in every run
    rec, seen = survey(world), set[str]()
    for _ in range(12):
        batch(world, rec, votes(*((1, draw.choice("1249")) for _ in range(draw.randint(1, 6)))))
        used = _named(world, rec)
        if seen and used != seen:
            assert len(used ^ seen) >= 5
        seen = used


def _named(world, rec):
    world.service.counted(rec)
    held = world.vault.setting(f"counted {rec}", {})
    return {f"{part}/{place}" for part, count in held.items() for place in range(count)}


# -- one by another ------------------------------------------------------------------------------------------------


def test_a_question_is_crossed_with_another_and_a_number_by_it(world):
    rec = survey(world)
    batch(world, rec, [answer(view, who, "a", age) for view, who, age in [("1", "1", "30"), ("2", "2", "50")] * 10])
    close(world, rec)
    asked = world.service.crossable(rec)
    assert [(one.path, one.kind) for one in asked] == [
        ("/data/view", "single"),
        ("/data/who", "single"),
        ("/data/kinds", "multiple"),
        ("/data/age", "number"),
    ]
    cross = world.service.cross(rec, "/data/view", "/data/who")
    assert cross.columns == (("1", "村民"), ("2", "党员"))
    assert cross.counts[:2] == ((10, 0), (0, 10))
    kinds = world.service.cross(rec, "/data/kinds", "/data/who")
    assert kinds.counts[0] == (10, 10)
    ages = world.service.means(rec, "/data/age", "/data/who")
    assert [(one.mean, one.spread, one.answered) for one in ages.numbers] == [(30000, 0, 0), (50000, 0, 0)]


def test_what_a_question_hides_stays_hidden_in_every_cross_table(world):
    rec = survey(world)
    people = [("1", "1")] * 12 + [("1", "2")] * 8 + [("2", "1")] * 7 + [("4", "2")] * 2
    batch(world, rec, [answer(view, who) for view, who in people])
    close(world, rec)
    hidden = {label for label, count in told(world, rec) if count is None}
    assert hidden == {"较好", "差"}
    cross = world.service.cross(rec, "/data/view", "/data/who")
    assert not {"较好", "差"} & {label for _, label in cross.rows}
    assert ("~few", "") in cross.rows, "they stand together"
    turned = world.service.cross(rec, "/data/who", "/data/view")
    assert not {"较好", "差"} & {label for _, label in turned.columns}


# -- villages ------------------------------------------------------------------------------------------------------


def test_villages_stand_side_by_side_and_the_office_sums_closed_ones(world):
    here, there = survey(world), survey(world, world.other_village)
    batch(world, here, votes((20, "1"), (10, "2")))
    batch(world, there, votes((10, "1"), (20, "2")))
    close(world, here)
    found = world.service.compare(here)
    assert [(one.village, one.counted) for one in found.columns] == [("石桥村", 30), ("南坪村", 25)]
    close(world, there)
    found = world.service.compare(here)
    assert [(one.village, one.counted) for one in found.columns] == [("石桥村", 30), ("南坪村", 30), ("", 60)]
    view = found.questions[0]
    assert view.counts[:2] == ((20, 10, 30), (10, 20, 30))
    assert view.shares[0] == (667, 333, 500)
    assert [score.value for score in view.scores] == [933, 867, 900]
    ages = next(one for one in found.questions if one.path == "/data/age")
    assert [one.mean for one in ages.numbers] == [40000, 40000, 40000]


def test_the_sum_less_the_other_village_does_not_give_a_hidden_count(world):
    here, there = survey(world), survey(world, world.other_village)
    batch(world, here, votes((20, "1"), (8, "2"), (2, "4")))
    batch(world, there, votes((20, "1"), (10, "2"), (6, "4")))
    for rec in (here, there):
        close(world, rec)
    view = world.service.compare(here).questions[0]
    poor = view.counts[view.answers.index("差")]
    assert poor[:2] == (None, 6)
    assert poor[2] is None, "with it, 差 here would be the sum less six"
    assert view.counts[0] == (20, 20, 40), "what every village tells is summed"


def test_only_the_office_sums(world, monkeypatch):
    here, there = survey(world), survey(world, world.other_village)
    for rec in (here, there):
        batch(world, rec, votes((20, "1")))
        close(world, rec)
    assert world.service.compare(here).summed == 2
    monkeypatch.setattr(type(world.session), "is_office", property(lambda _: False))
    assert world.service.compare(here).summed == 0


def test_a_village_that_leaves_the_sum_takes_the_sum_with_it(world):
    here, there = survey(world), survey(world, world.other_village)
    for rec in (here, there):
        batch(world, rec, votes((20, "1")))
        close(world, rec)
    assert world.service.compare(here).summed == 2
    record = world.vault.record(there)
    world.vault.write([NewChange("questionnaire", there, record.scope, {"~deleted": True})])
    assert world.service.compare(here).summed == 0


def test_an_earlier_round_of_the_village_stands_beside(world):
    older = new_record_id()
    fields = {"name": "石桥村", "town": "柳河镇", "short": "93", "round": EARLIER}
    world.vault.write([NewChange("village", older, f"village-{older}", fields)])
    now, before = survey(world), survey(world, older)
    for rec in (now, before):
        batch(world, rec, votes((20, "1")))
        close(world, rec)
    found = world.service.compare(now)
    assert [(one.village, one.round, one.earlier) for one in found.columns] == [
        ("石桥村", "", False),
        ("石桥村", "第一轮", True),
    ]
    assert found.questions[0].counts[0] == (20, 20)


# -- words, assessments, papers ------------------------------------------------------------------------------------


def test_words_that_stand_out_come_from_ten_returns_on_and_five_mouths(world):
    rec = survey(world)
    wishes = ["路灯不亮", "修路灯", "路灯坏了半年", "想要路灯", "路灯"] + ["账目公开"] * 3 + ["", ""]
    batch(world, rec, [answer(wish=wish) for wish in wishes[:9]])
    close(world, rec)
    assert world.service.standing_out(world.service.results(rec)) == []
    batch(world, rec, [answer(wish=wish) for wish in wishes])
    (said,) = world.service.standing_out(world.service.results(rec))
    assert [(one.text, one.answers) for one in said.words] == [("路灯", 10), ("账目公开", 6)]


def test_people_are_assessed_row_by_row_and_spelling_does_not_part_them(world):
    made = builtin.form("QV-DEM")
    repeat = next(one for one in made.form.controls() if one.kind == "repeat")
    aspects = [one for one in repeat.walk() if one.kind == "select1"]
    rec = QuestionnaireService(world.session, world.clock.local).take_builtin("QV-DEM").rec
    name = next(one for one in repeat.walk() if one.kind == "input").path.rpartition("/")[2]
    answers = []
    for number in range(12):
        one = {"~form": made.form.digest, f"{repeat.path}#": 2}
        for row, (who, vote) in enumerate((("张 三" if number % 2 else "张三", "1"), ("李四", "2")), 1):
            one[f"{repeat.path}[{row}]/{name}"] = who
            one[f"{repeat.path}[{row}]/{aspects[0].path.rpartition('/')[2]}"] = vote
        answers.append(one)
    record = world.vault.record(rec)
    fields = {"day": "2026-07-09", "count": 12, "digest": made.form.digest, "answers": answers}
    world.vault.write([NewChange("response_batch", new_record_id(), record.scope, fields, parent=rec)])
    close(world, rec)
    rated = world.service.ratings(rec)[0]
    assert [label for _, label in rated.votes.columns] == ["张三", "李四"]
    assert [score.value for score in rated.scores] == [1000, 800]


def test_valid_papers_are_those_noted_else_those_not_spoiled(world):
    rec = survey(world)
    world.service.note_register(rec, handed_out=50, returned=40, spoiled=3)
    world.service.note_register(rec, handed_out=10, returned=10, valid=8)
    rates = world.service.rates(rec)
    assert (rates.handed_out, rates.returned, rates.valid) == (60, 50, 45)
    assert (rates.return_rate, rates.valid_rate) == (833, 900)
