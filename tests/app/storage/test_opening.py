"""A vault that was restored, copied, recovered: who may still write there, and under which key."""

import shutil

import pytest

from app.records.change import COMMON
from app.security.header import WrongPassphraseError
from app.storage import opening, persons
from app.storage.database import DamagedDatabaseError, ForeignDatabaseError
from app.storage.keepsakes import OfficeElsewhereError
from app.storage.memory import InstallationMemory
from app.storage.types import Founder, ListQuery, NewChange
from tests.app.storage.conftest import SCOPE, VILLAGE


def name_it(vault, name):
    return vault.write([NewChange("village", VILLAGE, SCOPE, {"name": name})])


def test_a_vault_where_it_has_always_been_keeps_its_writer(closed):
    with closed.unlock() as vault:
        before = vault.me.writer_id
        name_it(vault, "李庄村")
    with closed.unlock() as vault:
        assert vault.me.writer_id == before
        assert vault.record(VILLAGE).values["name"] == "李庄村"


def test_a_restored_backup_writes_under_a_new_key_that_the_old_one_vouches_for(closed):
    with closed.unlock() as vault:
        old = vault.me.writer_id
        opening.backup(vault)
        name_it(vault, "备份之后")
    newest = max((closed.folder / "backups").iterdir())
    for name in ("vault.db-wal", "vault.db-shm"):
        (closed.folder / name).unlink(missing_ok=True)
    shutil.copyfile(newest / "vault.db", closed.folder / "vault.db")
    with closed.unlock() as vault:
        assert vault.me.writer_id != old
        entry = vault.roster().writers[vault.me.writer_id]
        assert (entry.person, entry.vouched_by) == (closed.me.person, old)
        name_it(vault, "恢复之后")
        assert vault.record(VILLAGE).values["name"] == "恢复之后"
        assert vault.forks() == []
        renewed = vault.me.writer_id
    with closed.unlock() as vault:
        assert vault.me.writer_id == renewed


