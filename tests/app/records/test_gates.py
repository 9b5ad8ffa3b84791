"""What the window still asks for before a step."""

from dataclasses import replace

import pytest

from app.records.gates import Situation, Unmet, path_to, steps_from, talk_persons, unmet
from app.records.judge import InspectorEntry, Roster
from app.records.kinds import kind, kinds
from app.words import sentence, table
from tests.app.records.world import LI, OFFICE_KEY, WANG, ZHAO, rec

TALK = kind("interview")
PEOPLE = {
    LI: InspectorEntry(LI, "李明", role="leader", sex="male"),
    WANG: InspectorEntry(WANG, "王芳", role="member", sex="female"),
    ZHAO: InspectorEntry(ZHAO, "赵刚", role="member", sex="male", active_from="2026-03-10", active_until="2026-03-20"),
}
ROSTER = Roster(OFFICE_KEY, {}, PEOPLE)
GOOD = {
    "person_name": "张三",
    "person_sex": "male",
    "interviewee": rec("zhang"),
    "role": "ITV-SEC",
    "started": "2026-03-05T09:00",
    "ended": "2026-03-05T10:30",
    "place": "村部",
    "talkers": [LI],
    "recorder": WANG,
    "signing": "signed",
}


def ask(step="sign", values=None, **more):
    given = {"state": "to_check", "today": "2026-03-05", "children": {"interview_line": [{"text": "问"}]}, **more}
    at = Situation(values={**GOOD, **(values or {})}, roster=ROSTER, **given)
    return unmet(TALK, TALK.step(step), at)


def rules(*args, **more):
    return [(item.rule, item.hard) for item in ask(*args, **more)]


def test_a_talk_with_everything_may_be_signed():
    assert ask() == []


def test_a_step_starts_from_its_states():
    assert ask(state="planned")[0] == Unmet("state", {"state": "planned", "from": ["to_check"]})
    assert rules("begin", state="") == []


def test_required_fields_are_named():
    assert ask(values={"place": "", "signing": None}) == [Unmet("required", {"fields": ["place", "signing"]})]
    assert ("required", True) in rules("refuse")


def test_a_step_with_roles_is_for_those():
    village = kind("village")
    at = Situation(values={"name": "x", "town": "y"}, roster=ROSTER, today="2026-03-05", by=WANG)
    assert [u.rule for u in unmet(village, village.step("confirm"), at)] == ["role"]
    assert unmet(village, village.step("confirm"), replace(at, by=LI)) == []
    assert [u.rule for u in unmet(village, village.step("confirm"), replace(at, by=rec("nobody")))] == ["role"]


def test_a_conflict_in_what_the_step_needs_stops_it_and_elsewhere_warns():
    assert ask(conflicts=["talkers"]) == [Unmet("conflict", {"fields": ["talkers"]})]
    assert ask(conflicts=["others"]) == [Unmet("conflict", {"fields": ["others"]}, hard=False)]
    assert rules("finish", state="in_progress", conflicts=["others"]) == []


def test_two_different_persons_of_the_roster_are_needed():
    assert ask(values={"recorder": LI}) == [Unmet("G04", {"count": 1})]
    assert rules(values={"talkers": [LI, WANG], "recorder": None}) == [("required", True)]
    assert ("G04", True) in rules(values={"talkers": [rec("x")]})
    assert talk_persons({"talkers": [LI, WANG], "recorder": LI}) == [LI, WANG]
    assert talk_persons({}) == []


def test_both_must_be_on_duty_that_day():
    found = ask(values={"talkers": [ZHAO]})
    wanted = {"day": "2026-03-05", "persons": [ZHAO], "names": "赵刚"}
    assert found == [Unmet("G04-active", wanted)]
    assert rules(values={"talkers": [ZHAO], "started": "2026-03-10T09:00", "ended": None}, today="2026-03-10") == [
        ("required", True)
    ]
    assert rules(values={"talkers": [LI, ZHAO]}) == [], "two others are on duty"


def test_nobody_is_in_two_talks_at_once():
    other = {"number": "7号", "started": "2026-03-05T10:00", "ended": "2026-03-05T11:00", "talkers": [WANG]}
    found = ask(others=[other])
    assert found == [Unmet("overlap-inspector", {"persons": [WANG], "names": "王芳", "other": "7号"}, hard=False)]
    assert ask(others=[{**other, "started": "2026-03-05T10:30"}]) == []
    assert ask(others=[{**other, "started": None}]) == []
    same = {"interviewee": rec("zhang"), "person_name": "张三", "started": "2026-03-05T09:30"}
    assert ask(others=[same]) == [Unmet("overlap-person", {"other": "张三"}, hard=False)]
    assert ask(others=[{**same, "started": "2026-03-05T10:30"}]) == []


def test_a_woman_is_talked_with_beside_a_woman():
    assert rules(values={"person_sex": "female"}) == []
    assert rules(values={"person_sex": "female", "recorder": ZHAO}) == [("G04-active", True), ("G05", False)]


def test_times_must_be_in_order_and_the_sheet_not_empty():
    assert rules(values={"ended": "2026-03-05T08:00"}) == [("times", True)]
    assert rules(today="2026-03-04") == [("future", False)]
    assert rules(children={"interview_line": [{"text": ""}]}) == [("no-lines", False)]
    assert rules(children={}) == [], "lines that were not asked for are not missed"
    assert rules(changed_since=["place"]) == [("changed-since", False)]


def test_hard_conditions_come_first():
    assert rules(values={"person_sex": "female", "recorder": LI, "place": ""}) == [
        ("required", True),
        ("G04", True),
        ("G05", False),
    ]


def test_every_unmet_condition_has_words():
    broken = {"person_sex": "female", "recorder": LI, "place": "", "ended": "2026-03-05T08:00"}
    clash = {"started": GOOD["started"], "interviewee": GOOD["interviewee"], "talkers": [LI], "number": "1号"}
    more = {"today": "2026-03-01", "children": {"interview_line": []}, "changed_since": ["x"], "conflicts": ["others"]}
    found = ask(values=broken, others=[clash], state="planned", **more)
    found += [*ask(values={"talkers": [ZHAO]}), Unmet("role")]
    assert len({item.rule for item in found}) == 13
    for item in found:
        assert item.words in table()
        for language in ("zh_CN", "en"):
            assert "{" not in sentence(item.words, language, item.details)


@pytest.mark.parametrize("rule", ["roster", "type", "step", "G04", "G06", "redact"])
def test_every_rule_of_the_verdict_has_words(rule):
    assert f"gate-{rule.lower()}" in table()


def test_steps_are_offered_from_a_state():
    assert [s.name for s in steps_from(TALK, "to_check")] == ["resume", "sign", "refuse", "internal_record"]
    assert steps_from(TALK, "") == steps_from(TALK, "planned")


def test_the_way_to_a_state_is_the_shortest():
    assert [s.name for s in path_to(TALK, "signed")] == ["begin", "finish", "sign"]
    assert path_to(TALK, "planned") == path_to(TALK, "nowhere") == ()
    for each in kinds().values():
        reached = {state.code for state in each.states if path_to(each, state.code)}
        assert reached == {state.code for state in each.states[1:]}, "a state nobody can reach"
