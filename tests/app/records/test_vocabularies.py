"""The shipped lists."""

import pytest

from app.errors import NotFoundError
from app.records import vocabularies
from app.records.choices import TALK_ROLES
from app.records.kinds import Type, kinds


def test_there_is_an_outline_for_every_role_of_a_talk():
    found = vocabularies.outlines()
    assert [o.role for o in found] == [choice.code for choice in TALK_ROLES]
    assert sum(len(o.questions) for o in found) == 137
    secretary = vocabularies.outline("ITV-SEC")
    assert (secretary.must_talk, secretary.minutes, len(secretary.opening), len(secretary.closing)) == (True, 90, 3, 4)
    assert all(o.words.zh and o.words.en for o in found)


def test_the_problem_tree_holds_together():
    items = vocabularies.taxonomy()
    codes = {item.code for item in items}
    assert len([item for item in items if item.level == 3]) == 117
    assert all(item.words.zh and item.words.en for item in items)
    assert {item.parent for item in items} - {""} <= codes
    assert vocabularies.item("A2-02").parent == "A2"


def test_questions_point_to_problems_that_exist():
    codes = {item.code for item in vocabularies.taxonomy()}
    asked = {code for o in vocabularies.outlines() for q in o.questions for code in q.items}
    assert asked <= codes


def test_documents_are_listed():
    assert len(vocabularies.documents()) == 66
    assert vocabularies.documents()[0].code == "DOC01"


@pytest.mark.parametrize("ask", [vocabularies.outline, vocabularies.item, vocabularies.words_of])
def test_what_is_not_there_is_told(ask):
    with pytest.raises(NotFoundError):
        ask("nothing")


def test_every_vocabulary_a_field_names_exists():
    named = {f.vocabulary for kind in kinds().values() for f in kind.fields if f.vocabulary}
    assert named == {"documents", "taxonomy"}
    for name in vocabularies.VOCABULARIES:
        assert all(words.zh and words.en for words in vocabularies.words_of(name).values())


def test_a_field_takes_its_codes_from_one_place():
    for kind in kinds().values():
        for field in kind.fields:
            if field.type in {Type.CHOICE, Type.CHOICES}:
                assert bool(field.choices) != bool(field.vocabulary), f"{kind.code}.{field.name}"
            else:
                assert not field.choices, f"{kind.code}.{field.name}"
                assert not field.vocabulary, f"{kind.code}.{field.name}"