def test_a_copied_vault_writes_under_a_new_key_and_the_first_one_keeps_its_own(closed, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(closed.folder, copy)
    with closed.unlock() as vault:
        first = vault.me.writer_id
        name_it(vault, "原件")
    with closed.unlock(copy, tmp_path / "elsewhere") as vault:
        assert vault.me.writer_id != first
        assert vault.roster().writers[vault.me.writer_id].vouched_by == first
        name_it(vault, "副本")


def test_recovery_gives_back_the_data_and_a_new_writer_that_waits_for_registration(closed):
    who = Founder(closed.me.person, "周办", "B009")
    memory = InstallationMemory(closed.own)
    with opening.recover(closed.folder, [closed.keys.recover], who, "另一个口令 1357", memory=memory) as vault:
        assert vault.record(VILLAGE).values["name"] == "王庄村"
        assert vault.me.writer_id not in vault.roster().writers
    with opening.open_vault(closed.folder, "B009", "另一个口令 1357", memory=memory) as vault:
        assert vault.record(VILLAGE).values["name"] == "王庄村"


def test_a_wrong_passphrase_a_damaged_and_a_foreign_database_are_told_apart(closed):
    memory = InstallationMemory(closed.own)
    with pytest.raises(WrongPassphraseError):
        opening.open_vault(closed.folder, closed.me.staff, "不是它", memory=memory)
    (closed.folder / "unlocks.log").unlink()
    database = closed.folder / "vault.db"
    whole = database.read_bytes()
    database.write_bytes(bytes(4096) + whole[4096:])
    with pytest.raises(DamagedDatabaseError):
        closed.unlock()
    database.write_bytes(b"SQLite format 3\x00" + whole[16:])
    with pytest.raises(ForeignDatabaseError):
        closed.unlock()
    database.write_bytes(whole)
    with closed.unlock() as vault:
        assert vault.record(VILLAGE) is not None


def test_an_emptied_database_is_told_and_the_vault_not_filled_anew(closed):
    (closed.folder / "vault.db").write_bytes(b"")
    with pytest.raises(DamagedDatabaseError):
        closed.unlock()


def test_each_person_of_a_copied_vault_gets_a_new_key(closed, tmp_path):
    with closed.unlock() as vault:
        persons.add_person(vault, Founder("c" * 32, "钱", "B002"), "又一个口令 9753")
    own = InstallationMemory(closed.own)
    with opening.open_vault(closed.folder, "B002", "又一个口令 9753", memory=own) as vault:
        second = vault.me.writer_id
        vault.write([NewChange("village", VILLAGE, SCOPE, {"name": "钱写的"})], force=True)
    copy, elsewhere = tmp_path / "copy", tmp_path / "elsewhere"
    shutil.copytree(closed.folder, copy)
    with closed.unlock(copy, elsewhere):
        pass
    with opening.open_vault(
        copy, "B002", "又一个口令 9753", memory=InstallationMemory(tmp_path / "elsewhere")
    ) as vault:
        assert vault.me.writer_id != second
    with opening.open_vault(closed.folder, "B002", "又一个口令 9753", memory=own) as vault:
        assert vault.me.writer_id == second


def test_a_backup_put_back_after_a_power_cut_is_known_even_when_the_memory_is_old(closed):
    memory = closed.own / "installations.json"
    with closed.unlock() as vault:
        old = vault.me.writer_id
        backup = opening.backup(vault)
    before = memory.read_bytes()
    with closed.unlock() as vault:
        name_it(vault, "备份之后")
    memory.write_bytes(before)  # the power went before it was brought up to date
    for path in closed.folder.glob("vault.db*"):
        path.unlink()
    shutil.copyfile(backup / "vault.db", closed.folder / "vault.db")
    with closed.unlock() as vault:
        assert vault.me.writer_id != old


def office_says(vault, name):
    return vault.write([NewChange("inspector", "d" * 32, COMMON, {"name": name, "staff": "B007"}, as_office=True)])


def test_the_office_signs_nothing_in_a_restored_vault_until_a_person_confirms_it(closed):
    with closed.unlock() as vault:
        backup = opening.backup(vault)
        office_says(vault, "备份之后")
    for path in closed.folder.glob("vault.db*"):
        path.unlink()
    shutil.copyfile(backup / "vault.db", closed.folder / "vault.db")
    with closed.unlock() as vault:
        assert vault.office_elsewhere == "restored"
        with pytest.raises(OfficeElsewhereError):
            office_says(vault, "恢复之后")
        name_it(vault, "人写的照旧")
    with closed.unlock() as vault:  # waiting does not make it true
        assert vault.office_elsewhere == "restored"
        vault.confirm_office()
        office_says(vault, "确认之后")
        said = [record.values["what"] for record in events(vault)]
        assert said.count("office_elsewhere") == said.count("office_confirmed") == 1
    with closed.unlock() as vault:
        assert vault.office_elsewhere == ""
        office_says(vault, "以后")


def test_the_office_signs_nothing_in_a_copy_and_goes_on_in_the_first_one(closed, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(closed.folder, copy)
    with closed.unlock(copy, tmp_path / "elsewhere") as vault:
        assert vault.office_elsewhere == "unknown"
        with pytest.raises(OfficeElsewhereError):
            office_says(vault, "副本")
    with closed.unlock() as vault:
        assert vault.office_elsewhere == ""
        office_says(vault, "原件")
    with closed.unlock(copy) as vault:
        assert vault.office_elsewhere == "unknown"


def test_a_second_person_of_the_office_finds_it_at_home(closed):
    with closed.unlock() as vault:
        persons.add_person(vault, Founder("c" * 32, "钱", "B002"), "又一个口令 9753")
    own = InstallationMemory(closed.own)
    with opening.open_vault(closed.folder, "B002", "又一个口令 9753", memory=own) as vault:
        assert vault.office_elsewhere == ""


def events(vault):
    rows = vault.rows("event", vault.list(ListQuery("event")))
    return [vault.record(row.rec) for row in rows]
