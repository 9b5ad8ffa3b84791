"""Who may change whose passphrase."""

import pytest

from app.records.change import new_record_id
from app.security.header import WrongPassphraseError
from app.storage import opening, persons
from app.storage.memory import InstallationMemory
from app.storage.types import Founder
from tests.app.storage.conftest import SECRET

OTHER = "别人的口令 1357"


def test_a_second_person_cannot_put_their_own_passphrase_on_the_keys_of_who_left_the_vault_open(closed):
    other = Founder(new_record_id(), "吴二", "B002")
    with closed.unlock() as vault:
        persons.add_person(vault, other, OTHER)
        mine = vault.me.writer_id
        with pytest.raises(WrongPassphraseError):
            persons.change_passphrase(vault, other.staff, OTHER, "偷来的口令 9999")
    with closed.unlock() as vault:
        assert vault.me.writer_id == mine
    memory = InstallationMemory(closed.own)
    with opening.open_vault(closed.folder, other.staff, OTHER, memory=memory) as vault:
        assert vault.me.writer_id != mine


def test_my_own_passphrase_is_changed(closed):
    with closed.unlock() as vault:
        persons.change_passphrase(vault, closed.me.staff, SECRET, OTHER)
    with opening.open_vault(closed.folder, closed.me.staff, OTHER, memory=InstallationMemory(closed.own)) as vault:
        assert vault.me.person == closed.me.person
