"""Asking for the passphrase while the vault is open."""

import pytest

from app.records.change import LOG
from app.storage import asking
from app.storage.types import ListQuery
from tests.app.services import records_world
from tests.app.services.records_world import PASSPHRASE, STAFF


@pytest.fixture
def vault(tmp_path):
    world = records_world.make(tmp_path)
    yield world.vault
    world.vault.close()


def failures(vault):
    return [
        row
        for row in vault.rows("event", vault.list(ListQuery("event", (LOG,))))
        if row.values["what"] == "unlock_failed"
    ]


def test_a_wrong_try_makes_the_next_one_wait_and_the_log_tells_of_it(vault):
    now = 1_783_600_000_000
    vault.clock = lambda: now
    assert asking.is_mine(vault, STAFF, PASSPHRASE)
    assert not asking.is_mine(vault, STAFF, "something else entirely")
    with pytest.raises(asking.TooManyAsksError) as caught:
        asking.is_mine(vault, STAFF, PASSPHRASE)
    assert caught.value.data["seconds"] >= 1
    assert failures(vault) == []
    now += 60_000
    assert asking.is_mine(vault, STAFF, PASSPHRASE)
    assert len(failures(vault)) == 1
    assert asking.is_mine(vault, STAFF, PASSPHRASE)
    assert len(failures(vault)) == 1
