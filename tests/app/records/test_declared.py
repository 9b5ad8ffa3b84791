"""The declarations themselves."""

import re

import pytest

from app.errors import NotFoundError
from app.records.change import NAME
from app.records.gates import gates
from app.records.kinds import STATE, Place, Sensitivity, Type, Writes, children_of, declared_modules, kind, kinds
from app.records.rules_one import GATE_FIELDS
from app.records.values import problem
from app.records.verdicts import lockable

STAGES = {"prepare", "field", "assess", "report", "handover", "follow_up", "manage"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")
FORBIDDEN_WORDS = ("采访", "访谈", "约谈", "笔录", "密码", "条目")
FORBIDDEN_FIELDS = ("religion", "ethnic", "complain", "宗教", "信仰", "民族", "举报人", "信访人", "blood", "health")

EVERY = [pytest.param(k, id=k.code) for k in kinds().values()]
FIELDS = [pytest.param(k, f, id=f"{k.code}.{f.name}") for k in kinds().values() for f in k.fields]


def words_of(each):
    yield each.words
    yield each.plural
    yield from (words for _, words in each.groups)
    yield from (state.words for state in each.states)
    yield from (step.words for step in each.steps)
    for field in each.fields:
        yield field.words
        yield from (choice.words for choice in field.choices)
        if field.help:
            yield field.help


def test_every_kind_is_declared_in_a_file_of_its_name():
    assert {name.rsplit(".", 1)[1] for name in declared_modules()} == set(kinds())
    wanted = "attachment committee_member event group income_year inspector interview interview_addendum interview_line"
    wanted += " document_check document_loan evidence evidence_page fact_confirmation finding finding_source"
    wanted += " office outline person round setting village village_project writer"
    assert set(wanted.split()) <= set(kinds())
    with pytest.raises(NotFoundError):
        kind("nothing")


@pytest.mark.parametrize("each", EVERY)
def test_everything_has_words_in_both_languages(each):
    for words in words_of(each):
        assert words.get("zh_CN").strip()
        assert words.get("en").strip()
        assert not CHINESE.search(words.en)
        assert not any(word in words.zh for word in FORBIDDEN_WORDS)


@pytest.mark.parametrize("each", EVERY)
def test_labels_of_a_kind_are_told_apart(each):
    for language in ("zh_CN", "en"):
        for things in (each.fields, each.states, each.steps):
            labels = [thing.words.get(language) for thing in things]
            assert len(labels) == len(set(labels))


@pytest.mark.parametrize("each", EVERY)
def test_a_kind_is_sound(each):
    assert NAME.match(each.code)
    assert each.stage in STAGES
    assert each.title
    assert all(each.field(name) for name in each.title)
    assert len({f.name for f in each.fields}) == len(each.fields)
    assert {f.group for f in each.fields} == {name for name, _ in each.groups}
    assert each.parent in {"", "*", *kinds()}
    assert not each.parent or not each.listed
    assert any(f.column for f in each.fields)
    if each.place is Place.COMMON:
        assert each.writes is Writes.OFFICE


@pytest.mark.parametrize("each", EVERY)
def test_states_and_steps_fit(each):
    codes = [state.code for state in each.states]
    assert len(set(codes)) == len(codes)
    assert len({step.name for step in each.steps}) == len(each.steps)
    assert bool(codes) == bool(each.steps)
    assert not codes or not each.states[0].locked
    for step in each.steps:
        assert {*step.frm, step.to} <= set(codes)
        assert all(each.field(name) for name in step.requires)
        assert set(step.gates) <= set(gates())
        for gate in step.gates:
            read = GATE_FIELDS.get(gate, ())
            near = (each, *children_of(each.code))
            assert not read or any(kind.field(name) for name in read for kind in near), "a gate that reads nothing here"
        if each.state(step.to).locked and not any(each.state(code).locked for code in step.frm):
            assert "G06" in step.gates


@pytest.mark.parametrize(("each", "field"), FIELDS)
def test_a_field_is_sound(each, field):
    assert NAME.match(field.name)
    assert field.name != STATE
    assert not field.name.startswith("~")
    points = field.type in {Type.REFERENCE, Type.REFERENCES}
    assert bool(field.of) == points
    assert not points or field.of in kinds()
    assert problem(field, field.default) is None
    if field.choices:
        codes = [choice.code for choice in field.choices]
        assert len(set(codes)) == len(codes)
        assert field.default is None or field.default in codes
    if field.type is Type.JSON or field.sensitivity is Sensitivity.SEALED:
        assert (field.column, field.search, field.filter) == (False, False, False)
    if field.filter:
        filterable = {Type.CHOICE, Type.CHOICES, Type.BOOLEAN, Type.REFERENCE, Type.REFERENCES, Type.INTEGER, Type.TEXT}
        assert field.type in filterable
    if field.search:
        assert field.type in {Type.TEXT, Type.LONG_TEXT}
    assert not field.after_lock or lockable(each.code)


@pytest.mark.parametrize(("each", "field"), FIELDS)
def test_nobody_is_asked_what_the_work_does_not_need(each, field):
    told = f"{field.name} {field.words.zh} {field.words.en}".lower()
    assert not any(word in told for word in FORBIDDEN_FIELDS)


def test_numbers_of_people_are_masked():
    for each in kinds().values():
        for field in each.fields:
            if re.search(r"phone|id_number|account_no|mobile", field.name) and each.code != "office":
                assert field.sensitivity is Sensitivity.MASKED, f"{each.code}.{field.name}"
    assert kind("person").field("id_reason")
    assert kind("interview").field("internal_note").sensitivity is Sensitivity.SEALED


def test_parts_of_a_record_are_found():
    assert {k.code for k in children_of("interview")} == {
        "attachment",
        "interview_addendum",
        "interview_line",
        "interview_mark",
    }
    assert {k.code for k in children_of("village")} == {
        "attachment",
        "committee_member",
        "income_year",
        "village_project",
    }
    assert children_of("person") == ()
    assert children_of("nothing") == ()


def test_the_log_is_written_by_nobodys_hand():
    assert [k.code for k in kinds().values() if not k.by_hand] == ["event"]


def test_what_can_be_locked_is_known():
    assert {code for code in kinds() if lockable(code)} == {
        "assessment_meeting",
        "attachment",
        "document_check",
        "document_loan",
        "evidence",
        "evidence_page",
        "fact_confirmation",
        "finding",
        "finding_source",
        "interview",
        "interview_addendum",
        "interview_line",
        "interview_mark",
        "response",
    }
    assert not lockable("nothing")
