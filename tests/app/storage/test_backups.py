"""Copies of the vault beside it, and what happens around opening it."""

import errno
import shutil

import pytest

from app.records.change import new_record_id
from app.security import durable, kdf, throttle
from app.security import header as headers
from app.storage import opening
from app.storage.disk import DiskFullError
from app.storage.memory import InstallationMemory
from app.storage.types import Founder
from tests.app.storage.conftest import SECRET


def test_a_clock_that_was_put_back_does_not_cost_the_newest_backup(closed):
    with closed.unlock() as vault:
        for year in (2030, 2031, 2032):
            vault.clock = lambda year=year: (year - 1970) * 31_557_600_000
            opening.backup(vault)
        vault.clock = lambda: (2026 - 1970) * 31_557_600_000
        folder = opening.backup(vault)
        assert (folder / "vault.json").exists()
        assert max(folder.parent.iterdir()) == folder


def test_failed_unlocks_before_a_restored_vault_opens_are_noted_under_the_new_key(closed):
    with closed.unlock() as vault:
        opening.backup(vault)
        vault.log("view")
        old = vault.me.writer_id
    newest = max((closed.folder / "backups").iterdir())
    for name in ("vault.db-wal", "vault.db-shm"):
        (closed.folder / name).unlink(missing_ok=True)
    shutil.copyfile(newest / "vault.db", closed.folder / "vault.db")
    throttle.append_failure(closed.folder / throttle.NAME, lambda: 1)
    with closed.unlock() as vault:
        last = vault.chains()[old]["log"]
        changes = [vault.change(cid) for _, cid, _ in vault.lines(old, "log", 0)]
        assert not any(change.value("what") in ("unlock_failed", "office_elsewhere") for change in changes[-2:])
        assert last.n == len(changes)
        assert vault.office_elsewhere == "restored"


def test_a_wrong_passphrase_on_a_full_disk_is_told_as_a_full_disk(closed, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(durable, "append", full)
    with pytest.raises(DiskFullError):
        opening.open_vault(closed.folder, closed.me.staff, "falsch", memory=InstallationMemory(closed.own))


def test_a_backup_ends_although_somebody_goes_on_writing(closed):
    with closed.unlock() as vault:
        vault.put_setting("much", "x" * 9_000_000)
        vault.database.tidy(wait=True)
        calls = 0

        class Writing(opening.Progress):
            def step(self, done, total=0):
                nonlocal calls
                calls += 1
                assert calls < 200
                vault.put_setting("busy", calls)

        vault.database.copy_to(closed.folder / "copy.db", vault.opened.data_key, Writing())


def test_a_vault_that_could_not_be_made_is_no_hindrance_to_the_next_try(tmp_path, monkeypatch):
    memory, who = InstallationMemory(tmp_path / "own"), Founder(new_record_id(), "周办", "B001")

    def full(*_):
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patch:
        patch.setattr(headers, "write", full)
        with pytest.raises(DiskFullError):
            opening.create(tmp_path / "vault", who, SECRET, memory=memory, cost=kdf.testing_cost())
    assert list((tmp_path / "vault").iterdir()) == []
    with opening.create(tmp_path / "vault", who, SECRET, memory=memory, cost=kdf.testing_cost()) as vault:
        assert vault.me.person == who.person
