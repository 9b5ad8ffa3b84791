"""Rule set 1: who writes, types, steps, redactions; what each lets through and stops."""

from dataclasses import replace

import pytest

from app.records.change import COMMON, LOG
from tests.app.records.world import AGE, LI, VILLAGE, WANG, Book, key, rec, roster, signed, talk, writer

# ---- roster


def test_only_the_office_writes_the_roster_and_the_round():
    book = Book()
    fields = {"name": "第一轮"}
    assert book.rule(book.write("office", rec("r"), fields, kind="round", scope=COMMON)) == ""
    forged = book.write("li", rec("r2"), fields, kind="round", scope=COMMON)
    assert book.rule(forged) == "roster"
    assert book.verdict(forged).details == {"why": "office"}


def test_a_writer_nobody_knows_is_not_regular():
    book = Book()
    change = book.write("stranger", rec("p"), {"name": "x"}, kind="person")
    assert book.rule(change) == "roster"


def test_a_key_ends_at_a_number_and_hash():
    book = Book()
    first, second, third = (book.write("li", rec("p"), {"name": n}, kind="person") for n in "abc")
    book.roster = roster(ended={"li": {VILLAGE: (2, second.id)}})
    assert [book.rule(c) for c in (first, second, third)] == ["", "", "roster"]
    book.roster = roster(ended={"li": {VILLAGE: (2, "0" * 64)}})
    assert [book.rule(c) for c in (first, second)] == ["", "roster"], "the same number on another branch does not count"
    book.roster = roster(ended={"li": {LOG: (5, "0" * 64)}})
    assert book.rule(first) == "roster", "a scope the end leaves out has nothing that counts"


def vouch(book, name="li", person=LI, new="li third", **more):
    fields = {"person": person, "key": key(new), "recipient": "age1x", "vouched_by": writer(name), **more}
    return book.write(name, writer(new), fields, kind="writer", scope=COMMON)


def test_an_older_key_may_vouch_for_a_newer_one_of_the_same_person():
    book = Book()
    assert book.rule(vouch(book)) == ""


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"person": WANG}, "person"),
        ({"vouched_by": writer("wang")}, "person"),
        ({"ended": {}}, "office"),
        ({"key": "zz"}, "key"),
        ({"key": 5}, "key"),
        ({"key": key("someone else")}, "key"),
        ({"new": "wang"}, "taken"),
    ],
)
def test_vouching_for_anything_else_is_refused(more, why):
    book = Book()
    verdict = book.verdict(vouch(book, **more))
    assert (verdict.rule, verdict.details) == ("roster", {"why": why})


def test_vouching_makes_a_record_and_never_changes_one():
    book = Book()
    vouch(book)
    assert book.rule(vouch(book)) == "roster"


def test_a_key_without_a_person_vouches_for_nobody():
    book = Book()
    own = book.roster.writers[writer("li")]
    book.roster = replace(book.roster, writers={**book.roster.writers, writer("li"): replace(own, person="")})
    assert book.rule(vouch(book, person="")) == "roster"


# ---- type


def test_a_value_must_be_of_its_fields_type():
    book = Book()
    assert book.rule(book.write("li", rec("v"), {"population": 1204}, kind="village")) == ""
    wrong = book.write("li", rec("v"), {"population": "1204"}, kind="village")
    assert book.rule(wrong) == "type"
    assert book.verdict(wrong).details == {"field": "population", "why": "integer"}
    assert book.rule(book.write("li", rec("v"), {"~deleted": "yes"}, kind="village")) == "type"


def test_a_sealed_field_holds_an_age_file_and_nothing_else():
    book = Book()
    assert book.rule(book.write("li", rec("t"), {"internal_note": AGE})) == ""
    assert book.rule(book.write("li", rec("t"), {"internal_note": "in clear"})) == "type"


def test_a_value_that_was_withheld_is_nobodys_mistake():
    book = Book()
    assert book.rule(book.write("li", rec("v"), {"population": "x"}, kind="village", withheld=["population"])) == ""


def test_a_record_stands_in_the_scope_of_its_kind():
    book = Book()
    assert book.rule(book.write("li", rec("e"), {"what": "unlock"}, kind="event", scope=LOG)) == ""
    assert book.rule(book.write("li", rec("e2"), {"what": "unlock"}, kind="event")) == "type"
    assert book.rule(book.write("li", rec("p"), {"name": "x"}, kind="person", scope=COMMON)) == "type"
    round_photo = {"name": "photo.jpg"}
    parent = rec("round")
    assert book.rule(book.write("li", rec("a"), round_photo, kind="attachment", scope=COMMON, parent=parent)) == ""


def test_a_part_names_its_record_and_nothing_else_does():
    book = Book()
    assert book.rule(book.write("li", rec("l"), {"text": "x"}, kind="interview_line", parent=rec("talk"))) == ""
    assert book.rule(book.write("li", rec("l2"), {"text": "x"}, kind="interview_line")) == "type"
    assert book.rule(book.write("li", rec("p"), {"name": "x"}, kind="person", parent=rec("talk"))) == "type"


