"""Steps that belong to a role, and what others signed: a hand-made change does not get round either."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from app.errors import NotAllowedError
from app.records.change import COMMON, new_record_id
from app.services.records import RecordService
from app.services.session import Session
from app.storage.types import ListQuery, NewChange, Record
from app.storage.vault import Vault
from tests.attacks import forge
from tests.attacks.forge import Forger, Scene


def confirmed(scene: Scene, **more: Any) -> None:
    """The laptop that has turned confirms its village's portrait, which is the leader's to do."""
    state = scene.office.record(scene.other)
    on = sorted({head.change for found in state.heads.values() for head in found})
    step = {"name": "confirm", "on": on}
    scene.hit(scene.forger().change("village", scene.other, state.scope, {"state": "confirmed"}, step=step, **more))


def stands(scene: Scene) -> tuple[str, list[str]]:
    """State of that village, and the rules its irregular changes break."""
    found = scene.office.record(scene.other)
    return found.state or "draft", [one.rule for one in found.irregular]


def promoted(scene: Scene, role: str) -> None:
    scene.office.write([NewChange("inspector", scene.bad.me.person, COMMON, {"role": role}, as_office=True)])


def same_as_folded_anew(vault: Vault) -> bool:
    before = vault.dump()
    vault.rebuild()
    return vault.dump() == before


def test_a_step_that_belongs_to_a_role_does_not_count_without_it(scene: Scene) -> None:
    confirmed(scene)
    assert stands(scene) == ("draft", ["role"])
    with pytest.raises(NotAllowedError):
        scene.bad.write([NewChange("village", scene.other, f"village-{scene.other}", {}, step="confirm")])


def test_a_role_given_later_lets_it_count_and_one_taken_back_does_not(scene: Scene) -> None:
    confirmed(scene)
    promoted(scene, "leader")
    assert stands(scene) == ("confirmed", [])
    promoted(scene, "member")
    assert stands(scene) == ("draft", ["role"])
    assert same_as_folded_anew(scene.office)


def test_what_a_leader_confirmed_stays_confirmed_when_the_round_is_over(scene: Scene) -> None:
    promoted(scene, "leader")
    forge.assigned(scene.office, scene.bad, scene.stick)
    RecordService(Session(scene.bad)).step(scene.other, "confirm")
    scene.handed(scene.bad)
    promoted(scene, "member")
    assert stands(scene) == ("confirmed", [])
    assert same_as_folded_anew(scene.office)


# ---- what others signed


@dataclass
class Field:
    """One scene for many talks, and one attacker whose chain goes on."""

    scene: Scene
    by: Forger


@pytest.fixture(scope="module")
def field(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    made = forge.scene(tmp_path_factory.mktemp("roles"))
    yield Field(made, made.forger())
    made.table.close()


def signed_talk(field: Field) -> Record:
    """A talk the honest laptop signed, as the office has it."""
    people = [field.scene.honest.me.person, field.scene.bad.me.person]
    rec = new_record_id()
    held = {"person_name": "曹德厚", "role": "ITV-PUB", "talkers": people[:1], "recorder": people[1]}
    field.scene.honest.write([NewChange("interview", rec, field.scene.scope, held)])
    line = new_record_id()
    field.scene.honest.write(
        [NewChange("interview_line", line, field.scene.scope, {"text": "租金三万六"}, parent=rec, order="V")]
    )
    for step in ("begin", "finish", "sign"):
        field.scene.honest.write([NewChange("interview", rec, field.scene.scope, {}, step=step)])
    field.scene.handed(field.scene.honest)
    return field.scene.office.record(rec)


MARKS = {"~deleted": True, "~moved": "village-" + "77" * 16, "~same_as": "ab" * 16}


def listed(field: Field, rec: str, kind: str = "interview") -> bool:
    return rec in {row.rec for row in field.scene.office.rows(kind, field.scene.office.list(ListQuery(kind)))}


@pytest.mark.parametrize("name", MARKS)
def test_who_has_seen_a_signature_of_another_does_not_take_the_record_away(field: Field, name: str) -> None:
    talk = signed_talk(field)
    field.scene.hit(field.by.change("interview", talk.rec, talk.scope, {name: MARKS[name]}, rests=[talk.lock]))
    assert listed(field, talk.rec)
    assert [one.rule for one in field.scene.office.record(talk.rec).irregular] == ["signed"]


@pytest.mark.parametrize("name", MARKS)
def test_who_hides_having_seen_it_leaves_a_conflict_for_a_person_to_decide(field: Field, name: str) -> None:
    talk = signed_talk(field)
    field.scene.hit(field.by.change("interview", talk.rec, talk.scope, {name: MARKS[name]}))
    assert listed(field, talk.rec)
    assert name in field.scene.office.record(talk.rec).conflicts
    RecordService(Session(field.scene.office)).resolve(talk.rec, name, None if name != "~deleted" else False)
    assert field.scene.office.record(talk.rec).conflicts == ()
    assert listed(field, talk.rec)
    assert same_as_folded_anew(field.scene.office)


@pytest.mark.parametrize("how", ["seen", "unseen"])
@pytest.mark.parametrize("name", MARKS)
def test_a_line_of_a_signed_talk_stays_in_it(field: Field, name: str, how: str) -> None:
    talk = signed_talk(field)
    (line,) = field.scene.office.children(talk.rec, "interview_line")
    rests = {"rests": [talk.lock]} if how == "seen" else {}
    field.scene.hit(
        field.by.change("interview_line", line.rec, talk.scope, {name: MARKS[name]}, parent=talk.rec, **rests)
    )
    assert [one.values["text"] for one in field.scene.office.children(talk.rec, "interview_line")] == ["租金三万六"]
    found = field.scene.office.record(line.rec)
    assert (found.irregular != ()) == (how == "seen")
    assert (name in found.conflicts) == (how == "unseen")


def test_a_mark_set_before_the_signature_and_not_seen_by_it_takes_nothing_away(field: Field) -> None:
    talk = signed_talk(field)
    early = field.by.change("interview", talk.rec, talk.scope, {"~same_as": "ab" * 16}, t=[0, 0])
    field.scene.hit(early)
    assert listed(field, talk.rec)
    assert "~same_as" in field.scene.office.record(talk.rec).conflicts


def test_who_signed_and_who_is_in_charge_may(field: Field) -> None:
    talk = signed_talk(field)
    RecordService(Session(field.scene.honest)).move(talk.rec, field.scene.other)
    field.scene.handed(field.scene.honest)
    assert field.scene.office.record(talk.rec, talk.scope).moved_to == f"village-{field.scene.other}"
    assert field.scene.office.record(talk.rec, f"village-{field.scene.other}").state == "signed"
    other = signed_talk(field)
    RecordService(Session(field.scene.office)).same_person(other.rec, talk.rec)
    assert not listed(field, other.rec)
    assert field.scene.office.record(other.rec).conflicts == ()


def test_a_finding_one_handler_signed_is_not_deleted_by_another(field: Field) -> None:
    talk = signed_talk(field)
    rec = new_record_id()
    field.scene.honest.write([NewChange("finding", rec, field.scene.scope, {"title": "租金未入账", "facts": "2022年"})])
    source = {"interview": talk.rec}
    field.scene.honest.write([NewChange("finding_source", new_record_id(), field.scene.scope, source, parent=rec)])
    field.scene.honest.write([NewChange("finding", rec, field.scene.scope, {}, step="sign")])
    field.scene.handed(field.scene.honest)
    finding = field.scene.office.record(rec)
    seen = sorted({head.change for found in finding.heads.values() for head in found})
    by = field.by
    field.scene.hit(by.change("finding", rec, field.scene.scope, {"~deleted": True}, rests=seen))
    assert [one.rule for one in field.scene.office.record(rec).irregular] == ["signed"]
    field.scene.hit(by.change("finding", rec, field.scene.scope, {"~deleted": True}))
    assert listed(field, rec, "finding")
    assert "~deleted" in field.scene.office.record(rec).conflicts
