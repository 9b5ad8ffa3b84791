"""A record id used again for another kind or parent: both stand, neither hides the other, and somebody must look."""

import pytest

from app.records.change import new_record_id
from app.services.records import RecordService
from app.services.session import Session
from app.storage.types import Draft, ListQuery, NewChange
from app.storage.vault import Vault
from tests.app.sync.circle import add_person
from tests.attacks import forge
from tests.attacks.forge import Forger, Scene


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory):
    made = forge.scene(tmp_path_factory.mktemp("twins"))
    yield made, made.forger()
    made.table.close()


@pytest.fixture
def scene(shared: tuple[Scene, Forger]) -> Scene:
    return shared[0]


@pytest.fixture
def by(shared: tuple[Scene, Forger]) -> Forger:
    """One attacker whose chain goes on."""
    return shared[1]


def listed(vault: Vault, kind: str, rec: str) -> int:
    """How many rows of a list have this id."""
    return sum(row.rec == rec for row in vault.rows(kind, vault.list(ListQuery(kind))))


def folds_the_same(vault: Vault) -> bool:
    before = vault.dump()
    vault.rebuild()
    return vault.dump() == before


def test_an_older_clock_does_not_put_another_kind_in_the_place_of_a_record(scene: Scene, by: Forger) -> None:
    rec = add_person(scene.honest, scene.village, "王桂花")
    scene.handed(scene.honest)
    scene.hit(by.change("interview", rec, scene.scope, {"place": "坏"}, t=[0, 0]))
    for vault in (scene.office,):
        page = RecordService(Session(vault)).get(rec)
        assert (page.kind.code, page.values["name"]) == ("person", "王桂花")
        assert vault.record(rec).strangers
        assert vault.record(rec, kind="interview").values["place"] == "坏"
        assert (listed(vault, "person", rec), listed(vault, "interview", rec)) == (1, 1)
        assert [hit.rec for hit in vault.search("王桂花")] == [rec]
        assert folds_the_same(vault)
    page = RecordService(Session(scene.office)).get(rec)
    assert page.values["name"] == "王桂花", "also after everything was folded anew"


def test_whoever_hears_of_the_attacker_first_still_opens_the_record_from_its_list(scene: Scene, by: Forger) -> None:
    rec = new_record_id()
    scene.hit(by.change("interview", rec, scene.scope, {"place": "坏"}, t=[0, 0]))
    scene.honest.write([NewChange("person", rec, scene.scope, {"name": "李秀英"})])
    scene.handed(scene.honest)
    service = RecordService(Session(scene.office))
    assert service.get(rec, "person").values["name"] == "李秀英"
    service.save_draft(rec, "person", {"birth": "1975"}, {})
    assert service.commit(rec) == {"person"}
    assert scene.office.record(rec, kind="person").values["birth"] == "1975"
    service.delete(rec)
    assert listed(scene.office, "person", rec) == 0
    assert listed(scene.office, "interview", rec) == 1


def test_its_owner_goes_on_writing(scene: Scene, by: Forger) -> None:
    rec = add_person(scene.honest, scene.village, "王桂花")
    forged = by.change("evidence", rec, scene.scope, {"title": "坏"}, t=[0, 0])
    scene.hit(forged, at=scene.honest)
    scene.honest.save_draft(Draft(scene.honest.me.person, rec, scene.scope, "person", {"name": "王桂华"}))
    scene.honest.commit_draft(rec)
    scene.honest.write([NewChange("person", rec, scene.scope, {"birth": "1975"})])
    scene.handed(scene.honest)
    found = scene.office.record(rec, kind="person")
    assert (found.values["name"], found.values["birth"], found.irregular) == ("王桂华", "1975", ())


def test_a_line_stays_in_its_talk_whoever_claims_it_for_another(scene: Scene, by: Forger) -> None:
    talk, line = new_record_id(), new_record_id()
    people = [scene.honest.me.person, scene.bad.me.person]
    held = {"person_name": "曹德厚", "role": "ITV-PUB", "talkers": people[:1], "recorder": people[1]}
    scene.honest.write([NewChange("interview", talk, scene.scope, held)])
    scene.honest.write([NewChange("interview_line", line, scene.scope, {"text": "三万六"}, parent=talk, order="V")])
    for step in ("begin", "finish", "sign"):
        scene.honest.write([NewChange("interview", talk, scene.scope, {}, step=step)])
    scene.handed(scene.honest)
    other = new_record_id()
    scene.hit(
        by.change("interview", other, scene.scope, {"person_name": "坏"}, t=[0, 0]),
        by.change("interview_line", line, scene.scope, {"text": "坏"}, parent=other, t=[0, 0]),
    )
    assert [part.values["text"] for part in scene.office.children(talk, "interview_line")] == ["三万六"]
    assert [part.values["text"] for part in scene.office.children(other, "interview_line")] == ["坏"]
    found = scene.office.record(talk)
    assert (found.state, found.changed_since) == ("signed", ())
    assert folds_the_same(scene.office)


def test_a_forged_parent_takes_nobody_off_the_roster(scene: Scene, by: Forger) -> None:
    person, before = scene.honest.me.person, scene.office.roster()
    for rec in (person, scene.honest.me.writer_id):
        for kind in ("inspector", "writer", "person", "interview_line"):
            scene.hit(by.change(kind, rec, "common", {"name": "x"}, parent="00" * 16, t=[0, 0]))
    assert scene.office.roster() == before
    assert folds_the_same(scene.office)
    assert scene.office.roster() == before
    assert RecordService(Session(scene.office)).title(person)


def test_locks_of_another_kind_under_a_parents_id_hold_for_nothing(scene: Scene, by: Forger) -> None:
    talk, line = new_record_id(), new_record_id()
    scene.honest.write([NewChange("interview", talk, scene.scope, {"person_name": "曹德厚", "role": "ITV-PUB"})])
    scene.honest.write([NewChange("interview_line", line, scene.scope, {"text": "一"}, parent=talk, order="V")])
    scene.handed(scene.honest)
    people = sorted((scene.honest.me.person, scene.bad.me.person))
    taken = by.change("evidence", talk, scene.scope, {"title": "坏", "takers": people}, t=[0, 0])
    (head,) = {h.change for found in scene.office.record(line).heads.values() for h in found}
    step = {"name": "take", "on": sorted((taken.id, head))}
    scene.hit(taken, by.change("evidence", talk, scene.scope, {"state": "taken"}, step=step))
    assert scene.office.record(talk, kind="evidence").state == "taken"
    scene.honest.write([NewChange("interview_line", line, scene.scope, {"text": "二"}, parent=talk)])
    scene.handed(scene.honest)
    found = scene.office.record(line)
    assert (found.values["text"], found.conflicts) == ("二", ())
