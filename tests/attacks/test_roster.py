"""A laptop on the roster that reaches for more than it was given."""

from dataclasses import replace

from app.records.change import COMMON
from app.security.keys import Identity, WriterKey
from app.storage.types import NewChange
from app.sync import enrolment, places, receive
from tests.attacks import forge
from tests.attacks.forge import Scene


def _vouch(scene: Scene, laptop: str, key: WriterKey | None = None) -> WriterKey:
    fresh, by = key or WriterKey.generate(), scene.forger()
    fields = {
        "person": scene.office.person_of(by.key.writer_id),
        "laptop": laptop,
        "key": fresh.public.hex(),
        "recipient": Identity.generate().recipient,
        "installation": "ab" * 16,
        "vouched_by": by.key.writer_id,
    }
    scene.hit(by.change("writer", fresh.writer_id, COMMON, fields, t=[forge.NOW + 10**9, 0]))
    return fresh


def test_a_vouched_key_does_not_sit_down_at_another_laptop(scene: Scene) -> None:
    code = scene.office.roster().writers[scene.honest.me.writer_id].laptop
    before = places.laptops(scene.office)[code]
    _vouch(scene, code)
    assert places.laptops(scene.office)[code] == before


def test_a_vouched_key_does_not_pass_for_the_office(scene: Scene) -> None:
    for code in ("office", "00"):
        key = _vouch(scene, code)
        assert places.place_of(scene.office, key.writer_id) != "office"


def test_nobody_rewrites_an_entry_of_the_office_by_vouching_for_it(scene: Scene) -> None:
    code = scene.office.roster().writers[scene.honest.me.writer_id].laptop
    mine = scene.office.roster().writers[scene.bad.me.writer_id]
    _vouch(scene, code, scene.bad.me.key)
    assert scene.office.roster().writers[mine.writer] == mine
    second = _vouch(scene, mine.laptop)
    by = forge.Forger(second)
    fields = {"person": mine.person, "laptop": code, "key": mine.key, "vouched_by": second.writer_id}
    scene.hit(by.change("writer", mine.writer, COMMON, fields), keys=[second.public.hex()])
    assert scene.office.roster().writers[mine.writer] == mine


def test_a_vouched_key_serves_its_own_laptop(scene: Scene) -> None:
    mine = scene.office.roster().writers[scene.bad.me.writer_id]
    key = _vouch(scene, mine.laptop)
    entry = scene.office.roster().writers[key.writer_id]
    assert (entry.laptop, entry.person) == (mine.laptop, mine.person)


def test_an_enrolment_does_not_claim_somebody_elses_place_on_the_roster(scene: Scene) -> None:
    victim = scene.office.roster().writers[scene.honest.me.writer_id].person
    stranger = scene.table.laptop("stranger", "冒名者", "X099")
    made = enrolment.write(stranger, scene.stick)
    again = replace(made.manifest, body={**made.manifest.body, "person": victim}, package="cd" * 16, counter=2)
    from app.sync import package

    forged = package.write(scene.stick, again, [], stranger.me.key)
    receive.receive(scene.office, forged.path)
    person = enrolment.confirm(scene.office, enrolment.enrolments(scene.office)[-1].row)
    assert person != victim
    assert scene.office.roster().inspectors[victim].name == "李守正"
    assert scene.office.person_of(stranger.me.writer_id) == person


def test_a_record_of_the_roster_cannot_be_turned_into_something_else(scene: Scene) -> None:
    before = scene.office.roster()
    by = scene.forger()
    targets = [*before.inspectors, *before.writers]
    for rec in targets:
        scene.hit(by.change("group", rec, COMMON, {"name": "x"}, t=[0, 0]))
        scene.hit(by.change("writer", rec, COMMON, {"key": scene.bad.me.key.public.hex()}, t=[0, 0]))
        scene.hit(by.change("inspector", rec, COMMON, {"name": "x", "villages": []}, t=[0, 0]))
        scene.hit(by.change("attachment", rec, COMMON, {"name": "x"}, t=[0, 0], parent=rec))
    assert scene.office.roster() == before
    scene.office.rebuild()
    assert scene.office.roster() == before


def test_what_the_office_alone_writes_stays_as_it_was(scene: Scene) -> None:
    group = "ef" * 16
    scene.office.write([NewChange("group", group, COMMON, {"name": "一组", "villages": [scene.other]}, as_office=True)])
    by = scene.forger()
    sup = {"villages": [scene.office.record(group).heads["villages"][0].change]}
    scene.hit(by.change("group", group, COMMON, {"villages": [scene.village]}, sup=sup, t=[forge.NOW + 10**9, 0]))
    assert scene.office.record(group).values["villages"] == [scene.other]