# ---- step


def test_a_step_starts_from_the_state_it_replaces():
    book = Book()
    record = talk(book)
    assert book.state(record).state == "to_check"
    assert book.rule(book.write("wang", record, {}, step="begin")) == "step"
    assert book.rule(book.write("wang", record, {}, step="resume")) == ""
    assert book.state(record).state == "in_progress"


def test_a_step_leads_where_it_is_declared_to():
    book = Book()
    assert book.rule(book.write("li", rec("t"), {"state": "signed"}, step="begin")) == "step"
    assert book.rule(book.write("li", rec("t"), {"state": "in_progress"}, step="begin", withheld=["state"])) == "step"


def test_nobody_writes_a_state_without_a_step():
    book = Book()
    record = talk(book)
    assert book.rule(book.write("li", record, {"state": "signed"})) == "step"
    assert book.rule(book.write("li", rec("new"), {"state": "planned"})) == "step"


def test_a_step_on_an_irregular_state_starts_from_the_first_one():
    book = Book()
    record = rec("t")
    forged = book.write("li", record, {"state": "to_check"})
    assert book.rule(book.write("li", record, {}, step="sign", sup={"state": [forged.id]})) == "step"
    assert book.rule(book.write("li", record, {}, step="notify", sup={"state": [forged.id]})) == ""


def two_states(book):
    record = rec("t")
    base = [book.write("li", record, {"person_name": "x"})]
    one = book.write("li", record, {}, step="notify", seen=base)
    other = book.write("wang", record, {}, step="unschedule", seen=base)
    return record, one, other


def test_states_beside_each_other_are_settled_by_choosing_one_of_them():
    book = Book()
    record, _, _ = two_states(book)
    assert "state" in book.state(record).conflicts
    assert book.rule(book.write("li", record, {"state": "planned"})) == "step"
    assert book.rule(book.write("li", record, {"state": "notified"})) == ""
    assert book.state(record).state == "notified"
    assert book.state(record).conflicts == ()


def test_a_step_from_states_beside_each_other_needs_to_start_from_all_of_them():
    book = Book()
    record, _, _ = two_states(book)
    assert book.rule(book.write("li", record, {}, step="finish")) == "step"
    assert book.rule(book.write("li", record, {}, step="begin")) == ""


def test_starting_from_one_of_two_states_is_not_enough():
    book = Book()
    record, one, _ = two_states(book)
    book.write("li", record, {}, step="begin", sup={"state": [one.id]})
    assert set(book.state(record).conflicts) == {"state"}
    assert book.rule(book.write("li", record, {}, step="begin")) == "step", "one of the two has begun already"


def test_settling_never_opens_what_was_signed():
    book = Book()
    record = talk(book)
    before = list(book.changes.values())
    book.write("li", record, {}, step="sign", seen=before)
    book.write("wang", record, {}, step="resume", seen=before)
    assert book.rule(book.write("wang", record, {"state": "in_progress"})) == "step"
    assert book.rule(book.write("wang", record, {"state": "signed"})) == ""


# ---- redact


def test_author_and_office_may_redact_and_nobody_else():
    book = Book()
    target = book.write("li", rec("t"), {"others": "王五"})
    names = {target.id: ["others"]}
    assert book.rule(book.write("li", rec("t"), {}, redact=names)) == ""
    assert book.rule(book.write("li again", rec("t"), {}, redact=names)) == "", "the same person with another key"
    assert book.rule(book.write("office", rec("t"), {}, redact=names)) == ""
    assert book.rule(book.write("wang", rec("t"), {}, redact=names)) == "redact"


@pytest.mark.parametrize("name", ["talkers", "recorder", "state", "~deleted"])
def test_what_rules_read_is_not_redacted(name):
    book = Book()
    target = book.write("li", rec("t"), {"others": "王五"})
    assert book.rule(book.write("li", rec("t"), {}, redact={target.id: [name]})) == "redact"


def test_the_roster_is_not_redacted():
    book = Book()
    target = book.write("office", LI, {"name": "李"}, kind="inspector", scope=COMMON)
    forgotten = book.write("office", LI, {}, kind="inspector", scope=COMMON, redact={target.id: ["name"]})
    assert book.rule(forgotten) == "redact"


def test_a_redaction_stands_alone():
    book = Book()
    target = book.write("li", rec("t"), {"others": "王五"})
    assert book.rule(book.write("li", rec("t"), {"others": None}, redact={target.id: ["others"]})) == "redact"


def test_redacting_a_signed_value_leaves_nothing_to_restate():
    book = Book()
    record = signed(book)
    head = book.state(record).heads["person_name"][0]
    restated = book.write("wang", record, {"person_name": "张三"})
    assert book.rule(restated) == ""
    book.write("li", record, {}, redact={head.id: ["person_name"]})
    assert book.judged()[restated.id].verdict.rule == "G06"
    assert book.state(record).values["person_name"] is None
