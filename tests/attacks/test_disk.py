"""Somebody with the switched-off laptop, and a second person who may unlock it."""

import shutil
from pathlib import Path

import pytest

from app.records.change import new_record_id
from app.security import header as headers
from app.security import throttle
from app.security.sealing import MisplacedSealError, NotForMeError
from app.storage import opening, persons
from app.storage.opening import TooManyTriesError
from app.storage.types import Draft, Founder, ListQuery, NewChange
from app.storage.vault import Vault
from tests.app.sync.circle import PASSPHRASE, add_person
from tests.attacks.forge import Scene

SECRET = "只有我知道的内情"
OTHER = "另一 句 口令 词语"


def _talk(vault: Vault, village: str, **fields: object) -> str:
    rec = new_record_id()
    vault.write([NewChange("interview", rec, f"village-{village}", {"internal_note": SECRET, **fields})])
    return rec


def test_no_name_and_no_village_stands_in_clear_on_any_disk(scene: Scene) -> None:
    rec = add_person(scene.honest, scene.village, "王桂花")
    scene.honest.save_draft(Draft(scene.honest.me.person, rec, scene.scope, "person", {"name": "王桂花二"}))
    opening.backup(scene.honest)
    scene.handed(scene.honest)
    scene.table.close()
    words = [w.encode(code) for w in ("王桂花", "石桥村", "李守正", "X001") for code in ("utf-8", "utf-16-le", "gbk")]
    words += [b"\\u738b\\u6842", scene.village.encode(), rec.encode()]
    looked = 0
    for path in scene.table.folder.rglob("*"):
        if path.is_file() and "home" not in path.parent.name:
            data = path.read_bytes()
            looked += 1
            assert not [w for w in words if w in data], path
    for path in scene.table.folder.glob("*-home/*"):
        text = path.read_bytes().replace(scene.village.encode(), b"")  # of a chain's scope: an id, no name
        assert not [w for w in words[:-2] if w in text], path
    assert looked > 10


def test_a_sealed_note_is_nowhere_but_inside_its_seal(scene: Scene) -> None:
    rec = _talk(scene.honest, scene.village)
    person = scene.honest.me.person
    scene.honest.save_draft(Draft(person, rec, scene.scope, "interview", {"internal_note": SECRET + "二"}))
    scene.handed(scene.honest)
    for vault in (scene.honest, scene.office):
        assert not vault.search(SECRET)
        assert SECRET not in "".join(vault.dump())
        assert SECRET not in repr([(item.change, item.details) for item in vault.history(rec)])
        assert vault.list(ListQuery("interview", text=SECRET)) == []
        with vault.database.read() as connection:
            for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                assert SECRET not in repr(connection.execute(f"SELECT * FROM {table}").fetchall()), table  # noqa: S608
        assert vault.open_sealed(vault.record(rec), "internal_note") == SECRET + "二"  # the return took the draft


def test_a_second_person_of_the_laptop_reads_no_note_and_signs_as_themself(scene: Scene) -> None:
    rec = _talk(scene.honest, scene.village)
    folder, memory, first = scene.honest.folder, scene.honest.memory, scene.honest.me
    persons.add_person(scene.honest, Founder(new_record_id(), "赵后来", "X009"), OTHER)
    scene.honest.close()
    with opening.open_vault(folder, "X009", OTHER, memory=memory, clock=scene.table.clock) as vault:
        with pytest.raises(NotForMeError):
            vault.open_sealed(vault.record(rec), "internal_note")
        assert vault.me.writer_id != first.writer_id
        with vault.database.read() as connection:
            secrets = connection.execute("SELECT name, value FROM secret").fetchall()
        assert not [name for name, value in secrets if first.key.seed in bytes(value)]
        assert not [name for name, value in secrets if first.identity.text.encode() in bytes(value)]


def test_a_seal_copied_to_another_record_or_field_does_not_open(scene: Scene) -> None:
    rec, other = _talk(scene.honest, scene.village), new_record_id()
    seal = scene.honest.record(rec).values["internal_note"]
    scene.honest.write([NewChange("interview", other, scene.scope, {"internal_note": seal})])
    scene.handed(scene.honest)
    with pytest.raises(MisplacedSealError):
        scene.office.open_sealed(scene.office.record(other), "internal_note")


def test_a_header_put_back_is_noticed(scene: Scene, tmp_path: Path) -> None:
    path = scene.honest.folder / headers.NAME
    kept = shutil.copyfile(path, tmp_path / "old.json")
    persons.change_passphrase(scene.honest, "X001", PASSPHRASE, OTHER)
    folder, memory = scene.honest.folder, scene.honest.memory
    scene.honest.close()
    shutil.copyfile(kept, path)
    with pytest.raises(headers.DamagedHeaderError):
        opening.open_vault(folder, "X001", PASSPHRASE, memory=memory, clock=scene.table.clock)


def test_a_forged_list_of_failures_does_not_shut_the_owner_out_for_good(scene: Scene) -> None:
    folder, memory = scene.honest.folder, scene.honest.memory
    scene.honest.close()
    throttle.append_failure(folder / throttle.NAME, lambda: 2**53)
    now = [scene.table.now]
    with pytest.raises(TooManyTriesError):
        opening.open_vault(folder, "X001", PASSPHRASE, memory=memory, clock=lambda: now[0])
    now[0] += 301_000
    opening.open_vault(folder, "X001", PASSPHRASE, memory=memory, clock=lambda: now[0]).close()


def test_a_practice_package_does_not_enter_a_real_vault(scene: Scene) -> None:
    from app.sync.refusals import PracticeMismatchError

    with pytest.raises(PracticeMismatchError):
        scene.hit(practice=True)
