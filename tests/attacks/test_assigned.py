"""Writing into a village one was never assigned to: kept and applied, and marked for a person to see."""

from app.records.change import COMMON, LAST_MOMENT, new_record_id
from app.services.records import RecordService
from app.services.session import Session
from app.storage.types import NewChange
from app.storage.vault import Vault
from tests.app.sync.circle import add_person
from tests.attacks import forge
from tests.attacks.forge import Scene


def outsiders(vault: Vault) -> list[tuple[str, str]]:
    """Writers and the villages they wrote into from outside."""
    with vault.database.read() as connection:
        return sorted(vault._standing.outside(connection))


def marked(vault: Vault, rec: str) -> list[bool]:
    """Of each change of a record, oldest first, whether it came from outside."""
    return [line.outside for line in reversed(RecordService(Session(vault)).history(rec))]


def test_a_writer_who_was_never_assigned_to_a_village_is_marked_there_and_nowhere_else(scene: Scene) -> None:
    rec = add_person(scene.honest, scene.village, "王桂花")
    scene.handed(scene.honest)
    head = scene.office.record(rec).heads["name"][0].change
    later = {"sup": {"name": [head]}, "t": [LAST_MOMENT, 0]}
    scene.hit(scene.forger().change("person", rec, scene.scope, {"name": "王桂花花"}, **later))
    assert scene.office.record(rec).values["name"] == "王桂花花", "a mark, never a loss"
    assert marked(scene.office, rec) == [False, True]
    assert outsiders(scene.office) == [(scene.bad.me.writer_id, scene.scope)]
    own = add_person(scene.bad, scene.other, "钱某")
    scene.handed(scene.bad)
    assert marked(scene.office, own) == [False]
    office = new_record_id()
    scene.office.write([NewChange("person", office, scene.scope, {"name": "办公室录入"})])
    assert marked(scene.office, office) == [False]


def test_an_assignment_that_arrives_later_takes_the_mark_away_and_its_end_does_not_bring_it_back(scene: Scene) -> None:
    rec = new_record_id()
    scene.hit(scene.forger().change("person", rec, scene.scope, {"name": "补录"}))
    assert marked(scene.office, rec) == [True]
    for villages in ([scene.other, scene.village], [scene.other]):
        given = {"villages": villages}
        scene.office.write([NewChange("inspector", scene.bad.me.person, COMMON, given, as_office=True)])
        assert marked(scene.office, rec) == [False]


def test_the_villages_of_ones_group_are_ones_own(scene: Scene) -> None:
    rec, group = new_record_id(), new_record_id()
    scene.hit(scene.forger().change("person", rec, scene.scope, {"name": "补录"}))
    assert marked(scene.office, rec) == [True]
    held = {"name": "第一组", "leader": scene.honest.me.person, "villages": [scene.village, scene.other]}
    scene.office.write([NewChange("group", group, COMMON, held, as_office=True)])
    assert marked(scene.office, rec) == [True], "the leader is somebody else"
    scene.office.write([NewChange("inspector", scene.bad.me.person, COMMON, {"group": group}, as_office=True)])
    assert marked(scene.office, rec) == [False]


def test_a_laptop_that_has_not_heard_of_an_assignment_yet_keeps_everything(scene: Scene) -> None:
    rec = add_person(scene.bad, scene.village, "跨村")
    given = {"villages": [scene.other, scene.village]}
    scene.office.write([NewChange("inspector", scene.bad.me.person, COMMON, given, as_office=True)])
    changes = [item.change for item in scene.bad.history(rec)]
    scene.hit(*changes, at=scene.honest)
    assert scene.honest.record(rec).values["name"] == "跨村"
    assert marked(scene.honest, rec) == [True]
    forge.assigned(scene.office, scene.honest, scene.stick)
    assert marked(scene.honest, rec) == [False]
