"""An office's vault in practice, made once and copied."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.records.change import COMMON, new_record_id
from app.security import kdf
from app.security.card import OfficeCard
from app.security.keys import Identity, WriterKey
from app.storage import opening
from app.storage.composing import OfficeKeys
from app.storage.memory import InstallationMemory
from app.storage.types import Founder, NewChange
from app.storage.vault import Vault

SECRET = "一个口令 2468"
VILLAGE = new_record_id()
SCOPE = f"village-{VILLAGE}"


@dataclass(frozen=True)
class Made:
    """A closed vault: its folder, the program's own folder, who opens it, the office's keys."""

    folder: Path
    own: Path
    me: Founder
    keys: OfficeKeys

    def unlock(self, folder: Path | None = None, own: Path | None = None) -> Vault:
        memory = InstallationMemory(own or self.own)
        return opening.open_vault(folder or self.folder, self.me.staff, SECRET, memory=memory)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    home = tmp_path_factory.mktemp("office")
    keys = OfficeKeys(WriterKey.generate(), Identity.generate(), Identity.generate())
    card = OfficeCard(
        "县委巡察办", keys.key.public, (keys.receive.recipient,), (keys.recover.recipient,), practice=True, made=1
    )
    me = Founder(new_record_id(), "周办", "B001")
    memory, cost = InstallationMemory(home / "own"), kdf.testing_cost()
    with opening.create(
        home / "vault", me, SECRET, memory=memory, card=card, office=keys, cost=cost, practice=True
    ) as vault:
        entry = {"person": me.person, "key": vault.me.key.public.hex(), "recipient": vault.me.identity.recipient}
        vault.write(
            [
                NewChange("inspector", me.person, COMMON, {"name": "周办", "staff": "B001"}, as_office=True),
                NewChange("writer", vault.me.writer_id, COMMON, entry, as_office=True),
            ]
        )
        vault.write([NewChange("village", VILLAGE, SCOPE, {"name": "王庄村", "town": "新镇"})])
        opening.backup(vault)
    return Made(home / "vault", home / "own", me, keys)


@pytest.fixture
def closed(made: Made, tmp_path: Path) -> Made:
    """A vault of this test alone, where it has always been."""
    shutil.copytree(made.folder, tmp_path / "vault")
    shutil.copytree(made.own, tmp_path / "own")
    memory = tmp_path / "own" / "installations.json"
    text = memory.read_text(encoding="utf-8").replace(str(made.folder.resolve()), str((tmp_path / "vault").resolve()))
    memory.write_text(text, encoding="utf-8")
    return Made(tmp_path / "vault", tmp_path / "own", made.me, made.keys)
